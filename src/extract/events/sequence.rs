//! What the order of days settles. 通知を発送しました: the letter that went astray, or the one that tells of it? What is
//! sent before anybody knew is what happened; what is sent afterwards is the notice. And nobody contains what he does not
//! know: 4月24日に調査票を回収し is how the day began.

use std::cmp::Ordering;

use chrono::NaiveDate;

use super::{CLIENT_INFORMED, CONTAINED, FOUND, NOTIFIED, OCCURRED, Row};
use crate::date::DateValue;

/// So many days before a leak was known nothing was done about it, whatever the text calls it (昨年3月に溶解処分した).
const LONG_BEFORE: i64 = 14;

/// Settles what was read both as the leak and as the notification of the persons, and drops what was contained too early.
pub(super) fn settle(rows: &mut Vec<Row>) {
    let day = |r: &Row| r.event.date.and_then(DateValue::day);
    let known = rows
        .iter()
        .filter(|r| r.event.kind == FOUND || r.event.kind == CLIENT_INFORMED)
        .filter_map(day)
        .min();
    let Some(known) = known else { return };
    let of = |kind: &str| -> Vec<usize> {
        let all = rows.iter().enumerate();
        all.filter(|(_, r)| r.event.kind == kind)
            .map(|(i, _)| i)
            .collect()
    };
    let mut gone = vec![false; rows.len()];
    let notified = of(NOTIFIED);
    for o in of(OCCURRED) {
        let (Some(sent), span) = (day(&rows[o]), rows[o].event.span) else {
            continue;
        };
        for &n in &notified {
            let other = rows[n].event.span;
            if span.start >= other.end || other.start >= span.end || day(&rows[n]) != Some(sent) {
                continue;
            }
            match sent.cmp(&known) {
                Ordering::Greater => gone[o] = true,
                Ordering::Less => gone[n] = true,
                // On the day itself both may be.
                Ordering::Equal => {}
            }
        }
    }
    let happened = of(OCCURRED).into_iter().filter_map(|o| {
        let value = rows[o].event.date?;
        value.start()?.first_day()
    });
    let happened = happened.max();
    for (i, row) in rows.iter().enumerate() {
        let early = |d: NaiveDate| {
            d < known && (happened.is_some_and(|h| d <= h) || (known - d).num_days() > LONG_BEFORE)
        };
        gone[i] |= row.event.kind == CONTAINED && day(row).is_some_and(early);
    }
    let mut keep = gone.into_iter().map(|g| !g);
    rows.retain(|_| keep.next().unwrap_or(true));
}
