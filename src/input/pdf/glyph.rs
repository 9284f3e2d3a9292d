//! What a page shows, before it is put into lines.

use super::rulings::Rulings;
use super::text::Text;

/// The way that a line runs on the page as it is looked at, in quarter turns clockwise from left to right.
pub(super) type Turn = u8;

/// A glyph where it stands. Lengths are points; `along` grows in the direction of reading, `across` from line to line.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    /// What it stands for.
    pub(super) text: Text,
    /// Where it begins in its line.
    pub(super) along: f32,
    /// Where its line is: the baseline.
    pub(super) across: f32,
    /// How far it reaches along the line.
    pub(super) reach: f32,
    /// The size of its font.
    pub(super) size: f32,
    /// The way that its line runs.
    pub(super) turn: Turn,
    /// Its line is one of vertical writing.
    pub(super) vertical: bool,
    /// The file calls it a header, a footer or a decoration.
    pub(super) artifact: bool,
}

/// All that was seen on a page.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// Its glyphs in the order they were drawn.
    pub(super) glyphs: Vec<Glyph>,
    /// The part of the page that pictures cover, 1 for all of it; more where they overlap.
    pub(super) pictured: f64,
    /// Lines and shapes that were drawn.
    pub(super) paths: usize,
    /// Lines that may divide the cells of tables.
    pub(super) rulings: Rulings,
    /// Some of it could not be unpacked.
    pub(super) broken: bool,
}
