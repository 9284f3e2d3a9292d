//! tenken (点検) reads a Japanese personal-data incident report and checks it against what the regulator expects.
//!
//! ```text
//! bytes ─ input ▶ Document ─ document ▶ reports ─ extract ▶ Incident ─ evaluate(rules, law, as-of) ▶ Finding(s) ─ post ▶ output
//! ```
//!
//! [`audit`] is the whole pipeline for one document. It reads no clock, no file and no network; the day of reading is an
//! argument.

pub mod cli;
pub mod date;
pub mod document;
pub mod evaluate;
pub mod extract;
pub mod incident;
pub mod input;
pub mod law;
pub mod lexicon;
pub mod output;
pub mod post;
pub mod rule;
pub mod span;

use chrono::NaiveDate;

pub use evaluate::{Finding, Label, Lang};
pub use incident::{Draft, Incident};
pub use input::{Document, Format, InputError};
pub use law::Derived;
pub use rule::{LoadError, Pack, Severity, Verdict};
pub use span::Span;

/// How to read a document.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// The day of reading, where it is told; else the day of the text, else `today`.
    pub as_of: Option<NaiveDate>,
    /// Today, for texts without a day of their own.
    pub today: NaiveDate,
    /// The kind of draft, where it is told.
    pub draft: Option<Draft>,
    /// The language of messages.
    pub lang: Lang,
}

/// One report of a document, audited.
#[derive(Debug, Clone)]
pub struct Report {
    /// Its bytes in the document.
    pub span: Span,
    /// Its title.
    pub title: String,
    /// The day it was read on.
    pub as_of: NaiveDate,
    /// The kind of draft it was read as.
    pub draft: Draft,
    /// The facts.
    pub incident: Incident,
    /// What follows from them by the law.
    pub derived: Derived,
    /// What the rules say, by code.
    pub findings: Vec<Finding>,
}

/// Audits a document: every report in it, in order.
pub fn audit(document: &Document, pack: &Pack, options: &Options) -> Vec<Report> {
    let hits = pack.vocabulary.lexicon.scan(&document.view.text);
    extract::reports(document, &pack.vocabulary, &hits)
        .into_iter()
        .map(|(start, end)| audit_range(document, pack, options, &hits, start, end))
        .collect()
}

fn audit_range(
    document: &Document,
    pack: &Pack,
    options: &Options,
    hits: &[lexicon::Hit],
    start: usize,
    end: usize,
) -> Report {
    let view = &document.view;
    let latest = options.as_of.unwrap_or(options.today);
    let incident = extract::read(
        (view, &document.text),
        start,
        end,
        &document.headings,
        hits,
        &pack.vocabulary,
        Some(latest),
    );
    let derived = pack.law.derive(&incident);
    let as_of = options
        .as_of
        .or(incident.published)
        .unwrap_or(options.today);
    let draft = options.draft.unwrap_or(incident.draft);
    let text = &view.text[start..end];
    let first = start + (text.len() - text.trim_start().len());
    let title = incident.title;
    let last = start + text.trim_end().len();
    let span = view.source(first, last.max(first));
    let case = evaluate::Case {
        incident: &incident,
        derived: &derived,
        law: &pack.law,
        names: &pack.names,
        as_of,
        draft,
        lang: options.lang,
        title: head(&document.text, title),
    };
    let findings = evaluate::evaluate(&case, &pack.rules);
    Report {
        span,
        title: title.of(&document.text).trim().to_string(),
        as_of,
        draft,
        incident,
        derived,
        findings,
    }
}

/// Longest part of a title that a finding about something missing is shown at, in bytes.
const TITLE_BYTES: usize = 72;

fn head(text: &str, title: Span) -> Span {
    let mut end = title.end.min(title.start + TITLE_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    Span::new(title.start, end)
}
