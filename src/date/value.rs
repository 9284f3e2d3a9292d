//! What a date expression stands for.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Serialize, Serializer};

/// A moment as finely as the text tells it: a year, a month, a day, an hour or a minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// Gregorian year.
    pub year: i32,
    /// 1–12.
    pub month: Option<u32>,
    /// 1–31.
    pub day: Option<u32>,
    /// 0–23.
    pub hour: Option<u32>,
    /// 0–59.
    pub minute: Option<u32>,
}

impl Moment {
    /// A moment of day precision.
    pub fn day(date: NaiveDate) -> Self {
        Self {
            year: date.year(),
            month: Some(date.month()),
            day: Some(date.day()),
            hour: None,
            minute: None,
        }
    }

    /// Reads `2024`, `2024-01`, `2024-01-10` or `2024-01-10T18:20`.
    pub fn parse(text: &str) -> Option<Self> {
        let (date, time) = match text.split_once('T') {
            Some((d, t)) => (d, Some(t)),
            None => (text, None),
        };
        let digits = |t: &str, n: usize| {
            (t.len() == n && t.bytes().all(|b| b.is_ascii_digit()))
                .then(|| t.parse::<u32>().ok())?
        };
        let mut parts = date.split('-');
        let year = i32::try_from(digits(parts.next()?, 4)?).ok()?;
        let month = parts
            .next()
            .map(|m| digits(m, 2))
            .map_or(Some(None), |m| m.map(Some))?;
        let day = parts
            .next()
            .map(|d| digits(d, 2))
            .map_or(Some(None), |d| d.map(Some))?;
        let mut moment = Self {
            year,
            month,
            day,
            hour: None,
            minute: None,
        };
        if parts.next().is_some() || month.is_some_and(|m| !(1..=12).contains(&m)) {
            return None;
        }
        if day.is_some() && moment.date().is_none() {
            return None;
        }
        if let Some(time) = time {
            moment.date()?;
            let (hour, minute) = time.split_once(':').unwrap_or((time, "00"));
            let (hour, minute) = (digits(hour, 2)?, digits(minute, 2)?);
            if hour > 23 || minute > 59 {
                return None;
            }
            moment.hour = Some(hour);
            moment.minute = Some(minute);
        }
        Some(moment)
    }

    /// The calendar day, where the text is that fine.
    pub fn date(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year, self.month?, self.day?)
    }

    /// The first day of the year, month or day that this is.
    pub fn first_day(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day of it.
    pub fn last_day(self) -> Option<NaiveDate> {
        match (self.month, self.day) {
            (Some(m), Some(d)) => NaiveDate::from_ymd_opt(self.year, m, d),
            (Some(m), None) => last_of_month(self.year, m),
            _ => NaiveDate::from_ymd_opt(self.year, 12, 31),
        }
    }
}

/// The last day of a month.
pub fn last_of_month(year: i32, month: u32) -> Option<NaiveDate> {
    let (y, m) = if month == 12 {
        (year + 1, 1)
    } else {
        (year, month + 1)
    };
    NaiveDate::from_ymd_opt(y, m, 1)?.pred_opt()
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
                if let Some(hour) = self.hour {
                    write!(f, "T{hour:02}:{:02}", self.minute.unwrap_or(0))?;
                }
            }
        }
        Ok(())
    }
}

/// A point or a range; a range may be open at one side. Written as in `2023-08-10`, `2022-09/2023-05`, `/2023-08`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateValue {
    /// One moment.
    Point(Moment),
    /// From, to; at least one is known.
    Range(Option<Moment>, Option<Moment>),
}

impl DateValue {
    /// The moment it starts with; for `/end` the end.
    pub fn start(self) -> Option<Moment> {
        match self {
            Self::Point(m) => Some(m),
            Self::Range(start, end) => start.or(end),
        }
    }

    /// The moment it ends with; for `start/` the start.
    pub fn end(self) -> Option<Moment> {
        match self {
            Self::Point(m) => Some(m),
            Self::Range(start, end) => end.or(start),
        }
    }

    /// The calendar day it starts with, if it is that fine and its start is known.
    pub fn day(self) -> Option<NaiveDate> {
        match self {
            Self::Point(m) | Self::Range(Some(m), _) => m.date(),
            Self::Range(..) => None,
        }
    }

    /// Reads what [`fmt::Display`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        let side = |t: &str| {
            if t.is_empty() {
                Some(None)
            } else {
                Moment::parse(t).map(Some)
            }
        };
        match text.trim().split_once('/') {
            None => Moment::parse(text.trim()).map(Self::Point),
            Some((from, to)) => match (side(from.trim())?, side(to.trim())?) {
                (None, None) => None,
                (from, to) => Some(Self::Range(from, to)),
            },
        }
    }

    /// Whether this is a range.
    pub fn is_range(self) -> bool {
        matches!(self, Self::Range(..))
    }
}

impl fmt::Display for DateValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Point(m) => m.fmt(f),
            Self::Range(start, end) => {
                if let Some(m) = start {
                    m.fmt(f)?;
                }
                f.write_str("/")?;
                if let Some(m) = end {
                    m.fmt(f)?;
                }
                Ok(())
            }
        }
    }
}

impl Serialize for DateValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
