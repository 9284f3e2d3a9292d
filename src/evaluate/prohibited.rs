//! What must not stand in a text that is published.

use super::{Case, Outcome, say};
use crate::incident::FlawKind;
use crate::rule::Verdict;
use crate::rule::raw::Prohibited;

/// One outcome for each place; `met` where there is none.
pub(super) fn check(case: &Case<'_>, prohibited: &Prohibited) -> Vec<Outcome> {
    let outcomes: Vec<Outcome> = case
        .incident
        .flaws
        .iter()
        .filter(|f| prohibited.any.contains(&f.kind))
        .map(|flaw| {
            let what = what(case, flaw.kind);
            flaw.spans.iter().fold(
                Outcome::of(Verdict::Violated).value("what", what),
                |o, s| o.label(*s, what),
            )
        })
        .collect();
    if outcomes.is_empty() {
        vec![Outcome::of(Verdict::Met)]
    } else {
        outcomes
    }
}

fn what(case: &Case<'_>, kind: FlawKind) -> &'static str {
    let (ja, en) = match kind {
        FlawKind::MobileNumber => ("携帯電話番号", "a mobile telephone number"),
        FlawKind::PrivateMail => ("個人のメールアドレス", "a private e-mail address"),
        FlawKind::MyNumber => ("マイナンバー", "a My Number"),
        FlawKind::CardNumber => ("カード番号", "a card number"),
        FlawKind::LiveLink => ("クリックできるURL", "a live link"),
        FlawKind::LeakLocation => ("漏えいした情報の所在", "where the data can be found"),
        FlawKind::Contradiction => ("食い違う記述", "statements that disagree"),
        FlawKind::MixedTerms => ("用語", "the term"),
        FlawKind::Total => ("合計", "the total"),
        FlawKind::Number => ("数", "the number"),
    };
    say(case.lang, ja, en)
}
