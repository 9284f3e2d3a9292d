//! Resolves what date expressions leave out, from the text alone: a missing year from the title, the neighbours and the
//! weekday; 同日, 翌日, 同月9日 and a lone clock time from the date before. What the text does not settle stays
//! unresolved.

use chrono::{Datelike, Days, NaiveDate};

use super::parse::{DayPart, Expression, MonthPart, Point, YearPart, is_day_only};
use super::value::{DateValue, Moment, last_of_month};
use super::words::{Base, DateWords};

/// What is wrong with a date in itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// The weekday it claims is not the weekday of that day.
    Weekday {
        /// The day.
        date: NaiveDate,
        /// The weekday written.
        written: chrono::Weekday,
    },
    /// The era year and the Gregorian year beside it are different years.
    Era {
        /// The Gregorian year that the era year stands for.
        by_era: i32,
        /// The Gregorian year written.
        written: i32,
    },
    /// There is no such day, or the era did not have that year.
    Impossible,
    /// It points to a date before it, and there is none.
    Dangling,
}

/// A date expression, resolved as far as the text allows. Offsets are bytes of the view.
#[derive(Debug, Clone, Copy)]
pub struct DateFact {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it stands for; none where the text does not settle it.
    pub value: Option<DateValue>,
    /// What is wrong with it.
    pub problem: Option<Problem>,
    /// It is a property of a noun (10月受診分, 2月8日の不正アクセス), not the day of what the clause tells.
    pub attributive: bool,
    /// It has no date of its own, only a time.
    pub time_only: bool,
    /// Its year was written, not inferred.
    pub year_stated: bool,
    /// It is 同日, 翌日 and the like.
    pub relative: bool,
}

/// What the resolver knows of the text besides the expressions.
#[derive(Debug, Clone, Copy, Default)]
pub struct Frame {
    /// The day of the text (publication date), if known.
    pub published: Option<NaiveDate>,
    /// No date of the text is later than this, but for plans. The core's only calendar day from outside.
    pub as_of: Option<NaiveDate>,
}

/// Resolves `expressions`, which stand in the order of the text.
pub fn resolve(
    text: &str,
    expressions: &[Expression],
    words: &DateWords,
    frame: Frame,
) -> Vec<DateFact> {
    let mut resolver = Resolver {
        words,
        frame,
        last: None,
        anchor: None,
        told: None,
        unsettled: false,
        period: false,
        next_years: years_ahead(expressions, words),
    };
    let mut facts = Vec::with_capacity(expressions.len());
    for (i, expression) in expressions.iter().enumerate() {
        let mut fact = resolver.expression(text, i, expression);
        if let (Some(previous), Some(before)) = (facts.last(), i.checked_sub(1)) {
            fact.problem = fact.problem.or_else(|| {
                paraphrase(text, (&expressions[before], previous), (expression, &fact))
            });
        }
        facts.push(fact);
    }
    facts
}

/// 2025年3月28日(令和6年3月28日): the same day by both calendars, with years that differ.
fn paraphrase(
    text: &str,
    (first, a): (&Expression, &DateFact),
    (second, b): (&Expression, &DateFact),
) -> Option<Problem> {
    let bracketed = text.get(first.end..second.start)?.trim() == "("
        && text.get(second.end..)?.trim_start().starts_with(')');
    let (Some(DateValue::Point(x)), Some(DateValue::Point(y))) = (a.value, b.value) else {
        return None;
    };
    let by_era = |e: &Expression| {
        e.from
            .is_some_and(|p| matches!(p.year, YearPart::Era { .. }))
    };
    let gregorian = |e: &Expression| {
        e.from
            .is_some_and(|p| matches!(p.year, YearPart::Gregorian(_)))
    };
    let same_day = x.month.is_some() && x.month == y.month && x.day == y.day;
    if !bracketed || !same_day || x.year == y.year {
        return None;
    }
    match (
        by_era(first) && gregorian(second),
        gregorian(first) && by_era(second),
    ) {
        (true, _) => Some(Problem::Era {
            by_era: x.year,
            written: y.year,
        }),
        (_, true) => Some(Problem::Era {
            by_era: y.year,
            written: x.year,
        }),
        _ => None,
    }
}

/// For each expression the first year that is written after it.
fn years_ahead(expressions: &[Expression], words: &DateWords) -> Vec<Option<i32>> {
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

fn stated_year(point: &Point, words: &DateWords) -> Option<i32> {
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

struct Resolver<'a> {
    words: &'a DateWords,
    frame: Frame,
    /// The last moment resolved, of any precision.
    last: Option<Moment>,
    /// The last day.
    anchor: Option<NaiveDate>,
    /// The last day that the story stands at: not how far back the data reaches (2023年4月1日以降に登録された方).
    told: Option<NaiveDate>,
    /// A day was written that the text does not settle: what points back to it is not dangling.
    unsettled: bool,
    /// The expression at hand is a period with both its ends.
    period: bool,
    next_years: Vec<Option<i32>>,
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

impl Resolver<'_> {
    fn expression(&mut self, text: &str, index: usize, e: &Expression) -> DateFact {
        let mut problem = None;
        self.period = e.range && e.from.is_some() && e.to.is_some();
        let points = [e.from, e.to];
        let mut moments = [None, None];
        for (slot, point) in points.iter().enumerate() {
            let Some(point) = point else { continue };
            let previous = if slot == 1 { moments[0] } else { None };
            // 本日10時時点: the time is of the day of the text.
            let today = point.time_only() && self.words.ends_in_today(text, e.start);
            let (moment, found) = if today {
                let published = self.frame.published.map(Moment::day);
                published.map_or((None, None), |day| with_time(day, point))
            } else {
                self.point(point, previous, index, slot == 1 && e.from.is_some())
            };
            problem = problem.or(found);
            moments[slot] = moment;
        }
        let attributive = self.attributive(text, e);
        let value = match (e.range, e.from.is_some(), e.to.is_some()) {
            (false, ..) => moments[0].map(DateValue::Point),
            (true, true, true) => match (moments[0], moments[1]) {
                (Some(a), Some(b)) => Some(DateValue::Range(Some(a), Some(b))),
                _ => None,
            },
            (true, true, false) => moments[0].map(|m| DateValue::Range(Some(m), None)),
            (true, false, _) => moments[1].map(|m| DateValue::Range(None, Some(m))),
        };
        // 9月13日から12月末までのご宿泊: a period that goes past the day of the text is no place from which the story goes on.
        let ahead = matches!(value, Some(DateValue::Range(Some(_), Some(_))))
            && value
                .and_then(DateValue::end)
                .and_then(Moment::last_day)
                .zip(self.frame.published)
                .is_some_and(|(end, told)| end > told);
        if let Some(m) = value.and_then(DateValue::end)
            && !ahead
            && !(attributive && m.day.is_none() && self.last.is_some_and(|l| l.day.is_some()))
        {
            self.last = Some(m);
            if !matches!(
                value,
                Some(DateValue::Range(_, None) | DateValue::Range(None, _))
            ) {
                self.told = m.date().or(self.told);
            }
            if let Some(day) = m.date() {
                self.anchor = Some(day);
            }
        }
        // 9月31日…当日: it points to a date, if to one that is not.
        self.unsettled |= value.is_none() && problem != Some(Problem::Dangling);
        let problem = problem.filter(|p| !(self.unsettled && *p == Problem::Dangling));
        let first = e.from.or(e.to);
        DateFact {
            start: e.start,
            end: e.end,
            value,
            problem,
            attributive,
            time_only: first.is_some_and(|p| p.time_only()),
            year_stated: first.is_some_and(|p| stated_year(&p, self.words).is_some()),
            relative: first.is_some_and(|p| {
                matches!(p.day, DayPart::Shift(_) | DayPart::InWeek(..))
                    || matches!(p.month, MonthPart::Shift(_))
                    || matches!(p.year, YearPart::Shift(..))
            }),
        }
    }

    fn attributive(&self, text: &str, e: &Expression) -> bool {
        let rest = text.get(e.end..).unwrap_or("");
        // 8月23日・24日に開催する: both days are of the noun.
        let next = rest
            .strip_prefix('・')
            .and_then(|r| Some(&r[r.find(crate::document::view::is_hiragana)?..]));
        self.words.attributive.iter().any(|a| {
            rest.starts_with(a.as_str()) || next.is_some_and(|n| n.starts_with(a.as_str()))
        })
    }

    fn point(
        &self,
        p: &Point,
        previous: Option<Moment>,
        index: usize,
        second: bool,
    ) -> (Option<Moment>, Option<Problem>) {
        let base = previous.or(self.last);
        let anchor = previous.and_then(Moment::date).or(self.anchor);
        let mut problem = None;
        if p.time_only() {
            let Some(day) = anchor else {
                return (None, None);
            };
            return with_time(Moment::day(day), p);
        }
        let year = match p.year {
            YearPart::Gregorian(y) => Some(y),
            YearPart::Era {
                era,
                number,
                gregorian,
            } => {
                let (year, found) = self.era_year(era, number, gregorian, p);
                problem = found;
                match year {
                    Some(y) => Some(y),
                    None => return (None, problem),
                }
            }
            YearPart::Shift(Base::Context, n) => match base {
                Some(b) => Some(b.year + n),
                None => return (None, Some(Problem::Dangling)),
            },
            YearPart::Shift(Base::Text, n) => match self.text_year(p, n, index) {
                Some(y) => Some(y),
                None => return (None, None),
            },
            YearPart::None => None,
        };
        // A weekday by another day's week: 翌週月曜日.
        if let DayPart::InWeek(base, weeks, weekday) = p.day {
            let from = match base {
                Base::Context => anchor,
                Base::Text => self.frame.published,
            };
            let Some(day) = from else {
                return (None, None);
            };
            let monday = i64::from(day.weekday().num_days_from_monday());
            let there = i64::from(weekday.num_days_from_monday());
            let moved = chrono::TimeDelta::days(i64::from(weeks) * 7 + there - monday);
            let Some(day) = day.checked_add_signed(moved) else {
                return (None, None);
            };
            return with_time(Moment::day(day), p);
        }
        // Day by another day: 同日, 翌日.
        if let DayPart::Shift(n) = p.day {
            let Some(day) = anchor else {
                return (None, Some(Problem::Dangling));
            };
            let moved = if n >= 0 {
                day.checked_add_days(Days::new(u64::from(n.unsigned_abs())))
            } else {
                day.checked_sub_days(Days::new(u64::from(n.unsigned_abs())))
            };
            let Some(day) = moved else {
                return (None, None);
            };
            let (moment, time_problem) = with_time(Moment::day(day), p);
            return (moment, weekday_problem(p, day).or(time_problem));
        }
        let (year, month) = match p.month {
            MonthPart::Number(m) => (year, Some(m)),
            MonthPart::Shift(n) => {
                // 12月23日…。9月に他校で…。翌24日: a month told in passing does not move the day that 翌 counts from.
                let next = anchor
                    .and_then(|a| a.succ_opt())
                    .filter(|d| n == 0 && p.day == DayPart::Number(d.day()))
                    .filter(|_| base.is_some_and(|b| b.day.is_none()));
                let base = next.map(Moment::day).or(base);
                let Some(b) = base.filter(|b| b.month.is_some()) else {
                    return (None, Some(Problem::Dangling));
                };
                let months = b.year * 12 + i32::try_from(b.month.unwrap_or(1)).unwrap_or(1) - 1 + n;
                (
                    Some(months.div_euclid(12)),
                    u32::try_from(months.rem_euclid(12) + 1).ok(),
                )
            }
            MonthPart::None if is_day_only(p) => match anchor
                .map(Moment::day)
                .or(base.filter(|b| b.month.is_some()))
            {
                Some(b) => return Self::bare_day(p, b, second),
                None => return (None, None),
            },
            MonthPart::None => (year, None),
        };
        let Some(month) = month else {
            return (
                year.map(|year| Moment {
                    year,
                    month: None,
                    day: None,
                    hour: None,
                    minute: None,
                }),
                problem,
            );
        };
        let Some(year) = year.or_else(|| self.infer_year(p, month, previous, index)) else {
            return (None, problem);
        };
        let day = match p.day {
            DayPart::Number(d) => Some(d),
            DayPart::Last => last_of_month(year, month).map(|d| d.day()),
            _ => None,
        };
        let Some(day) = day else {
            return (
                Some(Moment {
                    year,
                    month: Some(month),
                    day: None,
                    hour: None,
                    minute: None,
                }),
                problem,
            );
        };
        let Some(date) = NaiveDate::from_ymd_opt(year, month, day) else {
            return (None, Some(Problem::Impossible));
        };
        let (moment, time_problem) = with_time(Moment::day(date), p);
        (
            moment,
            problem
                .or_else(|| weekday_problem(p, date))
                .or(time_problem),
        )
    }

    /// `24日` after another date: of its month, or of the next when a range runs over the month's end.
    fn bare_day(p: &Point, base: Moment, second: bool) -> (Option<Moment>, Option<Problem>) {
        let DayPart::Number(day) = p.day else {
            return (None, None);
        };
        let (mut year, mut month) = (base.year, base.month.unwrap_or(1));
        if second && base.day.is_some_and(|d| day < d) {
            (year, month) = if month == 12 {
                (year + 1, 1)
            } else {
                (year, month + 1)
            };
        }
        let Some(date) = NaiveDate::from_ymd_opt(year, month, day) else {
            return (None, Some(Problem::Impossible));
        };
        // A weekday that fits another month nearby, and not this one, settles the month.
        if let Some(weekday) = p.weekday
            && date.weekday() != weekday
            && let Some(near) = (1..=2u32).find_map(|n| {
                let months = year * 12 + i32::try_from(month).ok()? - 1 + i32::try_from(n).ok()?;
                let d = NaiveDate::from_ymd_opt(
                    months.div_euclid(12),
                    u32::try_from(months.rem_euclid(12)).ok()? + 1,
                    day,
                )?;
                (d.weekday() == weekday).then_some(d)
            })
        {
            return with_time(Moment::day(near), p);
        }
        let (moment, problem) = with_time(Moment::day(date), p);
        (moment, weekday_problem(p, date).or(problem))
    }

    fn era_year(
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
    fn text_year(&self, p: &Point, shift: i32, index: usize) -> Option<i32> {
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
        let mut years = (as_of.year() - 4..=as_of.year()).filter(|&y| fits(y));
        let year = years.next()?;
        years.next().is_none().then_some(year)
    }

    fn infer_year(
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

fn weekday_problem(p: &Point, date: NaiveDate) -> Option<Problem> {
    p.weekday
        .filter(|&w| w != date.weekday())
        .map(|written| Problem::Weekday { date, written })
}

/// Adds the time; 24時 and later is of the next day.
fn with_time(day: Moment, p: &Point) -> (Option<Moment>, Option<Problem>) {
    let Some(time) = p.time else {
        return (Some(day), None);
    };
    if time.minute > 59 {
        return (Some(day), Some(Problem::Impossible));
    }
    if time.hour < 24 {
        return (
            Some(Moment {
                hour: Some(time.hour),
                minute: Some(time.minute),
                ..day
            }),
            None,
        );
    }
    let Some(next) = day.date().and_then(|d| d.succ_opt()) else {
        return (Some(day), None);
    };
    let problem = (time.hour > 29).then_some(Problem::Impossible);
    (
        Some(Moment {
            hour: Some(time.hour % 24),
            minute: Some(time.minute),
            ..Moment::day(next)
        }),
        problem,
    )
}
