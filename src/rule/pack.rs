//! The built-in pack: all files of `rules/`, embedded by the build as JSON of the same shape.

use std::path::Path;
use std::sync::OnceLock;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::check::{Known, compile};
use super::raw::RawRule;
use super::{Names, Rule};
use crate::date::DateWords;
use crate::extract::{Characters, Publication, Vocabulary};
use crate::law::Law;
use crate::law::raw::{Duties, RawCalendar};
use crate::lexicon::raw::RawFile;

/// Rules, words and law together: everything an audit needs.
#[derive(Debug)]
pub struct Pack {
    /// Its name and version, as shown in output.
    pub version: String,
    /// Where the guideline behind the rules can be read.
    pub url: String,
    /// The words.
    pub vocabulary: Vocabulary,
    /// The law.
    pub law: Law,
    /// What people read for codes.
    pub names: Names,
    /// The rules, by code.
    pub rules: Vec<Rule>,
}

/// Why a pack could not be loaded: the file and the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadError {
    /// The file, as named.
    pub path: String,
    /// 1-based line and column, where known.
    pub at: Option<(usize, usize)>,
    /// What is wrong.
    pub reason: String,
}

impl std::fmt::Display for LoadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.at {
            Some((line, column)) => write!(f, "{}:{line}:{column}: {}", self.path, self.reason),
            None => write!(f, "{}: {}", self.path, self.reason),
        }
    }
}

impl std::error::Error for LoadError {}

#[derive(Deserialize)]
struct Embedded<'a> {
    path: String,
    #[serde(borrow)]
    value: &'a serde_json::value::RawValue,
}

const EMBEDDED: &str = include_str!(concat!(env!("OUT_DIR"), "/rules.json"));

/// Topics of the lexicon whose codes rules may name.
const CAUSES: &str = "cause";
const MEASURES: &str = "measure";

impl Pack {
    /// The built-in pack, loaded once.
    ///
    /// # Errors
    /// A mistake in the embedded files; the tests rule it out for a released program.
    pub fn built_in() -> Result<&'static Self, &'static LoadError> {
        static PACK: OnceLock<Result<Pack, LoadError>> = OnceLock::new();
        PACK.get_or_init(|| {
            let files: Vec<Embedded<'_>> =
                serde_json::from_str(EMBEDDED).map_err(|e| error("rules", &e))?;
            Self::load(&files)
        })
        .as_ref()
    }

    /// A pack from a folder laid out as `rules/` is: for those who edit words and rules and want to see what comes of
    /// it without building the program.
    ///
    /// # Errors
    /// A file that cannot be read, and every mistake in the files.
    pub fn from_folder(folder: &Path) -> Result<Self, LoadError> {
        let mut texts: Vec<(String, String)> = Vec::new();
        for entry in ignore::WalkBuilder::new(folder)
            .follow_links(false)
            .build()
            .flatten()
        {
            let path = entry.path();
            if path.extension().is_none_or(|e| e != "yaml") {
                continue;
            }
            let below = path.strip_prefix(folder).unwrap_or(path);
            let name = format!("rules/{}", below.to_string_lossy().replace('\\', "/"));
            let refuse = |at, reason: String| LoadError {
                path: path.to_string_lossy().into_owned(),
                at,
                reason,
            };
            let text = std::fs::read_to_string(path).map_err(|e| refuse(None, e.to_string()))?;
            let value: serde_json::Value =
                super::yaml::read(&text).map_err(|e| refuse(e.at, e.reason))?;
            texts.push((name, value.to_string()));
        }
        texts.sort();
        let mut files = Vec::with_capacity(texts.len());
        for (path, text) in &texts {
            files.push(Embedded {
                path: path.clone(),
                value: serde_json::from_str(text).map_err(|e| error(path, &e))?,
            });
        }
        Self::load(&files)
    }

    fn load(files: &[Embedded<'_>]) -> Result<Self, LoadError> {
        let mut lexicon: Vec<(String, RawFile)> = Vec::new();
        let mut dates: Option<DateWords> = None;
        let mut characters: Option<Characters> = None;
        let mut publication: Option<Publication> = None;
        let mut duties: Option<Duties> = None;
        let mut calendar: Option<RawCalendar> = None;
        let mut meta: Option<Meta> = None;
        let mut names: Option<Names> = None;
        let mut raw_rules: Vec<(String, RawRule)> = Vec::new();
        for file in files {
            let path = file.path.as_str();
            match path {
                "rules/lexicon/dates.yaml" => dates = Some(typed(file)?),
                "rules/lexicon/characters.yaml" => characters = Some(typed(file)?),
                "rules/lexicon/publication.yaml" => publication = Some(typed(file)?),
                "rules/law/duties.yaml" => duties = Some(typed(file)?),
                "rules/law/closed-days.yaml" => calendar = Some(typed(file)?),
                "rules/names.yaml" => names = Some(typed(file)?),
                "rules/pack.yaml" => meta = Some(typed(file)?),
                _ if path.starts_with("rules/lexicon/") => {
                    lexicon.push((file.path.clone(), typed(file)?));
                }
                _ if path.starts_with("rules/ppc/") => {
                    raw_rules.push((file.path.clone(), typed(file)?));
                }
                _ => {
                    return Err(LoadError {
                        path: file.path.clone(),
                        at: None,
                        reason: "no reader knows this file".to_string(),
                    });
                }
            }
        }
        let need = |what: &str| LoadError {
            path: what.to_string(),
            at: None,
            reason: "the file is missing".to_string(),
        };
        let vocabulary = Vocabulary::compile(
            lexicon,
            dates.ok_or_else(|| need("rules/lexicon/dates.yaml"))?,
            characters.ok_or_else(|| need("rules/lexicon/characters.yaml"))?,
            publication.ok_or_else(|| need("rules/lexicon/publication.yaml"))?,
        )
        .map_err(|e| LoadError {
            path: "rules/lexicon".to_string(),
            at: None,
            reason: e.0,
        })?;
        let law = Law::new(
            duties.ok_or_else(|| need("rules/law/duties.yaml"))?,
            calendar.ok_or_else(|| need("rules/law/closed-days.yaml"))?,
        );
        let codes = |topic: &str| -> Vec<String> {
            let mut codes: Vec<String> = vocabulary
                .lexicon
                .topic(topic)
                .iter()
                .map(|&e| vocabulary.lexicon.entry(e).code.clone())
                .collect();
            codes.sort_unstable();
            codes.dedup();
            codes
        };
        let (causes, measures) = (codes(CAUSES), codes(MEASURES));
        let names = names.ok_or_else(|| need("rules/names.yaml"))?;
        for (list, known) in [(&names.causes, &causes), (&names.measures, &measures)] {
            let lacking: Vec<&String> = known.iter().filter(|c| !list.contains_key(*c)).collect();
            if let Some(code) = lacking.first() {
                return Err(LoadError {
                    path: "rules/names.yaml".to_string(),
                    at: None,
                    reason: format!("«{code}» has no name"),
                });
            }
        }
        let known = Known {
            causes: &causes,
            measures: &measures,
        };
        let mut rules: Vec<Rule> = Vec::with_capacity(raw_rules.len());
        for (path, raw) in raw_rules {
            let stem = path
                .rsplit('/')
                .next()
                .unwrap_or("")
                .trim_end_matches(".yaml")
                .to_string();
            let rule = compile(raw, &stem, &known).map_err(|reason| LoadError {
                path: path.clone(),
                at: None,
                reason,
            })?;
            if rules.iter().any(|r| r.id == rule.id) {
                return Err(LoadError {
                    path,
                    at: None,
                    reason: format!("the code {} stands twice", rule.id),
                });
            }
            rules.push(rule);
        }
        rules.sort_by(|a, b| a.id.cmp(&b.id));
        let meta = meta.ok_or_else(|| need("rules/pack.yaml"))?;
        Ok(Self {
            version: format!("{} {}", meta.name, meta.version),
            url: meta.url,
            vocabulary,
            law,
            names,
            rules,
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Meta {
    name: String,
    version: String,
    url: String,
}

fn typed<T: DeserializeOwned>(file: &Embedded<'_>) -> Result<T, LoadError> {
    serde_json::from_str(file.value.get()).map_err(|e| error(&file.path, &e))
}

fn error(path: &str, e: &serde_json::Error) -> LoadError {
    LoadError {
        path: path.to_string(),
        at: None,
        reason: e.to_string(),
    }
}
