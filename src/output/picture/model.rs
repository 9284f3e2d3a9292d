//! What a caller says about the incident; nothing here knows of pixels.

use chrono::NaiveDate;

use super::Words;

/// Everything that is drawn in one picture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Picture {
    /// The heading, also the SVG's `<title>`; wrapped to two lines.
    pub title: String,
    /// The date counted as day number 1 for limits and bands. `None` takes the
    /// date of the first mark with [`Mark::emphasis`]; with none of those
    /// either, no day numbers are written.
    pub day_one: Option<NaiveDate>,
    /// The events, in any order: the picture sorts them by date and clock time.
    pub events: Vec<Mark>,
    /// Spans of days shaded through all rows.
    pub bands: Vec<Band>,
    /// Dates drawn as a dashed line through all rows.
    pub limits: Vec<Limit>,
    /// Remarks under the picture, each a paragraph.
    pub notes: Vec<String>,
    /// Every word and date format that the picture itself adds.
    pub words: Words,
}

/// One event, or one period such as an exposure.
///
/// A mark with neither [`start`](Self::start) nor [`end`](Self::end) is listed
/// under the picture; one with an end, or open at an end, is drawn as a bar.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mark {
    /// What happened, in a few words; wrapped to three lines.
    pub label: String,
    /// A short quote from the source, in small type under the label; may be
    /// empty; wrapped to two lines.
    pub detail: String,
    /// The day it happened, or a period's first day.
    pub start: Option<NaiveDate>,
    /// A period's last day, inclusive. One before the start is drawn as if the
    /// two were exchanged, and printed as given.
    pub end: Option<NaiveDate>,
    /// Whether the period began at or before `start`, or at an unknown day.
    pub open_start: bool,
    /// Whether the period goes on after `end`, or ended at an unknown day.
    pub open_end: bool,
    /// The clock time as printed. `H:MM` at its beginning, and a second `H:MM`
    /// for a span, also place the mark within its day.
    pub time: Option<String>,
    /// Whether it is announced and not yet done: drawn hollow.
    pub planned: bool,
    /// Who acted, or who was told.
    pub actor: Lane,
    /// Whether this is the date that days are counted from: drawn with a ring,
    /// in bold, with a line down through the rows.
    pub emphasis: bool,
}

/// Who an event belongs to; each has a shape and a colour of its own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lane {
    /// The organisation that writes the notice: a circle.
    #[default]
    Own,
    /// A contractor of it: a square.
    Contractor,
    /// A regulator or the police: a diamond.
    Authority,
    /// The persons whose data it is: a triangle.
    Persons,
    /// The public at large: a star.
    Public,
}

/// A span of whole days shaded through all rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// What the span is; the day numbers are added to it.
    pub label: String,
    /// The first day, inclusive.
    pub from: NaiveDate,
    /// The last day, inclusive; exchanged with `from` if before it.
    pub to: NaiveDate,
}

/// A last day for something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// What is due; the day number, the date and the outcome are added to it.
    pub label: String,
    /// The last day, inclusive: the line stands at this day's end.
    pub date: NaiveDate,
    /// Whether it was kept; `None` where that is not known.
    pub met: Option<bool>,
}
