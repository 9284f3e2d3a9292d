//! Where the words of a Word file stand in the XML of its part, so that something can be written beside them.

// Only the program writes beside them.
#![cfg_attr(not(feature = "terminal"), allow(dead_code))]

use crate::span::Span;

/// A run: words with one look.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    /// Its start tag, in bytes of the part.
    pub(crate) tag: Span,
    /// The element of its properties.
    pub(crate) properties: Option<Span>,
    /// The byte after its end tag.
    pub(crate) end: usize,
    /// It is a run of text, not of a formula.
    pub(crate) plain: bool,
}

/// Words that stand in one piece in the XML.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece {
    /// The byte of the text at which they begin.
    pub(crate) at: usize,
    /// Their length in the text, in bytes.
    pub(crate) len: usize,
    /// Where they stand in the part; as long as in the text, unless they were written as a reference.
    pub(crate) xml: Span,
    /// The start tag of the element that holds them.
    pub(crate) tag: Span,
    /// Their run: an index of the part's runs.
    pub(crate) run: usize,
    /// They stand in that run itself, not in a run within it (a text box, a ruby).
    pub(crate) direct: bool,
}

/// Words, where they came from, and the comments that begin in them.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    /// The words.
    pub(super) text: String,
    /// Where they came from, in order. What the file counts by itself came from nowhere.
    pub(super) pieces: Vec<Piece>,
    /// Comments, by the byte of the words at which each begins.
    pub(super) comments: Vec<(usize, String)>,
}

impl Words {
    /// Adds words.
    pub(super) fn push(&mut self, words: &str, piece: Option<Piece>) {
        let at = self.text.len();
        self.pieces.extend(piece.map(|p| Piece { at, ..p }));
        self.text.push_str(words);
    }

    /// Its lines, each with all that is known of it.
    pub(super) fn lines(self) -> Vec<Self> {
        let mut lines = Vec::new();
        let mut pieces = self.pieces.into_iter().peekable();
        let mut comments = self.comments.into_iter().peekable();
        let mut start = 0;
        for text in self.text.split('\n') {
            let end = start + text.len();
            let mut line = Self {
                text: text.to_string(),
                ..Self::default()
            };
            while let Some(piece) = pieces.peek_mut().filter(|p| p.at <= end) {
                // One that goes on in the next line is cut.
                let length = (end - piece.at).min(piece.len);
                let whole = length == piece.len || piece.xml.end - piece.xml.start != piece.len;
                let xml = if whole {
                    piece.xml
                } else {
                    Span::new(piece.xml.start, piece.xml.start + length)
                };
                if length > 0 {
                    line.pieces.push(Piece {
                        at: piece.at - start,
                        len: length,
                        xml,
                        ..*piece
                    });
                }
                if whole {
                    pieces.next();
                    continue;
                }
                let used = length + 1;
                piece.at += used;
                piece.len -= used;
                piece.xml.start += used;
                break;
            }
            while let Some((at, id)) = comments.next_if(|(at, _)| *at <= end) {
                line.comments.push((at - start, id));
            }
            lines.push(line);
            start = end + 1;
        }
        lines
    }

    /// Adds other words with all that is known of them.
    pub(super) fn append(&mut self, other: Self) {
        let at = self.text.len();
        self.text.push_str(&other.text);
        let moved = other.pieces.into_iter();
        self.pieces
            .extend(moved.map(|p| Piece { at: p.at + at, ..p }));
        let moved = other.comments.into_iter();
        self.comments.extend(moved.map(|(n, id)| (n + at, id)));
    }
}

/// Where the text of a file came from.
#[derive(Debug, Default)]
pub(crate) struct Trace {
    /// The name of the main part.
    pub(crate) part: String,
    /// Its XML.
    pub(crate) xml: String,
    /// Its runs.
    pub(crate) runs: Vec<Run>,
    /// Its pieces, in the order of the text.
    pub(crate) pieces: Vec<Piece>,
    /// Comments, by the byte of the text at which each begins.
    pub(crate) comments: Vec<(usize, String)>,
}
