//! The report form: as text, as Markdown, as JSON.

mod json;
mod markdown;
mod text;

pub use json::json;
pub use markdown::markdown;
pub use text::text;

use super::location;
use super::timeline::written;
use crate::form::{Entry, Filled, Item, Value};
use crate::incident::{Exactness, Status};
use crate::input::Document;
use crate::lang::Lang;
use crate::law::derive::regime_of;
use crate::law::items::PartFact;
use crate::rule::{Names, Pack};
use crate::{Report, evaluate};

/// One form, ready to be drawn.
#[derive(Debug, Clone, Copy)]
pub struct Drawn<'a> {
    /// The file's name.
    pub path: &'a str,
    /// The file.
    pub document: &'a Document,
    /// The report.
    pub report: &'a Report,
    /// The items.
    pub items: &'a [Item<'a>],
    /// The rules.
    pub pack: &'a Pack,
    /// The language.
    pub lang: Lang,
}

impl Drawn<'_> {
    fn names(&self) -> &Names {
        &self.pack.names
    }

    /// The citations of an item for the organisation.
    fn basis(&self, item: &Item<'_>) -> String {
        let regime = Some(regime_of(self.report.incident.regime));
        let list = item
            .asked
            .cites
            .of(self.lang, regime, self.report.derived.awareness);
        list.join(evaluate::say(self.lang, "、", ", "))
    }

    /// The facts of an entry, in words; empty where its sentence says it.
    fn values(&self, entry: &Entry) -> String {
        let list: Vec<String> = entry
            .values
            .iter()
            .map(|v| self.value(v))
            .filter(|v| !v.is_empty())
            .collect();
        list.join(evaluate::say(self.lang, "、", ", "))
    }

    /// One fact in words.
    fn value(&self, value: &Value) -> String {
        let (names, lang) = (self.names(), self.lang);
        match value {
            Value::Words => String::new(),
            Value::Name(name) => name.clone(),
            Value::Code(fact, code) => {
                let list = match fact {
                    PartFact::Causes => &names.causes,
                    PartFact::Measures => &names.measures,
                    _ => &names.items,
                };
                Names::of(list, code, lang).to_string()
            }
            Value::Event(kind, date) => {
                let what = Names::of(&names.events, kind, lang);
                format!("{} {what}", written(*date, lang))
            }
            Value::Count(count) => {
                let n = evaluate::grouped(count.value);
                match (lang, count.exactness) {
                    (Lang::Ja, Exactness::About) => format!("約{n}名"),
                    (Lang::Ja, Exactness::AtMost) => format!("最大{n}名"),
                    (Lang::Ja, Exactness::MoreThan) => format!("{n}名以上"),
                    (Lang::Ja, _) => format!("{n}名"),
                    (Lang::En, Exactness::About) => format!("about {n}"),
                    (Lang::En, Exactness::AtMost) => format!("at most {n}"),
                    (Lang::En, Exactness::MoreThan) => format!("{n} or more"),
                    (Lang::En, _) => n,
                }
            }
        }
    }

    /// The sentence of an entry, on one line.
    fn sentence(&self, entry: &Entry) -> Option<String> {
        let span = entry.sentence?;
        let words = self.document.quote(span);
        Some(words.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// Where the sentence stands: a line of a text, a paragraph of a Word file.
    fn place(&self, entry: &Entry) -> String {
        let Some(span) = entry.sentence else {
            return evaluate::say(self.lang, "tenken.toml の設定", "set in tenken.toml")
                .to_string();
        };
        match self.document.locations.at(span.start) {
            Some(at) => location::words(at, self.lang),
            None => {
                let line = self.document.lines.line(span.start) + 1;
                match self.lang {
                    Lang::Ja => format!("{line}行"),
                    Lang::En => format!("line {line}"),
                }
            }
        }
    }
}

/// The entries of a part, told apart by what is done and what is planned where the item asks for that.
fn groups<'a>(
    item: &Item<'_>,
    filled: &'a Filled<'_>,
    lang: Lang,
) -> Vec<(Option<&'static str>, Vec<&'a Entry>)> {
    let all: Vec<&Entry> = filled.entries.iter().collect();
    if !item.asked.raw.split || all.iter().all(|e| e.status.is_none()) {
        return vec![(None, all)];
    }
    let (planned, done): (Vec<&Entry>, Vec<&Entry>) = all
        .into_iter()
        .partition(|e| e.status == Some(Status::Planned));
    [
        (evaluate::say(lang, "実施済み", "done"), done),
        (evaluate::say(lang, "予定", "planned"), planned),
    ]
    .into_iter()
    .filter(|(_, list)| !list.is_empty())
    .map(|(name, list)| (Some(name), list))
    .collect()
}

fn missing(lang: Lang) -> &'static str {
    evaluate::say(lang, "【記載なし】", "[not in the text]")
}

/// What every form ends with.
fn foot(lang: Lang) -> &'static str {
    evaluate::say(
        lang,
        "本文に書かれていることだけを、そのまま写しています。提出の前に必ず内容を確かめてください。",
        "Only what the text says stands here, in its own words. Check it before it is filed.",
    )
}
