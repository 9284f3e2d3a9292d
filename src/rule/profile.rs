//! Profiles (`rules/profiles/`): what kind of organisation reads the findings, and what it wants to hear. And overrides:
//! a rule's severity changed, or the rule switched off, by code.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::raw::Texts;
use super::{Rule, Severity, Verdict};
use crate::incident::{Draft, Regime};
use crate::law::{RegimeId, Sources, Trigger};
use crate::suggest;

/// One file of `rules/profiles/`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Profile {
    /// Its code; the file is named after it.
    pub id: String,
    /// What it is called.
    pub name: Texts,
    /// Whom it is for, and what it changes.
    pub says: Texts,
    /// The organisation's regime, whatever the text seems to say.
    #[serde(default)]
    pub regime: Option<ProfileRegime>,
    /// The regime where the text does not tell it.
    #[serde(default)]
    pub default_regime: Option<ProfileRegime>,
    /// The data is specific personal information, whatever the text says.
    #[serde(default)]
    pub my_number: bool,
    /// A sector of `rules/law/sectors.yaml`, whose deadlines come on top.
    #[serde(default)]
    pub sector: Option<String>,
    /// When the organisation publishes each case by itself.
    #[serde(default)]
    pub publication: Option<Publication>,
    /// Citations of `rules/law/sources.yaml`.
    #[serde(default)]
    pub basis: Vec<String>,
    /// Where its standard can be read.
    #[serde(default)]
    pub url: Option<String>,
    /// Severities by code.
    #[serde(default)]
    pub overrides: BTreeMap<String, Override>,
}

/// A regime as a profile names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ProfileRegime {
    /// 個人情報取扱事業者.
    Business,
    /// 行政機関等.
    Public,
}

impl ProfileRegime {
    /// The regime of an incident under it.
    pub fn regime(self) -> Regime {
        match self {
            Self::Business => Regime::Business,
            Self::Public => Regime::Public,
        }
    }

    /// The regime whose duties bind it.
    pub fn id(self) -> RegimeId {
        match self {
            Self::Business => RegimeId::Business,
            Self::Public => RegimeId::Public,
        }
    }
}

/// An organisation's own standard for publication.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Publication {
    /// Each case by itself where one of these triggers is met.
    #[serde(default)]
    pub triggers: Vec<Trigger>,
    /// Each case by itself from this number of persons on.
    #[serde(default)]
    pub from_persons: Option<u64>,
    /// What else is published by itself, in words.
    #[serde(default)]
    pub also: Option<Texts>,
    /// How the other cases are published.
    pub otherwise: Texts,
}

/// A severity in the place of the rule's own, or silence.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(untagged)]
pub enum Override {
    /// One for all kinds of draft, or `off`.
    Word(OverrideWord),
    /// By kind of draft; the rule's own severities hold for those that are not named.
    Draft(OverrideByDraft),
}

/// Severities by kind of draft, or `off`; kinds may be left out.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct OverrideByDraft {
    /// 公表文.
    pub notice: Option<OverrideWord>,
    /// 本人通知文.
    pub notification: Option<OverrideWord>,
    /// 漏えい等報告書(速報).
    pub preliminary: Option<OverrideWord>,
    /// 漏えい等報告書(確報).
    pub r#final: Option<OverrideWord>,
}

impl<'de> Deserialize<'de> for Override {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OverrideVisitor)
    }
}

struct OverrideVisitor;

impl<'de> Visitor<'de> for OverrideVisitor {
    type Value = Override;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("off, info, warning or error, or severities by kind of draft")
    }

    fn visit_bool<E: serde::de::Error>(self, on: bool) -> Result<Override, E> {
        WordVisitor.visit_bool(on).map(Override::Word)
    }

    fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<Override, E> {
        WordVisitor.visit_str(word).map(Override::Word)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Override, A::Error> {
        OverrideByDraft::deserialize(MapAccessDeserializer::new(map)).map(Override::Draft)
    }
}

const WORDS: [&str; 4] = ["off", "info", "warning", "error"];

/// A severity for all kinds of draft, or `off`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum OverrideWord {
    /// The rule is not evaluated.
    Off,
    /// 参考.
    Info,
    /// 警告.
    Warning,
    /// エラー.
    Error,
}

impl OverrideWord {
    /// The severity that it names; none for `off`.
    fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Info => Some(Severity::Info),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }
}

impl<'de> Deserialize<'de> for OverrideWord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WordVisitor)
    }
}

struct WordVisitor;

impl Visitor<'_> for WordVisitor {
    type Value = OverrideWord;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("off, info, warning or error")
    }

    // `off` is a truth value in some kinds of YAML.
    fn visit_bool<E: serde::de::Error>(self, on: bool) -> Result<OverrideWord, E> {
        if on {
            return Err(E::unknown_variant("true", &WORDS));
        }
        Ok(OverrideWord::Off)
    }

    fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<OverrideWord, E> {
        match word {
            "off" => Ok(OverrideWord::Off),
            "info" => Ok(OverrideWord::Info),
            "warning" => Ok(OverrideWord::Warning),
            "error" => Ok(OverrideWord::Error),
            other => Err(E::unknown_variant(other, &WORDS)),
        }
    }
}

/// `overrides.yaml` of a folder of rules.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawOverrides {
    /// By code.
    pub overrides: BTreeMap<String, Override>,
}

/// Checks a profile.
///
/// # Errors
/// In both languages, what is wrong with it.
pub(super) fn check(
    profile: &Profile,
    stem: &str,
    sectors: &[String],
    sources: &Sources,
) -> Result<(), Texts> {
    let refuse = |ja: String, en: String| Err(Texts { ja, en });
    if profile.id != stem {
        return refuse(
            format!(
                "ファイルの名前は「{stem}」ですが、id は「{}」です",
                profile.id
            ),
            format!("the file is named «{stem}», but its id is «{}»", profile.id),
        );
    }
    if let Some(sector) = &profile.sector
        && !sectors.contains(sector)
    {
        return refuse(
            format!("「{sector}」という業種は rules/law/sectors.yaml にありません"),
            format!("there is no sector «{sector}» in rules/law/sectors.yaml"),
        );
    }
    sources.all(&profile.basis).map(|_| ()).map_err(|en| Texts {
        ja: format!("rules/law/sources.yaml にない根拠があります: {en}"),
        en,
    })
}

/// Whether all rules are there that overrides name.
///
/// # Errors
/// In both languages, the code that no rule has.
pub(super) fn known(overrides: &BTreeMap<String, Override>, rules: &[Rule]) -> Result<(), Texts> {
    let known = |code: &&String| rules.iter().any(|r| r.id == **code);
    match overrides.keys().find(|code| !known(code)) {
        Some(code) => Err(no_such_rule(code, rules)),
        None => Ok(()),
    }
}

/// Puts overrides to the rules they name.
///
/// # Errors
/// In both languages, the code that no rule has.
pub(super) fn apply(
    overrides: &BTreeMap<String, Override>,
    rules: &mut [Rule],
) -> Result<(), Texts> {
    for (code, wanted) in overrides {
        let Some(rule) = rules.iter_mut().find(|r| r.id == *code) else {
            return Err(no_such_rule(code, rules));
        };
        match wanted {
            Override::Word(OverrideWord::Off) => rule.active = false,
            Override::Word(word) => Draft::ALL.iter().for_each(|&d| put(rule, d, *word)),
            Override::Draft(by) => {
                for (draft, word) in [
                    (Draft::Notice, by.notice),
                    (Draft::Notification, by.notification),
                    (Draft::Preliminary, by.preliminary),
                    (Draft::Final, by.r#final),
                ] {
                    if let Some(word) = word {
                        put(rule, draft, word);
                    }
                }
            }
        }
    }
    Ok(())
}

/// Puts a severity to a rule for one kind of draft. What the check has found without a mistake keeps its own.
fn put(rule: &mut Rule, draft: Draft, word: OverrideWord) {
    rule.silent.retain(|d| *d != draft);
    let Some(severity) = word.severity() else {
        rule.silent.push(draft);
        return;
    };
    for (verdict, own) in &mut rule.severity {
        if matches!(verdict, Verdict::Violated | Verdict::Unstated) {
            *own = own.with(draft, severity);
        }
    }
    if !rule.overridden.contains(&draft) {
        rule.overridden.push(draft);
    }
}

/// Says that no rule has a code, and which one is perhaps meant.
pub(super) fn no_such_rule(code: &str, rules: &[Rule]) -> Texts {
    let (ja, en) = match suggest::nearest(code, rules.iter().map(|r| r.id.as_str())) {
        Some(n) => (
            format!("(「{n}」のことでしょうか)"),
            format!(" (did you mean «{n}»?)"),
        ),
        None => (String::new(), String::new()),
    };
    Texts {
        ja: format!("「{code}」というルールはありません{ja}"),
        en: format!("there is no rule «{code}»{en}"),
    }
}
