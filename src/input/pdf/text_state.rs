//! The state that text is shown in, and the pen that moves along its lines.

use std::rc::Rc;

use super::font::{Font, Shown};
use super::glyph::Glyph;
use super::marked::Marks;
use super::matrix::Matrix;

/// What text operators have set.
#[derive(Debug, Clone)]
pub(super) struct TextState {
    pub(super) font: Option<Rc<Font>>,
    pub(super) size: f64,
    pub(super) char_space: f64,
    pub(super) word_space: f64,
    pub(super) stretch: f64,
    pub(super) leading: f64,
    pub(super) rise: f64,
}

impl Default for TextState {
    fn default() -> Self {
        Self {
            font: None,
            size: 0.0,
            char_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        }
    }
}

/// Where the next glyph goes.
#[derive(Debug)]
pub(super) struct Pen {
    at: Matrix,
    line: Matrix,
}

impl Default for Pen {
    fn default() -> Self {
        Self {
            at: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
        }
    }
}

impl Pen {
    pub(super) fn set(&mut self, matrix: Matrix) {
        self.line = matrix;
        self.at = matrix;
    }

    pub(super) fn next_line(&mut self, x: f64, y: f64) {
        self.set(Matrix::moved(x, y).then(self.line));
    }

    /// Moves back by thousandths of the size, as between the strings of `TJ`.
    pub(super) fn kern(&mut self, thousandths: f64, state: &TextState) {
        let by = -thousandths / 1000.0 * state.size;
        self.forward(by, state);
    }

    fn forward(&mut self, by: f64, state: &TextState) {
        let vertical = state.font.as_ref().is_some_and(|f| f.vertical);
        let step = if vertical {
            Matrix::moved(0.0, by)
        } else {
            Matrix::moved(by * state.stretch, 0.0)
        };
        self.at = step.then(self.at);
    }

    /// Shows a string.
    pub(super) fn show(
        &mut self,
        bytes: &[u8],
        state: &TextState,
        ctm: Matrix,
        marks: &mut Marks,
        glyphs: &mut Vec<Glyph>,
    ) {
        let Some(font) = &state.font else {
            return;
        };
        font.show(bytes, |shown| {
            let space = state.char_space
                + if shown.is_space {
                    state.word_space
                } else {
                    0.0
                };
            let reach = if font.vertical {
                -state.size
            } else {
                f64::from(shown.width) * state.size
            };
            if let Some(glyph) = self.glyph(shown, reach, state, ctm, font.vertical, marks) {
                glyphs.push(glyph);
            }
            self.forward(reach + space, state);
        });
    }

    fn glyph(
        &self,
        shown: Shown,
        reach: f64,
        state: &TextState,
        ctm: Matrix,
        vertical: bool,
        marks: &mut Marks,
    ) -> Option<Glyph> {
        let text = marks.text(shown.text);
        let to_page = self.at.then(ctm);
        let (x, y) = to_page.point(0.0, state.rise);
        // The way the line runs, in the page's own directions (y upwards).
        let (dx, dy) = if vertical {
            to_page.direction(0.0, reach)
        } else {
            to_page.direction(reach.abs().max(f64::MIN_POSITIVE) * state.stretch, 0.0)
        };
        let (ux, uy) = to_page.direction(0.0, state.size);
        let size = ux.hypot(uy);
        let numbers = [x, y, dx, dy, size];
        if numbers.iter().any(|n| !n.is_finite() || n.abs() > 1e7) || size <= 0.0 {
            return None;
        }
        let (turn, along, across) = if dx.abs() >= dy.abs() {
            if dx >= 0.0 { (0, x, -y) } else { (2, -x, y) }
        } else if dy < 0.0 {
            (1, -y, -x)
        } else {
            (3, y, x)
        };
        // The middle of a vertical line stands for its baseline, as though it had one.
        let across = if vertical {
            across + size * 0.35
        } else {
            across
        };
        Some(Glyph {
            text,
            along: along as f32,
            across: across as f32,
            reach: dx.hypot(dy) as f32,
            size: size as f32,
            turn,
            vertical,
            artifact: marks.in_artifact(),
        })
    }
}
