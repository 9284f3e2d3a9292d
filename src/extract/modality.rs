//! How a thing is told: done, planned, denied, possible, as a condition or a request. Judged from the words between the
//! mention's last word and the end of its clause.

use super::Reading;
use crate::incident::Status;
use crate::lexicon::Mention;

/// How a mention is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Modality {
    pub(crate) denied: bool,
    pub(crate) planned: bool,
    pub(crate) done: bool,
    pub(crate) possible: bool,
    pub(crate) condition: bool,
    pub(crate) request: bool,
}

impl Modality {
    pub(crate) fn status(self) -> Status {
        if self.planned && !self.done {
            Status::Planned
        } else {
            Status::Done
        }
    }
}

/// A plan right behind a word of doing (する予定) starts within so many bytes.
const PLAN_BYTES: usize = 7;

/// The last characters of a mention that a word of condition may share (した場合), in bytes.
const HEAD_BYTES: usize = 6;

/// The end of the clause that starts at or runs through `from`: the next comma or the end of the sentence.
pub(crate) fn clause_end(text: &str, from: usize, sentence_end: usize) -> usize {
    let rest = text.get(from..sentence_end).unwrap_or("");
    let mut depth = 0_i32;
    for (i, c) in rest.char_indices() {
        match c {
            '(' | '「' => depth += 1,
            ')' | '」' => depth -= 1,
            '、' if depth <= 0 => return from + i,
            // Not the comma of 1,820.
            ',' if depth <= 0 && !rest[i + 1..].starts_with(|n: char| n.is_ascii_digit()) => {
                return from + i;
            }
            '。' | '\t' | '|' => return from + i,
            _ => {}
        }
    }
    sentence_end
}

/// Judges a mention from its last word to the end of its clause.
pub(crate) fn of(reading: &Reading<'_>, mention: &Mention, sentence: usize) -> Modality {
    let end = reading.sentence(sentence).end;
    // A phrase that ends in the comma itself ends its clause.
    let last =
        mention.end - usize::from(reading.text[..mention.end].ends_with('、')) * '、'.len_utf8();
    // 報告は、行っておりません: the topic's comma ends no clause.
    let rest = reading.text.get(last..end).unwrap_or("");
    let topic = &reading.vocabulary.dates.topic;
    let last = topic
        .iter()
        .find(|t| t.ends_with('、') && rest.starts_with(t.as_str()))
        .map_or(last, |t| last + t.len());
    // 書類を回収済み(複写されていないことを確認): what the bracket denies is not what stands before it.
    let stop = clause_end(reading.text, last, end);
    if let Some(open) = reading.text.get(last..stop).and_then(|r| r.find('(')) {
        let open = last + open;
        let before = judge(reading, mention.head, mention.end, open);
        let done = before.done && !(before.planned || before.denied || before.request);
        if done && reading.has(reading.vocabulary.ids.negation, open, stop) {
            return before;
        }
    }
    if let Some(close) = aside_of_its_own(reading, last, end) {
        // 「8月25日 委員会へ速報(確報は10月20日までに出します)」: what the bracket tells is told of something else.
        let rest = clause_end(reading.text, close, end);
        let (before, behind) = (
            judge(reading, mention.head, mention.end, last),
            judge(reading, close, close, rest),
        );
        return if before.done { before } else { behind };
    }
    let stop = clause_end(reading.text, last, end);
    let mut m = judge(reading, mention.head, mention.end, stop);
    if !m.done && !m.planned {
        // 「個別にご連絡のうえ、謝罪いたします」: the sentence's end decides.
        let whole = judge(reading, mention.head, mention.end, end);
        m.planned = whole.planned;
        m.done = whole.done;
    }
    // 「6月1日に出し、お一人ずつお知らせします」: a clause that does not end its verb is planned with the sentence.
    if m.done && stop < end && runs_on(reading, mention.head, stop) {
        let last =
            super::floor_boundary(reading.text, end.saturating_sub(LAST_VERB_BYTES).max(stop));
        let tail = judge(reading, last, last, end);
        if tail.planned && !tail.done {
            m.planned = true;
            m.done = false;
        }
    }
    m
}

/// A verb's noun before a bracket (提出, 報告済み) has no more characters than this.
const ASIDE_VERB_CHARS: usize = 5;

/// The end of a bracket that opens at `from` and names a topic of its own (確報は…, 公表は…); it is not told of what stands
/// before it.
fn aside_of_its_own(reading: &Reading<'_>, from: usize, end: usize) -> Option<usize> {
    let rest = reading.text.get(from..end)?;
    // 速報を提出(確報は…): the noun of the verb may stand between.
    let open = rest.find(|c| !crate::document::view::is_word(c))?;
    if rest[..open].chars().count() > ASIDE_VERB_CHARS {
        return None;
    }
    let from = from + open;
    let inside = reading.text.get(from..end)?.strip_prefix('(')?;
    let close = inside.find(')')?;
    let words = &inside[..close];
    let topics = &reading.vocabulary.characters.aside_topics;
    let at = topics.iter().find_map(|t| words.find(t.as_str()))?;
    let noun = &words[..at];
    let named = !noun.is_empty() && noun.chars().all(crate::document::view::is_word);
    named.then_some(from + '('.len_utf8() + close + ')'.len_utf8())
}

/// A sentence's last verb begins within so many bytes of its end.
const LAST_VERB_BYTES: usize = 36;

/// Whether the only word of doing in `from..stop` is a verb that runs on (…し、 …行い、), which is done or planned as what
/// follows is.
fn runs_on(reading: &Reading<'_>, from: usize, stop: usize) -> bool {
    let ids = &reading.vocabulary.ids;
    reading.all_of(ids.done, from, stop + 1).all(|h| {
        let comma = reading.text[..h.end as usize].ends_with('、')
            || reading.text[h.end as usize..].starts_with('、');
        comma && reading.lexicon().in_group(h, ids.running_on)
    })
}

/// Judges the words from `from` to `stop`. What is told first after the mention decides between done and planned.
pub(crate) fn judge(reading: &Reading<'_>, from: usize, end: usize, stop: usize) -> Modality {
    let ids = &reading.vocabulary.ids;
    let first = |group| {
        reading
            .first_of(group, from, stop)
            .map(|h| h.start as usize)
    };
    let planned = first(ids.planned);
    // 「完了する予定」: what is planned at once is not done.
    let done = reading
        .all_of(ids.done, from, stop)
        .find(|h| {
            let end = h.end as usize;
            !reading.has(ids.planned, end, (end + PLAN_BYTES).min(stop))
        })
        .map(|h| h.start as usize);
    let denied = first(ids.negation);
    let possible = first(ids.possibility);
    let done_first = match (done, planned) {
        (Some(d), Some(p)) => d < p && !reading.has(ids.planned_aux, from, stop),
        (Some(_), None) => true,
        _ => false,
    };
    Modality {
        denied: denied.is_some(),
        planned: planned.is_some() && !done_first,
        done: done_first,
        possible: possible.is_some(),
        // 判明した場合: the condition may begin in the mention's own last word.
        condition: reading.has(
            ids.condition,
            from.max(end.saturating_sub(HEAD_BYTES)),
            stop,
        ),
        request: reading.has(ids.request, from, stop),
    }
}
