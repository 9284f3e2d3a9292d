//! Wrong arguments in words: the library that reads them speaks English only.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::Lang;

/// The language asked for in arguments that could not be read: whatever follows `--lang`.
pub(super) fn asked(args: &[OsString]) -> Lang {
    let texts: Vec<_> = args.iter().map(|a| a.to_string_lossy()).collect();
    let beside = texts.windows(2).any(|w| w[0] == "--lang" && w[1] == "en");
    if beside || texts.iter().any(|a| a == "--lang=en") {
        Lang::En
    } else {
        Lang::Ja
    }
}

/// What is wrong with the arguments, what was perhaps meant, and where to look it up.
pub(super) fn told(error: &clap::Error, args: &[OsString], lang: Lang) -> String {
    if lang == Lang::En {
        return error.to_string();
    }
    let Some(wrong) = japanese(error) else {
        return error.to_string();
    };
    let first = args
        .first()
        .map_or("tenken".into(), |a| a.to_string_lossy());
    let program = first.rsplit(['/', '\\']).next().unwrap_or("tenken");
    format!(
        "エラー: {wrong}\n\n使い方は「{program} --help」か、サブコマンドの後に --help を付けて確かめてください\n"
    )
}

fn japanese(error: &clap::Error) -> Option<String> {
    let of = |kind| error.get(kind).map(shown);
    let argument = || of(ContextKind::InvalidArg);
    let meant = |kind| of(kind).map_or_else(String::new, |m| format!("(「{m}」のことでしょうか)"));
    Some(match error.kind() {
        ErrorKind::UnknownArgument => format!(
            "「{}」という指定はありません{}",
            argument()?,
            meant(ContextKind::SuggestedArg)
        ),
        ErrorKind::InvalidSubcommand => format!(
            "「{}」というサブコマンドはありません{}",
            of(ContextKind::InvalidSubcommand)?,
            meant(ContextKind::SuggestedSubcommand)
        ),
        ErrorKind::InvalidValue => {
            let value = of(ContextKind::InvalidValue).unwrap_or_default();
            let choices = of(ContextKind::ValidValue)
                .map_or_else(String::new, |all| format!("。書けるのは {all} です"));
            if value.is_empty() {
                format!("{} に値がありません{choices}", argument()?)
            } else {
                let meant = meant(ContextKind::SuggestedValue);
                format!(
                    "{} に「{value}」とは書けません{meant}{choices}",
                    argument()?
                )
            }
        }
        ErrorKind::ValueValidation => {
            let why =
                std::error::Error::source(error).map_or_else(String::new, |e| format!(": {e}"));
            let value = of(ContextKind::InvalidValue).unwrap_or_default();
            format!("{} の「{value}」が読めません{why}", argument()?)
        }
        ErrorKind::ArgumentConflict => match of(ContextKind::PriorArg) {
            Some(prior) => format!("{} と {prior} は一緒に使えません", argument()?),
            None => format!("{} は二度書けません", argument()?),
        },
        ErrorKind::MissingRequiredArgument => format!("{} がありません", argument()?),
        ErrorKind::MissingSubcommand => "サブコマンドがありません".to_string(),
        ErrorKind::TooManyValues => format!(
            "{} に「{}」は多すぎます",
            argument()?,
            of(ContextKind::InvalidValue)?
        ),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("{} の値の数が違います", argument()?)
        }
        ErrorKind::NoEquals => format!("{} の値は = でつないでください", argument()?),
        ErrorKind::InvalidUtf8 => "引数をUTF-8の文字として読めません".to_string(),
        _ => return None,
    })
}

/// A value of the library's, as a person reads it.
fn shown(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(all) => all.join("、"),
        other => other.to_string(),
    }
}
