//! Rows: what stands in the date and event columns, and how high that is.

use chrono::NaiveDate;

use super::days::{self, Place};
use super::place::Columns;
use super::style::{Style, count, line};
use super::words::{self, Words};
use super::{Mark, Picture, text};

/// The most lines of a label.
const LABEL_LINES: usize = 3;
/// The most lines of a quote.
const DETAIL_LINES: usize = 2;

/// One event with its text set in lines.
#[derive(Debug, Clone)]
pub(super) struct Row<'a> {
    /// The event.
    pub(super) mark: &'a Mark,
    /// Where it lies in time.
    pub(super) place: Place,
    /// Lines of the date column.
    pub(super) date: Vec<String>,
    /// Lines of the label.
    pub(super) label: Vec<String>,
    /// Lines of the quote.
    pub(super) detail: Vec<String>,
    /// Height in px.
    pub(super) height: f64,
}

/// The events that have a date, in the order of their rows.
pub(super) fn dated(picture: &Picture) -> Vec<(&Mark, Place)> {
    let mut marks: Vec<(&Mark, Place)> = picture
        .events
        .iter()
        .filter_map(|mark| Some((mark, days::place(mark)?)))
        .collect();
    marks.sort_by_key(|(mark, _)| days::order(mark));
    marks
}

/// The row of one event.
pub(super) fn row<'a>(
    (mark, place): (&'a Mark, Place),
    words: &Words,
    columns: &Columns,
    style: &Style,
) -> Row<'a> {
    let date: Vec<String> = date_texts(mark, words)
        .iter()
        .flat_map(|date| date_lines(date, columns.date_width / boldness(mark), style))
        .collect();
    let room = columns.label_width / boldness(mark);
    let label = text::wrap(&label(mark, words), style.text, room, LABEL_LINES);
    let detail = text::wrap(&mark.detail, style.small, columns.label_width, DETAIL_LINES);
    let dates = count(date.len()) * line(style.text);
    let labels = count(label.len().max(1)) * line(style.text);
    let height = dates.max(labels + count(detail.len()) * line(style.small)) + padding(style) * 2.0;
    Row {
        mark,
        place,
        date,
        label,
        detail,
        height,
    }
}

/// One text of the date column in lines. Where it is too long, the clock time
/// goes to a line of its own before anything else is broken.
pub(super) fn date_lines(text: &str, room: f64, style: &Style) -> Vec<String> {
    let parts = match text.split_once(' ') {
        Some((date, time)) if text::width(text, style.text) > room => vec![date, time],
        _ => vec![text],
    };
    parts
        .into_iter()
        .flat_map(|part| text::wrap(part, style.text, room, 2))
        .collect()
}

/// How many times as wide as measured a mark's row is: bold type takes more.
pub(super) fn boldness(mark: &Mark) -> f64 {
    if mark.emphasis { 1.05 } else { 1.0 }
}

/// Space above and below a row's text, in px.
pub(super) fn padding(style: &Style) -> f64 {
    style.text * 0.28
}

/// The label of a mark with what is added to it.
pub(super) fn label(mark: &Mark, words: &Words) -> String {
    let label = text::clean(&mark.label);
    if !mark.planned {
        return label;
    }
    // A full-width bracket brings its own space.
    let narrow = words.planned.starts_with(|c: char| c.is_ascii());
    let space = if narrow { " " } else { "" };
    text::clean(&format!("{label}{space}{}", words.planned))
}

/// What the date column says, before it is set in lines.
pub(super) fn date_texts(mark: &Mark, words: &Words) -> Vec<String> {
    let written = |date: Option<NaiveDate>, open: bool, frame: &str| {
        let text = text::clean(&words::date(&words.date, date?));
        Some(if open {
            words::fill(frame, "date", &text)
        } else {
            text
        })
    };
    let start = written(mark.start, mark.open_start, &words.open_start);
    let end = written(mark.end, mark.open_end, &words.open_end);
    let time = mark.time.as_deref().map(text::clean).unwrap_or_default();
    let mut texts = match (start, end) {
        (Some(start), Some(end)) if mark.start != mark.end => {
            vec![format!("{start}{}", words.range), end]
        }
        (Some(start), None) if mark.open_end => vec![format!("{start}{}", words.range)],
        (None, Some(end)) => vec![format!("{}{end}", words.range)],
        (Some(date), _) => vec![format!("{date} {time}")],
        (None, None) => Vec::new(),
    };
    let single = texts.len() == 1 && mark.start.is_some() && !mark.open_end;
    if !single {
        texts.push(time);
    }
    if let Some(days) = days::length(mark).filter(|&days| days > 1) {
        texts.push(words::fill(&words.duration, "n", &days.to_string()));
    }
    texts.retain(|text| !text.trim().is_empty());
    texts
}
