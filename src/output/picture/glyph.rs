//! The marks themselves: a shape for each lane, and bars for periods.

use super::Lane;
use super::shape::{Form, Paint, Point, Scene};
use super::style::{INK, PAPER};

/// A five-pointed star of radius 1, its inner corners at 0.45.
const STAR: [Point; 10] = [
    (0.0, -1.0),
    (0.265, -0.364),
    (0.951, -0.309),
    (0.428, 0.139),
    (0.588, 0.809),
    (0.0, 0.45),
    (-0.588, 0.809),
    (-0.428, 0.139),
    (-0.951, -0.309),
    (-0.265, -0.364),
];

/// The colour of a lane; all are dark enough to print as nearly black.
pub(super) fn colour(lane: Lane) -> &'static str {
    match lane {
        Lane::Own => "#1d4f91",
        Lane::Contractor => "#8a4b08",
        Lane::Authority => "#6a1b7a",
        Lane::Persons => "#0a6640",
        Lane::Public => "#a3123a",
    }
}

/// The shape of a lane around `centre`, about as large as a circle of `radius` px.
fn form(lane: Lane, centre: Point, radius: f64) -> Form {
    let polygon = |points: &[Point], size: f64| {
        let place = |(x, y): &Point| (centre.0 + x * radius * size, centre.1 + y * radius * size);
        Form::Polygon(points.iter().map(place).collect())
    };
    match lane {
        Lane::Own => Form::Circle(centre, radius),
        Lane::Contractor => polygon(&[(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)], 0.9),
        Lane::Authority => polygon(&[(0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)], 1.25),
        Lane::Persons => polygon(&[(0.0, -1.0), (1.0, 0.8), (-1.0, 0.8)], 1.15),
        Lane::Public => polygon(&STAR, 1.4),
    }
}

/// Paint of a mark: filled when done, hollow when only planned.
fn paint(lane: Lane, planned: bool) -> Paint {
    Paint {
        fill: if planned { PAPER } else { colour(lane) },
        stroke: colour(lane),
        weight: if planned { 1.8 } else { 1.0 },
        ..Paint::solid(PAPER)
    }
}

/// Draws a point mark.
pub(super) fn point(scene: &mut Scene, lane: Lane, centre: Point, radius: f64, planned: bool) {
    scene.form(form(lane, centre, radius), paint(lane, planned));
}

/// Draws the ring of an emphasised mark.
pub(super) fn ring(scene: &mut Scene, centre: Point, radius: f64) {
    let ring = Form::Circle(centre, radius * 1.75);
    scene.form(ring, Paint::line(INK, 1.5));
}

/// A period's bar, in px.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bar {
    /// Left end.
    pub(super) left: f64,
    /// Right end.
    pub(super) right: f64,
    /// The height its middle is at.
    pub(super) middle: f64,
    /// Half its thickness.
    pub(super) half: f64,
    /// Whether an arrow points on to the left and to the right.
    pub(super) open: (bool, bool),
}

/// Draws a period. The lane's shape stands on the bar, at an end that is known,
/// so that lanes can be told apart without colours.
pub(super) fn bar(scene: &mut Scene, lane: Lane, bar: Bar, planned: bool) {
    let (top, bottom) = (bar.middle - bar.half, bar.middle + bar.half);
    let mut points = vec![(bar.left, top), (bar.right, top)];
    if bar.open.1 {
        points.extend(arrow(bar.right, bar, 1.0));
    }
    points.extend([(bar.right, bottom), (bar.left, bottom)]);
    if bar.open.0 {
        points.extend(arrow(bar.left, bar, -1.0));
    }
    let paint = paint(lane, planned);
    let paint = if planned { paint.dashed("4 2") } else { paint };
    scene.form(Form::Polygon(points), paint);
    let at = match bar.open {
        (false, _) => bar.left,
        (true, false) => bar.right,
        (true, true) => f64::midpoint(bar.left, bar.right),
    };
    let knob = Paint {
        fill: PAPER,
        stroke: colour(lane),
        weight: 1.8,
        ..Paint::solid(PAPER)
    };
    scene.form(form(lane, (at, bar.middle), bar.half * 1.3), knob);
}

/// The head of an arrow at `x`, pointing right for a `way` of 1, left for -1.
/// Its points run clockwise.
fn arrow(x: f64, bar: Bar, way: f64) -> [Point; 3] {
    let wing = bar.half * 1.7;
    [
        (x, bar.middle - wing * way),
        (x + way * bar.half * 2.2, bar.middle),
        (x, bar.middle + wing * way),
    ]
}

/// Draws two zig-zag lines around `x` from `top` to `bottom` on a white strip:
/// whatever ran through is visibly cut there.
pub(super) fn zigzag(scene: &mut Scene, x: f64, (top, bottom): (f64, f64), size: f64) {
    let half = size * 0.5;
    let edge = |offset: f64| {
        let mut points = Vec::new();
        let (mut y, mut side) = (top, 1.0);
        while y < bottom {
            points.push((x + offset + side * size * 0.22, y));
            y += size * 0.6;
            side = -side;
        }
        points.push((x + offset, bottom));
        points
    };
    let (left, right) = (edge(-half * 0.7), edge(half * 0.7));
    let strip = left.iter().chain(right.iter().rev()).copied().collect();
    scene.form(Form::Polygon(strip), Paint::solid(PAPER));
    scene.form(Form::Line(left), Paint::line(INK, 1.0));
    scene.form(Form::Line(right), Paint::line(INK, 1.0));
}
