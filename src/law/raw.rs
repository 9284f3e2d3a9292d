//! The files of `rules/law/` as people write them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

/// A text in both languages.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// Japanese.
    pub ja: String,
    /// English.
    pub en: String,
}

/// A citation.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// Article or section.
    pub cite: String,
    /// What kind of source it is.
    pub tag: Tag,
    /// Since when it says so.
    #[serde(default)]
    pub from: Option<NaiveDate>,
}

/// The weight of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tag {
    /// Statute or rule.
    Law,
    /// The regulator's guideline.
    Guideline,
    /// Neither: what is usual.
    Practice,
}

/// `rules/law/duties.yaml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duties {
    /// By regime.
    pub regimes: Regimes,
    /// Periods.
    pub deadlines: Deadlines,
}

/// The two regimes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Regimes {
    /// 法26条.
    pub business: RegimeDuties,
    /// 法68条.
    pub public: RegimeDuties,
}

/// The duties of one regime.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RegimeDuties {
    /// What it is called.
    pub name: Bilingual,
    /// Since when, by what.
    pub in_force: Vec<InForce>,
    /// For local bodies.
    #[serde(default)]
    pub local_from: Option<LocalFrom>,
    /// Parts of names of national bodies.
    #[serde(default)]
    pub national: Vec<String>,
    /// Parts of names that are local in spite of that.
    #[serde(default)]
    pub local: Vec<String>,
    /// Articles by trigger.
    pub triggers: TriggerArticles,
    /// The number of persons above which it is reportable.
    pub volume_over: Vec<Threshold>,
}

/// A duty in force.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InForce {
    /// Since when.
    pub from: NaiveDate,
    /// By what.
    pub basis: Vec<Citation>,
}

/// Since when local bodies are under it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LocalFrom {
    /// Since when.
    pub from: NaiveDate,
    /// By what.
    pub basis: Citation,
}

/// Articles by trigger.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TriggerArticles {
    /// 要配慮個人情報.
    pub sensitive: String,
    /// 財産的被害.
    pub financial: String,
    /// 不正の目的.
    pub malicious: String,
    /// 人数.
    pub volume: String,
}

/// A threshold with its date.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    /// Since when.
    pub from: NaiveDate,
    /// More than this many persons.
    pub value: u64,
    /// By what.
    pub basis: Citation,
}

/// Periods.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deadlines {
    /// 速報.
    pub preliminary: Vec<Preliminary>,
    /// 確報.
    pub r#final: Vec<Final>,
}

/// The period of the preliminary report.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Preliminary {
    /// Since when.
    pub from: NaiveDate,
    /// Days, the awareness day being day 1.
    pub window: Window,
    /// The day from which it is plainly late.
    pub late_from: u32,
    /// By what.
    pub basis: Vec<Citation>,
}

/// A window of days.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// First day.
    pub first: u32,
    /// Last day.
    pub last: u32,
}

/// The period of the final report.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Final {
    /// Since when.
    pub from: NaiveDate,
    /// Days, the awareness day being day 1.
    pub days: u32,
    /// Days where a wrongful act is behind it.
    pub malicious_days: u32,
    /// By what.
    pub basis: Vec<Citation>,
}

/// `rules/law/closed-days.yaml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawCalendar {
    /// By what.
    pub basis: Citation,
    /// Days of the week.
    pub weekly: Vec<String>,
    /// The year's end.
    pub yearly: Yearly,
    /// The years that the list covers.
    pub covers: Covers,
    /// By year.
    pub holidays: BTreeMap<String, Vec<Holiday>>,
}

/// From month-day to month-day, over the year's end.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Yearly {
    /// First day, `MM-DD`.
    pub from: String,
    /// Last day, `MM-DD`.
    pub to: String,
}

/// Years.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Covers {
    /// First.
    pub from: i32,
    /// Last.
    pub to: i32,
}

/// A national holiday.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// The day.
    pub date: NaiveDate,
    /// Its name.
    pub name: String,
}

/// The value in force on a day: the last one that starts on it or before. Without a day, the last one.
pub fn in_force<T>(
    values: &[T],
    day: Option<NaiveDate>,
    from: impl Fn(&T) -> NaiveDate,
) -> Option<&T> {
    match day {
        Some(day) => values
            .iter()
            .filter(|v| from(v) <= day)
            .max_by_key(|v| from(v)),
        None => values.iter().max_by_key(|v| from(v)),
    }
}
