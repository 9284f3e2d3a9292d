//! The stage of a report to the regulator, and day counts that the text states.

use super::super::{Reading, modality};
use crate::incident::{Stage, StatedDays};
use crate::lexicon::Mention;

/// The stage named nearest to the mention in its sentence.
pub(super) fn stage(reading: &Reading<'_>, mention: &Mention, start: usize, end: usize) -> Stage {
    let ids = &reading.vocabulary.ids;
    let stop = modality::clause_end(reading.text, mention.end, end).min(end);
    let within = |from: usize, to: usize| {
        [
            (ids.stage_preliminary, Stage::Preliminary),
            (ids.stage_final, Stage::Final),
            (ids.stage_followup, Stage::Followup),
        ]
        .into_iter()
        .filter_map(|(group, stage)| reading.first_of(group, from, to).map(|h| (h.start, stage)))
        .min_by_key(|&(at, _)| at)
        .map(|(_, stage)| stage)
    };
    within(mention.head, stop)
        .or_else(|| within(mention.start, mention.head))
        .or_else(|| {
            within(
                clause_start(reading.text, start, mention.start),
                mention.start,
            )
        })
        // 確報につきましては、…期限までに委員会へ提出: the only stage that the sentence names before it.
        .or_else(|| {
            let named: Vec<Stage> = [
                (ids.stage_preliminary, Stage::Preliminary),
                (ids.stage_final, Stage::Final),
            ]
            .into_iter()
            .filter(|&(group, _)| reading.has(group, start, end))
            .map(|(_, stage)| stage)
            .collect();
            match named.as_slice() {
                [only] => within(start, mention.start).filter(|s| s == only),
                _ => None,
            }
        })
        .unwrap_or(Stage::Unstated)
}

pub(super) fn clause_start(text: &str, start: usize, at: usize) -> usize {
    text[start..at]
        .rfind(['、', '。'])
        .map_or(start, |i| start + i)
}

/// 「発覚後82日目」「知った日から58日目」. A text that defines its count (知った日を1日目として) need not name the
/// awareness day again.
pub(super) fn stated_days(reading: &Reading<'_>) -> Vec<StatedDays> {
    let ids = &reading.vocabulary.ids;
    let defines = |end: usize| {
        reading
            .vocabulary
            .characters
            .count_definition
            .iter()
            .any(|d| reading.text[end..].starts_with(d.as_str()))
    };
    let mut found = Vec::new();
    let hits: Vec<crate::lexicon::Hit> = reading.all_of(ids.day_count, 0, usize::MAX).collect();
    let defined = hits.iter().any(|h| defines(h.end as usize));
    for hit in hits {
        let at = hit.start as usize;
        let digits = reading.text[..at]
            .bytes()
            .rev()
            .take_while(u8::is_ascii_digit)
            .count();
        let Ok(days) = reading.text[at - digits..at].parse::<i64>() else {
            continue;
        };
        let Some(sentence) = reading.layout.sentence_at(at) else {
            continue;
        };
        let s = reading.sentence(sentence);
        if defines(hit.end as usize) || (!defined && !reading.has(ids.awareness, s.start, s.end)) {
            continue;
        }
        let nearest = [
            (ids.stage_preliminary, Stage::Preliminary),
            (ids.stage_final, Stage::Final),
        ]
        .into_iter()
        .filter_map(|(group, stage)| {
            reading
                .all_of(group, s.start, at)
                .last()
                .map(|h| (h.start, stage))
        })
        .max_by_key(|&(p, _)| p);
        if let Some((_, stage)) = nearest {
            found.push(StatedDays {
                stage,
                days,
                defined,
                span: reading.source(at - digits, hit.end as usize),
            });
        }
    }
    found
}
