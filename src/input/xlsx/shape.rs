//! What the parts of a workbook say of the rows and columns of its sheets: which are merged, which are hidden.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::input::packed::{Packed, damaged};
use crate::input::relations::{related, targets};
use crate::input::xml::{attribute, local};
use crate::input::{Format, InputError};

/// The part of the workbook where the file does not say.
const USUAL: &str = "xl/workbook.xml";

/// Rows and columns count from 0.
#[derive(Debug, Default)]
pub(super) struct Shape {
    /// Cells that are merged over several rows: the row and column of the first, and their last row.
    pub(super) tall: HashMap<(u32, u32), u32>,
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
        if !xml.contains("mergeCell") {
            return Ok(shape);
        }
        let mut reader = Reader::from_str(xml);
        loop {
            let event = reader.read_event().map_err(|e| damaged(Format::Xlsx, &e))?;
            match event {
                Event::Start(e) | Event::Empty(e) if local(e.name().as_ref()) == "mergeCell" => {
                    if let Some((rows, column)) = attribute(&e, "ref").as_deref().and_then(region)
                        && rows.end() > rows.start()
                    {
                        shape.tall.insert((*rows.start(), column), *rows.end());
                    }
                }
                Event::Eof => return Ok(shape),
                _ => {}
            }
        }
    }
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
