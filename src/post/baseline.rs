//! Findings that were known on a day: what is new since stands out. Keyed by file, rule and quoted words, never by line.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::{fingerprint, suppress};
use crate::Report;
use crate::evaluate::AllowedBy;
use crate::input::Document;

/// The version of the file.
const VERSION: u32 = 1;

/// Quoted words that are kept for a reader of the file, in characters.
const WORDS_CHARS: usize = 60;

/// A file of known findings.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    version: u32,
    /// From where its paths lead.
    #[serde(default)]
    paths: Paths,
    findings: Vec<Known>,
}

/// From where the paths of a file of known findings lead.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Paths {
    /// From the folder of the file itself.
    FromThisFile,
    /// From wherever the run began that wrote it: older files do not tell.
    #[default]
    AsNamed,
}

/// The names of a file that is held against known findings.
#[derive(Debug, Clone, Copy)]
pub struct Name<'a> {
    /// Its path from the folder of the file of known findings on.
    pub seen: &'a str,
    /// Its path as it was named.
    pub given: &'a str,
}

/// One finding that is known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    path: String,
    code: String,
    fingerprint: String,
    /// What it rests on, for people.
    #[serde(default)]
    words: String,
}

impl Default for Baseline {
    fn default() -> Self {
        Self {
            version: VERSION,
            paths: Paths::FromThisFile,
            findings: Vec::new(),
        }
    }
}

impl Baseline {
    /// Reads a file of known findings.
    ///
    /// # Errors
    /// It is no such file, or of another version: why, in the words of the reader.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut read: Self = serde_json::from_str(text).map_err(|e| e.to_string())?;
        // A file's findings lie side by side.
        read.findings.sort();
        if read.version == VERSION {
            Ok(read)
        } else {
            Err(format!("version {}", read.version))
        }
    }

    /// What is found in a file now; `path` leads there from the folder of the baseline. Nothing is quoted where `redacted`.
    pub fn of(path: &str, document: &Document, reports: &[Report], redacted: bool) -> Self {
        let mut findings = Vec::new();
        let mut seen = HashMap::new();
        for report in reports {
            let names = fingerprint::of_report(document, &report.findings, &mut seen);
            for (finding, fingerprint) in report.findings.iter().zip(names) {
                let known = finding
                    .allowed
                    .as_ref()
                    .is_some_and(|a| a.by == AllowedBy::Baseline);
                if finding.severity.is_none() && !known {
                    continue;
                }
                let words = match finding.labels.first() {
                    Some(label) if !redacted => document
                        .quote(label.span)
                        .chars()
                        .take(WORDS_CHARS)
                        .collect(),
                    _ => String::new(),
                };
                findings.push(Known {
                    path: plain(path),
                    code: finding.code.clone(),
                    fingerprint,
                    words,
                });
            }
        }
        Self {
            version: VERSION,
            paths: Paths::FromThisFile,
            findings,
        }
    }

    /// Adds the findings of another file.
    pub fn add(&mut self, other: Self) {
        self.findings.extend(other.findings);
    }

    /// The file as it is kept, a line break at its end.
    pub fn render(&self) -> String {
        let mut sorted = self.clone();
        sorted.findings.sort();
        let mut text = serde_json::to_string_pretty(&sorted).unwrap_or_default();
        text.push('\n');
        text
    }

    /// How many findings are known.
    pub fn len(&self) -> usize {
        self.findings.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// Allows the known findings of a file. Gives how many of those known for it are there no more.
    pub fn apply(
        &self,
        name: Name<'_>,
        document: &Document,
        reports: &mut [Report],
        reason: &str,
    ) -> usize {
        let mut known = self.of_file(name.seen);
        // An older file holds what was typed: from another folder on it may mean another draft, so it comes second.
        if known.is_empty() && self.paths == Paths::AsNamed {
            known = self.of_file(name.given);
        }
        let known = known
            .iter()
            .map(|k| (k.code.clone(), k.fingerprint.clone()));
        let mut left: HashSet<(String, String)> = known.collect();
        let mut seen = HashMap::new();
        for report in reports {
            let names = fingerprint::of_report(document, &report.findings, &mut seen);
            for (finding, name) in report.findings.iter_mut().zip(names) {
                let speaks = finding.severity.is_some() || finding.allowed.is_some();
                if speaks && left.remove(&(finding.code.clone(), name)) {
                    suppress::allow(finding, AllowedBy::Baseline, reason);
                }
            }
        }
        left.len()
    }

    /// What is known of a file.
    fn of_file(&self, path: &str) -> &[Known] {
        let path = plain(path);
        let from = self.findings.partition_point(|k| k.path < path);
        let rest = &self.findings[from..];
        &rest[..rest.partition_point(|k| k.path == path)]
    }
}

fn plain(path: &str) -> String {
    let path = path.replace('\\', "/");
    path.strip_prefix("./").unwrap_or(&path).to_string()
}
