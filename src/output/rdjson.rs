//! Reviewdog's format: columns count bytes of UTF-8 from 1, ends are exclusive.

use serde_json::{Value, json};

use super::item::{Item, items};
use super::log::{End, Frame, Log, Piece};
use super::{Audited, NotAudited, pretty};
use crate::rule::Severity;
use crate::span::Span;

/// One `DiagnosticResult`.
#[derive(Debug)]
pub struct Rdjson;

impl Log for Rdjson {
    fn before(&self, _: Frame<'_>) -> String {
        format!(
            "{{\n  \"source\": {{\n    \"name\": \"{}\"\n  }},\n  \"diagnostics\": [",
            env!("CARGO_PKG_NAME")
        )
    }

    fn file(&self, frame: Frame<'_>, file: &Audited) -> Piece {
        pretty::members(&diagnostics(frame, file), 2).into()
    }

    fn between(&self) -> &'static str {
        ","
    }

    fn after(&self, frame: Frame<'_>, end: End<'_>) -> String {
        let rest = end.not_audited.iter();
        let rest: Vec<Value> = rest.map(|n| not_audited(frame, n)).collect();
        pretty::last(&rest, end.empty, 2) + "\n}\n"
    }
}

/// A diagnostic a line.
#[derive(Debug)]
pub struct Lines;

impl Log for Lines {
    fn before(&self, _: Frame<'_>) -> String {
        String::new()
    }

    fn file(&self, frame: Frame<'_>, file: &Audited) -> Piece {
        let diagnostics = diagnostics(frame, file);
        let lines = diagnostics.iter().map(|d| format!("{d}\n"));
        lines.collect::<String>().into()
    }

    fn after(&self, frame: Frame<'_>, end: End<'_>) -> String {
        let lines = end.not_audited.iter();
        lines
            .map(|n| format!("{}\n", not_audited(frame, n)))
            .collect()
    }
}

fn diagnostics(frame: Frame<'_>, file: &Audited) -> Vec<Value> {
    items(file).iter().map(|i| diagnostic(frame, i)).collect()
}

fn not_audited(frame: Frame<'_>, n: &NotAudited) -> Value {
    json!({
        "message": n.reason,
        "location": {"path": frame.path(&n.path)},
        "severity": "ERROR",
        "source": {"name": env!("CARGO_PKG_NAME")},
    })
}

fn diagnostic(frame: Frame<'_>, item: &Item<'_>) -> Value {
    let finding = item.finding;
    let path = frame.path(&item.file.path);
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
                "location": {"path": path, "range": range(item, label.span)},
            })
        })
        .collect();
    let mut value = json!({
        "message": message,
        "location": {"path": path, "range": range(item, item.span())},
        "severity": match item.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Info => "INFO",
        },
        "source": {"name": env!("CARGO_PKG_NAME")},
        "code": {"value": finding.code, "url": frame.pack.url},
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
