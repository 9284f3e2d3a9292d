//! What people read for the codes of the fact vocabulary (`rules/names.yaml`).

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::lang::Bilingual;
use crate::lang::Lang;

/// Names by code, in both languages.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Names {
    /// Types of events.
    pub events: BTreeMap<String, Bilingual>,
    /// Stages of a report to the regulator.
    pub stages: BTreeMap<String, Bilingual>,
    /// What makes an incident reportable.
    pub triggers: BTreeMap<String, Bilingual>,
    /// Facts without a code of their own.
    pub facts: BTreeMap<String, Bilingual>,
    /// Words of the topic `mention`.
    pub mentions: BTreeMap<String, Bilingual>,
    /// Causes.
    pub causes: BTreeMap<String, Bilingual>,
    /// Measures.
    pub measures: BTreeMap<String, Bilingual>,
    /// Data items.
    pub items: BTreeMap<String, Bilingual>,
}

impl Names {
    /// Adds the names of another file; those that stand in both are the other's.
    pub fn add(&mut self, more: Self) {
        self.events.extend(more.events);
        self.stages.extend(more.stages);
        self.triggers.extend(more.triggers);
        self.facts.extend(more.facts);
        self.mentions.extend(more.mentions);
        self.causes.extend(more.causes);
        self.measures.extend(more.measures);
        self.items.extend(more.items);
    }

    /// The name of a code in one of the lists; the code itself where the list has none.
    pub fn of<'a>(list: &'a BTreeMap<String, Bilingual>, code: &'a str, lang: Lang) -> &'a str {
        list.get(code).map_or(code, |texts| lang.of(texts))
    }

    /// Names of several codes, as people list them.
    pub fn list(list: &BTreeMap<String, Bilingual>, codes: &[String], lang: Lang) -> String {
        let names: Vec<&str> = codes.iter().map(|c| Self::of(list, c, lang)).collect();
        names.join(match lang {
            Lang::Ja => "、",
            Lang::En => ", ",
        })
    }
}
