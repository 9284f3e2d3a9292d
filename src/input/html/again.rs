//! Cells of tables that cover several rows: their dates lead each row that they go on in.

use super::{Piece, What};
use crate::document::view::{Mask, Shows};
use crate::input::merged::{MAX_LIVE, is_date, said_again};
use crate::span::Span;

/// Most rows that one cell covers.
const MAX_ROWS: usize = 1000;

/// Most tags and texts of a cell that is a date. Cells can hold tables that hold cells: no cell is looked through for more.
const MAX_PIECES: usize = 32;

/// Most words that are said again on one page, in bytes: no page makes the program hold many times its size.
const MAX_AGAIN: usize = 1 << 20;

/// A date that is said again in a row.
#[derive(Debug)]
pub(super) struct Date {
    /// The tag that begins the row: an index of the pieces.
    pub(super) row: usize,
    /// The words, as they stand in their cell.
    words: Vec<Span>,
}

/// A table that is being read.
#[derive(Debug, Default)]
struct Table {
    /// The tag of the row that is being read, and whether it has told anything yet.
    row: Option<(usize, bool)>,
    /// The cell that covers several rows and is being read: how many below its own, and where its pieces begin.
    cell: Option<(usize, usize)>,
    /// Dates that go on, and for how many rows.
    live: Vec<(usize, Vec<Span>)>,
}

/// The dates that are said again, in the order of the page.
pub(super) fn dates(text: &str, pieces: &[Piece], shown: impl Fn(&Piece) -> bool) -> Vec<Date> {
    let mut dates = Vec::new();
    let mut tables: Vec<Table> = Vec::new();
    let mut left = MAX_AGAIN;
    for (i, piece) in pieces.iter().enumerate() {
        if !shown(piece) {
            continue;
        }
        let source = piece.span.of(text);
        if piece.what == What::Text {
            // A row that tells nothing needs no date.
            if let Some(table) = tables.last_mut().filter(|_| !source.trim().is_empty())
                && let Some((row, told)) = table.row.as_mut().filter(|(_, told)| !told)
            {
                *told = true;
                for (_, words) in table.live.iter().filter(|(rows, _)| *rows > 0) {
                    let length: usize = words.iter().map(|w| w.end - w.start).sum();
                    let Some(rest) = left.checked_sub(length) else {
                        break;
                    };
                    left = rest;
                    dates.push(Date {
                        row: *row,
                        words: words.clone(),
                    });
                }
            }
            continue;
        }
        let (_, name, closing) = super::tag(source);
        let name = name.to_ascii_lowercase();
        let ends = matches!(name.as_str(), "td" | "th" | "tr" | "tbody" | "table");
        if ends && let Some(table) = tables.last_mut() {
            table.end_cell(text, &pieces[..i], &shown);
        }
        match (name.as_str(), closing) {
            ("table", false) => tables.push(Table::default()),
            ("table", true) => drop(tables.pop()),
            ("tr", false) => {
                if let Some(table) = tables.last_mut() {
                    table.begin_row(i);
                }
            }
            ("td" | "th", false) => {
                let rows = rows(source).min(MAX_ROWS);
                if let Some(table) = tables.last_mut().filter(|_| rows > 1) {
                    table.cell = Some((rows, i + 1));
                }
            }
            _ => {}
        }
    }
    dates.sort_by_key(|d| d.row);
    dates
}

impl Table {
    fn begin_row(&mut self, tag: usize) {
        self.row = Some((tag, false));
        for (rows, _) in &mut self.live {
            *rows = rows.saturating_sub(1);
        }
        self.live.retain(|(rows, _)| *rows > 0);
    }

    fn end_cell(&mut self, text: &str, before: &[Piece], shown: impl Fn(&Piece) -> bool) {
        let Some((rows, from)) = self.cell.take() else {
            return;
        };
        let inside = &before[from.min(before.len())..];
        if inside.len() > MAX_PIECES {
            return;
        }
        let words = inside.iter().filter(|p| p.what == What::Text && shown(p));
        let spans: Vec<Span> = words.flat_map(|p| plain(text, p.span)).collect();
        let whole: String = spans.iter().map(|s| s.of(text)).collect();
        if self.live.len() < MAX_LIVE && is_date(&whole) {
            let again = spans.iter().flat_map(|span| {
                let parts = said_again(span.of(text)).into_iter();
                parts.map(|p| Span::new(span.start + p.start, span.start + p.end))
            });
            self.live.push((rows, again.collect()));
        }
    }
}

/// A text without the entities and line breaks in it.
fn plain(text: &str, span: Span) -> Vec<Span> {
    let mut masks = Vec::new();
    super::in_text(text, span, &mut masks);
    let mut at = span.start;
    let mut parts = Vec::new();
    for end in masks
        .iter()
        .map(|m| m.span)
        .chain([Span::new(span.end, span.end)])
    {
        parts.push(Span::new(at, end.start));
        at = end.end;
    }
    parts.retain(|p| p.end > p.start);
    parts
}

/// The rows that a cell covers, by its tag.
fn rows(tag: &str) -> usize {
    let lower = tag.to_ascii_lowercase();
    let Some(at) = lower.find("rowspan") else {
        return 1;
    };
    let value = lower[at + "rowspan".len()..].trim_start_matches([' ', '=', '"', '\'']);
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    value[..digits].parse().unwrap_or(1)
}

/// Puts a date in the place of the tag of its row, as a cell of its own.
pub(super) fn say(tag: Span, date: &Date, masks: &mut Vec<Mask>) {
    let at = |start, end, shows| Mask {
        span: Span::new(start, end),
        shows,
    };
    // The first date of the row takes the tag; what follows takes no bytes of the page.
    if masks.last().is_none_or(|m| m.span.end <= tag.start) {
        masks.push(at(tag.start, tag.start + 1, Shows::Char('\n')));
        let first = date.words.first().copied().unwrap_or_default();
        masks.push(at(tag.start + 1, tag.end, Shows::Again(first)));
    } else if let Some(first) = date.words.first() {
        masks.push(at(tag.end, tag.end, Shows::Again(*first)));
    }
    for &words in date.words.iter().skip(1) {
        masks.push(at(tag.end, tag.end, Shows::Again(words)));
    }
    masks.push(at(tag.end, tag.end, Shows::Char('\t')));
}
