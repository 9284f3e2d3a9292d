//! The law as dated values (`rules/law/`) and the arithmetic over them. What follows from an incident's facts is in
//! [`derive`], what is due when in [`plan`]. Nothing here reads a document.

pub mod calendar;
pub mod derive;
pub mod items;
pub mod plan;
pub mod raw;
pub mod sources;

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use calendar::Calendar;
pub use derive::{Alternative, Derived, Why, report_of};
pub use raw::{Duty, RegimeId};
pub use sources::{Cites, Place, Sources};

use raw::{
    Expected, RawBodies, RawBody, RawCalendar, RawContractor, RawExpected, RawNotification,
    RawPreliminary, RawRegime, RawSectors, RawSources, RawTrigger, Sector, in_force,
};

/// The law, loaded.
#[derive(Debug)]
pub struct Law {
    regimes: BTreeMap<RegimeId, RawRegime>,
    bodies: Vec<RawBody>,
    /// Other recipients of reports, by sector.
    pub sectors: Vec<Sector>,
    /// Law that is enacted and not in force: shown, never applied.
    pub expected: Vec<Expected>,
    /// The items of a report to the regulator, in their order.
    pub report_items: Vec<items::ReportItem>,
    /// What may be cited.
    pub sources: Sources,
    /// The calendar of closed days.
    pub calendar: Calendar,
}

/// The files of `rules/law/`, read.
#[derive(Debug, Default)]
pub struct LawFiles {
    /// `sources.yaml`.
    pub sources: Option<RawSources>,
    /// `regimes/*.yaml`, with their paths.
    pub regimes: Vec<(String, RawRegime)>,
    /// `bodies.yaml`.
    pub bodies: Option<RawBodies>,
    /// `sectors.yaml`.
    pub sectors: Option<RawSectors>,
    /// `expected.yaml`.
    pub expected: Option<RawExpected>,
    /// `report-items.yaml`.
    pub report_items: Option<items::RawReportItems>,
    /// `closed-days.yaml`.
    pub calendar: Option<RawCalendar>,
}

/// What makes an incident reportable (施行規則7条 / 43条, 番号法漏えい等報告規則2条).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
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
    /// 条例要配慮個人情報.
    Ordinance,
    /// 情報提供ネットワークシステム等の情報 (番号法).
    System,
    /// 不特定多数による閲覧 (番号法).
    PublicView,
}

impl Trigger {
    /// Its name in rules and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sensitive => "sensitive",
            Self::Financial => "financial",
            Self::Malicious => "malicious",
            Self::Volume => "volume",
            Self::Ordinance => "ordinance",
            Self::System => "system",
            Self::PublicView => "public-view",
        }
    }
}

/// The regime that an organisation is under, and which of its versions is in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The regime.
    pub regime: RegimeId,
    /// The duty on the day.
    pub duty: Duty,
    /// Since when there is that duty; none where there is no duty yet.
    pub since: Option<NaiveDate>,
    /// The last change of any of its values up to the day.
    pub version: Option<NaiveDate>,
    /// By what: citations in the words of `rules/law/sources.yaml`.
    pub basis: Vec<String>,
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

/// A mistake in a file of `rules/law/`: the file and the reason.
pub type LawError = (String, String);

impl Law {
    /// Builds the law from its files.
    ///
    /// # Errors
    /// The file and, in words, what is missing or wrong in it: a citation that resolves nowhere, a regime that is not
    /// there.
    pub fn new(files: LawFiles) -> Result<Self, LawError> {
        let at = |file: &str| format!("rules/law/{file}");
        let lacking = |file: &str| (at(file), "the file is missing".to_string());
        let sources = Sources::new(files.sources.ok_or_else(|| lacking("sources.yaml"))?)
            .map_err(|e| (at("sources.yaml"), e))?;
        let report_items = items::resolve(
            files
                .report_items
                .ok_or_else(|| lacking("report-items.yaml"))?,
            &sources,
        )
        .map_err(|e| (at("report-items.yaml"), e))?;
        let mut regimes = BTreeMap::new();
        for (path, regime) in files.regimes {
            check_regime(&regime, &sources).map_err(|e| (path.clone(), e))?;
            if regimes.insert(regime.id, regime).is_some() {
                return Err((
                    path,
                    "the id of this regime stands in another file, too".to_string(),
                ));
            }
        }
        for id in [RegimeId::Business, RegimeId::Public, RegimeId::MyNumber] {
            if !regimes.contains_key(&id) {
                return Err((at("regimes"), format!("no file holds the regime {id:?}")));
            }
        }
        let bodies = files.bodies.ok_or_else(|| lacking("bodies.yaml"))?.bodies;
        for body in &bodies {
            sources
                .all(&body.basis)
                .map_err(|e| (at("bodies.yaml"), format!("{}: {e}", body.id)))?;
        }
        let sectors = files
            .sectors
            .ok_or_else(|| lacking("sectors.yaml"))?
            .sectors;
        for sector in &sectors {
            sources
                .all(&sector.basis)
                .map_err(|e| (at("sectors.yaml"), format!("{}: {e}", sector.id)))?;
        }
        let calendar = files.calendar.ok_or_else(|| lacking("closed-days.yaml"))?;
        sources
            .all(&calendar.basis)
            .map_err(|e| (at("closed-days.yaml"), e))?;
        Ok(Self {
            regimes,
            bodies,
            sectors,
            expected: files.expected.map(|e| e.expected).unwrap_or_default(),
            report_items,
            sources,
            calendar: Calendar::new(calendar),
        })
    }

    /// The values of a regime.
    pub fn regime(&self, id: RegimeId) -> &RawRegime {
        &self.regimes[&id]
    }

    /// The regime of an organisation on a day (the last version without a day), and since when it is under it.
    /// `name` is the organisation's, for the bodies that came under their regime later than others.
    pub fn applied(&self, id: RegimeId, name: &str, day: Option<NaiveDate>) -> Applied {
        let regime = self.regime(id);
        let body = self.bodies.iter().find(|b| {
            b.regime == id
                && (b.names.is_empty() || b.names.iter().any(|n| name.contains(n.as_str())))
        });
        let late = body.filter(|b| day.is_some_and(|d| d < b.from));
        let duty = in_force(&regime.duties, day, |d| d.from).filter(|_| late.is_none());
        let changes = regime
            .duties
            .iter()
            .map(|d| d.from)
            .chain(regime.triggers.values().flatten().map(|t| t.from))
            .chain(regime.preliminary.iter().map(|p| p.from))
            .chain(regime.r#final.iter().map(|f| f.from))
            .chain(body.map(|b| b.from));
        let version = changes.filter(|from| day.is_none_or(|d| *from <= d)).max();
        let since = duty.map(|d| body.map_or(d.from, |b| b.from.max(d.from)));
        Applied {
            regime: id,
            duty: duty.map_or(Duty::None, |d| d.duty),
            since,
            version: version.filter(|_| duty.is_some()),
            basis: match (duty, late) {
                (Some(d), _) => d.basis.clone(),
                (None, Some(body)) => body.basis.clone(),
                (None, None) => Vec::new(),
            },
        }
    }

    /// The number of persons above which a regime asks for a report.
    pub fn volume_over(&self, id: RegimeId, day: Option<NaiveDate>) -> Option<u64> {
        self.trigger(id, Trigger::Volume, day)?.over
    }

    /// A trigger of a regime as it stood on a day.
    pub fn trigger(
        &self,
        id: RegimeId,
        trigger: Trigger,
        day: Option<NaiveDate>,
    ) -> Option<&RawTrigger> {
        in_force(self.regime(id).triggers.get(&trigger)?, day, |t| t.from)
    }

    /// The due date of the final report for an awareness date.
    pub fn final_due(
        &self,
        id: RegimeId,
        awareness: NaiveDate,
        malicious: bool,
    ) -> Option<FinalDue> {
        let rule = in_force(&self.regime(id).r#final, Some(awareness), |d| d.from)?;
        let days = if malicious {
            rule.malicious_days
        } else {
            rule.days
        };
        let raw = awareness.checked_add_days(Days::new(u64::from(days).checked_sub(1)?))?;
        Some(FinalDue {
            days,
            raw,
            due: self.calendar.roll(raw),
        })
    }

    /// The days of the final report as they stand, without an awareness date.
    pub fn final_days(&self, id: RegimeId, malicious: bool) -> Option<u32> {
        in_force(&self.regime(id).r#final, None, |d| d.from)
            .map(|f| if malicious { f.malicious_days } else { f.days })
    }

    /// The period of the preliminary report for an awareness date.
    pub fn preliminary(
        &self,
        id: RegimeId,
        awareness: Option<NaiveDate>,
    ) -> Option<&RawPreliminary> {
        in_force(&self.regime(id).preliminary, awareness, |d| d.from)
    }

    /// The duty to notify the persons for an awareness date.
    pub fn notification(&self, id: RegimeId, awareness: NaiveDate) -> Option<&RawNotification> {
        in_force(&self.regime(id).notification, Some(awareness), |d| d.from)
    }

    /// The contractor's period for the notice to its client.
    pub fn contractor(&self, id: RegimeId, awareness: Option<NaiveDate>) -> Option<&RawContractor> {
        in_force(&self.regime(id).contractor, awareness, |d| d.from)
    }
}

/// Every citation of a regime resolves, and no list of dated values is empty.
fn check_regime(regime: &RawRegime, sources: &Sources) -> Result<(), String> {
    let lists: [(&str, Vec<&Vec<String>>); 5] = [
        ("duties", regime.duties.iter().map(|d| &d.basis).collect()),
        (
            "preliminary",
            regime.preliminary.iter().map(|p| &p.basis).collect(),
        ),
        ("final", regime.r#final.iter().map(|f| &f.basis).collect()),
        (
            "notification",
            regime.notification.iter().map(|n| &n.basis).collect(),
        ),
        (
            "contractor",
            regime.contractor.iter().map(|c| &c.basis).collect(),
        ),
    ];
    for (key, values) in lists {
        if values.is_empty() {
            return Err(format!("{key}: at least one dated value is needed"));
        }
        for basis in values {
            sources.all(basis).map_err(|e| format!("{key}: {e}"))?;
        }
    }
    if regime
        .r#final
        .iter()
        .any(|f| f.days == 0 || f.malicious_days == 0)
    {
        return Err("final: a period has at least one day".to_string());
    }
    for (trigger, values) in &regime.triggers {
        if values.is_empty() {
            return Err(format!("triggers: {trigger:?} has no dated value"));
        }
        for value in values {
            sources
                .resolve(&value.basis)
                .map_err(|e| format!("triggers: {e}"))?;
        }
    }
    Ok(())
}

/// The number of `day` when `awareness` is day 1.
pub fn day_number(awareness: NaiveDate, day: NaiveDate) -> i64 {
    (day - awareness).num_days() + 1
}
