//! The table as one web page that needs nothing else: no network, no other file.

mod text;

use super::terms::{
    DEADLINES, FINDINGS, MATRIX, SUMMARY, TIMELINE, VERDICTS, Word, say, verdict_mark,
};
use super::{Draft, Row, Table, deadline_rows, summary, verdict_word};
use crate::lang::Lang;
use crate::output::escape::markup as escape;
use crate::output::picture::svg;
use crate::output::text::severity_word;
use crate::output::timeline;
use crate::rule::{Severity, Verdict};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Width of the pictures, in px.
const PICTURE_WIDTH: u32 = 1100;

/// The page.
pub fn html(table: &Table<'_>) -> String {
    let lang = table.run.lang;
    let told = table.told();
    let title = say(lang, ("点検結果", "Findings table"));
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n",
        say(lang, ("ja", "en")),
    );
    head(&mut out, table, &told, title);
    findings(&mut out, table, &told);
    matrix(&mut out, table);
    if !table.run.redacted {
        deadlines(&mut out, table);
    }
    if table.drafts.len() > 1 {
        counts(&mut out, table);
    }
    reports(&mut out, table, &told);
    out.push_str(&format!(
        "<footer class=\"soft\">tenken {} · {}</footer>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n",
        env!("CARGO_PKG_VERSION"),
        say(
            lang,
            (
                "この結果は法的助言ではありません。最後の判断は人が行ってください。",
                "This is not legal advice; the last word is a person's.",
            )
        ),
    ));
    out
}

fn head(out: &mut String, table: &Table<'_>, told: &[&Row<'_>], title: &str) {
    let lang = table.run.lang;
    out.push_str(&format!("<header>\n<h1>{title}</h1>\n<p class=\"counts\">"));
    out.push_str(&format!(
        "<span>{} <b>{}</b>{}</span>",
        say(lang, ("報告", "reports")),
        table.drafts.len(),
        say(lang, ("件", ""))
    ));
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        let count = told
            .iter()
            .filter(|r| r.finding.severity == Some(severity))
            .count();
        out.push_str(&format!(
            "<span><span class=\"badge {}\">{}</span> <b>{count}</b>{}</span>",
            severity.name(),
            severity_word(Some(severity), lang),
            say(lang, ("件", ""))
        ));
    }
    out.push_str("</p>\n<p class=\"soft\">");
    if let Some(day) = table.run.as_of {
        out.push_str(&format!("{} {day} · ", say(lang, ("基準日", "as of"))));
    }
    out.push_str(&escape(&table.run.pack.version));
    out.push_str("</p>\n<nav>");
    let mut parts = vec![("findings", FINDINGS), ("matrix", MATRIX)];
    if !table.run.redacted {
        parts.push(("deadlines", DEADLINES));
    }
    if table.drafts.len() > 1 {
        parts.push(("summary", SUMMARY));
    }
    parts.push(("reports", REPORTS));
    for (id, word) in parts {
        out.push_str(&format!("<a href=\"#{id}\">{}</a>", say(lang, word)));
    }
    out.push_str("</nav>\n");
    if !table.run.not_audited.is_empty() {
        out.push_str(&format!(
            "<div class=\"trouble\" role=\"alert\"><b>{}</b><ul>",
            say(lang, ("点検できなかったもの", "Not audited"))
        ));
        for n in table.run.not_audited {
            out.push_str(&format!(
                "<li>{}: {}</li>",
                escape(&n.path),
                escape(&n.reason)
            ));
        }
        out.push_str("</ul></div>\n");
    }
    out.push_str("</header>\n");
}

/// The reports one by one.
const REPORTS: Word = ("報告ごとの時系列と本文", "Report by report");

fn open(out: &mut String, id: &str, heading: &str) {
    out.push_str(&format!(
        "<section id=\"{id}\">\n<h2>{}</h2>\n",
        escape(heading)
    ));
}

fn filter(out: &mut String, table: &Table<'_>, told: &[&Row<'_>]) {
    let lang = table.run.lang;
    // Shown by the script, which alone can make use of it.
    out.push_str(&format!(
        "<form class=\"filter\" hidden><label>{} <input type=\"search\" name=\"words\"></label>",
        say(lang, ("語句", "words"))
    ));
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        out.push_str(&format!(
            "<label><input type=\"checkbox\" name=\"severity\" value=\"{}\" checked> {}</label>",
            severity.name(),
            severity_word(Some(severity), lang)
        ));
    }
    let all = say(lang, ("すべて", "all"));
    let mut codes: Vec<&str> = told.iter().map(|r| r.finding.code.as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    out.push_str(&format!(
        "<label>{} <select name=\"rule\"><option value=\"\">{all}</option>",
        say(lang, ("ルール", "rule"))
    ));
    for code in codes {
        out.push_str(&format!("<option>{}</option>", escape(code)));
    }
    out.push_str(&format!(
        "</select></label><label>{} <select name=\"report\"><option value=\"\">{all}</option>",
        say(lang, ("報告", "report"))
    ));
    for (index, draft) in table.drafts.iter().enumerate() {
        out.push_str(&format!(
            "<option value=\"{}\">{}</option>",
            index + 1,
            escape(&draft.name)
        ));
    }
    out.push_str(&format!(
        "</select></label><button type=\"reset\">{}</button><output id=\"shown\"></output></form>\n",
        say(lang, ("元に戻す", "reset"))
    ));
}

fn findings(out: &mut String, table: &Table<'_>, told: &[&Row<'_>]) {
    let lang = table.run.lang;
    open(out, "findings", say(lang, FINDINGS));
    if told.is_empty() {
        out.push_str(&format!(
            "<p>{}</p>\n</section>\n",
            say(lang, ("指摘はありません。", "No findings."))
        ));
        return;
    }
    filter(out, table, told);
    out.push_str("<div class=\"wide\"><table>\n<thead><tr>");
    for word in [
        ("No", "No"),
        ("重大度", "severity"),
        ("ルール", "rule"),
        ("報告", "report"),
        ("位置", "place"),
        ("該当箇所", "quote"),
        ("指摘と直し方", "finding and what to do"),
        ("条・GL番号", "basis"),
        ("期限", "due"),
    ] {
        out.push_str(&format!("<th>{}</th>", say(lang, word)));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for (index, row) in told.iter().enumerate() {
        let f = row.finding;
        let number = index + 1;
        let severity = f.severity.unwrap_or(Severity::Info);
        // Nothing of the text is on the page of a redacted run, so nothing can be linked to.
        let link = |words: &str| {
            if table.run.redacted || words.is_empty() {
                escape(words)
            } else {
                format!("<a href=\"#t{number}\">{}</a>", escape(words))
            }
        };
        out.push_str(&format!(
            "<tr id=\"f{number}\" data-severity=\"{}\" data-rule=\"{}\" data-report=\"{}\">\
             <td class=\"number\">{number}</td><td class=\"severity\"><span class=\"{}\">{}</span></td>\
             <td class=\"code\"><b>{}</b></td><td><a href=\"#d{}\">{}</a></td>\
             <td class=\"place\">{}</td><td class=\"quote\">{}</td><td class=\"finding\">{}",
            severity.name(),
            escape(&f.code),
            row.draft + 1,
            severity.name(),
            severity_word(f.severity, lang),
            escape(&f.code),
            row.draft + 1,
            escape(&table.drafts[row.draft].name),
            link(&row.place),
            link(&row.quote),
            escape(&f.message),
        ));
        if !f.help.is_empty() {
            out.push_str(&format!("<p class=\"help\">→ {}</p>", escape(&f.help)));
        }
        let due = row.due.map_or_else(String::new, |d| d.to_string());
        out.push_str(&format!(
            "</td><td>{}</td><td class=\"day\">{due}</td></tr>\n",
            escape(&f.basis.join("、"))
        ));
    }
    out.push_str("</tbody>\n</table></div>\n</section>\n");
}

fn matrix(out: &mut String, table: &Table<'_>) {
    let lang = table.run.lang;
    open(out, "matrix", say(lang, MATRIX));
    out.push_str("<p class=\"key\">");
    for verdict in VERDICTS {
        out.push_str(&format!(
            "<span class=\"v-{}\">{} {}</span>",
            verdict.name(),
            verdict_mark(verdict),
            verdict_word(verdict, lang)
        ));
    }
    out.push_str("</p>\n");
    if table.drafts.len() <= PRINTED_COLUMNS {
        out.push_str("<div class=\"wide\">");
        verdicts(out, table, 0, table.drafts.len());
        out.push_str("</div>\n</section>\n");
        return;
    }
    // On screen it is one table to scroll through; on paper, where nothing scrolls, one after the other.
    out.push_str("<div class=\"wide screen\">");
    verdicts(out, table, 0, table.drafts.len());
    out.push_str("</div>\n");
    for from in (0..table.drafts.len()).step_by(PRINTED_COLUMNS) {
        let to = (from + PRINTED_COLUMNS).min(table.drafts.len());
        out.push_str(&format!(
            "<div class=\"paper\"><p class=\"soft\">{}–{to} / {}</p>",
            from + 1,
            table.drafts.len()
        ));
        verdicts(out, table, from, to);
        out.push_str("</div>\n");
    }
    out.push_str("</section>\n");
}

/// As many reports stand side by side on a sheet of paper.
const PRINTED_COLUMNS: usize = 10;

/// The verdicts of some reports, by rule.
fn verdicts(out: &mut String, table: &Table<'_>, from: usize, to: usize) {
    let lang = table.run.lang;
    out.push_str("<table class=\"matrix\">\n<thead><tr><th></th>");
    let drafts = &table.drafts[from..to];
    for (index, draft) in (from..).zip(drafts) {
        out.push_str(&format!(
            "<th class=\"d\"><a href=\"#d{}\">{}</a></th>",
            index + 1,
            escape(&draft.name)
        ));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for rule in &table.rules {
        out.push_str(&format!(
            "<tr><th scope=\"row\"><b>{}</b> {}</th>",
            escape(&rule.id),
            escape(lang.of(&rule.title))
        ));
        for draft in drafts {
            out.push_str(&verdict_cell(draft, rule, lang));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>");
}

fn verdict_cell(draft: &Draft<'_>, rule: &crate::rule::Rule, lang: Lang) -> String {
    let Some(verdict) = Table::verdict(draft, rule) else {
        return "<td class=\"v\"></td>".to_string();
    };
    let allowed = if Table::allowed(draft, rule) {
        say(lang, ("(許可)", " (allowed)"))
    } else {
        ""
    };
    let word = verdict_word(verdict, lang);
    let shown = match verdict {
        Verdict::NotApplicable | Verdict::Undetermined => String::new(),
        _ => format!(" {word}{allowed}"),
    };
    format!(
        "<td class=\"v v-{}\" title=\"{} {word}\">{}{shown}</td>",
        verdict.name(),
        escape(&rule.id),
        verdict_mark(verdict),
    )
}

fn deadlines(out: &mut String, table: &Table<'_>) {
    let lang = table.run.lang;
    open(out, "deadlines", say(lang, DEADLINES));
    out.push_str("<div class=\"wide\"><table>\n<thead><tr>");
    for word in super::terms::DEADLINE_COLUMNS {
        out.push_str(&format!("<th>{}</th>", say(lang, word)));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for (index, cells) in deadline_rows(table).iter().enumerate() {
        out.push_str("<tr>");
        for (column, cell) in cells.iter().enumerate() {
            if column == 0 {
                out.push_str(&format!(
                    "<td><a href=\"#d{}\">{}</a></td>",
                    index + 1,
                    escape(cell)
                ));
            } else {
                // A lone day stays on one line.
                let class = if cell.len() <= "2026-01-01".len() {
                    " class=\"day\""
                } else {
                    ""
                };
                out.push_str(&format!("<td{class}>{}</td>", escape(cell)));
            }
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table></div>\n</section>\n");
}

fn counts(out: &mut String, table: &Table<'_>) {
    open(out, "summary", say(table.run.lang, SUMMARY));
    for part in summary::parts(table) {
        out.push_str(&format!(
            "<h3>{}</h3>\n<div class=\"wide\"><table>\n<thead><tr>",
            escape(part.heading)
        ));
        for word in &part.head {
            out.push_str(&format!("<th>{}</th>", escape(word)));
        }
        out.push_str("</tr></thead>\n<tbody>\n");
        for row in &part.rows {
            out.push_str("<tr>");
            for cell in row {
                out.push_str(&match cell {
                    summary::Cell::Words(words) => format!("<td>{}</td>", escape(words)),
                    summary::Cell::Count(n) => format!("<td class=\"number\">{n}</td>"),
                });
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody>\n</table></div>\n");
    }
    out.push_str("</section>\n");
}

fn reports(out: &mut String, table: &Table<'_>, told: &[&Row<'_>]) {
    let lang = table.run.lang;
    open(out, "reports", say(lang, REPORTS));
    for (index, draft) in table.drafts.iter().enumerate() {
        let document = &draft.file.document;
        out.push_str(&format!(
            "<article id=\"d{}\">\n<h3>{}</h3>\n<p class=\"soft\">{} · {}</p>\n",
            index + 1,
            escape(&draft.name),
            escape(&draft.file.path),
            escape(&draft.place)
        ));
        if !table.run.redacted {
            let picture = timeline::picture(document, draft.report, table.run.pack, lang);
            out.push_str(&format!(
                "<figure aria-label=\"{}\">\n{}</figure>\n",
                say(lang, TIMELINE),
                svg(&picture, PICTURE_WIDTH)
            ));
            out.push_str(&format!(
                "<details{}><summary>{}</summary><div class=\"text\">{}</div></details>\n",
                if table.drafts.len() == 1 { " open" } else { "" },
                say(lang, ("本文", "Text")),
                text::marked(draft, index, told)
            ));
        }
        out.push_str("</article>\n");
    }
    out.push_str("</section>\n");
}
