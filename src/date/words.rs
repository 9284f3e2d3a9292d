//! The words of dates, as written in `rules/lexicon/dates.yaml`.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

/// All words that dates are written with.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DateWords {
    /// Eras, the newest first.
    pub eras: Vec<Era>,
    /// The characters of the units.
    pub units: Units,
    /// Monday to Sunday.
    pub weekdays: Vec<char>,
    /// What may follow the weekday's character.
    pub weekday_suffix: Vec<String>,
    /// What may stand beside a weekday in its bracket.
    pub holiday_marks: Vec<String>,
    /// Words for the day of the text, right before a time (本日10時).
    pub today: Vec<String>,
    /// Words that stand for a day, month or year by another date.
    pub relative: Vec<Relative>,
    /// Characters before a number that do the same.
    pub prefixes: Vec<Prefix>,
    /// Parts of a month.
    pub month_parts: MonthParts,
    /// Parts of a day.
    pub day_parts: DayParts,
    /// Words that make a time approximate.
    pub about: Vec<String>,
    /// What may stand between a date and its time.
    pub joints: Vec<String>,
    /// Dashes of ranges.
    pub dash: Vec<String>,
    /// "from".
    pub from: Vec<String>,
    /// "until".
    pub until: Vec<String>,
    /// What closes a range that starts with "from" where no "until" does (11月から8月に).
    pub range_close: Vec<String>,
    /// Ends of subordinate clauses that keep a date to themselves (1月17日に…移行した際に、…判明).
    pub subordinate: Vec<String>,
    /// "since".
    pub since: Vec<String>,
    /// "before".
    pub before: Vec<String>,
    /// The particle that makes a date the property of the noun after it.
    pub noun_joint: Vec<String>,
    /// Nouns after it that only name the period.
    pub period: Vec<String>,
    /// What stands between an act and the date told after it (したのは5月1日).
    pub topic: Vec<String>,
    /// Ends of nouns that tell when (出勤後, 点検中).
    pub moment_nouns: Vec<String>,
    /// What follows a noun that tells on what occasion (内部監査で).
    pub occasion: Vec<String>,
    /// What ties a noun to the date right behind it (速報は17日に, 報告を17日に).
    pub noun_topic: Vec<String>,
    /// What may not follow a unit.
    pub not_after: NotAfter,
    /// What may not stand before a number without a year.
    pub not_before: Vec<String>,
    /// How numbers of acts look.
    pub law_number: LawNumber,
    /// Words that make times opening hours.
    pub hours_context: Vec<String>,
    /// Words of a label that dates what happened, not the text.
    pub event_labels: Vec<String>,
    /// Particles after a bare `7/7` that make it a day in a text that writes dates with slashes.
    pub slash_particles: Vec<String>,
    /// Counters after `2/30` that make it a fraction.
    pub fraction_after: Vec<String>,
    /// Phrases with digits that are no dates.
    pub shields: Vec<String>,
    /// First three letters of the months.
    pub english_months: Vec<String>,
    /// Kanji numerals.
    pub kanji_digits: BTreeMap<char, u32>,
    /// Words after a date that make it a property of a noun.
    pub attributive: Vec<String>,
}

/// One era.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Era {
    /// Its name.
    pub name: String,
    /// Its short forms.
    pub letters: Vec<String>,
    /// Its first day.
    pub start: NaiveDate,
}

/// The characters of the units.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Units {
    /// Year.
    pub year: char,
    /// Month.
    pub month: char,
    /// Day.
    pub day: char,
    /// Hour.
    pub hour: char,
    /// Minute.
    pub minute: char,
    /// Second.
    pub second: char,
    /// Half past.
    pub half: char,
    /// First year of an era.
    pub first_year: char,
}

/// The unit a relative word stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// A year.
    Year,
    /// A month.
    Month,
    /// A week; the day is a weekday that follows (翌週月曜日).
    Week,
    /// A day.
    Day,
}

/// What a relative word counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Base {
    /// The date before it.
    Context,
    /// The day of the text.
    Text,
}

/// Words for a day, month or year by another date.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relative {
    /// The words, longer ones first where one starts with another.
    pub words: Vec<String>,
    /// The unit.
    pub unit: Unit,
    /// How many units away.
    pub shift: i32,
    /// From what.
    pub base: Base,
}

/// One character before a number.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prefix {
    /// The character.
    pub word: char,
    /// How many units away.
    pub shift: i32,
}

/// Parts of a month.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MonthParts {
    /// The first third.
    pub start: Vec<String>,
    /// The second.
    pub middle: Vec<String>,
    /// The third.
    pub end: Vec<String>,
    /// Its last day.
    pub last: Vec<String>,
}

/// Parts of a day.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DayParts {
    /// Before noon.
    pub am: Vec<String>,
    /// After noon.
    pub pm: Vec<String>,
    /// Words that say nothing of the hour's number.
    pub plain: Vec<String>,
    /// Noon.
    pub noon: Vec<String>,
}

/// What may not follow a unit.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotAfter {
    /// After a year.
    pub year: Vec<String>,
    /// After a month.
    pub month: Vec<String>,
    /// After a day.
    pub day: Vec<String>,
    /// After an hour.
    pub hour: Vec<String>,
    /// After a minute.
    pub minute: Vec<String>,
}

/// How numbers of acts look.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LawNumber {
    /// Kinds of acts.
    pub kinds: Vec<String>,
    /// The characters around the number.
    pub marks: Vec<String>,
}

impl DateWords {
    /// Whether the text says today right before a place.
    pub fn ends_in_today(&self, text: &str, at: usize) -> bool {
        let before = &text[..at];
        self.today.iter().any(|t| before.ends_with(t.as_str()))
    }

    /// Characters after which a wrapped line goes on: the units of dates.
    pub fn unit_chars(&self) -> Vec<char> {
        let u = &self.units;
        vec![u.year, u.month, u.day, u.hour, u.minute]
    }

    fn ten(&self) -> String {
        self.kanji_digits
            .iter()
            .find(|&(_, &v)| v == 10)
            .map_or_else(String::new, |(c, _)| c.to_string())
    }

    /// The words a date can start with, for the one scan over the text.
    pub fn starts(&self) -> Vec<String> {
        let mut words: Vec<String> = self.eras.iter().map(|e| e.name.clone()).collect();
        words.extend(self.relative.iter().flat_map(|r| r.words.iter().cloned()));
        words.extend(
            self.day_parts
                .am
                .iter()
                .chain(&self.day_parts.pm)
                .chain(&self.day_parts.noon)
                .cloned(),
        );
        for digit in self.kanji_digits.keys() {
            words.push(format!("{digit}{}", self.units.month));
            words.push(format!("{}{digit}{}", self.ten(), self.units.month));
        }
        words.retain(|w| w.chars().count() >= 2);
        words
    }
}
