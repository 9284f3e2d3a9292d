//! A finding as the machine formats take it: with its file, its place and a name that lasts.

use std::collections::HashMap;

use super::Audited;
use crate::evaluate::Finding;
use crate::input::Location;
use crate::post::{fingerprint, sort};
use crate::span::{Position, Span};
use crate::{Report, Severity};

/// One diagnostic of one file.
#[derive(Debug, Clone)]
pub struct Item<'a> {
    /// The file.
    pub file: &'a Audited,
    /// The report in it.
    pub report: &'a Report,
    /// The finding; it has a severity.
    pub finding: &'a Finding,
    /// Its severity.
    pub severity: Severity,
    /// Its name within the file, whatever line it moves to: 16 hexadecimal digits.
    pub fingerprint: String,
}

impl Item<'_> {
    /// Its first place, in bytes of the text.
    pub fn span(&self) -> Span {
        self.finding.labels.first().map_or_else(
            || Span::new(self.report.span.start, self.report.span.start),
            |l| l.span,
        )
    }

    /// Line and column of a byte of the text, from 1, in characters.
    pub fn position(&self, at: usize) -> Position {
        self.file
            .document
            .lines
            .position(&self.file.document.text, at)
    }

    /// Where a byte of the text stood in a file of Word, Excel, PDF or mail.
    pub fn location(&self, at: usize) -> Option<&Location> {
        self.file.document.locations.at(at)
    }
}

/// The diagnostics of a file, in reading order.
pub fn items(file: &Audited) -> Vec<Item<'_>> {
    let mut list = Vec::new();
    let mut seen = HashMap::new();
    for report in &file.reports {
        let names = fingerprint::of_report(&file.document, &report.findings, &mut seen);
        let named: HashMap<*const Finding, String> = report
            .findings
            .iter()
            .map(std::ptr::from_ref)
            .zip(names)
            .collect();
        for finding in sort::diagnostics(&report.findings) {
            if let (Some(severity), Some(name)) =
                (finding.severity, named.get(&std::ptr::from_ref(finding)))
            {
                list.push(Item {
                    file,
                    report,
                    finding,
                    severity,
                    fingerprint: name.clone(),
                });
            }
        }
    }
    list
}
