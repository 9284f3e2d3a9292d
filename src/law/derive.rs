//! What follows from an incident's facts by the law: triggers, the reportable situation, the awareness date, the due date.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Applied, Duty, FinalDue, Law, RegimeId, Trigger};
use crate::incident::{
    Event, GROUND_RECOVERY, Incident, Kind, PersonalData, Regime, Stage, Status,
};

/// What follows from the facts by the law.
#[derive(Debug, Clone, Default)]
pub struct Derived {
    /// The regimes that bind the organisation, in the version of the awareness date.
    pub applied: Vec<Applied>,
    /// Triggers that are met.
    pub triggers: Vec<Trigger>,
    /// The text claims an exception and says what it asks for: enciphered with the key apart, or back before anybody saw it.
    pub exempt: bool,
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

/// The regime whose periods bind an organisation: private operators' where the text does not tell.
pub fn regime_of(regime: Regime) -> RegimeId {
    match regime {
        Regime::Public => RegimeId::Public,
        _ => RegimeId::Business,
    }
}

impl Law {
    /// What follows from the facts. `my_number`: the data is specific personal information, whatever the text says.
    pub fn derive(&self, incident: &Incident, my_number: bool) -> Derived {
        let my_number = my_number || incident.holds_my_number();
        let concerns_personal_data = matches!(
            incident.personal_data,
            PersonalData::Leaked | PersonalData::Suspected
        ) && matches!(incident.kind, Kind::Notice | Kind::Regulator);
        let (awareness_event, by_contractor) = awareness(incident);
        let awareness = awareness_event
            .and_then(|i| incident.events[i].date)
            .and_then(crate::date::DateValue::day);
        let applied = self.applied_to(incident, my_number, awareness);
        let triggers = self.triggers(incident, my_number, awareness);
        let bound = applied.iter().any(|a| a.duty == Duty::Report);
        let reportable =
            concerns_personal_data && !triggers.is_empty() && bound && !exempt(incident);
        let regime = regime_of(incident.regime);
        let final_due = awareness
            .filter(|_| reportable)
            .and_then(|day| self.final_due(regime, day, triggers.contains(&Trigger::Malicious)));
        let awareness_not = incident
            .events
            .iter()
            .enumerate()
            .filter(|(_, e)| e.kind == CONFIRMED && e.status == Status::Done)
            // What the investigation dated before the awareness is when it happened, no later finding.
            .filter(|(_, e)| {
                e.date
                    .and_then(crate::date::DateValue::day)
                    .is_some_and(|d| awareness.is_none_or(|a| d > a))
            })
            .map(|(i, _)| i)
            .collect();
        let awareness_alternative =
            awareness.and_then(|day| alternative(incident, day, by_contractor));
        Derived {
            applied,
            awareness_not,
            awareness_alternative,
            triggers,
            exempt: exempt(incident),
            reportable,
            concerns_personal_data,
            awareness,
            awareness_event,
            awareness_by_contractor: by_contractor,
            final_due,
        }
    }

    /// The regimes that bind the organisation; none abroad, or where the text does not tell.
    fn applied_to(
        &self,
        incident: &Incident,
        my_number: bool,
        awareness: Option<NaiveDate>,
    ) -> Vec<Applied> {
        if !matches!(incident.regime, Regime::Business | Regime::Public) {
            return Vec::new();
        }
        let name = incident.org.as_ref().map_or("", |o| o.code.as_str());
        let mut applied = vec![self.applied(regime_of(incident.regime), name, awareness)];
        if my_number {
            applied.push(self.applied(RegimeId::MyNumber, name, awareness));
        }
        applied
    }

    fn triggers(
        &self,
        incident: &Incident,
        my_number: bool,
        awareness: Option<NaiveDate>,
    ) -> Vec<Trigger> {
        let mut triggers: Vec<Trigger> = [
            (incident.sensitive, Trigger::Sensitive),
            (incident.financial, Trigger::Financial),
            (incident.malicious, Trigger::Malicious),
        ]
        .into_iter()
        .filter_map(|(holds, trigger)| holds.then_some(trigger))
        .collect();
        let own = self.volume_over(regime_of(incident.regime), awareness);
        let numbers = my_number
            .then(|| self.volume_over(RegimeId::MyNumber, awareness))
            .flatten();
        let threshold = match (own, numbers) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        let count = incident.persons.or(incident.records);
        if let (Some(threshold), Some(count)) = (threshold, count)
            && count > threshold
        {
            triggers.push(Trigger::Volume);
        }
        triggers
    }
}

/// 高度な暗号化その他の措置 (施行規則7条1号): the text claims it, says that the data was enciphered, and that the key was
/// kept apart; a password alone does not do. Or 全て回収 (通則編3-5-1, Q&A 6-1): back before anybody saw it.
fn exempt(incident: &Incident) -> bool {
    let recovered = incident
        .exemption_grounds
        .iter()
        .any(|g| g.code == GROUND_RECOVERY);
    let unreadable = incident.ciphered && incident.key_apart;
    incident.exemption_claimed && (unreadable || (recovered && incident.not_viewed))
}

/// What was done further before the awareness date than this, in days, was not done about this leak.
const MOST_DAYS_BEFORE: i64 = 60;

const DETECTED: &str = "detected";
const CONFIRMED: &str = "confirmed";
/// What nobody does who does not know.
const ACTS: [&str; 4] = ["contained", "investigation", PPC, "reported_police"];
const CLIENT_INFORMED: &str = "client_informed";
const PPC: &str = "reported_ppc";

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
