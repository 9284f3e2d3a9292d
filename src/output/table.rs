//! The findings table: a row for every report and expectation, as CSV for Excel or as Markdown.

use super::location::spot;
use super::{Audited, Run};
use crate::Report;
use crate::evaluate::Finding;
use crate::incident::Kind;
use crate::lang::Lang;
use crate::output::text::severity_word;
use crate::rule::Verdict;

/// Longest quote of a text, in characters.
const QUOTE_CHARS: usize = 80;

/// A mark that tells Excel that the text is UTF-8.
const BOM: char = '\u{FEFF}';

/// What a verdict is called in tables.
pub fn verdict_word(verdict: Verdict, lang: Lang) -> &'static str {
    match (verdict, lang) {
        (Verdict::Met, Lang::Ja) => "充足",
        (Verdict::Violated, Lang::Ja) => "違反",
        (Verdict::Unstated, Lang::Ja) => "記載なし",
        (Verdict::Pending, Lang::Ja) => "期限内・調査中",
        (Verdict::Undetermined, Lang::Ja) => "判断できない",
        (Verdict::NotApplicable, Lang::Ja) => "対象外",
        (_, Lang::En) => verdict.name(),
    }
}

fn rows<'a>(run: &Run<'a>) -> Vec<(&'a Audited, &'a Report, &'a Finding)> {
    let mut rows = Vec::new();
    for file in run.audited {
        for report in file
            .reports
            .iter()
            .filter(|r| r.incident.kind != Kind::Other)
        {
            rows.extend(report.findings.iter().map(|f| (file, report, f)));
        }
    }
    rows
}

/// Every report and expectation: UTF-8 with its mark, lines end as in Excel.
pub fn csv(run: &Run<'_>) -> String {
    let lang = run.lang;
    let head = match lang {
        Lang::Ja => [
            "No",
            "報告",
            "表題",
            "重大度",
            "ルール",
            "名称",
            "判定",
            "判定コード",
            "条・GL番号",
            "位置",
            "該当箇所",
            "指摘",
            "直し方",
            "文案",
            "許可の理由",
            "対応状況",
            "担当",
            "期限",
        ],
        Lang::En => [
            "No",
            "report",
            "title",
            "severity",
            "rule",
            "name",
            "verdict",
            "verdict_code",
            "basis",
            "place",
            "quote",
            "finding",
            "help",
            "proposal",
            "allowed",
            "status",
            "owner",
            "due",
        ],
    };
    let mut out = String::from(BOM);
    line(&mut out, head.iter().map(ToString::to_string));
    for (index, (file, report, f)) in rows(run).into_iter().enumerate() {
        let basis = f.basis.join("、");
        let (place, quote) = evidence(run, file, f);
        let allowed = f.allowed.as_ref().map_or("", |a| a.reason.as_str());
        let cells = [
            (index + 1).to_string(),
            file.path.clone(),
            report.title.clone(),
            f.severity
                .map_or("", |s| severity_word(Some(s), lang))
                .to_string(),
            f.code.clone(),
            f.title.clone(),
            verdict_word(f.verdict, lang).to_string(),
            f.verdict.name().to_string(),
            basis,
            place,
            quote,
            f.message.clone(),
            f.help.clone(),
            f.proposal.clone(),
            if run.redacted { "" } else { allowed }.to_string(),
            String::new(),
            String::new(),
            due(report, f),
        ];
        line(&mut out, cells.into_iter());
    }
    out
}

/// The day by which a report to the regulator is due, beside the rule on it.
fn due(report: &Report, finding: &Finding) -> String {
    match report.derived.final_due {
        Some(due) if finding.code == FINAL_REPORT && finding.verdict != Verdict::NotApplicable => {
            due.due.to_string()
        }
        _ => String::new(),
    }
}

/// The rule on the last day of the final report.
const FINAL_REPORT: &str = "R002";

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
    (place, flat.chars().take(QUOTE_CHARS).collect())
}

/// A line of CSV. A cell that Excel would take for a formula is made text.
fn line(out: &mut String, cells: impl Iterator<Item = String>) {
    let cells: Vec<String> = cells
        .map(|cell| {
            let guard = if cell.starts_with(['=', '+', '-', '@', '\t']) {
                "'"
            } else {
                ""
            };
            format!("\"{guard}{}\"", cell.replace('"', "\"\""))
        })
        .collect();
    out.push_str(&cells.join(","));
    out.push_str("\r\n");
}

/// The diagnostics, then how far each report meets each expectation.
pub fn markdown(run: &Run<'_>) -> String {
    let lang = run.lang;
    let all = rows(run);
    let mut out = String::from(match lang {
        Lang::Ja => {
            "## 指摘一覧\n\n| No | 重大度 | ルール | 報告 | 位置 | 該当箇所 | 指摘 | 条・GL番号 |\n|---|---|---|---|---|---|---|---|\n"
        }
        Lang::En => {
            "## Findings\n\n| No | severity | rule | report | place | quote | finding | basis |\n|---|---|---|---|---|---|---|---|\n"
        }
    });
    let mut told: Vec<_> = all
        .iter()
        .filter(|(_, _, f)| f.severity.is_some())
        .collect();
    told.sort_by_key(|(_, _, f)| std::cmp::Reverse(f.severity));
    for (index, (file, _, f)) in told.into_iter().enumerate() {
        let (place, quote) = evidence(run, file, f);
        out.push_str(&format!(
            "| {} | {} | {} | {} | {place} | {} | {} | {} |\n",
            index + 1,
            severity_word(f.severity, lang),
            f.code,
            cell(&file.path),
            cell(&quote),
            cell(&f.message),
            cell(&f.basis.join("、")),
        ));
    }
    out.push_str(match lang {
        Lang::Ja => "\n## 充足表\n\n| ルール | 名称 |",
        Lang::En => "\n## Expectations\n\n| rule | name |",
    });
    let mut reports: Vec<(&Audited, &Report)> = Vec::new();
    for (file, report, _) in &all {
        if !reports.iter().any(|(_, r)| std::ptr::eq(*r, *report)) {
            reports.push((file, report));
        }
    }
    for (file, report) in &reports {
        let name = if report.title.is_empty() {
            &file.path
        } else {
            &report.title
        };
        out.push_str(&format!(" {} |", cell(name)));
    }
    out.push_str(&format!("\n|---|---|{}\n", "---|".repeat(reports.len())));
    for rule in run.pack.rules.iter().filter(|r| r.active) {
        out.push_str(&format!("| {} | {} |", rule.id, cell(lang.of(&rule.title))));
        for (_, report) in &reports {
            let verdict = report
                .findings
                .iter()
                .filter(|f| f.code == rule.id)
                .max_by_key(|f| f.severity)
                .map_or("", |f| verdict_word(f.verdict, lang));
            out.push_str(&format!(" {verdict} |"));
        }
        out.push('\n');
    }
    out
}

/// Words that stand in a cell of Markdown as they are.
fn cell(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' => out.push(' '),
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' => {
                out.push('\\');
                out.push(c);
            }
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
    out
}
