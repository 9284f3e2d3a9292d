//! How many persons, how many records: numbers with a counter, and what they count.

use super::Reading;
use super::events::NOTIFIED;
use super::vocabulary::{Around, Counters};
use crate::incident::{Count, Draft, Exactness, Incident, PersonalData, Quantity, Share};
use crate::span::Span;

/// A number with its counter.
#[derive(Debug, Clone, Copy)]
struct Found {
    value: u64,
    start: usize,
    end: usize,
    quantity: Quantity,
    /// 38名分: told to be of data.
    of_data: bool,
}

pub(crate) fn read(reading: &Reading<'_>, incident: &mut Incident) {
    // A report form is about a leak whatever its words.
    let form = matches!(incident.draft, Draft::Preliminary | Draft::Final);
    let denied = !form && incident.personal_data == PersonalData::No;
    let mut persons: Option<(bool, u64, Span)> = None;
    let mut records: Option<(u64, u8, Span)> = None;
    let mut addressed: Option<(u64, Span)> = None;
    let mut list = counts(reading);
    list.sort_by_key(|c| c.start);
    for found in list {
        let Some(sentence) = reading.layout.sentence_at(found.start) else {
            continue;
        };
        if reading.aside(sentence) {
            continue;
        }
        let strength = strength(reading, &found, sentence);
        let span = reading.source(found.start, found.end);
        let count = Count {
            value: found.value,
            quantity: found.quantity,
            exactness: exactness(reading, &found),
            share: share(reading, &found, sentence),
            affected: strength > 0 && !denied,
            span,
        };
        if !denied && addresses(reading, &found, sentence) {
            let larger = addressed.is_none_or(|(v, _)| count.value > v);
            addressed = if larger {
                Some((count.value, span))
            } else {
                addressed
            };
        }
        incident.counts.push(count);
        if !count.affected {
            continue;
        }
        // What the text itself takes back stands behind what it says now.
        let stands = count.share != Share::Former;
        if found.quantity.of_persons() {
            if persons.is_none_or(|(s, v, _)| (stands, count.value) > (s, v)) {
                persons = Some((stands, count.value, span));
            }
        } else if found.quantity == Quantity::Records
            && records.is_none_or(|(v, s, _)| (strength, count.value) > (s, v))
        {
            records = Some((count.value, strength, span));
        }
    }
    // 52名の皆さまにお詫びのメールを: those who are apologised to, where no number is told of the data itself.
    let persons = persons.or(addressed
        .filter(|_| records.is_none())
        .map(|(v, s)| (true, v, s)));
    if let Some((_, value, span)) = persons {
        incident.persons = Some(value);
        incident.note("persons", span);
    }
    if let Some((value, _, span)) = records {
        incident.records = Some(value);
        incident.note("records", span);
    }
}

/// Whether the number counts the persons that the text turns to (12人のご家族には, 52名の皆さまに, 6名の方にはお電話で
/// お詫びし).
fn addresses(reading: &Reading<'_>, count: &Found, sentence: usize) -> bool {
    let ids = &reading.vocabulary.ids;
    let s = reading.sentence(sentence);
    let near = (count.end + ADDRESS_BYTES).min(s.end);
    count.quantity.of_persons()
        && reading.vocabulary.dates.noun_joint.iter().any(|j| {
            reading
                .text
                .get(count.end..s.end)
                .unwrap_or("")
                .starts_with(j.as_str())
        })
        && (reading.has(ids.address, count.end, near)
            || reading.in_sentence("event", sentence).iter().any(|p| {
                reading.code(&p.mention) == NOTIFIED
                    && (p.mention.start..p.mention.end).contains(&count.end)
            }))
        && !reading.has(ids.unaffected, s.start, s.end)
}

/// Those who are addressed are named no further behind their number than this, in bytes.
const ADDRESS_BYTES: usize = 30;

/// How exactly the number is meant, by the words right beside it.
fn exactness(reading: &Reading<'_>, count: &Found) -> Exactness {
    let c = &reading.vocabulary.characters.counters;
    let before = reading.text[..count.start].trim_end();
    let after = reading.text[count.end..].trim_start();
    let beside = |around: &Around| {
        around.before.iter().any(|w| before.ends_with(w.as_str()))
            || around.after.iter().any(|w| after.starts_with(w.as_str()))
    };
    [
        (&c.cumulative, Exactness::Cumulative),
        (&c.at_most, Exactness::AtMost),
        (&c.more_than, Exactness::MoreThan),
        (&c.about, Exactness::About),
    ]
    .into_iter()
    .find(|(around, _)| beside(around))
    .map_or(Exactness::Exact, |(_, e)| e)
}

/// Whether the number is a total, a part, or one that the text replaces.
fn share(reading: &Reading<'_>, count: &Found, sentence: usize) -> Share {
    let c = &reading.vocabulary.characters.counters;
    let s = reading.sentence(sentence);
    let before = reading.text.get(s.start..count.start).unwrap_or("");
    let after = reading
        .text
        .get(count.end..s.end)
        .unwrap_or("")
        .trim_start_matches(['(', ')', '。']);
    let replaced = c.former.after.iter().any(|w| after.starts_with(w.as_str()))
        && c.former.before.iter().any(|w| before.contains(w.as_str()));
    let alone = c
        .former_alone
        .after
        .iter()
        .any(|w| after.starts_with(w.as_str()))
        || c.former_alone
            .before
            .iter()
            .any(|w| unqualified(c, before).ends_with(w.as_str()));
    if replaced || alone || replaced_by_next(c, after) {
        return Share::Former;
    }
    let clause = before
        .rfind(['、', '(', '。'])
        .map_or(before, |i| &before[i..]);
    let near = clause.trim_end_matches([':', ' ', '約']);
    if c.total.iter().any(|w| near.ends_with(w.as_str())) {
        return Share::Total;
    }
    if c.part.iter().any(|w| clause.contains(w.as_str())) {
        return Share::Part;
    }
    Share::Whole
}

/// The words that may stand right before a number.
fn qualifiers(c: &Counters) -> impl Iterator<Item = &String> {
    let exactness = c.about.before.iter().chain(&c.at_most.before);
    // An empty one would be found for ever.
    exactness.chain(&c.total).filter(|w| !w.is_empty())
}

/// What stands before a number without the words that say how exactly it is meant.
fn unqualified<'a>(c: &Counters, mut before: &'a str) -> &'a str {
    while let Some(rest) = qualifiers(c).find_map(|w| before.trim_end().strip_suffix(w.as_str())) {
        before = rest;
    }
    before.trim_end()
}

/// Whether another number takes the place of the one that `after` follows: から11,862名に改め.
fn replaced_by_next(c: &Counters, after: &str) -> bool {
    let mut joints = c.replaced.joints.iter();
    let Some(next) = joints.find_map(|j| after.strip_prefix(j.as_str())) else {
        return false;
    };
    let mut next = next.trim_start();
    while let Some(rest) = qualifiers(c).find_map(|w| next.strip_prefix(w.as_str())) {
        next = rest;
    }
    if !next.starts_with(|d: char| d.is_ascii_digit()) {
        return false;
    }
    let head: String = next.chars().take(REPLACED_CHARS).collect();
    let clause = head.split(['。', '、']).next().unwrap_or("");
    c.replaced.verbs.iter().any(|v| clause.contains(v.as_str()))
}

/// The second number and its verb are no longer than this, in characters.
const REPLACED_CHARS: usize = 24;

/// How surely the number counts the data concerned: 0 not at all, 2 by a label or right beside the data.
fn strength(reading: &Reading<'_>, count: &Found, sentence: usize) -> u8 {
    let ids = &reading.vocabulary.ids;
    let s = reading.sentence(sentence);
    let block = reading.layout.blocks[s.block];
    let clause = reading
        .text
        .get(s.start..count.start)
        .unwrap_or("")
        .rfind(['、', '。', '('])
        .map_or(s.start, |i| s.start + i);
    let after = super::modality::clause_end(reading.text, count.end, s.end);
    // 927名の方の、カードの番号: persons whose data is named. 120名のアドレスに送信された: where something went to.
    let targets = &reading.vocabulary.characters.direction_particles;
    let owners = count.quantity.of_persons()
        && reading.in_sentence("item", sentence).iter().any(|p| {
            let next = &reading.text[p.mention.end..];
            (count.end..count.end + OWNER_BYTES).contains(&p.mention.start)
                && !targets.iter().any(|t| next.starts_with(t.as_str()))
        });
    if population(reading, count, sentence, clause) {
        return 0;
    }
    let unaffected = reading.has(ids.unaffected, clause, after);
    // 312名の方のアドレスが…配信された: the data is named before what happened to it.
    let joints = &reading.vocabulary.dates.noun_joint;
    let at_once = owners
        && joints
            .iter()
            .any(|j| reading.text[count.end..].starts_with(j.as_str()));
    if unaffected && !at_once {
        return 0;
    }
    if owners {
        return 2;
    }
    let near = reading.has(ids.affected, clause, after);
    let label =
        reading.has(ids.affected, block.start, count.start) && count.start - block.start < 60;
    if (near && label) || (count.of_data && !count.quantity.of_persons()) {
        return 2;
    }
    let heading = reading.under_heading(ids.affected, sentence)
        || reading.under_heading(ids.items_heading, sentence);
    let whole = reading.has(ids.affected, s.start, s.end);
    u8::from(count.of_data || near || label || heading || whole)
}

/// Whether the number is of all of whom only some are concerned (利用者2万人のうち12名), or of the law (1,000人を超える
/// 漏えい).
fn population(reading: &Reading<'_>, count: &Found, sentence: usize, clause: usize) -> bool {
    let end = reading.sentence(sentence).end;
    let c = &reading.vocabulary.characters.counters;
    let text = reading.text;
    let before = unqualified(c, text.get(clause..count.start).unwrap_or(""));
    let after = text.get(count.end..end).unwrap_or("");
    if c.threshold.iter().any(|w| after.starts_with(w.as_str())) {
        return true;
    }
    if c.population
        .before
        .iter()
        .any(|w| before.ends_with(w.as_str()))
    {
        return true;
    }
    // 漏えいした1,240名のうち: those of whom something is told are concerned already.
    let told = c.concerned.iter().any(|w| before.contains(w.as_str()))
        || reading.under_heading(reading.vocabulary.ids.affected, sentence);
    let of_whom = || {
        let starts = after.char_indices().take(POPULATION_CHARS).map(|(i, _)| i);
        starts
            .flat_map(|i| c.population.after.iter().map(move |w| (i, w)))
            .any(|(i, w)| after[i..].starts_with(w.as_str()))
    };
    let another = || {
        let rest = after.chars().take_while(|c| !matches!(c, '。' | '('));
        rest.into_iter().any(|c| c.is_ascii_digit())
    };
    !told && of_whom() && another()
}

/// So many characters behind the number of all, it is said that some of them follow (の登録者中、).
const POPULATION_CHARS: usize = 8;

/// The data of persons is named no further behind their number than this, in bytes.
const OWNER_BYTES: usize = 30;

/// All numbers with a counter of persons or records.
fn counts(reading: &Reading<'_>) -> Vec<Found> {
    let (Some(first), Some(last)) = (reading.layout.blocks.first(), reading.layout.blocks.last())
    else {
        return Vec::new();
    };
    let counters = &reading.vocabulary.characters.counters;
    let text = reading.text;
    let mut found = Vec::new();
    kanji(reading, first.start, last.end, &mut found);
    let mut at = first.start;
    while let Some(n) = text[at..last.end].bytes().position(|b| b.is_ascii_digit()) {
        let start = at + n;
        let (value, end) = number(text, start, &counters.multipliers);
        // Past the whole number: its tail is no number of its own.
        at = end.max(
            start
                + text[start..last.end]
                    .bytes()
                    .take_while(u8::is_ascii_digit)
                    .count(),
        );
        let Some(value) = value else { continue };
        let rest = &text[end..];
        let counter = counters
            .units
            .iter()
            .flat_map(|(quantity, list)| list.iter().map(move |c| (c, *quantity)))
            .filter(|(c, _)| rest.starts_with(c.as_str()))
            .max_by_key(|(c, _)| c.len());
        let Some((length, quantity)) = counter.map(|(c, q)| (c.len(), q)) else {
            continue;
        };
        let close = end + length;
        let tail = &text[close..];
        if counters
            .not_after
            .iter()
            .any(|n| tail.starts_with(n.as_str()))
            || counters
                .not_before
                .iter()
                .any(|n| text[..start].ends_with(n.as_str()))
        {
            continue;
        }
        let of_data = counters
            .of_data
            .iter()
            .any(|d| tail.starts_with(d.as_str()) || text[end..close].ends_with(d.as_str()));
        found.push(Found {
            value,
            start,
            end: close,
            quantity,
            of_data,
        });
    }
    found
}

/// `二百十六人`: kanji numerals of at least ten, right before a counter of persons.
fn kanji(reading: &Reading<'_>, start: usize, end: usize, found: &mut Vec<Found>) {
    let text = reading.text;
    let counters = &reading.vocabulary.characters.counters;
    let digits = &reading.vocabulary.dates.kanji_digits;
    let numerals: Vec<char> = digits
        .keys()
        .chain(counters.multipliers.keys())
        .copied()
        .collect();
    let mut low = [false; 1 << 12];
    for &c in &numerals {
        low[c as usize & 0xFFF] = true;
    }
    let mut run: Option<usize> = None;
    for (i, c) in text[start..end].char_indices() {
        let at = start + i;
        let numeral = low[c as usize & 0xFFF] && numerals.contains(&c);
        match (numeral, run) {
            // 2万人: the tail of a number in figures is none of its own.
            (true, None) if text[..at].ends_with(|c: char| c.is_ascii_digit()) => {}
            (true, None) => run = Some(at),
            (false, Some(first)) => {
                run = None;
                let rest = &text[at..];
                let Some((counter, quantity)) = counters
                    .units
                    .iter()
                    .filter(|(q, _)| q.of_persons())
                    .flat_map(|(q, list)| list.iter().map(move |c| (c, *q)))
                    .filter(|(c, _)| rest.starts_with(c.as_str()))
                    .map(|(c, q)| (c.len(), q))
                    .max_by_key(|&(length, _)| length)
                else {
                    continue;
                };
                let value = kanji_value(&text[first..at], digits, &counters.multipliers);
                let close = at + counter;
                // お一人分の氏名; not 一人ひとり.
                let of_data = text[at..close]
                    .ends_with(|c| counters.of_data.iter().any(|d| d.starts_with(c)))
                    || counters
                        .of_data
                        .iter()
                        .any(|d| text[close..].starts_with(d.as_str()));
                if (value >= 10 || (value > 0 && of_data))
                    && !counters
                        .not_after
                        .iter()
                        .any(|n| text[close..].starts_with(n.as_str()))
                {
                    found.push(Found {
                        value,
                        start: first,
                        end: close,
                        quantity,
                        of_data: of_data && value < 10,
                    });
                }
            }
            _ => {}
        }
    }
}

fn kanji_value(
    text: &str,
    digits: &std::collections::BTreeMap<char, u32>,
    multipliers: &std::collections::BTreeMap<char, u64>,
) -> u64 {
    let (mut total, mut section, mut digit) = (0_u64, 0_u64, 0_u64);
    for c in text.chars() {
        match (digits.get(&c).copied(), multipliers.get(&c).copied()) {
            (Some(10), _) => {
                section += digit.max(1) * 10;
                digit = 0;
            }
            (Some(d), _) => digit = digit.saturating_mul(10).saturating_add(u64::from(d)),
            (None, Some(m)) if m < 10_000 => {
                section += digit.max(1) * m;
                digit = 0;
            }
            (None, Some(m)) => {
                total = total.saturating_add((section + digit).max(1).saturating_mul(m));
                (section, digit) = (0, 0);
            }
            _ => {}
        }
    }
    total.saturating_add(section).saturating_add(digit)
}

/// `6,635`, `約1万4千`, `596万`, `1.2万`: the value and where it ends.
fn number(
    text: &str,
    start: usize,
    multipliers: &std::collections::BTreeMap<char, u64>,
) -> (Option<u64>, usize) {
    let mut end = start;
    let mut total: u64 = 0;
    let mut any = false;
    loop {
        let run = text[end..]
            .bytes()
            .take_while(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'))
            .count();
        let run = text[end..end + run].trim_end_matches([',', '.']).len();
        if run == 0 || run > 20 {
            break;
        }
        let digits: String = text[end..end + run].chars().filter(|&c| c != ',').collect();
        let Ok(part) = digits.parse::<f64>() else {
            return (None, end + run);
        };
        end += run;
        any = true;
        let mut factor = 1_u64;
        while let Some(c) = text[end..].chars().next()
            && let Some(&m) = multipliers.get(&c)
        {
            factor = factor.saturating_mul(m);
            end += c.len_utf8();
        }
        // 3.27名: people are not counted in fractions; the 3 is the number of the line.
        let part = match digits.rsplit_once('.') {
            Some((_, whole)) if factor == 1 && total == 0 => whole.parse().unwrap_or(part),
            _ => part,
        };
        #[allow(clippy::cast_sign_loss, clippy::cast_precision_loss)]
        let value = (part * factor as f64).round() as u64;
        total = total.saturating_add(value);
        if factor == 1 {
            break;
        }
    }
    (any.then_some(total), end)
}
