//! The closed days of the authorities, and the roll of a last day that falls on one.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};

use super::plan::Closed;
use super::raw::RawCalendar;

/// Closed days.
#[derive(Debug)]
pub struct Calendar {
    holidays: BTreeMap<NaiveDate, String>,
    weekly: Vec<Weekday>,
    yearly: ((u32, u32), (u32, u32)),
    covers: (i32, i32),
}

fn month_day(text: &str) -> (u32, u32) {
    text.split_once('-')
        .and_then(|(m, d)| Some((m.parse().ok()?, d.parse().ok()?)))
        .unwrap_or((1, 1))
}

impl Calendar {
    /// Builds the calendar from its file.
    pub fn new(raw: RawCalendar) -> Self {
        Self {
            holidays: raw
                .holidays
                .into_values()
                .flatten()
                .map(|h| (h.date, h.name))
                .collect(),
            weekly: raw.weekly.iter().filter_map(|w| w.parse().ok()).collect(),
            yearly: (month_day(&raw.yearly.from), month_day(&raw.yearly.to)),
            covers: (raw.covers.from, raw.covers.to),
        }
    }

    /// Whether the list of holidays covers the day's year.
    pub fn covers(&self, day: NaiveDate) -> bool {
        (self.covers.0..=self.covers.1).contains(&day.year())
    }

    /// The holiday's name, for a national holiday.
    pub fn holiday(&self, day: NaiveDate) -> Option<&str> {
        self.holidays.get(&day).map(String::as_str)
    }

    /// Whether the authorities are closed on that day.
    pub fn is_closed(&self, day: NaiveDate) -> bool {
        let md = (day.month(), day.day());
        self.weekly.contains(&day.weekday())
            || md >= self.yearly.0
            || md <= self.yearly.1
            || self.holidays.contains_key(&day)
    }

    /// Why the authorities are closed on that day; none where they are open.
    pub fn why_closed(&self, day: NaiveDate) -> Option<Closed> {
        if let Some(name) = self.holiday(day) {
            return Some(Closed::Holiday(name.to_string()));
        }
        if self.weekly.contains(&day.weekday()) {
            return Some(Closed::Weekly(day.weekday()));
        }
        self.is_closed(day).then_some(Closed::YearEnd)
    }

    /// The last open day before `day`, not before `first`.
    pub fn open_before(&self, day: NaiveDate, first: NaiveDate) -> Option<NaiveDate> {
        let mut at = day.pred_opt()?;
        while at >= first {
            if !self.is_closed(at) {
                return Some(at);
            }
            at = at.pred_opt()?;
        }
        None
    }

    /// The day itself when it is open, else the next open day.
    pub fn roll(&self, mut day: NaiveDate) -> NaiveDate {
        while self.is_closed(day) {
            let Some(next) = day.succ_opt() else {
                return day;
            };
            day = next;
        }
        day
    }
}
