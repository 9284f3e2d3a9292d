//! Word: the final text of a file, a paragraph or a row of a table a line.

mod numbering;
mod styles;
mod walk;

use super::packed::{Packed, damaged};
use super::{Extracted, Format, InputError, Location, MAX_TEXT_BYTES};
use crate::document::view::Lines;
use crate::span::Span;
use numbering::Numbering;
use styles::Styles;
use walk::{Line, walk};

/// Reads a file of Word. Tracked changes count as accepted; comments, hidden text, headers and footers are left out,
/// notes follow the body.
///
/// # Errors
/// It is damaged or beyond the limits.
pub fn read(bytes: &[u8]) -> Result<Extracted, InputError> {
    let format = Format::Docx;
    let mut packed = Packed::open(bytes, format)?;
    let styles = match packed.part("word/styles.xml")? {
        Some(xml) => Styles::read(&xml).map_err(|e| damaged(format, &e))?,
        None => Styles::default(),
    };
    let numbering = match packed.part("word/numbering.xml")? {
        Some(xml) => Numbering::read(&xml).map_err(|e| damaged(format, &e))?,
        None => Numbering::default(),
    };
    let Some(body) = packed.part("word/document.xml")? else {
        return Err(damaged(format, &"word/document.xml is missing"));
    };
    let mut out = Extracted {
        lines: Lines::Whole,
        ..Extracted::default()
    };
    let lines = walk(&body, &styles, numbering)?;
    append(&mut out, lines)?;
    let mut note = 0;
    for part in ["word/footnotes.xml", "word/endnotes.xml"] {
        let Some(xml) = packed.part(part)? else {
            continue;
        };
        let lines = walk(&xml, &styles, Numbering::default())?;
        let told = lines.into_iter().filter(|l| !l.text().trim().is_empty());
        let notes: Vec<Line> = told
            .map(|line| {
                note += 1;
                line.at(&Location::Note { note })
            })
            .collect();
        append(&mut out, notes)?;
    }
    Ok(out)
}

fn append(out: &mut Extracted, lines: Vec<Line>) -> Result<(), InputError> {
    for line in lines {
        let start = out.text.len();
        for (location, words) in &line.parts {
            if !out.text[start..].is_empty() {
                out.text.push('\t');
            }
            out.locations.push(out.text.len(), location.clone());
            out.text.push_str(words);
        }
        if line.heading && out.text.len() > start {
            out.headings.push(Span::new(start, out.text.len()));
        }
        out.text.push('\n');
        if out.text.len() > MAX_TEXT_BYTES {
            return Err(InputError::Limit {
                format: Format::Docx,
                what: "text > 16 MiB",
            });
        }
    }
    Ok(())
}
