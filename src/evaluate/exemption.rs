//! Claims that no report or no notice is needed, and the substitute for a notification that cannot be made.

use super::{Case, Outcome, say};
use crate::incident::{GROUND_ENCRYPTION, GROUND_NUMBER, GROUND_RECOVERY};
use crate::law::Trigger;
use crate::rule::{Names, Verdict};
use crate::span::Span;

/// A claim holds only with what it asks for (通則編3-5-3-1, Q&A 6-1, 6-19): enciphered and the key kept apart; back
/// before anybody saw it; a number under the threshold and no other trigger.
pub(super) fn claim(case: &Case<'_>) -> Outcome {
    let incident = case.incident;
    if !incident.exemption_claimed {
        return Outcome::of(Verdict::NotApplicable);
    }
    let rests_on = |ground: &str| incident.exemption_grounds.iter().any(|g| g.code == ground);
    let names = &case.names.triggers;
    let triggers: Vec<String> = case
        .derived
        .triggers
        .iter()
        .map(|t| Names::of(names, t.name(), case.lang).to_string())
        .collect();
    let several = say(case.lang, "、", ", ");
    let verdict = |bad: bool, key: &'static str| {
        let mut outcome = Outcome::of(if bad { Verdict::Violated } else { Verdict::Met })
            .value("triggers", triggers.join(several));
        outcome.case = bad.then_some(key);
        outcome
    };
    let other_trigger = case.derived.triggers.iter().any(|t| *t != Trigger::Volume);
    let outcome = if rests_on(GROUND_ENCRYPTION) {
        verdict(
            !(incident.ciphered && incident.key_apart),
            GROUND_ENCRYPTION,
        )
    } else if rests_on(GROUND_RECOVERY) {
        verdict(!incident.not_viewed, GROUND_RECOVERY)
    } else if rests_on(GROUND_NUMBER) && other_trigger {
        verdict(true, GROUND_NUMBER)
    } else {
        let found = case.derived.triggers.contains(&Trigger::Volume) || other_trigger;
        verdict(found, "violated")
    };
    let claim = say(case.lang, "報告・通知は不要との記述", "the claim");
    let outcome = incident
        .evidence("exemption_claimed")
        .first()
        .into_iter()
        .fold(outcome, |o, s| o.label(*s, claim));
    let found = |o: Outcome, fact: &str, ja: &'static str, en: &'static str| {
        fold(o, incident.evidence(fact), say(case.lang, ja, en))
    };
    let outcome = found(outcome, "sensitive", "要配慮個人情報", "sensitive data");
    let outcome = found(
        outcome,
        "financial",
        "財産的被害のおそれ",
        "risk of property damage",
    );
    let outcome = found(outcome, "malicious", "不正の目的", "a wrongful purpose");
    found(
        outcome,
        "not_viewed",
        "閲覧されていないとの記述",
        "nobody saw it",
    )
}

/// What stands for the notification of persons that cannot be reached: publication and an enquiry desk
/// (施行規則10条・45条の通知に代わる措置, 通則編3-5-4-5).
pub(super) fn substitute(case: &Case<'_>) -> Outcome {
    let incident = case.incident;
    let publication = case.draft == crate::incident::Draft::Notice
        || incident.published.is_some()
        || incident.events_of("published").next().is_some();
    let mut lacking = Vec::new();
    if !publication {
        lacking.push(say(case.lang, "公表", "publication"));
    }
    if !incident.contact {
        lacking.push(say(case.lang, "問い合わせ窓口", "an enquiry desk"));
    }
    let outcome = Outcome::of(if lacking.is_empty() {
        Verdict::Met
    } else {
        Verdict::Violated
    })
    .value("lacking", lacking.join(say(case.lang, "と", " and ")));
    let label = say(
        case.lang,
        "連絡できない方がいるとの記述",
        "some persons cannot be reached",
    );
    let outcome = fold(outcome, incident.evidence("unreachable"), label);
    fold(
        outcome,
        incident.evidence("contact"),
        say(case.lang, "窓口", "the desk"),
    )
}

/// Labels the first places of a fact.
fn fold(outcome: Outcome, spans: &[Span], label: &str) -> Outcome {
    spans
        .iter()
        .take(2)
        .fold(outcome, |o, s| o.label(*s, label))
}
