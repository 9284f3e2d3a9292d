//! Packs: the built-in one (all files of `rules/`, embedded by the build as JSON of the same shape), folders laid out like
//! it, and folders laid over it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::check::{Known, compile};
use super::embedded::{self, Embedded};
use super::profile::{self, Profile, RawOverrides};
use super::raw::RawRule;
use super::{Names, Rule, yaml};
use crate::date::DateWords;
use crate::extract::{Characters, Publication, Vocabulary};
use crate::lang::Bilingual;
use crate::law::raw::RawRegime;
use crate::law::{Law, LawFiles};
use crate::lexicon::raw::RawFile;

/// Rules, words and law together: everything an audit needs.
#[derive(Debug, Clone)]
pub struct Pack {
    /// Its name and version, as shown in output.
    pub version: String,
    /// Where the guideline behind the rules can be read.
    pub url: String,
    /// The words.
    pub vocabulary: Arc<Vocabulary>,
    /// The law.
    pub law: Arc<Law>,
    /// What people read for codes.
    pub names: Arc<Names>,
    /// The rules, by code; those that do not speak under the profile included.
    pub rules: Vec<Rule>,
    /// The profiles, by code.
    pub profiles: Arc<BTreeMap<String, Profile>>,
    /// The profile in use.
    pub profile: Option<Profile>,
    /// The organisation's regime, where the configuration tells it: whatever the text or the profile says.
    pub regime: Option<profile::ProfileRegime>,
}

/// Why a pack could not be loaded: the file and the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadError {
    /// The file, as named.
    pub path: String,
    /// 1-based line and column, where known.
    pub at: Option<(usize, usize)>,
    /// What is wrong.
    pub reason: Bilingual,
}

impl LoadError {
    fn new(path: &str, ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            path: path.to_string(),
            at: None,
            reason: Bilingual {
                ja: ja.into(),
                en: en.into(),
            },
        }
    }

    /// What went wrong, in words that were made in English only.
    fn english(path: &str, en: impl Into<String>) -> Self {
        let en = en.into();
        Self::new(path, en.clone(), en)
    }

    /// The place, as `path:line:column`.
    pub fn place(&self) -> String {
        match self.at {
            Some((line, column)) => format!("{}:{line}:{column}", self.path),
            None => self.path.clone(),
        }
    }
}

impl std::fmt::Display for LoadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.place(), self.reason.en)
    }
}

impl std::error::Error for LoadError {}

/// Topics of the lexicon whose codes rules may name.
const CAUSES: &str = "cause";
const MEASURES: &str = "measure";
const MENTIONS: &str = "mention";

/// Where the lexicon lies.
const LEXICON: &str = "rules/lexicon/";

/// Most files of a folder of rules.
const MAX_FILES: usize = 2_000;

/// One file of a pack: its place in the layout of `rules/`, its name for messages, and its text.
struct File {
    path: String,
    name: String,
    text: Text,
}

enum Text {
    Embedded(Embedded),
    Yaml(String),
}

impl File {
    fn typed<T: DeserializeOwned>(&self) -> Result<T, LoadError> {
        match &self.text {
            Text::Embedded(file) => serde_json::from_str(file.json)
                .map_err(|e| LoadError::english(&self.name, e.to_string())),
            Text::Yaml(text) => yaml::read_placed(text).map_err(|e| LoadError {
                path: self.name.clone(),
                at: e.at,
                reason: yaml::explained(&e.reason),
            }),
        }
    }

    fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or("");
        name.strip_suffix(".yaml").unwrap_or(name)
    }

    /// An error at a key of the file.
    fn wrong(&self, keys: &[String], reason: Bilingual) -> LoadError {
        LoadError {
            path: self.name.clone(),
            at: match &self.text {
                Text::Embedded(_) => None,
                Text::Yaml(text) => yaml::locate_nearest(text, keys),
            },
            reason,
        }
    }
}

impl Pack {
    /// The built-in pack, loaded once.
    ///
    /// # Errors
    /// A mistake in the embedded files; the tests rule it out for a released program.
    pub fn built_in() -> Result<&'static Self, &'static LoadError> {
        static PACK: OnceLock<Result<Pack, LoadError>> = OnceLock::new();
        PACK.get_or_init(|| Self::load(&embedded(embedded::FILES).collect::<Vec<_>>()))
            .as_ref()
    }

    /// A pack from a folder laid out as `rules/` is: for those who edit words and rules and want to see what comes of
    /// it without building the program.
    ///
    /// # Errors
    /// A file that cannot be read, and every mistake in the files.
    pub fn from_folder(folder: &Path) -> Result<Self, LoadError> {
        Self::load(&files_of(folder)?)
    }

    /// The built-in pack with folders laid over it. A file of a folder that stands at the place of a built-in one
    /// (`lexicon/measures.yaml`, `ppc/S001-….yaml`) replaces it, names (`names.yaml`) are added, `overrides.yaml` changes
    /// severities by code, every other file is added: `X001-own-rule.yaml`, `lexicon/own.yaml`, `profiles/own.yaml`.
    ///
    /// # Errors
    /// A folder without any file, a file that cannot be read, and every mistake in the files: nothing runs with the rest.
    pub fn with_folders(folders: &[&Path]) -> Result<Self, LoadError> {
        let mut files: Vec<File> = embedded(embedded::FILES).collect();
        let mut own = Vec::new();
        for folder in folders {
            own.extend(files_of(folder)?);
        }
        // Without the words the lexicon stays as it is compiled.
        if own.iter().any(|f| f.path.starts_with(LEXICON)) {
            files.extend(embedded(embedded::WORDS));
        }
        for file in own {
            let adds = matches!(file.path.as_str(), NAMES | PACK_FILE | OVERRIDES);
            match files.iter_mut().find(|f| f.path == file.path) {
                Some(own) if !adds => *own = file,
                _ => files.push(file),
            }
        }
        Self::load(&files)
    }

    /// The pack as a profile wants it: its severities, its own rules.
    ///
    /// # Errors
    /// No such profile, with the codes that there are; an override of a rule that does not exist.
    pub fn with_profile(&self, id: &str) -> Result<Self, Bilingual> {
        let Some(profile) = self.profiles.get(id) else {
            let list: Vec<&str> = self.profiles.keys().map(String::as_str).collect();
            let list = list.join(", ");
            return Err(Bilingual {
                ja: format!("「{id}」というプロファイルはありません(あるのは {list})"),
                en: format!("there is no profile «{id}» (there are: {list})"),
            });
        };
        let mut pack = self.clone();
        for rule in &mut pack.rules {
            if rule.applies.profiles.iter().any(|p| p == id) {
                rule.active = true;
            }
        }
        profile::apply(&profile.overrides, &mut pack.rules)?;
        pack.profile = Some(profile.clone());
        Ok(pack)
    }

    /// The pack with severities of its rules changed, or rules switched off, by code.
    ///
    /// # Errors
    /// A code that no rule has.
    pub fn with_overrides(
        &self,
        overrides: &BTreeMap<String, profile::Override>,
    ) -> Result<Self, Bilingual> {
        let mut pack = self.clone();
        profile::apply(overrides, &mut pack.rules)?;
        Ok(pack)
    }

    /// The pack with the rules that `only` names, all where it is empty, and without those that `skip` names: by code or
    /// by the beginning of codes.
    ///
    /// # Errors
    /// The name that is the beginning of no code.
    pub fn selecting(&self, only: &[String], skip: &[String]) -> Result<Self, Bilingual> {
        let begins = |code: &str, name: &str| {
            code.get(..name.len())
                .is_some_and(|head| head.eq_ignore_ascii_case(name))
        };
        if let Some(name) = only
            .iter()
            .chain(skip)
            .find(|n| n.is_empty() || !self.rules.iter().any(|r| begins(&r.id, n)))
        {
            return Err(profile::no_such_rule(name, &self.rules));
        }
        let mut pack = self.clone();
        for rule in &mut pack.rules {
            let named = |list: &[String]| list.iter().any(|n| begins(&rule.id, n));
            rule.active &= (only.is_empty() || named(only)) && !named(skip);
        }
        Ok(pack)
    }

    fn load(files: &[File]) -> Result<Self, LoadError> {
        let mut lexicon: Vec<(String, RawFile)> = Vec::new();
        let mut dates: Option<DateWords> = None;
        let mut characters: Option<Characters> = None;
        let mut publication: Option<Publication> = None;
        let mut law = LawFiles::default();
        let mut meta: Vec<Meta> = Vec::new();
        let mut names: Option<Names> = None;
        let mut raw_rules: Vec<(&File, RawRule)> = Vec::new();
        let mut raw_profiles: Vec<(&File, Profile)> = Vec::new();
        let mut overrides: Vec<(&File, RawOverrides)> = Vec::new();
        for file in files {
            match file.path.as_str() {
                "rules/lexicon/dates.yaml" => dates = Some(file.typed()?),
                "rules/lexicon/characters.yaml" => characters = Some(file.typed()?),
                "rules/lexicon/publication.yaml" => publication = Some(file.typed()?),
                "rules/law/sources.yaml" => law.sources = Some(file.typed()?),
                "rules/law/bodies.yaml" => law.bodies = Some(file.typed()?),
                "rules/law/sectors.yaml" => law.sectors = Some(file.typed()?),
                "rules/law/report-items.yaml" => law.report_items = Some(file.typed()?),
                "rules/law/expected.yaml" => law.expected = Some(file.typed()?),
                "rules/law/closed-days.yaml" => law.calendar = Some(file.typed()?),
                NAMES => {
                    let more: Names = file.typed()?;
                    match &mut names {
                        None => names = Some(more),
                        Some(names) => names.add(more),
                    }
                }
                PACK_FILE => meta.push(file.typed()?),
                OVERRIDES => overrides.push((file, file.typed()?)),
                path if path.starts_with(LEXICON) => {
                    lexicon.push((file.name.clone(), file.typed()?));
                }
                path if path.starts_with("rules/law/regimes/") => {
                    let regime: RawRegime = file.typed()?;
                    law.regimes.push((file.name.clone(), regime));
                }
                path if path.starts_with("rules/profiles/") => {
                    raw_profiles.push((file, file.typed()?));
                }
                path if path.starts_with("rules/law/") => {
                    return Err(LoadError::new(
                        &file.name,
                        "このファイルを読むところがありません",
                        "no reader knows this file",
                    ));
                }
                _ => raw_rules.push((file, file.typed()?)),
            }
        }
        let need = |what: &str| LoadError::new(what, "ファイルがありません", "the file is missing");
        let dates = dates.ok_or_else(|| need("rules/lexicon/dates.yaml"))?;
        let characters = characters.ok_or_else(|| need("rules/lexicon/characters.yaml"))?;
        let publication = publication.ok_or_else(|| need("rules/lexicon/publication.yaml"))?;
        let mut compiled = None;
        if lexicon.is_empty() {
            compiled = embedded::lexicon();
            if compiled.is_none() {
                for file in embedded(embedded::WORDS) {
                    lexicon.push((file.name.clone(), file.typed()?));
                }
            }
        }
        let vocabulary = match compiled {
            Some(compiled) => Vocabulary::of(compiled, dates, characters, publication),
            None => Vocabulary::compile(lexicon, dates, characters, publication),
        }
        .map_err(|e| match e.0.split_once(": ") {
            Some((path, reason)) if files.iter().any(|f| f.name == path) => {
                LoadError::english(path, reason)
            }
            _ => LoadError::english("rules/lexicon", e.0),
        })?;
        let law = Law::new(law).map_err(|(path, reason)| {
            // The last file of that place is the one that was read.
            let own = files.iter().rev().find(|f| f.path == path);
            LoadError::english(own.map_or(path.as_str(), |f| f.name.as_str()), reason)
        })?;
        let codes = |topic: &str| -> Vec<String> {
            let list: BTreeSet<&str> = vocabulary
                .lexicon
                .topic(topic)
                .iter()
                .map(|&e| vocabulary.lexicon.entry(e).code.as_str())
                .collect();
            list.into_iter().map(str::to_string).collect()
        };
        let (causes, measures, mentions) = (codes(CAUSES), codes(MEASURES), codes(MENTIONS));
        let names = names.ok_or_else(|| need(NAMES))?;
        for (list, known) in [(&names.causes, &causes), (&names.measures, &measures)] {
            if let Some(code) = known.iter().find(|c| !list.contains_key(*c)) {
                return Err(LoadError::new(
                    NAMES,
                    format!("「{code}」の名前がありません(names.yaml に書き足してください)"),
                    format!("«{code}» has no name (add it to names.yaml)"),
                ));
            }
        }
        let items: Vec<String> = names.items.keys().cloned().collect();
        let sectors: Vec<String> = law.sectors.iter().map(|s| s.id.clone()).collect();
        let mut profiles: BTreeMap<String, Profile> = BTreeMap::new();
        for (file, profile) in raw_profiles {
            profile::check(&profile, file.stem(), &sectors, &law.sources)
                .map_err(|reason| file.wrong(&[], reason))?;
            profiles.insert(profile.id.clone(), profile);
        }
        let profile_ids: Vec<String> = profiles.keys().cloned().collect();
        let known = Known {
            causes: &causes,
            measures: &measures,
            items: &items,
            mentions: &mentions,
            profiles: &profile_ids,
            sources: &law.sources,
        };
        let mut rules: Vec<Rule> = Vec::with_capacity(raw_rules.len());
        for (file, raw) in raw_rules {
            let apart = match &file.text {
                Text::Embedded(file) => Some(file.examples),
                Text::Yaml(_) => None,
            };
            let rule = compile(raw, file.stem(), apart, &known)
                .map_err(|fault| file.wrong(&fault.keys, fault.reason))?;
            if rules.iter().any(|r| r.id == rule.id) {
                let id = &rule.id;
                return Err(file.wrong(
                    &["id".to_string()],
                    Bilingual {
                        ja: format!(
                            "コード {id} は既にあります。別のコードにするか、置き換えるなら同じ場所と名前のファイルにしてください"
                        ),
                        en: format!(
                            "the code {id} stands twice; take another, or replace the rule by a file of the same place and name"
                        ),
                    },
                ));
            }
            rules.push(rule);
        }
        rules.sort_by(|a, b| a.id.cmp(&b.id));
        for (file, wanted) in overrides {
            profile::apply(&wanted.overrides, &mut rules)
                .map_err(|reason| file.wrong(&["overrides".to_string()], reason))?;
        }
        for (id, profile) in &profiles {
            profile::known(&profile.overrides, &rules).map_err(|reason| LoadError {
                path: format!("rules/profiles (id: {id})"),
                at: None,
                reason,
            })?;
        }
        let Some(first) = meta.first() else {
            return Err(need(PACK_FILE));
        };
        let version: Vec<String> = meta
            .iter()
            .map(|m| format!("{} {}", m.name, m.version))
            .collect();
        Ok(Self {
            version: version.join(" + "),
            url: first.url.clone().unwrap_or_default(),
            vocabulary: Arc::new(vocabulary),
            law: Arc::new(law),
            names: Arc::new(names),
            rules,
            profiles: Arc::new(profiles),
            profile: None,
            regime: None,
        })
    }
}

const NAMES: &str = "rules/names.yaml";
const PACK_FILE: &str = "rules/pack.yaml";
const OVERRIDES: &str = "rules/overrides.yaml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Meta {
    name: String,
    version: String,
    #[serde(default)]
    url: Option<String>,
}

fn embedded(files: &'static [Embedded]) -> impl Iterator<Item = File> {
    files.iter().map(|f| File {
        path: f.path.to_string(),
        name: f.path.to_string(),
        text: Text::Embedded(*f),
    })
}

/// Every YAML file below a folder, in the order of their names.
fn files_of(folder: &Path) -> Result<Vec<File>, LoadError> {
    let shown = folder.to_string_lossy().into_owned();
    if !folder.is_dir() {
        return Err(LoadError::new(
            &shown,
            "ルールのフォルダーがありません。パスを確かめてください",
            "there is no such folder of rules; check the path",
        ));
    }
    let mut files = Vec::new();
    let walk = walkdir::WalkDir::new(folder).follow_links(false);
    for entry in walk.sort_by_file_name() {
        let entry = entry.map_err(|e| {
            LoadError::new(
                &shown,
                format!("読めませんでした({e})"),
                format!("it could not be read ({e})"),
            )
        })?;
        let path = entry.path();
        let ending = path.extension().and_then(|e| e.to_str()).unwrap_or("");
        let name = path.to_string_lossy().into_owned();
        if !entry.file_type().is_file() {
            // A link or a pipe by the name of a rule is no file of rules, and is not passed over in silence.
            if ending == "yaml" && !path.is_dir() {
                return Err(LoadError::new(
                    &name,
                    "通常のファイルではありません(リンクは読みません)。ファイルそのものを置いてください",
                    "this is no regular file (links are not read); put the file itself there",
                ));
            }
            continue;
        }
        if ending == "yml" {
            return Err(LoadError::new(
                &name,
                "ルールのファイルの名前は .yaml で終えてください(.yml は読みません)",
                "files of rules end in .yaml (.yml is not read)",
            ));
        }
        if ending != "yaml" {
            continue;
        }
        if files.len() == MAX_FILES {
            return Err(LoadError::new(
                &shown,
                format!("ファイルが多すぎます(読めるのは{MAX_FILES}までです)"),
                format!("there are too many files (at most {MAX_FILES} are read)"),
            ));
        }
        let below = path.strip_prefix(folder).unwrap_or(path);
        let text = read_text(path).map_err(|(ja, en)| LoadError::new(&name, ja, en))?;
        files.push(File {
            path: format!("rules/{}", below.to_string_lossy().replace('\\', "/")),
            name,
            text: Text::Yaml(text),
        });
    }
    if files.is_empty() {
        return Err(LoadError::new(
            &shown,
            "このフォルダーにルールのファイル(.yaml)がありません",
            "the folder holds no file of rules (.yaml)",
        ));
    }
    Ok(files)
}

/// The text of a file of rules, within bounds.
fn read_text(path: &Path) -> Result<String, (String, String)> {
    use std::io::Read;
    let told = |e: std::io::Error| {
        (
            format!("読めませんでした({e})"),
            format!("it could not be read ({e})"),
        )
    };
    let mut bytes = Vec::new();
    std::fs::File::open(path)
        .map_err(told)?
        .take(yaml::MAX_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(told)?;
    if bytes.len() > yaml::MAX_BYTES {
        let most = yaml::MAX_BYTES;
        return Err((
            format!("大きすぎます(読めるのは{most}バイトまでです)"),
            format!("it is too large (at most {most} bytes are read)"),
        ));
    }
    String::from_utf8(bytes).map_err(|_| {
        (
            "UTF-8の文字として読めません。UTF-8で保存し直してください".to_string(),
            "it is not UTF-8; save it as UTF-8".to_string(),
        )
    })
}
