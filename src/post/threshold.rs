//! Whether findings are grave enough to fail a run.

use crate::evaluate::Finding;
use crate::rule::Severity;

/// Whether a finding is at or above the severity.
pub fn reached<'a>(mut findings: impl Iterator<Item = &'a Finding>, at: Severity) -> bool {
    findings.any(|f| f.severity.is_some_and(|s| s >= at))
}
