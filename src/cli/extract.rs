//! `tenken extract`: the text as it is read, for files of Word, Excel, PDF and mail.

use std::path::Path;

use super::args::Extract;
use super::{CLEAN, TROUBLE, complain, source, words, write_out};
use crate::Lang;
use crate::input::Format;
use crate::rule::Pack;

pub(super) fn run(pack: &Pack, args: &Extract) -> u8 {
    let lang: Lang = args.lang.into();
    let path = args.path.to_string_lossy();
    let format = Format::of_path(&path);
    let done = source::read(Path::new(&*args.path), lang)
        .and_then(|bytes| source::document(bytes, format, pack, lang))
        .map_err(|reason| words::not_audited(lang, &path, &reason))
        .and_then(|d| write_out(&d.text).map_err(|e| words::not_written(lang, &e)));
    match done {
        Ok(()) => CLEAN,
        Err(reason) => {
            complain(&reason);
            TROUBLE
        }
    }
}
