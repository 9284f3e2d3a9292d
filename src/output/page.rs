//! The page of a rule: what it asks, what it rests on, how to mend a finding, examples with the exact output. As Markdown
//! for docs/ and as plain text for `tenken explain`.

use super::law::plain as date_of;
use super::text::{Style, only};
use super::{Audited, text};
use crate::evaluate::day;
use crate::lang::Lang;
use crate::law::Place;
use crate::law::raw::Tag;
use crate::rule::raw::{Applies, Check, DelayOf, DraftName, KindName, ReportStage};
use crate::rule::{Confidence, Example, Names, Pack, Rule, Severity, SeverityBy};
use crate::testing;

/// Columns of the output in an example.
const WIDTH: usize = 80;

/// A part of a page.
struct Part {
    heading: String,
    body: Body,
}

enum Body {
    /// Paragraphs.
    Prose(Vec<String>),
    /// Points.
    List(Vec<String>),
    /// Texts shown as they are: what they are, and the text.
    Verbatim(Vec<(String, String)>),
}

/// The page as Markdown.
pub fn markdown(rule: &Rule, pack: &Pack, lang: Lang) -> String {
    let mut out = format!(
        "<!-- {} -->\n# {} {}\n\n{}\n",
        match lang {
            Lang::Ja =>
                "このページは rules/ のルールから作られます。直すときはルールを直し、tenken rules docs を実行してください。",
            Lang::En =>
                "This page is made from the rule in rules/: change the rule and run tenken rules docs.",
        },
        rule.id,
        rule.name,
        lang.of(&rule.title)
    );
    for part in parts(rule, pack, lang) {
        out.push_str(&format!("\n## {}\n\n", part.heading));
        match part.body {
            Body::Prose(list) => out.push_str(&(list.join("\n\n") + "\n")),
            Body::List(list) => out.extend(list.iter().map(|l| format!("- {l}\n"))),
            Body::Verbatim(list) => {
                let blocks: Vec<String> = list
                    .iter()
                    .map(|(what, text)| format!("{what}\n\n```text\n{}\n```\n", text.trim_end()))
                    .collect();
                out.push_str(&blocks.join("\n"));
            }
        }
    }
    out
}

/// The page as plain text.
pub fn plain(rule: &Rule, pack: &Pack, lang: Lang) -> String {
    let mut out = format!("{} {}\n{}\n", rule.id, rule.name, lang.of(&rule.title));
    for part in parts(rule, pack, lang) {
        out.push_str(&format!("\n■ {}\n", part.heading));
        match part.body {
            Body::Prose(list) | Body::List(list) => {
                out.extend(
                    list.iter()
                        .map(|l| format!("  {}\n", l.replace('\n', "\n  "))),
                );
            }
            Body::Verbatim(list) => {
                for (what, text) in list {
                    out.push_str(&format!("  {what}\n"));
                    out.extend(text.trim_end().lines().map(|l| format!("  | {l}\n")));
                }
            }
        }
    }
    out
}

/// The list of all rules, as Markdown, with links to their pages.
pub fn index(pack: &Pack, lang: Lang) -> String {
    let (title, head) = match lang {
        Lang::Ja => (
            "ルールの一覧",
            "| コード | 何を求めるか | 重大度(公表文) | 根拠の種類 |\n|---|---|---|---|",
        ),
        Lang::En => (
            "Rules",
            "| Code | What it asks | Severity (notice) | Rests on |\n|---|---|---|---|",
        ),
    };
    let mut out = format!("# {title}\n\n{}\n\n{head}\n", pack.version);
    for rule in &pack.rules {
        let file = format!("{}.md", rule.id);
        let gravest = rule
            .severity
            .values()
            .map(|s| s.of(crate::Draft::Notice))
            .max();
        let tag = rule.basis.iter().map(|p| p.tag).min();
        out.push_str(&format!(
            "| [{}]({file}) | {} | {} | {} |\n",
            rule.id,
            lang.of(&rule.title),
            gravest.map_or("", |s| text::severity_word(Some(s), lang)),
            tag.map_or("", |t| tag_word(t, lang)),
        ));
    }
    out
}

fn parts(rule: &Rule, pack: &Pack, lang: Lang) -> Vec<Part> {
    let word = |ja: &'static str, en: &'static str| match lang {
        Lang::Ja => ja.to_string(),
        Lang::En => en.to_string(),
    };
    let mut parts = vec![
        Part {
            heading: word("どの文書に何を求めるか", "What it asks, and of which texts"),
            body: Body::List(asks(rule, &pack.names, lang)),
        },
        Part {
            heading: word("根拠", "Basis"),
            body: Body::List(basis(rule, lang, |_| true)),
        },
    ];
    if let Some(note) = &rule.note {
        parts.push(Part {
            heading: word("根拠について", "On the basis"),
            body: Body::Prose(vec![lang.of(note).trim_end().to_string()]),
        });
    }
    parts.push(Part {
        heading: word("重大度と確からしさ", "Severity and confidence"),
        body: Body::List(severity(rule, lang)),
    });
    let mut mend = vec![lang.of(&rule.help).trim_end().to_string()];
    if let Some(proposal) = &rule.proposal {
        let proposal = lang.of(proposal).trim_end();
        mend.push(match lang {
            Lang::Ja => format!("文案(●は書き入れてください): {proposal}"),
            Lang::En => format!("Proposed sentence (fill in the blanks): {proposal}"),
        });
    }
    parts.push(Part {
        heading: word("直し方", "What to do"),
        body: Body::Prose(mend),
    });
    parts.push(Part {
        heading: word("指摘になる例", "A text that fails"),
        body: Body::Verbatim(shown(rule, rule.examples.failing.first(), pack, lang, true)),
    });
    parts.push(Part {
        heading: word("指摘にならない例", "A text that passes"),
        body: Body::Verbatim(shown(
            rule,
            rule.examples.passing.first(),
            pack,
            lang,
            false,
        )),
    });
    let id = &rule.id;
    parts.push(Part {
        heading: word("黙らせるには、重大度を変えるには", "How to silence it or change its severity"),
        body: Body::Verbatim(vec![(
            match lang {
                Lang::Ja => "フォルダー(例: my-rules)に次の内容の overrides.yaml を置き、`--rules my-rules` を付けて実行します。off のほか info、warning、error を書けます。".to_string(),
                Lang::En => "Put this into overrides.yaml in a folder (my-rules, say) and run with `--rules my-rules`. Besides off, info, warning and error can stand there.".to_string(),
            },
            format!("overrides:\n  {id}: off"),
        )]),
    });
    parts
}

fn asks(rule: &Rule, names: &Names, lang: Lang) -> Vec<String> {
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
pub(super) fn conditions(a: &Applies, names: &Names, lang: Lang) -> Vec<String> {
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

fn every_text(lang: Lang) -> String {
    match lang {
        Lang::Ja => "すべての文書".to_string(),
        Lang::En => "every text".to_string(),
    }
}

fn draft_name(draft: DraftName, lang: Lang) -> &'static str {
    match (draft, lang) {
        (DraftName::Notice, Lang::Ja) => "公表文",
        (DraftName::Notification, Lang::Ja) => "本人への通知文",
        (DraftName::Report, Lang::Ja) => "委員会への報告書",
        (DraftName::Notice, Lang::En) => "notices",
        (DraftName::Notification, Lang::En) => "notifications of the persons",
        (DraftName::Report, Lang::En) => "reports to the PPC",
    }
}

fn tag_word(tag: Tag, lang: Lang) -> &'static str {
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
pub(super) fn basis(rule: &Rule, lang: Lang, shown: impl Fn(&Place) -> bool) -> Vec<String> {
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

fn severity(rule: &Rule, lang: Lang) -> Vec<String> {
    let word = |s: Severity| text::severity_word(Some(s), lang);
    let mut list: Vec<String> = rule
        .severity
        .iter()
        .map(|(verdict, by)| {
            let grades = match by {
                SeverityBy::One(s) => word(*s).to_string(),
                SeverityBy::Draft(d) => match lang {
                    Lang::Ja => format!(
                        "公表文 {}、本人への通知 {}、報告書(速報) {}、報告書(確報) {}",
                        word(d.notice),
                        word(d.notification),
                        word(d.preliminary),
                        word(d.r#final)
                    ),
                    Lang::En => format!(
                        "notice {}, notification {}, preliminary report {}, final report {}",
                        word(d.notice),
                        word(d.notification),
                        word(d.preliminary),
                        word(d.r#final)
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

/// An example with its exact output.
fn shown(
    rule: &Rule,
    example: Option<&Example>,
    pack: &Pack,
    lang: Lang,
    failing: bool,
) -> Vec<(String, String)> {
    let Some(example) = example else {
        return Vec::new();
    };
    let date = day(lang, example.as_of);
    let what = match lang {
        Lang::Ja => format!("文書(基準日 {date}):"),
        Lang::En => format!("The text (read on {date}):"),
    };
    let mut list = vec![(what, example.text.clone())];
    if failing {
        let own;
        let pack = match rule.applies.profiles.first().map(|p| pack.with_profile(p)) {
            Some(Ok(with)) => {
                own = with;
                &own
            }
            _ => pack,
        };
        let (document, mut reports) = testing::run(pack, example, lang);
        for report in &mut reports {
            report.findings.retain(|f| f.code == rule.id);
        }
        let audited = [Audited {
            path: match lang {
                Lang::Ja => "公表文.txt",
                Lang::En => "notice.txt",
            }
            .to_string(),
            document,
            reports,
        }];
        let style = Style {
            color: false,
            width: WIDTH,
            lang,
        };
        list.push((
            match lang {
                Lang::Ja => "tenken の出力:".to_string(),
                Lang::En => "What tenken prints:".to_string(),
            },
            only(&audited, style),
        ));
    }
    list
}
