//! What is said of `tenken.toml`, of allowances and of baselines.

use std::path::Path;

use chrono::NaiveDate;

use crate::Lang;
use crate::lang::Bilingual;
use crate::post::suppress::{Ignore, State};
use crate::rule::yaml;

pub(in crate::cli) fn config_broken(lang: Lang, path: &str, reason: &str) -> String {
    match lang {
        Lang::Ja => format!("設定ファイルを使えません。何も点検していません: {path}: {reason}"),
        Lang::En => {
            format!("the configuration cannot be used; nothing was checked: {path}: {reason}")
        }
    }
}

/// Why a TOML text was refused, with its line and column.
pub(in crate::cli) fn toml(lang: Lang, text: &str, e: &toml::de::Error) -> String {
    let en = e.message().trim();
    let reason = match lang {
        Lang::Ja => yaml::key_words(en).unwrap_or_else(|| format!("TOMLとして読めません({en})")),
        Lang::En => en.to_string(),
    };
    let at = e.span().map(|s| {
        let before = text.get(..s.start).unwrap_or("");
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        (line, column)
    });
    match (lang, at) {
        (Lang::Ja, Some((line, column))) => format!("{line}行{column}文字目: {reason}"),
        (Lang::En, Some((line, column))) => format!("line {line}, column {column}: {reason}"),
        (_, None) => reason,
    }
}

pub(in crate::cli) fn config_too_large(lang: Lang) -> String {
    match lang {
        Lang::Ja => "大きすぎます(1MiBまで)".to_string(),
        Lang::En => "it is too large (at most 1 MiB)".to_string(),
    }
}

pub(in crate::cli) fn config_no_utf8(lang: Lang) -> String {
    match lang {
        Lang::Ja => "UTF-8 ではありません。UTF-8 で保存し直してください".to_string(),
        Lang::En => "it is not UTF-8; save it as UTF-8".to_string(),
    }
}

pub(in crate::cli) fn two_configs(lang: Lang, one: Option<&Path>, other: Option<&Path>) -> String {
    let name = |p: Option<&Path>| match (p, lang) {
        (Some(p), _) => p.to_string_lossy().into_owned(),
        (None, Lang::Ja) => "設定なし".to_string(),
        (None, Lang::En) => "none".to_string(),
    };
    let (one, other) = (name(one), name(other));
    match lang {
        Lang::Ja => format!(
            "点検するファイルの設定が一つに決まりません({one} と {other})。分けて実行するか、--config で指定してください"
        ),
        Lang::En => format!(
            "the files to check lie under different configurations ({one} and {other}); run them apart, or name one with --config"
        ),
    }
}

pub(in crate::cli) fn rules_refused(lang: Lang, reason: &Bilingual) -> String {
    match lang {
        Lang::Ja => format!(
            "--only・--skip のルールを使えません。何も点検していません: {}",
            reason.ja
        ),
        Lang::En => format!(
            "--only or --skip cannot be used; nothing was checked: {}",
            reason.en
        ),
    }
}

pub(in crate::cli) fn ignore_without_reason(lang: Lang, code: &str, fingerprint: &str) -> String {
    match lang {
        Lang::Ja => format!(
            "[[ignore]] {code} {fingerprint} に理由(reason)か責任者(by)がありません。許可には両方が必要です"
        ),
        Lang::En => format!(
            "[[ignore]] {code} {fingerprint} has no reason or no by; an allowance needs both"
        ),
    }
}

pub(in crate::cli) fn ignore_until(lang: Lang, code: &str, day: &str) -> String {
    match lang {
        Lang::Ja => format!(
            "[[ignore]] {code} の until「{day}」は日付ではありません。2026-12-31 の形で書いてください"
        ),
        Lang::En => format!("until «{day}» of [[ignore]] {code} is no date; write 2026-12-31"),
    }
}

pub(in crate::cli) fn ignore_idle(lang: Lang, entry: &Ignore, over: Option<NaiveDate>) -> String {
    let Ignore {
        code, fingerprint, ..
    } = entry;
    match (lang, over) {
        (Lang::Ja, Some(day)) => format!(
            "tenken.toml の許可の期限({day})が過ぎています。許可していません: {code} {fingerprint}"
        ),
        (Lang::En, Some(day)) => format!(
            "an allowance of tenken.toml ran out on {day} and is not used: {code} {fingerprint}"
        ),
        (Lang::Ja, None) => format!(
            "tenken.toml の許可に当たる指摘がありません。不要なら消してください: {code} {fingerprint}"
        ),
        (Lang::En, None) => format!(
            "an allowance of tenken.toml meets no finding; take it out if it is no longer needed: {code} {fingerprint}"
        ),
    }
}

pub(in crate::cli) fn allowance(lang: Lang, at: &str, state: &State) -> String {
    let said = match (lang, state) {
        (_, State::Used(_)) => String::new(),
        (Lang::Ja, State::Unused(codes)) => format!("この許可に当たる指摘がありません({})。不要なら消してください", codes.join(", ")),
        (Lang::En, State::Unused(codes)) => format!("this allowance meets no finding ({}); take it out if it is no longer needed", codes.join(", ")),
        (Lang::Ja, State::NoReason) => "許可の理由がありません。許可していません。「tenken: allow R003 理由」の形で書いてください".to_string(),
        (Lang::En, State::NoReason) => "this allowance tells no reason and is not used; write «tenken: allow R003 reason»".to_string(),
        (Lang::Ja, State::NoCode) => "許可するルールがありません。「tenken: allow R003 理由」の形で書いてください".to_string(),
        (Lang::En, State::NoCode) => "this allowance names no rule; write «tenken: allow R003 reason»".to_string(),
        (Lang::Ja, State::UnknownCode(code, near)) => {
            let near = near.as_ref().map(|n| format!("(「{n}」のことでしょうか)")).unwrap_or_default();
            format!("「{code}」というルールはありません{near}。許可していません")
        }
        (Lang::En, State::UnknownCode(code, near)) => {
            let near = near.as_ref().map(|n| format!(" (did you mean «{n}»?)")).unwrap_or_default();
            format!("there is no rule «{code}»{near}; the allowance is not used")
        }
        (Lang::Ja, State::UnknownWord(word)) => format!("「{word}」は分かりません。書けるのは allow と allow-next-line です"),
        (Lang::En, State::UnknownWord(word)) => format!("«{word}» is not known; there are allow and allow-next-line"),
    };
    format!("{at}: {said}")
}

pub(in crate::cli) fn known_finding(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => "知られている指摘(baseline)",
        Lang::En => "known (baseline)",
    }
}

pub(in crate::cli) fn baseline_broken(lang: Lang, path: &str, reason: &str) -> String {
    match lang {
        Lang::Ja => format!(
            "知られている指摘のファイルとして読めません: {path}: {reason}。--write-baseline で書き出したものを指定してください"
        ),
        Lang::En => format!(
            "it cannot be read as a baseline: {path}: {reason}; name a file written by --write-baseline"
        ),
    }
}

pub(in crate::cli) fn baseline_written(lang: Lang, path: &str, n: usize) -> String {
    match lang {
        Lang::Ja => format!("指摘{n}件を「知られている指摘」として書き出しました: {path}"),
        Lang::En => format!("{n} finding(s) written as known: {path}"),
    }
}

pub(in crate::cli) fn baseline_gone(lang: Lang, path: &str, n: usize) -> String {
    match lang {
        Lang::Ja => format!(
            "知られている指摘のうち{n}件は、もうありません。--write-baseline で書き直せます: {path}"
        ),
        Lang::En => format!(
            "{n} of the known finding(s) are there no more; write the file anew with --write-baseline: {path}"
        ),
    }
}
