//! The order in which people read findings: the gravest first, then by place, then by code.

use crate::evaluate::Finding;

/// The findings that make a diagnostic, in reading order.
pub fn diagnostics(findings: &[Finding]) -> Vec<&Finding> {
    let mut list: Vec<&Finding> = findings.iter().filter(|f| f.severity.is_some()).collect();
    list.sort_by_key(|f| {
        (
            std::cmp::Reverse(f.severity),
            f.labels.first().map(|l| l.span.start),
            f.code.clone(),
        )
    });
    list
}
