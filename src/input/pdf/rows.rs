//! Ruled tables: the lines of each cell joined, and the cells of a row made one line, as the readers of other formats do.

use std::collections::BTreeMap;

use super::glyph::Glyph;
use super::grid::Grid;
use super::lines::{Cell, InTable, Line, Part, Role, SAME_LINE, of_one_direction};
use super::wrap::{first_word, is_closed, is_date, is_point};

/// The room between the border of a cell and its text is at most this wide, in points.
const PADDING: f32 = 12.0;

/// A word that would have fitted with this many sizes to spare was put on a new line by its writer: lines are not filled
/// to the last point.
const SLACK: f32 = 0.7;

/// The same where no sentence ends there.
const SLACK_IN_SENTENCE: f32 = 2.0;

/// The rows of one table.
#[derive(Debug)]
pub(super) struct Table {
    rows: Vec<Line>,
    top: f32,
}

/// Takes the glyphs of each table out of `glyphs` and makes rows of them.
pub(super) fn tables(glyphs: Vec<Glyph>, grids: &[Grid]) -> (Vec<Table>, Vec<Glyph>) {
    let mut cells: Vec<BTreeMap<usize, Vec<Glyph>>> = vec![BTreeMap::new(); grids.len()];
    let mut rest = Vec::new();
    for glyph in glyphs {
        let x = glyph.along + glyph.reach / 2.0;
        let y = glyph.across - glyph.size * 0.35;
        let found = grids.iter().zip(&mut cells).find_map(|(grid, cells)| {
            let upright = glyph.turn == 0 && !glyph.vertical;
            let cell = grid.cell(x, y).filter(|_| upright)?;
            Some(cells.entry(cell).or_default())
        });
        match found {
            Some(cell) => cell.push(glyph),
            None => rest.push(glyph),
        }
    }
    let mut tables = Vec::new();
    for (grid, cells) in grids.iter().zip(cells) {
        if has_sides(grid, &cells) && !has_open_rows(grid, &cells) {
            tables.push(table(grid, cells, tables.len()));
        } else {
            // Boxes above each other, a frame, a diagram: read like what stands around them.
            rest.extend(cells.into_values().flatten());
        }
    }
    (tables, rest)
}

/// Whether two cells of a row hold something.
fn has_sides(grid: &Grid, cells: &BTreeMap<usize, Vec<Glyph>>) -> bool {
    let mut rows = cells.keys().map(|&cell| grid.place(cell).0);
    let Some(mut last) = rows.next() else {
        return false;
    };
    rows.any(|row| std::mem::replace(&mut last, row) == row)
}

/// Whether a row holds several dates: lines across divide its rows no further, or the table has none.
fn has_open_rows(grid: &Grid, cells: &BTreeMap<usize, Vec<Glyph>>) -> bool {
    let labels = cells.iter().filter(|(cell, _)| grid.place(**cell).1 == 0);
    labels.into_iter().any(|(_, glyphs)| {
        let lines = of_one_direction(glyphs.clone());
        let text = |line: &Line| line.cells.first().map(|c| c.text.clone());
        let dates: Vec<String> = lines
            .iter()
            .filter_map(text)
            .filter(|t| is_date(t) && t.contains('日'))
            .collect();
        let ranges = ["から", "〜", "～", "~", "-", "―"];
        dates.len() > 1 && !dates.iter().any(|d| ranges.iter().any(|r| d.ends_with(r)))
    })
}

fn table(grid: &Grid, cells: BTreeMap<usize, Vec<Glyph>>, number: usize) -> Table {
    let mut cells: Vec<(usize, Vec<Line>)> = cells
        .into_iter()
        .map(|(cell, glyphs)| (cell, of_one_direction(glyphs)))
        .filter(|(_, lines)| !lines.is_empty())
        .collect();
    number_lines(&mut cells);
    let padding = cells
        .iter()
        .flat_map(|(cell, lines)| {
            let left = grid.width(*cell).0;
            lines.iter().map(move |l| l.cells[0].left - left)
        })
        .fold(PADDING, f32::min)
        .max(0.0);
    let (left, right) = grid.sides();
    let mut rows = Vec::new();
    for row in cells.chunk_by(|a, b| grid.place(a.0).0 == grid.place(b.0).0) {
        let in_table = InTable {
            table: number,
            role: Role::Row,
            first: true,
            left,
            right,
            bottom: row
                .iter()
                .flat_map(|c| &c.1)
                .map(|l| l.at)
                .fold(f32::MIN, f32::max),
        };
        let joined = row.iter().map(|(cell, lines)| {
            let (left, right) = grid.width(*cell);
            paragraphs(
                lines,
                right - left - 2.0 * padding,
                grid.place(*cell).1 == 0,
            )
        });
        rows.extend(of_row(joined.collect(), row, in_table));
    }
    Table {
        rows,
        top: grid.top(),
    }
}

/// Gives the lines of all cells numbers from the top, those beside each other the same.
fn number_lines(cells: &mut [(usize, Vec<Line>)]) {
    let mut all: Vec<&mut Line> = cells.iter_mut().flat_map(|(_, lines)| lines).collect();
    all.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut number = 0;
    let mut at = f32::MIN;
    for line in all {
        if line.at - at > SAME_LINE * line.size {
            number += 1;
            at = line.at;
        }
        line.number = number;
    }
}

/// The lines of a row: one, or each paragraph its own where a cell holds several.
fn of_row(cells: Vec<Vec<Cell>>, row: &[(usize, Vec<Line>)], in_table: InTable) -> Vec<Line> {
    let lines = || row.iter().flat_map(|(_, lines)| lines);
    let whole = Line {
        cells: Vec::new(),
        at: lines().map(|l| l.at).fold(f32::MAX, f32::min),
        size: lines().map(|l| l.size).fold(0.0, f32::max),
        turn: 0,
        artifact: lines().all(|l| l.artifact),
        number: 0,
        table: None,
    };
    let line = |cells: Vec<Cell>, role: Role, first: bool| Line {
        cells,
        table: Some(InTable {
            role,
            first,
            ..in_table
        }),
        ..whole
    };
    if cells.iter().all(|c| c.len() == 1) {
        return vec![line(cells.into_iter().flatten().collect(), Role::Row, true)];
    }
    let mut found: Vec<Line> = Vec::new();
    for (i, cell) in cells.into_iter().enumerate() {
        let role = if i == 0 && cell.len() == 1 {
            Role::Head
        } else {
            Role::Paragraph
        };
        for paragraph in cell {
            found.push(line(vec![paragraph], role, found.is_empty()));
        }
    }
    found
}

/// The paragraphs of a cell, whose text has a room of `width` points.
fn paragraphs(lines: &[Line], width: f32, label: bool) -> Vec<Cell> {
    let mut found: Vec<Cell> = Vec::new();
    let mut last: Option<(f32, f32)> = None;
    for line in lines {
        let (Some(first), Some(end)) = (line.cells.first(), line.cells.last()) else {
            continue;
        };
        let texts: Vec<&str> = line.cells.iter().map(|c| c.text.as_str()).collect();
        let text = texts.join("\u{3000}");
        let fitted = last.is_some_and(|(used, em)| {
            let closed = found.last().is_some_and(|c| is_closed(&c.text));
            let slack = if closed { SLACK } else { SLACK_IN_SENTENCE };
            used + (first_word(&text) + slack) * em < width
        });
        match found.last_mut() {
            // A label or a date that its writer broke in two is one all the same.
            Some(cell) if !is_point(&text) && (label || !fitted) => {
                join(cell, &text, line.number, fitted);
                cell.left = cell.left.min(first.left);
                cell.right = cell.right.max(end.right);
            }
            _ => found.push(Cell {
                parts: vec![Part::new(0, line.number)],
                ..Cell::new(text, first.left, end.right)
            }),
        }
        last = Some((end.right - first.left, line.size));
    }
    found
}

/// Puts another line of a cell behind what it has.
pub(super) fn join(cell: &mut Cell, text: &str, number: u32, apart: bool) {
    if apart || between_words(&cell.text, text) {
        cell.text.push(' ');
    }
    cell.parts.push(Part::new(cell.text.len(), number));
    cell.text.push_str(text);
}

/// Whether a blank was left out where a line ended: between Latin words.
pub(super) fn between_words(before: &str, after: &str) -> bool {
    let latin = |c: char| c.is_ascii_alphanumeric();
    before.ends_with(latin) && after.starts_with(latin)
}

/// Puts tables where they stand among the lines of the text.
pub(super) fn insert(mut tables: Vec<Table>, directions: &mut Vec<Vec<Line>>) {
    if tables.is_empty() {
        return;
    }
    tables.sort_by(|a, b| a.top.total_cmp(&b.top));
    let upright = directions
        .iter()
        .position(|lines| lines.first().is_some_and(|l| l.turn == 0));
    let place = upright.unwrap_or(directions.len());
    if upright.is_none() {
        directions.push(Vec::new());
    }
    let Some(lines) = directions.get_mut(place) else {
        return;
    };
    let mut tables = tables.into_iter().peekable();
    let mut all = Vec::with_capacity(lines.len());
    for line in lines.drain(..) {
        while let Some(table) = tables.next_if(|t| t.top < line.at) {
            all.extend(table.rows);
        }
        all.push(line);
    }
    all.extend(tables.flat_map(|t| t.rows));
    *lines = all;
}

/// Numbers the lines of a page as they stand in the order of reading; those of a table go by its own order.
pub(super) fn number(lines: &mut [Line]) {
    let mut next = 1;
    let mut table: Option<(usize, u32)> = None;
    for line in lines {
        let Some(place) = line.table else {
            line.number = next;
            next += 1;
            continue;
        };
        let before = match table {
            Some((last, before)) if last == place.table => before,
            _ => next - 1,
        };
        table = Some((place.table, before));
        for part in line.cells.iter_mut().flat_map(|c| &mut c.parts) {
            part.line += before;
            next = next.max(part.line + 1);
        }
        line.number = before + 1;
    }
}
