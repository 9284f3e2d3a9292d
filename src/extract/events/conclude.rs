//! What the events say of the report to the regulator, the police and the persons.

use super::super::{Reading, modality};
use super::{NOTIFIED, POLICE, PPC};
use crate::incident::{Done, Incident, Status};

/// What the events say of the report to the regulator, the police and the persons.
pub(super) fn conclude(reading: &Reading<'_>, incident: &mut Incident) {
    let told = |kind: &str, status: Status| {
        incident
            .events
            .iter()
            .find(|e| e.kind == kind && e.status == status)
            .map(|e| e.span)
    };
    let done = |kind: &str| match (told(kind, Status::Done), told(kind, Status::Planned)) {
        (Some(span), _) => (Done::Done, Some(span)),
        (None, Some(span)) => (Done::Planned, Some(span)),
        (None, None) => (Done::None, None),
    };
    let (ppc, ppc_span) = done(PPC);
    let (mut notified, mut notified_span) = done(NOTIFIED);
    if notified == Done::None
        && let Some(p) = reading
            .of_code("statement", "notification-impossible")
            .next()
    {
        notified = Done::Impossible;
        notified_span = Some(reading.source(p.mention.start, p.mention.end));
    }
    let police = told(POLICE, Status::Done).or_else(|| {
        reading
            .of_code("statement", "police")
            .find(|p| {
                let m = modality::of(reading, &p.mention, p.sentence);
                !m.denied && !m.condition && !m.request && m.status() == Status::Done
            })
            .map(|p| reading.source(p.mention.start, p.mention.end))
    });
    incident.ppc_report = ppc;
    incident.notified = notified;
    incident.police = police.is_some();
    for (name, span) in [
        ("ppc_report", ppc_span),
        ("notified", notified_span),
        ("police", police),
    ] {
        if let Some(span) = span {
            incident.note(name, span);
        }
    }
}
