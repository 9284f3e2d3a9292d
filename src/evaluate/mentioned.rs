//! Does the text mention what a rule asks for, by a word of the lexicon's topic `mention`?

use super::{Case, Outcome, say};
use crate::rule::Verdict;
use crate::rule::raw::Mentioned;

/// Met where one of the words stands in the text.
pub(super) fn check(case: &Case<'_>, mentioned: &Mentioned) -> Outcome {
    let found: Vec<_> = case
        .incident
        .mentions
        .iter()
        .filter(|m| mentioned.any.contains(&m.code))
        .collect();
    if found.is_empty() {
        return Outcome::of(Verdict::Unstated);
    }
    let label = say(case.lang, "根拠", "evidence");
    found
        .into_iter()
        .take(4)
        .fold(Outcome::of(Verdict::Met), |o, m| o.label(m.span, label))
}
