//! Words about the copy of a Word draft with comments.

use std::path::Path;

use super::input::input;
use crate::Lang;
use crate::output::annotate::AnnotateError;

pub(in crate::cli) fn annotate_one(lang: Lang) -> String {
    match lang {
        Lang::Ja => "--annotate を使うときは、Word(.docx)のファイルを一つだけ指定してください",
        Lang::En => "--annotate takes exactly one Word file (.docx)",
    }
    .to_string()
}

pub(in crate::cli) fn annotate_word(lang: Lang, path: &str) -> String {
    match lang {
        Lang::Ja => format!(
            "{path}: コメントを付けられるのは Word(.docx)のファイルだけです。ほかの形式は tenken table {path} --out 指摘.html をお使いください"
        ),
        Lang::En => format!(
            "{path}: only Word files (.docx) can be commented; for others use tenken table {path} --out findings.html"
        ),
    }
}

pub(in crate::cli) fn annotate_other(lang: Lang, path: &str) -> String {
    match lang {
        Lang::Ja => format!(
            "{path} は点検する下書きそのものです。上書きはしません。--annotate には別の名前を指定してください"
        ),
        Lang::En => format!(
            "{path} is the draft itself and is not written over; name another file with --annotate"
        ),
    }
}

pub(in crate::cli) fn nothing_annotated(lang: Lang, path: &str) -> String {
    match lang {
        Lang::Ja => format!("点検できなかったため、{path} は書き出していません"),
        Lang::En => format!("nothing was audited, so {path} was not written"),
    }
}

pub(in crate::cli) fn not_annotated(lang: Lang, path: &str, e: &AnnotateError) -> String {
    let reason = match (lang, e) {
        (_, AnnotateError::Input(e)) => input(lang, e),
        (Lang::Ja, AnnotateError::NoPlace) => "コメントを付けられる本文がありません".to_string(),
        (Lang::En, AnnotateError::NoPlace) => "it has no text to comment on".to_string(),
        (_, AnnotateError::Packing(e)) => e.clone(),
    };
    match lang {
        Lang::Ja => format!("{path}: コメント付きの写しを作れませんでした({reason})"),
        Lang::En => format!("{path}: no copy with comments could be made ({reason})"),
    }
}

pub(in crate::cli) fn annotated(lang: Lang, out: &Path, count: usize) -> String {
    let out = out.to_string_lossy();
    match lang {
        Lang::Ja => format!("コメント{count}件を付けた写しを {out} に書き出しました"),
        Lang::En => format!("a copy with {count} comment(s) was written to {out}"),
    }
}
