//! The layout of a view: lines as headings, list items, rows or text, and the sentences in them.

use super::view::{View, is_hiragana, is_word};

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// Names what follows.
    Heading,
    /// Starts with a bullet or a number and is not a heading.
    Item,
    /// Has columns (tabs or bars).
    Row,
    /// Running text.
    Text,
}

/// One line that is not blank. All offsets are bytes of the view.
#[derive(Debug, Clone, Copy)]
pub struct Block {
    /// First byte of the line, its marker included.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// First byte after the marker.
    pub body: usize,
    /// What it is.
    pub kind: BlockKind,
    /// The kind of its marker: 0 for none.
    pub marker: u8,
    /// The heading that stands over it: an index of blocks.
    pub heading: Option<usize>,
    /// A blank line stands before it.
    pub after_blank: bool,
}

/// One sentence: up to a full stop or the end of its line. Offsets are bytes of the view.
#[derive(Debug, Clone, Copy)]
pub struct Sentence {
    /// First byte.
    pub start: usize,
    /// One past the last byte, the full stop included.
    pub end: usize,
    /// The line it stands in: an index of blocks.
    pub block: usize,
}

/// The lines and sentences of a range of a view.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// The lines that are not blank, in order.
    pub blocks: Vec<Block>,
    /// The sentences, in order.
    pub sentences: Vec<Sentence>,
}

/// Longest text, in characters, that can be a heading.
const HEADING_CHARS: usize = 40;

impl Layout {
    /// Lays out `start..end` of the view. `headings` are known headings (of Markdown), as starts of lines of the view.
    pub fn new(view: &View, start: usize, end: usize, headings: &[usize]) -> Self {
        let text = &view.text;
        let mut layout = Self::default();
        let mut at = start;
        let mut blank = true;
        while at < end {
            let line_end = text[at..end].find('\n').map_or(end, |n| at + n);
            if text[at..line_end].trim().is_empty() {
                blank = true;
            } else {
                layout.push_line(view, at, line_end, blank, headings);
                blank = false;
            }
            at = line_end + 1;
        }
        layout.settle_headings(text, end);
        for i in 0..layout.blocks.len() {
            layout.split_sentences(text, i);
        }
        layout
    }

    fn push_line(
        &mut self,
        view: &View,
        start: usize,
        end: usize,
        after_blank: bool,
        headings: &[usize],
    ) {
        let line = &view.text[start..end];
        let (marker, length) = marker(view, start, line);
        let body = start + length;
        let chars = line.chars().count();
        let closed = line.ends_with(['。', '、', ',', '!', '?']);
        let kind = if headings.binary_search(&start).is_ok() {
            BlockKind::Heading
        } else if line.contains(['\t', '|']) {
            BlockKind::Row
        } else if marker >= HEADING_MARKER && !closed && chars <= HEADING_CHARS {
            BlockKind::Heading
        } else if marker > 0 {
            BlockKind::Item
        } else {
            BlockKind::Text
        };
        self.blocks.push(Block {
            start,
            end,
            body,
            kind,
            marker,
            heading: None,
            after_blank,
        });
    }

    /// Short lines between blank lines are headings too; and every line learns which heading stands over it.
    fn settle_headings(&mut self, text: &str, end: usize) {
        let count = self.blocks.len();
        let mut stack: Vec<usize> = Vec::new();
        for i in 0..count {
            let block = self.blocks[i];
            let line = &text[block.start..block.end];
            let next_after_blank = self.blocks.get(i + 1).is_none_or(|n| n.after_blank);
            let last = i + 1 == count || block.end >= end;
            if block.kind == BlockKind::Text
                && block.after_blank
                && next_after_blank
                && !last
                && line.chars().count() <= HEADING_CHARS
                && !line.ends_with(['。', '、'])
                && line
                    .chars()
                    .next_back()
                    .is_some_and(|c| is_noun_end(c) || matches!(c, ')' | '」' | ':'))
            {
                self.blocks[i].kind = BlockKind::Heading;
            }
            let block = self.blocks[i];
            if block.kind == BlockKind::Heading {
                while stack
                    .last()
                    .is_some_and(|&top| level(&self.blocks[top]) <= level(&block))
                {
                    stack.pop();
                }
                self.blocks[i].heading = stack.last().copied();
                stack.push(i);
            } else {
                self.blocks[i].heading = stack.last().copied();
            }
        }
    }

    fn split_sentences(&mut self, text: &str, index: usize) {
        let block = self.blocks[index];
        let mut start = block.body;
        // Inside quotation marks and short brackets a full stop ends nothing.
        let mut shut = block.body;
        for (i, c) in text[block.body..block.end].char_indices() {
            let at = block.body + i;
            match c {
                '「' | '『' | '(' if at >= shut => {
                    let close = match c {
                        '「' => '」',
                        '『' => '』',
                        _ => ')',
                    };
                    let limit = floor_boundary(text, (at + BRACKET_BYTES).min(block.end));
                    if let Some(n) = text[at..limit].find(close) {
                        shut = at + n;
                    }
                }
                '。' | '!' | '?' if at >= shut => {
                    self.push_sentence(text, start, at + c.len_utf8(), index);
                    start = at + c.len_utf8();
                }
                // A text without full stops is cut, so that no sentence is without end.
                '、' | ',' | ' ' if at - start > SENTENCE_BYTES => {
                    self.push_sentence(text, start, at + c.len_utf8(), index);
                    start = at + c.len_utf8();
                }
                _ if at - start > 2 * SENTENCE_BYTES => {
                    self.push_sentence(text, start, at, index);
                    start = at;
                }
                _ => {}
            }
        }
        self.push_sentence(text, start, block.end, index);
    }

    fn push_sentence(&mut self, text: &str, start: usize, end: usize, block: usize) {
        if end > start && !text[start..end].trim().is_empty() {
            self.sentences.push(Sentence { start, end, block });
        }
    }

    /// The sentences of a line, as a range of indexes.
    pub fn sentences_of(&self, block: usize) -> std::ops::Range<usize> {
        self.sentences.partition_point(|s| s.block < block)
            ..self.sentences.partition_point(|s| s.block <= block)
    }

    /// The index of the sentence that holds byte `at` of the view.
    pub fn sentence_at(&self, at: usize) -> Option<usize> {
        let i = self
            .sentences
            .partition_point(|s| s.start <= at)
            .checked_sub(1)?;
        (at < self.sentences[i].end).then_some(i)
    }

    /// The index of the line that holds byte `at` of the view.
    pub fn block_at(&self, at: usize) -> Option<usize> {
        let i = self
            .blocks
            .partition_point(|b| b.start <= at)
            .checked_sub(1)?;
        (at <= self.blocks[i].end).then_some(i)
    }
}

/// Longest bracket, in bytes, that a full stop does not cut.
const BRACKET_BYTES: usize = 240;

/// Longest sentence, in bytes, that is not cut at a comma.
const SENTENCE_BYTES: usize = 1500;

/// The last character boundary at or before `at`.
pub(crate) fn floor_boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Kanji, katakana and letters end nouns; hiragana mostly does not.
fn is_noun_end(c: char) -> bool {
    (is_word(c) && !is_hiragana(c))
        || c.is_ascii_alphanumeric()
        || matches!(c, 'て' | 'い' | 'び' | 'り' | 'せ')
}

/// How high a heading stands: larger holds smaller.
fn level(block: &Block) -> u8 {
    if block.marker == 0 { 14 } else { block.marker }
}

/// Markers from this kind on make a short line a heading; below it they are bullets.
const HEADING_MARKER: u8 = 10;

/// The kind of marker a line starts with, and its length in bytes. Lower kinds are deeper levels.
fn marker(view: &View, start: usize, line: &str) -> (u8, usize) {
    let Some(first) = line.chars().next() else {
        return (0, 0);
    };
    let one = first.len_utf8();
    match first {
        '・' | '•' | '*' | '●' | '○' | '◯' | '▪' | '·' | '\u{F0B7}' | '‐' => (
            if matches!(first, '●' | '○' | '◯') && short(line) {
                13
            } else {
                1
            },
            one,
        ),
        '-' if !line[1..].starts_with(|c: char| c.is_ascii_digit()) => (1, one),
        '※' | '>' => (2, one),
        '①'..='⑳' => (11, one),
        '■' | '□' | '◆' | '◇' | '▼' | '▽' | '▲' | '★' | '☆' | '#' => {
            (16, line.len() - line.trim_start_matches([first, ' ']).len())
        }
        '【' | '<' | '《' | '≪' | '〈' => (15, 0),
        '[' => (15, 0),
        '(' => bracketed(line).map_or((0, 0), |n| (12, n)),
        '0'..='9' => numbered(view, start, line),
        '第' => ordinal(view, start, line),
        c if KANJI_NUMERALS.contains(&c) => numeral(view, start, line),
        'ア'..='オ' | 'a'..='e' | 'A'..='E' if view.gap_before(start + one) => (11, one),
        _ => (0, 0),
    }
}

fn short(line: &str) -> bool {
    line.chars().count() <= 20
}

/// `(1)`, `(ア)`: the length of the bracket when what it holds is one or two characters.
fn bracketed(line: &str) -> Option<usize> {
    let close = line.find(')')?;
    let inside = &line[1..close];
    (!inside.is_empty()
        && inside.chars().count() <= 2
        && inside
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || is_word(c)))
    .then_some(close + 1)
}

/// The figures of 第三, 十二.
const KANJI_NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// Bytes of the kanji figures that a text begins with: two of them at most.
fn kanji_figures(text: &str) -> usize {
    text.chars()
        .take(2)
        .take_while(|c| KANJI_NUMERALS.contains(c))
        .map(char::len_utf8)
        .sum()
}

/// `第1 概要`, `第三 原因`, `第2章 経緯`: the heading's number, and a blank behind it. 第2報 is none.
fn ordinal(view: &View, start: usize, line: &str) -> (u8, usize) {
    let rest = line.strip_prefix('第').unwrap_or(line);
    let mark = line.len() - rest.len();
    let figures = match rest.bytes().take_while(u8::is_ascii_digit).count() {
        0 => kanji_figures(rest),
        n => n,
    };
    if figures == 0 || rest[..figures].chars().count() > 2 {
        return (0, 0);
    }
    let part = rest[figures..]
        .chars()
        .next()
        .filter(|c| matches!(c, '章' | '節' | '部' | '編'));
    let end = mark + figures + part.map_or(0, char::len_utf8);
    let apart = line[end..].starts_with(['.', '、', ':']);
    if apart {
        (
            15,
            end + line[end..].chars().next().map_or(0, char::len_utf8),
        )
    } else if view.gap_before(start + end) && end < line.len() {
        (15, end)
    } else {
        (0, 0)
    }
}

/// `三 原因`, `二、経緯`, `一.概要`.
fn numeral(view: &View, start: usize, line: &str) -> (u8, usize) {
    let figures = kanji_figures(line);
    let rest = &line[figures..];
    if rest.starts_with(['.', '、', ')']) {
        (14, figures + rest.chars().next().map_or(0, char::len_utf8))
    } else if view.gap_before(start + figures) && !rest.starts_with(|c| view.is_unit(c)) {
        (14, figures)
    } else {
        (0, 0)
    }
}

/// `1.`, `1)`, `1、`, `1 概要`: a number, not a date, a time or an amount.
fn numbered(view: &View, start: usize, line: &str) -> (u8, usize) {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line[digits..];
    if digits <= 2 {
        if let Some(after) = rest.strip_prefix(['.', ')', '、', ':', '．']) {
            if !after.starts_with(|c: char| c.is_ascii_digit()) {
                let mark = rest.len() - after.len();
                return (14, digits + mark);
            }
            // 1.1 概要, 1-2
            let sub = after
                .bytes()
                .take_while(|b| b.is_ascii_digit() || *b == b'.')
                .count();
            if sub <= 3 && view.gap_before(start + digits + 1 + sub) {
                return (13, digits + 1 + sub);
            }
            return (0, 0);
        }
        if view.gap_before(start + digits) && !rest.starts_with(|c| view.is_unit(c)) {
            return (14, digits);
        }
    }
    (0, 0)
}
