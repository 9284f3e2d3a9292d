//! `tenken table`: the findings table over one or many reports.

use super::args::{Table, TableFormat};
use super::gather::gather;
use super::{CLEAN, TROUBLE, complain, words, write_out};
use crate::Lang;
use crate::output::{Run, table};
use crate::post::redact;
use crate::rule::Pack;

pub(super) fn run(pack: &Pack, args: &Table) -> u8 {
    let lang: Lang = args.lang.into();
    let mut gathered = match gather(pack, &args.inputs, lang) {
        Ok(gathered) => gathered,
        Err(reason) => {
            complain(&reason);
            return TROUBLE;
        }
    };
    if args.redact {
        let reports = gathered.audited.iter_mut().flat_map(|a| &mut a.reports);
        reports.for_each(redact::redact);
    }
    let results = Run {
        audited: &gathered.audited,
        not_audited: &gathered.not_audited,
        skipped: &gathered.skipped,
        pack,
        as_of: args.inputs.as_of,
        lang,
        redacted: args.redact,
    };
    let rendered = match args.format {
        TableFormat::Markdown => table::markdown(&results),
        TableFormat::Csv => table::csv(&results),
    };
    if let Err(e) = write_out(&rendered) {
        complain(&words::not_written(lang, &e));
        return TROUBLE;
    }
    for n in &gathered.not_audited {
        complain(&words::not_audited(lang, &n.path, &n.reason));
    }
    if gathered.not_audited.is_empty() {
        CLEAN
    } else {
        TROUBLE
    }
}
