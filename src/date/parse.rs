//! Reads date expressions out of the view: points and ranges as they are written, nothing resolved yet.

use chrono::Weekday;

use super::words::{Base, DateWords, Unit};
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

    /// The date of a point: year, month, day in any of the written forms.
    fn date_part(&self, at: usize) -> Option<Point> {
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
    fn month_day(&self, point: &mut Point) {
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

    fn month_part(&self, point: &mut Point) {
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
    fn year(&self, at: usize) -> Option<(YearPart, usize)> {
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
    fn other_year<T>(
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
    fn era(&self, at: usize) -> Option<(usize, i32, usize)> {
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

    /// `2023/10/20`, `2023-10-20`, `2023.10.20`, `R5.10.20`, `10/20(金)`.
    fn separated(&self, at: usize) -> Option<Point> {
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
    fn slash_day(&self, at: usize, month: u32, next: usize) -> Option<Point> {
        let (day, end, count) = self.digits(next)?;
        if count > 2 || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return None;
        }
        let before = self.text[..at].chars().next_back();
        if before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | ',' | '-')) {
            return None;
        }
        // 2/30名: two of thirty.
        if self.eat(end, &self.words.fraction_after).is_some() {
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
            || self.time(probe.end, true).is_some();
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
    fn writes_slashes(&self) -> bool {
        *self.slashes.get_or_init(|| self.finds_slashes())
    }

    fn finds_slashes(&self) -> bool {
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
    fn english(&self, at: usize) -> Option<Point> {
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

    /// 同日, 翌日, 同月9日, 同年10月6日, 昨年12月, 同24日, 翌4月1日.
    fn relative(&self, at: usize) -> Option<Point> {
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
    fn weekday(&self, point: &mut Point) {
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

    /// A time of day at `at`. `dated` tells that a date stands before it.
    fn time(&self, at: usize, dated: bool) -> Option<(Time, usize)> {
        let w = self.words;
        let parts = &w.day_parts;
        let mut next = at;
        let mut pm = false;
        let mut told = false;
        if let Some(end) = self.eat(next, &parts.plain) {
            next = end;
        }
        if let Some(end) = self.eat(next, &parts.noon) {
            return Some((
                Time {
                    hour: 12,
                    minute: 0,
                },
                end,
            ));
        }
        if let Some(end) = self.eat(next, &parts.am) {
            (next, told) = (end, true);
        } else if let Some(end) = self.eat(next, &parts.pm) {
            (next, pm, told) = (end, true, true);
        }
        let (hour, end) = if told || dated {
            self.number(next)?
        } else {
            self.digits(next).map(|(v, e, _)| (v, e))?
        };
        if hour > 30 {
            return None;
        }
        let shift = |h: u32| if pm && h < 12 { h + 12 } else { h };
        if let Some(unit) = self.eat_char(end, w.units.hour) {
            if self.eat(unit, &w.not_after.hour).is_some()
                || (end - next > 2 && self.text.as_bytes()[next].is_ascii_digit())
            {
                return None;
            }
            if let Some(half) = self.eat_char(unit, w.units.half) {
                return Some((
                    Time {
                        hour: shift(hour),
                        minute: 30,
                    },
                    half,
                ));
            }
            if let Some((minute, e)) = self.number(unit)
                && minute < 100
                && let Some(stop) = self.eat_char(e, w.units.minute)
                && self.eat(stop, &w.not_after.minute).is_none()
            {
                let stop = match self.number(stop) {
                    Some((_, s)) => self.eat_char(s, w.units.second).unwrap_or(stop),
                    None => stop,
                };
                return Some((
                    Time {
                        hour: shift(hour),
                        minute,
                    },
                    stop,
                ));
            }
            return Some((
                Time {
                    hour: shift(hour),
                    minute: 0,
                },
                unit,
            ));
        }
        let colon = self.eat_char(end, ':')?;
        let (minute, stop, count) = self.digits(colon)?;
        if count != 2 || minute > 59 || end - next > 2 {
            return None;
        }
        let stop = match self.eat_char(stop, ':').and_then(|s| self.digits(s)) {
            Some((_, e, 2)) => e,
            _ => stop,
        };
        let after = self.rest(stop).chars().next();
        if after.is_some_and(|c| c.is_ascii_alphanumeric() || c == '.') {
            return None;
        }
        Some((
            Time {
                hour: shift(hour),
                minute,
            },
            stop,
        ))
    }
}

/// Whether a point is only a day of the month.
pub(super) fn is_day_only(point: &Point) -> bool {
    point.day_only()
}

/// Longest noun that names a bound of a period, in characters.
const NAMED_CHARS: usize = 6;

/// Whether `before` ends in the number of a list item: `8.` at the start of a line.
fn is_list_number(before: &str) -> bool {
    // Three digits and a full stop at the most: no further back than that.
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
    let digits = line.trim_start().trim_end_matches('.');
    line.matches('.').count() == 1
        && (1..=2).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit())
}

/// A line break, some blanks and the number of a list item are no longer than this, in bytes.
const LIST_NUMBER_BYTES: usize = 8;
