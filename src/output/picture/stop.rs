//! The moments of a segment that get a tick.

use chrono::{Datelike, NaiveDate, Weekday};

use super::axis::Segment;
use super::unit::Unit;
use super::words::{self, Words};

/// A moment worth a tick.
pub(super) struct Stop {
    /// The moment, in days.
    pub(super) at: f64,
    /// Its label in the lower tier.
    pub(super) lower: String,
    /// Its label in the upper tier, if it has one.
    pub(super) upper: Option<String>,
    /// Whether a larger unit begins here.
    pub(super) major: bool,
    /// Whether it is the beginning of a segment: such labels go first, because
    /// after a break nothing else tells the date.
    pub(super) lead: bool,
}

/// The stops of one segment, from left to right.
pub(super) fn stops(segment: &Segment, unit: Unit, words: &Words) -> Vec<Stop> {
    let mut stops = match unit {
        Unit::Minutes(step) => minutes(segment, step, words),
        Unit::Days => by_day(segment, words, |_| true),
        Unit::Weeks => by_day(segment, words, |date| date.weekday() == Weekday::Mon),
        Unit::Months(step) => by_month(segment, step, words),
        Unit::Years(step) => by_year(segment, step, words),
    };
    let inside = |stop: &Stop| stop.at >= segment.from && stop.at < segment.to;
    stops.retain(inside);
    let begins = stops.first().is_some_and(|stop| stop.at <= segment.from);
    if let (false, Some(date)) = (begins, date(segment.first)) {
        stops.insert(0, lead(segment.from, date, unit, words));
    }
    if let Some(first) = stops.first_mut() {
        first.lead = true;
        if first.upper.is_none() {
            first.upper = date(segment.first).and_then(|date| larger(date, unit, words));
        }
    }
    stops
}

/// The stop at the beginning of a segment that starts between two ticks.
fn lead(at: f64, date: NaiveDate, unit: Unit, words: &Words) -> Stop {
    let lower = match unit {
        Unit::Minutes(_) => String::new(),
        Unit::Days | Unit::Weeks => words::date(&words.day, date),
        Unit::Months(_) => words::date(&words.month_short, date),
        Unit::Years(_) => words::date(&words.year, date),
    };
    Stop {
        at,
        lower,
        upper: larger(date, unit, words),
        major: false,
        lead: true,
    }
}

/// The upper tier's label for `date`.
fn larger(date: NaiveDate, unit: Unit, words: &Words) -> Option<String> {
    match unit {
        Unit::Minutes(_) => Some(words::date(&words.date, date)),
        Unit::Days | Unit::Weeks => Some(words::date(&words.month, date)),
        Unit::Months(_) => Some(words::date(&words.year, date)),
        Unit::Years(_) => None,
    }
}

/// The date of a day of the axis.
fn date(day: i32) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(day)
}

/// Stops every `step` minutes.
fn minutes(segment: &Segment, step: u32, words: &Words) -> Vec<Stop> {
    let mut stops = Vec::new();
    for day in segment.first..=segment.last {
        for minute in (0..1440).step_by(usize::try_from(step.max(1)).unwrap_or(1440)) {
            let upper = date(day).filter(|_| minute == 0);
            let major = upper.is_some();
            stops.push(Stop {
                at: f64::from(day) + f64::from(minute) / 1440.0,
                lower: words::clock(&words.clock, minute),
                upper: upper.map(|date| words::date(&words.date, date)),
                major,
                lead: false,
            });
        }
    }
    stops
}

/// Stops on the days that are `wanted`, and on every first of a month.
fn by_day(segment: &Segment, words: &Words, wanted: fn(NaiveDate) -> bool) -> Vec<Stop> {
    (segment.first..=segment.last)
        .filter_map(date)
        .filter(|&date| wanted(date) || date.day() == 1)
        .map(|date| Stop {
            at: f64::from(date.num_days_from_ce()),
            lower: if wanted(date) {
                words::date(&words.day, date)
            } else {
                String::new()
            },
            upper: (date.day() == 1).then(|| words::date(&words.month, date)),
            major: date.day() == 1,
            lead: false,
        })
        .collect()
}

/// Stops every `step` months of the year.
fn by_month(segment: &Segment, step: i32, words: &Words) -> Vec<Stop> {
    let months = |date: NaiveDate| date.year() * 12 + i32::try_from(date.month0()).unwrap_or(0);
    let (Some(first), Some(last)) = (date(segment.first), date(segment.last)) else {
        return Vec::new();
    };
    (months(first)..=months(last))
        .filter(|month| month.rem_euclid(12) % step.max(1) == 0)
        .filter_map(|month| {
            let number = u32::try_from(month.rem_euclid(12)).ok()? + 1;
            let date = NaiveDate::from_ymd_opt(month.div_euclid(12), number, 1)?;
            Some(Stop {
                at: f64::from(date.num_days_from_ce()),
                lower: words::date(&words.month_short, date),
                upper: (number == 1).then(|| words::date(&words.year, date)),
                major: number == 1,
                lead: false,
            })
        })
        .collect()
}

/// Stops every `step` years.
fn by_year(segment: &Segment, step: i32, words: &Words) -> Vec<Stop> {
    let (Some(first), Some(last)) = (date(segment.first), date(segment.last)) else {
        return Vec::new();
    };
    let step = step.max(1);
    (first.year().div_euclid(step)..=last.year().div_euclid(step))
        .filter_map(|count| NaiveDate::from_ymd_opt(count * step, 1, 1))
        .map(|date| Stop {
            at: f64::from(date.num_days_from_ce()),
            lower: words::date(&words.year, date),
            upper: None,
            major: false,
            lead: false,
        })
        .collect()
}
