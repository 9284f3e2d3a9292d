//! The words and formats that the picture adds to what it is given.

use chrono::{Datelike, NaiveDate};

/// Every word and date format that the picture itself writes.
///
/// Date formats know `{y}` (year), `{m}` and `{d}` (month and day), and `{mm}`
/// and `{dd}` (the same in two digits). Other formats name their fields below.
/// An empty word or format leaves its text out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The language of all text as in `xml:lang`, e.g. `ja`: it decides which
    /// glyph variants a viewer takes.
    pub language: String,
    /// Said in place of the rows when there are no events.
    pub empty: String,
    /// Heading of the date column.
    pub column_date: String,
    /// Heading of the event column.
    pub column_event: String,
    /// Heading of the block of events without a date.
    pub undated: String,
    /// Added to the label of a planned event.
    pub planned: String,
    /// Added to a limit that was kept.
    pub met: String,
    /// Added to a limit that was not kept.
    pub missed: String,
    /// Format of a full date in the date column and at limits.
    pub date: String,
    /// Format of a year on the axis.
    pub year: String,
    /// Format of a year and month on the axis.
    pub month: String,
    /// Format of a month under a year on the axis.
    pub month_short: String,
    /// Format of a day under a month on the axis.
    pub day: String,
    /// Format of a clock time on the axis: `{h}`, and `{mm}` for the minutes.
    pub clock: String,
    /// Sign between a period's first and last day.
    pub range: String,
    /// Format of a first day when the period may have begun before: `{date}`.
    pub open_start: String,
    /// Format of a last day when the period may go on after it: `{date}`.
    pub open_end: String,
    /// Format of a period's length: `{n}` days, both ends counted.
    pub duration: String,
    /// Format of the days left out at a break of the axis: `{n}` days.
    pub gap: String,
    /// Format of a day number: `{n}`, 1 on [`day_one`](super::Picture::day_one).
    pub day_number: String,
    /// Format of a band's day numbers: `{from}` and `{to}`.
    pub day_range: String,
    /// Legend of [`Lane::Own`](super::Lane::Own).
    pub own: String,
    /// Legend of [`Lane::Contractor`](super::Lane::Contractor).
    pub contractor: String,
    /// Legend of [`Lane::Authority`](super::Lane::Authority).
    pub authority: String,
    /// Legend of [`Lane::Persons`](super::Lane::Persons).
    pub persons: String,
    /// Legend of [`Lane::Public`](super::Lane::Public).
    pub public: String,
    /// Legend of a hollow mark.
    pub legend_planned: String,
    /// Legend of the ring around an emphasised mark.
    pub legend_emphasis: String,
    /// Legend of an arrow at a bar's end.
    pub legend_open: String,
    /// Legend of the zig-zag at a break of the axis.
    pub legend_gap: String,
}

impl Default for Words {
    /// Plain English, with ISO dates.
    fn default() -> Self {
        Self {
            language: "en".into(),
            empty: "No events".into(),
            column_date: "Date".into(),
            column_event: "Event".into(),
            undated: "No date given".into(),
            planned: "(planned)".into(),
            met: "(met)".into(),
            missed: "(missed)".into(),
            date: "{y}-{mm}-{dd}".into(),
            year: "{y}".into(),
            month: "{y}-{mm}".into(),
            month_short: "{m}".into(),
            day: "{d}".into(),
            clock: "{h}:{mm}".into(),
            range: "\u{2013}".into(),
            open_start: "by {date}".into(),
            open_end: "{date} on".into(),
            duration: "{n} days".into(),
            gap: "{n} days".into(),
            day_number: "day {n}".into(),
            day_range: "day {from}\u{2013}{to}".into(),
            own: "Own".into(),
            contractor: "Contractor".into(),
            authority: "Authority".into(),
            persons: "Persons".into(),
            public: "Public".into(),
            legend_planned: "Planned".into(),
            legend_emphasis: "Awareness".into(),
            legend_open: "End unknown".into(),
            legend_gap: "Days left out".into(),
        }
    }
}

/// Puts `value` into every `{name}` of `format`.
pub(super) fn fill(format: &str, name: &str, value: &str) -> String {
    format.replace(&format!("{{{name}}}"), value)
}

/// Writes `date` in a date format.
pub(super) fn date(format: &str, date: NaiveDate) -> String {
    let fields = [
        ("y", date.year().to_string()),
        ("mm", format!("{:02}", date.month())),
        ("m", date.month().to_string()),
        ("dd", format!("{:02}", date.day())),
        ("d", date.day().to_string()),
    ];
    fields
        .iter()
        .fold(format.to_owned(), |text, (name, value)| {
            fill(&text, name, value)
        })
}

/// Writes a clock time, given in minutes since midnight.
pub(super) fn clock(format: &str, minutes: u32) -> String {
    let text = fill(format, "h", &(minutes / 60).to_string());
    fill(&text, "mm", &format!("{:02}", minutes % 60))
}
