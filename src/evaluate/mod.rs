//! Incident, rules, law and the day of reading in; findings out. Pure: no file, no clock, no format.

mod applies;
mod consistency;
mod deadline;
mod exemption;
mod expectation;
mod measures;
mod mentioned;
mod order;
mod prohibited;
mod stated;

use chrono::NaiveDate;

pub use applies::Unmet;

use crate::incident::{Draft, Incident, Regime};
use crate::lang::Lang;
use crate::law::{Derived, Law, RegimeId};
use crate::rule::raw::Check;
use crate::rule::{Confidence, Names, Rule, Severity, Verdict};
use crate::span::Span;

/// A place that a finding rests on, with a word on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Bytes of the document.
    pub span: Span,
    /// What it is.
    pub text: String,
}

/// What a rule says of a report.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule's code.
    pub code: String,
    /// The rule's name.
    pub name: String,
    /// The rule's title: what it asks, without a word of the text.
    pub title: String,
    /// The verdict.
    pub verdict: Verdict,
    /// The severity; none where the verdict makes no diagnostic.
    pub severity: Option<Severity>,
    /// What is wrong and why; for other verdicts what the rule asks.
    pub message: String,
    /// What to do; empty where there is nothing to do.
    pub help: String,
    /// A sentence with blanks that would answer it; empty where there is none.
    pub proposal: String,
    /// How sure it is.
    pub confidence: Confidence,
    /// Citations.
    pub basis: std::sync::Arc<[String]>,
    /// The places it rests on; for a missing item the scope that was searched.
    pub labels: Vec<Label>,
    /// A person allowed it: then it has no severity.
    pub allowed: Option<Allowed>,
    /// Why the rule does not apply, where its own conditions tell.
    pub unmet: Option<Unmet>,
}

/// A finding that a person allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowed {
    /// Where it is allowed.
    pub by: AllowedBy,
    /// Why.
    pub reason: String,
    /// The severity it would have.
    pub severity: Severity,
}

/// Where a finding is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AllowedBy {
    /// In the draft.
    Draft,
    /// In the configuration.
    Configuration,
    /// It was known when the baseline was written.
    Baseline,
}

/// What the evaluation needs besides the rules.
#[derive(Debug)]
pub(crate) struct Case<'a> {
    pub(crate) incident: &'a Incident,
    pub(crate) derived: &'a Derived,
    /// The regime whose periods bind the organisation.
    pub(crate) regime: RegimeId,
    pub(crate) law: &'a Law,
    pub(crate) names: &'a Names,
    pub(crate) as_of: NaiveDate,
    pub(crate) draft: Draft,
    pub(crate) lang: Lang,
    /// The title's span: where a missing item is reported.
    pub(crate) title: Span,
}

/// The result of one check, before the rule's texts are put to it.
#[derive(Debug, Clone)]
pub(crate) struct Outcome {
    verdict: Verdict,
    /// The message's key, when it is not the verdict's own.
    case: Option<&'static str>,
    severity: Option<Severity>,
    values: Vec<(&'static str, String)>,
    labels: Vec<Label>,
}

impl Outcome {
    fn of(verdict: Verdict) -> Self {
        Self {
            verdict,
            case: None,
            severity: None,
            values: Vec::new(),
            labels: Vec::new(),
        }
    }

    fn value(mut self, name: &'static str, value: impl std::fmt::Display) -> Self {
        self.values.push((name, value.to_string()));
        self
    }

    fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label {
            span,
            text: text.into(),
        });
        self
    }
}

/// Evaluates all rules for one report. A rule that fails in several places gives a finding for each.
pub(crate) fn evaluate(case: &Case<'_>, rules: &[Rule]) -> Vec<Finding> {
    let mut findings = Vec::with_capacity(rules.len());
    for rule in rules {
        if !rule.speaks(case.draft) {
            continue;
        }
        if let Some(unmet) = applies::unmet(case, &rule.applies) {
            let mut finding = finding(case, rule, Outcome::of(Verdict::NotApplicable));
            finding.unmet = Some(unmet);
            findings.push(finding);
            continue;
        }
        let outcomes = match &rule.check {
            Check::Deadline(d) => vec![deadline::check(case, d)],
            Check::Delay(d) => vec![deadline::delay(case, *d)],
            Check::Exemption(_) => vec![exemption::claim(case)],
            Check::Substitute(_) => vec![exemption::substitute(case)],
            Check::Mentioned(m) => vec![mentioned::check(case, m)],
            Check::Stated(s) => vec![stated::check(case, s)],
            Check::Countermeasure(c) => vec![measures::fits(case, &rule.applies.causes, c)],
            Check::NotOnly(n) => vec![measures::not_only(case, n)],
            Check::Consistency(c) => consistency::check(case, c.of),
            Check::Prohibited(p) => prohibited::check(case, p),
        };
        findings.extend(outcomes.into_iter().map(|o| finding(case, rule, o)));
    }
    findings
}

fn finding(case: &Case<'_>, rule: &Rule, outcome: Outcome) -> Finding {
    let by_rule = rule
        .severity
        .get(&outcome.verdict)
        .map(|s| s.of(case.draft));
    let severity = by_rule.map(|s| match outcome.severity {
        Some(shade) if !rule.overridden.contains(&case.draft) => shade,
        _ => s,
    });
    let key = outcome.case.unwrap_or(match outcome.verdict {
        Verdict::Violated => "violated",
        Verdict::Unstated => "unstated",
        Verdict::Pending => "pending",
        _ => "",
    });
    let message = match rule.messages.get(key) {
        Some(texts) => fill(case.lang.of(texts), &outcome.values),
        None => case.lang.of(&rule.title).to_string(),
    };
    let help = if severity.is_some() {
        fill(case.lang.of(&rule.help), &outcome.values)
    } else {
        String::new()
    };
    let proposal = match &rule.proposal {
        Some(texts) if severity.is_some() && outcome.verdict != Verdict::Pending => {
            case.lang.of(texts).trim_end().to_string()
        }
        _ => String::new(),
    };
    let mut labels = outcome.labels;
    if severity.is_some() && labels.is_empty() {
        let text = match case.lang {
            Lang::Ja => "この報告の全文を確かめましたが、見当たりませんでした",
            Lang::En => "the whole report was searched; it was not found",
        };
        labels.push(Label {
            span: case.title,
            text: text.to_string(),
        });
    }
    // The regime of a text that does not tell it rules no citation out.
    let regime =
        matches!(case.incident.regime, Regime::Business | Regime::Public).then_some(case.regime);
    Finding {
        code: rule.id.clone(),
        name: rule.name.clone(),
        title: case.lang.of(&rule.title).to_string(),
        verdict: outcome.verdict,
        severity,
        message,
        help,
        proposal,
        confidence: rule.confidence,
        basis: rule.cites.of(case.lang, regime, case.derived.awareness),
        labels,
        allowed: None,
        unmet: None,
    }
}

fn fill(text: &str, values: &[(&'static str, String)]) -> String {
    let mut out = text.trim_end().to_string();
    for (name, value) in values {
        if !out.contains('{') {
            break;
        }
        out = out.replace(&format!("{{{name}}}"), value);
    }
    out
}

/// Of a text with parts that could not be read nothing can be said to be missing.
pub(crate) fn not_missing(findings: &mut [Finding]) {
    for finding in findings
        .iter_mut()
        .filter(|f| f.verdict == Verdict::Unstated)
    {
        finding.verdict = Verdict::Undetermined;
        finding.severity = None;
        finding.message.clone_from(&finding.title);
        finding.help.clear();
        finding.proposal.clear();
        finding.labels.clear();
    }
}

/// A date for a message: `2024年1月10日(水)` or `2024-01-10 (Wed)`.
pub(crate) fn day(lang: Lang, date: NaiveDate) -> String {
    use chrono::Datelike;
    match lang {
        Lang::Ja => {
            let weekday = ["月", "火", "水", "木", "金", "土", "日"]
                [date.weekday().num_days_from_monday() as usize];
            format!(
                "{}年{}月{}日({weekday})",
                date.year(),
                date.month(),
                date.day()
            )
        }
        Lang::En => date.format("%Y-%m-%d (%a)").to_string(),
    }
}

/// A number with its thousands told apart, as Japanese offices write it.
pub(crate) fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// Picks the text of the language: for labels, which are the machine's own words.
pub(crate) fn say<'a>(lang: Lang, ja: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::Ja => ja,
        Lang::En => en,
    }
}
