//! What a text says against itself: parts that do not add up, one quantity with two values, a leak both denied and told,
//! two spellings for one thing. Only what can be nothing else is noted: a false alarm here costs more than a miss.

mod numbers;
mod terms;
mod totals;

use super::Reading;
use crate::incident::{Count, Incident};
use numbers::{MOST_COUNTS, numbers};
use terms::{contradiction, mixed_terms};
use totals::{MOST_LINES, tables, totals};

/// An earlier notice is named within so many sentences from the top.
const HEAD_SENTENCES: usize = 8;

pub(crate) fn read(reading: &Reading<'_>, incident: &mut Incident) {
    let (first, last) = (reading.layout.blocks.first(), reading.layout.blocks.last());
    incident.continues = first
        .zip(last)
        .is_some_and(|(f, l)| reading.has(reading.vocabulary.ids.continues, f.start, l.end));
    let head = reading.layout.sentences.iter().take(HEAD_SENTENCES);
    let earlier = reading.vocabulary.ids.earlier_notice;
    incident.follows = reading
        .title()
        .is_some_and(|b| reading.has(earlier, b.start, b.end))
        || head.clone().any(|s| reading.has(earlier, s.start, s.end));
    let mut flaws = Vec::new();
    // Every number is held against every other: a text with more of them than any report has is left alone.
    if incident.counts.len() <= MOST_COUNTS && reading.layout.blocks.len() <= MOST_LINES {
        let places = places(reading, &incident.counts);
        totals(reading, &incident.counts, &places, &mut flaws);
        tables(reading, &mut flaws);
        numbers(reading, &incident.counts, &places, &mut flaws);
    }
    flaws.extend(contradiction(reading, incident));
    flaws.extend(mixed_terms(reading));
    incident.flaws = flaws;
}

/// Where a count stands in the view, and its sentence.
#[derive(Debug, Clone, Copy)]
struct Place {
    start: usize,
    end: usize,
    sentence: usize,
    block: usize,
}

fn places(reading: &Reading<'_>, counts: &[Count]) -> Vec<Option<Place>> {
    counts
        .iter()
        .map(|c| {
            let start = reading.view.at_source(c.span.start);
            let end = reading.view.at_source(c.span.end);
            let sentence = reading.layout.sentence_at(start)?;
            Some(Place {
                start,
                end: end.max(start),
                sentence,
                block: reading.sentence(sentence).block,
            })
        })
        .collect()
}
