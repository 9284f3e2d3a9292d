//! The items of a report to the regulator (`rules/law/report-items.yaml`; 施行規則8条1項, 44条1項): nine of them.

use serde::{Deserialize, Serialize};

use super::sources::{Cites, Sources};
use crate::lang::Bilingual;

/// `rules/law/report-items.yaml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawReportItems {
    /// The items, in their order.
    pub items: Vec<RawReportItem>,
}

/// One item as it is written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RawReportItem {
    /// Its code.
    pub id: String,
    /// What it is called.
    pub name: Bilingual,
    /// Citations of `sources.yaml`.
    pub basis: Vec<String>,
    /// What is done and what is planned are told apart.
    #[serde(default)]
    pub split: bool,
    /// The facts that fill it.
    pub parts: Vec<Part>,
}

/// Which facts fill a part of an item.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Part {
    /// The kind of fact.
    pub fact: PartFact,
    /// Which of them; all where empty.
    #[serde(default)]
    pub of: Vec<String>,
    /// What the part is called.
    pub name: Bilingual,
    /// Only events with a date fill it.
    #[serde(default)]
    pub dated: bool,
    /// It is missing where the text tells none.
    #[serde(default)]
    pub asked: bool,
}

/// A kind of fact that fills a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartFact {
    /// The name of the organisation.
    Organisation,
    /// Events, by their types.
    Events,
    /// Data items.
    DataItems,
    /// Counts of persons.
    Persons,
    /// Causes.
    Causes,
    /// Measures.
    Measures,
    /// Places of facts without a code of their own.
    Evidence,
}

/// One item, its citations resolved.
#[derive(Debug, Clone)]
pub struct ReportItem {
    /// Its number, from 1.
    pub number: usize,
    /// As it is written.
    pub raw: RawReportItem,
    /// What it rests on.
    pub cites: Cites,
}

/// Resolves the citations of the items.
///
/// # Errors
/// The citation that stands nowhere.
pub fn resolve(raw: RawReportItems, sources: &Sources) -> Result<Vec<ReportItem>, String> {
    raw.items
        .into_iter()
        .enumerate()
        .map(|(index, raw)| {
            let places = sources.all(&raw.basis)?;
            Ok(ReportItem {
                number: index + 1,
                raw,
                cites: Cites::new(places),
            })
        })
        .collect()
}
