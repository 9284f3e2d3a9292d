//! Byte spans and the one index that turns them into lines and columns.

use serde::Serialize;

/// A half-open range of bytes in the decoded text of one document (`Document::text`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span from `start` to `end`, in bytes.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The text the span covers; empty when the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }
}

/// A place in a text: 1-based line, 1-based column in Unicode scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// 1-based line.
    pub line: usize,
    /// 1-based column, in Unicode scalar values.
    pub column: usize,
}

/// Finds line and column of a byte offset. Lines end at LF; a CR before it belongs to the line it ends.
#[derive(Debug, Clone, Default)]
pub struct LineIndex {
    starts: Vec<usize>,
    /// Characters before every [`STEP`]th byte: a place on a line without end costs no more than one on a short line.
    chars: Vec<u32>,
}

/// Bytes between two counts of characters.
const STEP: usize = 64;

impl LineIndex {
    /// Indexes `text`; cost is one pass.
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(
            text.bytes()
                .enumerate()
                .filter(|&(_, b)| b == b'\n')
                .map(|(i, _)| i + 1),
        );
        let mut before = 0;
        let chars = text
            .as_bytes()
            .chunks(STEP)
            .map(|chunk| {
                let here = before;
                before += first_bytes(chunk) as u32;
                here
            })
            .collect();
        Self { starts, chars }
    }

    /// The characters that begin before byte `offset` of `text`.
    fn chars_before(&self, text: &str, offset: usize) -> usize {
        let step = offset / STEP;
        let Some(&counted) = self.chars.get(step) else {
            return self.chars.last().map_or(0, |&last| {
                let from = (self.chars.len() - 1) * STEP;
                last as usize + first_bytes(&text.as_bytes()[from.min(offset)..offset])
            });
        };
        counted as usize + first_bytes(&text.as_bytes()[step * STEP..offset])
    }

    /// The 0-based line that holds byte `offset`.
    pub fn line(&self, offset: usize) -> usize {
        self.starts
            .partition_point(|&s| s <= offset)
            .saturating_sub(1)
    }

    /// The first byte of a 0-based line, if the text has that line.
    pub fn line_start(&self, line: usize) -> Option<usize> {
        self.starts.get(line).copied()
    }

    /// Line and column of byte `offset` of `text`. An offset inside a character counts as that character.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let offset = offset.min(text.len());
        let line = self.line(offset);
        let start = self.starts.get(line).copied().unwrap_or(0);
        let column = self.chars_before(text, offset) - self.chars_before(text, start) + 1;
        let inside = offset < text.len() && !text.is_char_boundary(offset);
        Position {
            line: line + 1,
            column: if inside { column - 1 } else { column },
        }
    }
}

/// The bytes that a character begins with.
fn first_bytes(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&b| (b & 0xC0) != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_on_lines_of_any_length() {
        let text = format!("一行目\n{}\n終", "𠮷か\u{3099}a".repeat(2_000));
        let index = LineIndex::new(&text);
        let mut line = 1;
        let mut column = 1;
        for (at, c) in text.char_indices() {
            assert_eq!(index.position(&text, at), Position { line, column }, "{at}");
            if c == '\n' {
                line += 1;
                column = 1;
            } else {
                column += 1;
            }
        }
        assert_eq!(index.position(&text, text.len()), Position { line, column });
    }
}
