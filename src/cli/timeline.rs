//! `tenken timeline`: what was read, as text, as YAML to correct, as a picture.

use super::args::{Inputs, Timeline, TimelineFormat};
use super::gather::gather_incident;
use super::{CLEAN, TROUBLE, complain, source, words, write_out};
use crate::facts;
use crate::incident::Kind;
use crate::input::{Document, Format};
use crate::output::{picture, timeline};
use crate::rule::Pack;
use crate::{Lang, Options, Report, audit, audit_corrected, audit_facts};

pub(super) fn run(pack: &Pack, args: &Timeline) -> u8 {
    let lang: Lang = args.lang.into();
    let path = args.path.to_string_lossy().into_owned();
    match render(pack, args, &path, lang) {
        Ok(text) => match write_out(&text) {
            Ok(()) => CLEAN,
            Err(e) => {
                complain(&words::not_written(lang, &e));
                TROUBLE
            }
        },
        Err(reason) => {
            complain(&words::timeline_trouble(lang, &path, &reason));
            TROUBLE
        }
    }
}

fn render(pack: &Pack, args: &Timeline, path: &str, lang: Lang) -> Result<String, String> {
    if !args.and.is_empty() {
        return together(pack, args, lang);
    }
    let (document, mut reports) = reports(pack, args, path, lang)?;
    reports.retain(|r| r.incident.kind != Kind::Other);
    if reports.is_empty() {
        return Err(words::no_report(lang));
    }
    let count = reports.len();
    let chosen: Vec<Report> = match args.report {
        Some(n) => match n.checked_sub(1).filter(|&i| i < count) {
            Some(i) => vec![reports.swap_remove(i)],
            None => return Err(words::which_report(lang, count)),
        },
        None => reports,
    };
    match (args.format, chosen.as_slice()) {
        (TimelineFormat::Text, all) => Ok(all
            .iter()
            .map(|r| timeline::text(&document, path, r, pack, lang))
            .collect::<Vec<_>>()
            .join("\n")),
        (TimelineFormat::Yaml, [one]) => {
            facts::write::render(&document, path, one, words::facts_head(lang))
        }
        (TimelineFormat::Svg, [one]) => {
            let drawn = timeline::picture(&document, one, pack, lang);
            Ok(picture::svg(&drawn, args.width))
        }
        _ => Err(words::which_report(lang, count)),
    }
}

/// The timeline of several notices of one incident.
fn together(pack: &Pack, args: &Timeline, lang: Lang) -> Result<String, String> {
    let inputs = Inputs {
        skip_others: false,
        paths: std::iter::once(&args.path)
            .chain(&args.and)
            .cloned()
            .collect(),
        as_of: args.as_of,
        draft: None,
        stage: None,
        facts: None,
    };
    let (gathered, whole) = gather_incident(pack, &inputs, lang)?;
    let names: Vec<&str> = gathered.audited.iter().map(|a| a.path.as_str()).collect();
    let path = names.join(" + ");
    match args.format {
        TimelineFormat::Text => Ok(timeline::text(
            &whole.document,
            &path,
            &whole.report,
            pack,
            lang,
        )),
        TimelineFormat::Svg => {
            let drawn = timeline::picture(&whole.document, &whole.report, pack, lang);
            Ok(picture::svg(&drawn, args.width))
        }
        // Its places would be those of no file.
        TimelineFormat::Yaml => Err(words::yaml_of_one(lang)),
    }
}

fn reports(
    pack: &Pack,
    args: &Timeline,
    path: &str,
    lang: Lang,
) -> Result<(Document, Vec<Report>), String> {
    let options = Options {
        as_of: args.as_of,
        today: super::today(),
        draft: None,
        vouched: false,
        lang,
    };
    let (bytes, format) = if path == source::STDIN {
        (source::stdin(lang)?, Format::Text)
    } else {
        (source::read(&args.path, lang)?, Format::of_path(path))
    };
    let document = source::document(bytes, format, pack, lang)?;
    let reports = match (&args.facts, format) {
        (_, Format::Incident) => {
            let facts = source::facts_in(&document, pack, lang)?;
            vec![audit_facts(&document, pack, &options, &facts)]
        }
        (Some(file), _) => {
            let (_, facts) = source::facts(file, pack, lang)?;
            let corrected = audit_corrected(&document, pack, &options, &facts);
            vec![corrected.map_err(|n| words::facts_for_report(lang, n))?]
        }
        (None, _) => audit(&document, pack, &options),
    };
    Ok((document, reports))
}
