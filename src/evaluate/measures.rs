//! Do the measures fit the cause?

use super::{Case, Outcome, say};
use crate::incident::Status;
use crate::rule::raw::{Countermeasure, NotOnly};
use crate::rule::{Names, Verdict};

/// A measure of the list stands in the text, or none does.
pub(super) fn fits(case: &Case<'_>, causes: &[String], wanted: &Countermeasure) -> Outcome {
    let incident = case.incident;
    let label = say(
        case.lang,
        "原因に見合う措置",
        "a measure that fits the cause",
    );
    let met: Vec<_> = incident
        .measures
        .iter()
        .filter(|m| wanted.any.contains(&m.code))
        .collect();
    if !met.is_empty() {
        return met
            .into_iter()
            .take(4)
            .fold(Outcome::of(Verdict::Met), |o, m| o.label(m.span, label));
    }
    let mut outcome = Outcome::of(Verdict::Unstated)
        .value("causes", Names::list(&case.names.causes, causes, case.lang))
        .value(
            "measures",
            Names::list(&case.names.measures, &wanted.any, case.lang),
        );
    let cause = say(case.lang, "原因", "the cause");
    for c in incident
        .causes
        .iter()
        .filter(|c| causes.contains(&c.code))
        .take(2)
    {
        outcome = outcome.label(c.span, cause);
    }
    outcome
}

/// The measures that name a means are not all of one code.
pub(super) fn not_only(case: &Case<'_>, only: &NotOnly) -> Outcome {
    let concrete: Vec<_> = case
        .incident
        .measures
        .iter()
        .filter(|m| m.concrete)
        .filter(|m| m.status != Status::Done || !only.undoing.contains(&m.code))
        .collect();
    if concrete.is_empty() || concrete.iter().any(|m| m.code != only.measure) {
        return Outcome::of(Verdict::Met);
    }
    let label = say(case.lang, "措置はこれだけです", "the only measure");
    concrete
        .iter()
        .take(3)
        .fold(Outcome::of(Verdict::Violated), |o, m| {
            o.label(m.span, label)
        })
}
