//! Binds what is told to its date: the date before it in its sentence, the label before or after it, the heading or the
//! list item it stands under, 同時に to the event before. What none of these settles has no date.

use super::Reading;
use crate::date::DateValue;
use crate::document::BlockKind;
use crate::document::layout::floor_boundary;
use crate::lexicon::Mention;

/// For each sentence the date that its list item, row or date heading gives it.
pub(crate) struct Carry {
    per_block: Vec<Option<usize>>,
}

/// Which dates a thing can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wants {
    /// A point in time: when something was reported, told or published.
    Point,
    /// A point in time at which something was found out; dates of what was found are not its own.
    Found,
    /// A point, or how long an act took: people are told and data is recovered over days (10月20日から23日にかけて).
    Act,
    /// A point or a period.
    Any,
}

impl Carry {
    /// Finds out which line's date governs which lines.
    pub(crate) fn new(reading: &Reading<'_>) -> Self {
        let layout = &reading.layout;
        let mut per_block = vec![None; layout.blocks.len()];
        let mut current: Option<(usize, u8)> = None;
        for (i, block) in layout.blocks.iter().enumerate() {
            let lead = leading_date(reading, i);
            if let Some(date) = lead {
                per_block[i] = Some(date);
                let fact = &reading.dates[date];
                // A line that is hardly more than its date governs the lines below it.
                let rest = reading
                    .text
                    .get(fact.end..block.end)
                    .unwrap_or("")
                    .chars()
                    .filter(|c| !c.is_whitespace())
                    .count();
                if reading.published.is_some_and(|(_, p)| p == date) {
                    // The day of the text is not the day of what it tells.
                    per_block[i] = None;
                } else if rest <= 4 && i > 0 {
                    let level = if block.kind == BlockKind::Heading {
                        block.marker
                    } else {
                        0
                    };
                    current = Some((date, level));
                } else if !fact.time_only {
                    current = None;
                }
                continue;
            }
            if i == 0 {
                continue;
            }
            if let Some((date, level)) = current {
                let ends = block.kind == BlockKind::Heading
                    && (level == 0 || block.marker >= level || block.marker == 0);
                if ends {
                    current = None;
                } else {
                    per_block[i] = Some(date);
                }
            }
        }
        Self { per_block }
    }

    fn of(&self, block: usize) -> Option<usize> {
        self.per_block.get(block).copied().flatten()
    }
}

/// The date that a line begins with, as a label: followed by a colon, a column, a blank or the end of the line.
fn leading_date(reading: &Reading<'_>, block: usize) -> Option<usize> {
    let b = reading.layout.blocks[block];
    let i = reading.dates.partition_point(|d| d.start < b.start);
    let fact = reading.dates.get(i).filter(|d| d.start < b.end)?;
    let before = reading
        .text
        .get(b.body..fact.start.max(b.body))
        .unwrap_or("")
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '【' | '<' | '[' | '(' | '|' | '「'))
        .count();
    if before > 0 {
        return None;
    }
    let rest = reading.text.get(fact.end..b.end).unwrap_or("");
    let labelled = rest.trim_start().is_empty()
        || rest.starts_with([':', '\t', '|', '】', '>', ']', '-', ';'])
        || reading.view.gap_before(fact.end)
        || day_apart(reading, fact.start, fact.end)
        || (b.kind == BlockKind::Row)
        || rest.starts_with(['~', '→']);
    let item = matches!(
        b.kind,
        BlockKind::Item | BlockKind::Row | BlockKind::Heading
    );
    // ・2月6日から8日にかけて、…: how long something went on, not the day of the item.
    let period = fact.value.is_some_and(DateValue::is_range);
    (labelled || (item && !period)).then_some(i)
}

/// Whether a blank parts the day from a time of day behind it (6月18日 早朝、…): the day stands as a label.
fn day_apart(reading: &Reading<'_>, start: usize, end: usize) -> bool {
    let text = reading.text;
    let mut at = start;
    while let Some(gap) = reading.view.first_gap(at, end) {
        if text[..gap].ends_with(['日', ')']) && !text[gap..].starts_with('(') {
            return true;
        }
        at = gap;
    }
    false
}

/// The date of a mention: an index of `reading.dates`.
pub(crate) fn date_of(
    reading: &Reading<'_>,
    carry: &Carry,
    mention: &Mention,
    sentence: usize,
    wants: Wants,
) -> Option<usize> {
    let s = reading.sentence(sentence);
    let from = reading.dates.partition_point(|d| d.start < s.start);
    let dates = &reading.dates;
    let in_sentence = || (from..dates.len()).take_while(|&i| dates[i].start < s.end);
    // A date inside the phrase or right before its verb, else the last one before it.
    let before = in_sentence().filter(|&i| {
        dates[i].end <= mention.head
            && fits(reading, i, wants, s.end)
            && (wants == Wants::Any || !subordinate(reading, i, mention.head))
    });
    // 委員会には21日に、警察署には24日に、それぞれ届け出: each name takes the date that follows it.
    let own = if wants == Wants::Point {
        in_sentence()
            .find(|&i| {
                dates[i].start >= mention.start
                    && dates[i].end <= mention.head
                    && fits(reading, i, wants, s.end)
            })
            // 25日に委員会へ、翌26日に保健所へ報告: what each was told on the day before its name.
            .filter(|&i| {
                let begun = from
                    .max(dates.partition_point(|d| d.end <= mention.start))
                    .checked_sub(1)
                    .filter(|&d| d >= from && fits(reading, d, wants, s.end));
                let parallel = another_name(reading, mention, dates[i].start);
                let close = |d: usize| {
                    !reading
                        .text
                        .get(dates[d].end..mention.start)
                        .unwrap_or("")
                        .contains(['、', '。'])
                };
                !(parallel && begun.is_some_and(close))
            })
    } else {
        None
    };
    // 委員会への速報は17日に提出し: the date right behind a noun is the noun's, whatever stands before it.
    let follows = in_sentence()
        .find(|&i| dates[i].start >= mention.end && fits(reading, i, wants, s.end))
        .filter(|&i| {
            let between = reading.text.get(mention.end..dates[i].start).unwrap_or("");
            let own = reading.text.get(mention.start..mention.end).unwrap_or("");
            // 確報は発覚から66日目の6月5日に: a day count may stand between.
            let counted = between.len() <= COUNTED_BYTES
                && reading.has(
                    reading.vocabulary.ids.day_count,
                    mention.end,
                    dates[i].start,
                );
            reading.vocabulary.dates.noun_topic.iter().any(|t| {
                between == t
                    || ((between.is_empty() || counted) && own.ends_with(t.as_str()))
                    || (counted && between.starts_with(t.as_str()))
            })
        });
    // A date inside the phrase that the filter above gave to another name is no date of this one.
    let parallel = wants == Wants::Point
        && own.is_none()
        && in_sentence().any(|i| {
            dates[i].start >= mention.start
                && dates[i].end <= mention.head
                && another_name(reading, mention, dates[i].start)
        });
    let before: Vec<usize> = before
        .filter(|&i| !parallel || dates[i].end <= mention.start)
        .collect();
    if let Some(i) = own
        .or(follows)
        .or_else(|| governing(reading, &before, mention, wants, s.start))
    {
        return Some(i);
    }
    // 「…したのは、2024年5月1日です」「公表(5月1日)」
    let after =
        in_sentence().find(|&i| dates[i].start >= mention.end && fits(reading, i, wants, s.end));
    if let Some(i) = after {
        let between = reading.text.get(mention.end..dates[i].start).unwrap_or("");
        // 閲覧された19人には、2月3日から: the date is of what is done for them.
        let short = between.chars().count() <= 8 && !between.contains(|c: char| c.is_ascii_digit());
        // 「確報は、5月25日に行った」: the phrase's own は counts.
        let last = reading.text[..mention.end]
            .chars()
            .next_back()
            .map_or(0, char::len_utf8);
        let joint = reading
            .text
            .get(mention.end - last..dates[i].start)
            .unwrap_or("");
        let topic = reading
            .vocabulary
            .dates
            .topic
            .iter()
            .any(|t| joint.contains(t.as_str()));
        // 報告済みです(2025年5月9日): nothing but the end of the clause and the bracket stands between.
        let bracketed = between.ends_with('(')
            && reading.text[dates[i].end..].starts_with(')')
            && between.chars().count() <= BRACKETED_CHARS
            && !between.contains(['、', '。', ')']);
        if bracketed && wants != Wants::Found {
            return Some(i);
        }
        let labelled = between.is_empty() && reading.text[..mention.end].ends_with([':', '\t']);
        if short && (labelled || between.starts_with(['(', ':', '\t', '|']) || topic) {
            return Some(i);
        }
    }
    carry
        .of(s.block)
        .filter(|&i| fits(reading, i, wants, usize::MAX) && dates[i].start <= mention.head)
}

/// Longest end of a clause before a date in brackets, the bracket included, in characters.
const BRACKETED_CHARS: usize = 12;
/// Longest day count between a report and its date (発覚から66日目の), in bytes.
const COUNTED_BYTES: usize = 60;

/// Whether the date at `at` inside the phrase belongs to a name of its own: nothing but a name and a comma stand before it
/// (委員会へ、翌26日に保健所へ), no act (速報を行い、12月12日に確報を).
fn another_name(reading: &Reading<'_>, mention: &Mention, at: usize) -> bool {
    let ids = &reading.vocabulary.ids;
    let act = [
        ids.stage_preliminary,
        ids.stage_final,
        ids.done,
        ids.planned,
    ]
    .iter()
    .any(|&g| reading.has(g, mention.start, at));
    reading
        .text
        .get(mention.start..at)
        .unwrap_or("")
        .ends_with('、')
        && !act
}

/// The last date before the mention; but a date inside what is found out (10日、…が6月16日に…していた事実を把握した) leaves
/// the finding to the date that stands before it with a comma.
fn governing(
    reading: &Reading<'_>,
    before: &[usize],
    mention: &Mention,
    wants: Wants,
    sentence_start: usize,
) -> Option<usize> {
    let (&last, earlier) = before.split_last()?;
    if wants != Wants::Found {
        return Some(last);
    }
    let dates = &reading.dates;
    let verb = (
        mention.head,
        floor_boundary(reading.text, mention.end.max(mention.head) + VERB_BYTES),
    );
    let after = |i: usize| &reading.text[dates[i].end..];
    let inside = !after(last).starts_with(['、', ','])
        && reading.has(
            reading.vocabulary.ids.nominal,
            dates[last].end,
            mention.head,
        );
    earlier
        .iter()
        .rev()
        .copied()
        .find(|&i| inside && after(i).starts_with(['、', ',']))
        .or((!of_what_was_found(reading, last, sentence_start, verb)).then_some(last))
}

/// A verb goes on for so many bytes behind the phrase that ends in it (確認|され).
const VERB_BYTES: usize = 9;

/// Whether a date is of what was found out and not of the finding: it stands before こと without a comma behind it, and before it
/// stands who did it (攻撃者は、9月18日夜に…侵入したことが判明) or that it was looked into (調査したところ、前日の3月8日に…).
pub(crate) fn of_what_was_found(
    reading: &Reading<'_>,
    index: usize,
    sentence_start: usize,
    verb: (usize, usize),
) -> bool {
    let ids = &reading.vocabulary.ids;
    let date = &reading.dates[index];
    let before = reading.text.get(sentence_start..date.start).unwrap_or("");
    // 職員が4月10日に…ことに気付いた: there the one who acts finds out.
    let turns_out = reading.first_of(ids.turns_out, verb.0, verb.1).is_some();
    if reading.text[date.end..].starts_with(['、', ','])
        || !turns_out
        || !reading.has(ids.nominal, date.end, verb.1)
    {
        return false;
    }
    if reading.has(ids.investigated, sentence_start, date.start) {
        // 調査の結果、6月25日に、…であることが判明: a comma right behind its particle makes it the day of the finding, but not
        // where it explains another day (前日の3月8日に、…).
        let joints = &reading.vocabulary.dates.noun_joint;
        return joints.iter().any(|j| before.ends_with(j.as_str()))
            || date.value.is_some_and(DateValue::is_range)
            || reading.text[date.end..].chars().nth(1) != Some('、');
    }
    let acting = before.trim_end_matches('、');
    let particles = &reading.vocabulary.characters.acting;
    let Some(who) = particles
        .iter()
        .find_map(|p| acting.strip_suffix(p.as_str()))
    else {
        return false;
    };
    // 当社は、3月10日、…を受けたことを確認: the writer finds out.
    let end = sentence_start + who.len();
    ![ids.own_voice, ids.own_business, ids.own_public]
        .iter()
        .any(|&g| {
            let mut own = reading.all_of(g, sentence_start, end);
            own.any(|h| h.end as usize == end)
        })
}

/// Whether the date can be that of an act.
fn fits(reading: &Reading<'_>, index: usize, wants: Wants, end: usize) -> bool {
    let fact = &reading.dates[index];
    if fact.attributive || fact.value.is_none() {
        return false;
    }
    // A sentence without end is cut, and may be cut through a date.
    let rest = reading
        .text
        .get(fact.end..end.min(reading.text.len()))
        .unwrap_or("");
    // 2月8日の不正アクセス: the date is of the noun, not of the clause.
    let words = &reading.vocabulary.dates;
    if let Some(noun) = words
        .noun_joint
        .iter()
        .find_map(|j| rest.strip_prefix(j.as_str()))
        && !fact.time_only
        && !words.period.iter().any(|w| noun.starts_with(w.as_str()))
        && !adverbial(reading, fact.end + (rest.len() - noun.len()), noun)
    {
        return false;
    }
    let Some(value) = fact.value else {
        return false;
    };
    // 1月31日までに完了した: the day by which it was done.
    let by_then = matches!(value, DateValue::Range(None, Some(_)))
        && words
            .range_close
            .first()
            .is_some_and(|ni| rest.starts_with(ni.as_str()));
    match (wants, value) {
        (Wants::Any | Wants::Point | Wants::Found, _) if by_then => true,
        (Wants::Any, DateValue::Range(None, _))
        | (Wants::Point | Wants::Found, DateValue::Range(..)) => false,
        // 1月30日から is when a state began, not when it was found.
        (Wants::Point | Wants::Found, _) => {
            !words.from.iter().any(|f| rest.starts_with(f.as_str()))
        }
        (Wants::Act, DateValue::Range(Some(_), Some(_))) => {
            let noun = words
                .joints
                .iter()
                .fold(rest, |r, j| r.trim_start_matches(j.as_str()));
            !words.period.iter().any(|w| noun.starts_with(w.as_str()))
        }
        _ => true,
    }
}

/// 17日の出勤後、 6月3日の始業直後に 3月26日の内部監査で: the noun tells when or on what occasion, so the date is of the
/// clause. An incident is no occasion (2月8日の不正アクセスで).
fn adverbial(reading: &Reading<'_>, start: usize, noun: &str) -> bool {
    let words = &reading.vocabulary.dates;
    let length: usize = noun
        .chars()
        .take(OCCASION_CHARS)
        .take_while(|c| {
            crate::document::view::is_word(*c)
                && !reading.vocabulary.characters.name_stops.contains(c)
        })
        .map(char::len_utf8)
        .sum();
    let (name, after) = noun.split_at(length);
    let moment = words
        .moment_nouns
        .iter()
        .any(|m| name.ends_with(m.as_str()));
    let occasion = words.occasion.iter().any(|o| after.starts_with(o.as_str()));
    moment || (occasion && !reading.has(reading.vocabulary.ids.incident, start, start + length))
}

/// Longest name of an occasion, in characters.
const OCCASION_CHARS: usize = 12;

/// Whether the date stays with a clause of its own before `head`: 1月17日に新サイトへ移行した際に、…が判明.
fn subordinate(reading: &Reading<'_>, index: usize, head: usize) -> bool {
    let fact = &reading.dates[index];
    let words = &reading.vocabulary.dates;
    let Some(between) = reading.text.get(fact.end..head) else {
        return false;
    };
    // 1月16日に、…: with its comma the day is of the whole sentence.
    let with_comma = words
        .range_close
        .first()
        .and_then(|ni| between.strip_prefix(ni.as_str()))
        .is_some_and(|rest| rest.starts_with(['、', ',']));
    // 調査の結果、8月23日に、…していたことが分かった: the day is of what came out.
    let come_out = || {
        reading.layout.sentence_at(fact.start).is_some_and(|i| {
            let start = reading.sentence(i).start;
            reading.has(reading.vocabulary.ids.investigated, start, fact.start)
                || reading.dates[..index]
                    .last()
                    .is_some_and(|d| d.start >= start)
        })
    };
    let adverbial = (with_comma && !come_out())
        || between.starts_with(['、', ',', ':', '\t'])
        || between.trim_start().is_empty();
    let attached = !adverbial
        && words
            .range_close
            .first()
            .is_some_and(|ni| between.starts_with(ni.as_str()));
    // 8月25日に発送した結果票…が分かりました: the date is of the verb right after it.
    let taken = || {
        reading
            .layout
            .sentence_at(fact.start)
            .map_or(&[][..], |s| reading.in_sentence("event", s))
            .iter()
            .any(|p| {
                p.mention.head >= fact.end
                    && p.mention.end <= head
                    && reading.code(&p.mention) == "occurred"
            })
    };
    attached
        && (words
            .subordinate
            .iter()
            .any(|s| between.contains(s.as_str()))
            || taken())
}

/// A label (発生日, 覚知日) names the date that follows it on its line, or the lines below it when it is a heading.
pub(crate) fn labelled_dates(
    reading: &Reading<'_>,
    mention: &Mention,
    sentence: usize,
) -> Vec<usize> {
    let s = reading.sentence(sentence);
    let block_index = s.block;
    let block = reading.layout.blocks[block_index];
    let from = reading.dates.partition_point(|d| d.start < mention.end);
    if let Some(first) = reading.dates.get(from).filter(|d| d.start < block.end) {
        let between = reading
            .text
            .get(mention.end..first.start)
            .unwrap_or("")
            .chars()
            .take(13)
            .count();
        return if between <= 12 {
            vec![from]
        } else {
            Vec::new()
        };
    }
    let rest = reading
        .text
        .get(mention.end..block.end)
        .unwrap_or("")
        .chars()
        .take(9)
        .count();
    // 発生日:調査中: the day on the next line is another's.
    let open = reading.has(
        reading.vocabulary.ids.under_investigation,
        mention.end,
        block.end,
    );
    if rest > 8 || open {
        return Vec::new();
    }
    let mut found = Vec::new();
    for next in reading
        .layout
        .blocks
        .iter()
        .enumerate()
        .skip(block_index + 1)
        .take(6)
    {
        let (_, b) = next;
        let i = reading.dates.partition_point(|d| d.start < b.start);
        let leads = reading
            .dates
            .get(i)
            .filter(|d| d.start < b.end && d.start <= b.body + 12);
        match leads {
            Some(_) if b.kind != BlockKind::Heading || found.is_empty() => found.push(i),
            _ => break,
        }
    }
    found
}
