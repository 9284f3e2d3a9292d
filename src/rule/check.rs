//! From a rule as written to a rule that can run: what a file may not say.

use super::raw::{Applies, Check, ConsistencyOf, Example, Examples, RawRule, ReportStage, Stated};
use super::{OwnExamples, Rule, Texts, Verdict};
use crate::law::{Cites, Sources};
use crate::suggest;

/// Codes of the fact vocabulary that rules may name, and what they may cite.
pub struct Known<'a> {
    /// Causes.
    pub causes: &'a [String],
    /// Measures.
    pub measures: &'a [String],
    /// Data items.
    pub items: &'a [String],
    /// Codes of the lexicon's topic `mention`.
    pub mentions: &'a [String],
    /// Profiles.
    pub profiles: &'a [String],
    /// Citations.
    pub sources: &'a Sources,
}

/// What is wrong with a rule, and where: keys from the top of the file down (`check.countermeasure.any.0`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The keys, outermost first; numbers for places in lists.
    pub keys: Vec<String>,
    /// What is wrong.
    pub reason: Texts,
}

fn fault(path: &str, ja: impl Into<String>, en: impl Into<String>) -> Fault {
    Fault {
        keys: path
            .split('.')
            .filter(|k| !k.is_empty())
            .map(str::to_string)
            .collect(),
        reason: Texts {
            ja: ja.into(),
            en: en.into(),
        },
    }
}

/// Checks a rule and compiles it. `stem` is the file's name without its ending, `apart` the examples of a built-in rule, as
/// JSON: they are read when somebody asks for them.
///
/// # Errors
/// What is wrong, and where in the file.
pub fn compile(
    raw: RawRule,
    stem: &str,
    apart: Option<&'static str>,
    known: &Known<'_>,
) -> Result<Rule, Fault> {
    identity(&raw, stem)?;
    if raw.basis.is_empty() {
        return Err(fault(
            "basis",
            "根拠が一つもありません",
            "at least one citation is needed",
        ));
    }
    let mut basis = Vec::with_capacity(raw.basis.len());
    for (i, cite) in raw.basis.iter().enumerate() {
        match known.sources.resolve(cite) {
            Ok(place) => basis.push(place.clone()),
            Err(reason) => {
                return Err(fault(
                    &format!("basis.{i}"),
                    format!("「{cite}」は rules/law/sources.yaml にありません"),
                    reason,
                ));
            }
        }
    }
    for (key, texts) in [("title", &raw.title), ("help", &raw.help)] {
        filled(key, texts)?;
    }
    for (key, texts) in [("note", &raw.note), ("proposal", &raw.proposal)] {
        if let Some(texts) = texts {
            filled(key, texts)?;
        }
    }
    applies(&raw.applies, known)?;
    checked(&raw.check, &raw.applies, known)?;
    severities(&raw)?;
    messages(&raw)?;
    let examples = match (apart, raw.examples) {
        (Some(apart), _) => OwnExamples::BuiltIn(apart),
        (None, examples) => {
            OwnExamples::Read(checked_examples(examples.unwrap_or_default())?.into())
        }
    };
    Ok(Rule {
        id: raw.id,
        name: raw.name,
        title: raw.title,
        confidence: raw.confidence,
        cites: Cites::new(basis.clone()),
        basis,
        note: raw.note,
        active: raw.applies.profiles.is_empty(),
        silent: Vec::new(),
        overridden: Vec::new(),
        applies: raw.applies,
        check: raw.check,
        severity: raw.severity,
        messages: raw.messages,
        help: raw.help,
        proposal: raw.proposal,
        examples,
    })
}

fn identity(raw: &RawRule, stem: &str) -> Result<(), Fault> {
    let code_ok = raw.id.len() == 4
        && raw.id.starts_with(|c: char| c.is_ascii_uppercase())
        && raw.id.bytes().skip(1).all(|b| b.is_ascii_digit());
    if !code_ok {
        return Err(fault(
            "id",
            format!(
                "「{}」は、英大文字1字と数字3字(例: X001)の形ではありません",
                raw.id
            ),
            format!(
                "«{}» is not a capital letter and three digits (as X001)",
                raw.id
            ),
        ));
    }
    let expected = format!("{}-{}", raw.id, raw.name);
    if stem != expected {
        return Err(fault(
            "name",
            format!("ファイルの名前は「{stem}」ですが、id と name からは「{expected}」になります"),
            format!("the file is named «{stem}», but id and name make «{expected}»"),
        ));
    }
    Ok(())
}

/// Both languages say something.
fn filled(key: &str, texts: &Texts) -> Result<(), Fault> {
    for (lang, text) in [("ja", &texts.ja), ("en", &texts.en)] {
        if text.trim().is_empty() {
            return Err(fault(
                &format!("{key}.{lang}"),
                "文がありません",
                "there is no text",
            ));
        }
    }
    Ok(())
}

fn applies(a: &Applies, known: &Known<'_>) -> Result<(), Fault> {
    codes(&a.causes, known.causes, "applies.causes")?;
    codes(&a.profiles, known.profiles, "applies.profiles")?;
    if let Some(risk) = &a.risk {
        codes(&risk.items, known.items, "applies.risk.items")?;
        if risk.items.is_empty() && risk.triggers.is_empty() {
            return Err(fault(
                "applies.risk",
                "triggers か items のどちらかが要ります",
                "triggers or items are needed",
            ));
        }
    }
    Ok(())
}

/// The check names what exists, and can come true under the conditions.
fn checked(check: &Check, a: &Applies, known: &Known<'_>) -> Result<(), Fault> {
    let impossible = |ja: &str, en: &str| Err(fault("applies", ja, en));
    match check {
        Check::Countermeasure(c) => {
            codes(&c.any, known.measures, "check.countermeasure.any")?;
            if c.any.is_empty() {
                return Err(fault(
                    "check.countermeasure.any",
                    "措置が一つもありません",
                    "at least one measure is needed",
                ));
            }
            if !a.measures {
                return impossible(
                    "countermeasure には measures: true が要ります(措置のない文書には原因との比較ができません)",
                    "countermeasure needs measures: true",
                );
            }
        }
        Check::NotOnly(n) => {
            codes(
                std::slice::from_ref(&n.measure),
                known.measures,
                "check.not-only.measure",
            )?;
            codes(&n.undoing, known.measures, "check.not-only.undoing")?;
            if !a.measures {
                return impossible(
                    "not-only には measures: true が要ります",
                    "not-only needs measures: true",
                );
            }
        }
        Check::Mentioned(m) => codes(&m.any, known.mentions, "check.mentioned.any")?,
        Check::Deadline(d) if d.report == ReportStage::Client && !a.outsourced => {
            return impossible(
                "deadline の report: client には outsourced: true が要ります",
                "deadline with report: client needs outsourced: true",
            );
        }
        Check::Deadline(d) if d.report != ReportStage::Client && !a.reportable => {
            return impossible(
                "deadline には reportable: true が要ります(報告対象でない事案に期限はありません)",
                "deadline needs reportable: true: nothing is due otherwise",
            );
        }
        Check::Substitute(_) if !a.unreachable => {
            return impossible(
                "substitute には unreachable: true が要ります",
                "substitute needs unreachable: true",
            );
        }
        Check::Stated(Stated {
            pending_while_investigating: true,
            ..
        }) if a.investigating => {
            return impossible(
                "investigating: true の下では、pending-while-investigating により判定が常に pending になります",
                "under investigating: true, pending-while-investigating would always be pending",
            );
        }
        _ => {}
    }
    Ok(())
}

fn severities(raw: &RawRule) -> Result<(), Fault> {
    let given = verdicts(&raw.check);
    for verdict in raw.severity.keys() {
        if !given.contains(verdict) {
            let list: Vec<String> = given.iter().map(|v| v.name().to_string()).collect();
            return Err(fault(
                &format!("severity.{}", verdict.name()),
                format!(
                    "このチェックの判定で重大度を付けられるのは {} です",
                    list.join(", ")
                ),
                format!("this check makes a diagnostic of {} only", list.join(", ")),
            ));
        }
    }
    if raw.severity.is_empty() {
        return Err(fault(
            "severity",
            "重大度がないので、指摘が出ることがありません",
            "without a severity the rule can never make a finding",
        ));
    }
    Ok(())
}

fn messages(raw: &RawRule) -> Result<(), Fault> {
    let (required, names) = parameters(&raw.check);
    for case in required {
        if !raw.messages.contains_key(*case) {
            return Err(fault(
                "messages",
                format!("「{case}」の文がありません"),
                format!("«{case}» is missing"),
            ));
        }
    }
    for (case, texts) in &raw.messages {
        if !required.contains(&case.as_str()) {
            return Err(fault(
                &format!("messages.{case}"),
                format!(
                    "このチェックが「{case}」になることはありません(なるのは {})",
                    required.join(", ")
                ),
                format!(
                    "this check never gives «{case}» (it gives {})",
                    required.join(", ")
                ),
            ));
        }
        filled(&format!("messages.{case}"), texts)?;
        for (lang, text) in [("ja", &texts.ja), ("en", &texts.en)] {
            placeholders(text, names, &format!("messages.{case}.{lang}"))?;
        }
    }
    for (lang, text) in [("ja", &raw.help.ja), ("en", &raw.help.en)] {
        placeholders(text, names, &format!("help.{lang}"))?;
    }
    Ok(())
}

fn checked_examples(examples: Examples) -> Result<Examples, Fault> {
    let lists = [
        ("failing", &examples.failing),
        ("passing", &examples.passing),
    ];
    for (key, list) in lists {
        if list.is_empty() {
            return Err(fault(
                "examples",
                format!("{key} の例が一つもありません"),
                format!("at least one {key} text is needed"),
            ));
        }
        for (i, Example { text, .. }) in list.iter().enumerate() {
            if text.trim().is_empty() {
                return Err(fault(
                    &format!("examples.{key}.{i}.text"),
                    "文がありません",
                    "there is no text",
                ));
            }
        }
    }
    Ok(examples)
}

fn codes(given: &[String], known: &[String], key: &str) -> Result<(), Fault> {
    for (i, code) in given.iter().enumerate() {
        if known.iter().any(|k| k == code) {
            continue;
        }
        let near = suggest::nearest(code, known.iter().map(String::as_str));
        let (ja, en) = match near {
            Some(near) => (
                format!("「{code}」というコードはありません(「{near}」のことでしょうか)"),
                format!("there is no «{code}» (did you mean «{near}»?)"),
            ),
            None => (
                format!(
                    "「{code}」というコードはありません(あるのは {})",
                    known.join(", ")
                ),
                format!("there is no «{code}» (there are: {})", known.join(", ")),
            ),
        };
        return Err(fault(&format!("{key}.{i}"), ja, en));
    }
    Ok(())
}

/// The verdicts of a check that can make a diagnostic.
fn verdicts(check: &Check) -> &'static [Verdict] {
    match check {
        Check::Deadline(d) => match d.report {
            ReportStage::Preliminary => &[Verdict::Violated, Verdict::Pending],
            ReportStage::Final => &[Verdict::Violated, Verdict::Unstated, Verdict::Pending],
            ReportStage::Client => &[Verdict::Violated],
        },
        Check::Stated(s) if s.pending_while_investigating => &[Verdict::Unstated, Verdict::Pending],
        Check::Stated(_) | Check::Countermeasure(_) | Check::Mentioned(_) => &[Verdict::Unstated],
        Check::Delay(_)
        | Check::Exemption(_)
        | Check::Substitute(_)
        | Check::NotOnly(_)
        | Check::Consistency(_)
        | Check::Prohibited(_) => &[Verdict::Violated],
    }
}

/// The messages that a check needs and the names that they may use.
fn parameters(check: &Check) -> (&'static [&'static str], &'static [&'static str]) {
    match check {
        Check::Deadline(d) => match d.report {
            ReportStage::Preliminary => (
                &["violated", "stated-days", "pending"],
                &["awareness", "date", "days", "limit", "due", "left"],
            ),
            ReportStage::Final => (
                &["violated", "stated-days", "unstated", "pending"],
                &["awareness", "date", "days", "limit", "due", "raw", "left"],
            ),
            ReportStage::Client => (&["violated"], &["awareness", "date", "days", "limit"]),
        },
        Check::Delay(_) => (&["violated"], &["awareness", "date", "days", "limit"]),
        Check::Exemption(_) => (
            &["encryption", "recovery", "number", "violated"],
            &["triggers"],
        ),
        Check::Substitute(_) => (&["violated"], &["lacking"]),
        Check::Mentioned(_) => (&["unstated"], &[]),
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
            ConsistencyOf::ChangedNumber => (&["violated"], &["before", "after"]),
            ConsistencyOf::ChangedDate => (&["violated"], &["event", "before", "after"]),
            ConsistencyOf::ChangedItems => (&["added", "removed"], &["item"]),
        },
        Check::Prohibited(_) => (&["violated"], &["what"]),
    }
}

fn placeholders(text: &str, names: &[&str], key: &str) -> Result<(), Fault> {
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let Some(close) = rest[open..].find('}') else {
            return Err(fault(
                key,
                "波括弧が閉じていません",
                "a brace is not closed",
            ));
        };
        let name = &rest[open + 1..open + close];
        if !names.contains(&name) {
            return Err(fault(
                key,
                format!(
                    "ここでは「{{{name}}}」を使えません(使えるのは {})",
                    names.join(", ")
                ),
                format!(
                    "there is no «{{{name}}}» here (there are: {})",
                    names.join(", ")
                ),
            ));
        }
        rest = &rest[open + close + 1..];
    }
    Ok(())
}
