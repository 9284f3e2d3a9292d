//! Year, month and day of one date, with what may stand between them.

use super::{DayPart, MonthPart, Parser, Point, YearPart};
use crate::document::view::is_word;

impl Parser<'_> {
    /// The date of a point: year, month, day in any of the written forms.
    pub(super) fn date_part(&self, at: usize) -> Option<Point> {
        let w = self.words;
        if let Some(point) = self.relative(at) {
            return Some(point);
        }
        if let Some(point) = self.separated(at) {
            return Some(point);
        }
        if let Some(point) = self.english(at) {
            return Some(point);
        }
        let mut point = Point::new(at);
        if let Some((year, end)) = self.year(at) {
            if self.eat(end, &w.not_after.year).is_some() {
                return None;
            }
            // 2024年3月期 is a fiscal year.
            if let Some((_, month)) = self.number(end)
                && let Some(unit) = self.eat_char(month, w.units.month)
                && self.eat(unit, &w.not_after.month).is_some()
            {
                return None;
            }
            point.year = year;
            point.end = end;
        }
        // 「2022年9月」, and 「同年9月」 came through relative().
        self.month_day(&mut point);
        (point.end > at).then_some(point)
    }

    /// Reads month and day after what `point` already has.
    pub(super) fn month_day(&self, point: &mut Point) {
        let w = self.words;
        let bare = point.end == point.start;
        let at = self
            .eat(
                point.end,
                w.joints.iter().filter(|j| !bare && j.chars().all(is_word)),
            )
            .unwrap_or(point.end);
        if point.month == MonthPart::None
            && let Some((month, end)) = self.number(at)
            && let Some(unit) = self.eat_char(end, w.units.month)
            // After a year a 13th month is a slip of the pen, not a count.
            && ((1..=12).contains(&month) || (month <= 99 && !bare && self.number(unit).is_some()))
            && self.eat(unit, &w.not_after.month).is_none()
            && (!bare
                || self.rest(at).starts_with(|c: char| c.is_ascii_digit())
                || self
                    .number(unit)
                    .is_some_and(|(_, e)| self.rest(e).starts_with(w.units.day)))
        {
            point.month = MonthPart::Number(month);
            point.end = unit;
            self.month_part(point);
        }
        let can_have_day = point.month != MonthPart::None || point.year == YearPart::None;
        if !can_have_day || point.day != DayPart::None {
            return;
        }
        let at = point.end;
        if let Some((day, end)) = self.number(at)
            && let Some(unit) = self.eat_char(end, w.units.day)
            && (1..=39).contains(&day)
            // 16日間 is a count, 11月16日 a day whatever follows (11月16日本人へ).
            && (matches!(point.month, MonthPart::Number(_))
                || self.eat(unit, &w.not_after.day).is_none())
            && (!bare
                || point.month != MonthPart::None
                || self.rest(at).starts_with(|c: char| c.is_ascii_digit()))
        {
            point.day = DayPart::Number(day);
            point.end = unit;
        } else if point.month == MonthPart::None && point.year == YearPart::None {
            point.end = point.start;
        } else if let Some((day, end)) = self.number(at)
            && point.month != MonthPart::None
            && (1..=31).contains(&day)
            && let Some(dash) = self.eat(end, w.dash.iter())
            && let Some((_, close)) = self.number(dash)
            && self.rest(close).starts_with(w.units.day)
        {
            // 「3月10~12日」: the day's unit stands only once.
            point.day = DayPart::Number(day);
            point.end = end;
        }
    }

    pub(super) fn month_part(&self, point: &mut Point) {
        let parts = &self.words.month_parts;
        if let Some(end) = self.eat(point.end, &parts.last) {
            point.day = DayPart::Last;
            point.end = end;
        } else if let Some(end) = self.eat(
            point.end,
            parts.start.iter().chain(&parts.middle).chain(&parts.end),
        ) {
            point.end = end;
        }
    }

    /// A year with its unit, Gregorian or of an era, with the other one beside it where it stands there.
    pub(super) fn year(&self, at: usize) -> Option<(YearPart, usize)> {
        let w = self.words;
        if let Some((era, number, end)) = self.era(at) {
            let (gregorian, close) = self.other_year(end, |p, a| {
                let (y, e, n) = p.digits(a)?;
                (n == 4).then_some((i32::try_from(y).ok()?, e))
            });
            // 「令和5(2023)年」
            let end = match (self.eat_char(end, w.units.year), gregorian) {
                (Some(e), _) => {
                    let (gregorian, close) = self.other_year(e, |p, a| {
                        let (y, e, n) = p.digits(a)?;
                        (n == 4).then_some((i32::try_from(y).ok()?, e))
                    });
                    return Some((
                        YearPart::Era {
                            era,
                            number,
                            gregorian,
                        },
                        close,
                    ));
                }
                (None, Some(_)) => self.eat_char(close, w.units.year)?,
                (None, None) => return None,
            };
            return Some((
                YearPart::Era {
                    era,
                    number,
                    gregorian,
                },
                end,
            ));
        }
        let (year, end, count) = self.digits(at)?;
        if count != 4
            || !(1900..=2199).contains(&year)
            || self.text[..at].ends_with(|c: char| c.is_ascii_digit())
        {
            return None;
        }
        let gregorian = i32::try_from(year).ok()?;
        let era_year = |p: &Self, a: usize| {
            let (era, number, e) = p.era(a)?;
            Some(((era, number), p.eat_char(e, w.units.year).unwrap_or(e)))
        };
        if let Some(unit) = self.eat_char(end, w.units.year) {
            let (other, close) = self.other_year(unit, era_year);
            return Some(match other {
                Some((era, number)) => (
                    YearPart::Era {
                        era,
                        number,
                        gregorian: Some(gregorian),
                    },
                    close,
                ),
                None => (YearPart::Gregorian(gregorian), unit),
            });
        }
        let (other, close) = self.other_year(end, era_year);
        let (era, number) = other?;
        let close = self.eat_char(close, w.units.year).unwrap_or(close);
        Some((
            YearPart::Era {
                era,
                number,
                gregorian: Some(gregorian),
            },
            close,
        ))
    }

    /// `(2023年)` or `(令和5年)` beside a year.
    pub(super) fn other_year<T>(
        &self,
        at: usize,
        read: impl Fn(&Self, usize) -> Option<(T, usize)>,
    ) -> (Option<T>, usize) {
        let Some(open) = self.eat_char(at, '(') else {
            return (None, at);
        };
        let Some((value, end)) = read(self, open) else {
            return (None, at);
        };
        let end = self.eat_char(end, self.words.units.year).unwrap_or(end);
        match self.eat_char(end, ')') {
            Some(close) => (Some(value), close),
            None => (None, at),
        }
    }

    /// An era and the number of its year, without the unit.
    pub(super) fn era(&self, at: usize) -> Option<(usize, i32, usize)> {
        let w = self.words;
        let rest = self.rest(at);
        if rest.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        for (index, era) in w.eras.iter().enumerate() {
            let by_name = rest
                .starts_with(era.name.as_str())
                .then_some(era.name.len());
            let by_letter = || {
                let letter = era.letters.iter().find(|l| rest.starts_with(l.as_str()))?;
                let clean = self.text[..at]
                    .chars()
                    .next_back()
                    .is_none_or(|c| !c.is_ascii_alphanumeric());
                (clean && rest[letter.len()..].starts_with(|c: char| c.is_ascii_digit()))
                    .then_some(letter.len())
            };
            let Some(length) = by_name.or_else(by_letter) else {
                continue;
            };
            let after = at + length;
            if let Some(end) = self.eat_char(after, w.units.first_year) {
                return Some((index, 1, end));
            }
            let (number, end) = self.number(after)?;
            return (number <= 99).then_some((index, i32::try_from(number).ok()?, end));
        }
        None
    }
}
