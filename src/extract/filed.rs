//! What the kind of draft says of a text's facts: the date at the head of a report to the regulator is the day on which it
//! is filed, and a report form is about a leak whatever its words.

use crate::incident::{Done, Draft, Incident, PersonalData, Stage, Status};

const PUBLISHED: &str = "published";
const PPC: &str = "reported_ppc";

/// Reads the facts of a report form as those of a report.
pub(crate) fn read(incident: &mut Incident, draft: Draft) {
    let stage = match draft {
        Draft::Preliminary => Stage::Preliminary,
        Draft::Final => Stage::Final,
        Draft::Notice | Draft::Notification => return,
    };
    if matches!(
        incident.personal_data,
        PersonalData::Unstated | PersonalData::No
    ) {
        incident.personal_data = PersonalData::Suspected;
        let title = incident.title;
        incident.note("personal_data", title);
    }
    let Some(head) = incident.events.iter_mut().find(|e| {
        e.kind == PUBLISHED && e.date.and_then(crate::date::DateValue::day) == incident.published
    }) else {
        return;
    };
    head.kind = PPC.to_string();
    head.stage = Some(stage);
    head.status = Status::Done;
    let place = head.date_span.unwrap_or(head.span);
    incident.ppc_report = Done::Done;
    incident.note("ppc_report", place);
}
