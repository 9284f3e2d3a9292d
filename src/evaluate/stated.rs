//! Does the text state a fact that is asked for?

use super::{Case, Outcome, say};
use crate::incident::{Done, Incident, Measure, SecondaryDamage, Status};
use crate::rule::Verdict;
use crate::rule::raw::{FactName, Stated};
use crate::span::Span;

pub(super) fn check(case: &Case<'_>, stated: &Stated) -> Outcome {
    let incident = case.incident;
    if stated.fact == FactName::Notification && incident.notified == Done::Impossible {
        return Outcome::of(Verdict::NotApplicable);
    }
    if let Some(spans) = places(case, stated) {
        let label = say(case.lang, "根拠", "evidence");
        return spans
            .into_iter()
            .take(4)
            .fold(Outcome::of(Verdict::Met), |o, s| o.label(s, label));
    }
    if stated.pending_while_investigating && incident.cause_under_investigation {
        return Outcome::of(Verdict::Pending);
    }
    let mut outcome = Outcome::of(Verdict::Unstated);
    // An undated event is the nearest thing the text has: point at it.
    let near = match stated.fact {
        FactName::AwarenessDate => undated(incident, "detected"),
        FactName::OccurrenceDate => undated(incident, "occurred"),
        FactName::RegulatorReportDate => undated(incident, "reported_ppc"),
        _ => None,
    };
    if stated.fact == FactName::MeasuresSplit {
        let label = say(case.lang, "予定として書かれています", "told as planned");
        for m in incident.measures.iter().take(2) {
            outcome = outcome.label(m.span, label);
        }
    }
    if let Some(span) = near {
        outcome = outcome.label(
            span,
            say(case.lang, "ここに日付がありません", "there is no date here"),
        );
    }
    outcome
}

/// Measures told as done: beside them, planned ones are told apart by their tense, and without any there is nothing to
/// tell apart.
fn done_told(incident: &Incident, besides: &[String]) -> Option<Vec<Span>> {
    let prevents = |m: &&Measure| !besides.contains(&m.code);
    let first = |status: Status| {
        let mut measures = incident.measures.iter().filter(prevents);
        measures.find(|m| m.status == status).map(|m| m.span)
    };
    let done = first(Status::Done)?;
    Some(
        std::iter::once(done)
            .chain(first(Status::Planned))
            .collect(),
    )
}

fn undated(incident: &Incident, kind: &str) -> Option<Span> {
    incident
        .events_of(kind)
        .find(|e| e.date.is_none())
        .map(|e| e.span)
}

/// Whether the text claims that no report is needed, and the reason holds.
fn sound_exemption(case: &Case<'_>) -> bool {
    case.incident.exemption_claimed && super::exemption::claim(case).verdict == Verdict::Met
}

/// The places that state the fact; none where it is not stated.
fn places(case: &Case<'_>, stated: &Stated) -> Option<Vec<Span>> {
    let incident = case.incident;
    let noted = |holds: bool, name: &str| holds.then(|| incident.evidence(name).to_vec());
    let dated = |kind: &str| {
        let spans: Vec<Span> = incident
            .events_of(kind)
            .filter(|e| e.date.is_some() && e.status == Status::Done)
            .map(|e| e.date_span.unwrap_or(e.span))
            .collect();
        (!spans.is_empty()).then_some(spans)
    };
    match stated.fact {
        FactName::AwarenessDate => {
            let event = &incident.events[case.derived.awareness_event?];
            Some(vec![event.date_span.unwrap_or(event.span)])
        }
        FactName::OccurrenceDate => dated("occurred"),
        FactName::DataItems => noted(!incident.data_items.is_empty(), "data_items"),
        FactName::Persons => match (incident.persons, incident.records) {
            (Some(_), _) => noted(true, "persons"),
            (None, Some(_)) => noted(true, "records"),
            _ => None,
        },
        FactName::Cause => noted(incident.cause_stated, "cause_stated"),
        FactName::SecondaryDamage => noted(
            incident.secondary_damage != SecondaryDamage::Unstated,
            "secondary_damage",
        )
        .or_else(|| noted(incident.damage_risk, "damage_risk")),
        FactName::Containment => {
            let spans: Vec<Span> = incident
                .events_of("contained")
                .filter(|e| e.status == Status::Done)
                .map(|e| e.span)
                .collect();
            (!spans.is_empty()).then_some(spans)
        }
        FactName::Measures => {
            let told = !incident.measures.is_empty() || !incident.evidence("measures").is_empty();
            noted(told, "measures")
        }
        FactName::Contact => noted(incident.contact, "contact"),
        // 報告は不要と判断した, for a reason that holds: it is told what became of the report.
        FactName::RegulatorReport => noted(
            matches!(incident.ppc_report, Done::Done | Done::Planned),
            "ppc_report",
        )
        .or_else(|| noted(sound_exemption(case), "exemption_claimed")),
        FactName::RegulatorReportDate => dated("reported_ppc"),
        FactName::SelfProtection => noted(incident.self_protection, "self_protection"),
        FactName::Followup => noted(incident.followup_promised, "followup_promised"),
        FactName::MeasuresSplit => noted(incident.measures_split, "measures_split")
            .or_else(|| done_told(incident, &stated.besides)),
        FactName::Notification => noted(
            matches!(incident.notified, Done::Done | Done::Planned),
            "notified",
        ),
    }
}
