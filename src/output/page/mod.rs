//! The page of a rule: what it asks, what it rests on, how to mend a finding, examples with the exact output. As Markdown
//! for docs/ and as plain text for `tenken explain`.

mod conditions;
mod example;
mod grounds;

use super::text;
use crate::lang::Lang;
use crate::rule::{Pack, Rule};
use conditions::asks;
pub(super) use conditions::conditions;
use example::shown;
pub(super) use grounds::basis;
use grounds::{severity, tag_word};

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
    let own = rule.examples();
    parts.push(Part {
        heading: word("指摘になる例", "A text that fails"),
        body: Body::Verbatim(shown(rule, own.failing.first(), pack, lang, true)),
    });
    parts.push(Part {
        heading: word("指摘にならない例", "A text that passes"),
        body: Body::Verbatim(shown(rule, own.passing.first(), pack, lang, false)),
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
