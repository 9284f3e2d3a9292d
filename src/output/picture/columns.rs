//! How the width is shared between dates, labels and axis.

use super::days::Place;
use super::place::Columns;
use super::style::Style;
use super::{Mark, Words, row, text};

/// The most of the picture's width that dates take.
const DATES: f64 = 0.22;

/// The most of the picture's width that all left of the axis takes.
const LEFT: f64 = 0.5;

/// Columns as wide as `marks` need, as long as the axis keeps half the picture.
pub(super) fn columns(marks: &[(&Mark, Place)], words: &Words, style: &Style) -> Columns {
    let widest = |widths: &mut dyn Iterator<Item = f64>| widths.fold(0.0, f64::max);
    // Headings are bold.
    let heading = |word: &str| text::width(&text::clean(word), style.small) * 1.12;
    let dates = dates(marks, words, style).max(heading(&words.column_date));
    let labels = widest(&mut marks.iter().map(|(mark, _)| {
        let label = text::width(&row::label(mark, words), style.text) * row::boldness(mark);
        let detail = text::width(&text::clean(&mark.detail), style.small);
        label.max(detail.min(style.text * 22.0))
    }));
    // Without any row, the picture says so in the place of labels.
    let labels = if marks.is_empty() {
        text::width(&text::clean(&words.empty), style.text)
    } else {
        labels
    };
    let space = style.text;
    let date_width = dates.min(style.width * DATES) + 1.0;
    let most = style.width * LEFT - style.margin - date_width - space * 2.0;
    // A rounding of the last digit must not wrap the widest label.
    let label_width = (labels.max(heading(&words.column_event)) * 1.01 + 1.0)
        .max(style.text * 6.0)
        .min(most);
    let label = style.margin + date_width + space;
    Columns {
        date: style.margin,
        date_width,
        label,
        label_width,
        axis: label + label_width + space * 2.0,
        right: style.right() - space,
    }
}

/// The width that the dates need, in px. It is measured after they are set in
/// lines, so that one long clock time takes no room that its lines do not need.
fn dates(marks: &[(&Mark, Place)], words: &Words, style: &Style) -> f64 {
    let most = style.width * DATES;
    let dates = marks.iter().flat_map(|(mark, _)| {
        row::date_texts(mark, words)
            .into_iter()
            .flat_map(|date| row::date_lines(&date, most / row::boldness(mark), style))
            .map(|line| text::width(&line, style.text) * row::boldness(mark))
    });
    dates.fold(0.0, f64::max)
}
