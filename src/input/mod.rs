//! From bytes to a document: character sets, Markdown. One file a format; none of them knows rules or facts.

pub mod charset;
pub mod markdown;

use crate::document::View;
use crate::document::view::Mask;
use crate::span::{LineIndex, Span};

/// Largest file that is read, in bytes.
pub const MAX_BYTES: usize = 64 << 20;

/// How a text is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Plain text.
    #[default]
    Text,
    /// Markdown.
    Markdown,
    /// `incident.yaml`: facts, not a text.
    Incident,
}

impl Format {
    /// The format of a file by its name.
    pub fn of_path(path: &str) -> Self {
        let ending = path.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
        if matches!(ending.as_str(), "md" | "markdown") {
            Self::Markdown
        } else if matches!(ending.as_str(), "yaml" | "yml") {
            Self::Incident
        } else {
            Self::Text
        }
    }
}

/// A decoded text with what is needed to read it and to find places in it.
#[derive(Debug, Clone)]
pub struct Document {
    /// The decoded text; a byte order mark is left out.
    pub text: String,
    /// Line starts.
    pub lines: LineIndex,
    /// The normalised view.
    pub view: View,
    /// Starts of lines of the view that are known to be headings, in order.
    pub headings: Vec<usize>,
}

/// Why bytes are no document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InputError {
    /// Nothing but blanks.
    Empty,
    /// More bytes than are read.
    TooLarge {
        /// How many.
        bytes: usize,
    },
    /// Not text at all.
    Binary {
        /// The first byte that shows it.
        at: usize,
        /// What kind of file it seems to be, if known.
        looks_like: Option<&'static str>,
    },
    /// UTF-8 that ends inside a character: the rest of the file is missing.
    CutOff {
        /// The first byte of the character.
        at: usize,
    },
    /// Not UTF-8.
    Charset {
        /// The first byte that is not.
        at: usize,
        /// Its 1-based line.
        line: usize,
        /// The character set it seems to be in.
        likely: &'static str,
    },
}

impl Document {
    /// Decodes `bytes` and builds the view. `units` are the characters of the units of dates.
    ///
    /// # Errors
    /// Empty, too large, binary or wrongly encoded input.
    pub fn from_bytes(bytes: Vec<u8>, format: Format, units: &[char]) -> Result<Self, InputError> {
        if bytes.len() > MAX_BYTES {
            return Err(InputError::TooLarge { bytes: bytes.len() });
        }
        let text = charset::decode(bytes)?;
        Ok(Self::from_text(text, format, units))
    }

    /// Builds the view of a decoded text.
    pub fn from_text(text: String, format: Format, units: &[char]) -> Self {
        let (masks, heads): (Vec<Mask>, Vec<Span>) = match format {
            Format::Text | Format::Incident => (Vec::new(), Vec::new()),
            Format::Markdown => markdown::masks(&text),
        };
        let view = View::new(&text, &masks, units);
        let mut headings: Vec<usize> = heads
            .iter()
            .map(|h| {
                let at = view.at_source(h.start);
                view.text[..at].rfind('\n').map_or(0, |n| n + 1)
            })
            .collect();
        headings.sort_unstable();
        headings.dedup();
        let lines = LineIndex::new(&text);
        Self {
            text,
            lines,
            view,
            headings,
        }
    }
}
