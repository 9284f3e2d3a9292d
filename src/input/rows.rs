//! A row of a table in lines, where a cell holds more than one line of its own.
//!
//! Most rows are one line, their cells apart by tabs. A cell with several lines (paragraphs, Alt+Enter) would lose them there:
//! what is done and what is planned, each under its label, would run together. Such a row is set out: its first cell, which
//! says what the row is about, stands over the lines of the others. A date is no such label: each line is a row of that day.
//! Where the first cell is several dates and the others have as many lines, they are rows that somebody wrote into one.

use std::borrow::Cow;

use super::merged::is_date;

/// A part of a cell: one line of it.
pub(super) trait Part: Sized {
    /// Its words.
    fn words(&self) -> Cow<'_, str>;
    /// The part with the words of the next one behind its own.
    fn joined(self, next: Self) -> Self;
    /// A date, said again for another line.
    fn again(&self) -> Self;
}

/// A line of the text that a row gives.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line<P> {
    /// Cells of one row, or a line of a cell that stands by itself.
    Cells(Vec<P>),
    /// The first cell of a row that is set out: it names what follows.
    Label(P),
    /// Nothing: before and after a row that is set out.
    Blank,
}

/// Longest first cell, in characters, whose lines were only wrapped: 漏えいした / 個人データの項目.
const LABEL_CHARS: usize = 30;

/// Sets out a row. A cell is its lines; those without words are left out.
pub(super) fn set_out<P: Part>(cells: impl IntoIterator<Item = Vec<P>>) -> Vec<Line<P>> {
    let mut cells: Vec<Vec<P>> = cells
        .into_iter()
        .map(|cell| unwrapped(cell))
        .filter(|cell| !cell.is_empty())
        .collect();
    if cells.len() > 1 && cells[0].len() > 1 {
        if cells[0].iter().all(|p| is_date(&p.words()))
            && cells[1..].iter().all(|c| c.len() == cells[0].len())
        {
            return side_by_side(cells);
        }
        let chars: usize = cells[0].iter().map(|p| p.words().chars().count()).sum();
        if chars <= LABEL_CHARS {
            let label = std::mem::take(&mut cells[0]);
            cells[0] = label.into_iter().reduce(Part::joined).into_iter().collect();
        }
    }
    let longest = cells.iter().map(Vec::len).max().unwrap_or(0);
    if longest > 1
        && let [date] = cells[0].as_slice()
        && is_date(&date.words())
    {
        let again: Vec<P> = (1..longest).map(|_| date.again()).collect();
        cells[0].extend(again);
        return side_by_side(cells);
    }
    if longest <= 1 {
        let row: Vec<P> = cells.into_iter().flatten().collect();
        return Some(row)
            .filter(|r| !r.is_empty())
            .map(Line::Cells)
            .into_iter()
            .collect();
    }
    let several = cells.len() > 1;
    let mut lines = vec![Line::Blank];
    for (i, cell) in cells.into_iter().enumerate() {
        let label = i == 0 && several && cell.len() == 1;
        lines.extend(cell.into_iter().map(|p| {
            if label {
                Line::Label(p)
            } else {
                Line::Cells(vec![p])
            }
        }));
    }
    lines.push(Line::Blank);
    lines
}

/// As many rows as each cell has lines.
fn side_by_side<P>(cells: Vec<Vec<P>>) -> Vec<Line<P>> {
    let mut rows: Vec<Vec<P>> = Vec::new();
    for cell in cells {
        for (i, part) in cell.into_iter().enumerate() {
            match rows.get_mut(i) {
                Some(row) => row.push(part),
                None => rows.push(vec![part]),
            }
        }
    }
    rows.into_iter().map(Line::Cells).collect()
}

/// The lines of a cell that hold something. A line that goes on in the next one was broken to fit its column.
fn unwrapped<P: Part>(cell: Vec<P>) -> Vec<P> {
    let mut lines: Vec<P> = Vec::with_capacity(cell.len());
    for part in cell {
        if part.words().trim().is_empty() {
            continue;
        }
        match lines.pop() {
            Some(last) if goes_on(&last.words(), &part.words()) => lines.push(last.joined(part)),
            last => {
                lines.extend(last);
                lines.push(part);
            }
        }
    }
    lines
}

/// Whether a sentence goes on in the next line: it ends in a comma or a particle and what follows is no mark of a list, or a
/// remark in brackets follows: 6月9日 / (推定).
fn goes_on(line: &str, next: &str) -> bool {
    let (line, next) = (line.trim_end(), next.trim_start());
    let open = line.ends_with(['、', 'は', 'が', 'を', 'に', 'へ', 'の', 'と', 'で']);
    (open && next.starts_with(char::is_alphabetic)) || is_remark(next)
}

/// A line in brackets; (1) and (ア) are marks of a list.
fn is_remark(line: &str) -> bool {
    line.starts_with(['(', '（'])
        && line.ends_with([')', '）'])
        && line.chars().count() > MARK_CHARS
}

/// Longest mark of a list in brackets, in characters.
const MARK_CHARS: usize = 3;

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{Line, Part, set_out};

    impl Part for String {
        fn words(&self) -> Cow<'_, str> {
            self.as_str().into()
        }

        fn joined(self, next: Self) -> Self {
            self + &next
        }

        fn again(&self) -> Self {
            self.clone()
        }
    }

    fn lines(cells: &[&str]) -> Vec<String> {
        let cells = cells
            .iter()
            .map(|c| c.split('\n').map(String::from).collect());
        let shown = |line| match line {
            Line::Cells(cells) => cells.join("|"),
            Line::Label(words) => format!("# {words}"),
            Line::Blank => String::new(),
        };
        set_out(cells).into_iter().map(shown).collect()
    }

    #[test]
    fn a_row_is_a_line() {
        assert_eq!(lines(&["6月2日", "", "検知"]), ["6月2日|検知"]);
        assert_eq!(lines(&["", " "]), [""; 0]);
        assert_eq!(
            lines(&["漏えいした\n項目", "氏名"]),
            ["漏えいした項目|氏名"]
        );
        assert_eq!(lines(&["原因", "設定の\n誤り"]), ["原因|設定の誤り"]);
        assert_eq!(lines(&["発生", "6月9日\n(推定)"]), ["発生|6月9日(推定)"]);
    }

    #[test]
    fn lines_of_a_cell_stay_lines() {
        assert_eq!(
            lines(&["再発防止策", "【実施済み】\n・診断\n【実施予定】\n・教育"]),
            [
                "",
                "# 再発防止策",
                "【実施済み】",
                "・診断",
                "【実施予定】",
                "・教育",
                ""
            ]
        );
        assert_eq!(
            lines(&["6月2日\n6月3日", "検知\n遮断"]),
            ["6月2日|検知", "6月3日|遮断"]
        );
        assert_eq!(
            lines(&["6月2日", "検知した\n遮断した", "法務"]),
            ["6月2日|検知した|法務", "6月2日|遮断した"]
        );
        assert_eq!(
            lines(&["お詫び\nあけぼの計測株式会社"]),
            ["", "お詫び", "あけぼの計測株式会社", ""]
        );
    }
}
