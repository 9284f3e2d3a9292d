//! What a later notice tells otherwise than an earlier one, without saying that it does.

use chrono::NaiveDate;

use crate::date::{DateValue, Moment};
use crate::incident::{Change, Changed, Count, Event, Exactness, Incident, Status};
use crate::span::Span;

/// Events whose day is held against that of an earlier notice.
const DAYS: [&str; 4] = ["occurred", "detected", "reported_ppc", "notified"];

/// A number told as about so many may turn out this much larger or smaller, in hundredths.
const ABOUT: u64 = 10;

/// What a notice may say of changes: of those near it, or of all.
const REVISION: &str = "revision";
const REVISIONS_MARKED: &str = "revisions-marked";

/// The changes between each notice and the last one before it that tells the same, where the later does not speak of a
/// change. All spans are bytes of `text`.
pub(super) fn between(parts: &[Incident], text: &str) -> Vec<Change> {
    let mut found = Vec::new();
    for (index, newer) in parts.iter().enumerate().skip(1) {
        if newer.mentions.iter().any(|m| m.code == REVISIONS_MARKED) {
            continue;
        }
        let before = &parts[..index];
        let explained = |change: &Change| {
            let mut revisions = newer.mentions.iter().filter(|m| m.code == REVISION);
            revisions.any(|m| {
                let span = change.spans[0];
                // 2,350名から60名増えましたのは…: what is said of the number explains no new kind of data on the next line.
                let of_a_number = matches!(change.what, Changed::Item { .. })
                    && !same_line(text, m.span, span)
                    && newer.counts.iter().any(|c| same_line(text, c.span, m.span));
                near(text, m.span, span) && !of_a_number
            })
        };
        number(before, newer, &mut found);
        days(before, newer, &mut found);
        items(before, newer, &mut found);
        found.retain(|c| !explained(c));
    }
    found
}

/// Whether two spans stand on one line or on neighbouring ones.
fn near(text: &str, a: Span, b: Span) -> bool {
    let (first, second) = if a.start <= b.start { (a, b) } else { (b, a) };
    let between = text.get(first.end.min(second.start)..second.start);
    let mut lines = between
        .unwrap_or("")
        .split('\n')
        .filter(|l| !l.trim().is_empty());
    lines.next();
    lines.nth(1).is_none()
}

fn same_line(text: &str, a: Span, b: Span) -> bool {
    let (first, second) = if a.start <= b.start { (a, b) } else { (b, a) };
    !text
        .get(first.start..second.start)
        .unwrap_or("")
        .contains('\n')
}

fn count_of(incident: &Incident) -> Option<&Count> {
    let persons = incident.persons?;
    incident
        .counts
        .iter()
        .find(|c| c.value == persons && c.affected)
}

fn number(before: &[Incident], newer: &Incident, found: &mut Vec<Change>) {
    let Some(new) = count_of(newer) else {
        return;
    };
    let Some(old) = before.iter().rev().find_map(count_of) else {
        return;
    };
    let refined = match old.exactness {
        Exactness::About => old.value.abs_diff(new.value) * 100 <= old.value * ABOUT,
        Exactness::AtMost => new.value <= old.value,
        Exactness::MoreThan => new.value >= old.value,
        Exactness::Exact | Exactness::Cumulative => false,
    };
    if old.value != new.value && !refined {
        found.push(Change {
            what: Changed::Persons(old.value, new.value),
            spans: [new.span, old.span],
        });
    }
}

/// The first event of a kind that is done and has a day.
fn first<'a>(incident: &'a Incident, kind: &str) -> Option<(&'a Event, NaiveDate)> {
    incident
        .events
        .iter()
        .filter(|e| e.kind == kind && e.status == Status::Done && !e.by_contractor)
        .filter_map(|e| {
            let day = e
                .date
                .and_then(DateValue::start)
                .and_then(Moment::first_day)?;
            Some((e, day))
        })
        .min_by_key(|(e, day)| (*day, e.span.start))
}

fn days(before: &[Incident], newer: &Incident, found: &mut Vec<Change>) {
    for kind in DAYS {
        let Some((new, after)) = first(newer, kind) else {
            continue;
        };
        let Some((old, earlier)) = before.iter().rev().find_map(|p| first(p, kind)) else {
            continue;
        };
        // A later notice may tell only what came later: a second report, another letter.
        let later_of_many = matches!(kind, "reported_ppc" | "notified") && after > earlier;
        if earlier != after && !later_of_many {
            found.push(Change {
                what: Changed::Day {
                    event: kind.to_string(),
                    before: earlier,
                    after,
                },
                spans: [
                    new.date_span.unwrap_or(new.span),
                    old.date_span.unwrap_or(old.span),
                ],
            });
        }
    }
}

fn items(before: &[Incident], newer: &Incident, found: &mut Vec<Change>) {
    let Some(last_new) = newer.data_items.last() else {
        return;
    };
    let Some(older) = before.iter().rev().find(|p| !p.data_items.is_empty()) else {
        return;
    };
    for item in &newer.data_items {
        if !older.data_items.iter().any(|o| o.code == item.code) {
            let place = older.data_items.last().map_or(item.span, |o| o.span);
            found.push(Change {
                what: Changed::Item {
                    code: item.code.clone(),
                    added: true,
                },
                spans: [item.span, place],
            });
        }
    }
    for item in &older.data_items {
        if !newer.data_items.iter().any(|n| n.code == item.code) {
            found.push(Change {
                what: Changed::Item {
                    code: item.code.clone(),
                    added: false,
                },
                spans: [last_new.span, item.span],
            });
        }
    }
}
