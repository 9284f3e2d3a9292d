//! What a text says against itself: parts that do not add up, one quantity with two values, a leak both denied and told,
//! two spellings for one thing. Only what can be nothing else is noted: a false alarm here costs more than a miss.

use super::Reading;
use crate::document::BlockKind;
use crate::incident::{Count, Exactness, Flaw, FlawKind, Incident, Share};
use crate::lexicon::Hit;
use crate::span::Span;

/// Smallest number that a slip of the pen is looked for in.
const LEAST_SLIP: u64 = 20;
/// What leaks stands no further before its verb than this, in bytes.
const DATA_BYTES: usize = 60;
/// Most numbers, and most lines, of a text that is checked for sums.
const MOST_COUNTS: usize = 200;
/// See [`MOST_COUNTS`].
const MOST_LINES: usize = 2_000;
/// How far before a term an opening quotation mark is looked for, in bytes.
const QUOTE_BYTES: usize = 180;
/// Most places of one term that are looked at.
const MOST_TERMS: usize = 200;
/// A name made with a term goes on for no more than this, in bytes.
const NAME_BYTES: usize = 24;

pub(crate) fn read(reading: &Reading<'_>, incident: &mut Incident) {
    let (first, last) = (reading.layout.blocks.first(), reading.layout.blocks.last());
    incident.continues = first
        .zip(last)
        .is_some_and(|(f, l)| reading.has(reading.vocabulary.ids.continues, f.start, l.end));
    let mut flaws = Vec::new();
    // Every number is held against every other: a text with more of them than any report has is left alone.
    if incident.counts.len() <= MOST_COUNTS && reading.layout.blocks.len() <= MOST_LINES {
        let places = places(reading, &incident.counts);
        totals(reading, &incident.counts, &places, &mut flaws);
        tables(reading, &mut flaws);
        numbers(reading, &incident.counts, &places, &mut flaws);
    }
    flaws.extend(contradiction(reading, incident));
    flaws.extend(mixed_terms(reading));
    incident.flaws = flaws;
}

/// Where a count stands in the view, and its sentence.
#[derive(Debug, Clone, Copy)]
struct Place {
    start: usize,
    end: usize,
    sentence: usize,
    block: usize,
}

fn places(reading: &Reading<'_>, counts: &[Count]) -> Vec<Option<Place>> {
    counts
        .iter()
        .map(|c| {
            let start = reading.view.at_source(c.span.start);
            let end = reading.view.at_source(c.span.end);
            let sentence = reading.layout.sentence_at(start)?;
            Some(Place {
                start,
                end: end.max(start),
                sentence,
                block: reading.sentence(sentence).block,
            })
        })
        .collect()
}

/// 合計N名(内訳:A名、B名)・A名、B名の合計N名・rows and items with a last line 合計: sums that are wrong.
fn totals(
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
fn breakdown_after(
    reading: &Reading<'_>,
    counts: &[Count],
    places: &[Option<Place>],
    index: usize,
) -> Option<Vec<usize>> {
    let at = places[index]?;
    let s = reading.sentence(at.sentence);
    let tail = &reading.text[at.end..s.end];
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

/// The byte behind the bracket that closes the one `text` starts with.
fn closing(text: &str) -> Option<usize> {
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
fn summed_before(
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
        let between = &reading.text[a.end..b.start];
        let glue = &reading.vocabulary.characters.list_glue;
        between.starts_with(['\t', '|']) || glue.iter().any(|g| between.starts_with(g.as_str()))
    });
    joined.then(|| fit(counts, index, parts)).flatten()
}

/// The counts that stand in a line.
fn in_block(places: &[Option<Place>], block: usize) -> Vec<usize> {
    (0..places.len())
        .filter(|&j| places[j].is_some_and(|p| p.block == block))
        .collect()
}

/// A line 合計N名 under two or more lines with one count each.
fn lines_above(
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
fn lines_below(
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
    let ends = reading.text[at.end..blocks[at.block].end].chars().count() <= 3;
    (!after && ends)
        .then(|| fit(counts, index, parts))
        .flatten()
}

/// Tables: a row that begins with 合計 under rows with a number in the same column.
fn tables(reading: &Reading<'_>, flaws: &mut Vec<Flaw>) {
    let blocks = &reading.layout.blocks;
    let words = &reading.vocabulary.characters.counters.total;
    for (b, block) in blocks.iter().enumerate() {
        if block.kind != BlockKind::Row {
            continue;
        }
        let row = cells(reading, b);
        let leads = row
            .first()
            .is_some_and(|&(from, to, _)| words.iter().any(|w| reading.text[from..to].trim() == w));
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
fn cells(reading: &Reading<'_>, block: usize) -> Vec<(usize, usize, Option<u64>)> {
    let b = reading.layout.blocks[block];
    let units = &reading.vocabulary.characters.counters.units;
    let mut out = Vec::new();
    let mut at = b.start;
    for cell in reading.text[b.start..b.end].split(['|', '\t']) {
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
fn fit(counts: &[Count], index: usize, parts: Vec<usize>) -> Option<Vec<usize>> {
    let total = counts[index];
    let same = parts.iter().all(|&p| {
        counts[p].quantity == total.quantity
            && counts[p].exactness == Exactness::Exact
            && !matches!(counts[p].share, Share::Former | Share::Total)
            && counts[p].value < total.value
    });
    (parts.len() >= 2 && same).then_some(parts)
}

/// A number of the title that the text does not repeat, but for a slip of the pen: 1,234名 there and 1,243名 here.
fn numbers(
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
fn same_noun(reading: &Reading<'_>, a: Place, b: Place) -> bool {
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
const NOUN_CHARS: usize = 2;

/// Same length, and exactly one digit differs.
fn is_slip(a: u64, b: u64) -> bool {
    let (x, y) = (a.to_string(), b.to_string());
    x.len() == y.len() && x.bytes().zip(y.bytes()).filter(|(p, q)| p != q).count() == 1
}

/// Two neighbouring digits are swapped.
fn is_swap(a: u64, b: u64) -> bool {
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

/// 「漏えいはありません」 without a limit, and a leak of personal data told as a fact or as possible elsewhere. A denial
/// of named items contradicts a leak of the same items only.
fn contradiction(reading: &Reading<'_>, incident: &Incident) -> Option<Flaw> {
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
        let m = super::modality::of(reading, &p.mention, p.sentence);
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

fn span_of(reading: &Reading<'_>, hit: Hit) -> Span {
    reading.source(hit.start as usize, hit.end as usize)
}

/// 漏えい, 漏洩 and 流出 side by side in the running text.
fn mixed_terms(reading: &Reading<'_>) -> Option<Flaw> {
    let ids = &reading.vocabulary.ids;
    let (from, to) = (
        reading.layout.blocks.first()?.start,
        reading.layout.blocks.last()?.end,
    );
    let first = |group| {
        reading.all_of(group, from, to).take(MOST_TERMS).find(|h| {
            let end = h.end as usize;
            let stop = super::floor_boundary(reading.text, (end + NAME_BYTES).min(to));
            let start = h.start as usize;
            let block = reading
                .layout
                .block_at(start)
                .map_or(from, |b| reading.layout.blocks[b].start);
            let back =
                super::floor_boundary(reading.text, start.saturating_sub(QUOTE_BYTES).max(block));
            let before = &reading.text[back..start];
            let quoted =
                before.matches(['「', '『']).count() > before.matches(['」', '』']).count();
            // 蒸気の漏洩, 重油の流出: of data only.
            let near =
                super::floor_boundary(reading.text, start.saturating_sub(DATA_BYTES).max(block));
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
