//! What persons allow: entries of the configuration, a baseline, directives of drafts that came to nothing.

use std::path::Path;

use chrono::NaiveDate;

use super::args::Check;
use super::config::Found;
use super::{complain, paths, source, words};
use crate::Lang;
use crate::output::Audited;
use crate::output::location::place;
use crate::post::baseline::{Baseline, Name};
use crate::post::suppress::{self, State};

/// What findings are held against.
pub(super) struct Allowing<'a> {
    args: &'a Check,
    found: &'a Found,
    lang: Lang,
    today: NaiveDate,
    /// The findings that were known.
    known: Option<Baseline>,
}

/// What has come of it in one file, or in all so far.
#[derive(Debug, Default)]
pub(super) struct Allowed {
    /// How many findings each entry of the configuration allowed.
    used: Vec<usize>,
    /// How many known findings are there no more.
    gone: usize,
    /// The findings for a new baseline.
    new: Baseline,
    /// What is to be said of directives of drafts that are idle or broken.
    idle: Vec<String>,
}

impl<'a> Allowing<'a> {
    /// # Errors
    /// In words: the baseline cannot be read.
    pub(super) fn new(args: &'a Check, found: &'a Found, lang: Lang) -> Result<Self, String> {
        Ok(Self {
            args,
            found,
            lang,
            today: args.inputs.as_of.unwrap_or_else(super::today),
            known: args
                .baseline
                .as_deref()
                .map(|p| known(p, lang))
                .transpose()?,
        })
    }

    /// Takes the findings of a file that are allowed out of those that count.
    pub(super) fn file(&self, file: &mut Audited) -> Allowed {
        let ignores = &self.found.ignores;
        let mut used = vec![0; ignores.len()];
        suppress::by_configuration(
            &file.document,
            &mut file.reports,
            ignores,
            self.today,
            &mut used,
        );
        let known = self.known.as_ref();
        let gone = known.map_or(0, |baseline| {
            let reason = words::known_finding(self.lang);
            let seen = self.seen(&file.path, self.args.baseline.as_deref());
            let name = Name {
                seen: &seen,
                given: &file.path,
            };
            baseline.apply(name, &file.document, &mut file.reports, reason)
        });
        let new = match self.args.write_baseline.as_deref() {
            Some(path) => Baseline::of(
                &self.seen(&file.path, Some(path)),
                &file.document,
                &file.reports,
                self.args.redact,
            ),
            None => Baseline::default(),
        };
        let idle = file.allowances.iter();
        let idle = idle
            .filter(|a| !matches!(a.state, State::Used(_)))
            .map(|a| words::allowance(self.lang, &place(file, a.span.start, self.lang), &a.state));
        Allowed {
            used,
            gone,
            new,
            idle: idle.collect(),
        }
    }

    /// The path of a file from the folder of a baseline on. Standard input lies nowhere.
    fn seen(&self, file: &str, baseline: Option<&Path>) -> String {
        match baseline.and_then(Path::parent) {
            Some(folder) if file != words::stdin_name(self.lang) => {
                paths::seen_from(folder, Path::new(file))
            }
            _ => file.to_string(),
        }
    }

    /// Complains of allowances that are idle or broken, and writes the new baseline. Whether there were any.
    ///
    /// # Errors
    /// In words: the baseline cannot be written.
    pub(super) fn finish(&self, all: &Allowed) -> Result<bool, String> {
        let lang = self.lang;
        let mut idle = !all.idle.is_empty();
        for (i, entry) in self.found.ignores.iter().enumerate() {
            let over = entry.until.filter(|until| *until < self.today);
            if over.is_some() || all.used.get(i).is_none_or(|n| *n == 0) {
                idle = true;
                complain(&words::ignore_idle(lang, entry, over));
            }
        }
        all.idle.iter().for_each(|words| complain(words));
        if let Some(path) = self.args.baseline.as_deref().filter(|_| all.gone > 0) {
            complain(&words::baseline_gone(
                lang,
                &path.to_string_lossy(),
                all.gone,
            ));
        }
        if let Some(path) = &self.args.write_baseline {
            let name = path.to_string_lossy();
            std::fs::write(path, all.new.render())
                .map_err(|e| words::file_not_written(lang, &name, &e))?;
            complain(&words::baseline_written(lang, &name, all.new.len()));
        }
        Ok(idle)
    }
}

impl Allowed {
    /// Adds what has come of another file.
    pub(super) fn add(&mut self, file: Self) {
        self.used.resize(file.used.len(), 0);
        for (all, own) in self.used.iter_mut().zip(file.used) {
            *all += own;
        }
        self.gone += file.gone;
        self.new.add(file.new);
        self.idle.extend(file.idle);
    }
}

/// The findings of a baseline.
fn known(path: &Path, lang: Lang) -> Result<Baseline, String> {
    let name = path.to_string_lossy();
    let broken = |reason: &str| words::baseline_broken(lang, &name, reason);
    let bytes = source::read(path, lang).map_err(|e| broken(&e))?;
    let text = String::from_utf8(bytes).map_err(|e| broken(&e.to_string()))?;
    Baseline::read(&text).map_err(|e| broken(&e))
}
