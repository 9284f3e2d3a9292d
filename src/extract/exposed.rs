//! What a text must not show when it is published: private telephone numbers and addresses, 個人番号, card numbers, live
//! links to malicious sites, where leaked data can still be seen. The organisation's own desk is no finding.

use super::{Reading, floor_boundary};
use crate::document::view::OPAQUE;
use crate::incident::{Flaw, FlawKind, Incident};
use crate::span::Span;

pub(crate) fn read(reading: &Reading<'_>, incident: &mut Incident) {
    let (Some(first), Some(last)) = (reading.layout.blocks.first(), reading.layout.blocks.last())
    else {
        return;
    };
    numbers(reading, first.start, last.end, incident);
    addresses(reading, first.start, last.end, incident);
    locations(reading, incident);
}

/// Most flaws kept of one text: who mends so many finds the others.
const MOST_FLAWS: usize = 100;

fn push(incident: &mut Incident, kind: FlawKind, span: Span) {
    if incident.flaws.len() < MOST_FLAWS {
        incident.flaws.push(Flaw {
            kind,
            spans: vec![span],
            numbers: None,
        });
    }
}

/// Numbers in groups: telephones, 個人番号, cards.
fn numbers(reading: &Reading<'_>, from: usize, to: usize, incident: &mut Incident) {
    let words = &reading.vocabulary.publication;
    let bytes = reading.text.as_bytes();
    let mut at = from;
    while let Some(n) = bytes[at..to].iter().position(u8::is_ascii_digit) {
        let start = at + n;
        let run = bytes[start..to]
            .iter()
            .take_while(|b| b.is_ascii_digit() || matches!(b, b'-' | b' '))
            .count();
        let text = reading.text[start..start + run].trim_end_matches(['-', ' ']);
        at = start + run.max(1);
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        if digits.len() < words.mobile.digits.min(words.my_number.digits) {
            continue;
        }
        let end = start + text.len();
        let alone = !reading.text[..start].ends_with(|c: char| c.is_ascii_alphanumeric())
            && !reading.text[end..].starts_with(|c: char| c.is_ascii_alphanumeric());
        if !alone || near(reading, start, end, |t| contains_any(t, &words.example)) {
            continue;
        }
        let kind = if digits.len() == words.mobile.digits
            && words
                .mobile
                .prefixes
                .iter()
                .any(|p| digits.starts_with(p.as_str()))
            && !is_example_number(&digits)
            && !at_desk(reading, start)
        {
            FlawKind::MobileNumber
        } else if digits.len() == words.my_number.digits
            && names_my_number(reading, start)
            && !is_example_number(&digits)
        {
            FlawKind::MyNumber
        } else if words.card.digits.contains(&digits.len())
            && luhn(&digits)
            && !is_example_number(&digits)
        {
            FlawKind::CardNumber
        } else {
            continue;
        };
        push(incident, kind, reading.source(start, end));
    }
}

/// 090-0000-0000, 1111 1111 1111: eight or more of the same digit at the end are nobody's number.
fn is_example_number(digits: &str) -> bool {
    let bytes = digits.as_bytes();
    let last = bytes.last().copied();
    let same = bytes.iter().rev().take_while(|b| Some(**b) == last).count();
    same >= 8
}

/// The check digit that all card schemes share.
fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(i, b)| {
            let d = u32::from(b - b'0');
            match (i % 2, d * 2) {
                (0, _) => d,
                (_, twice) if twice > 9 => twice - 9,
                (_, twice) => twice,
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

fn contains_any(text: &str, words: &[String]) -> bool {
    words.iter().any(|w| text.contains(w.as_str()))
}

/// Whether the text beside `start..end`, on its line, satisfies `test`.
fn near(reading: &Reading<'_>, start: usize, end: usize, test: impl Fn(&str) -> bool) -> bool {
    let Some(b) = reading.layout.block_at(start) else {
        return false;
    };
    let block = reading.layout.blocks[b];
    let reach = reading.vocabulary.publication.reach * '課'.len_utf8();
    let from = floor_boundary(reading.text, start.saturating_sub(reach).max(block.start));
    let to = floor_boundary(reading.text, (end + reach).min(block.end));
    test(&reading.text[from..start]) || test(&reading.text[end.min(to)..to])
}

/// Whether the number stands at a desk: its line, one of the two lines before it or its heading names one.
fn at_desk(reading: &Reading<'_>, at: usize) -> bool {
    let Some(b) = reading.layout.block_at(at) else {
        return false;
    };
    let office = reading.vocabulary.ids.office;
    let heading = reading.layout.blocks[b].heading.filter(|&h| h > 0);
    [Some(b), b.checked_sub(1), b.checked_sub(2), heading]
        .into_iter()
        .flatten()
        .filter(|&i| i > 0)
        .any(|i| {
            let block = reading.layout.blocks[i];
            // In running text only what stands near the number names its desk.
            let reach = reading.vocabulary.publication.reach * '課'.len_utf8();
            let from = if i == b {
                floor_boundary(reading.text, at.saturating_sub(reach).max(block.start))
            } else {
                block.start
            };
            reading.has(office, from, if i == b { at } else { block.end })
        })
}

fn names_my_number(reading: &Reading<'_>, at: usize) -> bool {
    let Some(b) = reading.layout.block_at(at) else {
        return false;
    };
    let block = reading.layout.blocks[b];
    reading.has(reading.vocabulary.ids.my_number, block.start, block.end)
}

/// Mail addresses of private persons, links to sites that harm.
fn addresses(reading: &Reading<'_>, from: usize, to: usize, incident: &mut Incident) {
    let words = &reading.vocabulary.publication;
    let ids = &reading.vocabulary.ids;
    for (i, _) in reading.text[from..to].match_indices(OPAQUE) {
        let at = from + i;
        let end = at + OPAQUE.len_utf8();
        let span = reading.source(at, end);
        let address = span.of(reading.original);
        if contains_any(address, &words.defanged) {
            continue;
        }
        let Some(sentence) = reading.layout.sentence_at(at) else {
            continue;
        };
        let s = reading.sentence(sentence);
        if let Some((name, domain)) = address.rsplit_once('@') {
            let domain = domain.to_ascii_lowercase();
            // xxxxx@, ****@: the name is masked.
            let first = name.chars().next();
            let masked = name.chars().all(|c| Some(c) == first);
            let private = !masked && words.private_mail.contains(&domain);
            if private
                && !at_desk(reading, at)
                && !near(reading, at, end, |t| contains_any(t, &words.example))
            {
                push(incident, FlawKind::PrivateMail, span);
            }
            continue;
        }
        if !address.contains("://") {
            continue;
        }
        let block = reading.layout.blocks[s.block];
        let above = s
            .block
            .checked_sub(1)
            .filter(|&b| b > 0)
            .map_or(block.start, |b| reading.layout.blocks[b].start);
        let above = floor_boundary(reading.text, above.max(at.saturating_sub(WORD_BYTES)));
        // The nearest word before the address says whose it is.
        let last = |group| reading.all_of(group, above, at).last().map(|h| h.start);
        let own = last(ids.genuine);
        let lure = last(ids.lure);
        let after = reading.has(ids.genuine, end, s.end);
        let lured = lure.is_some_and(|l| own.is_none_or(|o| o < l))
            || (own.is_none() && reading.has(ids.lure, end, s.end));
        let hidden = words.hidden.iter().any(|h| address.contains(h.as_str()));
        if (lured && !after) || hidden {
            push(incident, FlawKind::LiveLink, span);
        } else if last(ids.leak_site).is_some_and(|l| own.is_none_or(|o| o < l))
            && !reading.has(ids.gone, above, (at + WORD_BYTES).min(block.end))
        {
            push(incident, FlawKind::LeakLocation, span);
        }
    }
}

/// How far from an address the words that say what it is may stand, in bytes.
const WORD_BYTES: usize = 600;

/// 「ダークウェブ上で現在も閲覧できる状態」: the place of the leaked data is told, and it is still there.
fn locations(reading: &Reading<'_>, incident: &mut Incident) {
    let ids = &reading.vocabulary.ids;
    if incident
        .flaws
        .iter()
        .any(|f| f.kind == FlawKind::LeakLocation)
    {
        return;
    }
    for s in &reading.layout.sentences {
        let (Some(site), Some(still)) = (
            reading.first_of(ids.leak_site, s.start, s.end),
            reading.first_of(ids.still, s.start, s.end),
        ) else {
            continue;
        };
        let Some(seen) = reading.all_of(ids.viewable_now, s.start, s.end).last() else {
            continue;
        };
        let from = site.start.min(still.start) as usize;
        let to = seen.end as usize;
        if to <= from {
            continue;
        }
        let denied = reading.has(ids.negation, from, s.end)
            || reading.has(ids.gone, s.start, s.end)
            || reading.has(ids.condition, s.start, s.end)
            || reading.has(ids.possibility, s.start, s.end);
        if !denied {
            push(incident, FlawKind::LeakLocation, reading.source(from, to));
            return;
        }
    }
}
