//! Rows of tables that the end of a page cuts in two.

use super::lines::{Cell, Line, Part, Role};
use super::loose::OF_DATES;
use super::margins::{PageLines, Place};
use super::wrap::{is_closed, is_date};

/// The sides of a table are off by less than this on the next page, in points.
const SAME: f32 = 3.0;

/// Rows of more cells than this are not joined.
const MAX_CELLS: usize = 30;

/// Joins the rows that go on at the head of the next page.
pub(super) fn join(pages: &mut [PageLines]) {
    // Where the last row begins: it may go on over several pages.
    let mut open: Option<(usize, usize)> = None;
    for p in 0..pages.len() {
        let first = body(&pages[p]).next();
        if let (Some((page, row)), Some(first)) = (open, first) {
            let taken = take(pages, page, row, p, first);
            // A page that holds nothing but the middle of a row leaves it open.
            if taken && body(&pages[p]).next().is_none() {
                continue;
            }
        }
        open = body(&pages[p]).last().map(|row| (p, row));
    }
}

/// The lines of the text of a page.
fn body(page: &PageLines) -> impl Iterator<Item = usize> {
    let lines = page.lines.iter().enumerate();
    lines
        .filter(|(_, (_, place))| *place == Place::Body)
        .map(|(i, _)| i)
}

/// Puts what stands at the head of a page into the open row, if it goes on there.
fn take(pages: &mut [PageLines], page: usize, row: usize, next: usize, first: usize) -> bool {
    let (Some((open, _)), Some((line, _))) =
        (pages[page].lines.get(row), pages[next].lines.get(first))
    else {
        return false;
    };
    if !is_same_table(open, line) {
        return false;
    }
    let mut first = first;
    if is_head(&pages[page], row, line) {
        pages[next].lines[first].1 = Place::Around;
        first += 1;
    }
    let Some((line, Place::Body)) = pages[next].lines.get(first) else {
        return false;
    };
    let (line, open) = (line.clone(), &mut pages[page].lines[row].0);
    if !is_same_table(open, &line) || !goes_on(open, &line) {
        return false;
    }
    let ahead = u32::try_from(next - page).unwrap_or_default();
    for cell in &line.cells {
        if let Some(target) = open.cells.iter_mut().find(|c| is_under(c, cell)) {
            let start = target.text.len();
            let parts = cell.parts.iter();
            target.parts.extend(parts.map(|part| Part {
                at: start + part.at,
                ahead,
                ..*part
            }));
            target.text.push_str(&cell.text);
            target.right = target.right.max(cell.right);
        }
    }
    pages[next].lines[first].1 = Place::Around;
    true
}

fn is_same_table(a: &Line, b: &Line) -> bool {
    a.cells.len().max(b.cells.len()) <= MAX_CELLS
        && matches!((a.table, b.table), (Some(a), Some(b))
        if a.role == Role::Row
            && b.role == Role::Row
            && (a.left - b.left).abs() < SAME
            && (a.right - b.right).abs() < SAME)
}

/// Whether a line is the head of the table that a row belongs to, said again.
fn is_head(page: &PageLines, row: usize, line: &Line) -> bool {
    let table = |l: &Line| l.table.map(|t| t.table);
    let Some((open, _)) = page.lines.get(row) else {
        return false;
    };
    let head = page.lines.iter().find(|(l, _)| table(l) == table(open));
    head.is_some_and(|(head, _)| head.text() == line.text())
}

/// Whether a row has no date or label of its own, and what its cells go on with has not ended.
fn goes_on(open: &Line, line: &Line) -> bool {
    let Some(label) = open.cells.first() else {
        return false;
    };
    let of_label = line.cells.iter().find(|c| is_under(label, c));
    let labelled = of_label.is_some_and(|cell| {
        let rest = cell
            .text
            .chars()
            .all(|c| OF_DATES.contains(c) || c.is_ascii_digit());
        !is_date(&label.text) || is_date(&cell.text) || !rest
    });
    let last = |cell: &Cell| open.cells.iter().find(|c| is_under(c, cell)).cloned();
    !labelled
        && open.cells.len() > 1
        && line.cells.iter().all(|c| last(c).is_some())
        && line
            .cells
            .iter()
            .filter_map(last)
            .any(|c| !is_closed(&c.text))
}

/// Whether two cells of different pages stand in one column.
fn is_under(a: &Cell, b: &Cell) -> bool {
    a.left < b.right && b.left < a.right
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::pdf::lines::InTable;

    fn page(rows: &[&[(f32, &str)]]) -> PageLines {
        let lines = (1u32..).zip(rows).map(|(number, row)| {
            let cells = row.iter().map(|&(left, text)| Cell {
                parts: vec![Part::new(0, number)],
                ..Cell::new(text.to_string(), left, left + 60.0)
            });
            let line = Line {
                cells: cells.collect(),
                at: 0.0,
                size: 10.0,
                turn: 0,
                artifact: false,
                number,
                table: Some(InTable {
                    table: 0,
                    role: Role::Row,
                    first: true,
                    left: 0.0,
                    right: 200.0,
                    bottom: 0.0,
                }),
            };
            (line, Place::Body)
        });
        PageLines {
            lines: lines.collect(),
            height: 842.0,
        }
    }

    #[test]
    fn a_row_goes_on_over_the_page() {
        let mut pages = [
            page(&[
                &[(5.0, "日時"), (105.0, "内容")],
                &[(5.0, "6月25日"), (105.0, "委員会へ速")],
            ]),
            page(&[
                &[(5.0, "日時"), (105.0, "内容")],
                &[(105.0, "報を提出。")],
                &[(5.0, "8月7日"), (105.0, "確報を提")],
            ]),
            page(&[&[(5.0, "8月8日"), (105.0, "通知した。")]]),
        ];
        join(&mut pages);
        let kept: Vec<String> = pages
            .iter()
            .flat_map(|p| body(p).map(|i| p.lines[i].0.text()))
            .collect();
        assert_eq!(
            kept,
            [
                "日時\t内容",
                "6月25日\t委員会へ速報を提出。",
                "8月7日\t確報を提",
                "8月8日\t通知した。",
            ]
        );
        let parts = &pages[0].lines[1].0.cells[1].parts;
        assert_eq!((parts[1].line, parts[1].ahead), (2, 1));
    }
}
