//! What the parts of a workbook say of the rows and columns of its sheets: which are merged, which are hidden.

use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::input::packed::{Packed, damaged};
use crate::input::relations::{related, targets};
use crate::input::xml::{attribute, local};
use crate::input::{Format, InputError};

/// The part of the workbook where the file does not say.
const USUAL: &str = "xl/workbook.xml";

/// Most ranges of hidden columns: each cell is looked for in them.
const MAX_COLUMNS: usize = 64;

/// Rows and columns count from 0.
#[derive(Debug, Default)]
pub(super) struct Shape {
    /// Cells that are merged over several rows: the row and column of the first, and their last row.
    pub(super) tall: HashMap<(u32, u32), u32>,
    /// Rows that are hidden, by hand or by a filter.
    hidden_rows: HashSet<u32>,
    /// Columns that are hidden, as ranges.
    hidden_columns: Vec<RangeInclusive<u32>>,
}

/// The parts of the sheets, by their names.
pub(super) fn parts_of_sheets(
    packed: &mut Packed<'_>,
) -> Result<HashMap<String, String>, InputError> {
    let book = related(packed, "", "officeDocument")?.unwrap_or_else(|| USUAL.to_string());
    let mut parts = HashMap::new();
    let Some(xml) = packed.part(&book)? else {
        return Ok(parts);
    };
    let mut targets = targets(packed, &book)?;
    let mut reader = Reader::from_str(&xml);
    loop {
        let event = reader.read_event().map_err(|e| damaged(Format::Xlsx, &e))?;
        match event {
            Event::Start(e) | Event::Empty(e) if local(e.name().as_ref()) == "sheet" => {
                let part = attribute(&e, "id").and_then(|id| targets.remove(&id));
                if let (Some(name), Some(part)) = (attribute(&e, "name"), part) {
                    parts.insert(unescaped(&name), part);
                }
            }
            Event::Eof => return Ok(parts),
            _ => {}
        }
    }
}

/// A value as it is meant; as it stands where it cannot be read.
fn unescaped(value: &str) -> String {
    quick_xml::escape::unescape(value).map_or_else(|_| value.to_string(), Into::into)
}

impl Shape {
    /// Reads the part of a sheet.
    pub(super) fn read(xml: &str) -> Result<Self, InputError> {
        let mut shape = Self::default();
        // Most sheets have nothing of the kind, and a sheet may be large.
        if !xml.contains("mergeCell") && !xml.contains("hidden") {
            return Ok(shape);
        }
        let mut reader = Reader::from_str(xml);
        // A row without a number follows the one before it.
        let mut next_row = 0;
        loop {
            let event = reader.read_event().map_err(|e| damaged(Format::Xlsx, &e))?;
            match event {
                Event::Start(e) | Event::Empty(e) => shape.open(&e, &mut next_row),
                Event::Eof => return Ok(shape),
                _ => {}
            }
        }
    }

    fn open(&mut self, e: &BytesStart<'_>, next_row: &mut u32) {
        match local(e.name().as_ref()) {
            "col" if hidden(e) && self.hidden_columns.len() < MAX_COLUMNS => {
                if let (Some(first), Some(last)) = (number(e, "min"), number(e, "max")) {
                    self.hidden_columns.push(first..=last);
                }
            }
            "row" => {
                let row = number(e, "r").unwrap_or(*next_row);
                if hidden(e) {
                    self.hidden_rows.insert(row);
                }
                *next_row = row.saturating_add(1);
            }
            "mergeCell" => {
                if let Some((rows, column)) = attribute(e, "ref").as_deref().and_then(region)
                    && rows.end() > rows.start()
                {
                    self.tall.insert((*rows.start(), column), *rows.end());
                }
            }
            _ => {}
        }
    }

    /// Whether a row is hidden.
    pub(super) fn hides_row(&self, row: u32) -> bool {
        self.hidden_rows.contains(&row)
    }

    /// Whether a column is hidden.
    pub(super) fn hides_column(&self, column: u32) -> bool {
        self.hidden_columns.iter().any(|c| c.contains(&column))
    }
}

fn hidden(e: &BytesStart<'_>) -> bool {
    attribute(e, "hidden").is_some_and(|v| matches!(v.as_str(), "1" | "true"))
}

/// A number that counts from 1 in the file.
fn number(e: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(e, name)?.parse::<u32>().ok()?.checked_sub(1)
}

/// The rows and the first column of `A5:B6`.
fn region(name: &str) -> Option<(RangeInclusive<u32>, u32)> {
    let (first, last) = name.split_once(':')?;
    let (row, column) = cell(first)?;
    Some((row..=cell(last)?.0, column))
}

/// The row and column of `B5` or `$B$5`.
fn cell(name: &str) -> Option<(u32, u32)> {
    let name = name.trim_start_matches('$');
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let mut column = 0_u32;
    for b in name[..letters].bytes() {
        let n = u32::from(b.to_ascii_uppercase() - b'A') + 1;
        column = column.checked_mul(26)?.checked_add(n)?;
    }
    let row: u32 = name[letters..].trim_start_matches('$').parse().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}
