//! Why a file could not be read, and what to do about it.

use crate::Lang;
use crate::input::{Format, InputError, MAX_BYTES};

const MIB: usize = 1 << 20;

pub(in crate::cli) fn input(lang: Lang, e: &InputError) -> String {
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
                "読めない形式です({kind} のようです)。Word(.docx)、PDF、テキスト(.txt)で保存し直してください"
            )
        }
        (
            Lang::En,
            InputError::Binary {
                looks_like: Some(kind),
                ..
            },
        ) => {
            format!(
                "this format is not read (it seems to be {kind}); save it as Word (.docx), PDF or text (.txt)"
            )
        }
        (Lang::Ja, InputError::Binary { at, .. }) => {
            format!("テキストではありません({at}バイト目に NUL 文字があります)")
        }
        (Lang::En, InputError::Binary { at, .. }) => {
            format!("it is no text (there is a NUL character at byte {at})")
        }
        (Lang::Ja, InputError::CutOff { at }) => format!(
            "末尾が文字の途中で切れています({at}バイト目)。保存や転送が途中で終わったようです。元のファイルを取り直してください"
        ),
        (Lang::En, InputError::CutOff { at }) => format!(
            "it ends inside a character (byte {at}), as if saving or sending had stopped; get the file anew"
        ),
        (Lang::Ja, InputError::Charset { at, line, likely }) => {
            format!(
                "文字コードを決められません({line}行目、{at}バイト目が {likely} として読めません)。--encoding で指定するか、UTF-8 で保存し直してください"
            )
        }
        (Lang::En, InputError::Charset { at, line, likely }) => {
            format!(
                "its character set is unclear (line {line}, byte {at} cannot be read as {likely}); name it with --encoding, or save the file as UTF-8"
            )
        }
        (
            Lang::Ja,
            InputError::NotAsTold {
                at,
                line,
                told,
                likely,
            },
        ) => {
            let likely = likely.map(|l| format!("({l} のようです)"));
            format!(
                "--encoding で指定された {told} として読めません({line}行目、{at}バイト目){}。指定を直すか、外してください",
                likely.unwrap_or_default()
            )
        }
        (
            Lang::En,
            InputError::NotAsTold {
                at,
                line,
                told,
                likely,
            },
        ) => {
            let likely = likely.map(|l| format!(" (it seems to be {l})"));
            format!(
                "it cannot be read as {told}, which --encoding names: line {line}, byte {at}{}; name another or none",
                likely.unwrap_or_default()
            )
        }
        (Lang::Ja, InputError::Damaged { format, what }) => format!(
            "{}のファイルとして読めません({what})。開けるかを確かめ、保存し直してください",
            name(*format)
        ),
        (Lang::En, InputError::Damaged { format, what }) => format!(
            "it cannot be read as a {} file ({what}); check that it opens, and save it anew",
            name(*format)
        ),
        (Lang::Ja, InputError::Encrypted { format }) => format!(
            "パスワードで保護された{}のファイルか、97-2003形式のものです。保護を外し、今の形式で保存し直したものを指定してください",
            name(*format)
        ),
        (Lang::En, InputError::Encrypted { format }) => format!(
            "this {} file is protected with a password, or of the format of 97-2003; save a copy without it in today's format",
            name(*format)
        ),
        (Lang::Ja, InputError::NotBuilt { format }) => format!(
            "{}のファイルを読む機能を含めずに作られています(readers 機能を有効にして作り直してください)",
            name(*format)
        ),
        (Lang::En, InputError::NotBuilt { format }) => format!(
            "this build does not read {} files (build it with the feature readers)",
            name(*format)
        ),
        (Lang::Ja, InputError::Limit { format, what }) => format!(
            "{}のファイルですが、読める限度を超えています({what})。中身を確かめ、必要な部分だけを保存し直してください",
            name(*format)
        ),
        (Lang::En, InputError::Limit { format, what }) => format!(
            "this {} file is beyond what is read ({what}); check what it holds, and save the part that matters",
            name(*format)
        ),
        (Lang::Ja, InputError::NoTextLayer { pages }) => format!(
            "PDFの{pages}頁のどこからも文字を読み取れません(紙を読み取った画像か、文字の対応表のないフォントです)。元の文書(.docx など)を指定するか、文字認識(OCR)をかけてください"
        ),
        (Lang::En, InputError::NoTextLayer { pages }) => format!(
            "no text can be read on any of the {pages} page(s) of this PDF (scanned pictures, or fonts without a table of characters); name the document it was made from (.docx …), or run OCR on it"
        ),
    }
}

fn name(format: Format) -> &'static str {
    match format {
        Format::Docx => "Word",
        Format::Xlsx => "Excel",
        Format::Pdf => "PDF",
        Format::Eml => "eml",
        Format::Html => "HTML",
        Format::Markdown => "Markdown",
        Format::Text | Format::Incident => "text",
    }
}

pub(in crate::cli) fn charset_guessed(lang: Lang, path: &str, charset: &str) -> String {
    match lang {
        Lang::Ja => format!(
            "{path}: 文字コードを {charset} と判断しました(違うときは --encoding で指定してください)"
        ),
        Lang::En => format!("{path}: read as {charset} (name another with --encoding)"),
    }
}

/// Parts of a file that could not be read.
pub(in crate::cli) fn unread(lang: Lang, parts: &[String]) -> String {
    match lang {
        Lang::Ja => format!(
            "{}を読めません(文字の対応表がないか、画像です)。そこに書かれているかもしれないので、「書かれていない」という指摘はしていません",
            parts.join("、")
        ),
        Lang::En => format!(
            "{} cannot be read (no table of characters, or a picture); it may stand there, so nothing is said to be missing",
            parts.join(", ")
        ),
    }
}

/// A file in a mail that could be a draft of its own.
pub(in crate::cli) fn attached(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Ja => format!(
            "添付ファイル「{name}」は読んでいません。点検するには、保存してそのファイルを指定してください"
        ),
        Lang::En => {
            format!("the attachment {name} was not read; to audit it, save it and name that file")
        }
    }
}
