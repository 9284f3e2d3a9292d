//! The year of a date that leaves it out, and the year of an era.

use chrono::{Datelike, NaiveDate};

use super::{Problem, Resolver};
use crate::date::parse::{DayPart, Expression, MonthPart, Point, YearPart};
use crate::date::value::{Moment, last_of_month};
use crate::date::words::DateWords;

/// For each expression the first year that is written after it.
pub(super) fn years_ahead(expressions: &[Expression], words: &DateWords) -> Vec<Option<i32>> {
    let mut ahead = vec![None; expressions.len()];
    let mut next = None;
    for (i, e) in expressions.iter().enumerate().rev() {
        ahead[i] = next;
        if let Some(year) = [e.from, e.to]
            .into_iter()
            .flatten()
            .find_map(|p| stated_year(&p, words))
        {
            next = Some(year);
        }
    }
    ahead
}

pub(super) fn stated_year(point: &Point, words: &DateWords) -> Option<i32> {
    match point.year {
        YearPart::Gregorian(y) => Some(y),
        YearPart::Era {
            gregorian: Some(y), ..
        } => Some(y),
        YearPart::Era { era, number, .. } => {
            words.eras.get(era).map(|e| e.start.year() + number - 1)
        }
        _ => None,
    }
}

/// So many days before and behind the date told before it, a date belongs to the same year whatever weekday is written.
const NEAR_BEFORE: i64 = -2;
const NEAR_AFTER: i64 = 10;
/// What a weekday that does not fit costs there: less than a year's distance.
const NEAR_COST: i64 = 150;
/// A date so many days before the day of the text is of its year, though the weekday be last year's: weekdays are copied
/// from an old calendar more often than a year is left out.
const RECENT: i64 = 45;
/// What a weekday that does not fit costs there: less than a year's distance from the day of the text.
const RECENT_COST: i64 = 20;

/// What a whole period costs that lies past the day of the text: such periods tell how long something went on.
const PERIOD_COST: i64 = 100;
/// So many days ahead a text still plans, and names the weekday (夏休み明けの8月26日(月)).
const PLANNED: i64 = 100;

/// So many years before the day of reading, a weekday alone still tells the year.
const YEARS_BACK: i32 = 4;

impl Resolver<'_> {
    /// The year of an era, and what is wrong with it.
    pub(super) fn era_year(
        &self,
        era: usize,
        number: i32,
        gregorian: Option<i32>,
        p: &Point,
    ) -> (Option<i32>, Option<Problem>) {
        let Some(e) = self.words.eras.get(era) else {
            return (None, None);
        };
        let by_era = e.start.year() + number - 1;
        if let Some(written) = gregorian {
            if written == by_era {
                return (Some(by_era), None);
            }
            // Two years for one date: the text does not settle it, but the era is what people write first.
            return (Some(by_era), Some(Problem::Era { by_era, written }));
        }
        if number < 1 {
            return (None, Some(Problem::Impossible));
        }
        let end = era
            .checked_sub(1)
            .and_then(|i| self.words.eras.get(i))
            .map(|next| next.start);
        if let Some(end) = end {
            let first = match (p.month, p.day) {
                (MonthPart::Number(m), DayPart::Number(d)) => NaiveDate::from_ymd_opt(by_era, m, d),
                (MonthPart::Number(m), _) => NaiveDate::from_ymd_opt(by_era, m, 1),
                _ => NaiveDate::from_ymd_opt(by_era, 1, 1),
            };
            if first.is_some_and(|d| d >= end) {
                return (Some(by_era), Some(Problem::Impossible));
            }
        }
        let starts_before = match (p.month, p.day) {
            (MonthPart::Number(m), DayPart::Number(d)) => {
                NaiveDate::from_ymd_opt(by_era, m, d).is_some_and(|x| x < e.start)
            }
            (MonthPart::Number(m), _) => last_of_month(by_era, m).is_some_and(|x| x < e.start),
            _ => false,
        };
        (Some(by_era), starts_before.then_some(Problem::Impossible))
    }

    /// The year that 本年 and 昨年 count from: of the text's day, else by the weekday, else the latest year written.
    pub(super) fn text_year(&self, p: &Point, shift: i32, index: usize) -> Option<i32> {
        if let Some(published) = self.frame.published {
            return Some(published.year() + shift);
        }
        if p.weekday.is_some()
            && let (MonthPart::Number(m), DayPart::Number(d)) = (p.month, p.day)
            && let Some(year) = self.year_by_weekday(p, m, d)
        {
            return Some(year);
        }
        let written = self
            .last
            .map(|m| m.year)
            .into_iter()
            .chain(self.next_years[index])
            .max();
        written.map(|y| {
            if shift == 0 {
                y
            } else {
                self.last
                    .filter(|l| l.year == y)
                    .map_or(y + shift, |_| y + shift)
            }
        })
    }

    /// The only year of the last five in which the day falls on the weekday written.
    fn year_by_weekday(&self, p: &Point, month: u32, day: u32) -> Option<i32> {
        let as_of = self.frame.as_of?;
        let weekday = p.weekday?;
        let fits = |y: i32| {
            NaiveDate::from_ymd_opt(y, month, day)
                .is_some_and(|d| d.weekday() == weekday && d <= as_of)
        };
        let mut years = (as_of.year() - YEARS_BACK..=as_of.year()).filter(|&y| fits(y));
        let year = years.next()?;
        years.next().is_none().then_some(year)
    }

    /// The year of a day that leaves it out: the one that costs least beside what the text tells.
    pub(super) fn infer_year(
        &self,
        p: &Point,
        month: u32,
        previous: Option<Moment>,
        index: usize,
    ) -> Option<i32> {
        if let Some(previous) = previous {
            let earlier = previous
                .month
                .is_some_and(|m| (month, day_number(p)) < (m, previous.day.unwrap_or(1)));
            return Some(if earlier && previous.month != Some(month) {
                previous.year + 1
            } else {
                previous.year
            });
        }
        let reference = self.told.or(self.anchor).map(Moment::day).or(self.last);
        let day = day_number(p);
        let mut candidates: Vec<i32> = Vec::new();
        for base in [
            reference.map(|m| m.year),
            self.frame.published.map(|d| d.year()),
            self.next_years[index],
        ]
        .into_iter()
        .flatten()
        {
            for y in base - 1..=base + 1 {
                if !candidates.contains(&y) {
                    candidates.push(y);
                }
            }
        }
        // A law of years ago (令和4年4月1日から) says nothing of the year in which 5月1日 is a Friday.
        if let Some(weekday) = p.weekday
            && let Some(as_of) = self.frame.as_of
        {
            let fits = |y: i32| {
                NaiveDate::from_ymd_opt(y, month, day).is_some_and(|d| d.weekday() == weekday)
            };
            if !candidates.iter().any(|&y| fits(y)) {
                let others = (as_of.year() - YEARS_BACK..=as_of.year()).filter(|&y| fits(y));
                candidates.extend(others);
            }
        }
        if candidates.is_empty() {
            return p.weekday.and_then(|_| self.year_by_weekday(p, month, day));
        }
        candidates.into_iter().min_by_key(|&year| {
            let Some(date) = NaiveDate::from_ymd_opt(year, month, day.min(28)) else {
                return i64::MAX;
            };
            let mut cost = 0;
            if let Some(weekday) = p.weekday
                && NaiveDate::from_ymd_opt(year, month, day).is_none_or(|d| d.weekday() != weekday)
            {
                // A day or a few behind the date told before it, and not past the day of the text: the weekday is the slip,
                // not the year (11月5日(木)に…。11月6日(木)、…).
                let near = reference
                    .and_then(Moment::last_day)
                    .is_some_and(|r| (NEAR_BEFORE..=NEAR_AFTER).contains(&(date - r).num_days()));
                let told = self.frame.published.or(self.frame.as_of);
                let past = told.is_some_and(|t| date <= t);
                let recent = self
                    .frame
                    .published
                    .is_some_and(|t| (0..=RECENT).contains(&(t - date).num_days()));
                cost += if recent {
                    RECENT_COST
                } else if near && past {
                    NEAR_COST
                } else {
                    100_000
                };
            }
            if let Some(published) = self.frame.published {
                let ahead = (date - published).num_days();
                cost += if ahead > 300 {
                    200_000
                } else if ahead > 31 {
                    // 3月4日から6月21日まで: both ends of a period, and the second may be anywhere.
                    100 + ahead / 2 + if self.period { PERIOD_COST } else { 0 }
                } else {
                    (published - date).num_days().abs() / 8
                };
                // A weekday does not carry a date of what has happened past the day of the text.
                if ahead > PLANNED && p.weekday.is_some() {
                    cost += 200_000;
                }
            } else if self.frame.as_of.is_some_and(|a| date > a) {
                cost += 300;
            }
            match (reference.and_then(Moment::last_day), self.next_years[index]) {
                (Some(r), _) => {
                    let forward = (date - r).num_days();
                    cost += if forward < -7 {
                        -forward * 5 / 4
                    } else {
                        forward.abs()
                    };
                }
                (None, Some(next)) => {
                    // The day of the text says more of its years than a year named later on.
                    let weight = if self.frame.published.is_some() {
                        30
                    } else {
                        365
                    };
                    cost += i64::from((next - year).abs()) * weight;
                }
                _ => {}
            }
            cost
        })
    }
}

fn day_number(p: &Point) -> u32 {
    match p.day {
        DayPart::Number(d) => d,
        DayPart::Last => 28,
        _ => 1,
    }
}
