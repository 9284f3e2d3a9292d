//! Lexicon files as people write them.

use std::collections::BTreeMap;

use serde::Deserialize;

/// One file of `rules/lexicon/`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawFile {
    /// Named lists of words. `{a|b}` inside a word stands for both.
    #[serde(default)]
    pub groups: BTreeMap<String, Vec<String>>,
    /// Words that hide every word inside them (不正アクセス禁止法 is no 不正アクセス).
    #[serde(default)]
    pub shields: Vec<String>,
    /// Entries by topic.
    #[serde(default)]
    pub entries: BTreeMap<String, Vec<RawEntry>>,
}

/// The words that a date can start with, as a file of the lexicon.
pub fn date_starts(words: Vec<String>) -> (String, RawFile) {
    let mut own = RawFile::default();
    own.groups.insert("date-start".to_string(), words);
    ("rules/lexicon/dates.yaml".to_string(), own)
}

/// One entry as written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawEntry {
    /// The code that a match stands for.
    pub code: String,
    /// Phrases, any of which carries the code.
    pub any: Vec<String>,
    /// Phrases that take the match back when they stand in the same sentence.
    #[serde(default)]
    pub unless: Vec<String>,
    /// Phrases that take the match back only where they overlap it (監視体制 over 体制).
    #[serde(default)]
    pub over: Vec<String>,
    /// Phrases of which one must stand in the same sentence too.
    #[serde(default)]
    pub with: Vec<String>,
    /// Marks with a meaning to the reader of the topic.
    #[serde(default)]
    pub marks: Vec<String>,
    /// Weight, where the topic adds weights up.
    #[serde(default)]
    pub weight: i32,
}
