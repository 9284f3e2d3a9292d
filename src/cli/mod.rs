//! The command line: one file a subcommand. Arguments in, exit status out.

mod args;
mod check;
mod deadlines;
mod explain;
mod gather;
mod rules;
mod source;
mod timeline;
mod words;

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command, Rulebook};

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
    let mut args = match Args::try_parse_from(args) {
        Ok(args) => args,
        Err(e) => {
            let help = !e.use_stderr();
            // A closed pipe leaves nothing to say and nobody to say it to.
            let _ = e.print();
            return ExitCode::from(if help { CLEAN } else { TROUBLE });
        }
    };
    let lang: Lang = (*args.command.lang_mut()).into();
    let pack = match pack {
        Ok(pack) => pack,
        Err(e) => {
            complain(&words::pack_broken(lang, e));
            return ExitCode::from(TROUBLE);
        }
    };
    let own = match own_pack(pack, args.command.rulebook(), lang) {
        Ok(own) => own,
        Err(reason) => {
            complain(&reason);
            return ExitCode::from(TROUBLE);
        }
    };
    let pack = own.as_ref().unwrap_or(pack);
    let status = match args.command {
        Command::Check(check) => check::run(pack, &check),
        Command::Timeline(timeline) => timeline::run(pack, &timeline),
        Command::Deadlines(deadlines) => deadlines::run(pack, &deadlines),
        Command::Explain(explain) => explain::run(pack, &explain),
        Command::Rules(rules) => rules::run(pack, &rules),
    };
    ExitCode::from(status)
}

/// The pack that the arguments ask for, where it is not the given one: folders laid over the built-in rules, a profile.
fn own_pack(pack: &Pack, rulebook: &Rulebook, lang: Lang) -> Result<Option<Pack>, String> {
    let mut own = None;
    if !rulebook.rules.is_empty() {
        let folders: Vec<&Path> = rulebook.rules.iter().map(PathBuf::as_path).collect();
        own = Some(Pack::with_folders(&folders).map_err(|e| words::pack_broken(lang, &e))?);
    }
    if let Some(id) = &rulebook.profile {
        let base = own.as_ref().unwrap_or(pack);
        let made = base
            .with_profile(id)
            .map_err(|reason| words::profile_refused(lang, &reason))?;
        own = Some(made);
    }
    Ok(own)
}

/// Writes to standard output. A closed pipe is the reader's wish; any other failure is trouble.
fn write_out(text: &str) -> Result<(), std::io::Error> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => Err(e),
        _ => Ok(()),
    }
}

/// Writes a line to standard error.
fn complain(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}
