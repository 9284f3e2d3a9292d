//! The rows and everything that runs through them.

use super::Picture;
use super::columns;
use super::days::Place;
use super::flag::{self, Flag};
use super::head;
use super::measured::{Chart, poles};
use super::row;
use super::shape::{Area, Paint, Scene, Text};
use super::style::{BAND, GRID, GRID_MAJOR, INK, SOFT, Style, base, count, line};
use super::text;
use super::tick;
use super::{glyph, plot};

/// Measures the chart of `picture`; `None` if nothing in it has a date.
pub(super) fn plan<'a>(picture: &'a Picture, style: &Style) -> Option<Chart<'a>> {
    let marks = row::dated(picture);
    let columns = columns::columns(&marks, &picture.words, style);
    let axis = head::axis(picture, columns.axis, columns.right, style)?;
    let rows = marks
        .into_iter()
        .map(|mark| row::row(mark, &picture.words, &columns, style))
        .collect();
    let flags = flag::flags(picture, &axis, style);
    Some(Chart {
        columns,
        ticks: tick::ticks(&axis, &poles(&flags), &picture.words, style),
        gaps: head::gaps(&axis, &picture.words, style),
        flags,
        axis,
        rows,
    })
}

/// Draws the chart from `y` px down, and tells where it ends.
pub(super) fn draw(
    scene: &mut Scene,
    chart: &Chart,
    picture: &Picture,
    style: &Style,
    y: f64,
) -> f64 {
    let frame = frame(chart, style, y);
    let (top, bottom) = (frame.top, frame.bottom);

    plot::grounds(scene, chart, style, top);
    grid(scene, chart, (top, bottom));
    for flag in &chart.flags {
        pole(scene, flag, style, (frame.flag(flag), bottom));
    }
    awareness(scene, chart, (top, bottom));
    plot::marks(scene, chart, style, top);
    for cut in &chart.axis.breaks {
        let reach = (top - style.small * 0.3, bottom);
        glyph::zigzag(scene, cut.middle(), reach, style.text);
    }
    edges(scene, style, (top, bottom));

    head::scale(scene, chart, &picture.words, style, top);
    for flag in &chart.flags {
        flag_text(scene, flag, style, frame.flag(flag));
    }
    plot::columns(scene, chart, style, top);
    if picture.events.is_empty() {
        let room = chart.columns.axis - chart.columns.date;
        let empty = text::wrap(&picture.words.empty, style.text, room, 1);
        let at = (chart.columns.date, top + line(style.text) * 0.5);
        scene.lines(&empty, at, style.text, (false, INK));
    }
    bottom + style.text
}

/// Heights of the parts of a chart, in px.
struct Frame {
    /// Where the rows begin.
    top: f64,
    /// Where the rows end.
    bottom: f64,
    /// Where the flags end.
    flags: f64,
    /// The height of a row of flags.
    step: f64,
}

impl Frame {
    /// Where the row of `flag` begins.
    fn flag(&self, flag: &Flag) -> f64 {
        self.flags - count(flag.row + 1) * self.step
    }
}

/// The heights of a chart that begins at `y` px.
fn frame(chart: &Chart, style: &Style, y: f64) -> Frame {
    let step = line(style.small) * 1.1;
    let rows = chart.flags.iter().map(|flag| flag.row + 1);
    let flags = y + count(rows.max().unwrap_or(0)) * step;
    let top = flags + style.small * 0.4 + head::scale_height(chart, style);
    let rows: f64 = chart.rows.iter().map(|row| row.height).sum();
    // Without rows, the lines of limits still need some height to be seen.
    let bottom = top + rows.max(line(style.text) * 2.0);
    Frame {
        top,
        bottom,
        flags,
        step,
    }
}

/// Draws the grid lines of the axis.
fn grid(scene: &mut Scene, chart: &Chart, (top, bottom): (f64, f64)) {
    for &(x, major) in &chart.ticks.lines {
        let colour = if major { GRID_MAJOR } else { GRID };
        let paint = Paint::line(colour, if major { 1.0 } else { 0.6 });
        scene.line((x, top - if major { 5.0 } else { 3.0 }), (x, bottom), paint);
    }
}

/// Draws what a flag hangs on: the shade of a band, or the line of a limit.
fn pole(scene: &mut Scene, flag: &Flag, style: &Style, (top, bottom): (f64, f64)) {
    if let Some(far) = flag.far {
        // A band of a day on a long axis is still seen.
        let right = far.max(flag.pole + 2.0).min(style.right());
        let shade = Paint {
            opacity: 0.22,
            ..Paint::solid(BAND)
        };
        scene.area(
            Area {
                left: flag.pole,
                top,
                right,
                bottom,
            },
            shade,
        );
        let side = Paint::line(SOFT, 0.7).dashed("1 2");
        scene.line((flag.pole, top), (flag.pole, bottom), side);
        scene.line((right, top), (right, bottom), side);
    } else {
        let weight = if flag.missed { 2.0 } else { 1.3 };
        let paint = Paint::line(flag.colour, weight).dashed("6 3");
        scene.line((flag.pole, top), (flag.pole, bottom), paint);
    }
}

/// Writes a flag's text, whose row begins at `top` px.
fn flag_text(scene: &mut Scene, flag: &Flag, style: &Style, top: f64) {
    scene.text(Text {
        at: (flag.left, top + base(style.small)),
        size: style.small,
        bold: flag.missed,
        fill: if flag.far.is_some() { INK } else { flag.colour },
        says: flag.text.clone(),
    });
}

/// Draws a full line at every emphasised moment, from which days are counted.
fn awareness(scene: &mut Scene, chart: &Chart, (top, bottom): (f64, f64)) {
    for row in chart.rows.iter().filter(|row| row.mark.emphasis) {
        let moment = match row.place {
            Place::Point(moment) | Place::Bar(Some(moment), _) => moment,
            Place::Bar(None, _) => continue,
        };
        let x = chart.axis.x_after(moment);
        scene.line((x, top), (x, bottom), Paint::line(INK, 0.9));
    }
}

/// Draws the lines above and below all rows.
fn edges(scene: &mut Scene, style: &Style, (top, bottom): (f64, f64)) {
    for y in [top, bottom] {
        scene.line((style.margin, y), (style.right(), y), Paint::line(INK, 1.0));
    }
}
