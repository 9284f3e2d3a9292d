//! `tenken rules`.

use super::args::{Rules, RulesCommand};
use super::{CLEAN, TROUBLE, complain, words, write_out};
use crate::Lang;
use crate::rule::Pack;

pub(super) fn run(pack: &Pack, args: &Rules) -> u8 {
    let RulesCommand::List { lang } = args.command;
    let lang: Lang = lang.into();
    let list: String = pack
        .rules
        .iter()
        .map(|r| format!("{}\t{}\t{}\n", r.id, r.name, lang.of(&r.title)))
        .collect();
    match write_out(&list) {
        Ok(()) => CLEAN,
        Err(e) => {
            complain(&words::not_written(lang, &e));
            TROUBLE
        }
    }
}
