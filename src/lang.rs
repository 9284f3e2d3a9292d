//! The languages that the program speaks, and texts that stand in both.

use serde::{Deserialize, Serialize};

/// The language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Japanese.
    #[default]
    Ja,
    /// English.
    En,
}

impl Lang {
    /// The text in this language.
    pub fn of(self, texts: &Bilingual) -> &str {
        match self {
            Self::Ja => &texts.ja,
            Self::En => &texts.en,
        }
    }
}

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// Japanese.
    pub ja: String,
    /// English.
    pub en: String,
}
