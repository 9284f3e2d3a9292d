//! One page: its operators, what people have filled into its fields, and whether it can be believed.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Object, Stream};
use hayro_syntax::page::Page as PdfPage;

use super::InputError;
use super::budget::Budget;
use super::columns;
use super::content::Page;
use super::font::Fonts;
use super::forms;
use super::glyph::Seen;
use super::grid::grids;
use super::lines::{self, Line};
use super::loose::{Joined, join_rows};
use super::margins::{PageLines, Place};
use super::marked::Marks;
use super::matrix::Matrix;
use super::resources::Resources;
use super::rows;
use super::stream::unpack;
use super::text::Text;
use super::vertical::{Stacks, stacks};

/// A page of whose glyphs more than one in this many has no known meaning is not read.
const ONE_UNKNOWN_IN: usize = 20;

/// A page that pictures cover by this part of it, with fewer characters of text than [`FEW_CHARS`], is a picture.
const COVERED: f64 = 0.5;

/// See [`COVERED`]: a stamp or a number on a scanned page.
const FEW_CHARS: usize = 40;

/// A page without a character of text and with more shapes than this shows letters as shapes.
const MANY_PATHS: usize = 100;

/// What a page gives.
pub(super) struct Reading {
    /// Its lines.
    pub(super) lines: PageLines,
    /// What speaks against it.
    pub(super) doubt: Doubt,
}

/// What speaks against a page: it may hold more than was read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Doubt {
    pictured: f64,
    paths: usize,
    broken: bool,
    unclear: bool,
    known: usize,
    unknown: usize,
}

impl Doubt {
    /// Whether the page holds something that was not read, where it has this many characters of text.
    pub(super) fn is_unread(&self, chars: usize) -> bool {
        self.broken
            || self.unclear
            || self.is_gibberish()
            || (self.pictured > COVERED && chars < FEW_CHARS)
            || (chars == 0 && (self.pictured > 0.0 || self.paths > MANY_PATHS))
    }

    /// Whether too many of its glyphs are unknown for the others to make sense.
    pub(super) fn is_gibberish(&self) -> bool {
        self.unknown * ONE_UNKNOWN_IN > self.known + self.unknown
    }
}

/// Reads a page.
pub(super) fn read_page(
    page: &PdfPage<'_>,
    fonts: &mut Fonts,
    budget: &mut Budget,
) -> Result<Reading, InputError> {
    budget.steps(16)?;
    let (width, height) = page.render_dimensions();
    let start = Matrix(page.initial_transform(false).as_coeffs());
    let mut reader = Page {
        fonts,
        budget,
        seen: Seen::default(),
        area: f64::from(width * height).max(1.0),
    };
    let operators = operators(page, &mut reader)?;
    let resources = Resources::of_page(page);
    let mut marks = Marks::default();
    reader.run(&operators, &resources, start, &mut marks, 0)?;
    forms::run(page, &mut reader, start)?;
    let seen = reader.seen;
    let (mut known, mut unknown) = (0, 0);
    for glyph in &seen.glyphs {
        match &glyph.text {
            Text::Unknown => unknown += 1,
            Text::Char(c) if c.is_whitespace() => {}
            Text::Nothing => {}
            Text::Char(_) | Text::Str(_) => known += 1,
        }
    }
    let stacked = stacks(&seen.glyphs) == Stacks::Some;
    let grids = grids(seen.rulings.all(), budget)?;
    let (tables, glyphs) = rows::tables(seen.glyphs, &grids);
    let mut directions = lines::lines(glyphs);
    rows::insert(tables, &mut directions);
    let ordered: Vec<Line> = directions.into_iter().flat_map(columns::in_order).collect();
    let Joined {
        lines: mut ordered,
        is_unclear,
    } = join_rows(ordered, grids.len());
    rows::number(&mut ordered);
    Ok(Reading {
        lines: PageLines {
            lines: ordered.into_iter().map(|l| (l, Place::Body)).collect(),
            height,
        },
        doubt: Doubt {
            pictured: seen.pictured,
            paths: seen.paths,
            broken: seen.broken,
            unclear: is_unclear || stacked,
            known,
            unknown,
        },
    })
}

/// The operators of a page: one stream, or several that are read as one.
fn operators(page: &PdfPage<'_>, reader: &mut Page<'_>) -> Result<Vec<u8>, InputError> {
    let streams: Vec<Option<Stream<'_>>> =
        if let Some(stream) = page.raw().get::<Stream<'_>>("Contents") {
            vec![Some(stream)]
        } else if let Some(array) = page.raw().get::<Array<'_>>("Contents") {
            let mut items = array.flex_iter();
            let count = array.raw_iter().count();
            (0..count).map(|_| items.next::<Stream<'_>>()).collect()
        } else {
            // Contents that are told and not there.
            reader.seen.broken |= page.raw().contains_key("Contents");
            Vec::new()
        };
    let mut all = Vec::new();
    for stream in streams {
        reader.budget.steps(1)?;
        match stream
            .map(|s| unpack(&s, reader.budget))
            .transpose()?
            .flatten()
        {
            Some(unpacked) => {
                reader.seen.broken |= !unpacked.whole;
                all.extend_from_slice(&unpacked.bytes);
                all.push(b'\n');
            }
            None => reader.seen.broken = true,
        }
    }
    Ok(all)
}

/// How many pages the file says it has.
pub(super) fn told(pdf: &Pdf) -> usize {
    pdf.xref()
        .get::<Dict<'_>>(pdf.xref().root_id())
        .and_then(|root| root.get::<Dict<'_>>("Pages"))
        .and_then(|pages| pages.get::<Object<'_>>("Count"))
        .and_then(Object::into_i32)
        .and_then(|n| usize::try_from(n).ok())
        .unwrap_or(0)
}
