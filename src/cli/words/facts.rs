//! What is said of a person's facts and of timelines.

use crate::Lang;
use crate::rule::yaml::YamlError;

pub(in crate::cli) fn yaml_of_one(lang: Lang) -> String {
    match lang {
        Lang::Ja => "YAMLは公表文ごとに書き出してください(--and とは併用できません)".to_string(),
        Lang::En => "write the YAML of each notice by itself (not with --and)".to_string(),
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
