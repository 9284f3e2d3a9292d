//! `tenken check`: the main job.

use std::io::IsTerminal;

use super::allow::allow;
use super::args::{Check, Color, FailOn, OutputFormat};
use super::config::Found;
use super::gather::{Gathered, gather, gather_incident};
use super::{CLEAN, FINDINGS, TROUBLE, annotate, complain, words, write_out};
use crate::output::text::Style;
use crate::output::{self, github, gitlab, json, rdjson, sarif, skipped, text, xml};
use crate::post::{redact, threshold};
use crate::rule::Pack;
use crate::{Lang, Severity};

/// Columns of output that goes to no terminal.
const WIDTH: usize = 100;

pub(super) fn run(pack: &Pack, args: &Check, found: &Found) -> u8 {
    let lang: Lang = args.lang.into();
    if let Some(out) = &args.annotate
        && let Err(reason) = annotate::possible(&args.inputs, out, lang)
    {
        complain(&reason);
        return TROUBLE;
    }
    let read = if args.incident {
        gather_incident(pack, &args.inputs, lang).map(|(gathered, _)| gathered)
    } else {
        gather(pack, &args.inputs, lang)
    };
    let mut gathered = match read {
        Ok(gathered) => gathered,
        Err(reason) => {
            complain(&reason);
            return TROUBLE;
        }
    };
    let idle = match allow(&mut gathered, args, found, lang) {
        Ok(idle) => idle,
        Err(reason) => {
            complain(&reason);
            return TROUBLE;
        }
    };
    if args.redact {
        gathered
            .audited
            .iter_mut()
            .flat_map(|a| &mut a.reports)
            .for_each(redact::redact);
    }
    let Gathered {
        audited,
        not_audited,
        skipped,
        facts,
    } = gathered;
    let color = match args.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            std::io::stdout().is_terminal()
                && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
        }
    };
    if args.format == OutputFormat::Text
        && let (Some(name), Some(report)) =
            (&facts, audited.first().and_then(|a| a.reports.first()))
    {
        complain(&words::facts_used(lang, name, &report.corrected));
    }
    let results = output::Run {
        audited: &audited,
        not_audited: &not_audited,
        skipped: &skipped,
        pack,
        as_of: args.inputs.as_of,
        lang,
        redacted: args.redact,
    };
    let rendered = match args.format {
        OutputFormat::Json => json::render(&results),
        OutputFormat::Sarif => sarif::render(&results),
        OutputFormat::Github => github::render(&results),
        OutputFormat::Gitlab => gitlab::render(&results),
        OutputFormat::Junit => xml::junit(&results),
        OutputFormat::Rdjson => rdjson::render(&results),
        OutputFormat::Rdjsonl => rdjson::lines(&results),
        OutputFormat::Checkstyle => xml::checkstyle(&results),
        OutputFormat::Text => {
            let style = Style {
                color,
                width: WIDTH,
                lang,
            };
            let mut rendered = text::render(&results, style);
            if args.explain_skipped {
                rendered.push_str(&skipped::render(&results));
            }
            rendered
        }
    };
    if let Err(e) = write_out(&rendered) {
        complain(&words::not_written(lang, &e));
        return TROUBLE;
    }
    if let Some(out) = &args.annotate {
        match annotate::write(&args.inputs, &audited, out, lang) {
            Ok(count) => complain(&words::annotated(lang, out, count)),
            Err(reason) => {
                complain(&reason);
                return TROUBLE;
            }
        }
    }
    if args.format != OutputFormat::Text {
        for n in &not_audited {
            complain(&words::not_audited(lang, &n.path, &n.reason));
        }
    }
    if !not_audited.is_empty() {
        return TROUBLE;
    }
    let limit = match args.fail_on.unwrap_or(FailOn::Error) {
        FailOn::Info => Severity::Info,
        FailOn::Warning => Severity::Warning,
        FailOn::Error => Severity::Error,
    };
    let findings = audited
        .iter()
        .flat_map(|a| &a.reports)
        .flat_map(|r| &r.findings);
    // An allowance that is idle or broken is a warning: the draft is not what somebody thinks it is.
    let idle = idle && limit <= Severity::Warning;
    if !args.exit_zero && (idle || threshold::reached(findings, limit)) {
        FINDINGS
    } else {
        CLEAN
    }
}
