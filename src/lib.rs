//! tenken (点検) reads a Japanese personal-data incident report and checks it against what the regulator expects.
//!
//! ```text
//! bytes ─ input ▶ Document ─ document ▶ reports ─ extract ▶ Incident ─ evaluate(rules, law, as-of) ▶ Finding(s) ─ post ▶ output
//! ```
//!
//! [`audit`] is the whole pipeline for one document. It reads no clock, no file and no network; the day of reading is an
//! argument. It does not panic, whatever the bytes, and holds nothing from one call to the next.
//!
//! ```
//! use chrono::NaiveDate;
//! use tenken::{Lang, Options, Pack, Verdict, audit_text};
//!
//! let pack = Pack::built_in().expect("the rules inside the program are whole");
//! let today = NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day");
//! let draft = "顧客情報の漏えいについて(お詫び)\n\n2026年11月20日\nひばり商店\n\n\
//!     2026年11月2日、当店のサーバーへの不正アクセスが判明し、お客様1,240名の氏名と住所が漏えいしました。深くお詫びします。\n\
//!     11月13日、個人情報保護委員会に速報を提出しました。\n";
//! let (document, reports) = audit_text(draft, pack, &Options::new(today, Lang::Ja));
//!
//! let late = reports[0].findings.iter().find(|f| f.code == "R001").expect("every rule has a verdict");
//! assert_eq!(late.verdict, Verdict::Violated);
//! // Every finding names the words it rests on.
//! assert!(late.labels.iter().any(|l| document.quote(l.span).contains("11月13日")));
//! ```
//!
//! # Features
//!
//! - `terminal` (default): the program, with all formats of output ([`cli`], [`output`]).
//! - `readers`: files of Word, Excel, PDF and mail. Without it text, Markdown and web pages are read.
//!
//! With `default-features = false` the library is the audit alone.

#[cfg(feature = "terminal")]
pub mod cli;
pub mod date;
pub mod document;
pub mod evaluate;
pub mod extract;
pub mod facts;
pub mod form;
pub mod incident;
pub mod input;
pub mod lang;
pub mod law;
pub mod lexicon;
#[cfg(feature = "terminal")]
pub mod output;
pub mod post;
pub mod rule;
pub mod series;
pub mod span;
pub mod suggest;
pub mod testing;

use chrono::NaiveDate;

pub use evaluate::{Finding, Label};
pub use facts::IncidentFile;
pub use incident::{Draft, Incident};
pub use input::{Document, Format, InputError, Location, Reading};
pub use lang::Lang;
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
    /// Whether the document is a report whatever it looks like: somebody says so. Else a text that tells of no incident is
    /// left alone.
    pub vouched: bool,
    /// The language of messages.
    pub lang: Lang,
}

impl Options {
    /// Reads on the day of the text, else on `today`.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// use tenken::{Lang, Options};
    /// let today = NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day");
    /// let options = Options { as_of: Some(today), ..Options::new(today, Lang::En) };
    /// assert_eq!(options.draft, None);
    /// ```
    pub fn new(today: NaiveDate, lang: Lang) -> Self {
        Self {
            as_of: None,
            today,
            draft: None,
            vouched: false,
            lang,
        }
    }
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
    /// The facts in which a person's file took the place of what was read from the text.
    pub corrected: Vec<&'static str>,
    /// What the rules say, by code.
    pub findings: Vec<Finding>,
}

/// Audits a plain text: the document that spans are of, and every report in it, in order. For other formats see
/// [`Document::from_bytes`] and [`audit`].
pub fn audit_text(
    text: impl Into<String>,
    pack: &Pack,
    options: &Options,
) -> (Document, Vec<Report>) {
    let units = pack.vocabulary.dates.unit_chars();
    let document = Document::from_text(text.into(), Format::Text, &units);
    let reports = audit(&document, pack, options);
    (document, reports)
}

/// Audits a document: every report in it, in order.
///
/// ```
/// # use chrono::NaiveDate;
/// use tenken::{Document, Format, Lang, Options, Pack, Reading, audit};
/// let pack = Pack::built_in().expect("the rules inside the program are whole");
/// let units = pack.vocabulary.dates.unit_chars();
/// let reading = Reading { units: &units, encoding: None };
/// let page = "<html><body><h1>夏の観察会のご案内</h1><script>漏えい</script></body></html>";
/// let document = Document::from_bytes(page.into(), Format::of_path("a.html"), &reading).expect("a page");
/// let today = NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day");
/// let reports = audit(&document, pack, &Options::new(today, Lang::Ja));
/// // A text that is no report has no diagnostics.
/// assert!(reports[0].findings.iter().all(|f| f.severity.is_none()));
/// ```
pub fn audit(document: &Document, pack: &Pack, options: &Options) -> Vec<Report> {
    read(document, pack, options)
        .into_iter()
        .map(|(incident, span)| judge(document, pack, options, incident, span, Vec::new()))
        .collect()
}

/// Audits a document with one report in it, a person's facts in the place of those read from it.
///
/// # Errors
/// How many reports the document holds, where it is not one.
pub fn audit_corrected(
    document: &Document,
    pack: &Pack,
    options: &Options,
    facts: &IncidentFile,
) -> Result<Report, usize> {
    let mut found = read(document, pack, options);
    if found.len() > 1 {
        found.retain(|(i, _)| i.kind != incident::Kind::Other);
    }
    let count = found.len();
    match (found.pop(), count) {
        (Some((mut incident, span)), 1) => {
            let corrected = facts.correct(&mut incident, &document.text);
            Ok(judge(document, pack, options, incident, span, corrected))
        }
        _ => Err(count),
    }
}

/// Audits facts alone; `document` is the YAML that they were read from.
pub fn audit_facts(
    document: &Document,
    pack: &Pack,
    options: &Options,
    facts: &IncidentFile,
) -> Report {
    let whole = Span::new(0, document.text.trim_end().len());
    judge(document, pack, options, facts.incident(), whole, Vec::new())
}

/// The facts of every report of a document, in order, with its bytes.
fn read(document: &Document, pack: &Pack, options: &Options) -> Vec<(Incident, Span)> {
    let view = &document.view;
    let hits = pack.vocabulary.lexicon.scan(&view.text);
    let latest = options.as_of.unwrap_or(options.today);
    let mut read: Vec<(Incident, Span)> = extract::reports(document, &pack.vocabulary, &hits)
        .into_iter()
        .map(|(start, end)| {
            let mut incident = extract::read(
                (view, &document.text),
                start,
                end,
                &document.headings,
                &hits,
                &pack.vocabulary,
                Some(latest),
            );
            let draft = options.draft.unwrap_or(incident.draft);
            extract::filed::read(&mut incident, draft);
            let text = &view.text[start..end];
            let first = start + (text.len() - text.trim_start().len());
            let last = start + text.trim_end().len();
            (incident, view.source(first, last.max(first)))
        })
        .collect();
    let told = |(incident, _): &(Incident, Span)| incident.kind != incident::Kind::Other;
    if options.vouched
        && !read.iter().any(told)
        && let Some((incident, _)) = read
            .iter_mut()
            .max_by_key(|(_, span)| span.end - span.start)
    {
        incident.kind = incident::Kind::Notice;
    }
    read
}

fn judge(
    document: &Document,
    pack: &Pack,
    options: &Options,
    mut incident: Incident,
    span: Span,
    corrected: Vec<&'static str>,
) -> Report {
    let unclear = incident.regime == incident::Regime::Unclear;
    let profile = pack.profile.as_ref();
    let asked = pack
        .regime
        .or(profile.and_then(|p| p.regime))
        .or(profile.and_then(|p| p.default_regime).filter(|_| unclear));
    if let Some(regime) = asked {
        incident.regime = regime.regime();
    }
    let derived = pack
        .law
        .derive(&incident, profile.is_some_and(|p| p.my_number));
    let as_of = options
        .as_of
        .or(incident.published)
        .unwrap_or(options.today);
    let draft = options.draft.unwrap_or(incident.draft);
    let title = incident.title;
    let case = evaluate::Case {
        incident: &incident,
        derived: &derived,
        regime: law::derive::regime_of(incident.regime),
        law: &pack.law,
        names: &pack.names,
        as_of,
        draft,
        lang: options.lang,
        title: head(&document.text, title),
    };
    let mut findings = evaluate::evaluate(&case, &pack.rules);
    if !document.unread.is_empty() {
        evaluate::not_missing(&mut findings);
    }
    Report {
        span,
        title: document.quote(title).trim().to_string(),
        as_of,
        draft,
        incident,
        derived,
        corrected,
        findings,
    }
}

/// Longest part of a title that a finding about something missing is shown at, in bytes of its characters without their marks:
/// decomposed kana are as long as composed ones.
const TITLE_BYTES: usize = 72;

fn head(text: &str, title: Span) -> Span {
    let mut left = TITLE_BYTES;
    let mut end = title.start;
    for c in text[title.start..title.end].chars() {
        let mark = unicode_normalization::char::is_combining_mark(c);
        if !mark {
            match left.checked_sub(c.len_utf8()) {
                Some(rest) => left = rest,
                None => break,
            }
        }
        end += c.len_utf8();
    }
    Span::new(title.start, end)
}
