//! `incident.yaml`: the facts of one report as YAML that people can read and correct. [`super::read`] reads it back; the
//! two are kept apart so that what is written stays simple and what is read knows its places.

use super::VERSION;
use serde::Serialize;

use crate::Report;
use crate::incident::{
    Done, Draft, Exactness, Kind, PersonalData, Quantity, Regime, SecondaryDamage, Share, Stage,
    Status,
};
use crate::input::Document;
use crate::rule::yaml;
use crate::span::Span;

#[derive(Serialize)]
struct File<'a> {
    incident: u32,
    source: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    kind: Kind,
    draft: Draft,
    org: Option<Row<'a>>,
    regime: Regime,
    personal_data: PersonalData,
    events: Vec<EventRow<'a>>,
    ppc_report: Done,
    police: bool,
    notified: Done,
    persons: Option<u64>,
    records: Option<u64>,
    counts: Vec<CountRow<'a>>,
    data_items: Vec<Row<'a>>,
    sensitive: bool,
    financial: bool,
    malicious: bool,
    causes: Vec<Row<'a>>,
    cause_stated: bool,
    cause_under_investigation: bool,
    outsourced: bool,
    encrypted: bool,
    key_apart: bool,
    exemption_claimed: bool,
    exemption_grounds: Vec<Row<'a>>,
    ciphered: bool,
    not_viewed: bool,
    unreachable: bool,
    delay_explained: bool,
    followup_promised: bool,
    measures_split: bool,
    self_protection: bool,
    damage_risk: bool,
    secondary_damage: SecondaryDamage,
    contact: bool,
    measures: Vec<MeasureRow<'a>>,
    dates: Vec<DateRow<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    code: &'a str,
    quote: &'a str,
    at: String,
}

#[derive(Serialize)]
struct DateRow<'a> {
    value: Option<String>,
    quote: &'a str,
    at: String,
}

#[derive(Serialize)]
struct EventRow<'a> {
    r#type: &'a str,
    date: Option<String>,
    status: Status,
    #[serde(skip_serializing_if = "Option::is_none")]
    stage: Option<Stage>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'static str>,
    quote: &'a str,
    at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_at: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    again_at: Vec<String>,
}

#[derive(Serialize)]
struct CountRow<'a> {
    value: u64,
    quantity: Quantity,
    exactness: Exactness,
    share: Share,
    affected: bool,
    quote: &'a str,
    at: String,
}

#[derive(Serialize)]
struct MeasureRow<'a> {
    code: &'a str,
    status: Status,
    quote: &'a str,
    at: String,
}

/// The facts of one report. `head` is a comment for its first lines, without the marks.
///
/// # Errors
/// In words, what could not be written.
pub fn render(
    document: &Document,
    path: &str,
    report: &Report,
    head: &str,
) -> Result<String, String> {
    let i = &report.incident;
    let quote = |s: Span| s.of(&document.text);
    let coded = |list: &'_ [crate::incident::Coded]| {
        list.iter()
            .map(|c| (c.code.clone(), c.span))
            .collect::<Vec<_>>()
    };
    let (items, causes) = (coded(&i.data_items), coded(&i.causes));
    let grounds = coded(&i.exemption_grounds);
    let file = File {
        incident: VERSION,
        source: path,
        title: &report.title,
        published: i.published.map(|d| d.to_string()),
        kind: i.kind,
        draft: report.draft,
        org: i.org.as_ref().map(|o| Row {
            code: quote(o.span),
            quote: quote(o.span),
            at: at(o.span),
        }),
        regime: i.regime,
        personal_data: i.personal_data,
        events: i
            .events
            .iter()
            .map(|e| EventRow {
                r#type: &e.kind,
                date: e.date.map(|d| d.to_string()),
                status: e.status,
                stage: e.stage,
                by: e.by_contractor.then_some("contractor"),
                quote: quote(e.span),
                at: at(e.span),
                date_at: e.date_span.map(at),
                again_at: e.again.iter().map(|s| at(*s)).collect(),
            })
            .collect(),
        ppc_report: i.ppc_report,
        police: i.police,
        notified: i.notified,
        persons: i.persons,
        records: i.records,
        counts: i
            .counts
            .iter()
            .map(|c| CountRow {
                value: c.value,
                quantity: c.quantity,
                exactness: c.exactness,
                share: c.share,
                affected: c.affected,
                quote: quote(c.span),
                at: at(c.span),
            })
            .collect(),
        data_items: rows(document, &items),
        sensitive: i.sensitive,
        financial: i.financial,
        malicious: i.malicious,
        causes: rows(document, &causes),
        cause_stated: i.cause_stated,
        cause_under_investigation: i.cause_under_investigation,
        outsourced: i.outsourced,
        encrypted: i.encrypted,
        key_apart: i.key_apart,
        exemption_claimed: i.exemption_claimed,
        exemption_grounds: rows(document, &grounds),
        ciphered: i.ciphered,
        not_viewed: i.not_viewed,
        unreachable: i.unreachable,
        delay_explained: i.delay_explained,
        followup_promised: i.followup_promised,
        measures_split: i.measures_split,
        self_protection: i.self_protection,
        damage_risk: i.damage_risk,
        secondary_damage: i.secondary_damage,
        contact: i.contact,
        measures: i
            .measures
            .iter()
            .map(|m| MeasureRow {
                code: &m.code,
                status: m.status,
                quote: quote(m.span),
                at: at(m.span),
            })
            .collect(),
        dates: i
            .dates
            .iter()
            .map(|d| DateRow {
                value: d.value.map(|v| v.to_string()),
                quote: quote(d.span),
                at: at(d.span),
            })
            .collect(),
    };
    let body = yaml::write(&file)?;
    let comment: String = head.lines().map(|l| format!("# {l}\n")).collect();
    Ok(comment + &body)
}

/// A place as `start-end`, in bytes of the decoded text.
fn at(span: Span) -> String {
    format!("{}-{}", span.start, span.end)
}

fn rows<'a>(document: &'a Document, list: &'a [(String, Span)]) -> Vec<Row<'a>> {
    list.iter()
        .map(|(code, s)| Row {
            code,
            quote: s.of(&document.text),
            at: at(*s),
        })
        .collect()
}
