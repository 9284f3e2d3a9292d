//! What the program says when something is in the way: what, where, what to do.

mod annotate;
mod config;
mod input;

use std::path::Path;

pub(in crate::cli) use annotate::*;
pub(in crate::cli) use config::*;
pub(in crate::cli) use input::{charset_guessed, input, unread};

use crate::Lang;
use crate::lang::Bilingual;
use crate::rule::yaml::YamlError;
use crate::rule::{LoadError, Rule};
use crate::testing::Broken;

pub(in crate::cli) fn stdin_name(lang: Lang) -> String {
    match lang {
        Lang::Ja => "(標準入力)".to_string(),
        Lang::En => "(stdin)".to_string(),
    }
}

pub(in crate::cli) fn pack_broken(lang: Lang, e: &LoadError) -> String {
    match lang {
        Lang::Ja => format!(
            "ルールを読み込めませんでした。何も点検していません: {}: {}",
            e.place(),
            e.reason.ja
        ),
        Lang::En => format!(
            "the rules could not be loaded; nothing was checked: {}: {}",
            e.place(),
            e.reason.en
        ),
    }
}

pub(in crate::cli) fn profile_refused(lang: Lang, reason: &Bilingual) -> String {
    match lang {
        Lang::Ja => format!(
            "プロファイルを使えません。何も点検していません: {}",
            reason.ja
        ),
        Lang::En => format!(
            "the profile cannot be used; nothing was checked: {}",
            reason.en
        ),
    }
}

pub(in crate::cli) fn unreadable(lang: Lang, e: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match (lang, e.kind()) {
        (Lang::Ja, ErrorKind::NotFound) => {
            "このファイルはありません。パスの綴りを確かめてください".to_string()
        }
        (Lang::En, ErrorKind::NotFound) => {
            "there is no such file; check the spelling of the path".to_string()
        }
        (Lang::Ja, ErrorKind::PermissionDenied) => {
            "読む権限がありません。ファイルの権限を確かめてください".to_string()
        }
        (Lang::En, ErrorKind::PermissionDenied) => {
            "no permission to read it; check the file's permissions".to_string()
        }
        (Lang::Ja, _) => format!("読めませんでした({e})"),
        (Lang::En, _) => format!("it could not be read ({e})"),
    }
}

pub(in crate::cli) fn no_file(lang: Lang) -> String {
    match lang {
        Lang::Ja => {
            "通常のファイルではありません。ファイルかフォルダーを指定してください".to_string()
        }
        Lang::En => "this is no regular file; name a file or a folder".to_string(),
    }
}

pub(in crate::cli) fn walk(lang: Lang, e: &ignore::Error) -> String {
    match lang {
        Lang::Ja => format!("フォルダーの一部を読めませんでした({e})"),
        Lang::En => format!("part of the folder could not be read ({e})"),
    }
}

pub(in crate::cli) fn no_texts(lang: Lang, endings: &[&str]) -> String {
    let list = endings.join(", .");
    match lang {
        Lang::Ja => format!("点検できる文書(.{list})がこのフォルダーにありません"),
        Lang::En => format!("the folder holds no text that can be checked (.{list})"),
    }
}

pub(in crate::cli) fn ignored(lang: Lang) -> String {
    match lang {
        Lang::Ja => "無視ファイル(.gitignore など)の指定により読んでいません。点検するには、ファイルを直接指定してください".to_string(),
        Lang::En => "left out by an ignore file (.gitignore …); name the file itself to have it checked".to_string(),
    }
}

pub(in crate::cli) fn format_not_read(lang: Lang) -> String {
    match lang {
        Lang::Ja => "この形式は読めません。Word(.docx)、PDF、テキスト(.txt)で保存し直してください"
            .to_string(),
        Lang::En => {
            "this format is not read; save it as Word (.docx), PDF or text (.txt)".to_string()
        }
    }
}

pub(in crate::cli) fn no_paths(lang: Lang) -> String {
    match lang {
        Lang::Ja => {
            "点検するファイルかフォルダーを指定してください(tenken.toml の paths にも書けます)"
                .to_string()
        }
        Lang::En => "name a file or a folder to check (or paths in tenken.toml)".to_string(),
    }
}

pub(in crate::cli) fn notices_of_one(lang: Lang) -> String {
    match lang {
        Lang::Ja => "--incident には、同じ事案の公表文を二つ以上、一つのファイルに一つずつ入れて指定してください".to_string(),
        Lang::En => "--incident takes two or more notices of one incident, one in a file".to_string(),
    }
}

pub(in crate::cli) fn yaml_of_one(lang: Lang) -> String {
    match lang {
        Lang::Ja => "YAMLは公表文ごとに書き出してください(--and とは併用できません)".to_string(),
        Lang::En => "write the YAML of each notice by itself (not with --and)".to_string(),
    }
}

pub(in crate::cli) fn no_report(lang: Lang) -> String {
    match lang {
        Lang::Ja => {
            "漏えい等の報告・公表文と読める文書がありませんでした。ファイルを確かめてください"
                .to_string()
        }
        Lang::En => {
            "no incident report was found in it; check that this is the right file".to_string()
        }
    }
}

pub(in crate::cli) fn no_reports(lang: Lang, files: usize) -> String {
    match lang {
        Lang::Ja => {
            format!("文書{files}件を読みましたが、漏えい等の報告・公表文がありませんでした")
        }
        Lang::En => format!("{files} text(s) were read, but none is an incident report"),
    }
}

pub(in crate::cli) fn not_written(lang: Lang, e: &std::io::Error) -> String {
    match lang {
        Lang::Ja => format!("結果を書き出せませんでした({e})"),
        Lang::En => format!("the result could not be written ({e})"),
    }
}

pub(in crate::cli) fn not_audited(lang: Lang, path: &str, reason: &str) -> String {
    match lang {
        Lang::Ja => format!("監査できませんでした: {path}: {reason}"),
        Lang::En => format!("not audited: {path}: {reason}"),
    }
}

pub(in crate::cli) fn no_facts(lang: Lang, e: &YamlError) -> String {
    let place = match (lang, e.at) {
        (Lang::Ja, Some((line, column))) => format!("{line}行{column}文字目: "),
        (Lang::En, Some((line, column))) => format!("line {line}, column {column}: "),
        (_, None) => String::new(),
    };
    match lang {
        Lang::Ja => format!(
            "事実のファイル(incident.yaml)として読めません。{place}{}。「tenken timeline --format yaml 文書」で書き出した形に合わせてください",
            e.reason
        ),
        Lang::En => format!(
            "it is no file of facts (incident.yaml): {place}{}. «tenken timeline --format yaml DRAFT» writes one to start from",
            e.reason
        ),
    }
}

pub(in crate::cli) fn facts_unread(lang: Lang, path: &str, reason: &str) -> String {
    match lang {
        Lang::Ja => format!("{path}: 事実のファイルを読めないため、何も点検していません。{reason}"),
        Lang::En => {
            format!("{path}: nothing was checked, for the facts could not be read. {reason}")
        }
    }
}

pub(in crate::cli) fn facts_for_one(lang: Lang) -> String {
    match lang {
        Lang::Ja => "--facts は一つの文書についてだけ使えます。文書を一つ指定してください",
        Lang::En => "--facts is for one document; name one",
    }
    .to_string()
}

pub(in crate::cli) fn facts_for_report(lang: Lang, found: usize) -> String {
    match lang {
        Lang::Ja => format!(
            "--facts は報告を一つ含む文書についてだけ使えますが、この文書には{found}件あります。報告ごとの文書に分けてください"
        ),
        Lang::En => format!(
            "--facts is for a document with one report, and this one holds {found}; split it"
        ),
    }
}

pub(in crate::cli) fn facts_used(lang: Lang, path: &str, changed: &[&str]) -> String {
    match (lang, changed.is_empty()) {
        (Lang::Ja, true) => format!("{path} の事実は、本文から読み取ったものと同じでした"),
        (Lang::Ja, false) => format!(
            "次の事実は本文からの読み取りではなく {path} によりました: {}",
            changed.join(", ")
        ),
        (Lang::En, true) => format!("the facts of {path} are those read from the text"),
        (Lang::En, false) => format!(
            "these facts are taken from {path}, not read from the text: {}",
            changed.join(", ")
        ),
    }
}

pub(in crate::cli) fn which_report(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Ja => format!(
            "この文書には報告が{count}件あります。--report 1 から --report {count} のいずれかを指定してください"
        ),
        Lang::En => {
            format!("the document holds {count} reports; choose one with --report 1 … {count}")
        }
    }
}

pub(in crate::cli) fn timeline_trouble(lang: Lang, path: &str, reason: &str) -> String {
    match lang {
        Lang::Ja => format!("{path}: 時系列を示せません。{reason}"),
        Lang::En => format!("{path}: no timeline. {reason}"),
    }
}

/// The comment at the head of a file of facts.
pub(in crate::cli) fn facts_head(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => {
            "tenken が本文から読み取った事実です。誤りがあれば直し、次のように使えます:
  tenken check 文書 --facts このファイル   (本文の点検に、直した事実を用いる)
  tenken check このファイル               (このファイルだけを点検する)
events の date は YYYY-MM-DD、期間は 開始/終了。status は done(済)か planned(予定)。
at は本文での位置(バイト)、quote はそこの文言です。行を足すときは at と quote を省けます。"
        }
        Lang::En => {
            "The facts that tenken read from the text. Correct them and use them:
  tenken check DRAFT --facts THIS-FILE   (to check the draft by the corrected facts)
  tenken check THIS-FILE                 (to check this file alone)
date of events: YYYY-MM-DD, a period as start/end; status: done or planned.
at: the place in the text, in bytes; quote: the words there. New rows may leave both out."
        }
    }
}

/// No awareness date for the planner.
pub(in crate::cli) fn no_awareness(lang: Lang, from: Option<&Path>) -> String {
    match (lang, from) {
        (Lang::Ja, None) => {
            "知った日が要ります。--awareness 2024-01-10 のように指定するか、--from で文書を指定してください"
                .to_string()
        }
        (Lang::En, None) => {
            "an awareness date is needed: --awareness 2024-01-10, or --from with a document".to_string()
        }
        (Lang::Ja, Some(path)) => format!(
            "{}: 知った日を読み取れませんでした。--awareness で指定してください",
            path.to_string_lossy()
        ),
        (Lang::En, Some(path)) => format!(
            "{}: no awareness date was read from it; give it with --awareness",
            path.to_string_lossy()
        ),
    }
}

/// No regime for the planner.
pub(in crate::cli) fn no_regime(lang: Lang, from: Option<&Path>) -> String {
    match (lang, from) {
        (Lang::Ja, None) => {
            "規律が要ります。民間事業者などは --regime business、行政機関等は --regime public を指定してください"
                .to_string()
        }
        (Lang::En, None) => {
            "a regime is needed: --regime business for operators, --regime public for public bodies".to_string()
        }
        (Lang::Ja, Some(path)) => format!(
            "{}: 組織の規律(民間か行政機関等か)を読み取れませんでした。--regime で指定してください",
            path.to_string_lossy()
        ),
        (Lang::En, Some(path)) => format!(
            "{}: the organisation's regime was not read from it; give it with --regime",
            path.to_string_lossy()
        ),
    }
}

pub(in crate::cli) fn told_before_known(lang: Lang) -> String {
    match lang {
        Lang::Ja => {
            "委託元へ知らせた日が、委託先の知った日より前です。どちらかの日付を直してください"
                .to_string()
        }
        Lang::En => {
            "the client was told before the contractor knew; mend one of the dates".to_string()
        }
    }
}

pub(in crate::cli) fn no_sector(lang: Lang, unknown: &str, known: &[&str]) -> String {
    let list = known.join(", ");
    match lang {
        Lang::Ja => format!("「{unknown}」という業種はありません(あるのは {list})"),
        Lang::En => format!("there is no sector «{unknown}» (there are: {list})"),
    }
}

pub(in crate::cli) fn several_reports(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Ja => format!("報告が{count}件あります。報告が一つの文書を指定してください"),
        Lang::En => format!("it holds {count} reports; name a document with one"),
    }
}

pub(in crate::cli) fn nothing_to_explain(lang: Lang, what: &str, near: Option<&str>) -> String {
    let (ja, en) = match near {
        Some(near) => (
            format!("(「{near}」のことでしょうか)"),
            format!(" (did you mean «{near}»?)"),
        ),
        None => (String::new(), String::new()),
    };
    match lang {
        Lang::Ja => format!(
            "「{what}」というルールはありません{ja}。R001 のようなコードか、draft.txt:12 のような文書と行を指定してください(一覧は tenken rules list)"
        ),
        Lang::En => format!(
            "there is no rule «{what}»{en}; give a code (R001) or a document and a line (draft.txt:12). tenken rules list shows all"
        ),
    }
}

pub(in crate::cli) fn no_such_line(lang: Lang, path: &str, line: usize, lines: usize) -> String {
    match lang {
        Lang::Ja => format!("{path}: {line}行目はありません(この文書は{lines}行です)"),
        Lang::En => format!("{path}: there is no line {line} (the document has {lines})"),
    }
}

/// A mark behind a rule that does not speak.
pub(in crate::cli) fn silent_rule(lang: Lang, rule: &Rule) -> String {
    if rule.active {
        return String::new();
    }
    let profiles = rule.applies.profiles.join(", ");
    match (lang, profiles.is_empty()) {
        (Lang::Ja, true) => "\t(使わない設定)".to_string(),
        (Lang::En, true) => "\t(switched off)".to_string(),
        (Lang::Ja, false) => format!("\t(プロファイル {profiles} のとき)"),
        (Lang::En, false) => format!("\t(under the profile {profiles})"),
    }
}

pub(in crate::cli) fn broken_example(lang: Lang, b: &Broken) -> String {
    let list = if b.failing { "failing" } else { "passing" };
    let found: Vec<&str> = b.found.iter().map(|v| v.name()).collect();
    let found = found.join(", ");
    let (n, id) = (b.index + 1, &b.id);
    match (lang, b.expected, b.failing) {
        (Lang::Ja, Some(v), _) => format!(
            "{id} examples.{list} {n}番目: {} のはずが、{found} でした\n",
            v.name()
        ),
        (Lang::En, Some(v), _) => format!(
            "{id} examples.{list} no. {n}: expected {}, found {found}\n",
            v.name()
        ),
        (Lang::Ja, None, _) => {
            format!("{id} examples.{list} {n}番目: 指摘になるはずが、{found} でした\n")
        }
        (Lang::En, None, _) => {
            format!("{id} examples.{list} no. {n}: expected a finding, found {found}\n")
        }
    }
}

pub(in crate::cli) fn examples_tried(
    lang: Lang,
    rules: usize,
    examples: usize,
    broken: usize,
) -> String {
    match lang {
        Lang::Ja => {
            format!("ルール{rules}件の例{examples}件を確かめました: 合わないもの{broken}件\n")
        }
        Lang::En => {
            format!("{examples} example(s) of {rules} rule(s) tried: {broken} do not hold\n")
        }
    }
}

pub(in crate::cli) fn bad_rule_name(lang: Lang, code: &str, name: &str) -> String {
    match lang {
        Lang::Ja => format!(
            "「{code}」「{name}」は使えません。コードは英大文字1字と数字3字(例: X001)、名前は英小文字・数字・ハイフン(例: own-rule)です"
        ),
        Lang::En => format!(
            "«{code}» «{name}» will not do: a code is a capital letter and three digits (X001), a name is small letters, digits and hyphens (own-rule)"
        ),
    }
}

pub(in crate::cli) fn code_taken(lang: Lang, code: &str) -> String {
    match lang {
        Lang::Ja => format!(
            "コード {code} は既にあります。別のコードにしてください(独自のルールには X など、使われていない英字を勧めます)"
        ),
        Lang::En => format!(
            "the code {code} is taken; choose another (an unused letter, as X, is best for your own)"
        ),
    }
}

pub(in crate::cli) fn rule_made(lang: Lang, path: &str, dir: &str) -> String {
    match lang {
        Lang::Ja => format!(
            "{path} を書き出しました。書き換えたら tenken rules test --rules {dir} で確かめてください\n"
        ),
        Lang::En => {
            format!("{path} was written; change it, then try: tenken rules test --rules {dir}\n")
        }
    }
}

pub(in crate::cli) fn file_not_written(lang: Lang, path: &str, e: &std::io::Error) -> String {
    match (lang, e.kind()) {
        (Lang::Ja, std::io::ErrorKind::AlreadyExists) => {
            format!(
                "{path} は既にあります。上書きはしません。別の名前にするか、ファイルを移してください"
            )
        }
        (Lang::En, std::io::ErrorKind::AlreadyExists) => {
            format!("{path} is there already and is not written over; take another name or move it")
        }
        (Lang::Ja, _) => format!("{path} を書き出せませんでした({e})"),
        (Lang::En, _) => format!("{path} could not be written ({e})"),
    }
}

pub(in crate::cli) fn pages_written(lang: Lang, count: usize, out: &str) -> String {
    match lang {
        Lang::Ja => format!("{out} に{count}頁を書き出しました\n"),
        Lang::En => format!("{count} page(s) written to {out}\n"),
    }
}

pub(in crate::cli) fn pages_checked(lang: Lang, count: usize, stale: &[String]) -> String {
    let list: String = stale.iter().map(|s| format!("{s}\n")).collect();
    match (lang, stale.is_empty()) {
        (Lang::Ja, true) => format!("{count}頁とも、ルールの通りです\n"),
        (Lang::En, true) => format!("all {count} page(s) are as the rules make them\n"),
        (Lang::Ja, false) => {
            format!("{list}上の頁がルールと合いません。tenken rules docs で作り直してください\n")
        }
        (Lang::En, false) => {
            format!("{list}these pages are not as the rules make them; run tenken rules docs\n")
        }
    }
}

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
