//! When a rule applies and what it asks, in words.

use crate::lang::Lang;
use crate::rule::raw::{Applies, Check, DelayOf, DraftName, KindName, ReportStage};
use crate::rule::{Names, Rule};

pub(super) fn asks(rule: &Rule, names: &Names, lang: Lang) -> Vec<String> {
    let mut list = conditions(&rule.applies, names, lang);
    let join = |list: &std::collections::BTreeMap<String, crate::lang::Bilingual>,
                codes: &[String]| Names::list(list, codes, lang);
    let check = match (lang, &rule.check) {
        (Lang::Ja, Check::Deadline(d)) => match d.report {
            ReportStage::Preliminary => {
                "速報の日付(または本文の記す日数)を、知った日から数えます".to_string()
            }
            ReportStage::Final => {
                "確報の日付(または本文の記す日数)を、知った日から数えます".to_string()
            }
            ReportStage::Client => {
                "委託先が委託元へ知らせた日を、委託先が知った日から数えます".to_string()
            }
        },
        (Lang::En, Check::Deadline(d)) => match d.report {
            ReportStage::Preliminary => {
                "counts the preliminary report from the awareness date".to_string()
            }
            ReportStage::Final => "counts the final report from the awareness date".to_string(),
            ReportStage::Client => {
                "counts the contractor's notice from its own awareness date".to_string()
            }
        },
        (Lang::Ja, Check::Delay(d)) => format!(
            "{}が知った日から{}日を超えるときは、理由が書かれていること",
            match d.of {
                DelayOf::Notification => "本人への通知",
                DelayOf::Publication => "公表",
            },
            d.days
        ),
        (Lang::En, Check::Delay(d)) => format!(
            "where {} comes more than {} days after the awareness, the text says why",
            match d.of {
                DelayOf::Notification => "the notification",
                DelayOf::Publication => "the publication",
            },
            d.days
        ),
        (Lang::Ja, Check::Countermeasure(c)) => {
            format!(
                "次の措置のどれかが書かれていること: {}",
                join(&names.measures, &c.any)
            )
        }
        (Lang::En, Check::Countermeasure(c)) => {
            format!(
                "one of these measures stands in the text: {}",
                join(&names.measures, &c.any)
            )
        }
        (Lang::Ja, Check::Mentioned(m)) => {
            format!(
                "次のことが書かれていること: {}",
                join(&names.mentions, &m.any)
            )
        }
        (Lang::En, Check::Mentioned(m)) => {
            format!("the text mentions: {}", join(&names.mentions, &m.any))
        }
        _ if list.is_empty() => every_text(lang),
        _ => return list,
    };
    list.push(check);
    list
}

/// The conditions of a rule, in words.
pub(in crate::output) fn conditions(a: &Applies, names: &Names, lang: Lang) -> Vec<String> {
    let mut list = Vec::new();
    let mut add = |holds: bool, ja: &str, en: &str| {
        if holds {
            list.push(match lang {
                Lang::Ja => ja.to_string(),
                Lang::En => en.to_string(),
            });
        }
    };
    let notice = a.kinds.contains(&KindName::Notice);
    let regulator = a.kinds.contains(&KindName::Regulator);
    add(
        notice && !regulator,
        "組織が自ら公表・通知・報告する文書",
        "notices, notifications and reports of the organisation itself",
    );
    add(
        notice && regulator,
        "組織の文書と、当局が公表した文書",
        "texts of the organisation and of the authorities",
    );
    if !a.drafts.is_empty() {
        let names: Vec<&str> = a.drafts.iter().map(|d| draft_name(*d, lang)).collect();
        let ja = names.join("、");
        let en = names.join(", ");
        add(
            true,
            &format!("文書の種類: {ja}"),
            &format!("kind of draft: {en}"),
        );
    }
    add(
        a.reportable,
        "報告対象事態に当たる(知った日に報告の義務がある)とき",
        "where the situation is reportable",
    );
    add(
        a.personal_data,
        "個人データが漏えいした、またはそのおそれがあるとき",
        "where personal data leaked or may have",
    );
    add(
        a.outsourced,
        "委託先で起きた、または委託先が原因のとき",
        "where it happened at a contractor",
    );
    add(
        a.measures,
        "再発防止策が書かれているとき",
        "where measures are told",
    );
    add(
        a.ppc_reported,
        "個人情報保護委員会に報告したと書かれているとき",
        "where a report to the PPC is told as done",
    );
    add(
        a.investigating,
        "調査中と書かれているとき",
        "while an investigation is told to be running",
    );
    add(
        a.unreachable,
        "連絡できない方がいると書かれているとき",
        "where some persons are told to be out of reach",
    );
    if !a.causes.is_empty() {
        let causes = Names::list(&names.causes, &a.causes, lang);
        add(
            true,
            &format!("原因が次のどれかのとき: {causes}"),
            &format!("where the cause is one of: {causes}"),
        );
    }
    if let Some(risk) = &a.risk {
        let mut what: Vec<String> = risk
            .triggers
            .iter()
            .map(|t| Names::of(&names.triggers, t.name(), lang).to_string())
            .collect();
        what.extend(
            risk.items
                .iter()
                .map(|i| Names::of(&names.items, i, lang).to_string()),
        );
        add(
            true,
            &format!("次のどれかがあるとき: {}", what.join("、")),
            &format!("where one of these is there: {}", what.join(", ")),
        );
    }
    if !a.profiles.is_empty() {
        let profiles = a.profiles.join(", ");
        add(
            true,
            &format!("プロファイル {profiles} を指定したとき"),
            &format!("under the profile {profiles}"),
        );
    }
    list
}

pub(super) fn every_text(lang: Lang) -> String {
    match lang {
        Lang::Ja => "すべての文書".to_string(),
        Lang::En => "every text".to_string(),
    }
}

pub(super) fn draft_name(draft: DraftName, lang: Lang) -> &'static str {
    match (draft, lang) {
        (DraftName::Notice, Lang::Ja) => "公表文",
        (DraftName::Notification, Lang::Ja) => "本人への通知文",
        (DraftName::Report, Lang::Ja) => "委員会への報告書",
        (DraftName::Notice, Lang::En) => "notices",
        (DraftName::Notification, Lang::En) => "notifications of the persons",
        (DraftName::Report, Lang::En) => "reports to the PPC",
    }
}
