//! From glyphs to lines: what stands at one height is a line, wide gaps cut it into cells.

use super::glyph::{Glyph, Turn};
use super::text::Text;
use super::text::push;
use super::vertical;

/// A part of a line without a wide gap: a cell of a table, or all of the line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cell {
    /// What it reads as.
    pub(super) text: String,
    /// Where it begins along the line, in points.
    pub(super) left: f32,
    /// Where it ends.
    pub(super) right: f32,
    /// The lines of a cell of a table.
    pub(super) parts: Vec<Part>,
    /// Gaps that became a blank: the byte of the blank, where the text before it ends, where the text after it begins.
    pub(super) gaps: Vec<(usize, f32, f32)>,
}

impl Cell {
    /// A cell of one piece.
    pub(super) fn new(text: String, left: f32, right: f32) -> Self {
        Self {
            text,
            left,
            right,
            parts: Vec::new(),
            gaps: Vec::new(),
        }
    }
}

/// A line of a cell of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    /// The byte of the text of the cell at which it begins.
    pub(super) at: usize,
    /// Its number: in its table, and in the end on its page.
    pub(super) line: u32,
    /// So many pages after the one where its row begins.
    pub(super) ahead: u32,
}

impl Part {
    /// A line on the page where its row begins.
    pub(super) fn new(at: usize, line: u32) -> Self {
        Self { at, line, ahead: 0 }
    }
}

/// What a line of a table is to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// All of a row.
    Row,
    /// The first cell of a row whose cells hold several paragraphs: what all of them are about.
    Head,
    /// A paragraph of such a row.
    Paragraph,
}

/// Where in a table a line stands that was put together from cells.
#[derive(Debug, Clone, Copy)]
pub(super) struct InTable {
    /// Which table of the page.
    pub(super) table: usize,
    /// What it is to the table.
    pub(super) role: Role,
    /// It is the first of its row.
    pub(super) first: bool,
    /// Where the table begins along the line.
    pub(super) left: f32,
    /// Where the table ends.
    pub(super) right: f32,
    /// The last baseline of the row.
    pub(super) bottom: f32,
}

/// A line as it stands on the page.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Its parts; never none.
    pub(super) cells: Vec<Cell>,
    /// Its baseline across the direction of reading, in points; it grows from line to line.
    pub(super) at: f32,
    /// The size of its largest font.
    pub(super) size: f32,
    /// The way that it runs.
    pub(super) turn: Turn,
    /// The file calls all of it a header, a footer or a decoration.
    pub(super) artifact: bool,
    /// Its number on the page, from 1; of a line of a table that of the table's first one.
    pub(super) number: u32,
    /// It stands in a ruled table.
    pub(super) table: Option<InTable>,
}

impl Line {
    /// All of it, cells divided by a tab.
    pub(super) fn text(&self) -> String {
        let cells: Vec<&str> = self.cells.iter().map(|c| c.text.as_str()).collect();
        cells.join("\t")
    }
}

/// A baseline that is off by this much of the size is still the same line: raised signs of notes.
pub(super) const SAME_LINE: f32 = 0.45;

/// A gap of this many sizes divides cells.
const WIDE_GAP: f32 = 1.5;

/// A gap of this many sizes between Latin letters is a blank.
const LATIN_GAP: f32 = 0.18;

/// A gap of this many sizes between Japanese letters is a blank.
const GAP: f32 = 0.7;

/// Glyphs of the same shape closer than this many sizes were drawn twice, to look bold.
const TWICE: f32 = 0.15;

/// The lines of a page, those of each direction together, in order; the direction of most of the text first.
pub(super) fn lines(mut glyphs: Vec<Glyph>) -> Vec<Vec<Line>> {
    vertical::turn_stacks(&mut glyphs);
    vertical::join_side_by_side(&mut glyphs);
    let mut groups: [Vec<Glyph>; 4] = Default::default();
    for glyph in glyphs {
        groups[usize::from(glyph.turn % 4)].push(glyph);
    }
    let mut groups: Vec<Vec<Glyph>> = groups.into_iter().filter(|g| !g.is_empty()).collect();
    groups.sort_by_key(|g| std::cmp::Reverse(g.len()));
    groups.into_iter().map(of_one_direction).collect()
}

/// The lines of glyphs that all run the same way.
pub(super) fn of_one_direction(mut glyphs: Vec<Glyph>) -> Vec<Line> {
    glyphs.sort_by(|a, b| a.across.total_cmp(&b.across));
    let mut lines = Vec::new();
    let mut rest = glyphs.into_iter().peekable();
    while let Some(first) = rest.next() {
        let at = first.across;
        let mut size = first.size;
        let mut line = vec![first];
        while let Some(next) = rest.next_if(|g| g.across - at <= SAME_LINE * size.max(g.size)) {
            size = size.max(next.size);
            line.push(next);
        }
        lines.extend(one(line, size));
    }
    lines
}

/// One line from the glyphs at its height; none where they are blank.
fn one(mut glyphs: Vec<Glyph>, size: f32) -> Option<Line> {
    glyphs.sort_by(|a, b| a.along.total_cmp(&b.along));
    let at = glyphs
        .iter()
        .max_by(|a, b| a.size.total_cmp(&b.size))
        .map_or(0.0, |g| g.across);
    let turn = glyphs.first()?.turn;
    let artifact = glyphs.iter().all(|g| g.artifact);
    let mut cells: Vec<Cell> = Vec::new();
    let mut last: Option<&Glyph> = None;
    for glyph in &glyphs {
        if last.is_some_and(|l| {
            l.text == glyph.text && (glyph.along - l.along).abs() < TWICE * glyph.size
        }) {
            continue;
        }
        let em = glyph.size.max(last.map_or(0.0, |l| l.size));
        match cells.last_mut() {
            Some(cell) if glyph.along - cell.right < WIDE_GAP * em => {
                let gap = glyph.along - cell.right;
                let latin = cell.text.ends_with(|c: char| c.is_ascii_alphanumeric())
                    && starts_latin(&glyph.text);
                if gap > if latin { LATIN_GAP } else { GAP } * em {
                    if !latin {
                        cell.gaps.push((cell.text.len(), cell.right, glyph.along));
                    }
                    cell.text.push(if latin { ' ' } else { '\u{3000}' });
                }
                push(&mut cell.text, &glyph.text);
                cell.right = cell.right.max(glyph.along + glyph.reach);
            }
            _ => {
                let mut cell = Cell::new(String::new(), glyph.along, glyph.along + glyph.reach);
                push(&mut cell.text, &glyph.text);
                cells.push(cell);
            }
        }
        last = Some(glyph);
    }
    let cells = tidy(cells);
    (!cells.is_empty()).then_some(Line {
        cells,
        at,
        size,
        turn,
        artifact,
        number: 0,
        table: None,
    })
}

/// Cells without blanks around them and without blank ones; a word spread over its column (原　因) is one cell.
fn tidy(cells: Vec<Cell>) -> Vec<Cell> {
    let mut kept: Vec<Cell> = Vec::new();
    let mut spread = false;
    for mut cell in cells {
        let trimmed = cell.text.trim();
        if trimmed.is_empty() {
            continue;
        }
        if trimmed.len() < cell.text.len() {
            cell.text = trimmed.to_string();
            // Blanks at its end are no gaps; those at its head are seldom, and moving the others is not worth it.
            cell.gaps.clear();
        }
        let single = cell.text.chars().count() == 1 && !cell.text.is_ascii();
        match kept.last_mut() {
            Some(last) if spread && single => {
                last.text.push('\u{3000}');
                last.text.push_str(&cell.text);
                last.right = cell.right;
            }
            _ => kept.push(cell),
        }
        spread = single;
    }
    kept
}

fn starts_latin(text: &Text) -> bool {
    match text {
        Text::Char(c) => c.is_ascii_alphanumeric(),
        Text::Str(s) => s.starts_with(|c: char| c.is_ascii_alphanumeric()),
        Text::Unknown | Text::Nothing => false,
    }
}
