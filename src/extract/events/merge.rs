//! One event told in several places is one event; later findings confirm the first.

use super::{CLIENT_INFORMED, CONFIRMED, DETECTED, FOUND, OCCURRED, POLICE, PPC, PUBLISHED, Row};
use crate::date::DateValue;
use crate::incident::{Event, Stage, Status};

/// The earliest dated finding is the awareness; later ones confirm it, unless of the same day. What the contractor found
/// and what the organisation itself found are each told apart from their own first.
pub(super) fn settle_findings(rows: &mut [Row]) {
    for by_contractor in [false, true] {
        let first = rows
            .iter()
            .filter(|r| {
                let found = r.event.kind == FOUND && r.event.by_contractor == by_contractor;
                // Who is told by its contractor knows from then on.
                found || (!by_contractor && r.event.kind == CLIENT_INFORMED)
            })
            .filter_map(|r| r.event.date.and_then(DateValue::day))
            .min();
        let mut seen_undated = false;
        for row in rows
            .iter_mut()
            .filter(|r| r.event.kind == FOUND && r.event.by_contractor == by_contractor)
        {
            let day = row.event.date.and_then(DateValue::day);
            let later = match (day, first) {
                (Some(d), Some(f)) => d > f,
                (None, _) => std::mem::replace(&mut seen_undated, true),
                (Some(_), None) => false,
            };
            row.event.kind = if later { CONFIRMED } else { DETECTED }.to_string();
        }
    }
}

/// One event told several times is one event: same type, same date, all its places kept. A report to the regulator whose
/// stage is not told is the one of the same day whose stage is.
pub(super) fn merge(rows: &mut Vec<Row>) {
    type Key = (String, Option<DateValue>, Status, bool);
    let key = |r: &Row| -> Key {
        let e = &r.event;
        (e.kind.clone(), e.date, e.status, e.by_contractor)
    };
    let mut kept: Vec<Row> = Vec::with_capacity(rows.len());
    // For each key the rows kept, of which there are few: one a stage, or the last one without a date.
    let mut places: std::collections::HashMap<Key, Vec<usize>> = std::collections::HashMap::new();
    for row in rows.drain(..) {
        let list = places.entry(key(&row)).or_default();
        let same = list
            .iter()
            .rev()
            .take(STAGES)
            .copied()
            .find(|&i| same_event(&kept[i], &row));
        if let Some(first) = same {
            let e = &mut kept[first].event;
            if e.stage == Some(Stage::Unstated) {
                e.stage = row.event.stage;
            }
            e.certain |= row.event.certain;
            tell_again(e, row.event.span);
        } else {
            list.push(kept.len());
            kept.push(row);
        }
    }
    // Told once with its day and once without: one event.
    let (dated, undated): (Vec<Row>, Vec<Row>) =
        kept.into_iter().partition(|r| r.event.date.is_some());
    *rows = dated;
    let mut first_of: std::collections::HashMap<(String, Status, bool), Vec<usize>> =
        std::collections::HashMap::new();
    for (i, r) in rows.iter().enumerate() {
        let e = &r.event;
        let list = first_of
            .entry((e.kind.clone(), e.status, e.by_contractor))
            .or_default();
        if list.len() < STAGES {
            list.push(i);
        }
    }
    for row in undated {
        let e = &row.event;
        let kinds: &[&str] = if e.kind == CONFIRMED {
            &[CONFIRMED, DETECTED]
        } else {
            &[e.kind.as_str()]
        };
        let same = RETOLD.contains(&e.kind.as_str()).then(|| {
            kinds
                .iter()
                .filter_map(|k| first_of.get(&((*k).to_string(), e.status, e.by_contractor)))
                .flatten()
                .copied()
                .filter(|&i| {
                    let stage = rows[i].event.stage;
                    stage == e.stage || e.stage == Some(Stage::Unstated)
                })
                .min()
        });
        match same.flatten() {
            Some(first) => tell_again(&mut rows[first].event, row.event.span),
            None => rows.push(row),
        }
    }
    rows.sort_by_key(|r| r.at);
}

/// Rows of one key that are looked at: reports have four stages.
pub(super) const STAGES: usize = 4;

/// Most further places kept of one event.
pub(super) const MAX_AGAIN: usize = 32;

/// Notes that an event is told at a further place.
pub(super) fn tell_again(event: &mut Event, span: crate::span::Span) {
    let apart = |o: &crate::span::Span| span.end <= o.start || o.end <= span.start;
    if event.again.len() < MAX_AGAIN && apart(&event.span) && event.again.iter().all(apart) {
        event.again.push(span);
    }
}

/// What happens once: told again without its day it is the same. Several things may be stopped or mended.
pub(super) const RETOLD: [&str; 6] = [DETECTED, CONFIRMED, OCCURRED, PUBLISHED, PPC, POLICE];

pub(super) fn same_event(a: &Row, b: &Row) -> bool {
    let (x, y) = (&a.event, &b.event);
    let stages = x.stage == y.stage
        || (x.date.is_some()
            && (x.stage == Some(Stage::Unstated) || y.stage == Some(Stage::Unstated)));
    x.kind == y.kind
        && x.date == y.date
        && x.status == y.status
        && x.by_contractor == y.by_contractor
        && stages
        && (x.date.is_some() || a.at.abs_diff(b.at) < NEAR_BYTES)
}

/// Undated mentions of one kind that stand closer than this, in bytes, tell one event.
pub(super) const NEAR_BYTES: usize = 90;
