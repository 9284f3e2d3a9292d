//! Chronologies set as a table without ruling lines between its cells: the lines of a row joined, where it is sure which
//! they are.

use super::lines::{Cell, InTable, Line, Part, Role};
use super::rows::join;
use super::wrap::{first_word, is_closed, is_date, is_point};

/// A cell begins this near to where its column does, in sizes.
const ALIGNED: f32 = 0.4;

/// A step down of this many sizes ends a row.
const STEP: f32 = 1.9;

/// A line that ends with less room than this before the edge of its column was wrapped, in sizes.
const SLACK: f32 = 1.2;

/// Rows of more lines than this are running text.
const MAX_LINES: usize = 60;

/// Lines of more cells than this are no row of a chronology.
const MAX_CELLS: usize = 30;

/// What the rest of a date is made of.
pub(super) const OF_DATES: &str = "()（） \u{3000}:：,、・年月日時分秒頃ごろ午前後曜火水木金土〜～~-―からまで０１２３４５６７８９";

/// Lines of one page with the rows of such tables put together.
#[derive(Debug, Default)]
pub(super) struct Joined {
    /// The lines, in order.
    pub(super) lines: Vec<Line>,
    /// A table has lines that belong to no row, and dates whose text they may be.
    pub(super) is_unclear: bool,
}

/// Joins the rows of chronologies among lines of one direction; `table` is the first number that no table has.
pub(super) fn join_rows(mut lines: Vec<Line>, mut table: usize) -> Joined {
    split_at_columns(&mut lines);
    let mut out = Joined::default();
    let mut rest = lines.into_iter().peekable();
    while let Some(line) = rest.next() {
        if !opens_row(&line) {
            // The text of a cell that begins above its date: cells are centred in their rows, and nothing shows which
            // lines are whose.
            if let [cell] = line.cells.as_slice()
                && let Some(next) = rest.peek()
                && opens_row(next)
                && is_near(&line, next)
                && column_of(next, cell).is_some_and(|c| c > 0)
                && !is_closed(&cell.text)
            {
                out.is_unclear = true;
            }
            out.lines.push(line);
            continue;
        }
        let mut row = vec![line];
        while let Some(next) = rest.peek() {
            let goes_on = row.last().is_some_and(|last| is_near(last, next))
                && row.len() < MAX_LINES
                && next.table.is_none()
                && next.cells.len() <= MAX_CELLS
                && goes_on(&row, next);
            if !goes_on {
                break;
            }
            row.extend(rest.next());
        }
        if row.len() == 1 {
            out.lines.append(&mut row);
        } else {
            let head = row[0].clone();
            out.lines.push(joined(&head, &row, table));
            table += 1;
        }
    }
    out
}

/// Cuts rows whose date fills its column, where the columns of the rows above and below begin.
fn split_at_columns(lines: &mut [Line]) {
    let mut starts: Vec<f32> = lines
        .iter()
        .filter(|l| opens_row(l))
        .flat_map(|l| l.cells.iter().skip(1).map(|c| c.left))
        .collect();
    starts.sort_by(f32::total_cmp);
    for line in lines.iter_mut().filter(|l| l.table.is_none()) {
        let off = ALIGNED * line.size;
        let Some(first) = line.cells.first_mut().filter(|c| is_date(&c.text)) else {
            continue;
        };
        let column = first.gaps.iter().copied().find(|&(_, _, start)| {
            let i = starts.partition_point(|&s| s < start - off);
            starts.get(i).is_some_and(|&s| s <= start + off)
        });
        if let Some((byte, end, start)) = column
            && let (Some(before), Some(after)) = (first.text.get(..byte), first.text.get(byte..))
        {
            let rest = Cell::new(after.trim_start().to_string(), start, first.right);
            *first = Cell::new(before.to_string(), first.left, end);
            line.cells.insert(1, rest);
        }
    }
}

/// Whether a line begins a row of a chronology: a date and what happened.
fn opens_row(line: &Line) -> bool {
    line.table.is_none()
        && (2..=MAX_CELLS).contains(&line.cells.len())
        && line.cells.first().is_some_and(|c| is_date(&c.text))
}

fn is_near(a: &Line, b: &Line) -> bool {
    a.turn == b.turn && b.at - a.at < STEP * a.size.max(b.size)
}

/// The cell of the first line of a row that another cell stands under.
fn column_of(head: &Line, cell: &Cell) -> Option<usize> {
    let off = ALIGNED * head.size;
    head.cells
        .iter()
        .position(|c| (c.left - cell.left).abs() < off)
}

/// Whether each cell of a line goes on with the cell of the row that it stands under.
fn goes_on(row: &[Line], next: &Line) -> bool {
    let Some(head) = row.first() else {
        return false;
    };
    next.cells.iter().all(|cell| {
        let Some(column) = column_of(head, cell) else {
            return false;
        };
        let of_column = |line: &'_ Line| {
            let found = line
                .cells
                .iter()
                .find(|c| column_of(head, c) == Some(column));
            found.cloned()
        };
        let Some(last) = row.iter().rev().find_map(of_column) else {
            return false;
        };
        if is_point(&cell.text) {
            return false;
        }
        if column == 0 {
            // Not another date, and not the paragraph under the table.
            let whole = last.text.contains('日') && is_date(&cell.text);
            return !whole
                && cell
                    .text
                    .chars()
                    .all(|c| OF_DATES.contains(c) || c.is_ascii_digit());
        }
        // The column ends as far right as any of its lines goes.
        let edge = row
            .iter()
            .chain([next])
            .flat_map(|l| &l.cells)
            .filter(|c| column_of(head, c) == Some(column))
            .map(|c| c.right)
            .fold(f32::MIN, f32::max);
        !is_closed(&last.text) && last.right + (first_word(&cell.text) + SLACK) * head.size > edge
    })
}

fn joined(head: &Line, row: &[Line], table: usize) -> Line {
    let mut line = head.clone();
    for (number, part) in (1u32..).zip(row) {
        for cell in &part.cells {
            let Some(i) = column_of(head, cell) else {
                continue;
            };
            let target = &mut line.cells[i];
            if number == 1 {
                target.parts = vec![Part::new(0, 1)];
            } else {
                join(target, &cell.text, number, false);
                target.right = target.right.max(cell.right);
            }
        }
    }
    let right = line.cells.iter().map(|c| c.right).fold(f32::MIN, f32::max);
    line.table = Some(InTable {
        table,
        role: Role::Row,
        first: true,
        left: line.cells[0].left,
        right,
        bottom: row.last().map_or(line.at, |l| l.at),
    });
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(at: f32, cells: &[(f32, &str)]) -> Line {
        Line {
            cells: cells
                .iter()
                .map(|&(left, text)| {
                    let width: f32 = text.chars().map(|_| 10.0).sum();
                    Cell::new(text.to_string(), left, left + width)
                })
                .collect(),
            at,
            size: 10.0,
            turn: 0,
            artifact: false,
            number: 0,
            table: None,
        }
    }

    #[test]
    fn wrapped_cells_stay_in_their_rows() {
        let lines = vec![
            line(
                0.0,
                &[
                    (0.0, "6月25日"),
                    (100.0, "個人情報保護委"),
                    (200.0, "法務部"),
                ],
            ),
            line(15.0, &[(0.0, "(水)"), (100.0, "員会へ速報を提")]),
            line(30.0, &[(100.0, "出した。")]),
            line(
                45.0,
                &[(0.0, "8月7日"), (100.0, "確報を提出。"), (200.0, "法務部")],
            ),
            line(60.0, &[(0.0, "以上のとおりです。")]),
        ];
        let joined = join_rows(lines, 0);
        let texts: Vec<String> = joined.lines.iter().map(Line::text).collect();
        assert_eq!(
            texts,
            [
                "6月25日(水)\t個人情報保護委員会へ速報を提出した。\t法務部",
                "8月7日\t確報を提出。\t法務部",
                "以上のとおりです。",
            ]
        );
        assert!(!joined.is_unclear);
        assert_eq!(
            joined.lines[0].cells[1].parts,
            [Part::new(0, 1), Part::new(21, 2), Part::new(42, 3)]
        );
    }

    #[test]
    fn cells_centred_in_their_rows_are_unclear() {
        let lines = vec![
            line(0.0, &[(100.0, "個人情報保護委")]),
            line(15.0, &[(0.0, "6月25日"), (100.0, "員会へ速報を提")]),
            line(30.0, &[(100.0, "出した。")]),
        ];
        assert!(join_rows(lines, 0).is_unclear);
    }
}
