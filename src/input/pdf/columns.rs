//! Pages of two columns of running text: the left one is read to its end before the right one. Tables are not: their
//! cells do not fill their columns.

use super::lines::Line;

/// Fewest lines that make a column.
const LINES: usize = 6;

/// The right part of a line that ends nearer than this many sizes before the edge of its column fills it.
const FULL: f32 = 2.5;

/// Puts the lines of one direction of a page into the order of reading.
pub(super) fn in_order(lines: Vec<Line>) -> Vec<Line> {
    let Some(edge) = right_column(&lines) else {
        return lines;
    };
    let mut ordered = Vec::with_capacity(lines.len());
    let mut run: Vec<Line> = Vec::new();
    for line in lines {
        if crosses(&line, edge) {
            flush(&mut run, edge, &mut ordered);
            ordered.push(line);
        } else {
            run.push(line);
        }
    }
    flush(&mut run, edge, &mut ordered);
    ordered
}

/// Where the right one of two columns begins, if there are two: the place where most cells begin that are not at the
/// left edge.
fn right_column(lines: &[Line]) -> Option<f32> {
    // Tables have columns of their own.
    let lines: Vec<&Line> = lines.iter().filter(|l| l.table.is_none()).collect();
    let em = lines.first().map(|_| {
        let mut sizes: Vec<f32> = lines.iter().map(|l| l.size).collect();
        sizes.sort_by(f32::total_cmp);
        sizes[sizes.len() / 2]
    })?;
    let left = lines
        .iter()
        .map(|l| l.cells[0].left)
        .fold(f32::MAX, f32::min);
    let right = lines
        .iter()
        .filter_map(|l| l.cells.last())
        .map(|c| c.right)
        .fold(f32::MIN, f32::max);
    let width = right - left;
    let mut starts: Vec<f32> = lines
        .iter()
        .flat_map(|l| &l.cells)
        .map(|c| c.left)
        .filter(|l| (0.35..0.65).contains(&((l - left) / width)))
        .collect();
    starts.sort_by(f32::total_cmp);
    let edge = starts
        .chunk_by(|a, b| b - a < 0.3 * em)
        .max_by_key(|c| c.len())
        .filter(|c| c.len() >= LINES)?
        .first()
        .copied()?;
    let mut halves = [(0usize, 0usize); 2];
    let gutter = lines
        .iter()
        .flat_map(|l| &l.cells)
        .filter(|c| c.right < edge)
        .map(|c| c.right)
        .fold(f32::MIN, f32::max);
    for line in lines.iter().filter(|l| !crosses(l, edge)) {
        let end = |wanted: bool| {
            line.cells
                .iter()
                .rfind(|c| (c.left >= edge - 1.0) == wanted)
        };
        for (half, cell, limit) in [(0, end(false), gutter), (1, end(true), right)] {
            if let Some(cell) = cell {
                halves[half].0 += 1;
                halves[half].1 += usize::from(cell.right > limit - FULL * em);
            }
        }
    }
    halves
        .iter()
        .all(|&(all, full)| all >= LINES && full * 2 >= all)
        .then_some(edge)
}

fn crosses(line: &Line, edge: f32) -> bool {
    if let Some(table) = line.table {
        return table.left < edge - 1.0 && table.right > edge + 1.0;
    }
    line.cells
        .iter()
        .any(|c| c.left < edge - 1.0 && c.right > edge - 1.0)
}

fn flush(run: &mut Vec<Line>, edge: f32, ordered: &mut Vec<Line>) {
    let mut rights = Vec::new();
    for mut line in run.drain(..) {
        let split = line.cells.partition_point(|c| c.left < edge - 1.0);
        let cells = line.cells.split_off(split);
        if !cells.is_empty() {
            rights.push(Line {
                cells,
                ..line.clone()
            });
        }
        if !line.cells.is_empty() {
            ordered.push(line);
        }
    }
    ordered.append(&mut rights);
}
