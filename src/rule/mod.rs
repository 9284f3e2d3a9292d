//! Rules: as people write them ([`raw`]), checked and ready to evaluate ([`Rule`]), and the packs they come in.

pub mod check;
mod embedded;
pub mod names;
pub mod pack;
pub mod profile;
pub mod raw;
pub mod schema;
pub mod template;
pub mod yaml;

pub use check::{Fault, compile};
pub use names::Names;
pub use pack::{LoadError, Pack};
pub use profile::Profile;
pub use raw::{Check, Confidence, Example, SeverityBy, Texts};

use serde::{Deserialize, Serialize};

use crate::incident::Draft;
use crate::law::{Cites, Place};

/// How grave a finding is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Should be mended.
    Warning,
    /// The text itself proves it wrong, or the law asks for it.
    Error,
}

impl Severity {
    /// The name in results.
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What a rule says of a report.
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

impl Verdict {
    /// Its name in rules and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Violated => "violated",
            Self::Unstated => "unstated",
            Self::Pending => "pending",
            Self::Undetermined => "undetermined",
            Self::NotApplicable => "not_applicable",
        }
    }
}

/// A rule ready to evaluate.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Its code: `R001`.
    pub id: String,
    /// Its name: `preliminary-report-deadline`.
    pub name: String,
    /// What it asks, in a few words.
    pub title: crate::lang::Bilingual,
    /// How sure a finding is.
    pub confidence: raw::Confidence,
    /// What it rests on.
    pub basis: Vec<std::sync::Arc<Place>>,
    /// The citations alone, shared by all findings.
    pub cites: Cites,
    /// What people should know of the basis.
    pub note: Option<Texts>,
    /// Whether it speaks: not under another profile, not switched off.
    pub active: bool,
    /// The kinds of draft in which it does not speak although it is active.
    pub silent: Vec<Draft>,
    /// The kinds of draft for which its severity was changed by a profile or an override: the check's own shades of it count
    /// no more there.
    pub overridden: Vec<Draft>,
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
    /// A sentence with blanks that would answer the finding.
    pub proposal: Option<Texts>,
    /// Its own examples.
    pub(super) examples: OwnExamples,
}

/// The examples of a rule.
#[derive(Debug, Clone)]
pub(super) enum OwnExamples {
    /// Read from a file.
    Read(std::sync::Arc<raw::Examples>),
    /// Those of a built-in rule, as JSON.
    BuiltIn(&'static str),
}

impl Rule {
    /// Its own examples. Those of built-in rules are read now: an audit does not need them.
    pub fn examples(&self) -> std::sync::Arc<raw::Examples> {
        match &self.examples {
            OwnExamples::Read(examples) => examples.clone(),
            // The build has written them, and the tests hold every rule to have some.
            OwnExamples::BuiltIn(json) => serde_json::from_str::<raw::Examples>(json)
                .unwrap_or_default()
                .into(),
        }
    }

    /// Whether it speaks in drafts of this kind.
    pub fn speaks(&self, draft: Draft) -> bool {
        self.active && !self.silent.contains(&draft)
    }
}
