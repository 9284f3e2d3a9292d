//! The plan as JSON, version 1.

use chrono::NaiveDate;
use serde::Serialize;

use super::Drawn;
use crate::law::Duty;
use crate::law::plan::StepKind;

#[derive(Serialize)]
struct PlanJson<'a> {
    version: u32,
    awareness: String,
    day_one: String,
    as_of: String,
    regime: crate::law::RegimeId,
    law: Vec<LawJson>,
    triggers: Vec<TriggerJson<'a>>,
    reportable: bool,
    preliminary_from: Option<String>,
    preliminary_due: Option<String>,
    final_due: Option<String>,
    steps: Vec<StepJson<'a>>,
    publication: Option<String>,
    calendar_covers_all: bool,
    expected: Vec<ExpectedJson<'a>>,
}

/// The law that was applied, in JSON.
#[derive(Serialize)]
pub(in crate::output) struct LawJson {
    regime: crate::law::RegimeId,
    duty: Duty,
    since: Option<String>,
    version: Option<String>,
    basis: Vec<String>,
}

impl LawJson {
    pub(in crate::output) fn of(applied: &crate::law::Applied) -> Self {
        Self {
            regime: applied.regime,
            duty: applied.duty,
            since: applied.since.map(|d| d.to_string()),
            version: applied.version.map(|d| d.to_string()),
            basis: applied.basis.clone(),
        }
    }
}

#[derive(Serialize)]
struct TriggerJson<'a> {
    trigger: &'static str,
    regime: crate::law::RegimeId,
    basis: &'a str,
}

#[derive(Serialize)]
struct StepJson<'a> {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    sector: Option<&'a str>,
    name: String,
    day_one: String,
    from: Option<String>,
    due: Option<String>,
    days: Option<u32>,
    raw: Option<String>,
    rolled: Vec<RolledJson>,
    open_before: Option<String>,
    late_from: Option<String>,
    taken: Option<String>,
    taken_on_day: Option<i64>,
    days_left: Option<i64>,
    arithmetic: Option<String>,
    remarks: Vec<String>,
    basis: Vec<&'a str>,
}

#[derive(Serialize)]
struct RolledJson {
    date: String,
    why: String,
}

#[derive(Serialize)]
struct ExpectedJson<'a> {
    name: &'a str,
    promulgated: String,
    not_later_than: String,
    says: &'a str,
    url: &'a str,
}

/// The plan as JSON, version 1.
pub fn json(drawn: &Drawn<'_>) -> String {
    let (plan, lang) = (drawn.plan, drawn.lang);
    let iso = |d: NaiveDate| d.to_string();
    let step = |kind: &StepKind| plan.steps.iter().find(|s| s.kind == *kind);
    let file = PlanJson {
        version: 1,
        awareness: iso(drawn.question.awareness),
        day_one: iso(plan.day_one),
        as_of: iso(drawn.as_of),
        regime: drawn.question.regime,
        law: plan.applied.iter().map(LawJson::of).collect(),
        triggers: plan
            .triggers
            .iter()
            .map(|m| TriggerJson {
                trigger: m.trigger.name(),
                regime: m.regime,
                basis: lang.of(&m.basis.cite),
            })
            .collect(),
        reportable: plan.reportable,
        preliminary_from: step(&StepKind::Preliminary).and_then(|s| s.from).map(iso),
        preliminary_due: step(&StepKind::Preliminary).and_then(|s| s.due).map(iso),
        final_due: step(&StepKind::Final).and_then(|s| s.due).map(iso),
        steps: plan
            .steps
            .iter()
            .map(|s| StepJson {
                kind: s.kind.name(),
                sector: s.kind.sector(),
                name: drawn.name(s),
                day_one: iso(s.day_one),
                from: s.from.map(iso),
                due: s.due.map(iso),
                days: s.days,
                raw: s.raw.map(iso),
                rolled: s
                    .rolled
                    .iter()
                    .map(|(d, why)| RolledJson {
                        date: iso(*d),
                        why: drawn.closed(why),
                    })
                    .collect(),
                open_before: s.open_before.map(iso),
                late_from: s.late_from.map(iso),
                taken: s.taken.map(iso),
                taken_on_day: s.taken_on(),
                days_left: s.due.map(|d| (d - drawn.as_of).num_days()),
                arithmetic: drawn.arithmetic(s),
                remarks: drawn.remarks(s),
                basis: s.basis.iter().map(|p| lang.of(&p.cite)).collect(),
            })
            .collect(),
        publication: drawn.publication(),
        calendar_covers_all: !plan.beyond_calendar,
        expected: drawn
            .law
            .expected
            .iter()
            .map(|e| ExpectedJson {
                name: lang.of(&e.name),
                promulgated: iso(e.promulgated),
                not_later_than: iso(e.not_later_than),
                says: lang.of(&e.says),
                url: &e.url,
            })
            .collect(),
    };
    serde_json::to_string_pretty(&file).unwrap_or_default() + "\n"
}
