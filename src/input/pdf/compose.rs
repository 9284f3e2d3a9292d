//! From the lines of all pages to one text, with the place of each line.

use std::collections::{HashMap, HashSet};

use super::budget::limit;
use super::lines::{Cell, Line, Role};
use super::margins::{PageLines, Place, words};
use super::rows::between_words;
use super::wrap::{first_word, is_closed, is_date, is_point};
use super::{Extracted, InputError, Lines, Location, MAX_TEXT_BYTES, Span};
use crate::document::view::is_hiragana;

/// A step down of this many usual ones is the end of a paragraph.
const PARAGRAPH: f32 = 1.4;

/// Largest usual step from line to line, in sizes: what is farther apart are no lines of one paragraph.
const LARGEST_STEP: f32 = 2.4;

/// A line that ends nearer than this many sizes before the edge reaches it.
const FULL: f32 = 1.7;

/// A line goes on in the next where the first word of that would leave less than this many sizes free.
const SLACK: f32 = 0.7;

/// Narrower lines are not taken to go on, in sizes.
const NARROWEST: f32 = 11.0;

/// A line of this many sizes goes on even where no other is as long, or where it does not look like running text.
const LONG: f32 = 24.0;

/// So many lines that reach an edge show that text is wrapped there, whatever it looks like.
const REACH: usize = 3;

/// Puts the text together.
pub(super) fn compose(pages: &[PageLines], unread: Vec<Location>) -> Result<Extracted, InputError> {
    let mut out = Extracted {
        unread,
        lines: Lines::Wrapped,
        ..Extracted::default()
    };
    let mut footers: Vec<(String, Location)> = Vec::new();
    let mut repeated: HashSet<String> = HashSet::new();
    let mut last: Option<(&Line, bool)> = None;
    for (p, page) in (1u32..).zip(pages) {
        let body = page.lines.iter().filter(|(_, place)| *place == Place::Body);
        let text = body.map(|(line, _)| line).filter(|l| l.table.is_none());
        let shape = Shape::of(text);
        for (line, place) in &page.lines {
            let location = Location::Page {
                page: p,
                line: line.number,
            };
            match place {
                Place::Body => {}
                Place::Number | Place::Around => continue,
                Place::Header => {
                    if !repeated.insert(words(&line.text())) {
                        continue;
                    }
                }
                Place::Footer => {
                    let text = line.text();
                    if repeated.insert(words(&text)) {
                        footers.push((text, location));
                    }
                    continue;
                }
            }
            let body = *place == Place::Body;
            match last {
                Some((before, true)) if body && shape.goes_on(before, line) => {
                    let apart = between_words(&out.text, &line.cells[0].text);
                    out.text.push_str(if apart { " " } else { "" });
                }
                Some((before, was_body)) => {
                    out.text.push('\n');
                    if was_body != body || shape.is_apart(before, line) {
                        out.text.push('\n');
                    }
                }
                None => {}
            }
            let start = out.text.len();
            out.locations.push(start, location);
            for (i, cell) in line.cells.iter().enumerate() {
                if i > 0 {
                    out.text.push('\t');
                }
                for part in &cell.parts {
                    let place = Location::Page {
                        page: p + part.ahead,
                        line: part.line,
                    };
                    out.locations.push(out.text.len() + part.at, place);
                }
                out.text.push_str(&cell.text);
            }
            if line.table.is_some_and(|t| t.role == Role::Head) {
                out.headings.push(Span::new(start, out.text.len()));
            }
            if out.text.len() > MAX_TEXT_BYTES {
                return Err(limit("text > 16 MiB"));
            }
            last = Some((line, body));
        }
    }
    for (i, (text, location)) in footers.into_iter().enumerate() {
        out.text.push_str(if i == 0 { "\n\n" } else { "\n" });
        out.locations.push(out.text.len(), location);
        out.text.push_str(&text);
    }
    if !out.text.is_empty() {
        out.text.push('\n');
    }
    Ok(out)
}

/// What is usual on a page.
struct Shape {
    /// The step from line to line, in points, by the size of both.
    steps: HashMap<i64, f32>,
    /// The same where no others are of their size.
    step: f32,
    /// The size of the text, in points.
    size: f32,
    /// How far to the right cells reach, the farthest first, by where they begin, in sizes.
    rights: HashMap<(u8, i64), [f32; REACH]>,
}

impl Shape {
    fn of<'a>(lines: impl Iterator<Item = &'a Line>) -> Self {
        let lines: Vec<&Line> = lines.collect();
        let middle = |mut numbers: Vec<f32>| {
            numbers.sort_by(f32::total_cmp);
            numbers.get(numbers.len() / 2).copied()
        };
        let size = middle(lines.iter().map(|l| l.size).collect()).unwrap_or(10.0);
        // Most lines of a short letter are paragraphs of their own: the usual step is one of the smaller ones.
        let smaller = |mut numbers: Vec<f32>| {
            numbers.sort_by(f32::total_cmp);
            numbers.get(numbers.len() / 4).copied()
        };
        let mut all = Vec::new();
        let mut by_size: HashMap<i64, Vec<f32>> = HashMap::new();
        for pair in lines.windows(2).filter(|w| w[0].turn == w[1].turn) {
            let step = pair[1].at - pair[0].at;
            if step > 0.8 * size && step < LARGEST_STEP * pair[0].size {
                all.push(step);
                if same_size(pair[0], pair[1]) {
                    by_size.entry(rounded(pair[0].size)).or_default().push(step);
                }
            }
        }
        let mut shape = Self {
            steps: by_size
                .into_iter()
                .filter_map(|(size, steps)| Some((size, smaller(steps)?)))
                .collect(),
            step: smaller(all).unwrap_or(1.6 * size),
            size,
            rights: HashMap::new(),
        };
        for line in lines {
            for cell in &line.cells {
                let slot = shape.slot(line, cell.left);
                let rights = shape.rights.entry(slot).or_insert([f32::MIN; REACH]);
                let mut right = cell.right;
                for known in rights {
                    if right > *known {
                        std::mem::swap(known, &mut right);
                    }
                }
            }
        }
        shape
    }

    fn slot(&self, line: &Line, left: f32) -> (u8, i64) {
        (line.turn, (left / self.size.max(1.0)).floor() as i64)
    }

    /// Whether there is more room than usual between two lines that follow each other.
    fn is_apart(&self, a: &Line, b: &Line) -> bool {
        let role = |l: &Line| l.table.map(|t| t.role);
        match (a.table, b.table) {
            // Rows follow each other however high they are; one of several paragraphs stands by itself.
            (Some(before), Some(after)) if before.table == after.table => {
                after.first && (before.role != Role::Row || after.role != Role::Row)
            }
            (Some(before), None) if before.role != Role::Row => true,
            (Some(before), _) => b.at - before.bottom > PARAGRAPH * self.step(a, b),
            (None, _) => self.is_below(a, b) || role(b).is_some_and(|r| r != Role::Row),
        }
    }

    fn is_below(&self, a: &Line, b: &Line) -> bool {
        a.turn == b.turn && b.at - a.at > PARAGRAPH * self.step(a, b)
    }

    /// The usual step between two such lines.
    fn step(&self, a: &Line, b: &Line) -> f32 {
        let known = self.steps.get(&rounded(a.size)).filter(|_| same_size(a, b));
        known.copied().unwrap_or(self.step).max(1.1 * b.size)
    }

    /// Whether the last cell of `a` was only wrapped, and `b` goes on.
    fn goes_on(&self, a: &Line, b: &Line) -> bool {
        let (Some(end), [start]) = (a.cells.last(), b.cells.as_slice()) else {
            return false;
        };
        if a.table.is_some() || b.table.is_some() {
            return false;
        }
        let em = a.size;
        let step = b.at - a.at;
        let width = end.right - end.left;
        // The step is smaller than nothing at the head of the next column or page.
        let near = a.turn == b.turn
            && same_size(a, b)
            && step < PARAGRAPH * self.step(a, b)
            && (step > 0.0 || a.cells.len() == 1);
        near && width >= NARROWEST * em
            && self.is_full(a, end, start)
            && starts_below(end, start, em)
            && !is_closed(&end.text)
            && !end.text.ends_with(['：', ':'])
            && !is_point(&start.text)
            && !is_next_date(&end.text, &start.text)
            && (width >= LONG * em || !is_label(&start.text) || is_amid(&end.text))
    }

    /// Whether a cell ends at the edge of its column, where the next word did not fit. Where few others get there, it
    /// must be long or look like running text to be believed.
    fn is_full(&self, line: &Line, cell: &Cell, next: &Cell) -> bool {
        let (turn, slot) = self.slot(line, cell.left);
        let mut rights: Vec<f32> = (slot - 2..=slot + 2)
            .filter_map(|s| self.rights.get(&(turn, s)))
            .flatten()
            .copied()
            .collect();
        rights.sort_by(|a, b| b.total_cmp(a));
        let Some(&edge) = rights.first() else {
            return false;
        };
        let em = line.size;
        let reach = rights.iter().filter(|&&r| r >= edge - FULL * em).count();
        let believed = cell.right - cell.left >= LONG * em
            || reach >= REACH
            || reach > 1 && [cell, next].iter().all(|c| c.text.contains(is_hiragana));
        believed && cell.right + (first_word(&next.text) + SLACK) * em >= edge
    }
}

/// Whether two lines are entries of a chronology, or a date begins another line than the one before it.
fn is_next_date(before: &str, after: &str) -> bool {
    is_date(after) && (is_date(before) || !is_amid(before))
}

/// Whether a text ends amid a sentence, or in brackets.
fn is_amid(text: &str) -> bool {
    let count = |brackets: [char; 3]| text.matches(brackets).count();
    text.ends_with(|c| is_hiragana(c) || c == '、')
        || count(['(', '（', '「']) > count([')', '）', '」'])
}

/// Whether a text begins with a label and a blank or a colon: 件数 1,240名.
fn is_label(text: &str) -> bool {
    text.split_once([' ', '\u{3000}', '：', ':'])
        .is_some_and(|(label, _)| {
            (2..=8).contains(&label.chars().count())
                && label.chars().all(|c| c.is_alphabetic() && !is_hiragana(c))
        })
}

fn rounded(size: f32) -> i64 {
    size.round() as i64
}

fn same_size(a: &Line, b: &Line) -> bool {
    (a.size - b.size).abs() < 0.1 * a.size
}

/// Whether a line begins where the next one of the same paragraph would.
fn starts_below(end: &Cell, start: &Cell, em: f32) -> bool {
    let indent = start.left - end.left;
    // The text of a point of a list goes on under its text.
    let most = if is_point(&end.text) { 6.0 } else { 0.6 };
    (-1.7 * em..most * em).contains(&indent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_begin_lines() {
        assert!(is_next_date("6月25日 速報", "8月7日 確報"));
        assert!(is_next_date("2. 経緯", "6月25日 速報"));
        assert!(!is_next_date(
            "個人情報保護委員会へは、",
            "6月25日に報告しました。"
        ));
        assert!(is_amid("件数 3名(内訳 会員"));
        assert!(!is_amid("氏名(漢字)"));
        assert!(is_label("件数 1,240名"));
        assert!(!is_label("会へ速報を行いました。 なお"));
        assert!(!is_label("名、個人会員 10,400名"));
    }
}
