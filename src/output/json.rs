//! JSON, version 1. The types here are the contract and are apart from the internal ones: a field may be added, never
//! changed or taken away.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::Serialize;

use super::log::{End, Frame, Log, Piece};
use super::plan::LawJson;
use super::{Audited, pretty};
use crate::Report;
use crate::date::Problem;
use crate::evaluate::{AllowedBy, Unmet};
use crate::incident::{Coded, Incident, Status};
use crate::input::{Document, Location};
use crate::law::Trigger;
use crate::post::fingerprint;
use crate::post::suppress::{Allowance, State};
use crate::rule::{Confidence, Severity, Verdict};
use crate::span::Span;

const VERSION: u32 = 1;

/// What stands before the reports.
#[derive(Serialize)]
struct Head<'a> {
    version: u32,
    tool: Tool<'a>,
    as_of: Option<String>,
}

/// What stands after the reports; what drafts allow follows it, where they do.
#[derive(Serialize)]
struct Tail<'a> {
    not_audited: Vec<NotAuditedJson<'a>>,
    skipped: Vec<NotAuditedJson<'a>>,
}

#[derive(Serialize)]
struct AllowanceJson<'a> {
    path: &'a str,
    span: SpanJson,
    codes: &'a [String],
    reason: &'a str,
    state: &'static str,
}

#[derive(Serialize)]
struct Tool<'a> {
    name: &'a str,
    version: &'a str,
    rules: &'a str,
}

#[derive(Serialize)]
struct NotAuditedJson<'a> {
    path: &'a str,
    reason: &'a str,
}

/// A span with lines and columns: bytes half open, line and column from 1, columns in Unicode scalar values.
#[derive(Serialize)]
struct SpanJson {
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    /// Where it stands in a file of Word, Excel, PDF or mail: the lines above are those of `tenken extract` then.
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Location>,
}

#[derive(Serialize)]
struct ReportJson<'a> {
    path: &'a str,
    title: &'a str,
    span: SpanJson,
    /// None where nothing may be quoted and nobody told the day: it is one of the text then.
    as_of: Option<String>,
    /// Left out where nothing may be quoted.
    #[serde(skip_serializing_if = "Option::is_none")]
    facts: Option<Facts<'a>>,
    derived: DerivedJson,
    /// Facts that a person's file corrected.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    corrected: &'a [&'static str],
    findings: Vec<FindingJson<'a>>,
}

#[derive(Serialize)]
struct Facts<'a> {
    kind: crate::incident::Kind,
    org: Option<Cow<'a, str>>,
    regime: crate::incident::Regime,
    personal_data: crate::incident::PersonalData,
    dates: Vec<DateJson<'a>>,
    events: Vec<EventJson<'a>>,
    ppc_report: crate::incident::Done,
    police: bool,
    notified: crate::incident::Done,
    persons: Option<u64>,
    records: Option<u64>,
    counts: Vec<CountJson<'a>>,
    data_items: Vec<&'a str>,
    sensitive: bool,
    financial: bool,
    malicious: bool,
    causes: Vec<&'a str>,
    outsourced: bool,
    encrypted: bool,
    key_apart: bool,
    exemption_claimed: bool,
    exemption_grounds: Vec<&'a str>,
    ciphered: bool,
    not_viewed: bool,
    unreachable: bool,
    delay_explained: bool,
    followup_promised: bool,
    measures_split: bool,
    self_protection: bool,
    damage_risk: bool,
    secondary_damage: crate::incident::SecondaryDamage,
    contact: bool,
    cause_stated: bool,
    measures: Vec<MeasureJson<'a>>,
    inconsistencies: Vec<Inconsistency<'a>>,
    stated_days: Vec<StatedDaysJson<'a>>,
    evidence: std::collections::BTreeMap<&'a str, Vec<SpanJson>>,
    code_spans: CodeSpans<'a>,
}

#[derive(Serialize)]
struct CodeSpans<'a> {
    data_items: Vec<CodeSpan<'a>>,
    causes: Vec<CodeSpan<'a>>,
    org: Option<SpanJson>,
}

#[derive(Serialize)]
struct CodeSpan<'a> {
    code: &'a str,
    span: SpanJson,
}

#[derive(Serialize)]
struct DateJson<'a> {
    quote: Cow<'a, str>,
    value: Option<String>,
    span: SpanJson,
}

#[derive(Serialize)]
struct EventJson<'a> {
    r#type: &'a str,
    date: Option<String>,
    quote: Cow<'a, str>,
    span: SpanJson,
    date_span: Option<SpanJson>,
    status: Status,
    #[serde(skip_serializing_if = "Option::is_none")]
    stage: Option<crate::incident::Stage>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    again: Vec<SpanJson>,
}

#[derive(Serialize)]
struct CountJson<'a> {
    value: u64,
    quantity: crate::incident::Quantity,
    exactness: crate::incident::Exactness,
    share: crate::incident::Share,
    affected: bool,
    quote: Cow<'a, str>,
    span: SpanJson,
}

#[derive(Serialize)]
struct MeasureJson<'a> {
    code: &'a str,
    quote: Cow<'a, str>,
    span: SpanJson,
    status: Status,
}

#[derive(Serialize)]
struct Inconsistency<'a> {
    r#type: &'static str,
    quote: Cow<'a, str>,
    span: SpanJson,
}

#[derive(Serialize)]
struct StatedDaysJson<'a> {
    stage: crate::incident::Stage,
    days: i64,
    quote: Cow<'a, str>,
    span: SpanJson,
}

#[derive(Serialize)]
struct DerivedJson {
    law: Vec<LawJson>,
    triggers: Vec<Trigger>,
    reportable: bool,
    concerns_personal_data: bool,
    awareness: Option<String>,
    awareness_basis: Option<AwarenessJson>,
    final_due: Option<String>,
}

/// Why the awareness date is what it is. `event`, `not_taken` and the alternative's event are indexes of `facts.events`.
#[derive(Serialize)]
struct AwarenessJson {
    event: usize,
    reason: &'static str,
    not_taken: Vec<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    alternative: Option<AlternativeJson>,
}

#[derive(Serialize)]
struct AlternativeJson {
    date: String,
    event: usize,
    reason: crate::law::Why,
}

#[derive(Serialize)]
struct FindingJson<'a> {
    code: &'a str,
    /// Its name in the file, whatever line it moves to.
    fingerprint: String,
    name: &'a str,
    verdict: Verdict,
    #[serde(skip_serializing_if = "Option::is_none")]
    severity: Option<Severity>,
    /// A person allowed it: the severity it would have is in here.
    #[serde(skip_serializing_if = "Option::is_none")]
    allowed: Option<AllowedJson<'a>>,
    /// The condition of the rule that does not hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    unmet: Option<Unmet>,
    message: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    help: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    proposal: &'a str,
    confidence: Confidence,
    basis: &'a [String],
    url: &'a str,
    labels: Vec<LabelJson<'a>>,
}

#[derive(Serialize)]
struct AllowedJson<'a> {
    by: AllowedBy,
    reason: &'a str,
    severity: Severity,
}

#[derive(Serialize)]
struct LabelJson<'a> {
    span: SpanJson,
    text: &'a str,
}

/// One JSON document.
#[derive(Debug)]
pub struct Json;

impl Log for Json {
    fn before(&self, frame: Frame<'_>) -> String {
        let head = Head {
            version: VERSION,
            tool: Tool {
                name: env!("CARGO_PKG_NAME"),
                version: env!("CARGO_PKG_VERSION"),
                rules: &frame.pack.version,
            },
            as_of: frame.as_of.map(|d| d.to_string()),
        };
        let text = pretty::value(&head, 0);
        let open = text.strip_suffix("\n}").unwrap_or(&text);
        format!("{open},\n  \"reports\": [")
    }

    fn file(&self, frame: Frame<'_>, file: &Audited) -> Piece {
        let allowances = file.allowances.iter();
        let allowances = allowances.map(|a| allowance(frame, file, a));
        Piece {
            text: pretty::members(&reports(frame, file), 2),
            later: allowances.map(|a| pretty::members(&[a], 2)).collect(),
        }
    }

    fn between(&self) -> &'static str {
        ","
    }

    fn after(&self, _: Frame<'_>, end: End<'_>) -> String {
        let not_audited = end.not_audited.iter();
        let skipped = end.skipped.iter();
        let tail = Tail {
            not_audited: not_audited
                .map(|n| NotAuditedJson {
                    path: &n.path,
                    reason: &n.reason,
                })
                .collect(),
            skipped: skipped
                .map(|s| NotAuditedJson {
                    path: &s.path,
                    reason: &s.reason,
                })
                .collect(),
        };
        let tail = pretty::value(&tail, 0);
        let tail = tail.trim_start_matches('{').trim_end_matches("\n}");
        let mut text = pretty::last(&[] as &[Head<'_>], end.empty, 2) + "," + tail;
        if !end.later.is_empty() {
            let allowances = end.later.join(",");
            text.push_str(&format!(",\n  \"allowances\": [{allowances}\n  ]"));
        }
        text + "\n}\n"
    }
}

fn allowance<'a>(frame: Frame<'_>, file: &'a Audited, a: &'a Allowance) -> AllowanceJson<'a> {
    AllowanceJson {
        path: &file.path,
        span: span(&file.document, a.span),
        codes: &a.codes,
        reason: if frame.redacted { "" } else { &a.reason },
        state: match a.state {
            State::Used(_) => "used",
            State::Unused(_) => "unused",
            State::NoReason => "no-reason",
            State::NoCode => "no-code",
            State::UnknownCode(..) => "unknown-code",
            State::UnknownWord(_) => "unknown-word",
        },
    }
}

fn reports<'a>(frame: Frame<'a>, file: &'a Audited) -> Vec<ReportJson<'a>> {
    let mut seen = HashMap::new();
    let report = |report: &'a Report| {
        let names = fingerprint::of_report(&file.document, &report.findings, &mut seen);
        one(file, report, names, frame)
    };
    file.reports.iter().map(report).collect()
}

fn span(document: &Document, s: Span) -> SpanJson {
    let start = document.lines.position(&document.text, s.start);
    let end = document.lines.position(&document.text, s.end);
    SpanJson {
        start: s.start,
        end: s.end,
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        location: document.locations.at(s.start).cloned(),
    }
}

fn one<'a>(
    audited: &'a Audited,
    r: &'a Report,
    names: Vec<String>,
    frame: Frame<'a>,
) -> ReportJson<'a> {
    let url = &frame.pack.url;
    let d = &audited.document;
    // What follows from the days of a text tells them.
    let open = !frame.redacted;
    ReportJson {
        path: &audited.path,
        title: &r.title,
        span: span(d, r.span),
        as_of: if frame.redacted {
            frame.as_of
        } else {
            Some(r.as_of)
        }
        .map(|d| d.to_string()),
        facts: (!frame.redacted).then(|| facts(d, &r.incident)),
        derived: DerivedJson {
            law: r.derived.applied.iter().map(LawJson::of).collect(),
            triggers: r.derived.triggers.clone(),
            reportable: r.derived.reportable,
            concerns_personal_data: r.derived.concerns_personal_data,
            awareness: r.derived.awareness.filter(|_| open).map(|a| a.to_string()),
            awareness_basis: awareness_basis(r).filter(|_| open),
            final_due: (r.derived.final_due.filter(|_| open)).map(|f| f.due.to_string()),
        },
        corrected: &r.corrected,
        findings: r
            .findings
            .iter()
            .zip(names)
            .map(|(f, fingerprint)| FindingJson {
                code: &f.code,
                fingerprint,
                name: &f.name,
                verdict: f.verdict,
                severity: f.severity,
                allowed: f.allowed.as_ref().map(|a| AllowedJson {
                    by: a.by,
                    reason: if frame.redacted { "" } else { &a.reason },
                    severity: a.severity,
                }),
                unmet: f.unmet,
                message: &f.message,
                help: &f.help,
                proposal: &f.proposal,
                confidence: f.confidence,
                basis: &f.basis,
                url,
                labels: f
                    .labels
                    .iter()
                    .map(|l| LabelJson {
                        span: span(d, l.span),
                        text: &l.text,
                    })
                    .collect(),
            })
            .collect(),
    }
}

fn awareness_basis(r: &Report) -> Option<AwarenessJson> {
    let event = r.derived.awareness_event?;
    let kind = r.incident.events.get(event).map(|e| e.kind.as_str());
    let reason = match (r.derived.awareness_by_contractor, kind) {
        (true, _) => "contractor-found",
        (false, Some("client_informed")) => "contractor-informed",
        _ => "first-found",
    };
    Some(AwarenessJson {
        event,
        reason,
        not_taken: r.derived.awareness_not.clone(),
        alternative: r.derived.awareness_alternative.map(|a| AlternativeJson {
            date: a.day.to_string(),
            event: a.event,
            reason: a.why,
        }),
    })
}

fn facts<'a>(d: &'a Document, i: &'a Incident) -> Facts<'a> {
    let quote = |s: Span| d.quote(s);
    let codes = |list: &'a [Coded]| list.iter().map(|c| c.code.as_str()).collect();
    let code_spans = |list: &'a [Coded]| {
        list.iter()
            .map(|c| CodeSpan {
                code: &c.code,
                span: span(d, c.span),
            })
            .collect()
    };
    Facts {
        kind: i.kind,
        org: i.org.as_ref().map(|o| quote(o.span)),
        regime: i.regime,
        personal_data: i.personal_data,
        dates: i
            .dates
            .iter()
            .map(|x| DateJson {
                quote: quote(x.span),
                value: x.value.map(|v| v.to_string()),
                span: span(d, x.span),
            })
            .collect(),
        events: i
            .events
            .iter()
            .map(|e| EventJson {
                r#type: &e.kind,
                date: e.date.map(|v| v.to_string()),
                quote: quote(e.span),
                span: span(d, e.span),
                date_span: e.date_span.map(|s| span(d, s)),
                status: e.status,
                stage: e.stage,
                by: e.by_contractor.then_some("contractor"),
                again: e.again.iter().map(|s| span(d, *s)).collect(),
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
            .map(|c| CountJson {
                value: c.value,
                quantity: c.quantity,
                exactness: c.exactness,
                share: c.share,
                affected: c.affected,
                quote: quote(c.span),
                span: span(d, c.span),
            })
            .collect(),
        data_items: codes(&i.data_items),
        sensitive: i.sensitive,
        financial: i.financial,
        malicious: i.malicious,
        causes: codes(&i.causes),
        outsourced: i.outsourced,
        encrypted: i.encrypted,
        key_apart: i.key_apart,
        exemption_claimed: i.exemption_claimed,
        exemption_grounds: codes(&i.exemption_grounds),
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
        cause_stated: i.cause_stated,
        measures: i
            .measures
            .iter()
            .map(|m| MeasureJson {
                code: &m.code,
                quote: quote(m.span),
                span: span(d, m.span),
                status: m.status,
            })
            .collect(),
        inconsistencies: i
            .dates
            .iter()
            .filter_map(|x| {
                let kind = match x.problem? {
                    Problem::Weekday { .. } => "weekday",
                    Problem::Era { .. } => "era",
                    Problem::Impossible => "impossible",
                    Problem::Dangling => "dangling",
                };
                Some((kind, x.span))
            })
            .chain(
                i.flaws
                    .iter()
                    .filter(|f| f.numbers.is_some())
                    .filter_map(|f| Some((f.kind.name(), *f.spans.first()?))),
            )
            .map(|(kind, s)| Inconsistency {
                r#type: kind,
                quote: quote(s),
                span: span(d, s),
            })
            .collect(),
        stated_days: i
            .stated_days
            .iter()
            .map(|s| StatedDaysJson {
                stage: s.stage,
                days: s.days,
                quote: quote(s.span),
                span: span(d, s.span),
            })
            .collect(),
        evidence: i
            .evidence
            .iter()
            .map(|(k, v)| (*k, v.iter().map(|s| span(d, *s)).collect()))
            .collect(),
        code_spans: CodeSpans {
            data_items: code_spans(&i.data_items),
            causes: code_spans(&i.causes),
            org: i.org.as_ref().map(|o| span(d, o.span)),
        },
    }
}
