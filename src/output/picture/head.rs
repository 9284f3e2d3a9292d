//! The title, and what stands right above the rows.

use super::Picture;
use super::axis::Axis;
use super::measured::Chart;
use super::shape::{Area, Paint, Point, Scene, Text};
use super::style::{INK, PAPER, SOFT, Style, base, count, line};
use super::text;
use super::tick::{self, Label};
use super::words::{self, Words};

/// Draws the title from `y` px down, and tells where it ends.
pub(super) fn title(scene: &mut Scene, picture: &Picture, style: &Style, y: f64) -> f64 {
    let mut y = y;
    for says in text::wrap(&picture.title, style.title, style.inner() * 0.95, 2) {
        scene.text(Text {
            at: (style.margin, y + base(style.title)),
            size: style.title,
            bold: true,
            fill: INK,
            says,
        });
        y += line(style.title);
    }
    y + style.text * 0.5
}

/// What a break says.
fn gap(words: &Words, days: i32) -> String {
    text::clean(&words::fill(&words.gap, "n", &days.to_string()))
}

/// The labels of the breaks, each over its break, in as many rows as it takes
/// for none to touch another: a break is narrower than its label.
pub(super) fn gaps(axis: &Axis, words: &Words, style: &Style) -> Vec<Label> {
    let mut labels: Vec<Label> = Vec::new();
    for cut in &axis.breaks {
        let text = text::shorten(&gap(words, cut.days), style.small, style.inner() * 0.4);
        let width = text::width(&text, style.small);
        let left = (cut.middle() - width / 2.0).min(style.right() - width);
        let left = left.max(style.margin);
        let free = |row: &usize| {
            let end = |label: &Label| label.left + text::width(&label.text, style.small);
            !labels
                .iter()
                .any(|label| label.row == *row && left < end(label) + style.small * 0.5)
        };
        let row = (0..=labels.len()).find(free).unwrap_or(0);
        labels.push(Label { left, row, text });
    }
    labels
}

/// The height of the axis labels, in px.
pub(super) fn scale_height(chart: &Chart, style: &Style) -> f64 {
    count(tiers(chart)) * line(style.small) + style.small * 0.3
}

/// How many rows of text the axis labels take.
fn tiers(chart: &Chart) -> usize {
    rows(&chart.ticks.upper) + 1 + rows(&chart.gaps)
}

/// How many rows `labels` take.
fn rows(labels: &[Label]) -> usize {
    labels.iter().map(|label| label.row + 1).max().unwrap_or(0)
}

/// Draws the labels of axis and columns, ending at `bottom` px.
pub(super) fn scale(scene: &mut Scene, chart: &Chart, words: &Words, style: &Style, bottom: f64) {
    let top = |up: usize| bottom - style.small * 0.3 - count(up + 1) * line(style.small);
    let upper = rows(&chart.ticks.upper);
    let lower = chart.ticks.lower.iter().map(|label| (label, 0));
    let uppers = chart.ticks.upper.iter().map(|label| (label, label.row + 1));
    let gaps = chart
        .gaps
        .iter()
        .map(|label| (label, label.row + 1 + upper));
    for (label, up) in lower.chain(uppers).chain(gaps) {
        let at = (label.left, top(up));
        if chart
            .poles()
            .iter()
            .any(|pole| tick::crosses(*pole, at.0, &label.text, style))
        {
            backing(scene, at, &label.text, style);
        }
        small(scene, at, &label.text, style, (false, SOFT));
    }
    let columns = &chart.columns;
    let headings = [
        (columns.date, columns.date_width, &words.column_date),
        (columns.label, columns.label_width, &words.column_event),
    ];
    for (left, room, word) in headings {
        let word = text::shorten(&text::clean(word), style.small, room * 0.95);
        small(scene, (left, top(0)), &word, style, (true, INK));
    }
}

/// Writes small type whose line begins at `at`.
fn small(scene: &mut Scene, at: Point, says: &str, style: &Style, face: (bool, &'static str)) {
    scene.text(Text {
        at: (at.0, at.1 + base(style.small)),
        size: style.small,
        bold: face.0,
        fill: face.1,
        says: says.to_owned(),
    });
}

/// Covers what runs behind small type whose line begins at `at`.
fn backing(scene: &mut Scene, at: Point, says: &str, style: &Style) {
    let area = Area {
        left: at.0 - 1.0,
        top: at.1,
        right: at.0 + text::width(says, style.small) + 1.0,
        bottom: at.1 + line(style.small),
    };
    scene.area(area, Paint::solid(PAPER));
}

/// The axis for `picture` between the columns' ends.
pub(super) fn axis(picture: &Picture, left: f64, right: f64, style: &Style) -> Option<Axis> {
    let days = super::days::all(picture);
    if let Some((day, from, to)) = super::days::hours(picture) {
        return Some(Axis::within(day, from, to, left, right));
    }
    Axis::new(&days, left, right, style.text * 2.2)
}
