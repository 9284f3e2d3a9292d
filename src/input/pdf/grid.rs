//! Ruled tables: which cells the ruling lines of a page make.

use super::InputError;
use super::budget::Budget;
use super::rulings::Ruling;

/// Lines nearer to each other than this are one, in points: double lines, the two sides of a border.
const SAME: f32 = 3.0;

/// More lines of one direction than this, after those in a row are joined, make a drawing.
const MAX_LINES: usize = 600;

/// Tables of more fields than this are not looked at.
const MAX_FIELDS: usize = 100_000;

/// Pages of more tables than this hold drawings.
const MAX_TABLES: usize = 64;

/// A table: fields between the lines that run through, and which of them are one cell.
#[derive(Debug)]
pub(super) struct Grid {
    /// Where its lines downwards are, in order.
    xs: Vec<f32>,
    /// Where its lines across are, in order.
    ys: Vec<f32>,
    /// The first field of the cell that each field belongs to; fields are counted row by row.
    cells: Vec<usize>,
}

impl Grid {
    /// The cell that a point is in, by its first field.
    pub(super) fn cell(&self, x: f32, y: f32) -> Option<usize> {
        let column = between(&self.xs, x)?;
        let row = between(&self.ys, y)?;
        self.cells.get(row * self.columns() + column).copied()
    }

    /// The row and the column in which a cell begins.
    pub(super) fn place(&self, cell: usize) -> (usize, usize) {
        (cell / self.columns(), cell % self.columns())
    }

    /// How far a cell reaches: where it begins and ends along the lines of the text.
    pub(super) fn width(&self, cell: usize) -> (f32, f32) {
        let (row, column) = self.place(cell);
        let first = row * self.columns();
        let mut last = column;
        while last + 1 < self.columns() && self.cells.get(first + last + 1) == Some(&cell) {
            last += 1;
        }
        let at = |i: usize| self.xs.get(i).copied().unwrap_or_default();
        (at(column), at(last + 1))
    }

    /// Where it begins and ends along the lines of the text.
    pub(super) fn sides(&self) -> (f32, f32) {
        let left = self.xs.first().copied().unwrap_or_default();
        (left, self.xs.last().copied().unwrap_or(left))
    }

    /// Where it begins, from the top.
    pub(super) fn top(&self) -> f32 {
        self.ys.first().copied().unwrap_or_default()
    }

    fn columns(&self) -> usize {
        (self.xs.len() - 1).max(1)
    }

    fn area(&self) -> f32 {
        let height = self.ys.last().copied().unwrap_or_default() - self.top();
        (self.sides().1 - self.sides().0) * height
    }
}

/// The tables of a page, the smallest first: one in a cell of another goes before it.
pub(super) fn grids(rulings: Vec<Ruling>, budget: &mut Budget) -> Result<Vec<Grid>, InputError> {
    budget.steps(rulings.len())?;
    let (across, down): (Vec<Ruling>, Vec<Ruling>) = rulings.into_iter().partition(|r| r.across);
    let (across, down) = (joined(across), joined(down));
    if across.len() > MAX_LINES || down.len() > MAX_LINES {
        return Ok(Vec::new());
    }
    budget.steps(across.len() * down.len() / 16)?;
    // Lines that meet belong to one table.
    let mut sets = Sets::new(across.len() + down.len());
    for (i, h) in across.iter().enumerate() {
        for (j, v) in down.iter().enumerate() {
            if meet(h, v) {
                sets.join(i, across.len() + j);
            }
        }
    }
    let mut groups: Vec<(Vec<Ruling>, Vec<Ruling>)> = Vec::new();
    groups.resize_with(across.len() + down.len(), Default::default);
    for (i, h) in across.iter().enumerate() {
        groups[sets.first(i)].0.push(*h);
    }
    for (j, v) in down.iter().enumerate() {
        groups[sets.first(across.len() + j)].1.push(*v);
    }
    let mut found = Vec::new();
    for (across, down) in groups {
        found.extend(grid(&across, &down, budget)?);
    }
    if found.len() > MAX_TABLES {
        return Ok(Vec::new());
    }
    found.sort_by(|a, b| a.area().total_cmp(&b.area()));
    Ok(found)
}

/// One table; none where its lines make no cells side by side.
fn grid(
    across: &[Ruling],
    down: &[Ruling],
    budget: &mut Budget,
) -> Result<Option<Grid>, InputError> {
    // A table need not be closed at its sides: its lines across end there all the same.
    let ends = |lines: &[Ruling]| {
        lines
            .iter()
            .flat_map(|r| [r.from, r.to])
            .collect::<Vec<_>>()
    };
    let with_ends = |lines: &[Ruling], others: &[Ruling]| {
        let ends = ends(others);
        let low = ends.iter().copied().fold(f32::MAX, f32::min);
        let high = ends.iter().copied().fold(f32::MIN, f32::max);
        places(lines.iter().map(|r| r.at).chain([low, high]).collect())
    };
    if across.is_empty() || down.is_empty() {
        return Ok(None);
    }
    let (xs, ys) = (with_ends(down, across), with_ends(across, down));
    let (columns, rows) = (xs.len() - 1, ys.len() - 1);
    let fields = columns * rows;
    if columns < 2 || rows == 0 || fields > MAX_FIELDS {
        return Ok(None);
    }
    budget.steps(fields / 4)?;
    let mut walls = vec![(false, false); fields];
    for line in down {
        if let Some(column) = nearest(&xs, line.at).filter(|&c| c < columns) {
            for row in covered(&ys, line) {
                walls[row * columns + column].0 = true;
            }
        }
    }
    for line in across {
        if let Some(row) = nearest(&ys, line.at).filter(|&r| r < rows) {
            for column in covered(&xs, line) {
                walls[row * columns + column].1 = true;
            }
        }
    }
    let mut sets = Sets::new(fields);
    for row in 0..rows {
        for column in 0..columns {
            let field = row * columns + column;
            if column > 0 && !walls[field].0 {
                sets.join(field, field - 1);
            }
            if row > 0 && !walls[field].1 {
                sets.join(field, field - columns);
            }
        }
    }
    let cells: Vec<usize> = (0..fields).map(|f| sets.first(f)).collect();
    Ok(Some(Grid { xs, ys, cells }))
}

/// Lines in order, those that go on where another ends made one.
fn joined(mut lines: Vec<Ruling>) -> Vec<Ruling> {
    lines.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)));
    // Those at one place first, so that what lies a hair beside does not come between two parts of a line.
    let mut at = f32::MIN;
    for line in &mut lines {
        if line.at - at <= SAME / 2.0 {
            line.at = at;
        } else {
            at = line.at;
        }
    }
    lines.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)));
    let mut kept: Vec<Ruling> = Vec::new();
    for line in lines {
        match kept.last_mut() {
            Some(last) if last.at.total_cmp(&line.at).is_eq() && line.from <= last.to + SAME => {
                last.to = last.to.max(line.to);
            }
            _ => kept.push(line),
        }
    }
    kept
}

fn meet(h: &Ruling, v: &Ruling) -> bool {
    (h.from - SAME..=h.to + SAME).contains(&v.at) && (v.from - SAME..=v.to + SAME).contains(&h.at)
}

/// Numbers in order, those that are nearly the same made one.
fn places(mut numbers: Vec<f32>) -> Vec<f32> {
    numbers.sort_by(f32::total_cmp);
    numbers.dedup_by(|b, a| *b - *a <= SAME);
    numbers
}

/// Which of the places a number is at.
fn nearest(places: &[f32], number: f32) -> Option<usize> {
    let after = places.partition_point(|&p| p < number);
    (after.saturating_sub(1)..=after)
        .filter(|&i| {
            places
                .get(i)
                .is_some_and(|p| (p - number).abs() <= SAME + 0.1)
        })
        .min_by(|&a, &b| {
            let off = |i: usize| (places[i] - number).abs();
            off(a).total_cmp(&off(b))
        })
}

/// The fields along a line whose middle it passes.
fn covered(places: &[f32], line: &Ruling) -> std::ops::Range<usize> {
    let middle = |i: usize| f32::midpoint(places[i], places[i + 1]);
    let fields = places.len() - 1;
    let count = |until: f32| (0..fields).take_while(|&i| middle(i) < until).count();
    let first = count(line.from);
    first..count(line.to).max(first)
}

/// The field that a number is in.
fn between(places: &[f32], number: f32) -> Option<usize> {
    let after = places.partition_point(|&p| p <= number);
    (after < places.len()).then_some(after)?.checked_sub(1)
}

/// Sets of numbers that are joined bit by bit; the least of a set stands for it.
struct Sets(Vec<usize>);

impl Sets {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn first(&mut self, mut i: usize) -> usize {
        while self.0[i] != i {
            self.0[i] = self.0[self.0[i]];
            i = self.0[i];
        }
        i
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.first(a), self.first(b));
        self.0[a.max(b)] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ruling(across: bool, at: f32, from: f32, to: f32) -> Ruling {
        Ruling {
            across,
            at,
            from,
            to,
        }
    }

    fn found(rulings: Vec<Ruling>) -> Vec<Grid> {
        grids(rulings, &mut Budget::new()).unwrap_or_default()
    }

    #[test]
    fn borders_drawn_cell_by_cell_make_one_table() {
        let mut rulings = Vec::new();
        for row in 0..3u8 {
            for column in 0..2u8 {
                let (x, y) = (f32::from(column) * 100.0, f32::from(row) * 20.0);
                rulings.push(ruling(true, y, x + 0.5, x + 99.5));
                rulings.push(ruling(true, y + 20.0, x + 0.5, x + 99.5));
                rulings.push(ruling(false, x, y + 0.5, y + 19.5));
                rulings.push(ruling(false, x + 100.0, y + 0.5, y + 19.5));
            }
        }
        let grids = found(rulings);
        let [grid] = grids.as_slice() else {
            unreachable!("{grids:?}");
        };
        assert_eq!(grid.xs.len(), 3);
        assert_eq!(grid.cell(150.0, 45.0), Some(5));
        assert_eq!(grid.place(5), (2, 1));
        assert_eq!(grid.cell(150.0, 65.0), None);
    }

    #[test]
    fn cells_without_a_line_between_them_are_one() {
        // No line under the first cell of the first row, open at the sides.
        let rulings = vec![
            ruling(true, 0.0, 0.0, 200.0),
            ruling(true, 20.0, 100.0, 200.0),
            ruling(true, 40.0, 0.0, 200.0),
            ruling(false, 100.0, 0.0, 40.0),
        ];
        let grids = found(rulings);
        let [grid] = grids.as_slice() else {
            unreachable!("{grids:?}");
        };
        assert_eq!(grid.cell(50.0, 10.0), grid.cell(50.0, 30.0));
        assert_ne!(grid.cell(150.0, 10.0), grid.cell(150.0, 30.0));
        assert_eq!(grid.width(0), (0.0, 100.0));
    }

    #[test]
    fn a_frame_is_no_table() {
        let rulings = vec![
            ruling(true, 0.0, 0.0, 200.0),
            ruling(true, 40.0, 0.0, 200.0),
            ruling(false, 0.0, 0.0, 40.0),
            ruling(false, 200.0, 0.0, 40.0),
        ];
        assert!(found(rulings).is_empty());
    }

    #[test]
    fn a_hundred_thousand_lines_cost_no_time() {
        let many =
            |across| (0..50_000u16).map(move |i| ruling(across, 7.0 * f32::from(i), 0.0, 4e5));
        assert!(found(many(true).chain(many(false)).collect()).is_empty());
    }
}
