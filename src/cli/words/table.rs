//! What is said of tables.

use crate::Lang;

pub(in crate::cli) fn table_ending(lang: Lang, path: &str) -> String {
    match lang {
        Lang::Ja => format!(
            "{path}: この名前からは出力の形式が分かりません。.xlsx、.html、.csv、.md のどれかにするか、--format を付けてください"
        ),
        Lang::En => format!(
            "{path}: the name does not tell the format; end it in .xlsx, .html, .csv or .md, or give --format"
        ),
    }
}

pub(in crate::cli) fn not_to_terminal(lang: Lang) -> String {
    match lang {
        Lang::Ja => {
            "Excelのファイルは画面に出せません。--out 指摘一覧.xlsx のように書き出す先を指定してください"
        }
        Lang::En => "a workbook cannot be shown on a terminal; name a file with --out findings.xlsx",
    }
    .to_string()
}

pub(in crate::cli) fn no_workbook(lang: Lang, reason: &str) -> String {
    match lang {
        Lang::Ja => format!(
            "Excelのファイルを作れませんでした({reason})。報告を分けて実行するか、--format csv をお使いください"
        ),
        Lang::En => format!(
            "the workbook could not be made ({reason}); run on fewer reports or use --format csv"
        ),
    }
}
