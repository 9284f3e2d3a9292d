//! The findings table over one or many reports: a file a format. What it holds is gathered here once.

pub mod csv;
pub mod html;
pub mod markdown;
mod summary;
mod terms;
pub mod xlsx;

use chrono::NaiveDate;

use super::location::spot;
use super::timeline::{Entry, entries, window};
use super::{Audited, NotAudited, Skipped};
use crate::Report;
use crate::date::DateValue;
use crate::evaluate::Finding;
use crate::incident::{Kind, Stage, Status};
use crate::lang::Lang;
use crate::law::derive::regime_of;
use crate::law::{FinalDue, report_of};
use crate::rule::raw::{Check, ReportStage};
use crate::rule::{Pack, Rule, Verdict};

pub use terms::verdict_word;

/// Longest quote of a text, in characters.
const QUOTE_CHARS: usize = 80;

/// What a run has come to. A table looks at all reports at once, so all are held.
#[derive(Debug, Clone, Copy)]
pub struct Run<'a> {
    /// The files that were audited, in order.
    pub audited: &'a [Audited],
    /// The named inputs that were not.
    pub not_audited: &'a [NotAudited],
    /// The files of folders that were passed over.
    pub skipped: &'a [Skipped],
    /// The rules.
    pub pack: &'a Pack,
    /// The day of reading, where it was told.
    pub as_of: Option<NaiveDate>,
    /// The language.
    pub lang: Lang,
    /// Nothing is quoted from the texts.
    pub redacted: bool,
}

/// What every format of the table is made from.
#[derive(Debug)]
pub struct Table<'a> {
    /// The run.
    run: &'a Run<'a>,
    /// The reports, in order.
    drafts: Vec<Draft<'a>>,
    /// A row for every report and expectation, report by report.
    rows: Vec<Row<'a>>,
    /// The rules that were evaluated.
    rules: Vec<&'a Rule>,
}

/// One report.
#[derive(Debug)]
struct Draft<'a> {
    file: &'a Audited,
    report: &'a Report,
    /// What it is called: its title, else its file. With its file where several have that title, with a number where these
    /// stand in one file.
    name: String,
    /// Where it begins in its file.
    place: String,
    /// Its events; none where nothing is to be quoted.
    events: Vec<Entry>,
    /// Its days and periods; none where nothing is to be quoted.
    days: Days,
}

/// One report and expectation.
#[derive(Debug)]
struct Row<'a> {
    /// Index of the report.
    draft: usize,
    finding: &'a Finding,
    place: String,
    quote: String,
    /// By when what it asks for is due, where the law sets a day.
    due: Option<NaiveDate>,
}

/// The days of a report on which periods run.
#[derive(Debug, Default)]
struct Days {
    awareness: Option<NaiveDate>,
    /// What makes it reportable, in words.
    triggers: Vec<String>,
    reportable: bool,
    /// The days on which the preliminary report is expected.
    window: Option<(NaiveDate, NaiveDate)>,
    preliminary: Option<NaiveDate>,
    final_due: Option<FinalDue>,
    final_report: Option<NaiveDate>,
    notified: Option<NaiveDate>,
    published: Option<NaiveDate>,
}

impl<'a> Table<'a> {
    /// Gathers the table of a run. Texts that are no reports have no part in it.
    pub fn new(run: &'a Run<'a>) -> Self {
        let mut drafts: Vec<Draft<'a>> = Vec::new();
        let mut rows = Vec::new();
        for file in run.audited {
            let reports = file.reports.iter();
            for report in reports.filter(|r| r.incident.kind != Kind::Other) {
                // What follows from the days of a text tells them.
                let days = if run.redacted {
                    Days::default()
                } else {
                    Days::new(run, report)
                };
                for finding in &report.findings {
                    let (place, quote) = evidence(run, file, finding);
                    rows.push(Row {
                        draft: drafts.len(),
                        finding,
                        place,
                        quote,
                        due: days.due(finding, run.pack),
                    });
                }
                let events = if run.redacted {
                    Vec::new()
                } else {
                    entries(&file.document, report, &run.pack.names, run.lang)
                };
                drafts.push(Draft {
                    file,
                    report,
                    name: called(file, report),
                    place: spot(&file.document, report.span.start, run.lang),
                    events,
                    days,
                });
            }
        }
        number(&mut drafts);
        let rules = run.pack.rules.iter().filter(|r| r.active).collect();
        Self {
            run,
            drafts,
            rows,
            rules,
        }
    }

    /// The rows that are diagnostics, the gravest first.
    fn told(&self) -> Vec<&Row<'a>> {
        let mut told: Vec<_> = self
            .rows
            .iter()
            .filter(|r| r.finding.severity.is_some())
            .collect();
        told.sort_by_key(|r| std::cmp::Reverse(r.finding.severity));
        told
    }

    /// The gravest verdict of a report on a rule.
    fn verdict(draft: &Draft<'_>, rule: &Rule) -> Option<Verdict> {
        draft
            .report
            .findings
            .iter()
            .filter(|f| f.code == rule.id)
            .max_by_key(|f| f.severity)
            .map(|f| f.verdict)
    }

    /// Whether a report's finding on a rule was allowed by a person.
    fn allowed(draft: &Draft<'_>, rule: &Rule) -> bool {
        let mut findings = draft.report.findings.iter();
        findings.any(|f| f.code == rule.id && f.allowed.is_some())
    }
}

fn called(file: &Audited, report: &Report) -> String {
    if report.title.is_empty() {
        file.path.clone()
    } else {
        report.title.clone()
    }
}

/// Tells apart reports that are called the same: by their files, then by a number.
fn number(drafts: &mut [Draft<'_>]) {
    let mut files: std::collections::HashMap<String, Vec<&str>> = std::collections::HashMap::new();
    for draft in drafts.iter() {
        let same = files.entry(draft.name.clone()).or_default();
        if !same.contains(&draft.file.path.as_str()) {
            same.push(&draft.file.path);
        }
    }
    for draft in drafts.iter_mut() {
        if files.get(&draft.name).is_some_and(|same| same.len() > 1) {
            draft.name = format!("{} ({})", draft.name, draft.file.path);
        }
    }
    let mut seen = std::collections::HashMap::new();
    for draft in drafts.iter_mut() {
        let count = seen.entry(draft.name.clone()).or_insert(0_usize);
        *count += 1;
        if *count > 1 {
            draft.name = format!("{} ({count})", draft.name);
        }
    }
}

/// Where the first words stand that a finding rests on, and these words.
fn evidence(run: &Run<'_>, file: &Audited, f: &Finding) -> (String, String) {
    let Some(label) = f.labels.first() else {
        return (String::new(), String::new());
    };
    let place = spot(&file.document, label.span.start, run.lang);
    if run.redacted {
        return (place, String::new());
    }
    let words = file.document.quote(label.span);
    let flat = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.chars().count() <= QUOTE_CHARS {
        return (place, flat);
    }
    let mut short: String = flat.chars().take(QUOTE_CHARS - 1).collect();
    short.push('…');
    (place, short)
}

impl Days {
    fn new(run: &Run<'_>, report: &Report) -> Self {
        let derived = &report.derived;
        let law = &run.pack.law;
        let regime = regime_of(report.incident.regime);
        let bound = derived.reportable && !derived.applied.is_empty();
        let aware = derived.awareness.filter(|_| bound);
        let first = |kind: &str| {
            let events = report.incident.events_of(kind);
            let done = events.filter(|e| e.status == Status::Done);
            done.filter_map(|e| e.date.and_then(DateValue::day)).min()
        };
        let reported = |stage| report_of(&report.incident, stage).and_then(|e| e.date?.day());
        Self {
            awareness: derived.awareness,
            triggers: derived
                .triggers
                .iter()
                .map(|&t| {
                    law.trigger(regime, t, derived.awareness)
                        .map_or_else(String::new, |r| run.lang.of(&r.says).to_string())
                })
                .filter(|says| !says.is_empty())
                .collect(),
            reportable: derived.reportable,
            window: aware.and_then(|a| window(law, report.incident.regime, a)),
            preliminary: reported(Stage::Preliminary),
            final_due: derived.final_due.filter(|_| bound),
            final_report: reported(Stage::Final),
            notified: first("notified"),
            published: first("published"),
        }
    }

    /// By when what a finding asks for is due, where its rule is on the days of a report.
    fn due(&self, finding: &Finding, pack: &Pack) -> Option<NaiveDate> {
        if finding.verdict == Verdict::NotApplicable {
            return None;
        }
        let rule = pack.rules.iter().find(|r| r.id == finding.code)?;
        let Check::Deadline(deadline) = &rule.check else {
            return None;
        };
        match deadline.report {
            ReportStage::Preliminary => self.window.map(|(_, last)| last),
            ReportStage::Final => self.final_due.map(|d| d.due),
            ReportStage::Client => None,
        }
    }
}

/// The periods of every report, in the columns of [`terms::DEADLINE_COLUMNS`].
fn deadline_rows(table: &Table<'_>) -> Vec<[String; 11]> {
    let lang = table.run.lang;
    let show = |date: Option<NaiveDate>| date.map_or_else(String::new, |d| d.to_string());
    let late = |name: terms::Word, due: Option<NaiveDate>, on: Option<NaiveDate>| {
        let over = (on? - due?).num_days();
        Some(match (lang, over) {
            (Lang::Ja, ..=0) => format!("{}: 期限内", name.0),
            (Lang::Ja, n) => format!("{}: {n}日遅れ", name.0),
            (Lang::En, ..=0) => format!("{}: in time", name.1),
            (Lang::En, n) => format!("{}: {n} days late", name.1),
        })
    };
    let rows = table.drafts.iter().map(|draft| {
        let days = &draft.days;
        let against = [
            late(
                ("速報", "preliminary"),
                days.window.map(|(_, last)| last),
                days.preliminary,
            ),
            late(
                ("確報", "final"),
                days.final_due.map(|d| d.due),
                days.final_report,
            ),
        ];
        let because = match (days.reportable, days.triggers.is_empty()) {
            (true, false) => days.triggers.join("、"),
            (true, true) => terms::say(lang, ("該当", "yes")).to_string(),
            (false, _) => terms::say(lang, ("本文からは該当しない", "not by the text")).to_string(),
        };
        let window = days
            .window
            .map_or_else(String::new, |(from, to)| match lang {
                Lang::Ja => format!("{from}〜{to}"),
                Lang::En => format!("{from} to {to}"),
            });
        [
            draft.name.clone(),
            draft.file.path.clone(),
            show(days.awareness),
            because,
            window,
            show(days.preliminary),
            show(days.final_due.map(|d| d.due)),
            show(days.final_report),
            show(days.notified),
            show(days.published),
            against.into_iter().flatten().collect::<Vec<_>>().join("、"),
        ]
    });
    rows.collect()
}
