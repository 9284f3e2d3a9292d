//! Dates that point to others (同日, 翌10日), and weekdays.

use super::super::words::Unit;
use super::{DayPart, MonthPart, Parser, Point, YearPart};
use chrono::Weekday;

impl Parser<'_> {
    /// 同日, 翌日, 同月9日, 同年10月6日, 昨年12月, 同24日, 翌4月1日.
    pub(super) fn relative(&self, at: usize) -> Option<Point> {
        let w = self.words;
        let rest = self.rest(at);
        if rest.starts_with(|c: char| c.is_ascii()) {
            return None;
        }
        let mut point = Point::new(at);
        for relative in &w.relative {
            let Some(word) = relative.words.iter().find(|x| rest.starts_with(x.as_str())) else {
                continue;
            };
            point.end = at + word.len();
            match relative.unit {
                Unit::Day => {
                    point.day = DayPart::Shift(relative.shift);
                    return Some(point);
                }
                Unit::Week => {
                    let joint = self.eat(point.end, &w.noun_joint).unwrap_or(point.end);
                    let named = self.rest(joint).chars().next()?;
                    let index = w.weekdays.iter().position(|&d| d == named)?;
                    let end = self.eat(joint + named.len_utf8(), &w.weekday_suffix)?;
                    let weekday = Weekday::try_from(u8::try_from(index).ok()?).ok()?;
                    point.day = DayPart::InWeek(relative.base, relative.shift, weekday);
                    point.end = end;
                    return Some(point);
                }
                Unit::Month => {
                    point.month = MonthPart::Shift(relative.shift);
                    self.month_part(&mut point);
                    self.month_day(&mut point);
                    return Some(point);
                }
                Unit::Year => {
                    if self.eat(point.end, &w.not_after.year).is_some() {
                        return None;
                    }
                    point.year = YearPart::Shift(relative.base, relative.shift);
                    self.month_day(&mut point);
                    return Some(point);
                }
            }
        }
        let prefix = w.prefixes.iter().find(|p| rest.starts_with(p.word))?;
        let after = at + prefix.word.len_utf8();
        let (number, end) = self.number(after)?;
        if let Some(unit) = self.eat_char(end, w.units.day)
            && (1..=31).contains(&number)
            && self.eat(unit, &w.not_after.day).is_none()
        {
            // 翌24日 is the day after, told with its number; 同24日 is of the same month.
            point.day = DayPart::Number(number);
            point.month = MonthPart::Shift(0);
            point.end = unit;
            return Some(point);
        }
        let unit = self.eat_char(end, w.units.month)?;
        if !(1..=12).contains(&number) || self.eat(unit, &w.not_after.month).is_some() {
            return None;
        }
        point.month = MonthPart::Number(number);
        point.end = unit;
        self.month_part(&mut point);
        self.month_day(&mut point);
        Some(point)
    }

    /// `(水)`, `(月曜日)`, `(月・祝)`, `月曜日` after a date.
    pub(super) fn weekday(&self, point: &mut Point) {
        let w = self.words;
        let rest = self.rest(point.end);
        let Some(first) = rest.chars().next() else {
            return;
        };
        let open = matches!(first, '(' | '<' | '[' | '〔' | '【' | '〈' | '（');
        let at = if open {
            point.end + first.len_utf8()
        } else {
            point.end
        };
        let Some(c) = self.rest(at).chars().next() else {
            return;
        };
        let Some(index) = w.weekdays.iter().position(|&d| d == c) else {
            return;
        };
        let mut end = at + c.len_utf8();
        let suffixed = self.eat(end, &w.weekday_suffix);
        if let Some(e) = suffixed {
            end = e;
        }
        if open {
            for separator in ['・', '、', '/', ','] {
                if let Some(e) = self.eat_char(end, separator) {
                    end = e;
                }
            }
            if let Some(e) = self.eat(end, &w.holiday_marks) {
                end = e;
            }
            let Some(close) = self
                .rest(end)
                .chars()
                .next()
                .filter(|c| matches!(c, ')' | '>' | ']' | '〕' | '】' | '〉' | '）'))
            else {
                return;
            };
            end += close.len_utf8();
        } else if suffixed.is_none() {
            return;
        }
        if matches!(point.day, DayPart::Number(_) | DayPart::Shift(_)) {
            point.weekday = Weekday::try_from(u8::try_from(index).unwrap_or(0)).ok();
            point.end = end;
        }
    }
}
