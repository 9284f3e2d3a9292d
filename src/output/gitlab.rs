//! GitLab Code Quality: a JSON array of issues, each with a fingerprint of its own in the whole run.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::item::{Item, items};
use super::{Run, uri};
use crate::rule::Severity;

/// The whole run.
pub fn render(run: &Run<'_>) -> String {
    let mut seen = HashSet::new();
    let mut list: Vec<Value> = items(run.audited)
        .iter()
        .map(|i| issue(i, &mut seen))
        .collect();
    list.extend(run.not_audited.iter().map(|n| {
        let path = uri::plain(&n.path);
        json!({
            "description": format!("tenken: {}", n.reason),
            "check_name": "not-audited",
            "fingerprint": format!("not-audited/{path}"),
            "severity": "blocker",
            "location": {"path": path, "lines": {"begin": 1}},
        })
    }));
    let mut text = serde_json::to_string_pretty(&list).unwrap_or_default();
    text.push('\n');
    text
}

fn issue(item: &Item<'_>, seen: &mut HashSet<String>) -> Value {
    let finding = item.finding;
    let span = item.span();
    let (start, end) = (item.position(span.start), item.position(span.end));
    // The same file may be named twice.
    let mut fingerprint = format!("{}/{}", item.path(), item.fingerprint);
    while !seen.insert(fingerprint.clone()) {
        fingerprint.push('+');
    }
    json!({
        "description": format!("{}: {}", finding.code, finding.message),
        "check_name": finding.code,
        "content": {"body": finding.help},
        "categories": ["Style"],
        "type": "issue",
        "fingerprint": fingerprint,
        "severity": match item.severity {
            Severity::Error => "critical",
            Severity::Warning => "major",
            Severity::Info => "info",
        },
        "location": {
            "path": item.path(),
            "positions": {
                "begin": {"line": start.line, "column": start.column},
                "end": {"line": end.line, "column": end.column},
            },
        },
    })
}
