//! Excel: the visible sheets, a row a line, its cells apart by tabs.

mod merges;
mod number;
mod shape;
mod value;

use std::borrow::Cow;
use std::io::Cursor;

use calamine::{Reader, SheetVisible, Xlsx};

use super::merged::again;
use super::packed::{Packed, damaged};
use super::rows;
use super::{Extracted, Format, InputError, Location, MAX_TEXT_BYTES};
use crate::document::view::Lines;
use crate::span::Span;
use merges::Merges;
use shape::Shape;

/// Why a workbook is not read.
const TOO_LONG: InputError = InputError::Limit {
    format: Format::Xlsx,
    what: "text > 16 MiB",
};

/// A cell that is not blank.
#[derive(Debug, Clone)]
struct Cell {
    /// Its column, from 0.
    column: u32,
    /// Where its words stand.
    location: Location,
    /// Its words.
    words: String,
}

/// Reads a workbook: dates as `2025年7月14日`, times of day as `9時30分`,
/// numbers with their units. What is hidden (sheets, rows, columns) is left out.
///
/// # Errors
/// It is damaged or beyond the limits.
pub fn read(bytes: &[u8]) -> Result<Extracted, InputError> {
    let format = Format::Xlsx;
    // The sizes of its parts are looked at before any is unpacked.
    let mut packed = Packed::open(bytes, format)?;
    let parts = shape::parts_of_sheets(&mut packed)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|e| damaged(format, &e))?;
    let sheets: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|s| s.visible == SheetVisible::Visible)
        .map(|s| s.name.clone())
        .collect();
    let mut out = Extracted {
        lines: Lines::Whole,
        ..Extracted::default()
    };
    for sheet in &sheets {
        let start = out.text.len();
        out.text.push_str(sheet);
        out.headings.push(Span::new(start, out.text.len()));
        out.locations.push(start, place(sheet, 0, 0));
        let part = match parts.get(sheet) {
            Some(part) => packed.part(part)?,
            None => None,
        };
        let shape = Shape::read(part.as_deref().unwrap_or_default())?;
        drop(part);
        // Cells come one by one: a sheet with one cell far away is no larger than that cell.
        let mut cells = book
            .worksheet_cells_reader(sheet)
            .map_err(|e| damaged(format, &e))?;
        let mut merges = Merges::default();
        let (mut row, mut told, mut held) = (0, Vec::new(), 0);
        while let Some((cell, style)) = cells
            .next_cell_with_style_id()
            .map_err(|e| damaged(format, &e))?
        {
            let style = cells.styles().get(style);
            let number_format = style.and_then(|s| s.number_format.as_ref());
            let code = number_format.map_or("", |f| f.format_code.as_str());
            let words = value::words(cell.get_value(), code);
            if words.trim().is_empty() {
                continue;
            }
            let (r, column) = cell.get_position();
            if r != row {
                merges.end_row(&shape, row, &mut told);
                tell(&mut out, &mut told)?;
                (row, held) = (r, 0);
            }
            held += words.len();
            if out.text.len() + held > MAX_TEXT_BYTES {
                return Err(TOO_LONG);
            }
            if shape.hides_column(column) {
                continue;
            }
            told.push(Cell {
                column,
                location: place(sheet, r, column),
                words,
            });
        }
        merges.end_row(&shape, row, &mut told);
        tell(&mut out, &mut told)?;
        out.text.push_str("\n\n");
    }
    Ok(out)
}

impl Cell {
    /// The lines that somebody wrote into it with Alt+Enter.
    fn lines(self) -> Vec<Self> {
        if !self.words.contains(['\n', '\r']) {
            return vec![self];
        }
        let lines = self.words.split(['\n', '\r']);
        lines
            .map(|words| Self {
                words: words.to_string(),
                column: self.column,
                location: self.location.clone(),
            })
            .collect()
    }
}

impl rows::Part for Cell {
    fn words(&self) -> Cow<'_, str> {
        self.words.as_str().into()
    }

    fn joined(mut self, next: Self) -> Self {
        self.words.push_str(next.words.trim_start());
        self
    }

    fn again(&self) -> Self {
        Self {
            words: again(&self.words),
            column: self.column,
            location: self.location.clone(),
        }
    }
}

/// Writes the cells of a row as a line, or as several where a cell holds several.
fn tell(out: &mut Extracted, cells: &mut Vec<Cell>) -> Result<(), InputError> {
    for line in rows::set_out(cells.drain(..).map(Cell::lines)) {
        out.text.push('\n');
        let start = out.text.len();
        let (cells, label) = match line {
            rows::Line::Cells(cells) => (cells, false),
            rows::Line::Label(cell) => (vec![cell], true),
            rows::Line::Blank => continue,
        };
        for (i, cell) in cells.into_iter().enumerate() {
            if i > 0 {
                out.text.push('\t');
            }
            out.locations.push(out.text.len(), cell.location);
            out.text.push_str(&cell.words);
        }
        if label {
            out.headings.push(Span::new(start, out.text.len()));
        }
    }
    if out.text.len() > MAX_TEXT_BYTES {
        return Err(TOO_LONG);
    }
    Ok(())
}

fn place(sheet: &str, row: u32, column: u32) -> Location {
    let mut name = Vec::new();
    let mut n = column + 1;
    while n > 0 {
        name.push(b'A' + ((n - 1) % 26) as u8);
        n = (n - 1) / 26;
    }
    name.reverse();
    let column = String::from_utf8(name).unwrap_or_default();
    Location::Cell {
        sheet: sheet.into(),
        cell: format!("{column}{}", row + 1),
    }
}
