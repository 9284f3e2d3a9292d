//! `tenken explain FILE:LINE`: from a finding to its facts, its rule, its article; and what was read on the line.

use super::page;
use super::text::severity_word;
use crate::evaluate::day;
use crate::incident::Regime;
use crate::input::Document;
use crate::lang::Lang;
use crate::law::{Place, RegimeId};
use crate::rule::{Names, Pack};
use crate::span::Span;
use crate::{Finding, Report};

/// What tenken says and read on a line of a document.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The document's name.
    pub path: &'a str,
    /// The document.
    pub document: &'a Document,
    /// Its reports.
    pub reports: &'a [Report],
    /// The line, from 1.
    pub line: usize,
    /// The rules.
    pub pack: &'a Pack,
    /// The language.
    pub lang: Lang,
}

impl Asked<'_> {
    fn on_line(&self, span: Span) -> bool {
        let first = self.document.lines.line(span.start) + 1;
        let last = self
            .document
            .lines
            .line(span.end.saturating_sub(1).max(span.start))
            + 1;
        (first..=last).contains(&self.line)
    }

    fn quoted(&self, span: Span) -> String {
        let at = self
            .document
            .lines
            .position(&self.document.text, span.start);
        let words = self.document.quote(span);
        match self.lang {
            Lang::Ja => format!("{}行{}文字目「{words}」", at.line, at.column),
            Lang::En => format!("line {}, column {} «{words}»", at.line, at.column),
        }
    }
}

/// The explanation for people.
pub fn text(asked: &Asked<'_>) -> String {
    let lang = asked.lang;
    let mut out = String::new();
    let mut any = false;
    for report in asked.reports {
        for finding in report.findings.iter().filter(|f| f.severity.is_some()) {
            if finding.labels.iter().any(|l| asked.on_line(l.span)) {
                any = true;
                explain(asked, report, finding, &mut out);
                out.push('\n');
            }
        }
    }
    if !any {
        out.push_str(match lang {
            Lang::Ja => "この行に掛かる指摘はありません。\n\n",
            Lang::En => "No finding rests on this line.\n\n",
        });
    }
    let read = read_here(asked);
    out.push_str(match (lang, read.is_empty()) {
        (Lang::Ja, false) => "■ この行から読み取った事実\n",
        (Lang::En, false) => "■ Facts read from this line\n",
        (Lang::Ja, true) => "この行から読み取った事実はありません。\n",
        (Lang::En, true) => "No fact was read from this line.\n",
    });
    out.extend(read.iter().map(|l| format!("  {l}\n")));
    out
}

fn explain(asked: &Asked<'_>, report: &Report, finding: &Finding, out: &mut String) {
    let lang = asked.lang;
    let head = |ja: &str, en: &str| match lang {
        Lang::Ja => format!("■ {ja}\n"),
        Lang::En => format!("■ {en}\n"),
    };
    out.push_str(&format!(
        "{}:{} {} {} [{}]\n  {}\n",
        asked.path,
        asked.line,
        finding.code,
        finding.name,
        severity_word(finding.severity, lang),
        finding.message
    ));
    out.push_str(&head("基になった事実", "The facts it rests on"));
    for label in &finding.labels {
        out.push_str(&format!("  {}: {}\n", asked.quoted(label.span), label.text));
    }
    for line in derived(report, asked.pack, lang) {
        out.push_str(&format!("  {line}\n"));
    }
    let Some(rule) = asked.pack.rules.iter().find(|r| r.id == finding.code) else {
        return;
    };
    out.push_str(&head("ルール", "The rule"));
    out.push_str(&format!("  {}\n", lang.of(&rule.title)));
    for line in page::conditions(&rule.applies, &asked.pack.names, lang) {
        out.push_str(&match lang {
            Lang::Ja => format!("  条件: {line}\n"),
            Lang::En => format!("  condition: {line}\n"),
        });
    }
    let regime = match report.incident.regime {
        Regime::Business => Some(RegimeId::Business),
        Regime::Public => Some(RegimeId::Public),
        _ => None,
    };
    let binds = |p: &Place| p.binds(regime, report.derived.awareness);
    out.push_str(&head("根拠", "Basis"));
    for line in page::basis(rule, lang, binds) {
        out.push_str(&format!("  {line}\n"));
    }
    out.push_str(&head("直し方", "What to do"));
    out.push_str(&format!("  {}\n", finding.help));
    if !finding.proposal.is_empty() {
        out.push_str(&match lang {
            Lang::Ja => format!("  文案: {}\n", finding.proposal),
            Lang::En => format!("  proposal: {}\n", finding.proposal),
        });
    }
}

/// What follows from the facts and bears on every finding.
fn derived(report: &Report, pack: &Pack, lang: Lang) -> Vec<String> {
    let derived = &report.derived;
    let mut list = Vec::new();
    if let Some(awareness) = derived.awareness {
        list.push(match lang {
            Lang::Ja => format!("知った日: {}", day(lang, awareness)),
            Lang::En => format!("awareness date: {}", day(lang, awareness)),
        });
    }
    let triggers: Vec<&str> = derived
        .triggers
        .iter()
        .map(|t| Names::of(&pack.names.triggers, t.name(), lang))
        .collect();
    list.push(match (lang, derived.reportable) {
        (Lang::Ja, true) => format!("報告対象事態: {}", triggers.join("、")),
        (Lang::En, true) => format!("reportable situation: {}", triggers.join(", ")),
        (Lang::Ja, false) => "報告対象事態に当たるとは読めません".to_string(),
        (Lang::En, false) => "not read as a reportable situation".to_string(),
    });
    for applied in &derived.applied {
        let line = super::law::one(applied, &pack.law, lang);
        list.push(match lang {
            Lang::Ja => format!("適用した規律: {line}"),
            Lang::En => format!("law applied: {line}"),
        });
    }
    list
}

/// Every fact that stands on the line.
fn read_here(asked: &Asked<'_>) -> Vec<String> {
    let (lang, names) = (asked.lang, &asked.pack.names);
    let mut list = Vec::new();
    let word = |ja: &'static str, en: &'static str| match lang {
        Lang::Ja => ja,
        Lang::En => en,
    };
    for report in asked.reports {
        let i = &report.incident;
        for d in i.dates.iter().filter(|d| asked.on_line(d.span)) {
            let value = d
                .value
                .map_or(word("定まらない", "unresolved").to_string(), |v| {
                    v.to_string()
                });
            list.push(format!(
                "{}: {} = {value}",
                asked.quoted(d.span),
                word("日付", "date")
            ));
        }
        for e in i.events.iter().filter(|e| asked.on_line(e.span)) {
            let date = e.date.map_or(word("日付なし", "no date").to_string(), |v| {
                v.to_string()
            });
            list.push(format!(
                "{}: {} = {} ({date})",
                asked.quoted(e.span),
                word("出来事", "event"),
                Names::of(&names.events, &e.kind, lang)
            ));
        }
        let coded = [
            (&i.causes, &names.causes, word("原因", "cause")),
            (&i.data_items, &names.items, word("項目", "data item")),
        ];
        for (rows, of, what) in coded {
            for c in rows.iter().filter(|c| asked.on_line(c.span)) {
                list.push(format!(
                    "{}: {what} = {}",
                    asked.quoted(c.span),
                    Names::of(of, &c.code, lang)
                ));
            }
        }
        for m in i.measures.iter().filter(|m| asked.on_line(m.span)) {
            list.push(format!(
                "{}: {} = {}",
                asked.quoted(m.span),
                word("措置", "measure"),
                Names::of(&names.measures, &m.code, lang)
            ));
        }
        for c in i.counts.iter().filter(|c| asked.on_line(c.span)) {
            list.push(format!(
                "{}: {} = {}",
                asked.quoted(c.span),
                word("数", "number"),
                c.value
            ));
        }
        for (fact, spans) in &i.evidence {
            if matches!(
                *fact,
                "data_items" | "causes" | "measures" | "persons" | "records"
            ) {
                continue;
            }
            for s in spans.iter().filter(|s| asked.on_line(**s)) {
                let name = Names::of(&names.facts, fact, lang);
                list.push(format!("{}: {name}", asked.quoted(*s)));
            }
        }
    }
    list
}
