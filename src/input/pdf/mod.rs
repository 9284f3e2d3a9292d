//! Reads the text of `.pdf`: page by page, line by line, in the order of reading.
//!
//! A PDF has glyphs at places, no words or lines. [`content`] runs the operators of a page, [`font`] tells what its
//! glyphs stand for, [`vertical`] finds lines that run downwards, [`lines`] and [`columns`] put all in order, [`grid`], [`rows`] and [`loose`] do so for tables, [`margins`]
//! takes page numbers out, [`compose`] makes one text of it. A page that holds something and does not read is told in [`Extracted::unread`]: nobody may conclude
//! from its silence. How much work a file may ask for is counted in [`budget`].

mod budget;
mod cmaps;
mod columns;
mod compose;
mod content;
mod encoding;
mod font;
mod forms;
mod glyph;
mod grid;
mod guard;
mod lines;
mod loose;
mod margins;
mod marked;
mod matrix;
mod page;
mod printed;
mod resources;
mod rows;
mod rulings;
mod spans;
mod stream;
mod text;
mod text_state;
mod vertical;
mod wrap;

use std::sync::Arc;

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::{Extracted, Format, InputError, Location, MAX_TEXT_BYTES};
use crate::document::view::Lines;
use crate::span::Span;
use budget::{Budget, MAX_PAGES, damaged, limit};
use font::Fonts;
use margins::{PageLines, Place};
use page::{Reading, read_page};

/// Reads.
///
/// # Errors
/// See [`InputError`].
pub fn read(bytes: &[u8]) -> Result<Extracted, InputError> {
    guard::check(bytes)?;
    let pdf = Pdf::new(Arc::new(bytes.to_vec())).map_err(|e| match e {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => InputError::Encrypted {
            format: Format::Pdf,
        },
        LoadPdfError::Decryption(_) => damaged("unknown encryption"),
        LoadPdfError::Invalid => damaged("no pages"),
    })?;
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(damaged("no pages"));
    }
    if pages.len() > MAX_PAGES {
        return Err(limit("pages > 20,000"));
    }
    let mut budget = Budget::new();
    let mut fonts = Fonts::default();
    let mut read = Vec::with_capacity(pages.len());
    let mut pictures = Vec::with_capacity(pages.len());
    for page in pages.iter() {
        let Reading { lines, doubt } = read_page(page, &mut fonts, &mut budget)?;
        read.push(lines);
        pictures.push(doubt);
    }
    margins::mark(&mut read);
    let mut unread: Vec<Location> = Vec::new();
    for (n, (page, doubt)) in (1u32..).zip(read.iter_mut().zip(pictures)) {
        if doubt.is_unread(body_chars(page)) {
            unread.push(Location::Page { page: n, line: 0 });
            // Letters without a meaning would be read as words.
            if doubt.is_gibberish() {
                page.lines.clear();
            }
        }
    }
    spans::join(&mut read);
    // Pages that the file says it has, and that are not there.
    let missing = page::told(&pdf).min(MAX_PAGES).saturating_sub(pages.len());
    for n in (pages.len() + 1..).take(missing) {
        unread.push(Location::Page {
            page: u32::try_from(n).unwrap_or(u32::MAX),
            line: 0,
        });
    }
    let total = pages.len() + missing;
    let extracted = compose::compose(&read, unread)?;
    if extracted.text.trim().is_empty() && !extracted.unread.is_empty() {
        return Err(InputError::NoTextLayer { pages: total });
    }
    Ok(extracted)
}

/// Characters of the text of a page, without headers and page numbers.
fn body_chars(page: &PageLines) -> usize {
    page.lines
        .iter()
        .filter(|(_, place)| *place == Place::Body)
        .flat_map(|(line, _)| &line.cells)
        .map(|cell| cell.text.chars().count())
        .sum()
}
