//! The command line: one file a subcommand. Arguments in, exit status out.

mod allow;
mod annotate;
mod args;
mod check;
mod config;
mod deadlines;
mod explain;
mod extract;
mod form;
mod gather;
mod parallel;
mod paths;
mod rules;
mod shell;
mod source;
mod table;
mod timeline;
mod usage;
mod whole;
mod words;

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;

use args::{Args, Command, Invocation, Rulebook};
use config::{Config, Found};

use crate::Lang;
use crate::rule::{LoadError, Pack};

/// Nothing kept a named input from being audited, and nothing reached the threshold.
const CLEAN: u8 = 0;
/// A finding at or above `--fail-on`.
const FINDINGS: u8 = 1;
/// Something was not audited, or could not be.
const TROUBLE: u8 = 2;

/// Runs the program with its own rules.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    run_with(Pack::built_in(), args)
}

/// Runs the program with the rules given.
pub fn run_with(
    pack: Result<&Pack, &LoadError>,
    args: impl IntoIterator<Item = OsString>,
) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let mut command = match Args::try_parse_from(&args) {
        Ok(args) => match args.command {
            Invocation::Work(command) => command,
            Invocation::Completions(asked) => return ExitCode::from(shell::completions(&asked)),
            Invocation::Man(asked) => return ExitCode::from(shell::man(&asked)),
        },
        Err(e) => {
            if e.use_stderr() && e.kind() != DisplayHelpOnMissingArgumentOrSubcommand {
                complain(usage::told(&e, &args, usage::asked(&args)).trim_end());
                return ExitCode::from(TROUBLE);
            }
            let help = !e.use_stderr();
            // A closed pipe leaves nothing to say and nobody to say it to.
            let _ = e.print();
            return ExitCode::from(if help { CLEAN } else { TROUBLE });
        }
    };
    let lang: Lang = (*command.lang_mut()).into();
    let pack = match pack {
        Ok(pack) => pack,
        Err(e) => {
            complain(&words::pack_broken(lang, e));
            return ExitCode::from(TROUBLE);
        }
    };
    let found = match config::find(&command, lang) {
        Ok(found) => found,
        Err(reason) => {
            complain(&reason);
            return ExitCode::from(TROUBLE);
        }
    };
    complete(&mut command, &found.config);
    source::read_as(command.rulebook().encoding);
    let lang: Lang = (*command.lang_mut()).into();
    let own = match own_pack(pack, command.rulebook(), &found, lang) {
        Ok(own) => own,
        Err(reason) => {
            complain(&reason);
            return ExitCode::from(TROUBLE);
        }
    };
    let pack = own.as_ref().unwrap_or(pack);
    let status = match command {
        Command::Check(check) => check::run(pack, &check, &found),
        Command::Timeline(timeline) => timeline::run(pack, &timeline),
        Command::Deadlines(deadlines) => deadlines::run(pack, &deadlines),
        Command::Table(table) => table::run(pack, &table),
        Command::Extract(extract) => extract::run(pack, &extract),
        Command::Form(form) => form::run(pack, &form, &found),
        Command::Explain(explain) => explain::run(pack, &explain),
        Command::Rules(rules) => rules::run(pack, &rules),
    };
    ExitCode::from(status)
}

/// Puts what the configuration says where the arguments say nothing.
fn complete(command: &mut Command, config: &Config) {
    let lang = command.lang_mut();
    *lang = lang.or(config.lang);
    let rulebook = command.rulebook_mut();
    if rulebook.rules.is_empty() {
        rulebook.rules.clone_from(&config.rules);
    }
    if rulebook.profile.is_none() {
        rulebook.profile.clone_from(&config.profile);
    }
    if rulebook.only.is_empty() {
        rulebook.only.clone_from(&config.only);
    }
    rulebook.skip.extend(config.skip.iter().cloned());
    let inputs = match command {
        Command::Check(check) => Some(&mut check.inputs),
        Command::Form(form) => Some(&mut form.inputs),
        Command::Table(table) => Some(&mut table.inputs),
        _ => None,
    };
    if let Some(inputs) = inputs.filter(|i| i.paths.is_empty()) {
        inputs.paths.clone_from(&config.paths);
    }
    if let Command::Check(check) = command {
        check.fail_on = check.fail_on.or(config.fail_on);
        if check.baseline.is_none() && check.write_baseline.is_none() {
            check.baseline.clone_from(&config.baseline);
        }
    }
}

/// The pack that is asked for, where it is not the given one: folders laid over the built-in rules, a profile, severities,
/// a choice of rules.
fn own_pack(
    pack: &Pack,
    rulebook: &Rulebook,
    found: &Found,
    lang: Lang,
) -> Result<Option<Pack>, String> {
    let refused = |reason| words::profile_refused(lang, &reason);
    let mut own = None;
    if !rulebook.rules.is_empty() {
        let folders: Vec<&Path> = rulebook.rules.iter().map(PathBuf::as_path).collect();
        own = Some(Pack::with_folders(&folders).map_err(|e| words::pack_broken(lang, &e))?);
    }
    if let Some(id) = &rulebook.profile {
        let base = own.as_ref().unwrap_or(pack);
        own = Some(base.with_profile(id).map_err(refused)?);
    }
    let config = &found.config;
    if !config.severity.is_empty() {
        let base = own.as_ref().unwrap_or(pack);
        let made = base.with_overrides(&config.severity).map_err(|reason| {
            let path = found.path.as_deref().unwrap_or(Path::new(config::NAME));
            words::config_broken(lang, &path.to_string_lossy(), lang.of(&reason))
        })?;
        own = Some(made);
    }
    if config.regime.is_some() {
        let mut made = own.unwrap_or_else(|| pack.clone());
        made.regime = config.regime;
        own = Some(made);
    }
    if !rulebook.only.is_empty() || !rulebook.skip.is_empty() {
        let base = own.as_ref().unwrap_or(pack);
        let made = base
            .selecting(&rulebook.only, &rulebook.skip)
            .map_err(|reason| words::rules_refused(lang, &reason))?;
        own = Some(made);
    }
    Ok(own)
}

/// Today in Japan, wherever the program runs: the periods of the law are counted in its days.
fn today() -> chrono::NaiveDate {
    (chrono::Utc::now() + chrono::TimeDelta::hours(9)).date_naive()
}

/// Writes to standard output. A closed pipe is the reader's wish; any other failure is trouble.
fn write_out(text: &str) -> Result<(), std::io::Error> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => Err(e),
        _ => Ok(()),
    }
}

/// Writes a result to a file, whole or not at all, or to standard output.
///
/// # Errors
/// In words, why it was not written.
fn deliver(path: Option<&Path>, bytes: &[u8], lang: Lang) -> Result<(), String> {
    let Some(path) = path else {
        let mut out = std::io::stdout().lock();
        return match out.write_all(bytes).and_then(|()| out.flush()) {
            Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => {
                Err(words::not_written(lang, &e))
            }
            _ => Ok(()),
        };
    };
    whole::write(path, bytes)
        .map_err(|e| words::file_not_written(lang, &path.to_string_lossy(), &e))
}

/// Writes a line to standard error.
fn complain(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}
