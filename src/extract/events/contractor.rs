//! Whether the contractor acts or hears: its findings are not the organisation's.

use super::super::Reading;
use crate::lexicon::Mention;

/// Whether the contractor is the one who finds out: 委託先の担当者が…気付きました.
pub(super) fn contractor_acts(
    reading: &Reading<'_>,
    mention: &Mention,
    sentence_start: usize,
    outsourced: bool,
) -> bool {
    let ids = &reading.vocabulary.ids;
    let from = sentence_start.max(mention.head.saturating_sub(CONTRACTOR_BYTES));
    let mut at = from;
    let mut acts = false;
    let alias = outsourced
        .then(|| reading.all_of(ids.same_firm, from, mention.head).last())
        .flatten();
    let characters = &reading.vocabulary.characters;
    let subject = |end: u32| {
        let rest = &reading.text[end as usize..];
        let starts = |list: &[String]| list.iter().any(|p| rest.starts_with(p.as_str()));
        if starts(&characters.contractor_subject) {
            return true;
        }
        // 委託先である株式会社…が, 委託先(…)が: its name stands between.
        let between = reading.text.get(end as usize..mention.head).unwrap_or("");
        let any = |list: &[String]| list.iter().any(|p| between.contains(p.as_str()));
        starts(&characters.contractor_apposition)
            && any(&characters.case_particles)
            && !any(&reading.vocabulary.dates.from)
    };
    if let Some(hit) = alias {
        acts = subject(hit.end);
    }
    while let Some(hit) = reading.first_of(ids.contractor, at, mention.head) {
        acts = subject(hit.end);
        at = hit.start as usize + 1;
        while !reading.text.is_char_boundary(at) {
            at += 1;
        }
    }
    acts && !reading.has(ids.own_voice, from, mention.head)
}

/// 「委託先は…からの連絡を受け」: the contractor is told something, and tells nobody yet.
pub(super) fn contractor_hears(reading: &Reading<'_>, mention: &Mention) -> bool {
    let ids = &reading.vocabulary.ids;
    let Some(hit) = reading.first_of(ids.contractor, mention.start, mention.end) else {
        return false;
    };
    let rest = &reading.text[hit.end as usize..mention.end];
    let subject = reading
        .vocabulary
        .characters
        .case_particles
        .iter()
        .any(|p| rest.starts_with(p.as_str()));
    subject
        && reading
            .vocabulary
            .dates
            .from
            .iter()
            .any(|f| rest.contains(f.as_str()))
}

/// How far before the finding its contractor may stand, in bytes.
pub(super) const CONTRACTOR_BYTES: usize = 150;
