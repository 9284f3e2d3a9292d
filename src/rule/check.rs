//! From a rule as written to a rule that can run: what a file may not say.

use super::raw::{Check, ConsistencyOf, RawRule, ReportStage};
use super::{Rule, Verdict};

/// Codes of the fact vocabulary that rules may name.
pub struct Known<'a> {
    /// Causes.
    pub causes: &'a [String],
    /// Measures.
    pub measures: &'a [String],
}

/// Checks a rule and compiles it. `stem` is the file's name without its ending.
///
/// # Errors
/// In words, what is wrong.
pub fn compile(raw: RawRule, stem: &str, known: &Known<'_>) -> Result<Rule, String> {
    let expected = format!("{}-{}", raw.id, raw.name);
    if stem != expected {
        return Err(format!(
            "the file is named «{stem}», but id and name make «{expected}»"
        ));
    }
    let code_ok = raw.id.len() == 4
        && raw.id.starts_with(|c: char| c.is_ascii_uppercase())
        && raw.id[1..].bytes().all(|b| b.is_ascii_digit());
    if !code_ok {
        return Err(format!("id: «{}» is not a letter and three digits", raw.id));
    }
    if raw.basis.is_empty() {
        return Err("basis: at least one citation is needed".to_string());
    }
    for cause in &raw.applies.causes {
        known_code(cause, known.causes, "applies.causes")?;
    }
    match &raw.check {
        Check::Countermeasure(c) => {
            for measure in &c.any {
                known_code(measure, known.measures, "check.countermeasure.any")?;
            }
        }
        Check::NotOnly(n) => known_code(&n.measure, known.measures, "check.not-only.measure")?,
        _ => {}
    }
    for verdict in raw.severity.keys() {
        if !matches!(
            verdict,
            Verdict::Violated | Verdict::Unstated | Verdict::Pending
        ) {
            return Err(
                "severity: only violated, unstated and pending make a diagnostic".to_string(),
            );
        }
    }
    let (required, names) = parameters(&raw.check);
    for case in required {
        if !raw.messages.contains_key(*case) {
            return Err(format!("messages: «{case}» is missing"));
        }
    }
    for (case, texts) in &raw.messages {
        if !required.contains(&case.as_str()) {
            return Err(format!(
                "messages: this check never gives «{case}» (it gives {})",
                required.join(", ")
            ));
        }
        for text in [&texts.ja, &texts.en] {
            placeholders(text, names).map_err(|e| format!("messages.{case}: {e}"))?;
        }
    }
    if raw.examples.failing.is_empty() || raw.examples.passing.is_empty() {
        return Err("examples: at least one failing and one passing text are needed".to_string());
    }
    Ok(Rule {
        id: raw.id,
        name: raw.name,
        title: raw.title,
        cites: raw.basis.iter().map(|b| b.cite.clone()).collect(),
        basis: raw.basis,
        applies: raw.applies,
        check: raw.check,
        severity: raw.severity,
        messages: raw.messages,
        help: raw.help,
        examples: raw.examples,
    })
}

fn known_code(code: &str, known: &[String], key: &str) -> Result<(), String> {
    if known.iter().any(|k| k == code) {
        return Ok(());
    }
    Err(format!(
        "{key}: there is no «{code}» (there are: {})",
        known.join(", ")
    ))
}

/// The messages that a check needs and the names that they may use.
fn parameters(check: &Check) -> (&'static [&'static str], &'static [&'static str]) {
    match check {
        Check::Deadline(d) if d.report == ReportStage::Preliminary => (
            &["violated", "stated-days"],
            &["awareness", "date", "days", "limit"],
        ),
        Check::Deadline(_) => (
            &["violated", "stated-days", "unstated", "pending"],
            &["awareness", "date", "days", "limit", "due", "raw", "left"],
        ),
        Check::Stated(s) if s.pending_while_investigating => (&["unstated", "pending"], &["scope"]),
        Check::Stated(_) => (&["unstated"], &["scope"]),
        Check::Countermeasure(_) => (&["unstated"], &["causes", "measures", "scope"]),
        Check::NotOnly(_) => (&["violated"], &[]),
        Check::Consistency(c) => match c.of {
            ConsistencyOf::Weekday => (&["violated"], &["written", "actual", "date"]),
            ConsistencyOf::Era => (&["violated"], &["written", "actual"]),
            ConsistencyOf::Impossible | ConsistencyOf::Dangling => (&["violated"], &[]),
            ConsistencyOf::Order => (
                &["violated"],
                &["first", "first-date", "second", "second-date"],
            ),
            ConsistencyOf::Future => (&["violated"], &["event", "date", "as-of"]),
            ConsistencyOf::DayCount => (
                &["violated"],
                &["stated", "actual", "awareness", "date", "report"],
            ),
            ConsistencyOf::Total => (&["violated"], &["total", "sum"]),
            ConsistencyOf::Number => (&["violated"], &["first", "second"]),
        },
        Check::Prohibited(_) => (&["violated"], &["what"]),
    }
}

fn placeholders(text: &str, names: &[&str]) -> Result<(), String> {
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let Some(close) = rest[open..].find('}') else {
            return Err("a brace is not closed".to_string());
        };
        let name = &rest[open + 1..open + close];
        if !names.contains(&name) {
            return Err(format!(
                "there is no «{{{name}}}» here (there are: {})",
                names.join(", ")
            ));
        }
        rest = &rest[open + close + 1..];
    }
    Ok(())
}
