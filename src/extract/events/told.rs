//! How a thing is told: plainly, in a clause of its own, in passing, over the end of its sentence.

use super::super::bind::of_what_was_found;
use super::super::{Placed, Reading, modality};
use super::TOPIC;
use crate::date::DateValue;
use crate::lexicon::Mention;

/// 「委員会へ速報を行い、11日に警察署へ相談」: the phrase has run over from a shorter one of its kind into the next clause.
pub(super) fn runs_over(reading: &Reading<'_>, placed: &Placed) -> bool {
    let Placed { mention, sentence } = *placed;
    let code = reading.code(&mention);
    reading.in_sentence(TOPIC, sentence).iter().any(|p| {
        let inner = p.mention;
        inner != mention
            && inner.start >= mention.start
            && inner.end < mention.head
            && reading.code(&inner) == code
            && reading
                .text
                .get(inner.end..mention.head)
                .unwrap_or("")
                .contains('、')
            && reading.has(reading.vocabulary.ids.done, inner.head, mention.head)
    })
}

/// Told as done in the mention's own clause, with nothing between that makes it the object of another verb
/// (終了することを決定しました).
pub(super) fn plainly_done(
    reading: &Reading<'_>,
    mention: &Mention,
    date_end: usize,
    sentence_end: usize,
) -> bool {
    // 「速報は、7月4日に行いました」: the verb stands behind the date.
    let from = mention.end.max(date_end.min(sentence_end));
    let stop = modality::clause_end(reading.text, from, sentence_end);
    let m = modality::judge(reading, mention.head, mention.end, stop);
    // 「…に再開し、…に終えます」: a clause that runs on is as done as its sentence.
    let tail = crate::document::layout::floor_boundary(
        reading.text,
        sentence_end.saturating_sub(TAIL_BYTES).max(mention.head),
    );
    m.done
        && !m.planned
        && !m.possible
        && !m.denied
        && !reading.has(reading.vocabulary.ids.nominal, mention.end, stop)
        && (stop + '。'.len_utf8() >= sentence_end
            || reading
                .vocabulary
                .characters
                .case_particles
                .first()
                .is_some_and(|ga| reading.text[..stop].ends_with(ga.as_str()))
            || reading.has(reading.vocabulary.ids.done, tail, sentence_end))
}

/// A sentence's last verb stands within so many bytes of its end.
pub(super) const TAIL_BYTES: usize = 24;

/// 「…を受けたことを確認しました」: the date of the sentence is of the finding, not of what was found.
pub(super) fn embedded(reading: &Reading<'_>, mention: &Mention, sentence_end: usize) -> bool {
    let ids = &reading.vocabulary.ids;
    let stop = modality::clause_end(reading.text, mention.end, sentence_end);
    let Some(noun) = reading.first_of(ids.nominal, mention.end, stop) else {
        return false;
    };
    // 「…していたことが、…の連絡により判明」: what is found out ends at a comma.
    let rest = reading
        .text
        .get(noun.end as usize..sentence_end)
        .unwrap_or("");
    let runs_on = reading
        .vocabulary
        .characters
        .case_particles
        .iter()
        .any(|p| {
            rest.strip_prefix(p.as_str())
                .is_some_and(|r| r.starts_with('、'))
        });
    let end = if runs_on { sentence_end } else { stop };
    reading.has(ids.found_verb, noun.start as usize, end)
}

/// A period before the mention is the period of what happened, wherever the finding verb stands.
pub(super) fn period_governs(
    reading: &Reading<'_>,
    mention: &Mention,
    sentence_start: usize,
) -> bool {
    let i = reading.dates.partition_point(|d| d.start < sentence_start);
    reading.dates[i..]
        .iter()
        .take_while(|d| d.end <= mention.head)
        .last()
        .is_some_and(|d| matches!(d.value, Some(DateValue::Range(Some(_), _))))
}

/// 攻撃者は、9月18日夜に侵入したことが判明: the last day before the mention is of what happened.
pub(super) fn day_governs(
    reading: &Reading<'_>,
    mention: &Mention,
    (sentence_start, sentence_end): (usize, usize),
) -> bool {
    let from = reading.dates.partition_point(|d| d.start < sentence_start);
    let to = reading.dates.partition_point(|d| d.end <= mention.head);
    (from..to)
        .next_back()
        // 10月17日までに登録されたお客様の情報が漏えいした可能性を確認: till then they registered.
        .filter(|&i| !reading.dates[i].value.is_some_and(DateValue::is_range))
        .is_some_and(|i| of_what_was_found(reading, i, sentence_start, (mention.end, sentence_end)))
}

/// 11月3日に誤送付した(後日判明), 誤送付したことが後に分かった: a finding of another day, which does not stand there.
pub(super) fn told_in_passing(reading: &Reading<'_>, mention: &Mention, from: usize) -> bool {
    let later = reading.all_of(reading.vocabulary.ids.found_later, from, mention.head);
    later.last().is_some_and(|hit| {
        let dated = |from: usize| {
            let first = reading.dates.partition_point(|d| d.start < from);
            reading
                .dates
                .get(first)
                .is_some_and(|d| d.end <= mention.head)
        };
        dated(from) && !dated(hit.end as usize)
    })
}
