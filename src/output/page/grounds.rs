//! What a rule rests on, how grave it is and how sure.

use super::super::law::plain as date_of;
use super::super::text;
use crate::incident::Draft;
use crate::lang::Lang;
use crate::law::Place;
use crate::law::raw::Tag;
use crate::rule::{Confidence, Rule, Severity, SeverityBy};

pub(super) fn tag_word(tag: Tag, lang: Lang) -> &'static str {
    match (tag, lang) {
        (Tag::Law, Lang::Ja) => "法令",
        (Tag::Guideline, Lang::Ja) => "ガイドライン等",
        (Tag::Practice, Lang::Ja) => "実務",
        (Tag::Law, Lang::En) => "law",
        (Tag::Guideline, Lang::En) => "guideline",
        (Tag::Practice, Lang::En) => "practice",
    }
}

/// What the rule rests on: each place with what it says, its weight, since when.
pub(in crate::output) fn basis(
    rule: &Rule,
    lang: Lang,
    shown: impl Fn(&Place) -> bool,
) -> Vec<String> {
    rule.basis
        .iter()
        .filter(|p| shown(p))
        .map(|p| {
            let since = match (p.from, lang) {
                (Some(from), Lang::Ja) => format!("、{}から", date_of(from, lang)),
                (Some(from), Lang::En) => format!(", since {}", date_of(from, lang)),
                (None, _) => String::new(),
            };
            let url = p
                .url
                .as_ref()
                .map(|u| format!(" <{u}>"))
                .unwrap_or_default();
            match lang {
                Lang::Ja => format!(
                    "{}({}{since}): {}{url}",
                    p.cite.ja,
                    tag_word(p.tag, lang),
                    p.says.ja
                ),
                Lang::En => format!(
                    "{} ({}{since}): {}{url}",
                    p.cite.en,
                    tag_word(p.tag, lang),
                    p.says.en
                ),
            }
        })
        .collect()
}

pub(super) fn severity(rule: &Rule, lang: Lang) -> Vec<String> {
    let word = |s: Severity| text::severity_word(Some(s), lang);
    let of = |d: Draft, by: &SeverityBy| match (rule.silent.contains(&d), lang) {
        (true, Lang::Ja) => "使わない",
        (true, Lang::En) => "off",
        (false, _) => word(by.of(d)),
    };
    let mut list: Vec<String> = rule
        .severity
        .iter()
        .map(|(verdict, by)| {
            let grades = match by {
                SeverityBy::One(s) if rule.silent.is_empty() => word(*s).to_string(),
                by => match lang {
                    Lang::Ja => format!(
                        "公表文 {}、本人への通知 {}、報告書(速報) {}、報告書(確報) {}",
                        of(Draft::Notice, by),
                        of(Draft::Notification, by),
                        of(Draft::Preliminary, by),
                        of(Draft::Final, by)
                    ),
                    Lang::En => format!(
                        "notice {}, notification {}, preliminary report {}, final report {}",
                        of(Draft::Notice, by),
                        of(Draft::Notification, by),
                        of(Draft::Preliminary, by),
                        of(Draft::Final, by)
                    ),
                },
            };
            format!("{}: {grades}", verdict.name())
        })
        .collect();
    list.push(
        match (lang, rule.confidence) {
            (Lang::Ja, Confidence::High) => "確からしさ: 高(本文の日付・数字・語から直に分かる)",
            (Lang::Ja, Confidence::Medium) => {
                "確からしさ: 中(文の読み取りによる。まれに読み違える)"
            }
            (Lang::Ja, Confidence::Low) => "確からしさ: 低(手がかり。人が確かめる)",
            (Lang::En, Confidence::High) => {
                "confidence: high (a date, a number, a word of the text)"
            }
            (Lang::En, Confidence::Medium) => "confidence: medium (rests on reading sentences)",
            (Lang::En, Confidence::Low) => "confidence: low (a hint: people should look)",
        }
        .to_string(),
    );
    list
}
