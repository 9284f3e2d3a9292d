//! Rules: as people write them ([`raw`]), checked and ready to evaluate ([`Rule`]), and the packs they come in.

pub mod check;
pub mod names;
pub mod pack;
pub mod raw;
pub mod yaml;

pub use check::compile;
pub use names::Names;
pub use pack::{LoadError, Pack};
pub use raw::{Check, Example, SeverityBy, Texts};

use serde::{Deserialize, Serialize};

use crate::law::raw::Citation;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Should be mended.
    Warning,
    /// The text itself proves it wrong, or the law asks for it.
    Error,
}

/// What a rule says of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The text shows that the expectation is satisfied.
    Met,
    /// The text itself shows that it is not.
    Violated,
    /// The expectation applies and the text does not say.
    Unstated,
    /// It applies and its last day is not yet over.
    Pending,
    /// It applies, but a fact it needs is not in the text.
    Undetermined,
    /// Its conditions do not hold.
    NotApplicable,
}

/// A rule ready to evaluate.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Its code: `R001`.
    pub id: String,
    /// Its name: `preliminary-report-deadline`.
    pub name: String,
    /// What it asks, in a few words.
    pub title: crate::law::raw::Bilingual,
    /// What it rests on.
    pub basis: Vec<Citation>,
    /// The citations alone, shared by all findings.
    pub cites: std::sync::Arc<[String]>,
    /// When it applies.
    pub applies: raw::Applies,
    /// What it checks.
    pub check: Check,
    /// Severity by verdict and kind of draft.
    pub severity: std::collections::BTreeMap<Verdict, SeverityBy>,
    /// Messages by verdict (and, where the check has several, by case).
    pub messages: std::collections::BTreeMap<String, Texts>,
    /// What to do.
    pub help: Texts,
    /// Its own examples.
    pub examples: raw::Examples,
}
