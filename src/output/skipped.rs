//! The rules that said nothing, and why.

use super::Audited;
use super::location::place;
use crate::incident::Kind;
use crate::lang::Lang;
use crate::rule::{Pack, Verdict};

/// A line for each rule that did not apply to a report of the file, could not be judged, was allowed, or is switched off for
/// drafts of its kind.
pub(super) fn of_file(file: &Audited, pack: &Pack, lang: Lang) -> String {
    let mut out = String::new();
    for report in &file.reports {
        if report.incident.kind == Kind::Other {
            continue;
        }
        let at = place(file, report.span.start, lang);
        out.push_str(&match lang {
            Lang::Ja => format!("\n指摘しなかったルール: {at} {}\n", report.title),
            Lang::En => format!("\nRules without a finding: {at} {}\n", report.title),
        });
        for finding in &report.findings {
            let why = match (&finding.allowed, finding.verdict, lang) {
                (Some(a), _, Lang::Ja) if a.reason.is_empty() => "許可されています".to_string(),
                (Some(a), _, Lang::En) if a.reason.is_empty() => "allowed".to_string(),
                (Some(allowed), _, Lang::Ja) => format!("許可されています: {}", allowed.reason),
                (Some(allowed), _, Lang::En) => format!("allowed: {}", allowed.reason),
                (None, Verdict::NotApplicable, _) => finding
                    .unmet
                    .map_or(no_case(lang), |u| u.words(lang))
                    .to_string(),
                (None, Verdict::Undetermined, _) => {
                    undetermined(file.document.unread.is_empty(), lang).to_string()
                }
                _ => continue,
            };
            out.push_str(&format!("  {} {}: {why}\n", finding.code, finding.title));
        }
        for rule in pack.rules.iter().filter(|r| r.active) {
            if !rule.speaks(report.draft) {
                let title = lang.of(&rule.title);
                let why = not_for_kind(lang);
                out.push_str(&format!("  {} {title}: {why}\n", rule.id));
            }
        }
    }
    out
}

/// The rules that are switched off, in a line.
pub(super) fn switched_off(pack: &Pack, lang: Lang) -> String {
    let off = pack.rules.iter().filter(|r| !r.active);
    let silent: Vec<&str> = off.map(|r| r.id.as_str()).collect();
    if silent.is_empty() {
        return String::new();
    }
    let list = silent.join(", ");
    match lang {
        Lang::Ja => format!("使わなかったルール(設定やプロファイルによる): {list}\n"),
        Lang::En => format!("rules switched off (by options, configuration or profile): {list}\n"),
    }
}

fn not_for_kind(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => "この種類の文書では使わない設定です",
        Lang::En => "switched off for drafts of this kind",
    }
}

fn no_case(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => "このルールが問う事柄が本文にありません",
        Lang::En => "the text holds nothing that the rule asks about",
    }
}

fn undetermined(read: bool, lang: Lang) -> &'static str {
    match (lang, read) {
        (Lang::Ja, true) => "判断に必要な事実(日付など)が本文にありません",
        (Lang::En, true) => "a fact it needs (such as a date) is not in the text",
        (Lang::Ja, false) => "読めない部分があるため判断していません",
        (Lang::En, false) => "not judged: part of the file could not be read",
    }
}
