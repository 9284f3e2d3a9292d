//! What is due when: the answer before any draft is there. Pure arithmetic over the dated values; no clock.

use std::sync::Arc;

use chrono::{Days, NaiveDate, Weekday};

use super::raw::{CountFrom, Sector, Window};
use super::{Applied, Duty, FinalDue, Law, Place, RegimeId, Trigger, day_number};

/// What the plan is asked for.
#[derive(Debug, Clone)]
pub struct Question {
    /// The day on which the organisation became aware (知った日).
    pub awareness: NaiveDate,
    /// Its regime: business or public.
    pub regime: RegimeId,
    /// A My Number is among the data.
    pub my_number: bool,
    /// Its name, for bodies that came under their regime later than others.
    pub name: String,
    /// Triggers that are known to be met.
    pub triggers: Vec<Trigger>,
    /// The largest possible number of persons (通則編3-5-3-1(4): an open number counts at its maximum).
    pub persons: Option<u64>,
    /// The day on which the number passed the threshold, where that was later than the awareness.
    pub volume_reached: Option<NaiveDate>,
    /// The day on which a contractor became aware.
    pub contractor_aware: Option<NaiveDate>,
    /// The day on which the contractor told its client.
    pub client_informed: Option<NaiveDate>,
    /// When the preliminary report was filed.
    pub preliminary_filed: Option<NaiveDate>,
    /// When the final report was filed.
    pub final_filed: Option<NaiveDate>,
    /// When the persons were notified first.
    pub notified: Option<NaiveDate>,
    /// Sectors whose recipients are asked for: codes of `rules/law/sectors.yaml`.
    pub sectors: Vec<String>,
}

/// What is due when.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The regimes in force on the awareness date.
    pub applied: Vec<Applied>,
    /// Triggers that are met, with the place by which.
    pub triggers: Vec<Met>,
    /// A reportable situation under a duty in force.
    pub reportable: bool,
    /// The day that counts as day 1: the awareness date, or the later day on which the number passed the threshold.
    pub day_one: NaiveDate,
    /// What has to be done, in order of the due dates; what has none comes last.
    pub steps: Vec<Step>,
    /// The list of holidays does not cover every year of the plan.
    pub beyond_calendar: bool,
}

/// A trigger that is met.
#[derive(Debug, Clone)]
pub struct Met {
    /// Which.
    pub trigger: Trigger,
    /// The regime by which it makes the incident reportable.
    pub regime: RegimeId,
    /// By what.
    pub basis: Arc<Place>,
}

/// What kind of step it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepKind {
    /// 速報.
    Preliminary,
    /// 確報.
    Final,
    /// 本人通知.
    Notification,
    /// 委託先から委託元への通知.
    Contractor,
    /// A preliminary report to another recipient.
    SectorPreliminary(String),
    /// A final report to another recipient.
    SectorFinal(String),
    /// A report to another recipient without a number of days.
    Sector(String),
}

impl StepKind {
    /// Its name in JSON.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Preliminary => "preliminary",
            Self::Final => "final",
            Self::Notification => "notification",
            Self::Contractor => "contractor-notice",
            Self::SectorPreliminary(_) => "sector-preliminary",
            Self::SectorFinal(_) => "sector-final",
            Self::Sector(_) => "sector",
        }
    }

    /// The sector's code, for a step towards another recipient.
    pub fn sector(&self) -> Option<&str> {
        match self {
            Self::SectorPreliminary(s) | Self::SectorFinal(s) | Self::Sector(s) => Some(s),
            _ => None,
        }
    }
}

/// Something that has to be done.
#[derive(Debug, Clone)]
pub struct Step {
    /// What.
    pub kind: StepKind,
    /// Day 1 of its count.
    pub day_one: NaiveDate,
    /// The first day of a window (the guideline's 概ね3日).
    pub from: Option<NaiveDate>,
    /// The last day; none where the law gives no number of days.
    pub due: Option<NaiveDate>,
    /// The number of the last day before any roll.
    pub days: Option<u32>,
    /// The last day before it rolled over closed days.
    pub raw: Option<NaiveDate>,
    /// The closed days it rolled over, `raw` first.
    pub rolled: Vec<(NaiveDate, Closed)>,
    /// For a window, which does not roll: its last day is closed, and this is the open day before it.
    pub open_before: Option<NaiveDate>,
    /// The day from which it is plainly late.
    pub late_from: Option<NaiveDate>,
    /// The day on which it was done.
    pub taken: Option<NaiveDate>,
    /// By what.
    pub basis: Vec<Arc<Place>>,
}

/// Why a day is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Closed {
    /// A Saturday or Sunday.
    Weekly(Weekday),
    /// The days around New Year.
    YearEnd,
    /// A national holiday, by name.
    Holiday(String),
}

impl Law {
    /// What is due when.
    pub fn plan(&self, question: &Question) -> Plan {
        let awareness = question.awareness;
        let mut applied = vec![self.applied(question.regime, &question.name, Some(awareness))];
        if question.my_number {
            applied.push(self.applied(RegimeId::MyNumber, &question.name, Some(awareness)));
        }
        let triggers = self.met(question, &applied);
        let only_volume =
            !triggers.is_empty() && triggers.iter().all(|t| t.trigger == Trigger::Volume);
        // 通則編3-5-3-1(4): a number passed later makes the situation reportable from then on.
        let day_one = match question.volume_reached {
            Some(day) if only_volume && day > awareness => day,
            _ => awareness,
        };
        let malicious = triggers.iter().any(|t| t.trigger == Trigger::Malicious)
            || question.triggers.contains(&Trigger::Malicious);
        let bound: Vec<RegimeId> = applied
            .iter()
            .filter(|a| a.duty == Duty::Report && triggers.iter().any(|t| t.regime == a.regime))
            .map(|a| a.regime)
            .collect();
        let mut steps = Vec::new();
        if let Some(&first) = bound.first() {
            let preliminary = self.preliminary_step(&bound, first, day_one);
            steps.extend(preliminary.map(|s| s.done(question.preliminary_filed)));
            let last = self.final_step(&bound, first, day_one, malicious);
            steps.extend(last.map(|s| s.done(question.final_filed)));
        }
        if let Some(day) = question.contractor_aware
            && applied.iter().any(|a| a.duty == Duty::Report)
        {
            steps.extend(self.contractor_step(question, day));
        }
        for sector in self
            .sectors
            .iter()
            .filter(|s| question.sectors.contains(&s.id))
        {
            if sector.every_incident || !bound.is_empty() {
                // Where every incident is reported, a preliminary report is for the grave ones.
                let grave = !sector.every_incident || !triggers.is_empty();
                steps.extend(self.sector_steps(sector, day_one, malicious, grave));
            }
        }
        steps.sort_by_key(|s| s.due.unwrap_or(NaiveDate::MAX));
        if let Some(&first) = bound.first() {
            let notification = self.notification_step(&bound, first, day_one);
            steps.extend(notification.map(|s| s.done(question.notified)));
        }
        let beyond_calendar = steps
            .iter()
            .flat_map(|s| [s.raw, s.due])
            .flatten()
            .any(|d| !self.calendar.covers(d));
        Plan {
            reportable: !bound.is_empty(),
            applied,
            triggers,
            day_one,
            steps,
            beyond_calendar,
        }
    }

    /// The triggers that are met under each regime in force.
    fn met(&self, question: &Question, applied: &[Applied]) -> Vec<Met> {
        let day = Some(question.awareness);
        let mut met = Vec::new();
        for regime in applied.iter().map(|a| a.regime) {
            for &trigger in self.regime(regime).triggers.keys() {
                let Some(value) = self.trigger(regime, trigger, day) else {
                    continue;
                };
                let given = question.triggers.contains(&trigger)
                    || (trigger == Trigger::Volume && question.volume_reached.is_some());
                let over = match (value.over, question.persons) {
                    (Some(over), Some(persons)) => persons > over,
                    _ => false,
                };
                if (given || over)
                    && let Ok(basis) = self.sources.resolve(&value.basis)
                {
                    met.push(Met {
                        trigger,
                        regime,
                        basis: basis.clone(),
                    });
                }
            }
        }
        met
    }

    fn preliminary_step(
        &self,
        bound: &[RegimeId],
        first: RegimeId,
        day_one: NaiveDate,
    ) -> Option<Step> {
        let rule = self.preliminary(first, Some(day_one))?;
        let mut step = self.window(StepKind::Preliminary, day_one, rule.window)?;
        step.late_from = nth_day(day_one, rule.late_from);
        step.basis = self.bases(
            bound
                .iter()
                .filter_map(|&id| self.preliminary(id, Some(day_one)))
                .map(|p| &p.basis),
        );
        Some(step)
    }

    fn final_step(
        &self,
        bound: &[RegimeId],
        first: RegimeId,
        day_one: NaiveDate,
        malicious: bool,
    ) -> Option<Step> {
        let due = self.final_due(first, day_one, malicious)?;
        let mut step = self.rolled(StepKind::Final, day_one, due);
        step.basis = self.bases(
            bound
                .iter()
                .filter_map(|&id| {
                    super::in_force(&self.regime(id).r#final, Some(day_one), |f| f.from)
                })
                .map(|f| &f.basis),
        );
        Some(step)
    }

    fn notification_step(
        &self,
        bound: &[RegimeId],
        first: RegimeId,
        day_one: NaiveDate,
    ) -> Option<Step> {
        self.notification(first, day_one)?;
        let mut step = Step::new(StepKind::Notification, day_one);
        step.basis = self.bases(
            bound
                .iter()
                .filter_map(|&id| self.notification(id, day_one))
                .map(|n| &n.basis),
        );
        Some(step)
    }

    fn contractor_step(&self, question: &Question, day: NaiveDate) -> Option<Step> {
        let rule = self.contractor(question.regime, Some(day))?;
        let mut step = self.window(StepKind::Contractor, day, rule.window)?;
        step.taken = question.client_informed;
        step.basis = self.bases([&rule.basis].into_iter());
        Some(step)
    }

    fn sector_steps(
        &self,
        sector: &Sector,
        day_one: NaiveDate,
        malicious: bool,
        grave: bool,
    ) -> Vec<Step> {
        // Where the first day is not counted, day 1 is the day after it.
        let start = match sector.count {
            CountFrom::DayOne => Some(day_one),
            CountFrom::NextDay => day_one.succ_opt(),
        };
        let Some(start) = start else {
            return Vec::new();
        };
        let id = || sector.id.clone();
        let mut steps = Vec::new();
        if let Some(window) = sector.preliminary.filter(|_| grave) {
            steps.extend(self.window(StepKind::SectorPreliminary(id()), start, window));
        }
        let days = match (malicious, sector.malicious_days) {
            (true, Some(days)) => Some(days),
            _ => sector.final_days,
        };
        if let Some(raw) = days.and_then(|d| nth_day(start, d)) {
            let due = FinalDue {
                days: days.unwrap_or_default(),
                raw,
                due: self.calendar.roll(raw),
            };
            steps.push(self.rolled(StepKind::SectorFinal(id()), start, due));
        }
        if steps.is_empty() {
            steps.push(Step::new(StepKind::Sector(id()), start));
        }
        for step in &mut steps {
            step.basis = self.bases([&sector.basis].into_iter());
        }
        steps
    }

    fn window(&self, kind: StepKind, day_one: NaiveDate, window: Window) -> Option<Step> {
        let due = nth_day(day_one, window.last)?;
        Some(Step {
            from: nth_day(day_one, window.first),
            due: Some(due),
            days: Some(window.last),
            open_before: self
                .calendar
                .is_closed(due)
                .then(|| self.calendar.open_before(due, day_one))
                .flatten()
                .filter(|open| *open > day_one),
            ..Step::new(kind, day_one)
        })
    }

    fn rolled(&self, kind: StepKind, day_one: NaiveDate, due: FinalDue) -> Step {
        let rolled = due
            .raw
            .iter_days()
            .take_while(|d| *d < due.due)
            .filter_map(|d| Some((d, self.calendar.why_closed(d)?)))
            .collect();
        Step {
            due: Some(due.due),
            days: Some(due.days),
            raw: Some(due.raw),
            rolled,
            ..Step::new(kind, day_one)
        }
    }

    fn bases<'a>(&self, lists: impl Iterator<Item = &'a Vec<String>>) -> Vec<Arc<Place>> {
        let mut places: Vec<Arc<Place>> = Vec::new();
        for cite in lists.flatten() {
            if let Ok(place) = self.sources.resolve(cite)
                && !places.iter().any(|p| Arc::ptr_eq(p, place))
            {
                places.push(place.clone());
            }
        }
        places
    }
}

impl Step {
    /// The number of the day on which it was done.
    pub fn taken_on(&self) -> Option<i64> {
        self.taken.map(|day| day_number(self.day_one, day))
    }

    fn done(mut self, on: Option<NaiveDate>) -> Self {
        self.taken = on;
        self
    }

    fn new(kind: StepKind, day_one: NaiveDate) -> Self {
        Self {
            kind,
            day_one,
            from: None,
            due: None,
            days: None,
            raw: None,
            rolled: Vec::new(),
            open_before: None,
            late_from: None,
            taken: None,
            basis: Vec::new(),
        }
    }
}

/// The day with a number, `day_one` being day 1.
fn nth_day(day_one: NaiveDate, number: u32) -> Option<NaiveDate> {
    day_one.checked_add_days(Days::new(u64::from(number).checked_sub(1)?))
}
