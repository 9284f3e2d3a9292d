//! `tenken form`: what a text gives for the items of a report to the regulator.

use super::args::{Form, FormFormat};
use super::config::Found;
use super::gather::gather;
use super::{CLEAN, TROUBLE, complain, words, write_out};
use crate::incident::Kind;
use crate::output::form::{self, Drawn};
use crate::rule::Pack;
use crate::{Lang, form as filling};

pub(super) fn run(pack: &Pack, args: &Form, found: &Found) -> u8 {
    let lang: Lang = args.lang.into();
    let gathered = match gather(pack, &args.inputs, lang) {
        Ok(gathered) => gathered,
        Err(reason) => {
            complain(&reason);
            return TROUBLE;
        }
    };
    let mut forms = Vec::new();
    for file in &gathered.audited {
        for report in &file.reports {
            if report.incident.kind == Kind::Other {
                continue;
            }
            let organisation = found.config.organisation.as_deref();
            let items = filling::fill(&file.document, report, pack, organisation);
            let drawn = Drawn {
                path: &file.path,
                document: &file.document,
                report,
                items: &items,
                pack,
                lang,
            };
            forms.push(match args.format {
                FormFormat::Text => form::text(&drawn),
                FormFormat::Markdown => form::markdown(&drawn),
                FormFormat::Json => form::json(&drawn),
            });
        }
    }
    // Several forms as JSON are one a line of an array, so that the whole is JSON.
    let text = match (args.format, forms.len()) {
        (FormFormat::Json, n) if n != 1 => format!("[\n{}]\n", forms.join(",\n")),
        _ => forms.join("\n"),
    };
    if let Err(e) = write_out(&text) {
        complain(&words::not_written(lang, &e));
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
