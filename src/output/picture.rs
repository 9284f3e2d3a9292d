//! A timeline of an incident as an SVG picture.
//!
//! One event is one row: its date and label stand in the left columns, its mark
//! on a day axis to the right. Bands and limits run down through all rows. Since
//! a label never floats, sixty events are as readable as six: the picture only
//! grows in height.

mod axis;
mod chart;
mod columns;
mod days;
mod flag;
mod foot;
mod gap;
mod glyph;
mod head;
mod legend;
mod measured;
mod model;
mod page;
mod place;
mod plot;
mod row;
mod shape;
mod stop;
mod style;
mod text;
mod tick;
mod unit;
mod words;
mod write;

#[cfg(test)]
mod tests;

pub use model::{Band, Lane, Limit, Mark, Picture};
pub use words::Words;

/// The narrowest picture that is drawn, in px; less is widened to this, because
/// below it the label column has no room for a word.
pub const MIN_WIDTH: u32 = 480;

/// The widest picture that is drawn, in px; more is narrowed to this.
pub const MAX_WIDTH: u32 = 4000;

/// Draws `picture` as one SVG document, `width` px wide (held between
/// [`MIN_WIDTH`] and [`MAX_WIDTH`]) and as high as its rows need.
///
/// The same input always gives the same text. The result holds no script and
/// refers to nothing outside itself.
pub fn svg(picture: &Picture, width: u32) -> String {
    let width = width.clamp(MIN_WIDTH, MAX_WIDTH);
    write::document(&page::scene(picture, width), &picture.words.language)
}
