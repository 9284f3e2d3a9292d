//! Rule files as people write them. Unknown keys are errors.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Severity, Verdict};
use crate::incident::{Draft, FlawKind, Kind};
use crate::lang::Bilingual;
use crate::law::Trigger;

/// A text in both languages.
pub type Texts = Bilingual;

/// One rule file.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RawRule {
    /// The code; the file's name starts with it.
    pub id: String,
    /// The name; the rest of the file's name.
    pub name: String,
    /// What it asks, in a few words.
    pub title: Texts,
    /// How sure a finding is: how often the reading behind it errs.
    #[serde(default)]
    pub confidence: Confidence,
    /// What it rests on: citations that stand in `rules/law/sources.yaml`.
    pub basis: Vec<String>,
    /// What people should know of the basis: that it is practice alone, that the law asks for less.
    #[serde(default)]
    pub note: Option<Texts>,
    /// When it applies.
    #[serde(default)]
    pub applies: Applies,
    /// What it checks.
    pub check: Check,
    /// Severity of the verdicts that make a diagnostic.
    pub severity: BTreeMap<Verdict, SeverityBy>,
    /// Messages by verdict or case.
    pub messages: BTreeMap<String, Texts>,
    /// What to do.
    pub help: Texts,
    /// A sentence with blanks (●) that would answer the finding.
    #[serde(default)]
    pub proposal: Option<Texts>,
    /// Texts that fail and texts that pass.
    #[serde(default)]
    #[schemars(required)]
    pub examples: Option<Examples>,
}

/// How sure a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// The text itself shows it: a date, a number, a word.
    High,
    /// It rests on reading sentences; now and then they mean something else.
    #[default]
    Medium,
    /// A hint: people should look.
    Low,
}

/// Conditions; all that are given must hold.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Applies {
    /// The report is of one of these kinds.
    #[serde(default)]
    pub kinds: Vec<KindName>,
    /// The draft is of one of these kinds; none means all.
    #[serde(default)]
    pub drafts: Vec<DraftName>,
    /// Only in a reportable situation.
    #[serde(default)]
    pub reportable: bool,
    /// Only where personal data leaked or may have.
    #[serde(default)]
    pub personal_data: bool,
    /// Only where something happened at a contractor.
    #[serde(default)]
    pub outsourced: bool,
    /// Only where one of these causes stands.
    #[serde(default)]
    pub causes: Vec<String>,
    /// Only where at least one measure stands.
    #[serde(default)]
    pub measures: bool,
    /// Only where a report to the regulator is told as done.
    #[serde(default)]
    pub ppc_reported: bool,
    /// Only where one of these risks is there.
    #[serde(default)]
    pub risk: Option<Risk>,
    /// Only while the investigation is told to be running.
    #[serde(default)]
    pub investigating: bool,
    /// Only where some of the persons are told to be out of reach.
    #[serde(default)]
    pub unreachable: bool,
    /// Only where several notices of one incident are read together.
    #[serde(default)]
    pub series: bool,
    /// Only under one of these profiles.
    #[serde(default)]
    pub profiles: Vec<String>,
}

/// A risk to the persons: one of the triggers is met, or one of the data items leaked.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Risk {
    /// Triggers (施行規則7条 / 43条).
    #[serde(default)]
    pub triggers: Vec<Trigger>,
    /// Data items.
    #[serde(default)]
    pub items: Vec<String>,
}

/// A kind of text, as written in rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum KindName {
    /// A notice.
    Notice,
    /// A regulator's text.
    Regulator,
}

/// A kind of draft, as written in rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DraftName {
    /// 公表文.
    Notice,
    /// 本人通知文.
    Notification,
    /// 漏えい等報告書, 速報 or 確報.
    Report,
}

impl DraftName {
    /// Whether a draft is of this kind.
    pub fn is(self, draft: Draft) -> bool {
        match self {
            Self::Notice => draft == Draft::Notice,
            Self::Notification => draft == Draft::Notification,
            Self::Report => matches!(draft, Draft::Preliminary | Draft::Final),
        }
    }
}

impl KindName {
    /// Whether a report is of this kind.
    pub fn is(self, kind: Kind) -> bool {
        matches!(
            (self, kind),
            (Self::Notice, Kind::Notice) | (Self::Regulator, Kind::Regulator)
        )
    }
}

/// What a rule checks: a small closed set with typed parameters.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Check {
    /// A report to the regulator within its period.
    Deadline(Deadline),
    /// Not more than so many days between the awareness and something, unless the text says why.
    Delay(Delay),
    /// A claim that no report or notice is needed holds what it needs to.
    Exemption(Exemption),
    /// Where persons are out of reach, the substitute for their notification is whole.
    Substitute(Substitute),
    /// A word of the lexicon's topic `mention` stands in the text, not denied.
    Mentioned(Mentioned),
    /// A fact is stated.
    Stated(Stated),
    /// A measure that fits the cause stands in the text.
    Countermeasure(Countermeasure),
    /// Not every measure that names a means is of this one code.
    NotOnly(NotOnly),
    /// The text agrees with itself.
    Consistency(Consistency),
    /// Something that must not stand in a text that is published.
    Prohibited(Prohibited),
}

/// Parameters of `deadline`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Deadline {
    /// Which report.
    pub report: ReportStage,
}

/// A stage as written in rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ReportStage {
    /// 速報.
    Preliminary,
    /// 確報.
    Final,
    /// 委託先から委託元への通知.
    Client,
}

/// Parameters of `delay`.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Delay {
    /// What is late.
    pub of: DelayOf,
    /// Days after the awareness that are no delay.
    pub days: u32,
}

/// What may be late.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DelayOf {
    /// 本人への通知.
    Notification,
    /// 公表.
    Publication,
}

/// Parameters of `exemption`: there are none.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Exemption {}

/// Parameters of `substitute`: there are none.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Substitute {}

/// Parameters of `mentioned`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mentioned {
    /// One of these codes of the topic `mention`.
    pub any: Vec<String>,
}

/// Parameters of `stated`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Stated {
    /// The fact.
    pub fact: FactName,
    /// An investigation still running is a valid answer for now: the verdict is `pending`.
    #[serde(default)]
    pub pending_while_investigating: bool,
    /// Measures that count for nothing here: they limit this leak and prevent no other.
    #[serde(default)]
    pub besides: Vec<String>,
}

/// Facts that rules can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FactName {
    /// The awareness date.
    AwarenessDate,
    /// When it happened.
    OccurrenceDate,
    /// What data.
    DataItems,
    /// How many persons (or records).
    Persons,
    /// Why.
    Cause,
    /// Secondary damage.
    SecondaryDamage,
    /// What was done at once.
    Containment,
    /// Measures against recurrence.
    Measures,
    /// An enquiry desk.
    Contact,
    /// A report to the regulator, done or planned.
    RegulatorReport,
    /// The date of a report to the regulator that is told as done.
    RegulatorReportDate,
    /// The notification of the persons, done or planned.
    Notification,
    /// What the persons can do to protect themselves.
    SelfProtection,
    /// That more will be told.
    Followup,
    /// Measures that are done told apart from those that are planned.
    MeasuresSplit,
}

/// Parameters of `countermeasure`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Countermeasure {
    /// One of these measures satisfies the rule.
    pub any: Vec<String>,
}

/// Parameters of `not-only`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NotOnly {
    /// The measure that is not enough by itself.
    pub measure: String,
    /// Measures that, once done, undo what happened (the recipients erased it) and prevent nothing: they do not count.
    #[serde(default)]
    pub undoing: Vec<String>,
}

/// Parameters of `consistency`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Consistency {
    /// What must agree.
    pub of: ConsistencyOf,
}

/// What must agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ConsistencyOf {
    /// The weekday written and the day.
    Weekday,
    /// The era year and the Gregorian year.
    Era,
    /// The date and the calendar.
    Impossible,
    /// A word that points to a date before it (同日), and such a date.
    Dangling,
    /// The order of what happened: occurrence, awareness, report and notification, publication.
    Order,
    /// What is told as done, and the day of reading.
    Future,
    /// A stated day count and the dates.
    DayCount,
    /// A total and its parts.
    Total,
    /// A number and the same number elsewhere.
    Number,
    /// The number of persons in a later notice and in an earlier one.
    ChangedNumber,
    /// The day of an event in a later notice and in an earlier one.
    ChangedDate,
    /// The data items of a later notice and of an earlier one.
    ChangedItems,
}

/// Parameters of `prohibited`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Prohibited {
    /// What must not stand in the text.
    pub any: Vec<FlawKind>,
}

/// Severity: one for all kinds of draft, or by kind.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum SeverityBy {
    /// The same for all.
    One(Severity),
    /// By kind of draft.
    Draft(SeverityByDraft),
}

/// Severity by kind of draft.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeverityByDraft {
    /// 公表文.
    pub notice: Severity,
    /// 本人通知文.
    pub notification: Severity,
    /// 漏えい等報告書(速報).
    pub preliminary: Severity,
    /// 漏えい等報告書(確報).
    pub r#final: Severity,
}

impl SeverityBy {
    /// The severity for a kind of draft.
    pub fn of(&self, draft: Draft) -> Severity {
        match self {
            Self::One(s) => *s,
            Self::Draft(d) => match draft {
                Draft::Notice => d.notice,
                Draft::Notification => d.notification,
                Draft::Preliminary => d.preliminary,
                Draft::Final => d.r#final,
            },
        }
    }

    /// The same with another severity for one kind of draft.
    #[must_use]
    pub fn with(&self, draft: Draft, severity: Severity) -> Self {
        let of = |d: Draft| if d == draft { severity } else { self.of(d) };
        let first = of(Draft::Notice);
        if Draft::ALL.iter().all(|&d| of(d) == first) {
            return Self::One(first);
        }
        Self::Draft(SeverityByDraft {
            notice: first,
            notification: of(Draft::Notification),
            preliminary: of(Draft::Preliminary),
            r#final: of(Draft::Final),
        })
    }
}

/// A rule's own examples.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Examples {
    /// Texts in which it makes a diagnostic.
    pub failing: Vec<Example>,
    /// Texts in which it is met.
    pub passing: Vec<Example>,
}

/// One example.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Example {
    /// The text.
    pub text: String,
    /// Earlier notices of the same incident, the oldest first.
    #[serde(default)]
    pub before: Vec<String>,
    /// The day it is read on.
    pub as_of: NaiveDate,
    /// The verdict expected, where it is not the usual one.
    #[serde(default)]
    pub verdict: Option<Verdict>,
}
