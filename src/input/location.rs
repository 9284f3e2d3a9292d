//! Where in a file of Word, Excel, PDF or mail a byte of the decoded text came from.

use serde::Serialize;

/// A place that a person can find in the file. All numbers count from 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Location {
    /// A paragraph of a Word file, outside tables.
    Paragraph {
        /// Which one; empty paragraphs count, those in tables do not.
        paragraph: u32,
    },
    /// A cell of a table of a Word file.
    Table {
        /// Which table.
        table: u32,
        /// Which row.
        row: u32,
        /// Which column.
        column: u32,
    },
    /// A footnote or an endnote.
    Note {
        /// Its number, in the order of the file.
        note: u32,
    },
    /// A line of a page of a PDF.
    Page {
        /// Which page.
        page: u32,
        /// Which line, from the top; 0 for the page as a whole.
        line: u32,
    },
    /// A cell of a sheet.
    Cell {
        /// The name of the sheet.
        sheet: Box<str>,
        /// Its name: `B4`.
        cell: String,
    },
    /// A line of another file: of one of several notices read together.
    Line {
        /// The name of the file.
        file: Box<str>,
        /// Which line.
        line: u32,
    },
    /// The subject of a mail.
    Subject,
    /// A line of the body of a mail.
    Body {
        /// Which line.
        line: u32,
    },
}

/// The locations of a text, by the byte where each begins. Empty for text that is its own source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Locations(Vec<(usize, Location)>);

impl Locations {
    /// Notes that `place` begins at byte `at` of the text. Bytes must not go down.
    pub fn push(&mut self, at: usize, place: Location) {
        match self.0.last_mut() {
            Some(last) if last.0 == at => last.1 = place,
            Some(last) if last.0 < at && last.1 != place => self.0.push((at, place)),
            Some(_) => {}
            None => self.0.push((at, place)),
        }
    }

    /// The location that byte `at` of the text came from.
    pub fn at(&self, at: usize) -> Option<&Location> {
        let i = self.0.partition_point(|(start, _)| *start <= at);
        self.0.get(i.checked_sub(1)?).map(|(_, place)| place)
    }

    /// Whether the text is its own source.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
