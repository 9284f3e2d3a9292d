//! `tenken rules`.

use super::args::{Language, Rules, RulesCommand};
use super::{CLEAN, TROUBLE, complain, words, write_out};
use crate::Lang;
use crate::rule::Pack;

pub(super) fn run(args: &Rules) -> u8 {
    let RulesCommand::List { lang } = args.command;
    let lang = match lang {
        Language::Ja => Lang::Ja,
        Language::En => Lang::En,
    };
    let pack = match Pack::built_in() {
        Ok(pack) => pack,
        Err(e) => {
            complain(&words::pack_broken(lang, e));
            return TROUBLE;
        }
    };
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
