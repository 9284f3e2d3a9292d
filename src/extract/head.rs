//! The head of a report: its title, and the day that the text is of.

use super::{Vocabulary, within};
use crate::date::{self, DateWords, parse};
use crate::document::{Block, BlockKind, Layout, View};
use crate::lexicon::Hit;

/// The title stands within so many lines from the top: a page begins with its menu.
const TITLE_BLOCKS: usize = 14;

/// The title: the first line, but for letterheads (a date, an addressee, a name) above a line that names the matter.
pub(super) fn title_block(
    layout: &Layout,
    text: &str,
    hits: &[Hit],
    vocabulary: &Vocabulary,
) -> usize {
    let names_matter = |b: &Block| {
        let line = &text[b.start..b.end];
        b.kind != BlockKind::Row
            && !line.ends_with('。')
            && line.chars().count() <= 90
            && within(hits, b.start, b.end).iter().any(|h| {
                (h.end as usize) <= b.end
                    && vocabulary.lexicon.in_group(*h, vocabulary.ids.title_words)
            })
    };
    let Some(first) = layout.blocks.first() else {
        return 0;
    };
    if names_matter(first) {
        return 0;
    }
    layout
        .blocks
        .iter()
        .take(TITLE_BLOCKS)
        .take_while(|b| !text[b.start..b.end].ends_with('。'))
        .position(names_matter)
        .or_else(|| {
            // A date alone on the first line is no title.
            let dated = |b: &Block| {
                let line = &text[b.start..b.end];
                line.chars()
                    .next()
                    .is_some_and(|c| !c.is_ascii_alphabetic())
                    && line.chars().count() <= DATE_LINE_CHARS
                    && line.contains(|c: char| c.is_ascii_digit())
            };
            layout.blocks.iter().take(4).position(|b| !dated(b))
        })
        .unwrap_or(0)
}

/// A line with a date and nothing else is no longer than this, in characters.
const DATE_LINE_CHARS: usize = 16;

/// A date stands alone on its line when nothing more than this stands beside it, in bytes.
const ALONE_BYTES: usize = 18;

/// The expression that dates the text: at the end of the title, or alone on a line at the top or the bottom.
pub(super) fn published(
    (view, original): (&View, &str),
    layout: &Layout,
    text: &str,
    (expressions, words): (&[date::Expression], &DateWords),
    title_block: usize,
) -> Option<usize> {
    let whole = |e: &date::Expression| {
        !e.range
            && e.from.is_some_and(|p| {
                matches!(
                    p.year,
                    date::YearPart::Gregorian(_) | date::YearPart::Era { .. }
                ) && matches!(p.day, parse::DayPart::Number(_))
            })
    };
    let title = layout.blocks.first()?;
    let count = layout.blocks.len();
    // 発生日時:令和7年9月10日 dates something else.
    let labelled = |before: &str| {
        words
            .event_labels
            .iter()
            .any(|l| before.contains(l.as_str()))
    };
    // お客さまへ 2026年5月29日 店名: in a line of the head, apart from what stands beside it.
    let apart = |i: usize| {
        let e = &expressions[i];
        let Some(b) = layout
            .block_at(e.start)
            .filter(|&b| b < HEAD_BLOCKS || b + TAIL_BLOCKS >= count)
        else {
            return false;
        };
        let block = layout.blocks[b];
        if block.end - block.start > HEAD_LINE_BYTES {
            return false;
        }
        // A single blank leaves no gap in the view.
        let span = view.source(e.start, e.end);
        let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let before = e.start == block.start || blank(original[..span.start].chars().next_back());
        let after = e.end == block.end || blank(original[span.end..].chars().next());
        whole(e)
            && before
            && after
            && !text[block.start..block.end].contains('。')
            && block.kind != BlockKind::Row
            && block.kind != BlockKind::Item
            // ■発生日 …: a line with a mark tells of the matter, the letterhead has none.
            && block.marker == 0
            && !labelled(&text[close_by(text, block.start, e.start)..e.start])
    };
    let close = |c: char| matches!(c, ')' | ']' | '】' | '>') || c.is_whitespace();
    if let Some(i) = expressions
        .iter()
        .rposition(|e| whole(e) && e.start >= title.start && e.end <= title.end)
        && text[expressions[i].end..title.end].chars().all(close)
    {
        return Some(i);
    }
    let first_section = layout
        .blocks
        .iter()
        .position(|b| b.kind == BlockKind::Heading && b.marker > 0 && b.start > title.start)
        .unwrap_or(count);
    let alone = |i: usize| {
        let e = &expressions[i];
        if !whole(e) {
            return false;
        }
        let Some(b) = layout.block_at(e.start) else {
            return false;
        };
        let block = layout.blocks[b];
        let line = block.end - block.start;
        let own = e.end - e.start;
        let near_end = b + 5 >= count && b > first_section.min(count / 2);
        line <= own + ALONE_BYTES
            && !labelled(&text[block.start..e.start])
            && (b < first_section.min(6) || near_end)
            && !text[e.end..block.end].contains(|c: char| c.is_ascii_digit())
    };
    // Below a page's menu, the line above or below the title.
    let beside_title = |i: usize| {
        let e = &expressions[i];
        let Some(b) = layout.block_at(e.start) else {
            return false;
        };
        let block = layout.blocks[b];
        whole(e)
            && b.abs_diff(title_block) == 1
            && block.end - block.start <= e.end - e.start + ALONE_BYTES
            && !labelled(&text[block.start..e.start])
    };
    (0..expressions.len())
        .find(|&i| alone(i))
        .or_else(|| (0..expressions.len()).find(|&i| beside_title(i)))
        .or_else(|| (0..expressions.len()).find(|&i| apart(i)))
}

/// Where the last characters before `at` begin, not before `start`: a label of a date is no longer (発生年月日).
fn close_by(text: &str, start: usize, at: usize) -> usize {
    text[start..at]
        .trim_end()
        .char_indices()
        .rev()
        .take(LABEL_CHARS)
        .last()
        .map_or(at, |(i, _)| start + i)
}

/// Longest label of a date, in characters.
const LABEL_CHARS: usize = 5;

/// The lines at the top in which a date may stand beside an addressee and a name.
const HEAD_BLOCKS: usize = 4;
/// Such a line is no longer than this, in bytes.
const HEAD_LINE_BYTES: usize = 300;
/// The same at the bottom.
const TAIL_BLOCKS: usize = 2;
