//! The rules that said nothing, and why.

use super::Run;
use super::location::place;
use crate::incident::Kind;
use crate::lang::Lang;
use crate::rule::Verdict;

/// A line for each rule that did not apply to a report, could not be judged, or was allowed.
pub fn render(run: &Run<'_>) -> String {
    let lang = run.lang;
    let mut out = String::new();
    for file in run.audited {
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
        }
    }
    let silent: Vec<&str> = run
        .pack
        .rules
        .iter()
        .filter(|r| !r.active)
        .map(|r| r.id.as_str())
        .collect();
    if !silent.is_empty() {
        let list = silent.join(", ");
        out.push_str(&match lang {
            Lang::Ja => format!("使わなかったルール(設定やプロファイルによる): {list}\n"),
            Lang::En => {
                format!("rules switched off (by options, configuration or profile): {list}\n")
            }
        });
    }
    out
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
