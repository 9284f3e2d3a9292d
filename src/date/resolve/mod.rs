//! Resolves what date expressions leave out, from the text alone: a missing year from the title, the neighbours and the
//! weekday; 同日, 翌日, 同月9日 and a lone clock time from the date before. What the text does not settle stays
//! unresolved.

mod years;

use chrono::{Datelike, Days, NaiveDate};

use super::parse::{DayPart, Expression, MonthPart, Point, YearPart, is_day_only};
use super::value::{DateValue, Moment, last_of_month};
use super::words::{Base, DateWords};
use years::{stated_year, years_ahead};

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
