//! What persons allow: entries of the configuration, a baseline, directives of drafts that came to nothing.

use std::path::Path;

use chrono::NaiveDate;

use super::args::Check;
use super::config::Found;
use super::gather::Gathered;
use super::{complain, source, words};
use crate::Lang;
use crate::output::location::place;
use crate::post::baseline::Baseline;
use crate::post::suppress::{self, State};

/// Takes the findings that are allowed out of those that count, and complains of allowances that are idle or broken.
/// Whether there were any.
///
/// # Errors
/// In words: the baseline cannot be read or written.
pub(super) fn allow(
    gathered: &mut Gathered,
    args: &Check,
    found: &Found,
    lang: Lang,
) -> Result<bool, String> {
    let today = args.inputs.as_of.unwrap_or_else(super::today);
    let mut idle = entries(gathered, found, today, lang);
    idle |= directives(gathered, lang);
    if let Some(path) = &args.baseline {
        known(gathered, path, lang)?;
    }
    if let Some(path) = &args.write_baseline {
        let files = gathered
            .audited
            .iter()
            .map(|a| (a.path.as_str(), &a.document, a.reports.as_slice()));
        let made = Baseline::of(files, args.redact);
        let name = path.to_string_lossy();
        std::fs::write(path, made.render())
            .map_err(|e| words::file_not_written(lang, &name, &e))?;
        complain(&words::baseline_written(lang, &name, made.len()));
    }
    Ok(idle)
}

/// The entries of the configuration.
fn entries(gathered: &mut Gathered, found: &Found, today: NaiveDate, lang: Lang) -> bool {
    let mut used = vec![0; found.ignores.len()];
    for file in &mut gathered.audited {
        suppress::by_configuration(
            &file.document,
            &mut file.reports,
            &found.ignores,
            today,
            &mut used,
        );
    }
    let mut idle = false;
    for (entry, used) in found.ignores.iter().zip(used) {
        let over = entry.until.filter(|until| *until < today);
        if over.is_some() || used == 0 {
            idle = true;
            complain(&words::ignore_idle(lang, entry, over));
        }
    }
    idle
}

/// The directives of the drafts.
fn directives(gathered: &Gathered, lang: Lang) -> bool {
    let mut idle = false;
    for file in &gathered.audited {
        for allowance in &file.allowances {
            if !matches!(allowance.state, State::Used(_)) {
                idle = true;
                let at = place(file, allowance.span.start, lang);
                complain(&words::allowance(lang, &at, &allowance.state));
            }
        }
    }
    idle
}

/// The findings of a baseline.
fn known(gathered: &mut Gathered, path: &Path, lang: Lang) -> Result<(), String> {
    let name = path.to_string_lossy();
    let broken = |reason: &str| words::baseline_broken(lang, &name, reason);
    let bytes = source::read(path, lang).map_err(|e| broken(&e))?;
    let text = String::from_utf8(bytes).map_err(|e| broken(&e.to_string()))?;
    let baseline = Baseline::read(&text).map_err(|e| broken(&e))?;
    let mut gone = 0;
    for file in &mut gathered.audited {
        gone += baseline.apply(
            &file.path,
            &file.document,
            &mut file.reports,
            words::known_finding(lang),
        );
    }
    if gone > 0 {
        complain(&words::baseline_gone(lang, &name, gone));
    }
    Ok(())
}
