//! What is said of files and folders that were named or passed over.

use crate::Lang;

pub(in crate::cli) fn stdin_name(lang: Lang) -> String {
    match lang {
        Lang::Ja => "(標準入力)".to_string(),
        Lang::En => "(stdin)".to_string(),
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

/// Of a file that was named with `--skip-others`.
pub(in crate::cli) fn no_document(lang: Lang) -> String {
    match lang {
        Lang::Ja => "読める文書の形式ではありません".to_string(),
        Lang::En => "no document of a format that is read".to_string(),
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

/// The same, with how to have the file audited all the same.
pub(in crate::cli) fn no_report_unless_vouched(lang: Lang) -> String {
    match lang {
        Lang::Ja => {
            "漏えい等の報告・公表文と読める文書がありませんでした(何がいつ起きたかを述べる文や、お詫びが見当たりません)。\
             ファイルが正しければ、--draft notice(公表文)、notification(本人への通知文)、report(報告書)のどれかを付けると点検します"
                .to_string()
        }
        Lang::En => {
            "no incident report was found in it (nothing that tells what happened and when, and no apology). If it is the \
             right file, add --draft notice, notification or report to have it checked all the same"
                .to_string()
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

pub(in crate::cli) fn not_audited(lang: Lang, path: &str, reason: &str) -> String {
    match lang {
        Lang::Ja => format!("監査できませんでした: {path}: {reason}"),
        Lang::En => format!("not audited: {path}: {reason}"),
    }
}

pub(in crate::cli) fn not_written(lang: Lang, e: &std::io::Error) -> String {
    match lang {
        Lang::Ja => format!("結果を書き出せませんでした({e})"),
        Lang::En => format!("the result could not be written ({e})"),
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
