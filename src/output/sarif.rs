//! SARIF 2.1.0, as code scanning reads it: every rule is listed, lines and columns count Unicode characters.

use serde::Serialize;
use serde_json::{Value, json};

use super::item::{Item, items};
use super::{Run, location, text::severity_word, uri};
use crate::lang::Lang;
use crate::rule::raw::SeverityBy;
use crate::rule::{Confidence, Rule, Severity};
use crate::span::Span;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Longest text of a rule, in characters.
const TEXT_CHARS: usize = 1024;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

/// The whole run as one SARIF log.
pub fn render(run: &Run<'_>) -> String {
    let results: Vec<Value> = items(run.audited).iter().map(|i| result(run, i)).collect();
    let notifications: Vec<Value> = run
        .not_audited
        .iter()
        .map(|n| {
            json!({
                "level": "error",
                "message": {"text": n.reason},
                "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri::of_path(&uri::plain(&n.path))}}}],
            })
        })
        .collect();
    let rules: Vec<Value> = run.pack.rules.iter().map(|r| rule(run, r)).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": env!("CARGO_PKG_NAME"),
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": match run.lang { Lang::Ja => "ja-JP", Lang::En => "en-US" },
                "rules": rules,
                "properties": {"rules": run.pack.version},
            }},
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": run.not_audited.is_empty(),
                "toolExecutionNotifications": notifications,
            }],
            "results": results,
        }],
    });
    let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
    text.push('\n');
    text
}

fn rule(run: &Run<'_>, rule: &Rule) -> Value {
    let lang = run.lang;
    let help = lang.of(&rule.help).trim();
    let basis: Vec<&str> = rule.basis.iter().map(|p| lang.of(&p.cite)).collect();
    let basis = basis.join(match lang {
        Lang::Ja => "、",
        Lang::En => ", ",
    });
    let label = match lang {
        Lang::Ja => "根拠",
        Lang::En => "Basis",
    };
    json!({
        "id": rule.id,
        "name": rule.name,
        "shortDescription": {"text": lang.of(&rule.title)},
        "fullDescription": {"text": cut(&format!("{} {label}: {basis}", lang.of(&rule.title)))},
        "help": {
            "text": format!("{help}\n{label}: {basis}"),
            "markdown": format!("{help}\n\n**{label}**: {basis}"),
        },
        "helpUri": run.pack.url,
        "defaultConfiguration": {"enabled": rule.active, "level": level(gravest(rule))},
        "properties": {
            "precision": match rule.confidence {
                Confidence::High => "high",
                Confidence::Medium => "medium",
                Confidence::Low => "low",
            },
            "problem.severity": match gravest(rule) {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "recommendation",
            },
            "tags": ["personal-data", "compliance"],
        },
    })
}

/// The gravest severity that a rule may have.
fn gravest(rule: &Rule) -> Severity {
    rule.severity
        .values()
        .flat_map(|by| match by {
            SeverityBy::One(s) => vec![*s],
            SeverityBy::Draft(d) => vec![d.notice, d.notification, d.preliminary, d.r#final],
        })
        .max()
        .unwrap_or(Severity::Info)
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn cut(text: &str) -> String {
    text.chars().take(TEXT_CHARS).collect()
}

fn result(run: &Run<'_>, item: &Item<'_>) -> Value {
    let finding = item.finding;
    let mut message = finding.message.clone();
    if !finding.help.is_empty() {
        message.push('\n');
        message.push_str(&finding.help);
    }
    let related: Vec<Value> = finding
        .labels
        .iter()
        .enumerate()
        .skip(1)
        .map(|(id, label)| {
            let mut place = place(run, item, label.span);
            place["id"] = json!(id);
            if !label.text.is_empty() {
                place["message"] = json!({"text": label.text});
            }
            place
        })
        .collect();
    let index = run.pack.rules.iter().position(|r| r.id == finding.code);
    let mut result = json!({
        "ruleId": finding.code,
        "level": level(item.severity),
        "kind": "fail",
        "message": {"text": message},
        "locations": [place(run, item, item.span())],
        "partialFingerprints": {
            "primaryLocationLineHash": item.fingerprint,
            "tenken/v1": item.fingerprint,
        },
        "properties": {
            "severity": severity_word(Some(item.severity), run.lang),
            "basis": finding.basis.to_vec(),
        },
    });
    if let Some(index) = index {
        result["ruleIndex"] = json!(index);
    }
    if !related.is_empty() {
        result["relatedLocations"] = json!(related);
    }
    result
}

fn place(run: &Run<'_>, item: &Item<'_>, span: Span) -> Value {
    let (start, end) = (item.position(span.start), item.position(span.end));
    let region = Region {
        start_line: start.line,
        start_column: start.column,
        end_line: end.line,
        end_column: end.column,
    };
    let mut place = json!({
        "physicalLocation": {
            "artifactLocation": {"uri": uri::of_path(&item.path())},
            "region": region,
        },
    });
    if let Some(at) = item.location(span.start) {
        place["logicalLocations"] = json!([{
            "fullyQualifiedName": location::words(at, run.lang),
            "kind": "element",
            "properties": at,
        }]);
    }
    place
}
