//! Dates: finding them in the view, reading them, resolving what they leave out, and the calendar of closed days.

pub mod parse;
pub mod resolve;
pub mod value;
pub mod words;

pub use parse::{Expression, Point, YearPart};
pub use resolve::{DateFact, Problem, resolve};
pub use value::{DateValue, Moment};
pub use words::DateWords;
