//! Times of day.

use super::{Parser, Time};

impl Parser<'_> {
    /// A time of day at `at`. `dated` tells that a date stands before it.
    pub(super) fn time(&self, at: usize, dated: bool) -> Option<(Time, usize)> {
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
