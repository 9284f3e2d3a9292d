//! Totals and the parts they are told to have: in a sentence, in lines, in a table.

use super::super::Reading;
use super::Place;
use crate::document::BlockKind;
use crate::incident::{Count, Exactness, Flaw, FlawKind, Share};

/// 合計N名(内訳:A名、B名)・A名、B名の合計N名・rows and items with a last line 合計: sums that are wrong.
pub(super) fn totals(
    reading: &Reading<'_>,
    counts: &[Count],
    places: &[Option<Place>],
    flaws: &mut Vec<Flaw>,
) {
    for (i, total) in counts.iter().enumerate() {
        let Some(at) = places[i] else { continue };
        if total.exactness != Exactness::Exact || total.share == Share::Former {
            continue;
        }
        let parts = breakdown_after(reading, counts, places, i)
            .or_else(|| bracketed_parts(reading, counts, places, i, at))
            .or_else(|| {
                (total.share == Share::Total)
                    .then(|| summed_before(reading, counts, places, i, at))
                    .flatten()
            })
            .or_else(|| {
                (total.share == Share::Total)
                    .then(|| lines_above(reading, counts, places, i, at))
                    .flatten()
            })
            .or_else(|| {
                (total.share == Share::Total)
                    .then(|| lines_below(reading, counts, places, i, at))
                    .flatten()
            });
        let Some(parts) = parts else { continue };
        let sum = parts
            .iter()
            .fold(0_u64, |s, &p| s.saturating_add(counts[p].value));
        if sum != total.value {
            let mut spans = vec![total.span];
            spans.extend(parts.iter().map(|&p| counts[p].span));
            flaws.push(Flaw {
                kind: FlawKind::Total,
                spans,
                numbers: Some((total.value, sum)),
            });
        }
    }
}

/// The counts that a breakdown in brackets or after 内訳 gives, right behind the total in its sentence.
pub(super) fn breakdown_after(
    reading: &Reading<'_>,
    counts: &[Count],
    places: &[Option<Place>],
    index: usize,
) -> Option<Vec<usize>> {
    let at = places[index]?;
    let s = reading.sentence(at.sentence);
    let tail = reading.text.get(at.end..s.end).unwrap_or("");
    let words = &reading.vocabulary.characters.counters.breakdown;
    // 内訳 must follow at once: in the bracket right behind the number or after one comma.
    let head: String = tail.chars().take(8).collect();
    if !words.iter().any(|w| head.contains(w.as_str())) {
        return None;
    }
    let end = if tail.starts_with('(') {
        at.end + closing(tail)?
    } else {
        s.end
    };
    if reading.has(reading.vocabulary.ids.no_sum, at.end, end) {
        return None;
    }
    let parts: Vec<usize> = (index + 1..counts.len())
        .take_while(|&j| places[j].is_some_and(|p| p.end <= end))
        .collect();
    fit(counts, index, parts)
}

/// A sum that is off by more than one in so many is no slip: the bracket holds something else than all parts.
const SLIP: u64 = 10;

/// 41名(大人28名、子ども12名): a bracket of nothing but names and counts. It does not say that these are all, so a sum that is far
/// from the total is left alone.
fn bracketed_parts(
    reading: &Reading<'_>,
    counts: &[Count],
    places: &[Option<Place>],
    index: usize,
    at: Place,
) -> Option<Vec<usize>> {
    let s = reading.sentence(at.sentence);
    let tail = reading.text.get(at.end..s.end).unwrap_or("");
    if !tail.starts_with('(') {
        return None;
    }
    let end = at.end + closing(tail)?;
    if reading.has(reading.vocabulary.ids.no_sum, at.end, end) {
        return None;
    }
    let parts: Vec<usize> = (index + 1..counts.len())
        .take_while(|&j| places[j].is_some_and(|p| p.end <= end))
        .filter(|&j| counts[j].share == Share::Whole)
        .collect();
    let glue = &reading.vocabulary.characters.list_glue;
    let mut before = at.end + 1;
    for (n, &part) in parts.iter().enumerate() {
        let place = places[part]?;
        let between = reading.text.get(before..place.start).unwrap_or("");
        let named = glue.iter().find_map(|g| between.strip_prefix(g.as_str()));
        let name = if n == 0 { between } else { named? };
        if !(1..=PART_NAME).contains(&name.chars().count())
            || name.contains(|c: char| c == '(' || c.is_ascii_digit())
        {
            return None;
        }
        before = place.end;
    }
    if reading.text.get(before..end) != Some(")") {
        return None;
    }
    let parts = fit(counts, index, parts)?;
    let values = parts.iter().map(|&p| counts[p].value);
    let sum = values.fold(0_u64, u64::saturating_add);
    let total = counts[index].value;
    (sum.abs_diff(total) <= total / SLIP).then_some(parts)
}

/// Longest name of a part, in characters.
const PART_NAME: usize = 12;

/// The byte behind the bracket that closes the one `text` starts with.
pub(super) fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (i, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(i + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// 「A名、B名、合計N名」: every count before the total in its sentence is a part of it.
pub(super) fn summed_before(
    reading: &Reading<'_>,
    counts: &[Count],
    places: &[Option<Place>],
    index: usize,
    at: Place,
) -> Option<Vec<usize>> {
    let s = reading.sentence(at.sentence);
    if reading.has(reading.vocabulary.ids.no_sum, s.start, s.end) {
        return None;
    }
    let parts: Vec<usize> = (0..index)
        .filter(|&j| places[j].is_some_and(|p| p.sentence == at.sentence))
        .collect();
    // Nothing but the names of the parts and commas stands between them.
    let joined = parts.windows(2).all(|w| {
        let (Some(a), Some(b)) = (places[w[0]], places[w[1]]) else {
            return false;
        };
        let between = reading.text.get(a.end..b.start).unwrap_or("");
        let glue = &reading.vocabulary.characters.list_glue;
        between.starts_with(['\t', '|']) || glue.iter().any(|g| between.starts_with(g.as_str()))
    });
    joined.then(|| fit(counts, index, parts)).flatten()
}

/// The counts that stand in a line.
pub(super) fn in_block(places: &[Option<Place>], block: usize) -> Vec<usize> {
    (0..places.len())
        .filter(|&j| places[j].is_some_and(|p| p.block == block))
        .collect()
}

/// A line 合計N名 under two or more lines with one count each.
pub(super) fn lines_above(
    reading: &Reading<'_>,
    counts: &[Count],
    places: &[Option<Place>],
    index: usize,
    at: Place,
) -> Option<Vec<usize>> {
    let blocks = &reading.layout.blocks;
    let listed =
        |b: usize| matches!(blocks[b].kind, BlockKind::Item | BlockKind::Row) && blocks[b].end > 0;
    if in_block(places, at.block) != [index] {
        return None;
    }
    let mut parts = Vec::new();
    let mut b = at.block;
    while b > 0 && listed(b - 1) {
        b -= 1;
        let own = in_block(places, b);
        match own.as_slice() {
            [one] => parts.push(*one),
            [] => break,
            _ => return None,
        }
    }
    if reading.has(
        reading.vocabulary.ids.no_sum,
        blocks[b].start,
        blocks[at.block].end,
    ) {
        return None;
    }
    parts.reverse();
    fit(counts, index, parts)
}

/// 「計143件」 over two or more items with one count each, none of which names data (氏名 300名, 住所 250名 overlap).
pub(super) fn lines_below(
    reading: &Reading<'_>,
    counts: &[Count],
    places: &[Option<Place>],
    index: usize,
    at: Place,
) -> Option<Vec<usize>> {
    let blocks = &reading.layout.blocks;
    let marker = blocks.get(at.block + 1)?.marker;
    let mut parts = Vec::new();
    let mut last = at.block;
    for (b, block) in blocks.iter().enumerate().skip(at.block + 1) {
        if block.kind != BlockKind::Item || block.marker != marker {
            break;
        }
        let own = in_block(places, b);
        let names_data = reading
            .layout
            .sentences_of(b)
            .any(|s| !reading.in_sentence("item", s).is_empty());
        match own.as_slice() {
            [one] if !names_data => parts.push(*one),
            _ => return None,
        }
        last = b;
    }
    let no_sum = reading.vocabulary.ids.no_sum;
    if reading.has(no_sum, blocks[at.block].start, blocks[last].end) {
        return None;
    }
    // What stands right below may say that they overlap; and the total must end its line.
    let after = blocks
        .get(last + 1)
        .is_some_and(|b| reading.has(no_sum, b.start, b.end));
    let ends = reading
        .text
        .get(at.end..blocks[at.block].end)
        .unwrap_or("")
        .chars()
        .count()
        <= 3;
    (!after && ends)
        .then(|| fit(counts, index, parts))
        .flatten()
}

/// Tables: a row that begins with 合計 under rows with a number in the same column.
pub(super) fn tables(reading: &Reading<'_>, flaws: &mut Vec<Flaw>) {
    let blocks = &reading.layout.blocks;
    let words = &reading.vocabulary.characters.counters.total;
    for (b, block) in blocks.iter().enumerate() {
        if block.kind != BlockKind::Row {
            continue;
        }
        let row = cells(reading, b);
        let leads = row.first().is_some_and(|&(from, to, _)| {
            words
                .iter()
                .any(|w| reading.text.get(from..to).unwrap_or("").trim() == w)
        });
        if !leads {
            continue;
        }
        let mut above = Vec::new();
        for i in (0..b).rev() {
            let cells = cells(reading, i);
            if blocks[i].kind != BlockKind::Row || cells.len() != row.len() {
                break;
            }
            above.push(cells);
        }
        for column in 1..row.len() {
            let Some((from, to, Some(total))) = row.get(column).copied() else {
                continue;
            };
            let parts: Vec<(usize, usize, u64)> = above
                .iter()
                .map_while(|r| r.get(column).and_then(|&(f, t, n)| n.map(|n| (f, t, n))))
                .collect();
            let first = above
                .get(parts.len().saturating_sub(1))
                .and_then(|r| r.first());
            let top = first.map_or(from, |c| c.0);
            let overlaps = reading.has(reading.vocabulary.ids.no_sum, top, block.end);
            let sum = parts.iter().fold(0_u64, |s, p| s.saturating_add(p.2));
            if parts.len() >= 2 && !overlaps && sum != total {
                let mut spans = vec![reading.source(from, to)];
                spans.extend(parts.iter().rev().map(|&(f, t, _)| reading.source(f, t)));
                flaws.push(Flaw {
                    kind: FlawKind::Total,
                    spans,
                    numbers: Some((total, sum)),
                });
            }
        }
    }
}

/// The cells of a row, with their number where a cell is nothing but a number and its counter.
pub(super) fn cells(reading: &Reading<'_>, block: usize) -> Vec<(usize, usize, Option<u64>)> {
    let b = reading.layout.blocks[block];
    let units = &reading.vocabulary.characters.counters.units;
    let mut out = Vec::new();
    let mut at = b.start;
    for cell in reading
        .text
        .get(b.start..b.end)
        .unwrap_or("")
        .split(['|', '\t'])
    {
        let from = at + (cell.len() - cell.trim_start().len());
        let to = from + cell.trim().len();
        at += cell.len() + 1;
        if from == to {
            continue;
        }
        let bare = units
            .values()
            .flatten()
            .fold(cell.trim(), |c, u| c.strip_suffix(u.as_str()).unwrap_or(c));
        let digits: String = bare.chars().filter(|c| *c != ',').collect();
        let number = (!digits.is_empty() && digits.len() <= 9)
            .then(|| digits.parse().ok())
            .flatten();
        out.push((from, to, number));
    }
    out
}

/// Two parts at least, all of the total's quantity, all exact, none larger than it.
pub(super) fn fit(counts: &[Count], index: usize, parts: Vec<usize>) -> Option<Vec<usize>> {
    let total = counts[index];
    let same = parts.iter().all(|&p| {
        counts[p].quantity == total.quantity
            && counts[p].exactness == Exactness::Exact
            && !matches!(counts[p].share, Share::Former | Share::Total)
            && counts[p].value < total.value
    });
    (parts.len() >= 2 && same).then_some(parts)
}

/// See [`MOST_COUNTS`].
pub(super) const MOST_LINES: usize = 2_000;
