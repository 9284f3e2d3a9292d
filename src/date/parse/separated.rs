//! Dates with slashes, hyphens or dots, and English ones.

use super::{DayPart, MonthPart, Parser, Point, YearPart};
use crate::document::view::{is_hiragana, is_word};

impl Parser<'_> {
    /// `2023/10/20`, `2023-10-20`, `2023.10.20`, `R5.10.20`, `10/20(金)`.
    pub(super) fn separated(&self, at: usize) -> Option<Point> {
        let mut point = Point::new(at);
        let (year, next, sep) = if let Some((era, number, end)) = self.era(at) {
            let sep = self
                .rest(end)
                .chars()
                .next()
                .filter(|c| matches!(c, '.' | '/' | '-'))?;
            (
                YearPart::Era {
                    era,
                    number,
                    gregorian: None,
                },
                end + 1,
                sep,
            )
        } else {
            let (first, end, count) = self.digits(at)?;
            let sep = self
                .rest(end)
                .chars()
                .next()
                .filter(|c| matches!(c, '.' | '/' | '-'))?;
            if count == 4 && (1900..=2199).contains(&first) {
                (
                    YearPart::Gregorian(i32::try_from(first).ok()?),
                    end + 1,
                    sep,
                )
            } else {
                return if count <= 2 && sep == '/' {
                    self.slash_day(at, first, end + 1)
                } else {
                    None
                };
            }
        };
        if self.text[..at].ends_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '/' | '.')) {
            return None;
        }
        let (month, end, count) = self.digits(next)?;
        if count > 2 || !(1..=12).contains(&month) {
            return None;
        }
        point.year = year;
        point.month = MonthPart::Number(month);
        let end_char = self.rest(end).chars().next();
        if end_char == Some(sep)
            && let Some((day, stop, count)) = self.digits(end + 1)
            && count <= 2
            && (1..=39).contains(&day)
        {
            let after = self.rest(stop).chars().next();
            if after.is_some_and(|c| c == sep || c.is_ascii_digit()) && sep != '-' {
                return None;
            }
            point.day = DayPart::Number(day);
            point.end = stop;
            return Some(point);
        }
        // 2024/2 as a month: only with a slash, and nothing of a number after it.
        let closed = end_char
            .is_none_or(|c| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '/' | '-' | ','));
        (sep == '/' && closed && matches!(point.year, YearPart::Gregorian(_))).then(|| {
            point.end = end;
            point
        })
    }

    /// `10/20` is a date only with a weekday, a time or a place where dates stand; else it is a fraction.
    pub(super) fn slash_day(&self, at: usize, month: u32, next: usize) -> Option<Point> {
        let (day, end, count) = self.digits(next)?;
        if count > 2 || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return None;
        }
        let before = self.text[..at].chars().next_back();
        if before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | ',' | '-')) {
            return None;
        }
        // 2/30名: two of thirty. 11/13社内で, 11/13個人情報保護委員会: the word goes on, and counts nothing.
        let counted = self
            .eat(end, &self.words.fraction_after)
            .is_some_and(|stop| {
                let next = self.rest(stop).chars().next();
                next.is_none_or(|c| !is_word(c) || is_hiragana(c))
            });
        if counted {
            return None;
        }
        let mut point = Point::new(at);
        point.month = MonthPart::Number(month);
        point.day = DayPart::Number(day);
        point.end = end;
        let mut probe = point;
        self.weekday(&mut probe);
        let after = self.rest(probe.end).chars().next();
        let at_line_start = before.is_none_or(|c| {
            matches!(
                c,
                '\n' | '・'
                    | '\t'
                    | '|'
                    | '■'
                    | '●'
                    | '○'
                    | '◆'
                    | '('
                    | '~'
                    | '、'
                    | ':'
                    | '。'
                    | ' '
            )
        });
        let opens = after.is_none_or(|c| matches!(c, '\n' | '\t' | '|' | ':' | '、' | '~' | ')'));
        let particle = self
            .eat(
                probe.end,
                self.words
                    .from
                    .iter()
                    .chain(&self.words.until)
                    .chain(&self.words.since),
            )
            .is_some()
            || self.time(probe.end, true).is_some()
            // 11/3 10:20: apart from its time.
            || after == Some(' ') && self.time(probe.end + 1, true).is_some();
        // A text that writes whole dates with slashes writes days so too: 7/7に聞きました.
        let house_style = || {
            before.is_some_and(is_word)
                && self.eat(probe.end, &self.words.slash_particles).is_some()
                && self.writes_slashes()
        };
        (probe.weekday.is_some()
            || house_style()
            || particle
            || (at_line_start && (opens || after.is_some_and(is_word))))
        .then_some(point)
    }

    /// Whether the text holds a date like 2025/7/1.
    pub(super) fn writes_slashes(&self) -> bool {
        *self.slashes.get_or_init(|| self.finds_slashes())
    }

    pub(super) fn finds_slashes(&self) -> bool {
        let bytes = self.text.as_bytes();
        self.text.match_indices('/').any(|(i, _)| {
            let year = i >= 4 && bytes[i - 4..i].iter().all(u8::is_ascii_digit);
            let month = bytes[i + 1..]
                .iter()
                .take_while(|b| b.is_ascii_digit())
                .count();
            year && (1..=2).contains(&month) && bytes.get(i + 1 + month) == Some(&b'/')
        })
    }

    /// `23 NOV 2023`.
    pub(super) fn english(&self, at: usize) -> Option<Point> {
        let (day, end, count) = self.digits(at)?;
        if count > 2 || !(1..=31).contains(&day) {
            return None;
        }
        let rest = self.rest(end).strip_prefix(' ')?;
        let name: String = rest.chars().take_while(char::is_ascii_alphabetic).collect();
        let month =
            self.words.english_months.iter().position(|m| {
                name.len() >= 3 && name.to_ascii_lowercase().starts_with(m.as_str())
            })?;
        let next = end + 1 + name.len();
        let year_at = next + self.rest(next).len()
            - self.rest(next).trim_start_matches([' ', ',', '.']).len();
        let (year, stop, count) = self.digits(year_at)?;
        if count != 4 {
            return None;
        }
        let mut point = Point::new(at);
        point.year = YearPart::Gregorian(i32::try_from(year).ok()?);
        point.month = MonthPart::Number(u32::try_from(month).ok()? + 1);
        point.day = DayPart::Number(day);
        point.end = stop;
        Some(point)
    }
}
