//! Which unit of time the axis is ticked in.

use super::axis::Axis;
use super::style::Style;
use super::text;
use super::words::{self, Words};

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// So many minutes, a divisor of a day.
    Minutes(u32),
    /// A day.
    Days,
    /// A week, from Monday.
    Weeks,
    /// So many months, a divisor of a year.
    Months(i32),
    /// So many years.
    Years(i32),
}

/// Everything shorter than a year, from the finest to the coarsest.
const UNITS: [Unit; 13] = [
    Unit::Minutes(10),
    Unit::Minutes(15),
    Unit::Minutes(30),
    Unit::Minutes(60),
    Unit::Minutes(120),
    Unit::Minutes(180),
    Unit::Minutes(360),
    Unit::Minutes(720),
    Unit::Days,
    Unit::Weeks,
    Unit::Months(1),
    Unit::Months(3),
    Unit::Months(6),
];

/// The steps of years, from the finest to the coarsest.
const YEARS: [i32; 12] = [1, 2, 5, 10, 20, 50, 100, 500, 1000, 5000, 20_000, 100_000];

/// The finest unit whose labels fit beside each other on `axis`.
pub(super) fn choose(axis: &Axis, words: &Words, style: &Style) -> Unit {
    UNITS
        .into_iter()
        .chain(YEARS.into_iter().map(Unit::Years))
        .find(|&unit| days(unit) * axis.scale >= sample(unit, words, style) + style.small * 0.8)
        .unwrap_or(Unit::Years(1_000_000))
}

/// The least length of `unit`, in days.
fn days(unit: Unit) -> f64 {
    match unit {
        Unit::Minutes(minutes) => f64::from(minutes) / 1440.0,
        Unit::Days => 1.0,
        Unit::Weeks => 7.0,
        Unit::Months(months) => f64::from(months) * 29.5,
        Unit::Years(years) => f64::from(years) * 365.0,
    }
}

/// The width that a label of `unit` takes at most, in px.
fn sample(unit: Unit, words: &Words, style: &Style) -> f64 {
    let label = match unit {
        Unit::Minutes(_) => words::clock(&words.clock, 23 * 60 + 50),
        Unit::Days | Unit::Weeks => words::fill(&words::fill(&words.day, "d", "28"), "dd", "28"),
        Unit::Months(_) => words::fill(&words::fill(&words.month_short, "m", "12"), "mm", "12"),
        Unit::Years(_) => words::fill(&words.year, "y", "2024"),
    };
    text::width(&label, style.small)
}
