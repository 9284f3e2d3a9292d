//! What belongs to one row: its ground, its text, its mark.

use super::axis::Axis;
use super::days::Place;
use super::glyph::{self, Bar};
use super::measured::Chart;
use super::row::{self, Row};
use super::shape::{Area, Paint, Scene};
use super::style::{GRID, GRID_MAJOR, INK, SOFT, Style, TINT, line};

/// Tints the rows of emphasised marks, and draws lines between rows.
pub(super) fn grounds(scene: &mut Scene, chart: &Chart, style: &Style, top: f64) {
    let (left, right) = (style.margin, style.right());
    let mut y = top;
    for row in &chart.rows {
        let bottom = y + row.height;
        if row.mark.emphasis {
            scene.area(
                Area {
                    left,
                    top: y,
                    right,
                    bottom,
                },
                Paint::solid(TINT),
            );
        }
        scene.line((left, bottom), (right, bottom), Paint::line(GRID, 0.6));
        y = bottom;
    }
}

/// Draws the mark of every row.
pub(super) fn marks(scene: &mut Scene, chart: &Chart, style: &Style, top: f64) {
    let mut y = top;
    for row in &chart.rows {
        let middle = y + row::padding(style) + line(style.text) * 0.5;
        mark(scene, chart, row, style, middle);
        y += row.height;
    }
}

/// Draws the mark of one row, its middle at `y` px.
fn mark(scene: &mut Scene, chart: &Chart, row: &Row, style: &Style, y: f64) {
    let (axis, lane, radius) = (&chart.axis, row.mark.actor, style.radius());
    let start = chart.columns.axis - style.text * 1.4;
    match row.place {
        Place::Point(moment) => {
            let x = axis.x_after(moment);
            let guide = Paint::line(GRID_MAJOR, 0.8).dashed("1 3");
            scene.line((start, y), (x, y), guide);
            glyph::point(scene, lane, (x, y), radius, row.mark.planned);
            if row.mark.emphasis {
                glyph::ring(scene, (x, y), radius);
            }
        }
        Place::Bar(from, to) => {
            let bar = bar(axis, row, (from, to), radius * 0.8, y);
            let guide = Paint::line(GRID_MAJOR, 0.8).dashed("1 3");
            scene.line((start, y), (bar.left.max(start), y), guide);
            glyph::bar(scene, lane, bar, row.mark.planned);
            if row.mark.emphasis {
                glyph::ring(scene, (bar.left, y), radius);
            }
        }
    }
}

/// The bar of a period, long enough to be seen.
fn bar(axis: &Axis, row: &Row, ends: (Option<f64>, Option<f64>), half: f64, middle: f64) -> Bar {
    let left = ends.0.map_or(axis.left, |from| axis.x_after(from));
    let right = ends.1.map_or(axis.right, |to| axis.x(to));
    let open = (
        row.mark.open_start || ends.0.is_none(),
        row.mark.open_end || ends.1.is_none(),
    );
    let left = left.min(axis.right - half * 2.0);
    let right = right.max(left + half * 2.0);
    Bar {
        left,
        right,
        middle,
        half,
        open,
    }
}

/// Writes the date and event columns.
pub(super) fn columns(scene: &mut Scene, chart: &Chart, style: &Style, top: f64) {
    let mut y = top;
    for row in &chart.rows {
        let first = y + row::padding(style);
        let dates = (chart.columns.date, first);
        scene.lines(&row.date, dates, style.text, (row.mark.emphasis, INK));
        let labels = (chart.columns.label, first);
        let next = scene.lines(&row.label, labels, style.text, (row.mark.emphasis, INK));
        let details = (chart.columns.label, next);
        scene.lines(&row.detail, details, style.small, (false, SOFT));
        y += row.height;
    }
}
