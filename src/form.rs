//! The report form: what the text gives for each item of a report to the regulator, and what it does not. Nothing is made
//! up: every entry is words of the text, with the fact that was read from them.

use crate::Report;
use crate::date::DateValue;
use crate::incident::{Count, Incident, Status};
use crate::input::Document;
use crate::law::items::{Part, PartFact, ReportItem};
use crate::rule::Pack;
use crate::span::Span;

/// One item, as far as the text fills it.
#[derive(Debug, Clone)]
pub struct Item<'a> {
    /// What it asks.
    pub asked: &'a ReportItem,
    /// Its parts that the text fills, or should.
    pub parts: Vec<Filled<'a>>,
}

impl Item<'_> {
    /// Whether something that is asked is not in the text.
    pub fn lacks(&self) -> bool {
        self.parts.iter().any(|p| p.entries.is_empty())
    }
}

/// A part of an item: with entries, or asked for and missing.
#[derive(Debug, Clone)]
pub struct Filled<'a> {
    /// What it is.
    pub part: &'a Part,
    /// What fills it, in the order of the text.
    pub entries: Vec<Entry>,
}

/// Something that the text says.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The facts that its sentence tells.
    pub values: Vec<Value>,
    /// Done or planned, where that is told.
    pub status: Option<Status>,
    /// The sentence that says so; none for what the configuration gives.
    pub sentence: Option<Span>,
}

/// A fact that fills a part.
#[derive(Debug, Clone)]
pub enum Value {
    /// What the sentence says, nothing else.
    Words,
    /// A name.
    Name(String),
    /// A code of the vocabulary of this kind of fact.
    Code(PartFact, String),
    /// Something that happened, and when.
    Event(String, Option<DateValue>),
    /// A number of persons.
    Count(Count),
}

/// Fills the items from a report. `organisation` is the one of the configuration, for texts that name none.
pub fn fill<'a>(
    document: &Document,
    report: &Report,
    pack: &'a Pack,
    organisation: Option<&str>,
) -> Vec<Item<'a>> {
    pack.law
        .report_items
        .iter()
        .map(|asked| Item {
            asked,
            parts: asked
                .raw
                .parts
                .iter()
                .map(|part| Filled {
                    part,
                    entries: entries(document, &report.incident, part, organisation),
                })
                .filter(|filled| filled.part.asked || !filled.entries.is_empty())
                .collect(),
        })
        .collect()
}

fn entries(
    document: &Document,
    incident: &Incident,
    part: &Part,
    organisation: Option<&str>,
) -> Vec<Entry> {
    let entry = |value: Value, span: Span, status: Option<Status>| Entry {
        values: vec![value],
        status,
        sentence: Some(sentence(document, span)),
    };
    let wanted = |code: &str| part.of.is_empty() || part.of.iter().any(|o| o == code);
    let mut list: Vec<Entry> = match part.fact {
        PartFact::Organisation => match (&incident.org, organisation) {
            (Some(org), _) => {
                let name = document.quote(org.span).trim().to_string();
                vec![entry(Value::Name(name), org.span, None)]
            }
            (None, Some(name)) => vec![Entry {
                values: vec![Value::Name(name.to_string())],
                status: None,
                sentence: None,
            }],
            (None, None) => Vec::new(),
        },
        PartFact::Events => incident
            .events
            .iter()
            .filter(|e| wanted(&e.kind) && (e.date.is_some() || !part.dated))
            .map(|e| {
                let value = Value::Event(e.kind.clone(), e.date);
                entry(value, e.span, Some(e.status))
            })
            .collect(),
        PartFact::DataItems => incident
            .data_items
            .iter()
            .filter(|i| wanted(&i.code))
            .map(|i| entry(Value::Code(part.fact, i.code.clone()), i.span, None))
            .collect(),
        PartFact::Causes => incident
            .causes
            .iter()
            .filter(|c| wanted(&c.code))
            .map(|c| entry(Value::Code(part.fact, c.code.clone()), c.span, None))
            .collect(),
        PartFact::Measures => incident
            .measures
            .iter()
            .filter(|m| wanted(&m.code))
            .map(|m| {
                let value = Value::Code(part.fact, m.code.clone());
                entry(value, m.span, Some(m.status))
            })
            .collect(),
        PartFact::Persons => incident
            .counts
            .iter()
            .filter(|c| c.affected && c.quantity.of_persons())
            .map(|c| entry(Value::Count(*c), c.span, None))
            .collect(),
        PartFact::Evidence => part
            .of
            .iter()
            .flat_map(|fact| incident.evidence(fact))
            .map(|span| entry(Value::Words, *span, None))
            .collect(),
    };
    list.sort_by_key(|e| {
        (
            e.sentence.map(|s| s.start),
            e.status.is_some_and(|s| s == Status::Planned),
        )
    });
    // A sentence stands once, with all that it tells.
    let mut told: Vec<Entry> = Vec::with_capacity(list.len());
    for mut entry in list {
        match told.last_mut() {
            Some(last) if last.sentence == entry.sentence && last.status == entry.status => {
                entry
                    .values
                    .retain(|v| !last.values.iter().any(|l| same(l, v)));
                last.values.append(&mut entry.values);
            }
            _ => told.push(entry),
        }
    }
    told
}

fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Words, Value::Words) => true,
        (Value::Code(_, a), Value::Code(_, b)) => a == b,
        (Value::Event(a, x), Value::Event(b, y)) => a == b && x == y,
        (Value::Count(a), Value::Count(b)) => a.value == b.value,
        _ => false,
    }
}

/// Longest sentence that is quoted, in bytes on either side of the words.
const REACH: usize = 600;

/// The sentence around a span, as bytes of the document.
fn sentence(document: &Document, span: Span) -> Span {
    let view = &document.view;
    let text = &view.text;
    let (from, to) = (view.at_source(span.start), view.at_source(span.end));
    let ends = ['\n', '。'];
    let mut low = from.saturating_sub(REACH);
    while !text.is_char_boundary(low) {
        low += 1;
    }
    let mut high = (to + REACH).min(text.len());
    while !text.is_char_boundary(high) {
        high -= 1;
    }
    let start = text[low..from].rfind(ends).map_or(low, |n| {
        low + n + text[low + n..].chars().next().map_or(1, char::len_utf8)
    });
    // What ends in a full stop is whole.
    let end = if text[..to].ends_with(ends) {
        to
    } else {
        text[to..high].find(ends).map_or(high, |n| {
            let stop = to + n;
            if text[stop..].starts_with('。') {
                stop + '。'.len_utf8()
            } else {
                stop
            }
        })
    };
    let body = &text[start..end];
    let start = start + (body.len() - body.trim_start().len());
    let end = start + body.trim().len();
    view.source(start, end.max(start))
}
