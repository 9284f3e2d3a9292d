//! `tenken.toml`: what an office sets once for all its drafts. Found upwards from what is audited.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde::Deserialize;

use super::args::{Command, FailOn, Language};
use super::{source, words};
use crate::Lang;
use crate::post::suppress::Ignore;
use crate::rule::profile::{Override, ProfileRegime};

/// The name that is looked for.
pub(super) const NAME: &str = "tenken.toml";

/// Largest configuration that is read, in bytes.
const MAX_BYTES: u64 = 1 << 20;

/// What a `tenken.toml` says. Unknown keys are refused.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Config {
    /// What is audited where no path is named. Relative to the file, like every path in it.
    #[serde(default)]
    pub(super) paths: Vec<PathBuf>,
    /// Folders laid over the built-in rules.
    #[serde(default)]
    pub(super) rules: Vec<PathBuf>,
    /// The profile.
    pub(super) profile: Option<String>,
    /// The name of the organisation, where a text does not tell it.
    pub(super) organisation: Option<String>,
    /// Its regime, whatever a text seems to say.
    pub(super) regime: Option<ProfileRegime>,
    /// The language of messages.
    pub(super) lang: Option<Language>,
    /// The severity from which a run fails.
    pub(super) fail_on: Option<FailOn>,
    /// Only these rules: codes or beginnings of codes.
    #[serde(default)]
    pub(super) only: Vec<String>,
    /// Not these rules.
    #[serde(default)]
    pub(super) skip: Vec<String>,
    /// Severities by code, or `off`.
    #[serde(default)]
    pub(super) severity: BTreeMap<String, Override>,
    /// A file of findings that are known.
    pub(super) baseline: Option<PathBuf>,
    /// Findings that are allowed, where the draft itself cannot say so.
    #[serde(default)]
    ignore: Vec<Entry>,
}

/// One `[[ignore]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Entry {
    /// The rule.
    code: String,
    /// The finding, as `--format json` names it.
    fingerprint: String,
    /// Why it is allowed.
    reason: String,
    /// Who allowed it.
    by: String,
    /// The last day on which it is allowed.
    until: Option<String>,
}

impl Config {
    /// The findings that are allowed.
    ///
    /// # Errors
    /// In words, which entry is not complete.
    fn ignores(&self, lang: Lang) -> Result<Vec<Ignore>, String> {
        self.ignore
            .iter()
            .map(|e| {
                if e.reason.trim().is_empty() || e.by.trim().is_empty() {
                    return Err(words::ignore_without_reason(lang, &e.code, &e.fingerprint));
                }
                let until: Option<NaiveDate> = match &e.until {
                    None => None,
                    Some(day) => Some(
                        day.parse()
                            .map_err(|_| words::ignore_until(lang, &e.code, day))?,
                    ),
                };
                Ok(Ignore {
                    code: e.code.to_ascii_uppercase(),
                    fingerprint: e.fingerprint.clone(),
                    reason: e.reason.trim().to_string(),
                    by: e.by.trim().to_string(),
                    until,
                })
            })
            .collect()
    }
}

/// A configuration with what was read out of it, its paths made those of the run.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Where it was found; none where there is none.
    pub(super) path: Option<PathBuf>,
    /// What it says.
    pub(super) config: Config,
    /// The findings that it allows.
    pub(super) ignores: Vec<Ignore>,
}

/// The configuration of a command: the one it names, else the nearest one above what it audits.
///
/// # Errors
/// In words: it cannot be read, it says what is not understood, or the inputs lie under two of them.
pub(super) fn find(command: &Command, lang: Lang) -> Result<Found, String> {
    let rulebook = command.rulebook();
    let path = match (&rulebook.config, rulebook.no_config) {
        (_, true) => None,
        (Some(path), _) => Some(path.clone()),
        (None, false) => above_all(&command.inputs(), lang)?,
    };
    let Some(path) = path else {
        return Ok(Found::default());
    };
    let name = path.to_string_lossy().into_owned();
    let text = read(&path, lang).map_err(|e| words::config_broken(lang, &name, &e))?;
    let mut config: Config = toml::from_str(&text)
        .map_err(|e| words::config_broken(lang, &name, &words::toml(lang, &text, &e)))?;
    let folder = path.parent().unwrap_or(Path::new(""));
    for p in config
        .paths
        .iter_mut()
        .chain(&mut config.rules)
        .chain(&mut config.baseline)
    {
        *p = folder.join(&p);
    }
    let lang = config.lang.map_or(lang, |l| Some(l).into());
    let ignores = config
        .ignores(lang)
        .map_err(|e| words::config_broken(lang, &name, &e))?;
    Ok(Found {
        path: Some(path),
        config,
        ignores,
    })
}

fn read(path: &Path, lang: Lang) -> Result<String, String> {
    let meta = std::fs::metadata(path).map_err(|e| words::unreadable(lang, &e))?;
    if !meta.is_file() {
        return Err(words::no_file(lang));
    }
    if meta.len() > MAX_BYTES {
        return Err(words::config_too_large(lang));
    }
    let bytes = source::read(path, lang)?;
    String::from_utf8(bytes).map_err(|_| words::config_no_utf8(lang))
}

/// The one configuration that stands above all inputs.
fn above_all(inputs: &[&Path], lang: Lang) -> Result<Option<PathBuf>, String> {
    let mut found: Option<Option<PathBuf>> = None;
    for input in inputs {
        let here = above(input);
        match &found {
            Some(before) if *before != here => {
                return Err(words::two_configs(lang, before.as_deref(), here.as_deref()));
            }
            _ => found = Some(here),
        }
    }
    Ok(match found {
        Some(found) => found,
        None => above(Path::new(source::STDIN)),
    })
}

/// The nearest configuration above a path; standard input lies in the working folder.
fn above(input: &Path) -> Option<PathBuf> {
    let start = if input.as_os_str() == source::STDIN {
        PathBuf::from(".")
    } else if input.is_dir() {
        input.to_path_buf()
    } else {
        match input.parent() {
            Some(p) if !p.as_os_str().is_empty() => p.to_path_buf(),
            _ => PathBuf::from("."),
        }
    };
    let full = std::path::absolute(&start).ok()?;
    let here = std::env::current_dir().ok();
    full.ancestors()
        .map(|folder| folder.join(NAME))
        .find(|p| p.is_file())
        .map(
            |p| match here.and_then(|h| p.strip_prefix(h).ok().map(PathBuf::from)) {
                Some(short) => short,
                None => p,
            },
        )
}
