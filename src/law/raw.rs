//! The files of `rules/law/` as people write them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Trigger;
use crate::lang::Bilingual;

/// The weight of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tag {
    /// Statute or rule.
    Law,
    /// The regulator's guideline.
    Guideline,
    /// Neither: what is usual.
    Practice,
}

/// The regimes whose duties `rules/law/regimes/` holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RegimeId {
    /// 個人情報取扱事業者 (法26条).
    Business,
    /// 行政機関等 (法68条).
    Public,
    /// 特定個人情報 (番号法29条の4), on top of one of the others.
    MyNumber,
}

/// `rules/law/sources.yaml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawSources {
    /// What may be cited.
    pub sources: Vec<RawSource>,
}

/// An act, a set of rules, a guideline or another text that may be cited.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawSource {
    /// What a Japanese citation begins with.
    pub name: String,
    /// What an English citation begins with.
    pub en: String,
    /// Its full title.
    pub title: Bilingual,
    /// Where it can be read.
    #[serde(default)]
    pub url: Option<String>,
    /// Its weight.
    pub tag: Tag,
    /// Its places.
    pub places: Vec<RawPlace>,
}

/// A place of a source: an article, a section, or (with an empty `at`) the whole.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawPlace {
    /// What a Japanese citation ends with.
    pub at: String,
    /// What an English citation ends with.
    pub en: String,
    /// The first day on which it says so.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// The last day on which it says so.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    /// Only for organisations under this regime.
    #[serde(default)]
    pub regime: Option<RegimeId>,
    /// What it asks, in our own words.
    pub says: Bilingual,
}

/// `rules/law/regimes/*.yaml`: the duties of one regime, each value with the day it holds from.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawRegime {
    /// Which.
    pub id: RegimeId,
    /// What those under it are called.
    pub name: Bilingual,
    /// What duty there is.
    pub duties: Vec<RawDuty>,
    /// What makes an incident reportable.
    pub triggers: BTreeMap<Trigger, Vec<RawTrigger>>,
    /// 速報.
    pub preliminary: Vec<RawPreliminary>,
    /// 確報.
    pub r#final: Vec<RawFinal>,
    /// 本人通知.
    pub notification: Vec<RawNotification>,
    /// The notice of a contractor to its client.
    pub contractor: Vec<RawContractor>,
}

/// A duty from a day on.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawDuty {
    /// Since when.
    pub from: NaiveDate,
    /// How binding.
    pub duty: Duty,
    /// By what.
    pub basis: Vec<String>,
    /// What it asks.
    pub says: Bilingual,
}

/// How binding a duty to report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Duty {
    /// No duty yet.
    None,
    /// 努力義務, without a period.
    Effort,
    /// 義務.
    Report,
}

/// A trigger from a day on.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawTrigger {
    /// Since when.
    pub from: NaiveDate,
    /// By what.
    pub basis: String,
    /// For the number of persons: reportable above it.
    #[serde(default)]
    pub over: Option<u64>,
    /// What it is.
    pub says: Bilingual,
}

/// The period of the preliminary report from a day on.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RawPreliminary {
    /// Since when.
    pub from: NaiveDate,
    /// Days, the awareness day being day 1.
    pub window: Window,
    /// The day from which it is plainly late.
    pub late_from: u32,
    /// By what.
    pub basis: Vec<String>,
}

/// A window of days.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// First day.
    pub first: u32,
    /// Last day.
    pub last: u32,
}

/// The period of the final report from a day on.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RawFinal {
    /// Since when.
    pub from: NaiveDate,
    /// Days, the awareness day being day 1.
    pub days: u32,
    /// Days where a wrongful act is behind it.
    pub malicious_days: u32,
    /// By what.
    pub basis: Vec<String>,
}

/// The notification of the persons from a day on: 速やかに, without a number of days.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawNotification {
    /// Since when.
    pub from: NaiveDate,
    /// By what.
    pub basis: Vec<String>,
}

/// The contractor's notice to its client from a day on.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawContractor {
    /// Since when.
    pub from: NaiveDate,
    /// Days of the contractor's own awareness.
    pub window: Window,
    /// By what.
    pub basis: Vec<String>,
}

/// `rules/law/bodies.yaml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawBodies {
    /// Tried in order.
    pub bodies: Vec<RawBody>,
}

/// A kind of body: its regime, and since when.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawBody {
    /// Its code.
    pub id: String,
    /// What it is.
    pub what: Bilingual,
    /// Parts of names; none means every name.
    pub names: Vec<String>,
    /// Its regime.
    pub regime: RegimeId,
    /// Since when it is under it.
    pub from: NaiveDate,
    /// By what.
    pub basis: Vec<String>,
}

/// `rules/law/sectors.yaml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawSectors {
    /// By sector.
    pub sectors: Vec<Sector>,
}

/// Another recipient of a report.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Sector {
    /// Its code.
    pub id: String,
    /// What it is called.
    pub name: Bilingual,
    /// Who receives the report.
    pub recipient: Bilingual,
    /// The report goes there in the place of the PPC.
    pub instead_of_ppc: bool,
    /// Every incident is reported, whatever its triggers.
    #[serde(default)]
    pub every_incident: bool,
    /// Days of a preliminary report.
    #[serde(default)]
    pub preliminary: Option<Window>,
    /// Days of a final report.
    #[serde(default)]
    pub final_days: Option<u32>,
    /// Days of a final report where a wrongful act is behind it.
    #[serde(default)]
    pub malicious_days: Option<u32>,
    /// How the days are counted.
    #[serde(default)]
    pub count: CountFrom,
    /// By what.
    pub basis: Vec<String>,
    /// What else to know.
    pub note: Bilingual,
}

/// How days are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CountFrom {
    /// The awareness day is day 1 (通則編3-5-3-4).
    #[default]
    DayOne,
    /// The first day is not counted (民法140条).
    NextDay,
}

/// `rules/law/expected.yaml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawExpected {
    /// Law that is enacted and not in force.
    pub expected: Vec<Expected>,
}

/// An enacted law that is not in force: shown, never applied.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Expected {
    /// Its code.
    pub id: String,
    /// What it is called.
    pub name: Bilingual,
    /// The day of its promulgation.
    pub promulgated: NaiveDate,
    /// In force by this day at the latest.
    pub not_later_than: NaiveDate,
    /// What it changes.
    pub says: Bilingual,
    /// Where to read of it.
    pub url: String,
}

/// `rules/law/closed-days.yaml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawCalendar {
    /// By what.
    pub basis: Vec<String>,
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
