//! The form for programs: version 1; fields may be added.

use serde::Serialize;

use super::Drawn;
use crate::form::{Entry, Value};
use crate::incident::Status;
use crate::input::Location;

#[derive(Serialize)]
struct Root<'a> {
    version: u32,
    path: &'a str,
    title: &'a str,
    items: Vec<ItemJson<'a>>,
}

#[derive(Serialize)]
struct ItemJson<'a> {
    number: usize,
    id: &'a str,
    name: &'a str,
    basis: String,
    split: bool,
    lacks: bool,
    parts: Vec<PartJson<'a>>,
}

#[derive(Serialize)]
struct PartJson<'a> {
    name: &'a str,
    missing: bool,
    entries: Vec<EntryJson>,
}

#[derive(Serialize)]
struct EntryJson {
    values: Vec<ValueJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<Status>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<String>,
    /// Bytes of the decoded text, and the line from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    span: Option<SpanJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Location>,
}

#[derive(Serialize)]
struct ValueJson {
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<u64>,
    words: String,
}

#[derive(Serialize)]
struct SpanJson {
    start: usize,
    end: usize,
    line: usize,
    column: usize,
}

/// The form as JSON, a line break at its end.
pub fn json(drawn: &Drawn<'_>) -> String {
    let lang = drawn.lang;
    let root = Root {
        version: 1,
        path: drawn.path,
        title: &drawn.report.title,
        items: drawn
            .items
            .iter()
            .map(|item| ItemJson {
                number: item.asked.number,
                id: &item.asked.raw.id,
                name: lang.of(&item.asked.raw.name),
                basis: drawn.basis(item),
                split: item.asked.raw.split,
                lacks: item.lacks(),
                parts: item
                    .parts
                    .iter()
                    .map(|filled| PartJson {
                        name: lang.of(&filled.part.name),
                        missing: filled.entries.is_empty(),
                        entries: filled.entries.iter().map(|e| entry(drawn, e)).collect(),
                    })
                    .collect(),
            })
            .collect(),
    };
    let mut text = serde_json::to_string_pretty(&root).unwrap_or_default();
    text.push('\n');
    text
}

fn entry(drawn: &Drawn<'_>, e: &Entry) -> EntryJson {
    let document = drawn.document;
    EntryJson {
        values: e
            .values
            .iter()
            .filter(|v| !matches!(v, Value::Words))
            .map(|v| value(drawn, v))
            .collect(),
        status: e.status,
        quote: drawn.sentence(e),
        span: e.sentence.map(|s| {
            let at = document.lines.position(&document.text, s.start);
            SpanJson {
                start: s.start,
                end: s.end,
                line: at.line,
                column: at.column,
            }
        }),
        location: e
            .sentence
            .and_then(|s| document.locations.at(s.start))
            .cloned(),
    }
}

fn value(drawn: &Drawn<'_>, value: &Value) -> ValueJson {
    let (code, date, number) = match value {
        Value::Code(_, code) => (Some(code.clone()), None, None),
        Value::Event(kind, date) => (Some(kind.clone()), date.map(|d| d.to_string()), None),
        Value::Count(count) => (None, None, Some(count.value)),
        Value::Words | Value::Name(_) => (None, None, None),
    };
    ValueJson {
        code,
        date,
        number,
        words: drawn.value(value),
    }
}
