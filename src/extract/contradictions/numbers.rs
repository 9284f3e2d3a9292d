//! One quantity with two values.

use super::super::Reading;
use super::Place;
use crate::document::BlockKind;
use crate::incident::{Count, Exactness, Flaw, FlawKind, Share};

/// A number of the title that the text does not repeat, but for a slip of the pen: 1,234名 there and 1,243名 here.
pub(super) fn numbers(
    reading: &Reading<'_>,
    counts: &[Count],
    places: &[Option<Place>],
    flaws: &mut Vec<Flaw>,
) {
    let whole = |c: &Count| {
        c.exactness == Exactness::Exact
            && matches!(c.share, Share::Whole | Share::Total)
            && c.value >= LEAST_SLIP
            && c.affected
    };
    let ids = &reading.vocabulary.ids;
    let whole_text = reading
        .layout
        .blocks
        .first()
        .zip(reading.layout.blocks.last());
    if whole_text.is_some_and(|(f, l)| reading.has(ids.corrects, f.start, l.end)) {
        return;
    }
    for (i, a) in counts.iter().enumerate() {
        let Some(pa) = places[i].filter(|_| whole(a)) else {
            continue;
        };
        let repeated = |value: u64, except: usize| {
            counts
                .iter()
                .enumerate()
                .any(|(k, c)| k != except && c.value == value && c.quantity == a.quantity)
        };
        for (j, b) in counts.iter().enumerate().skip(i + 1) {
            let Some(pb) = places[j].filter(|_| whole(b)) else {
                continue;
            };
            let other_line = pa.block != pb.block;
            let listed = |p: Place| {
                matches!(
                    reading.layout.blocks[p.block].kind,
                    BlockKind::Item | BlockKind::Row
                )
            };
            let explained = [pa, pb].into_iter().any(|p| {
                let s = reading.sentence(p.sentence);
                reading.has(ids.continues, s.start, s.end)
                    || reading.has(ids.no_sum, s.start, s.end)
            });
            // The title's number stands against the text's, and two that count the same noun against each other.
            let odd = reading.in_title(pa.sentence) && !repeated(a.value, i)
                || same_noun(reading, pa, pb);
            // What was done for some of them may well count a few less; two digits swapped are no such thing.
            let some = [pa, pb].into_iter().any(|p| {
                let s = reading.sentence(p.sentence);
                reading.has(ids.handled, s.start, s.end)
            });
            let slip = is_swap(a.value, b.value) || (!some && is_slip(a.value, b.value));
            if a.quantity == b.quantity
                && other_line
                && !(listed(pa) && listed(pb))
                && !explained
                && odd
                && slip
            {
                flaws.push(Flaw {
                    kind: FlawKind::Number,
                    spans: vec![a.span, b.span],
                    numbers: Some((a.value, b.value)),
                });
                return;
            }
        }
    }
}

/// Whether the same two characters or more stand before both numbers (お客様421名, お客様412名).
pub(super) fn same_noun(reading: &Reading<'_>, a: Place, b: Place) -> bool {
    let noun = |p: Place| {
        let s = reading.sentence(p.sentence);
        let mut before = reading.text[s.start..p.start].trim_end_matches([':', ' ']);
        for glue in &reading.vocabulary.dates.noun_topic {
            before = before.strip_suffix(glue.as_str()).unwrap_or(before);
        }
        before
            .chars()
            .rev()
            .take_while(|c| crate::document::view::is_word(*c))
            .take(NOUN_CHARS)
            .collect::<Vec<_>>()
    };
    let (x, y) = (noun(a), noun(b));
    x.len() == NOUN_CHARS && x == y
}

/// Characters of a noun that are compared.
pub(super) const NOUN_CHARS: usize = 2;

/// Same length, and exactly one digit differs.
pub(super) fn is_slip(a: u64, b: u64) -> bool {
    let (x, y) = (a.to_string(), b.to_string());
    x.len() == y.len() && x.bytes().zip(y.bytes()).filter(|(p, q)| p != q).count() == 1
}

/// Two neighbouring digits are swapped.
pub(super) fn is_swap(a: u64, b: u64) -> bool {
    let (first, second) = (a.to_string(), b.to_string());
    if first.len() != second.len() {
        return false;
    }
    let (first, second) = (first.as_bytes(), second.as_bytes());
    let differing: Vec<usize> = (0..first.len())
        .filter(|&i| first[i] != second[i])
        .collect();
    matches!(differing.as_slice(), [i, j]
        if *j == i + 1 && first[*i] == second[*j] && first[*j] == second[*i])
}

/// Smallest number that a slip of the pen is looked for in.
pub(super) const LEAST_SLIP: u64 = 20;

/// What leaks stands no further before its verb than this, in bytes.
pub(super) const DATA_BYTES: usize = 60;

/// Most numbers, and most lines, of a text that is checked for sums.
pub(super) const MOST_COUNTS: usize = 200;

/// A name made with a term goes on for no more than this, in bytes.
pub(super) const NAME_BYTES: usize = 24;
