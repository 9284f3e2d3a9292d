//! The law as dated values (`rules/law/`) and the arithmetic over them: triggers, the reportable situation, day counts,
//! due dates. Nothing here reads a document.

pub mod calendar;
pub mod raw;

use chrono::{Days, NaiveDate};
use serde::Serialize;

pub use calendar::Calendar;
use raw::{Duties, RawCalendar};

use crate::incident::{Event, Incident, Kind, PersonalData, Regime, Stage, Status};

/// The law, loaded.
#[derive(Debug)]
pub struct Law {
    duties: Duties,
    /// The calendar of closed days.
    pub calendar: Calendar,
}

/// What makes an incident reportable (施行規則7条 / 43条).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trigger {
    /// 要配慮個人情報.
    Sensitive,
    /// 財産的被害のおそれ.
    Financial,
    /// 不正の目的.
    Malicious,
    /// 千人 / 百人を超える.
    Volume,
}

/// The final report's due date with its arithmetic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FinalDue {
    /// Days of the period; the awareness day is day 1.
    pub days: u32,
    /// The last day before the roll over closed days.
    pub raw: NaiveDate,
    /// The due date.
    pub due: NaiveDate,
}

/// What follows from the facts by the law.
#[derive(Debug, Clone, Default)]
pub struct Derived {
    /// Triggers that are met.
    pub triggers: Vec<Trigger>,
    /// A reportable situation (報告対象事態).
    pub reportable: bool,
    /// The report concerns a leak or suspected leak of personal data.
    pub concerns_personal_data: bool,
    /// The awareness date (知った日).
    pub awareness: Option<NaiveDate>,
    /// The event it was taken from: an index of the incident's events.
    pub awareness_event: Option<usize>,
    /// The contractor's day stands in, for want of the organisation's own.
    pub awareness_by_contractor: bool,
    /// Later findings of the same leak that were not taken for the awareness: indexes of the incident's events.
    pub awareness_not: Vec<usize>,
    /// Another day that a reader could take for the awareness date.
    pub awareness_alternative: Option<Alternative>,
    /// The final report's due date.
    pub final_due: Option<FinalDue>,
}

/// A day that a reader could take for the awareness date, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alternative {
    /// The event: an index of the incident's events.
    pub event: usize,
    /// Its day.
    pub day: NaiveDate,
    /// Why.
    pub why: Why,
}

/// Why another day could be the awareness date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// The contractor knew on that day (通則編3-5-3-2: its own clock; the client's starts with its notice).
    ContractorKnew,
    /// The organisation acted on that day already: it stopped, reported or asked for an investigation.
    AlreadyActing,
}

/// What was done further before the awareness date than this, in days, was not done about this leak.
const MOST_DAYS_BEFORE: i64 = 60;

const DETECTED: &str = "detected";
const CONFIRMED: &str = "confirmed";
/// What nobody does who does not know.
const ACTS: [&str; 5] = [
    "contained",
    "investigation",
    PPC,
    "reported_police",
    "notified",
];
const CLIENT_INFORMED: &str = "client_informed";
const PPC: &str = "reported_ppc";

impl Law {
    /// Builds the law from its files.
    pub fn new(duties: Duties, calendar: RawCalendar) -> Self {
        Self {
            duties,
            calendar: Calendar::new(calendar),
        }
    }

    /// What follows from the facts.
    pub fn derive(&self, incident: &Incident) -> Derived {
        let concerns_personal_data = matches!(
            incident.personal_data,
            PersonalData::Leaked | PersonalData::Suspected
        ) && matches!(incident.kind, Kind::Notice | Kind::Regulator);
        let (awareness_event, by_contractor) = awareness(incident);
        let awareness = awareness_event
            .and_then(|i| incident.events[i].date)
            .and_then(crate::date::DateValue::day);
        let triggers = self.triggers(incident, awareness);
        let reportable =
            concerns_personal_data && !triggers.is_empty() && self.in_force(incident, awareness);
        let final_due = awareness
            .filter(|_| reportable)
            .and_then(|day| self.final_due(day, triggers.contains(&Trigger::Malicious)));
        let awareness_not = incident
            .events
            .iter()
            .enumerate()
            .filter(|(_, e)| e.kind == CONFIRMED && e.date.is_some() && e.status == Status::Done)
            .map(|(i, _)| i)
            .collect();
        let awareness_alternative =
            awareness.and_then(|day| alternative(incident, day, by_contractor));
        Derived {
            awareness_not,
            awareness_alternative,
            triggers,
            reportable,
            concerns_personal_data,
            awareness,
            awareness_event,
            awareness_by_contractor: by_contractor,
            final_due,
        }
    }

    fn triggers(&self, incident: &Incident, awareness: Option<NaiveDate>) -> Vec<Trigger> {
        let mut triggers = Vec::new();
        if incident.sensitive {
            triggers.push(Trigger::Sensitive);
        }
        if incident.financial {
            triggers.push(Trigger::Financial);
        }
        if incident.malicious {
            triggers.push(Trigger::Malicious);
        }
        let regime = match incident.regime {
            Regime::Public => &self.duties.regimes.public,
            _ => &self.duties.regimes.business,
        };
        let threshold = raw::in_force(&regime.volume_over, awareness, |v| v.from).map(|v| v.value);
        let count = incident.persons.or(incident.records);
        if let (Some(threshold), Some(count)) = (threshold, count)
            && count > threshold
        {
            triggers.push(Trigger::Volume);
        }
        triggers
    }

    /// Whether a duty to report was in force for this organisation on the awareness date (or the date is not known).
    fn in_force(&self, incident: &Incident, awareness: Option<NaiveDate>) -> bool {
        let regime = match incident.regime {
            Regime::Business => &self.duties.regimes.business,
            Regime::Public => &self.duties.regimes.public,
            _ => return false,
        };
        let Some(day) = awareness else { return true };
        let name = incident.org.as_ref().map_or("", |o| o.code.as_str());
        let ends = |list: &[String]| list.iter().any(|n| name.contains(n.as_str()));
        let local =
            incident.regime == Regime::Public && (!ends(&regime.national) || ends(&regime.local));
        if let Some(from) = regime.local_from.as_ref().filter(|_| local) {
            return day >= from.from;
        }
        regime.in_force.iter().any(|v| day >= v.from)
    }

    /// The due date of the final report for an awareness date.
    pub fn final_due(&self, awareness: NaiveDate, malicious: bool) -> Option<FinalDue> {
        let rule = raw::in_force(&self.duties.deadlines.r#final, Some(awareness), |d| d.from)?;
        let days = if malicious {
            rule.malicious_days
        } else {
            rule.days
        };
        let raw = awareness.checked_add_days(Days::new(u64::from(days) - 1))?;
        Some(FinalDue {
            days,
            raw,
            due: self.calendar.roll(raw),
        })
    }

    /// The window of the preliminary report: its last day number, and the day number from which it is plainly late.
    pub fn preliminary(&self, awareness: Option<NaiveDate>) -> Option<(i64, i64)> {
        raw::in_force(&self.duties.deadlines.preliminary, awareness, |d| d.from)
            .map(|d| (i64::from(d.window.last), i64::from(d.late_from)))
    }

    /// The days, counted from the awareness date as day 1, on which the guideline expects a preliminary report.
    pub fn preliminary_window(&self, awareness: Option<NaiveDate>) -> Option<(u32, u32)> {
        raw::in_force(&self.duties.deadlines.preliminary, awareness, |d| d.from)
            .map(|d| (d.window.first, d.window.last))
    }

    /// The article and number by which a trigger makes the incident reportable.
    pub fn trigger_basis(&self, regime: Regime, trigger: Trigger) -> &str {
        let t = match regime {
            Regime::Public => &self.duties.regimes.public.triggers,
            _ => &self.duties.regimes.business.triggers,
        };
        match trigger {
            Trigger::Sensitive => &t.sensitive,
            Trigger::Financial => &t.financial,
            Trigger::Malicious => &t.malicious,
            Trigger::Volume => &t.volume,
        }
    }
}

/// The number of `day` when `awareness` is day 1.
pub fn day_number(awareness: NaiveDate, day: NaiveDate) -> i64 {
    (day - awareness).num_days() + 1
}

/// The event of the awareness date: the earliest day on which the organisation knew of the leak or of its possibility,
/// by its own finding or by its contractor's notice. The contractor's own finding stands in only where nothing else is.
fn awareness(incident: &Incident) -> (Option<usize>, bool) {
    let earliest = |own: bool| {
        incident
            .events
            .iter()
            .enumerate()
            .filter(|(_, e)| {
                e.status == Status::Done
                    && (e.kind == DETECTED || e.kind == CLIENT_INFORMED)
                    && e.by_contractor != own
            })
            .filter_map(|(i, e)| Some((i, e.date?.day()?)))
            .min_by_key(|&(i, day)| (day, i))
            .map(|(i, _)| i)
    };
    match earliest(true) {
        Some(i) => (Some(i), false),
        None => (earliest(false), true),
    }
}

/// The earliest day before the awareness on which the organisation acted already, else on which its contractor knew.
fn alternative(
    incident: &Incident,
    awareness: NaiveDate,
    by_contractor: bool,
) -> Option<Alternative> {
    let earliest = |fits: &dyn Fn(&Event) -> bool, why: Why| {
        incident
            .events
            .iter()
            .enumerate()
            .filter(|(_, e)| e.status == Status::Done && fits(e))
            .filter_map(|(event, e)| {
                let day = e.date?.day().filter(|d| *d < awareness)?;
                // Further back it is another matter, or a date misread.
                let near = (awareness - day).num_days() <= MOST_DAYS_BEFORE;
                near.then_some(Alternative { event, day, why })
            })
            .min_by_key(|a| (a.day, a.event))
    };
    let acting = |e: &Event| e.certain && !e.by_contractor && ACTS.contains(&e.kind.as_str());
    let contractor = |e: &Event| !by_contractor && e.by_contractor && e.kind == DETECTED;
    earliest(&acting, Why::AlreadyActing).or_else(|| earliest(&contractor, Why::ContractorKnew))
}

/// The report that counts for a stage: the earliest one of it; one whose stage is not told counts as preliminary.
pub fn report_of(incident: &Incident, stage: Stage) -> Option<&Event> {
    incident
        .events_of(PPC)
        .filter(|e| e.status == Status::Done && e.date.is_some_and(|d| d.day().is_some()))
        .filter(|e| {
            e.stage == Some(stage)
                || (stage == Stage::Preliminary && e.stage == Some(Stage::Unstated))
        })
        .min_by_key(|e| e.date.and_then(crate::date::DateValue::day))
}
