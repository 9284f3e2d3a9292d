//! What is said of rules, their examples and their pages.

use crate::Lang;
use crate::lang::Bilingual;
use crate::rule::{LoadError, Rule};
use crate::testing::Broken;

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
