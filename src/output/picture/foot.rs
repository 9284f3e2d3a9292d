//! What stands under the chart: events without a date, and notes.

use super::shape::{Paint, Scene};
use super::style::{GRID_MAJOR, INK, SOFT, Style, line};
use super::{Mark, Picture, days, glyph, row, text};

/// Draws the events without a date from `y` px down, and tells where they end.
pub(super) fn undated(scene: &mut Scene, picture: &Picture, style: &Style, y: f64) -> f64 {
    let marks: Vec<&Mark> = picture
        .events
        .iter()
        .filter(|mark| days::place(mark).is_none())
        .collect();
    if marks.is_empty() {
        return y;
    }
    let heading = text::wrap(&picture.words.undated, style.text, style.inner() * 0.95, 1);
    let mut y = scene.lines(&heading, (style.margin, y), style.text, (true, INK));
    y += style.text * 0.2;
    scene.line(
        (style.margin, y),
        (style.right(), y),
        Paint::line(GRID_MAJOR, 0.8),
    );
    y += style.text * 0.3;
    for mark in marks {
        y = undated_mark(scene, mark, picture, style, y);
    }
    y + style.text * 0.5
}

/// Draws one event without a date.
fn undated_mark(scene: &mut Scene, mark: &Mark, picture: &Picture, style: &Style, y: f64) -> f64 {
    let left = style.margin + style.text * 2.2;
    let room = style.right() - left;
    let middle = y + line(style.text) * 0.5;
    let centre = (style.margin + style.text, middle);
    glyph::point(scene, mark.actor, centre, style.radius(), mark.planned);
    if mark.emphasis {
        glyph::ring(scene, centre, style.radius());
    }
    let time = mark.time.as_deref().map(text::clean).unwrap_or_default();
    let label = format!("{time} {}", row::label(mark, &picture.words));
    let label = text::wrap(&label, style.text, room * 0.95, 3);
    let y = scene.lines(&label, (left, y), style.text, (mark.emphasis, INK));
    let y = y.max(middle + line(style.text) * 0.5);
    let detail = text::wrap(&mark.detail, style.small, room, 2);
    let y = scene.lines(&detail, (left, y), style.small, (false, SOFT));
    y + style.text * 0.35
}

/// Draws the notes from `y` px down, and tells where they end.
pub(super) fn notes(scene: &mut Scene, picture: &Picture, style: &Style, y: f64) -> f64 {
    let mut y = y;
    for note in &picture.notes {
        let note = text::wrap(note, style.small, style.inner(), 4);
        y = scene.lines(&note, (style.margin, y), style.small, (false, SOFT));
        y += style.small * 0.25;
    }
    y
}
