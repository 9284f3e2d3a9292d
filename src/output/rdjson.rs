//! Reviewdog's format: columns count bytes of UTF-8 from 1, ends are exclusive.

use serde_json::{Value, json};

use super::item::{Item, items};
use super::{Run, uri};
use crate::rule::Severity;
use crate::span::Span;

/// The whole run as one `DiagnosticResult`.
pub fn render(run: &Run<'_>) -> String {
    let result = json!({
        "source": {"name": env!("CARGO_PKG_NAME")},
        "diagnostics": diagnostics(run),
    });
    let mut text = serde_json::to_string_pretty(&result).unwrap_or_default();
    text.push('\n');
    text
}

/// A diagnostic a line.
pub fn lines(run: &Run<'_>) -> String {
    diagnostics(run).iter().map(|d| format!("{d}\n")).collect()
}

fn diagnostics(run: &Run<'_>) -> Vec<Value> {
    let mut list: Vec<Value> = items(run.audited)
        .iter()
        .map(|i| diagnostic(run, i))
        .collect();
    list.extend(run.not_audited.iter().map(|n| {
        json!({
            "message": n.reason,
            "location": {"path": uri::plain(&n.path)},
            "severity": "ERROR",
            "source": {"name": env!("CARGO_PKG_NAME")},
        })
    }));
    list
}

fn diagnostic(run: &Run<'_>, item: &Item<'_>) -> Value {
    let finding = item.finding;
    let mut message = finding.message.clone();
    if !finding.help.is_empty() {
        message.push('\n');
        message.push_str(&finding.help);
    }
    let related: Vec<Value> = finding
        .labels
        .iter()
        .skip(1)
        .map(|label| {
            json!({
                "message": label.text,
                "location": {"path": item.path(), "range": range(item, label.span)},
            })
        })
        .collect();
    let mut value = json!({
        "message": message,
        "location": {"path": item.path(), "range": range(item, item.span())},
        "severity": match item.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Info => "INFO",
        },
        "source": {"name": env!("CARGO_PKG_NAME")},
        "code": {"value": finding.code, "url": run.pack.url},
    });
    if !related.is_empty() {
        value["related_locations"] = json!(related);
    }
    value
}

fn range(item: &Item<'_>, span: Span) -> Value {
    json!({"start": position(item, span.start), "end": position(item, span.end)})
}

fn position(item: &Item<'_>, at: usize) -> Value {
    let lines = &item.file.document.lines;
    let line = lines.line(at);
    let start = lines.line_start(line).unwrap_or(0);
    json!({"line": line + 1, "column": at - start + 1})
}
