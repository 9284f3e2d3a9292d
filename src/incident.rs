//! The facts of one incident report: what the extraction finds and rules speak about. The vocabulary is that of the
//! project's fact list (docs/facts.md).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::date::{DateValue, Problem};
use crate::span::Span;

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// An organisation tells of its own incident.
    Notice,
    /// An authority tells what it did about somebody's incident.
    Regulator,
    /// A third party tells of an incident.
    News,
    /// Not about an incident.
    #[default]
    Other,
}

/// The kind of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Draft {
    /// 公表文.
    #[default]
    Notice,
    /// 本人通知文.
    Notification,
    /// 漏えい等報告書(速報).
    Preliminary,
    /// 漏えい等報告書(確報).
    Final,
}

impl Draft {
    /// All kinds.
    pub const ALL: [Self; 4] = [
        Self::Notice,
        Self::Notification,
        Self::Preliminary,
        Self::Final,
    ];
}

/// Which law's duties bind the organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Regime {
    /// 個人情報取扱事業者 (法26条).
    Business,
    /// 行政機関等 (法68条).
    Public,
    /// Abroad.
    Foreign,
    /// The text does not tell.
    #[default]
    Unclear,
}

/// Whether personal data got out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum PersonalData {
    /// Told as a fact.
    Leaked,
    /// Told as possible.
    Suspected,
    /// Denied.
    No,
    /// Not told.
    #[default]
    Unstated,
}

/// Whether something was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Done {
    /// Done or begun.
    Done,
    /// Planned.
    Planned,
    /// Told to be impossible.
    Impossible,
    /// Not told.
    #[default]
    None,
}

/// Secondary damage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum SecondaryDamage {
    /// Told that none is known.
    NoneConfirmed,
    /// Told that there is.
    Confirmed,
    /// Not told.
    #[default]
    Unstated,
}

/// The stage of a report to the regulator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// 速報.
    Preliminary,
    /// 確報.
    Final,
    /// 続報.
    Followup,
    /// The text does not say.
    Unstated,
}

impl Stage {
    /// Its code in the fact vocabulary.
    pub fn name(self) -> &'static str {
        match self {
            Self::Preliminary => "preliminary",
            Self::Final => "final",
            Self::Followup => "followup",
            Self::Unstated => "unstated",
        }
    }
}

/// Whether an event has happened or is planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Has happened.
    Done,
    /// Is planned.
    Planned,
}

/// The type of an event: `detected`, `occurred`, `reported_ppc` … as the lexicon names it.
pub type EventType = String;

/// One date expression of the text.
#[derive(Debug, Clone)]
pub struct DateRow {
    /// Where it stands.
    pub span: Span,
    /// What it stands for, where the text settles it.
    pub value: Option<DateValue>,
    /// What is wrong with it in itself.
    pub problem: Option<Problem>,
}

/// Something that happened, with its date where the text gives one.
#[derive(Debug, Clone)]
pub struct Event {
    /// Its type.
    pub kind: EventType,
    /// Its date.
    pub date: Option<DateValue>,
    /// Where the date stands.
    pub date_span: Option<Span>,
    /// Where it is told.
    pub span: Span,
    /// Where it is told again.
    pub again: Vec<Span>,
    /// Done or planned.
    pub status: Status,
    /// For reports to the regulator: the stage.
    pub stage: Option<Stage>,
    /// Done by the contractor, not by the organisation itself.
    pub by_contractor: bool,
    /// The text ties the date to it and tells it as done in so many words: what a contradiction may rest on.
    pub certain: bool,
}

/// A measure against recurrence or a remedy.
#[derive(Debug, Clone)]
pub struct Measure {
    /// Its code.
    pub code: String,
    /// Where it is told.
    pub span: Span,
    /// Done or planned.
    pub status: Status,
    /// It names a means of its own; a bare pledge does not.
    pub concrete: bool,
}

/// A code of the vocabulary (a data item, a cause) and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coded {
    /// The code.
    pub code: String,
    /// Where it stands.
    pub span: Span,
}

/// A day count that the text states itself (発覚後82日目).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatedDays {
    /// Which report it counts to.
    pub stage: Stage,
    /// The number of the day.
    pub days: i64,
    /// The text itself says that the awareness day is day 1.
    pub defined: bool,
    /// Where it stands.
    pub span: Span,
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Quantity {
    /// 人, 名, 人分.
    Persons,
    /// アカウント, ユーザー.
    Accounts,
    /// 世帯, 家族.
    Households,
    /// 件, レコード.
    Records,
    /// 通: mails or letters.
    Messages,
    /// 社, 団体, 事業者.
    Organisations,
    /// 店舗, 校, 箇所.
    Places,
}

impl Quantity {
    /// Whether it stands for persons (施行規則8条1項3号 counts 本人).
    pub fn of_persons(self) -> bool {
        matches!(self, Self::Persons | Self::Accounts | Self::Households)
    }
}

/// How exactly a number is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Exactness {
    /// As it stands.
    #[default]
    Exact,
    /// 約, およそ, 程度.
    About,
    /// 最大, 最多で.
    AtMost,
    /// 超, 以上.
    MoreThan,
    /// 延べ: the same person may be counted twice.
    Cumulative,
}

/// Which part of its quantity a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Share {
    /// Nothing says that it is a part.
    #[default]
    Whole,
    /// 合計, 計, 全.
    Total,
    /// うち, 内訳.
    Part,
    /// 当初…としていた: the text itself replaces it.
    Former,
}

/// A number of the text with what it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// The number.
    pub value: u64,
    /// What it counts.
    pub quantity: Quantity,
    /// How exactly.
    pub exactness: Exactness,
    /// Whole, total, part or replaced.
    pub share: Share,
    /// It counts the data concerned, not staff, mails sent or other matters.
    pub affected: bool,
    /// Where it stands, its counter included.
    pub span: Span,
}

/// Grounds of a claim that nothing need be reported: codes of [`Incident::exemption_grounds`].
pub const GROUND_ENCRYPTION: &str = "encryption";
/// Everything came back.
pub const GROUND_RECOVERY: &str = "recovery";
/// The number is small.
pub const GROUND_NUMBER: &str = "number";

/// What a text contradicts itself in or should not show, found while reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// Its kind.
    pub kind: FlawKind,
    /// The words at fault, the first place first.
    pub spans: Vec<Span>,
    /// The two numbers that do not agree, where it is about numbers: the one written first, then the other.
    pub numbers: Option<(u64, u64)>,
}

/// Kinds of [`Flaw`].
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum FlawKind {
    /// Parts that do not add up to their total.
    Total,
    /// One quantity with two values.
    Number,
    /// A private mobile telephone number.
    MobileNumber,
    /// A private e-mail address.
    PrivateMail,
    /// A 個人番号.
    MyNumber,
    /// A card number.
    CardNumber,
    /// The address of a malicious site that a click opens.
    LiveLink,
    /// Where leaked data can still be seen.
    LeakLocation,
    /// A leak both denied and told.
    Contradiction,
    /// 漏えい and 漏洩 (or 流出) for the same thing.
    MixedTerms,
}

impl FlawKind {
    /// Its name in rules and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Total => "total",
            Self::Number => "number",
            Self::MobileNumber => "mobile-number",
            Self::PrivateMail => "private-mail",
            Self::MyNumber => "my-number",
            Self::CardNumber => "card-number",
            Self::LiveLink => "live-link",
            Self::LeakLocation => "leak-location",
            Self::Contradiction => "contradiction",
            Self::MixedTerms => "mixed-terms",
        }
    }
}

/// What a later notice of an incident tells otherwise than an earlier one, without saying so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What it is.
    pub what: Changed,
    /// Where the later notice says so, and the earlier one.
    pub spans: [Span; 2],
}

/// What changed between two notices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// The number of persons: before and after.
    Persons(u64, u64),
    /// The day of an event.
    Day {
        /// The type of the event.
        event: EventType,
        /// The day that was told before.
        before: NaiveDate,
        /// The day that is told now.
        after: NaiveDate,
    },
    /// A data item came in or went away.
    Item {
        /// Its code.
        code: String,
        /// It came in.
        added: bool,
    },
}

/// All facts of one report.
#[derive(Debug, Clone, Default)]
pub struct Incident {
    /// What the text is.
    pub kind: Kind,
    /// The title's bytes in the document.
    pub title: Span,
    /// The kind of draft that the text seems to be.
    pub draft: Draft,
    /// The organisation whose duty it is, as written.
    pub org: Option<Coded>,
    /// Its regime.
    pub regime: Regime,
    /// Whether personal data got out.
    pub personal_data: PersonalData,
    /// Every date expression, in order.
    pub dates: Vec<DateRow>,
    /// What happened when, in order of the text.
    pub events: Vec<Event>,
    /// A report to 個人情報保護委員会.
    pub ppc_report: Done,
    /// The police were told.
    pub police: bool,
    /// The persons were told.
    pub notified: Done,
    /// Largest number of persons.
    pub persons: Option<u64>,
    /// Number of records, where no persons are given.
    pub records: Option<u64>,
    /// Every number that counts something, in order.
    pub counts: Vec<Count>,
    /// What data.
    pub data_items: Vec<Coded>,
    /// 要配慮個人情報.
    pub sensitive: bool,
    /// Misuse can cause property damage.
    pub financial: bool,
    /// Caused by a wrongful act.
    pub malicious: bool,
    /// Causes.
    pub causes: Vec<Coded>,
    /// It happened at a contractor, or a contractor caused it.
    pub outsourced: bool,
    /// The data was encrypted or locked.
    pub encrypted: bool,
    /// The text says that the key or the password was kept apart or was not lost with the data.
    pub key_apart: bool,
    /// The text claims that no report or no notice is needed.
    pub exemption_claimed: bool,
    /// What the claim rests on: `encryption`, `recovery`, `number`.
    pub exemption_grounds: Vec<Coded>,
    /// The data was enciphered (a password alone is not).
    pub ciphered: bool,
    /// The text says that nobody saw the data before it came back.
    pub not_viewed: bool,
    /// Some of the persons cannot be reached or told apart.
    pub unreachable: bool,
    /// The text says why the notification or the publication took its time.
    pub delay_explained: bool,
    /// The text says that more will be told.
    pub followup_promised: bool,
    /// The text tells measures that are done apart from those that are planned.
    pub measures_split: bool,
    /// Words of the topic `mention` that rules ask for.
    pub mentions: Vec<Coded>,
    /// The text tells the persons what they can do themselves.
    pub self_protection: bool,
    /// The text says which secondary damage may follow (二次被害のおそれ, 施行規則8条1項5号).
    pub damage_risk: bool,
    /// Secondary damage.
    pub secondary_damage: SecondaryDamage,
    /// An enquiry desk is given.
    pub contact: bool,
    /// The text explains why it happened.
    pub cause_stated: bool,
    /// The text says that the cause is still being looked for.
    pub cause_under_investigation: bool,
    /// Measures.
    pub measures: Vec<Measure>,
    /// Day counts that the text states.
    pub stated_days: Vec<StatedDays>,
    /// What the text contradicts itself in or should not show.
    pub flaws: Vec<Flaw>,
    /// The text goes on from an earlier one about the same incident.
    pub continues: bool,
    /// It says at its head that it follows a notice published before.
    pub follows: bool,
    /// What changed since an earlier notice of the same incident without a word.
    pub changes: Vec<Change>,
    /// Several notices of one incident are read together.
    pub in_series: bool,
    /// The day of the text.
    pub published: Option<NaiveDate>,
    /// Where each fact stands, by its name.
    pub evidence: BTreeMap<&'static str, Vec<Span>>,
}

/// The data item that puts an incident under the law of specific personal information as well.
const MY_NUMBER: &str = "my_number";

/// Places kept for one fact.
const MAX_EVIDENCE: usize = 64;

impl Incident {
    /// The same facts in a text that stands `by` bytes further on.
    pub(crate) fn shifted(mut self, by: usize) -> Self {
        let shift = |s: &mut Span| {
            s.start += by;
            s.end += by;
        };
        shift(&mut self.title);
        self.org.iter_mut().for_each(|o| shift(&mut o.span));
        self.dates.iter_mut().for_each(|d| shift(&mut d.span));
        for event in &mut self.events {
            shift(&mut event.span);
            event.date_span.iter_mut().for_each(shift);
            event.again.iter_mut().for_each(shift);
        }
        self.counts.iter_mut().for_each(|c| shift(&mut c.span));
        self.measures.iter_mut().for_each(|m| shift(&mut m.span));
        self.stated_days.iter_mut().for_each(|d| shift(&mut d.span));
        for flaw in &mut self.flaws {
            flaw.spans.iter_mut().for_each(shift);
        }
        for list in [
            &mut self.data_items,
            &mut self.causes,
            &mut self.exemption_grounds,
            &mut self.mentions,
        ] {
            for coded in list {
                shift(&mut coded.span);
            }
        }
        for spans in self.evidence.values_mut() {
            spans.iter_mut().for_each(shift);
        }
        self
    }

    /// Notes where a fact stands.
    pub(crate) fn note(&mut self, fact: &'static str, span: Span) {
        let spans = self.evidence.entry(fact).or_default();
        if spans.len() < MAX_EVIDENCE && !spans.contains(&span) {
            spans.push(span);
        }
    }

    /// The places a fact stands on.
    pub fn evidence(&self, fact: &str) -> &[Span] {
        self.evidence.get(fact).map_or(&[], Vec::as_slice)
    }

    /// A My Number (個人番号) is among the data.
    pub fn holds_my_number(&self) -> bool {
        self.data_items.iter().any(|i| i.code == MY_NUMBER)
    }

    /// The events of a type.
    pub fn events_of<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Event> {
        self.events.iter().filter(move |e| e.kind == kind)
    }
}
