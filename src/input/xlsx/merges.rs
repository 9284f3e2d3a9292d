//! Cells of a sheet that are merged over several rows.

use super::Cell;
use super::shape::Shape;
use crate::input::merged::{MAX_LIVE, is_date};
use crate::input::rows::Part;

/// The merged dates of a sheet, as its rows are read.
#[derive(Debug, Default)]
pub(super) struct Merges {
    /// Dates that stand for the rows below them too, and the last of these rows.
    live: Vec<(u32, Cell)>,
}

impl Merges {
    /// A row was read: the dates that go on in it are put between its cells, its own are kept for the rows below. A row that
    /// tells nothing needs no date.
    pub(super) fn end_row(&mut self, shape: &Shape, row: u32, cells: &mut Vec<Cell>) {
        self.live.retain(|(last, _)| *last >= row);
        if !cells.is_empty() {
            for (_, date) in &self.live {
                let at = cells.partition_point(|c| c.column < date.column);
                if cells.get(at).is_none_or(|c| c.column != date.column) {
                    cells.insert(at, date.clone());
                }
            }
        }
        for cell in cells.iter() {
            if self.live.len() >= MAX_LIVE {
                break;
            }
            if let Some(&last) = shape.tall.get(&(row, cell.column))
                && is_date(&cell.words)
            {
                self.live.push((last, cell.again()));
            }
        }
        // A date that is merged downwards from a hidden row is seen in the rows below.
        if shape.hides_row(row) {
            cells.clear();
        }
    }
}
