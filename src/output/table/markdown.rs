//! The table as Markdown.

use super::terms::{FINDINGS, MATRIX, SUMMARY, say};
use super::{Table, summary, verdict_word};
use crate::lang::Lang;
use crate::output::escape::markdown_cell as cell;
use crate::output::text::severity_word;

/// The diagnostics, then how far each report meets each expectation, then counts where there are several reports.
pub fn markdown(table: &Table<'_>) -> String {
    let lang = table.run.lang;
    let mut out = format!("## {}\n\n", say(lang, FINDINGS));
    out.push_str(match lang {
        Lang::Ja => {
            "| No | 重大度 | ルール | 報告 | 位置 | 該当箇所 | 指摘 | 条・GL番号 |\n|---|---|---|---|---|---|---|---|\n"
        }
        Lang::En => {
            "| No | severity | rule | report | place | quote | finding | basis |\n|---|---|---|---|---|---|---|---|\n"
        }
    });
    for (index, row) in table.told().into_iter().enumerate() {
        let f = row.finding;
        out.push_str(&format!(
            "| {} | {} | {} | {} | {} | {} | {} | {} |\n",
            index + 1,
            severity_word(f.severity, lang),
            f.code,
            cell(&table.drafts[row.draft].file.path),
            row.place,
            cell(&row.quote),
            cell(&f.message),
            cell(&f.basis.join("、")),
        ));
    }
    out.push_str(&format!("\n## {}\n\n", say(lang, MATRIX)));
    out.push_str(match lang {
        Lang::Ja => "| ルール | 名称 |",
        Lang::En => "| rule | name |",
    });
    for draft in &table.drafts {
        out.push_str(&format!(" {} |", cell(&draft.name)));
    }
    out.push_str(&format!(
        "\n|---|---|{}\n",
        "---|".repeat(table.drafts.len())
    ));
    for rule in &table.rules {
        out.push_str(&format!("| {} | {} |", rule.id, cell(lang.of(&rule.title))));
        for draft in &table.drafts {
            let verdict = Table::verdict(draft, rule).map_or("", |v| verdict_word(v, lang));
            out.push_str(&format!(" {verdict} |"));
        }
        out.push('\n');
    }
    if table.drafts.len() > 1 {
        out.push_str(&format!("\n## {}\n", say(lang, SUMMARY)));
        for part in summary::parts(table) {
            out.push_str(&format!("\n### {}\n\n", part.heading));
            out.push_str(&format!("| {} |\n", part.head.join(" | ")));
            out.push_str(&format!("|{}\n", "---|".repeat(part.head.len())));
            for row in &part.rows {
                let cells: Vec<String> = row.iter().map(|c| cell(&c.to_string())).collect();
                out.push_str(&format!("| {} |\n", cells.join(" | ")));
            }
        }
    }
    out
}
