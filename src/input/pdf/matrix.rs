//! Affine maps of the plane, as PDF writes them: `[a b c d e f]`.

use hayro_syntax::object::{Array, Dict};

/// An affine map: a point (x, y) goes to (ax + cy + e, bx + dy + f).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

// The letters are those of the PDF's own description.
#[allow(clippy::many_single_char_names)]
impl Matrix {
    /// Leaves every point where it is.
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// Moves every point.
    pub(super) fn moved(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// First this map, then `next`.
    pub(super) fn then(self, next: Self) -> Self {
        let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (self.0, next.0);
        Self([
            a * g + b * i,
            a * h + b * j,
            c * g + d * i,
            c * h + d * j,
            e * g + f * i + k,
            e * h + f * j + l,
        ])
    }

    /// Where a point goes.
    pub(super) fn point(self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// Where a direction goes.
    pub(super) fn direction(self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, ..] = self.0;
        (a * x + c * y, b * x + d * y)
    }

    /// How much larger an area becomes.
    pub(super) fn area(self) -> f64 {
        let [a, b, c, d, ..] = self.0;
        (a * d - b * c).abs()
    }

    /// The map that a dictionary holds under `key`.
    pub(super) fn of(dict: &Dict<'_>, key: &str) -> Option<Self> {
        let mut numbers = dict.get::<Array<'_>>(key)?.iter::<f64>();
        let mut six = [0.0; 6];
        for slot in &mut six {
            *slot = numbers.next()?;
        }
        Some(Self(six))
    }
}
