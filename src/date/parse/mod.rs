//! Reads date expressions out of the view: points and ranges as they are written, nothing resolved yet.

mod parts;
mod relative;
mod separated;
mod time;

use chrono::Weekday;

use super::words::{Base, DateWords};
use crate::document::view::is_word;

/// How a year is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearPart {
    /// Not at all.
    None,
    /// As a Gregorian year.
    Gregorian(i32),
    /// As a year of an era (an index of the eras), perhaps with the Gregorian year beside it.
    Era {
        /// Index of the era.
        era: usize,
        /// The year's number in it; 元年 is 1.
        number: i32,
        /// The Gregorian year written beside it.
        gregorian: Option<i32>,
    },
    /// By another year.
    Shift(Base, i32),
}

/// How a month is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MonthPart {
    /// Not at all.
    None,
    /// By number.
    Number(u32),
    /// By another month.
    Shift(i32),
}

/// How a day is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayPart {
    /// Not at all.
    None,
    /// By number.
    Number(u32),
    /// By another day.
    Shift(i32),
    /// A weekday of the week that is so many weeks from another day's.
    InWeek(Base, i32, Weekday),
    /// The last day of the month.
    Last,
}

/// A clock time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Time {
    /// Hour, 0–30 as written (午後 added).
    pub hour: u32,
    /// Minute.
    pub minute: u32,
}

/// One point in time as written. Offsets are bytes of the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Year.
    pub year: YearPart,
    /// Month.
    pub month: MonthPart,
    /// Day.
    pub day: DayPart,
    /// The weekday it claims.
    pub weekday: Option<Weekday>,
    /// Time of day.
    pub time: Option<Time>,
}

impl Point {
    fn new(start: usize) -> Self {
        Self {
            start,
            end: start,
            year: YearPart::None,
            month: MonthPart::None,
            day: DayPart::None,
            weekday: None,
            time: None,
        }
    }

    /// Whether it has no date part at all, only a time.
    pub fn time_only(&self) -> bool {
        self.year == YearPart::None && self.month == MonthPart::None && self.day == DayPart::None
    }

    fn day_only(&self) -> bool {
        self.year == YearPart::None
            && self.month == MonthPart::None
            && matches!(self.day, DayPart::Number(_))
    }
}

/// A date expression: a point, or a range with at least one side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expression {
    /// First byte of the view.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Where it starts.
    pub from: Option<Point>,
    /// Where it ends, for a range.
    pub to: Option<Point>,
    /// Whether it is a range.
    pub range: bool,
}

/// Finds all date expressions in `text`. `starts` are the positions of words that a date can begin with.
pub fn find(text: &str, starts: &[usize], words: &DateWords) -> Vec<Expression> {
    let parser = Parser {
        text,
        words,
        slashes: std::cell::OnceCell::new(),
    };
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    let mut next_start = 0;
    let mut next_digit = 0;
    while at < bytes.len() {
        while next_start < starts.len() && starts[next_start] < at {
            next_start += 1;
        }
        let word = starts.get(next_start).copied().unwrap_or(usize::MAX);
        if next_digit < at || next_digit == 0 {
            next_digit = bytes[at..]
                .iter()
                .position(u8::is_ascii_digit)
                .map_or(usize::MAX, |n| at + n);
        }
        let digit = next_digit;
        let candidate = word.min(digit);
        if candidate == usize::MAX {
            break;
        }
        // A letter or prefix just before the digit belongs to the date: R5.10.20, 同24日.
        let start = if candidate == digit {
            parser.lead(digit, at)
        } else {
            candidate
        };
        at = match parser.try_at(start, &mut found) {
            Some(end) if end > candidate => end,
            // Past the whole number: its tail is no date.
            _ if candidate == digit => {
                digit
                    + bytes[digit..]
                        .iter()
                        .take_while(|b| b.is_ascii_digit())
                        .count()
            }
            _ => candidate + 1,
        };
    }
    found
}

struct Parser<'a> {
    text: &'a str,
    words: &'a DateWords,
    /// Whether the text writes whole dates with slashes, once it was asked.
    slashes: std::cell::OnceCell<bool>,
}

impl Parser<'_> {
    /// Tries to read an expression at `at`; gives its end, or that of what only looks like one.
    fn try_at(&self, at: usize, found: &mut Vec<Expression>) -> Option<usize> {
        if !self.text.is_char_boundary(at) {
            return None;
        }
        for shield in &self.words.shields {
            if self.text[at..].starts_with(shield.as_str()) {
                return Some(at + shield.len());
            }
        }
        if let Some(end) = self.law_number(at) {
            return Some(end);
        }
        let expression = self.expression(at)?;
        found.push(expression);
        Some(expression.end)
    }

    /// The start of a date whose digits start at `digit`: an era's letter or a prefix may stand before.
    fn lead(&self, digit: usize, floor: usize) -> usize {
        if let Some(c) = self.text[..digit].chars().next_back()
            && digit - c.len_utf8() >= floor
        {
            let at = digit - c.len_utf8();
            let clean = self.text[..at]
                .chars()
                .next_back()
                .is_none_or(|p| !p.is_ascii_alphanumeric());
            let letter = self
                .words
                .eras
                .iter()
                .any(|e| e.letters.iter().any(|l| l.chars().eq([c])));
            if (letter && (clean || !c.is_ascii()))
                || self.words.prefixes.iter().any(|p| p.word == c)
            {
                return at;
            }
        }
        digit
    }

    fn rest(&self, at: usize) -> &str {
        self.text.get(at..).unwrap_or("")
    }

    fn eat<'w>(&self, at: usize, options: impl IntoIterator<Item = &'w String>) -> Option<usize> {
        let rest = self.rest(at);
        options
            .into_iter()
            .filter(|o| rest.starts_with(o.as_str()))
            .map(String::len)
            .max()
            .map(|n| at + n)
    }

    fn eat_char(&self, at: usize, c: char) -> Option<usize> {
        self.rest(at).starts_with(c).then(|| at + c.len_utf8())
    }

    /// A number in digits; with its end and how many digits it has.
    fn digits(&self, at: usize) -> Option<(u32, usize, usize)> {
        let count = self.rest(at).bytes().take_while(u8::is_ascii_digit).count();
        if count == 0 || count > 4 {
            return None;
        }
        let value = self.text[at..at + count].parse().ok()?;
        Some((value, at + count, count))
    }

    /// A number in digits or kanji numerals.
    fn number(&self, at: usize) -> Option<(u32, usize)> {
        if let Some((value, end, _)) = self.digits(at) {
            return Some((value, end));
        }
        let mut value: u32 = 0;
        let mut end = at;
        let mut positional = true;
        for c in self.rest(at).chars().take(6) {
            let Some(&digit) = self.words.kanji_digits.get(&c) else {
                break;
            };
            if digit == 10 {
                positional = false;
                let tens = if value == 0 { 1 } else { value };
                value = tens * 10;
            } else if positional {
                value = value * 10 + digit;
            } else {
                value += digit;
            }
            end += c.len_utf8();
        }
        // 令和〇年〇月〇日: a blank to be filled in, not the number zero.
        (end > at && value > 0).then_some((value, end))
    }

    /// `平成15年法律第57号`: gives its end.
    fn law_number(&self, at: usize) -> Option<usize> {
        let (_, end) = self.year(at)?;
        let rest = self.rest(end);
        let law = &self.words.law_number;
        let window: String = rest
            .chars()
            .take(24)
            .take_while(|&c| c != '\n' && c != '。' && c != '、')
            .collect();
        let mark = law.marks.first().map_or("", String::as_str);
        let (kind, tail) = window.split_once(mark)?;
        if !law.kinds.iter().any(|k| kind.ends_with(k.as_str())) {
            return None;
        }
        tail.starts_with(|c: char| c.is_ascii_digit() || self.words.kanji_digits.contains_key(&c))
            .then(|| end + kind.len() + mark.len())
    }

    fn expression(&self, at: usize) -> Option<Expression> {
        let w = self.words;
        let first = self.point(at)?;
        if first.year == YearPart::None && !self.may_start(at, &first) {
            return None;
        }
        let mut end = first.end;
        let after_about = self.about(end);
        // A dash or から/より, then another point.
        if let Some(second) = self.second(after_about, &first) {
            let mut stop = second.end;
            let about = self.about(stop);
            if let Some(until) = self.eat(about, &w.until) {
                stop = until;
            } else {
                stop = about;
            }
            return Some(Expression {
                start: at,
                end: stop,
                from: Some(first),
                to: Some(second),
                range: true,
            });
        }
        if let Some(open) = self.eat(after_about, &w.since) {
            return Some(Expression {
                start: at,
                end: open,
                from: Some(first),
                to: None,
                range: true,
            });
        }
        if let Some(until) = self.eat(after_about, w.until.iter().chain(&w.before)) {
            return Some(Expression {
                start: at,
                end: until,
                from: None,
                to: Some(first),
                range: true,
            });
        }
        // 「~2023年8月」 and 「2024年3月1日~」
        let dash_before = self.text[..at]
            .chars()
            .next_back()
            .filter(|c| w.dash.iter().any(|d| d.chars().eq([*c])) && *c != '-');
        if let Some(c) = dash_before {
            let before = self.text[..at - c.len_utf8()].chars().next_back();
            if before.is_none_or(|b| !is_word(b) && !b.is_ascii_digit() && b != ')') {
                return Some(Expression {
                    start: at - c.len_utf8(),
                    end: after_about,
                    from: None,
                    to: Some(first),
                    range: true,
                });
            }
        }
        if let Some(dash) = self.eat(
            after_about,
            w.dash
                .iter()
                .filter(|d| d.as_str() != "-" && d.as_str() != "→"),
        ) {
            let next = self.rest(dash).chars().next();
            if !first.time_only()
                && next.is_none_or(|c| matches!(c, '\n' | '、' | '。' | ')' | '\t' | '|'))
            {
                return Some(Expression {
                    start: at,
                    end: dash,
                    from: Some(first),
                    to: None,
                    range: true,
                });
            }
        }
        if first.time_only() || first.time.is_some() {
            end = after_about;
        }
        Some(Expression {
            start: at,
            end,
            from: Some(first),
            to: None,
            range: false,
        })
    }

    /// The second point of a range that `first` starts.
    fn second(&self, at: usize, first: &Point) -> Option<Point> {
        let w = self.words;
        let dash = self.eat(at, &w.dash);
        // 14日の退勤から17日の出勤まで
        let named = self.named(at).filter(|&t| self.eat(t, &w.from).is_some());
        let from = self.eat(named.unwrap_or(at), &w.from);
        let next = match (dash, from) {
            (Some(d), _) => d,
            (None, Some(f)) => self.eat(f, &w.joints).unwrap_or(f),
            _ => return None,
        };
        let next = if self.rest(next).starts_with('\n') {
            next + 1
        } else {
            next
        };
        let mut second = self.point(next)?;
        if dash.is_none()
            && let Some(tail) = self.named(second.end)
            && self.eat(tail, w.until.iter()).is_some()
        {
            second.end = tail;
        }
        // After から the second date must close the range, or it is just the next date of the sentence.
        if dash.is_none() {
            let after = self.about(second.end);
            let joined = named.is_none() && from.is_some_and(|f| next == f);
            let closes = self.eat(after, w.until.iter()).is_some()
                || (joined && self.eat(after, &w.range_close).is_some());
            if !closes {
                return None;
            }
        }
        // A hyphen binds dates only when both are whole.
        if dash.is_some()
            && self.rest(at).starts_with('-')
            && first.time_only() != second.time_only()
        {
            return None;
        }
        if first.time_only() && !second.time_only() {
            return None;
        }
        Some(second)
    }

    /// The end of の and a short noun of kanji or katakana at `at`: what happened on a day that bounds a period.
    fn named(&self, at: usize) -> Option<usize> {
        let joint = self.words.noun_joint.first()?;
        let noun = self.rest(at).strip_prefix(joint.as_str())?;
        let length: usize = noun
            .chars()
            .take_while(|c| matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{30A1}'..='\u{30FC}'))
            .take(NAMED_CHARS + 1)
            .map(char::len_utf8)
            .sum();
        (length > 0 && length <= NAMED_CHARS * '日'.len_utf8()).then(|| at + joint.len() + length)
    }

    fn about(&self, at: usize) -> usize {
        self.eat(at, &self.words.about).unwrap_or(at)
    }

    /// Whether a date without a year may begin here: what stands before must not make it a count or an ordinal.
    fn may_start(&self, at: usize, point: &Point) -> bool {
        let before = &self.text[..at];
        let Some(last) = before.chars().next_back() else {
            return true;
        };
        if last == '.' && is_list_number(before) {
            return true;
        }
        if last.is_ascii_alphanumeric()
            || matches!(last, '.' | '/' | '+' | '=' | '_')
            || (last == ','
                && before.len() > 1
                && before.as_bytes()[before.len() - 2].is_ascii_digit())
        {
            return false;
        }
        if last == '-' && before[..before.len() - 1].ends_with(|c: char| c.is_ascii_digit()) {
            return false;
        }
        if last == ':'
            && point.time_only()
            && before[..before.len() - 1].ends_with(|c: char| c.is_ascii_digit())
        {
            return false;
        }
        !self
            .words
            .not_before
            .iter()
            .any(|n| before.ends_with(n.as_str()))
    }

    /// One point at `at`.
    fn point(&self, at: usize) -> Option<Point> {
        let mut point = self.date_part(at).unwrap_or_else(|| Point::new(at));
        let has_date = point.end > at;
        if has_date {
            self.weekday(&mut point);
            let joint = self.eat(point.end, &self.words.joints).unwrap_or(point.end);
            let candidates = [point.end, joint];
            if point.day != DayPart::None {
                for next in candidates {
                    if let Some((time, end)) = self.time(next, true) {
                        point.time = Some(time);
                        point.end = end;
                        break;
                    }
                }
                if point.time.is_none()
                    && let Some(end) = self.eat(point.end, &self.words.day_parts.plain)
                {
                    point.end = end;
                }
            }
            return Some(point);
        }
        let (time, end) = self.time(at, false)?;
        point.time = Some(time);
        point.end = end;
        Some(point)
    }
}

/// Whether a point is only a day of the month.
pub(super) fn is_day_only(point: &Point) -> bool {
    point.day_only()
}

/// Longest noun that names a bound of a period, in characters.
const NAMED_CHARS: usize = 6;

/// Whether `before` ends in the number of a list item at the start of a line: `8.`, `A2.`, `No.`.
fn is_list_number(before: &str) -> bool {
    // A few letters, two digits and a full stop at the most: no further back than that.
    let tail = before.as_bytes();
    let mut from = tail.len().saturating_sub(LIST_NUMBER_BYTES);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    let Some(tail) = before.get(from..) else {
        return false;
    };
    if from > 0 && !tail.contains('\n') {
        return false;
    }
    let line = tail.rsplit('\n').next().unwrap_or("");
    let label = line.trim_start().trim_end_matches('.');
    let digits = label.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    line.matches('.').count() == 1
        && !label.is_empty()
        && label.len() - digits.len() <= LIST_LETTERS
        && digits.len() <= 2
        && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Most letters of the number of a list item.
const LIST_LETTERS: usize = 5;

/// A line break, some blanks and the number of a list item are no longer than this, in bytes.
const LIST_NUMBER_BYTES: usize = 16;
