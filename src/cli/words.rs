//! What the program says when something is in the way: what, where, what to do.

use crate::Lang;
use crate::input::{InputError, MAX_BYTES};
use crate::rule::LoadError;
use crate::rule::yaml::YamlError;

const MIB: usize = 1 << 20;

pub(super) fn stdin_name(lang: Lang) -> String {
    match lang {
        Lang::Ja => "(標準入力)".to_string(),
        Lang::En => "(stdin)".to_string(),
    }
}

pub(super) fn pack_broken(lang: Lang, e: &LoadError) -> String {
    match lang {
        Lang::Ja => format!("ルールを読み込めませんでした。何も点検していません: {}: {}", e.place(), e.reason.ja),
        Lang::En => format!("the rules could not be loaded; nothing was checked: {}: {}", e.place(), e.reason.en),
    }
}

pub(super) fn unreadable(lang: Lang, e: &std::io::Error) -> String {
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

pub(super) fn no_file(lang: Lang) -> String {
    match lang {
        Lang::Ja => {
            "通常のファイルではありません。ファイルかフォルダーを指定してください".to_string()
        }
        Lang::En => "this is no regular file; name a file or a folder".to_string(),
    }
}

pub(super) fn walk(lang: Lang, e: &ignore::Error) -> String {
    match lang {
        Lang::Ja => format!("フォルダーの一部を読めませんでした({e})"),
        Lang::En => format!("part of the folder could not be read ({e})"),
    }
}

pub(super) fn no_texts(lang: Lang, endings: &[&str]) -> String {
    let list = endings.join(", .");
    match lang {
        Lang::Ja => format!("点検できる文書(.{list})がこのフォルダーにありません"),
        Lang::En => format!("the folder holds no text that can be checked (.{list})"),
    }
}

pub(super) fn ignored(lang: Lang) -> String {
    match lang {
        Lang::Ja => "無視ファイル(.gitignore など)の指定により読んでいません。点検するには、ファイルを直接指定してください".to_string(),
        Lang::En => "left out by an ignore file (.gitignore …); name the file itself to have it checked".to_string(),
    }
}

pub(super) fn format_not_read(lang: Lang) -> String {
    match lang {
        Lang::Ja => "この形式は読めません。テキスト(.txt、.md)で保存し直してください".to_string(),
        Lang::En => "this format is not read; save it as text (.txt, .md)".to_string(),
    }
}

pub(super) fn no_report(lang: Lang) -> String {
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

pub(super) fn no_reports(lang: Lang, files: usize) -> String {
    match lang {
        Lang::Ja => {
            format!("文書{files}件を読みましたが、漏えい等の報告・公表文がありませんでした")
        }
        Lang::En => format!("{files} text(s) were read, but none is an incident report"),
    }
}

pub(super) fn not_written(lang: Lang, e: &std::io::Error) -> String {
    match lang {
        Lang::Ja => format!("結果を書き出せませんでした({e})"),
        Lang::En => format!("the result could not be written ({e})"),
    }
}

pub(super) fn not_audited(lang: Lang, path: &str, reason: &str) -> String {
    match lang {
        Lang::Ja => format!("監査できませんでした: {path}: {reason}"),
        Lang::En => format!("not audited: {path}: {reason}"),
    }
}

pub(super) fn input(lang: Lang, e: &InputError) -> String {
    match (lang, e) {
        (Lang::Ja, InputError::Empty) => "本文がありません(空のファイルです)".to_string(),
        (Lang::En, InputError::Empty) => "there is no text in it (the file is empty)".to_string(),
        (Lang::Ja, InputError::TooLarge { bytes }) => {
            format!(
                "大きすぎます({}MiB)。読めるのは{}MiBまでです。分けてください",
                bytes / MIB,
                MAX_BYTES / MIB
            )
        }
        (Lang::En, InputError::TooLarge { bytes }) => {
            format!(
                "it is too large ({} MiB); at most {} MiB are read: split it",
                bytes / MIB,
                MAX_BYTES / MIB
            )
        }
        (
            Lang::Ja,
            InputError::Binary {
                looks_like: Some(kind),
                ..
            },
        ) => {
            format!(
                "テキストではありません({kind} のようです)。テキスト(.txt、.md)で保存し直してください"
            )
        }
        (
            Lang::En,
            InputError::Binary {
                looks_like: Some(kind),
                ..
            },
        ) => {
            format!("it is no text (it seems to be {kind}); save it as text (.txt, .md)")
        }
        (Lang::Ja, InputError::Binary { at, .. }) => {
            format!("テキストではありません({at}バイト目に NUL 文字があります)")
        }
        (Lang::En, InputError::Binary { at, .. }) => {
            format!("it is no text (there is a NUL character at byte {at})")
        }
        (Lang::Ja, InputError::Charset { at, line, likely }) => {
            format!(
                "UTF-8 ではありません({line}行目、{at}バイト目)。文字コードは {likely} と思われます。UTF-8 で保存し直してください"
            )
        }
        (Lang::En, InputError::Charset { at, line, likely }) => {
            format!(
                "it is not UTF-8 (line {line}, byte {at}); the character set is probably {likely}: save it as UTF-8"
            )
        }
    }
}

pub(super) fn no_facts(lang: Lang, e: &YamlError) -> String {
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

pub(super) fn facts_unread(lang: Lang, path: &str, reason: &str) -> String {
    match lang {
        Lang::Ja => format!("{path}: 事実のファイルを読めないため、何も点検していません。{reason}"),
        Lang::En => {
            format!("{path}: nothing was checked, for the facts could not be read. {reason}")
        }
    }
}

pub(super) fn facts_for_one(lang: Lang) -> String {
    match lang {
        Lang::Ja => "--facts は一つの文書についてだけ使えます。文書を一つ指定してください",
        Lang::En => "--facts is for one document; name one",
    }
    .to_string()
}

pub(super) fn facts_for_report(lang: Lang, found: usize) -> String {
    match lang {
        Lang::Ja => format!(
            "--facts は報告を一つ含む文書についてだけ使えますが、この文書には{found}件あります。報告ごとの文書に分けてください"
        ),
        Lang::En => format!(
            "--facts is for a document with one report, and this one holds {found}; split it"
        ),
    }
}

pub(super) fn facts_used(lang: Lang, path: &str, changed: &[&str]) -> String {
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

pub(super) fn which_report(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Ja => format!(
            "この文書には報告が{count}件あります。--report 1 から --report {count} のいずれかを指定してください"
        ),
        Lang::En => {
            format!("the document holds {count} reports; choose one with --report 1 … {count}")
        }
    }
}

pub(super) fn timeline_trouble(lang: Lang, path: &str, reason: &str) -> String {
    match lang {
        Lang::Ja => format!("{path}: 時系列を示せません。{reason}"),
        Lang::En => format!("{path}: no timeline. {reason}"),
    }
}

/// The comment at the head of a file of facts.
pub(super) fn facts_head(lang: Lang) -> &'static str {
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
