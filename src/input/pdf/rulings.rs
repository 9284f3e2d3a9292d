//! Ruling lines: what a page draws straight across or straight down, by a stroke or as a thin filled box.

use super::matrix::Matrix;

/// A filled box thinner than this is a line, in points.
const THIN: f32 = 3.0;

/// What is drawn shorter than this is a dot, in points.
const SHORTEST: f32 = 2.0;

/// A stroke that is off by more than this is slanted, in points.
const SLANT: f32 = 0.5;

/// Shapes of more points than this are drawings.
const MAX_POINTS: usize = 16;

/// Most shapes of one path that are looked at.
const MAX_SHAPES: usize = 20_000;

/// Most lines of one page that are looked at; what has more is a drawing.
const MAX_RULINGS: usize = 60_000;

/// A line along one of the two directions of a page, in points; heights grow from line to line of the text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ruling {
    /// It runs across the page, not down.
    pub(super) across: bool,
    /// Its height where it runs across, how far to the right it is where it runs down.
    pub(super) at: f32,
    /// Where it begins.
    pub(super) from: f32,
    /// Where it ends.
    pub(super) to: f32,
}

/// The ruling lines of a page.
#[derive(Debug, Default)]
pub(super) struct Rulings {
    found: Vec<Ruling>,
    beyond: bool,
}

impl Rulings {
    /// All of them; none where there are so many that they make a drawing.
    pub(super) fn all(self) -> Vec<Ruling> {
        if self.beyond { Vec::new() } else { self.found }
    }

    fn push(&mut self, a: (f32, f32), b: (f32, f32)) {
        let (width, height) = ((a.0 - b.0).abs(), (a.1 - b.1).abs());
        let across = width > height;
        let ruling = if across {
            Ruling {
                across,
                at: f32::midpoint(a.1, b.1),
                from: a.0.min(b.0),
                to: a.0.max(b.0),
            }
        } else {
            Ruling {
                across,
                at: f32::midpoint(a.0, b.0),
                from: a.1.min(b.1),
                to: a.1.max(b.1),
            }
        };
        if ruling.to - ruling.from < SHORTEST {
            return;
        }
        if self.found.len() == MAX_RULINGS {
            self.beyond = true;
        } else {
            self.found.push(ruling);
        }
    }
}

/// One shape of a path: points with straight lines between them.
#[derive(Debug, Default)]
struct Shape {
    points: Vec<(f32, f32)>,
    closed: bool,
    /// It has curves, or more points than any ruling line.
    drawing: bool,
}

/// The path that is being drawn.
#[derive(Debug, Default)]
pub(super) struct Path {
    shapes: Vec<Shape>,
}

impl Path {
    /// Begins a shape.
    pub(super) fn move_to(&mut self, x: f64, y: f64, ctm: Matrix) {
        // A point that nothing was drawn to.
        if self.shapes.last().is_some_and(|s| s.points.len() < 2) {
            self.shapes.pop();
        }
        if self.shapes.len() < MAX_SHAPES
            && let Some(point) = on_page(x, y, ctm)
        {
            self.shapes.push(Shape {
                points: vec![point],
                ..Shape::default()
            });
        }
    }

    /// Draws a straight line.
    pub(super) fn line_to(&mut self, x: f64, y: f64, ctm: Matrix) {
        if let Some(shape) = self.shapes.last_mut() {
            match on_page(x, y, ctm) {
                Some(point) if shape.points.len() < MAX_POINTS => shape.points.push(point),
                _ => shape.drawing = true,
            }
        }
    }

    /// Draws a curve: what has one is no ruling line.
    pub(super) fn curve(&mut self) {
        if let Some(shape) = self.shapes.last_mut() {
            shape.drawing = true;
        }
    }

    /// Closes the last shape.
    pub(super) fn close(&mut self) {
        if let Some(shape) = self.shapes.last_mut() {
            shape.closed = true;
        }
    }

    /// Draws a box.
    pub(super) fn rectangle(&mut self, x: f64, y: f64, width: f64, height: f64, ctm: Matrix) {
        self.move_to(x, y, ctm);
        self.line_to(x + width, y, ctm);
        self.line_to(x + width, y + height, ctm);
        self.line_to(x, y + height, ctm);
        self.close();
    }

    /// Ends the path, painted as told.
    pub(super) fn paint(&mut self, stroked: bool, filled: bool, rulings: &mut Rulings) {
        for shape in self.shapes.drain(..).filter(|s| !s.drawing) {
            if stroked {
                let first = shape.points.first().filter(|_| shape.closed);
                let ends = shape.points.iter().skip(1).chain(first);
                for (&a, &b) in shape.points.iter().zip(ends) {
                    if (a.0 - b.0).abs().min((a.1 - b.1).abs()) <= SLANT {
                        rulings.push(a, b);
                    }
                }
            }
            if filled {
                let (mut low, mut high) = ((f32::MAX, f32::MAX), (f32::MIN, f32::MIN));
                for &(x, y) in &shape.points {
                    low = (low.0.min(x), low.1.min(y));
                    high = (high.0.max(x), high.1.max(y));
                }
                let (width, height) = (high.0 - low.0, high.1 - low.1);
                if height <= THIN && width > height {
                    let y = f32::midpoint(low.1, high.1);
                    rulings.push((low.0, y), (high.0, y));
                } else if width <= THIN {
                    let x = f32::midpoint(low.0, high.0);
                    rulings.push((x, low.1), (x, high.1));
                }
            }
        }
    }
}

fn on_page(x: f64, y: f64, ctm: Matrix) -> Option<(f32, f32)> {
    let (x, y) = ctm.point(x, y);
    (x.abs() < 1e6 && y.abs() < 1e6).then_some((x as f32, -y as f32))
}

#[cfg(test)]
#[allow(clippy::float_cmp)]
mod tests {
    use super::*;

    #[test]
    fn strokes_and_thin_boxes_are_lines() {
        let mut rulings = Rulings::default();
        let mut path = Path::default();
        path.move_to(10.0, 100.0, Matrix::IDENTITY);
        path.line_to(90.0, 100.0, Matrix::IDENTITY);
        path.paint(true, false, &mut rulings);
        path.rectangle(10.0, 20.0, 0.5, 80.0, Matrix::IDENTITY);
        // The ground of a cell, and a clipping path that nothing paints.
        path.rectangle(10.0, 20.0, 80.0, 80.0, Matrix::IDENTITY);
        path.paint(false, true, &mut rulings);
        path.rectangle(0.0, 0.0, 80.0, 1.0, Matrix::IDENTITY);
        path.paint(false, false, &mut rulings);
        let all = rulings.all();
        assert_eq!(all.len(), 2, "{all:?}");
        assert!(all[0].across && all[0].at == -100.0 && all[0].to == 90.0);
        assert!(!all[1].across && all[1].from == -100.0 && all[1].to == -20.0);
    }

    #[test]
    fn a_drawing_has_no_ruling_lines() {
        let mut rulings = Rulings::default();
        for i in 0..=MAX_RULINGS as u32 {
            let mut path = Path::default();
            path.rectangle(0.0, f64::from(i), 80.0, 0.5, Matrix::IDENTITY);
            path.paint(false, true, &mut rulings);
        }
        assert!(rulings.all().is_empty());
    }
}
