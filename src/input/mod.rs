//! From bytes to a document: one file a format; none of them knows rules or facts.
//!
//! Text, Markdown and HTML are their own source: what is markup is masked, and every byte offset is one of the decoded
//! file. Word, Excel, PDF and mail are read into a text, and [`Locations`] tells where each part of it stood.

pub mod charset;
pub mod directive;
#[cfg(feature = "readers")]
pub mod docx;
#[cfg(feature = "readers")]
pub mod eml;
pub mod html;
pub mod location;
pub mod markdown;
mod merged;
#[cfg(feature = "readers")]
pub(crate) mod packed;
#[cfg(feature = "readers")]
pub mod pdf;
#[cfg(feature = "readers")]
#[cfg(feature = "readers")]
mod relations;
#[cfg(feature = "readers")]
mod rows;
mod told;
#[cfg(feature = "readers")]
pub mod xlsx;
#[cfg(feature = "readers")]
mod xml;

pub use location::{Location, Locations};
pub use told::Told;

use crate::document::View;
use crate::document::view::{Lines, Mask, Shows};
use crate::span::{LineIndex, Span};

/// Largest file that is read, in bytes.
pub const MAX_BYTES: usize = 64 << 20;

/// Most characters of text that a packed file (Word, Excel, PDF, mail) may hold, in bytes.
pub const MAX_TEXT_BYTES: usize = 16 << 20;

/// How a file is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Plain text.
    #[default]
    Text,
    /// Markdown.
    Markdown,
    /// A web page.
    Html,
    /// `incident.yaml`: facts, not a text.
    Incident,
    /// Word.
    Docx,
    /// Excel.
    Xlsx,
    /// PDF with a text layer.
    Pdf,
    /// A mail.
    Eml,
}

/// Endings of names and the formats they stand for.
const ENDINGS: [(&str, Format); 14] = [
    ("txt", Format::Text),
    ("text", Format::Text),
    ("md", Format::Markdown),
    ("markdown", Format::Markdown),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("xhtml", Format::Html),
    ("docx", Format::Docx),
    ("docm", Format::Docx),
    ("xlsx", Format::Xlsx),
    ("xlsm", Format::Xlsx),
    ("pdf", Format::Pdf),
    ("eml", Format::Eml),
    ("yaml", Format::Incident),
];

impl Format {
    /// The format of a file by its name; text where the name tells nothing.
    pub fn of_path(path: &str) -> Self {
        let ending = path.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
        if ending == "yml" {
            return Self::Incident;
        }
        ENDINGS
            .iter()
            .find(|(e, _)| *e == ending)
            .map_or(Self::Text, |&(_, format)| format)
    }

    /// The endings of documents, for searching a folder. Facts are not among them.
    pub fn endings() -> impl Iterator<Item = &'static str> {
        ENDINGS
            .iter()
            .filter(|(_, format)| *format != Self::Incident)
            .map(|&(ending, _)| ending)
    }
}

/// What a reader needs to know besides the format.
#[derive(Debug, Clone, Copy, Default)]
pub struct Reading<'a> {
    /// The characters of the units of dates (年, 月, 名 …).
    pub units: &'a [char],
    /// The character set, where it is told.
    pub encoding: Option<Told>,
}

/// What a reader of a packed file gives: its text and where each part of it stood.
#[derive(Debug, Clone, Default)]
pub struct Extracted {
    /// The text, a paragraph or row a line.
    pub text: String,
    /// Where its parts came from.
    pub locations: Locations,
    /// Lines of the text that the file itself calls headings.
    pub headings: Vec<Span>,
    /// Parts that hold something and could not be read.
    pub unread: Vec<Location>,
    /// Names of files in it that could be drafts of their own and are not read.
    pub attached: Vec<String>,
    /// What its line breaks are.
    pub lines: Lines,
    /// Comments that people wrote beside the text, each with the byte of the text at which it begins.
    pub comments: Vec<(usize, String)>,
}

/// A decoded text with what is needed to read it and to find locations in it.
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
    /// How it was read.
    pub format: Format,
    /// Where the parts of the text stood in the file; empty for text that is its own source.
    pub locations: Locations,
    /// Parts of the file that could not be read: what is not in the text may be there.
    pub unread: Vec<Location>,
    /// Names of files in it that could be drafts of their own and are not read: attachments of a mail.
    pub attached: Vec<String>,
    /// What the draft says to tenken itself, in order.
    pub directives: Vec<directive::Directive>,
    /// The character set it was taken to be in, where that is not UTF-8 and nobody told.
    pub charset: Option<&'static str>,
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
    /// Bytes that do not fit the character set that was told.
    NotAsTold {
        /// The first byte that does not.
        at: usize,
        /// Its 1-based line.
        line: usize,
        /// The character set that was told.
        told: &'static str,
        /// The one they seem to be in, if another.
        likely: Option<&'static str>,
    },
    /// A packed file that is broken, or none of its kind.
    Damaged {
        /// What it was read as.
        format: Format,
        /// What was found wrong, in the words of the reader.
        what: String,
    },
    /// A file that opens with a password only, or one of an old Office under a new name.
    Encrypted {
        /// What it is.
        format: Format,
    },
    /// A packed file, and a build without the feature `readers`.
    NotBuilt {
        /// What it is.
        format: Format,
    },
    /// A packed file beyond what is read: too deep, too much packed into too little, too many parts.
    Limit {
        /// What it was read as.
        format: Format,
        /// Which limit.
        what: &'static str,
    },
    /// A PDF without one page that can be read: pictures of pages, or letters without a known meaning.
    NoTextLayer {
        /// How many pages it has.
        pages: usize,
    },
}

/// How the container begins in which Office wraps a file that has a password, and in which its files of before 2007 are.
const COMPOUND: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

#[cfg(feature = "readers")]
/// Reads a packed file. The libraries that unpack it are not ours: where one of them gives up, the file is not audited and
/// the run goes on.
fn guarded(
    format: Format,
    read: impl FnOnce() -> Result<Extracted, InputError>,
) -> Result<Extracted, InputError> {
    // Nothing is shared with the reader but the bytes, which it only reads.
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(read)).unwrap_or_else(|_| {
        Err(packed::damaged(
            format,
            &"the reader could not make sense of it",
        ))
    })
}

/// Reads a packed file.
#[cfg(feature = "readers")]
fn extracted(format: Format, bytes: &[u8]) -> Result<Extracted, InputError> {
    guarded(format, || match format {
        Format::Docx => docx::read(bytes),
        Format::Xlsx => xlsx::read(bytes),
        Format::Pdf => pdf::read(bytes),
        Format::Eml => eml::read(bytes),
        Format::Text | Format::Markdown | Format::Html | Format::Incident => {
            Err(InputError::NotBuilt { format })
        }
    })
}

/// This build reads no packed files.
#[cfg(not(feature = "readers"))]
fn extracted(format: Format, _: &[u8]) -> Result<Extracted, InputError> {
    Err(InputError::NotBuilt { format })
}

impl Document {
    /// Decodes `bytes` and builds the view.
    ///
    /// # Errors
    /// See [`InputError`].
    pub fn from_bytes(
        bytes: Vec<u8>,
        format: Format,
        reading: &Reading<'_>,
    ) -> Result<Self, InputError> {
        if bytes.len() > MAX_BYTES {
            return Err(InputError::TooLarge { bytes: bytes.len() });
        }
        if bytes.is_empty() {
            return Err(InputError::Empty);
        }
        let format = charset::packed(&bytes).unwrap_or(format);
        if matches!(format, Format::Docx | Format::Xlsx) && bytes.starts_with(&COMPOUND) {
            return Err(InputError::Encrypted { format });
        }
        let extracted = match format {
            Format::Text | Format::Markdown | Format::Html | Format::Incident => {
                let html = format == Format::Html;
                // Facts are written by tenken: what is told of drafts does not hold for them.
                let told = reading.encoding.filter(|_| format != Format::Incident);
                let (text, charset) = match told {
                    Some(told) => (charset::decode_as(&bytes, told)?, None),
                    None => charset::decode(bytes, html)?,
                };
                return Ok(Self {
                    charset,
                    ..Self::from_text(text, format, reading.units)
                });
            }
            Format::Docx | Format::Xlsx | Format::Pdf | Format::Eml => extracted(format, &bytes)?,
        };
        if extracted.text.trim().is_empty() {
            return Err(InputError::Empty);
        }
        Ok(Self::from_extracted(extracted, format, reading.units))
    }

    /// Builds the view of a decoded text.
    pub fn from_text(text: String, format: Format, units: &[char]) -> Self {
        let (masks, heads, lines) = match format {
            Format::Markdown => {
                let (masks, heads) = markdown::masks(&text);
                (masks, heads, Lines::Wrapped)
            }
            Format::Html => {
                let (masks, heads) = html::masks(&text);
                (masks, heads, Lines::Whole)
            }
            _ => (Vec::new(), Vec::new(), Lines::Wrapped),
        };
        Self::build(text, &masks, &heads, units, lines, format)
    }

    /// Builds the view of a text that was read from a packed file.
    pub fn from_extracted(extracted: Extracted, format: Format, units: &[char]) -> Self {
        let Extracted {
            text,
            locations,
            headings,
            unread,
            attached,
            lines,
            comments,
        } = extracted;
        let mut document = Self::build(text, &[], &headings, units, lines, format);
        for (at, words) in comments {
            // It speaks of the paragraph that it stands beside.
            let start = document.text[..at].rfind('\n').map_or(0, |n| n + 1);
            let said = words.lines();
            let directives = said.filter_map(|l| directive::parse(l, Span::new(start, start)));
            document.directives.extend(directives);
        }
        Self {
            locations,
            unread,
            attached,
            ..document
        }
    }

    fn build(
        text: String,
        masks: &[Mask],
        heads: &[Span],
        units: &[char],
        lines: Lines,
        format: Format,
    ) -> Self {
        let directives = match format {
            Format::Markdown | Format::Html => directive::in_comments(&text),
            Format::Incident => Vec::new(),
            _ => directive::on_lines(&text),
        };
        // In a page comments are masked as it is.
        let said: Vec<Mask> = directives
            .iter()
            .filter(|_| masks.is_empty())
            .map(|d| Mask {
                span: d.span,
                shows: Shows::Nothing,
            })
            .collect();
        let masks = if said.is_empty() { masks } else { &said };
        let view = View::new(&text, masks, units, lines);
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
            format,
            locations: Locations::default(),
            unread: Vec::new(),
            attached: Vec::new(),
            directives,
            charset: None,
        }
    }

    /// The words of a span as a person reads them: of a web page without its tags.
    pub fn quote(&self, span: Span) -> std::borrow::Cow<'_, str> {
        let plain = span.of(&self.text);
        if self.format == Format::Html && plain.contains(['<', '&', '\n']) {
            let from = self.view.at_source(span.start);
            let to = self.view.at_source(span.end);
            self.view.text[from..to].to_string().into()
        } else {
            plain.into()
        }
    }
}
