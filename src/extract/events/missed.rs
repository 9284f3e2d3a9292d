//! When it happened, where no phrase of the lexicon tells: the day of the sentence that tells of the cause or the leak.

use super::super::bind::{Carry, Wants, date_of};
use super::super::{Placed, Reading, modality};
use super::{FOUND, OCCURRED, Row, made};
use crate::date::DateValue;
use crate::document::BlockKind;
use crate::incident::{Incident, Status};

/// An exposure that is not told as a fact.
const NOT_TOLD: [&str; 2] = ["denied", "possible"];

/// The occurrence that a sentence about the cause or the leak dates, where no row dates one.
pub(super) fn missed(
    reading: &Reading<'_>,
    carry: &Carry,
    incident: &Incident,
    rows: &[Row],
) -> Option<Row> {
    let dated = |r: &Row| r.event.kind == OCCURRED && r.event.date.is_some();
    if rows.iter().any(dated) {
        return None;
    }
    let first_found = rows
        .iter()
        .filter(|r| r.event.kind == FOUND)
        .filter_map(|r| r.event.date.and_then(DateValue::day))
        .min();
    let causes = reading.of_topic("cause").filter(|p| {
        let code = reading.code(&p.mention);
        incident.causes.iter().any(|c| c.code == code)
    });
    let leaks = reading
        .of_topic("exposure")
        .filter(|p| !NOT_TOLD.contains(&reading.code(&p.mention)));
    let mut places: Vec<&Placed> = causes.chain(leaks).collect();
    places.sort_by_key(|p| (p.sentence, p.mention.start));
    places.into_iter().find_map(|p| {
        let date = day_of(reading, carry, p)?;
        let fact = &reading.dates[date];
        let value = fact.value?;
        let span = reading.source(fact.start, fact.end);
        let period = value.is_range();
        // 3月5日に設定の誤りが判明した: the day is the finding's, or of what was done then.
        let taken = rows.iter().any(|r| r.event.date_span == Some(span));
        let late = value.day().is_some_and(|day| {
            reading.published.is_some_and(|(told, _)| day > told)
                || first_found.is_some_and(|found| day > found)
        });
        if late || (taken && !period) {
            return None;
        }
        Some(Row {
            at: p.mention.head,
            event: made(
                OCCURRED,
                Some(value),
                Some(span),
                reading.source(p.mention.start, p.mention.end),
                Status::Done,
            ),
        })
    })
}

/// The day of a place that tells plainly, outside of the title and of what is to be done.
fn day_of(reading: &Reading<'_>, carry: &Carry, place: &Placed) -> Option<usize> {
    let ids = &reading.vocabulary.ids;
    let Placed { mention, sentence } = *place;
    let s = reading.sentence(sentence);
    let m = modality::of(reading, &mention, sentence);
    let elsewhere = reading.in_title(sentence)
        || reading.block_of(sentence).kind == BlockKind::Heading
        || reading.under_heading(ids.measures_heading, sentence)
        || reading.sentence_has(ids.measures_heading, sentence)
        || reading.has(ids.other_matter, s.start, mention.end);
    if elsewhere || m.denied || m.condition || m.request || m.status() == Status::Planned {
        return None;
    }
    date_of(reading, carry, &mention, sentence, Wants::Any)
}
