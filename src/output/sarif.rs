//! SARIF 2.1.0, as code scanning reads it: every rule is listed, lines and columns count Unicode characters.

use serde::Serialize;
use serde_json::{Value, json};

use super::item::{Item, items};
use super::log::{End, Frame, Log, Piece};
use super::{Audited, NotAudited, location, pretty, text::severity_word, uri};
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

/// A log of one frame.
#[derive(Debug)]
pub struct Sarif;

impl Log for Sarif {
    fn before(&self, frame: Frame<'_>) -> String {
        let rules: Vec<Value> = frame.pack.rules.iter().map(|r| rule(frame, r)).collect();
        let tool = json!({"driver": {
            "name": env!("CARGO_PKG_NAME"),
            "version": env!("CARGO_PKG_VERSION"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "language": match frame.lang { Lang::Ja => "ja-JP", Lang::En => "en-US" },
            "rules": rules,
            "properties": {"rules": frame.pack.version},
        }});
        format!(
            "{{\n  \"$schema\": \"{SCHEMA}\",\n  \"version\": \"2.1.0\",\n  \"runs\": [\n    {{\n      \
             \"tool\": {},\n      \"columnKind\": \"unicodeCodePoints\",\n      \"results\": [",
            pretty::value(&tool, 3)
        )
    }

    fn file(&self, frame: Frame<'_>, file: &Audited) -> Piece {
        let results: Vec<Value> = items(file).iter().map(|i| result(frame, i)).collect();
        pretty::members(&results, 4).into()
    }

    fn between(&self) -> &'static str {
        ","
    }

    fn after(&self, frame: Frame<'_>, end: End<'_>) -> String {
        let notification = |n: &NotAudited| {
            json!({
                "level": "error",
                "message": {"text": n.reason},
                "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri::of_path(&frame.path(&n.path))}}}],
            })
        };
        let notifications: Vec<Value> = end.not_audited.iter().map(notification).collect();
        let invocations = json!([{
            "executionSuccessful": end.not_audited.is_empty(),
            "toolExecutionNotifications": notifications,
        }]);
        format!(
            "{},\n      \"invocations\": {}\n    }}\n  ]\n}}\n",
            pretty::last(&[] as &[Value], end.empty, 4),
            pretty::value(&invocations, 3)
        )
    }
}

fn rule(frame: Frame<'_>, rule: &Rule) -> Value {
    let lang = frame.lang;
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
        "helpUri": frame.pack.url,
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

fn result(frame: Frame<'_>, item: &Item<'_>) -> Value {
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
            let mut place = place(frame, item, label.span);
            place["id"] = json!(id);
            if !label.text.is_empty() {
                place["message"] = json!({"text": label.text});
            }
            place
        })
        .collect();
    let index = frame.pack.rules.iter().position(|r| r.id == finding.code);
    let mut result = json!({
        "ruleId": finding.code,
        "level": level(item.severity),
        "kind": "fail",
        "message": {"text": message},
        "locations": [place(frame, item, item.span())],
        "partialFingerprints": {
            "primaryLocationLineHash": item.fingerprint,
            "tenken/v1": item.fingerprint,
        },
        "properties": {
            "severity": severity_word(Some(item.severity), frame.lang),
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

fn place(frame: Frame<'_>, item: &Item<'_>, span: Span) -> Value {
    let (start, end) = (item.position(span.start), item.position(span.end));
    let region = Region {
        start_line: start.line,
        start_column: start.column,
        end_line: end.line,
        end_column: end.column,
    };
    let mut place = json!({
        "physicalLocation": {
            "artifactLocation": {"uri": uri::of_path(&frame.path(&item.file.path))},
            "region": region,
        },
    });
    if let Some(at) = item.location(span.start) {
        place["logicalLocations"] = json!([{
            "fullyQualifiedName": location::words(at, frame.lang),
            "kind": "element",
            "properties": at,
        }]);
    }
    place
}
