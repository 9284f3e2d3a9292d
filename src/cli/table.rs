//! `tenken table`: the findings table over one or many reports.

use std::io::IsTerminal;

use super::args::{Table, TableFormat};
use super::gather::gather;
use super::{CLEAN, TROUBLE, complain, deliver, words};
use crate::Lang;
use crate::output::table::{self, Run};
use crate::post::redact;
use crate::rule::Pack;

pub(super) fn run(pack: &Pack, args: &Table) -> u8 {
    let lang: Lang = args.lang.into();
    let format = match chosen(args) {
        Ok(format) => format,
        Err(ending) => {
            complain(&words::table_ending(lang, &ending));
            return TROUBLE;
        }
    };
    if format == TableFormat::Xlsx && args.out.is_none() && std::io::stdout().is_terminal() {
        complain(&words::not_to_terminal(lang));
        return TROUBLE;
    }
    let mut gathered = match gather(pack, &args.inputs, lang) {
        Ok(gathered) => gathered,
        Err(reason) => {
            complain(&reason);
            return TROUBLE;
        }
    };
    if args.redact {
        let reports = gathered.audited.iter_mut().flat_map(|a| &mut a.reports);
        reports.for_each(|r| redact::redact(r, lang));
    }
    let results = Run {
        audited: &gathered.audited,
        not_audited: &gathered.rest.not_audited,
        skipped: &gathered.rest.skipped,
        pack,
        as_of: args.inputs.as_of,
        lang,
        redacted: args.redact,
    };
    let table = table::Table::new(&results);
    let rendered = match format {
        TableFormat::Markdown => table::markdown::markdown(&table).into_bytes(),
        TableFormat::Csv => table::csv::csv(&table).into_bytes(),
        TableFormat::Html => table::html::html(&table).into_bytes(),
        TableFormat::Xlsx => match table::xlsx::xlsx(&table) {
            Ok(bytes) => bytes,
            Err(reason) => {
                complain(&words::no_workbook(lang, &reason));
                return TROUBLE;
            }
        },
    };
    if let Err(reason) = deliver(args.out.as_deref(), &rendered, lang) {
        complain(&reason);
        return TROUBLE;
    }
    for n in &gathered.rest.not_audited {
        complain(&words::not_audited(lang, &n.path, &n.reason));
    }
    if gathered.rest.not_audited.is_empty() {
        CLEAN
    } else {
        TROUBLE
    }
}

/// The format asked for, or the one that the name of the output tells.
fn chosen(args: &Table) -> Result<TableFormat, String> {
    if let Some(format) = args.format {
        return Ok(format);
    }
    let Some(out) = &args.out else {
        return Ok(TableFormat::Markdown);
    };
    let ending = out.extension().map(|e| e.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("md" | "markdown") => Ok(TableFormat::Markdown),
        Some("csv") => Ok(TableFormat::Csv),
        Some("html" | "htm") => Ok(TableFormat::Html),
        Some("xlsx") => Ok(TableFormat::Xlsx),
        _ => Err(out.to_string_lossy().into_owned()),
    }
}
