//! Cells of a table that go on over several rows.

use super::line::Line;
use crate::input::merged::{MAX_LIVE, is_date};
use crate::input::rows::Part;

/// Most columns that one cell can be wide.
const MAX_SPAN: u32 = 64;

/// How a cell stands in its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// By itself.
    Own,
    /// The first of merged ones: it holds their words.
    First,
    /// The cell above goes on in it.
    Further,
}

/// The merged cells of a table, as its rows are read.
#[derive(Debug, Default)]
pub(super) struct Merges {
    /// The cells of the row that is being read: their columns in the table's grid, and how each is merged.
    cells: Vec<(u32, Kind)>,
    /// The column after the last cell.
    next: u32,
    /// Dates that stand for the rows below them too, by their columns.
    live: Vec<(u32, Line)>,
}

impl Merges {
    /// A row begins.
    pub(super) fn begin_row(&mut self) {
        self.cells.clear();
        self.next = 0;
    }

    /// A cell begins.
    pub(super) fn begin_cell(&mut self) {
        self.cells.push((self.next, Kind::Own));
        self.next = self.next.saturating_add(1);
    }

    /// The cell is several columns wide, or (`before`) the row begins so many columns from the left. Its words stand once,
    /// however wide it is.
    pub(super) fn span(&mut self, columns: u32, before: bool) {
        let more = if before {
            columns
        } else {
            columns.saturating_sub(1)
        };
        self.next = self.next.saturating_add(more.min(MAX_SPAN));
    }

    /// The cell is merged with those above or below it.
    pub(super) fn merge(&mut self, first: bool) {
        if let Some((_, kind)) = self.cells.last_mut() {
            *kind = if first { Kind::First } else { Kind::Further };
        }
    }

    /// Puts the dates of merged cells into the cells of the row that they go on in.
    pub(super) fn end_row(&mut self, cells: &mut [Vec<Line>]) {
        let blank = |cell: &[Line]| cell.iter().all(|l| l.text().trim().is_empty());
        // A row that tells nothing needs no date.
        let told = cells.iter().any(|c| !blank(c));
        for ((column, kind), cell) in self.cells.iter().zip(cells) {
            let known = self.live.iter().position(|(c, _)| c == column);
            match (kind, known) {
                (Kind::Further, Some(i)) if told && blank(cell) => {
                    *cell = vec![self.live[i].1.clone()];
                }
                (Kind::Further, _) => {}
                (_, known) => {
                    if let Some(i) = known {
                        self.live.swap_remove(i);
                    }
                    if *kind == Kind::First && self.live.len() < MAX_LIVE {
                        self.live.extend(date(cell).map(|line| (*column, line)));
                    }
                }
            }
        }
    }
}

/// The date of a cell, as it is said again.
fn date(cell: &[Line]) -> Option<Line> {
    let told = cell.iter().filter(|l| !l.text().trim().is_empty());
    let whole = told.cloned().reduce(Part::joined)?;
    is_date(&whole.text()).then(|| whole.again())
}
