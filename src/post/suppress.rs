//! Findings that a person allows: with a code and a reason, in the draft or in the configuration.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::fingerprint;
use crate::evaluate::{Allowed, AllowedBy};
use crate::input::Document;
use crate::input::directive::Directive;
use crate::rule::Pack;
use crate::span::Span;
use crate::{Finding, Report, suggest};

/// What has become of a directive of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowance {
    /// Its bytes in the text.
    pub span: Span,
    /// The rules it names.
    pub codes: Vec<String>,
    /// Why.
    pub reason: String,
    /// What has become of it.
    pub state: State,
}

/// Whether a directive did what it was written for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// It allowed this many findings.
    Used(usize),
    /// None of these rules found anything where it stands.
    Unused(Vec<String>),
    /// It tells no reason, and allows nothing.
    NoReason,
    /// It names no rule, and allows nothing.
    NoCode,
    /// It names a rule that is not there; perhaps the other one is meant.
    UnknownCode(String, Option<String>),
    /// Its word is none that is known.
    UnknownWord(String),
}

/// A finding that the configuration allows: for drafts that cannot say so themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignore {
    /// The rule.
    pub code: String,
    /// The finding.
    pub fingerprint: String,
    /// Why.
    pub reason: String,
    /// Who allowed it.
    pub by: String,
    /// The last day on which it is allowed.
    pub until: Option<NaiveDate>,
}

/// Allows what the directives of a document allow.
pub fn by_directives(document: &Document, reports: &mut [Report], pack: &Pack) -> Vec<Allowance> {
    document
        .directives
        .iter()
        .map(|directive| Allowance {
            span: directive.span,
            codes: directive.codes.clone(),
            reason: directive.reason.clone(),
            state: obey(document, reports, pack, directive),
        })
        .collect()
}

fn obey(document: &Document, reports: &mut [Report], pack: &Pack, directive: &Directive) -> State {
    if let Some(word) = &directive.unknown {
        return State::UnknownWord(word.clone());
    }
    if directive.codes.is_empty() {
        return State::NoCode;
    }
    let known = |code: &&String| pack.rules.iter().any(|r| r.id == **code);
    if let Some(code) = directive.codes.iter().find(|c| !known(c)) {
        let near = suggest::nearest(code, pack.rules.iter().map(|r| r.id.as_str()));
        return State::UnknownCode(code.clone(), near.map(ToString::to_string));
    }
    if directive.reason.is_empty() {
        return State::NoReason;
    }
    let Some(report) = report_of(reports, directive.span) else {
        return State::Unused(directive.codes.clone());
    };
    let next = next_line(document, directive.span);
    let mut used: HashMap<&str, usize> = HashMap::new();
    for finding in &mut report.findings {
        let Some(code) = directive.codes.iter().find(|c| **c == finding.code) else {
            continue;
        };
        let here = !directive.next_line
            || finding
                .labels
                .iter()
                .any(|l| Some(document.lines.line(l.span.start)) == next);
        if here && allow(finding, AllowedBy::Draft, &directive.reason) {
            *used.entry(code.as_str()).or_default() += 1;
        }
    }
    // A rule that was not asked says nothing: its allowance is not idle.
    let draft = report.draft;
    let asked = |code: &str| pack.rules.iter().any(|r| r.id == code && r.speaks(draft));
    let idle: Vec<String> = directive
        .codes
        .iter()
        .filter(|c| !used.contains_key(c.as_str()) && asked(c))
        .cloned()
        .collect();
    if idle.is_empty() {
        State::Used(used.values().sum())
    } else {
        State::Unused(idle)
    }
}

/// The report in which a directive stands; over the first one, it speaks of that.
fn report_of(reports: &mut [Report], at: Span) -> Option<&mut Report> {
    let index = reports
        .iter()
        .position(|r| r.span.end > at.start)
        .or(reports.len().checked_sub(1))?;
    reports.get_mut(index)
}

/// The first line after a directive that is not blank, from 0.
fn next_line(document: &Document, at: Span) -> Option<usize> {
    let before = at.end.checked_sub(1).map(|b| document.lines.line(b));
    let mut line = before.map_or(0, |line| line + 1);
    while let Some(start) = document.lines.line_start(line) {
        let rest = &document.text[start..];
        if !rest.split('\n').next().unwrap_or("").trim().is_empty() {
            return Some(line);
        }
        line += 1;
    }
    None
}

/// Allows what the configuration allows, and counts for each entry how many findings it allowed. `today` is the day by
/// which an entry runs out.
pub fn by_configuration(
    document: &Document,
    reports: &mut [Report],
    ignores: &[Ignore],
    today: NaiveDate,
    used: &mut [usize],
) {
    if ignores.is_empty() {
        return;
    }
    let mut seen = HashMap::new();
    for report in reports {
        let names = fingerprint::of_report(document, &report.findings, &mut seen);
        for (finding, name) in report.findings.iter_mut().zip(&names) {
            for (ignore, count) in ignores.iter().zip(used.iter_mut()) {
                let holds = ignore.until.is_none_or(|until| today <= until);
                if holds
                    && ignore.code == finding.code
                    && ignore.fingerprint == *name
                    && allow(finding, AllowedBy::Configuration, &ignore.reason)
                {
                    *count += 1;
                }
            }
        }
    }
}

/// Allows a finding that makes a diagnostic. Whether it did.
pub(super) fn allow(finding: &mut Finding, by: AllowedBy, reason: &str) -> bool {
    let Some(severity) = finding.severity.take() else {
        return false;
    };
    finding.allowed = Some(Allowed {
        by,
        reason: reason.to_string(),
        severity,
    });
    true
}
