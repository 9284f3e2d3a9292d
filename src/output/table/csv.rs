//! The table as CSV for Excel.

use super::{Row, Table, verdict_word};
use crate::lang::Lang;
use crate::output::text::severity_word;

/// A mark that tells Excel that the text is UTF-8.
const BOM: char = '\u{FEFF}';

/// Every report and expectation: UTF-8 with its mark, lines end as in Excel.
pub fn csv(table: &Table<'_>) -> String {
    let lang = table.run.lang;
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
    for (index, row) in table.rows.iter().enumerate() {
        line(&mut out, cells(table, index + 1, row).into_iter());
    }
    out
}

fn cells(table: &Table<'_>, number: usize, row: &Row<'_>) -> [String; 18] {
    let lang = table.run.lang;
    let f = row.finding;
    let draft = &table.drafts[row.draft];
    let allowed = f.allowed.as_ref().map_or("", |a| a.reason.as_str());
    [
        number.to_string(),
        draft.file.path.clone(),
        draft.report.title.clone(),
        f.severity
            .map_or("", |s| severity_word(Some(s), lang))
            .to_string(),
        f.code.clone(),
        f.title.clone(),
        verdict_word(f.verdict, lang).to_string(),
        f.verdict.name().to_string(),
        f.basis.join("、"),
        row.place.clone(),
        row.quote.clone(),
        f.message.clone(),
        f.help.clone(),
        f.proposal.clone(),
        if table.run.redacted { "" } else { allowed }.to_string(),
        String::new(),
        String::new(),
        row.due.map_or_else(String::new, |d| d.to_string()),
    ]
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
