//! Is the order possible: 発生 ≤ 知った ≤ 報告・通知 ≤ 公表, nothing done before its day, day counts that the dates give?
//! Only events whose date stands in their own sentence and that are told as done take part.

use chrono::NaiveDate;

use super::{Case, Outcome, day, say};
use crate::incident::{Event, Status};
use crate::law::{day_number, report_of};
use crate::rule::{Names, Verdict};

const OCCURRED: &str = "occurred";
const DETECTED: &str = "detected";
const CLIENT_INFORMED: &str = "client_informed";
const PPC: &str = "reported_ppc";
const NOTIFIED: &str = "notified";
const PUBLISHED: &str = "published";

/// What follows awareness.
const RESPONSES: [&str; 9] = [
    "confirmed",
    "contained",
    PPC,
    "reported_police",
    "reported_other",
    NOTIFIED,
    "investigation",
    "restored",
    "remedied",
];

fn certain(event: &Event) -> Option<NaiveDate> {
    (event.certain && event.status == Status::Done && !event.by_contractor)
        .then(|| event.date?.day())
        .flatten()
}

/// The earliest certain event of a type, if every dated event of the type is certain: one that is not might be the
/// earliest.
fn earliest<'a>(case: &Case<'a>, kind: &str) -> Option<(&'a Event, NaiveDate)> {
    let of_kind = |e: &&Event| e.kind == kind && e.status == Status::Done;
    let events = &case.incident.events;
    if events
        .iter()
        .filter(of_kind)
        .any(|e| e.date.is_some() && certain(e).is_none())
    {
        return None;
    }
    events
        .iter()
        .filter(of_kind)
        .filter_map(|e| Some((e, certain(e)?)))
        .min_by_key(|(_, d)| *d)
}

/// Every pair that stands in the wrong order.
pub(super) fn order(case: &Case<'_>) -> Vec<Outcome> {
    // A text that goes on from an earlier one tells of findings after its first report.
    if case.incident.continues {
        return Vec::new();
    }
    let aware = earliest(case, DETECTED)
        .into_iter()
        .chain(earliest(case, CLIENT_INFORMED))
        .min_by_key(|(_, d)| *d)
        .filter(|(_, d)| Some(*d) == case.derived.awareness);
    // One date out of line is a slip of the writer; several are more likely to be one of the reader.
    let before = |limit: NaiveDate| {
        case.incident
            .events
            .iter()
            .filter(|e| e.status == Status::Done && RESPONSES.contains(&e.kind.as_str()))
            .filter(|e| {
                e.date
                    .and_then(crate::date::DateValue::day)
                    .is_some_and(|d| d < limit)
            })
            .count()
    };
    let aware = aware.filter(|(_, d)| before(*d) <= 1);
    let mut outcomes = Vec::new();
    let mut compare = |first: Option<(&Event, NaiveDate)>, second: Option<(&Event, NaiveDate)>| {
        if let (Some((a, x)), Some((b, y))) = (first, second)
            && y < x
        {
            let names = &case.names.events;
            outcomes.push(
                Outcome::of(Verdict::Violated)
                    .value("first", Names::of(names, &a.kind, case.lang))
                    .value("first-date", day(case.lang, x))
                    .value("second", Names::of(names, &b.kind, case.lang))
                    .value("second-date", day(case.lang, y))
                    .label(
                        b.date_span.unwrap_or(b.span),
                        say(case.lang, "後であるはずの日", "should be the later day"),
                    )
                    .label(
                        a.date_span.unwrap_or(a.span),
                        say(case.lang, "先であるはずの日", "should be the earlier day"),
                    ),
            );
        }
    };
    compare(earliest(case, OCCURRED), aware);
    // A report told after the awareness and dated before it is a slip; one told before it belongs to an awareness that
    // was not read.
    let told_after = |e: Option<(&'_ Event, NaiveDate)>| {
        e.is_some_and(|(b, _)| aware.is_some_and(|(a, _)| a.span.start < b.span.start))
    };
    for kind in [PPC, NOTIFIED] {
        let later = earliest(case, kind);
        if told_after(later) {
            compare(aware, later);
        }
    }
    let published = earliest(case, PUBLISHED).filter(|(_, d)| Some(*d) == case.incident.published);
    compare(aware, published);
    outcomes
}

/// What is told as done on a day that has not come.
pub(super) fn future(case: &Case<'_>) -> Vec<Outcome> {
    case.incident
        .events
        .iter()
        .filter(|e| e.kind != PUBLISHED)
        .filter_map(|e| Some((e, certain(e)?)))
        .filter(|(_, d)| *d > case.as_of)
        .map(|(e, d)| {
            Outcome::of(Verdict::Violated)
                .value("event", Names::of(&case.names.events, &e.kind, case.lang))
                .value("date", day(case.lang, d))
                .value("as-of", day(case.lang, case.as_of))
                .label(
                    e.date_span.unwrap_or(e.span),
                    say(case.lang, "まだ来ていない日", "a day that has not come"),
                )
        })
        .collect()
}

/// Day counts that the dates do not give. The awareness day is day 1 (通則編3-5-3-3); a count that takes it as day 0 is
/// let pass, for people count both ways.
pub(super) fn day_count(case: &Case<'_>) -> Vec<Outcome> {
    let Some(awareness) = case.derived.awareness else {
        return Vec::new();
    };
    case.incident
        .stated_days
        .iter()
        .filter_map(|s| {
            let event = report_of(case.incident, s.stage)?;
            let date = certain(event)?;
            let n = day_number(awareness, date);
            (n >= 1 && s.days != n && (s.defined || s.days != n - 1)).then(|| {
                let stage = Names::of(&case.names.stages, s.stage.name(), case.lang);
                let outcome = Outcome::of(Verdict::Violated)
                    .value("stated", s.days)
                    .value("actual", n)
                    .value("awareness", day(case.lang, awareness))
                    .value("date", day(case.lang, date))
                    .value("report", stage)
                    .label(
                        s.span,
                        say(
                            case.lang,
                            "本文の記す日数",
                            "the day count that the text states",
                        ),
                    )
                    .label(
                        event.date_span.unwrap_or(event.span),
                        say(case.lang, "報告の日", "the day of the report"),
                    );
                match case.derived.awareness_event {
                    Some(i) => {
                        let start = &case.incident.events[i];
                        outcome.label(
                            start.date_span.unwrap_or(start.span),
                            say(case.lang, "知った日(1日目)", "awareness date (day 1)"),
                        )
                    }
                    None => outcome,
                }
            })
        })
        .collect()
}
