//! `tenken completions` and `tenken man`: what shells and manuals are told about the arguments.

use clap::CommandFactory;

use super::args::{Args, Completions, Man};
use super::{CLEAN, TROUBLE, complain, deliver, words};
use crate::Lang;

/// The script that a shell completes the arguments with.
pub(super) fn completions(asked: &Completions) -> u8 {
    let mut script = Vec::new();
    clap_complete::generate(asked.shell, &mut Args::command(), "tenken", &mut script);
    match deliver(None, &script, Lang::Ja) {
        Ok(()) => CLEAN,
        Err(reason) => {
            complain(&reason);
            TROUBLE
        }
    }
}

/// The manual: a page for the program and one for each subcommand.
pub(super) fn man(asked: &Man) -> u8 {
    let lang: Lang = asked.lang.into();
    let written = std::fs::create_dir_all(&asked.dir)
        .and_then(|()| clap_mangen::generate_to(Args::command(), &asked.dir));
    match written {
        Ok(()) => CLEAN,
        Err(e) => {
            complain(&words::file_not_written(
                lang,
                &asked.dir.to_string_lossy(),
                &e,
            ));
            TROUBLE
        }
    }
}
