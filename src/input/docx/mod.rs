//! Word: the final text of a file, a paragraph or a row of a table a line.

mod comments;
mod line;
mod merges;
mod numbering;
mod styles;
mod trace;
mod walk;

use super::packed::{Packed, damaged};
use super::relations::related;
use super::{Extracted, Format, InputError, Location, MAX_TEXT_BYTES};
use crate::document::view::Lines;
use crate::span::Span;
use line::Line;
use numbering::Numbering;
use styles::Styles;
use walk::walk;

#[cfg(feature = "terminal")]
pub(crate) use super::relations::{relations_of, target_of};
#[cfg(feature = "terminal")]
pub(crate) use trace::Run;
pub(crate) use trace::{Piece, Trace};

/// The part of the body where the file does not say.
const USUAL: &str = "word/document.xml";

/// The name of the part with the body.
pub(crate) fn main_part(packed: &mut Packed<'_>) -> Result<String, InputError> {
    Ok(related(packed, "", "officeDocument")?.unwrap_or_else(|| USUAL.to_string()))
}

/// Reads a file of Word. Tracked changes count as accepted; comments, hidden text, headers and footers are left out,
/// notes follow the body.
///
/// # Errors
/// It is damaged or beyond the limits.
pub fn read(bytes: &[u8]) -> Result<Extracted, InputError> {
    traced(bytes).map(|(extracted, _)| extracted)
}

/// Reads a file of Word, and tells where its words stand in its main part.
///
/// # Errors
/// See [`read`].
pub(crate) fn traced(bytes: &[u8]) -> Result<(Extracted, Trace), InputError> {
    let format = Format::Docx;
    let mut packed = Packed::open(bytes, format)?;
    let part = main_part(&mut packed)?;
    let beside = |packed: &mut Packed<'_>, kind: &str, usual: &str| {
        let name = related(packed, &part, kind)?.unwrap_or_else(|| usual.to_string());
        packed.part(&name)
    };
    let styles = match beside(&mut packed, "styles", "word/styles.xml")? {
        Some(xml) => Styles::read(&xml).map_err(|e| damaged(format, &e))?,
        None => Styles::default(),
    };
    let numbering = match beside(&mut packed, "numbering", "word/numbering.xml")? {
        Some(xml) => Numbering::read(&xml).map_err(|e| damaged(format, &e))?,
        None => Numbering::default(),
    };
    let Some(body) = packed.part(&part)? else {
        return Err(damaged(format, &format_args!("{part} is missing")));
    };
    let mut out = Extracted {
        lines: Lines::Whole,
        ..Extracted::default()
    };
    let walked = walk(&body, &styles, numbering)?;
    let references = walked.references;
    let mut trace = Trace {
        runs: walked.runs,
        ..Trace::default()
    };
    append(&mut out, &mut trace, walked.lines)?;
    let mut note = 0;
    for (kind, usual) in [
        ("footnotes", "word/footnotes.xml"),
        ("endnotes", "word/endnotes.xml"),
    ] {
        let Some(xml) = beside(&mut packed, kind, usual)? else {
            continue;
        };
        let walked = walk(&xml, &styles, Numbering::default())?;
        for (index, line) in walked.lines.iter().enumerate() {
            if line.text().trim().is_empty() {
                continue;
            }
            note += 1;
            let at = out.text.len();
            let line = line.clone().at(&Location::Note { note });
            // Its words stand in another part, which holds no comments: in the body they stand where they are referred to.
            append(&mut out, &mut Trace::default(), vec![line])?;
            let run = walked.note_of(index).and_then(|note| {
                let (_, run) = references.iter().find(|(n, _)| n == note)?;
                Some((*run, trace.runs.get(*run)?))
            });
            if let Some((run, place)) = run.filter(|(_, place)| place.plain) {
                trace.pieces.push(Piece {
                    at,
                    len: out.text.len() - at,
                    xml: Span::new(place.tag.start, place.end),
                    tag: place.tag,
                    run,
                    direct: false,
                });
            }
        }
    }
    if let Some(xml) = beside(&mut packed, "comments", "word/comments.xml")? {
        let said = comments::read(&xml)?;
        // A comment is met at the start of its words and again at its mark.
        let mut seen = std::collections::HashSet::new();
        trace.comments.retain(|(_, id)| seen.insert(id.clone()));
        out.comments = trace
            .comments
            .iter()
            .filter_map(|(at, id)| Some((*at, said.get(id)?.clone())))
            .collect();
    }
    trace.part = part;
    trace.xml = body;
    Ok((out, trace))
}

fn append(out: &mut Extracted, trace: &mut Trace, lines: Vec<Line>) -> Result<(), InputError> {
    for line in lines {
        let start = out.text.len();
        for (location, words) in line.parts {
            if !out.text[start..].is_empty() {
                out.text.push('\t');
            }
            let at = out.text.len();
            out.locations.push(at, location);
            out.text.push_str(&words.text);
            let moved = words.pieces.into_iter();
            trace
                .pieces
                .extend(moved.map(|p| Piece { at: p.at + at, ..p }));
            let moved = words.comments.into_iter();
            trace.comments.extend(moved.map(|(n, id)| (n + at, id)));
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
