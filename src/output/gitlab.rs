//! GitLab Code Quality: a JSON array of issues, each with a fingerprint of its own in the whole run.

use serde_json::{Value, json};

use super::item::{Item, items};
use super::log::{End, Frame, Log, Piece};
use super::{Audited, NotAudited, pretty};
use crate::rule::Severity;

/// An array of issues.
#[derive(Debug)]
pub struct Gitlab;

impl Log for Gitlab {
    fn before(&self, _: Frame<'_>) -> String {
        "[".to_string()
    }

    fn file(&self, frame: Frame<'_>, file: &Audited) -> Piece {
        let issues: Vec<Value> = items(file).iter().map(|i| issue(frame, i)).collect();
        pretty::members(&issues, 1).into()
    }

    fn between(&self) -> &'static str {
        ","
    }

    fn after(&self, frame: Frame<'_>, end: End<'_>) -> String {
        let issues = end.not_audited.iter();
        let issues: Vec<Value> = issues.map(|n| not_audited(frame, n)).collect();
        pretty::last(&issues, end.empty, 1) + "\n"
    }
}

fn not_audited(frame: Frame<'_>, n: &NotAudited) -> Value {
    let path = frame.path(&n.path);
    json!({
        "description": format!("tenken: {}", n.reason),
        "check_name": "not-audited",
        "fingerprint": format!("not-audited/{path}"),
        "severity": "blocker",
        "location": {"path": path, "lines": {"begin": 1}},
    })
}

fn issue(frame: Frame<'_>, item: &Item<'_>) -> Value {
    let finding = item.finding;
    let path = frame.path(&item.file.path);
    let span = item.span();
    let (start, end) = (item.position(span.start), item.position(span.end));
    // The same file may be named twice.
    let again = "+".repeat(item.file.again);
    let fingerprint = format!("{path}/{}{again}", item.fingerprint);
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
            "path": path,
            "positions": {
                "begin": {"line": start.line, "column": start.column},
                "end": {"line": end.line, "column": end.column},
            },
        },
    })
}
