//! A leak both denied and told, and several terms for one thing.

use super::super::Reading;
use super::numbers::DATA_BYTES;
use super::numbers::NAME_BYTES;
use crate::incident::{Flaw, FlawKind, Incident};
use crate::lexicon::Hit;
use crate::span::Span;

/// 「漏えいはありません」 without a limit, and a leak of personal data told as a fact or as possible elsewhere. A denial
/// of named items contradicts a leak of the same items only.
pub(super) fn contradiction(reading: &Reading<'_>, incident: &Incident) -> Option<Flaw> {
    let ids = &reading.vocabulary.ids;
    let denial = reading
        .layout
        .sentences
        .iter()
        .enumerate()
        .find_map(|(i, s)| {
            if reading.in_title(i) && reading.layout.blocks.len() > 1 {
                return None;
            }
            let hit = reading.first_of(ids.flat_denial, s.start, s.end)?;
            // A quoted or limited denial denies something else.
            let limited = reading.has(ids.denial_limits, s.start, hit.start as usize)
                || reading.has(ids.denial_limits, hit.end as usize, s.end)
                || reading.text[s.start..s.end].contains(['「', '『']);
            let named: Vec<&str> = reading
                .in_sentence("item", i)
                .iter()
                .filter(|p| p.mention.start < hit.start as usize)
                .map(|p| reading.code(&p.mention))
                .collect();
            let told = |code: &str| {
                let source = reading.source(s.start, s.end);
                incident
                    .data_items
                    .iter()
                    .any(|c| c.code == code && !(source.start..source.end).contains(&c.span.start))
            };
            let same = !named.is_empty() && named.iter().all(|c| told(c));
            let open = named.is_empty() && reading.has(ids.personal, s.start, s.end);
            (!limited && (same || open)).then_some((i, hit))
        })?;
    let told = reading.of_topic("exposure").find(|p| {
        let entry = reading.lexicon().entry(p.mention.entry);
        let s = reading.sentence(p.sentence);
        let m = crate::extract::modality::of(reading, &p.mention, p.sentence);
        p.sentence != denial.0
            && matches!(entry.code.as_str(), "leaked" | "possible")
            && !reading.in_title(p.sentence)
            && !m.denied
            && !m.condition
            && reading.has(ids.leak, p.mention.start, p.mention.end)
            && reading.has(ids.personal, s.start, s.end)
            && !reading.has(ids.other_matter, s.start, s.end)
            && !reading.has(ids.flat_denial, s.start, s.end)
    })?;
    Some(Flaw {
        kind: FlawKind::Contradiction,
        spans: vec![
            span_of(reading, denial.1),
            reading.source(told.mention.start, told.mention.end),
        ],
        numbers: None,
    })
}

pub(super) fn span_of(reading: &Reading<'_>, hit: Hit) -> Span {
    reading.source(hit.start as usize, hit.end as usize)
}

/// 漏えい, 漏洩 and 流出 side by side in the running text.
pub(super) fn mixed_terms(reading: &Reading<'_>) -> Option<Flaw> {
    let ids = &reading.vocabulary.ids;
    let (from, to) = (
        reading.layout.blocks.first()?.start,
        reading.layout.blocks.last()?.end,
    );
    let first = |group| {
        reading.all_of(group, from, to).take(MOST_TERMS).find(|h| {
            let end = h.end as usize;
            let stop =
                crate::document::layout::floor_boundary(reading.text, (end + NAME_BYTES).min(to));
            let start = h.start as usize;
            let block = reading
                .layout
                .block_at(start)
                .map_or(from, |b| reading.layout.blocks[b].start);
            let back = crate::document::layout::floor_boundary(
                reading.text,
                start.saturating_sub(QUOTE_BYTES).max(block),
            );
            let before = &reading.text[back..start];
            let quoted =
                before.matches(['「', '『']).count() > before.matches(['」', '』']).count();
            // 蒸気の漏洩, 重油の流出: of data only.
            let near = crate::document::layout::floor_boundary(
                reading.text,
                start.saturating_sub(DATA_BYTES).max(block),
            );
            let of_data = reading.has(ids.personal, near, end) || group == ids.term_outflow;
            !reading.has(ids.term_name, end, stop) && !quoted && of_data
        })
    };
    let found: Vec<Hit> = [ids.term_kana, ids.term_kanji, ids.term_outflow]
        .into_iter()
        .filter_map(first)
        .collect();
    (found.len() >= 2).then(|| {
        let mut spans: Vec<Span> = found.iter().map(|h| span_of(reading, *h)).collect();
        spans.sort_by_key(|s| s.start);
        Flaw {
            kind: FlawKind::MixedTerms,
            spans,
            numbers: None,
        }
    })
}

/// How far before a term an opening quotation mark is looked for, in bytes.
pub(super) const QUOTE_BYTES: usize = 180;

/// Most places of one term that are looked at.
pub(super) const MOST_TERMS: usize = 200;
