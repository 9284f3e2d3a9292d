//! `tenken check`: the main job.

use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};

use super::args::{Check, Color, DraftKind, FailOn, Language, OutputFormat, StageKind};
use super::{CLEAN, FINDINGS, TROUBLE, complain, words, write_out};
use crate::input::{Document, Format, InputError, MAX_BYTES};
use crate::output::text::Style;
use crate::output::{Audited, NotAudited, json, text};
use crate::post::threshold;
use crate::rule::Pack;
use crate::{Draft, Lang, Options, Severity, audit};

/// Columns of output that goes to no terminal.
const WIDTH: usize = 100;

/// Endings that a folder is searched for.
const ENDINGS: [&str; 4] = ["txt", "md", "markdown", "text"];

pub(super) fn run(args: &Check) -> u8 {
    let lang = match args.lang {
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
    let options = Options {
        as_of: args.as_of,
        today: chrono::Local::now().date_naive(),
        draft: draft(args),
        lang,
    };
    let mut audited = Vec::new();
    let mut not_audited = Vec::new();
    for path in &args.paths {
        if path.as_os_str() == "-" {
            let mut bytes = Vec::new();
            let read = std::io::stdin()
                .lock()
                .take(MAX_BYTES as u64 + 1)
                .read_to_end(&mut bytes);
            let result = read.map_err(|e| words::unreadable(lang, &e)).map(|_| bytes);
            take(
                result,
                words::stdin_name(lang),
                Format::Text,
                pack,
                &options,
                &mut audited,
                &mut not_audited,
            );
        } else if path.is_dir() {
            folder(path, pack, &options, &mut audited, &mut not_audited);
        } else {
            file(path, pack, &options, &mut audited, &mut not_audited);
        }
    }
    let color = match args.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            std::io::stdout().is_terminal()
                && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
        }
    };
    let rendered = match args.format {
        OutputFormat::Json => json::render(&audited, &not_audited, &pack.version, args.as_of),
        OutputFormat::Text => text::render(
            &audited,
            &not_audited,
            Style {
                color,
                width: WIDTH,
                lang,
            },
        ),
    };
    if let Err(e) = write_out(&rendered) {
        complain(&words::not_written(lang, &e));
        return TROUBLE;
    }
    if args.format == OutputFormat::Json {
        for n in &not_audited {
            complain(&words::not_audited(lang, &n.path, &n.reason));
        }
    }
    if !not_audited.is_empty() {
        return TROUBLE;
    }
    let limit = match args.fail_on {
        FailOn::Info => Severity::Info,
        FailOn::Warning => Severity::Warning,
        FailOn::Error => Severity::Error,
    };
    let findings = audited
        .iter()
        .flat_map(|a| &a.reports)
        .flat_map(|r| &r.findings);
    if !args.exit_zero && threshold::reached(findings, limit) {
        FINDINGS
    } else {
        CLEAN
    }
}

fn draft(args: &Check) -> Option<Draft> {
    match (args.draft, args.stage) {
        (Some(DraftKind::Notice), _) => Some(Draft::Notice),
        (Some(DraftKind::Notification), _) => Some(Draft::Notification),
        (Some(DraftKind::Report), Some(StageKind::Preliminary))
        | (None, Some(StageKind::Preliminary)) => Some(Draft::Preliminary),
        (Some(DraftKind::Report), _) | (None, Some(StageKind::Final)) => Some(Draft::Final),
        (None, None) => None,
    }
}

fn file(
    path: &Path,
    pack: &Pack,
    options: &Options,
    audited: &mut Vec<Audited>,
    not_audited: &mut Vec<NotAudited>,
) {
    let name = path.to_string_lossy().into_owned();
    let result = read(path, options.lang);
    take(
        result,
        name.clone(),
        Format::of_path(&name),
        pack,
        options,
        audited,
        not_audited,
    );
}

fn read(path: &Path, lang: Lang) -> Result<Vec<u8>, String> {
    let open = std::fs::File::open(path).map_err(|e| words::unreadable(lang, &e))?;
    let meta = open.metadata().map_err(|e| words::unreadable(lang, &e))?;
    if !meta.is_file() {
        return Err(words::no_file(lang));
    }
    if meta.len() > MAX_BYTES as u64 {
        return Err(words::input(
            lang,
            &InputError::TooLarge {
                bytes: usize::try_from(meta.len()).unwrap_or(usize::MAX),
            },
        ));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or(0));
    open.take(MAX_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| words::unreadable(lang, &e))?;
    Ok(bytes)
}

fn take(
    bytes: Result<Vec<u8>, String>,
    path: String,
    format: Format,
    pack: &Pack,
    options: &Options,
    audited: &mut Vec<Audited>,
    not_audited: &mut Vec<NotAudited>,
) {
    let units = pack.vocabulary.dates.unit_chars();
    let document = bytes.and_then(|b| {
        Document::from_bytes(b, format, &units).map_err(|e| words::input(options.lang, &e))
    });
    match document {
        Ok(document) => {
            let reports = audit(&document, pack, options);
            audited.push(Audited {
                path,
                document,
                reports,
            });
        }
        Err(reason) => not_audited.push(NotAudited { path, reason }),
    }
}

/// A folder: every text file in it, in the order of their names, as `.gitignore` allows.
fn folder(
    path: &Path,
    pack: &Pack,
    options: &Options,
    audited: &mut Vec<Audited>,
    not_audited: &mut Vec<NotAudited>,
) {
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in ignore::WalkBuilder::new(path).follow_links(false).build() {
        match entry {
            Ok(entry) => {
                let ending = entry
                    .path()
                    .extension()
                    .and_then(|e| e.to_str())
                    .unwrap_or("")
                    .to_ascii_lowercase();
                if entry.file_type().is_some_and(|t| t.is_file())
                    && ENDINGS.contains(&ending.as_str())
                {
                    files.push(entry.into_path());
                }
            }
            Err(e) => not_audited.push(NotAudited {
                path: path.to_string_lossy().into_owned(),
                reason: words::walk(options.lang, &e),
            }),
        }
    }
    files.sort();
    let before = (audited.len(), not_audited.len());
    for f in &files {
        file(f, pack, options, audited, not_audited);
    }
    let reports = audited[before.0..]
        .iter()
        .flat_map(|a| &a.reports)
        .filter(|r| r.incident.kind != crate::incident::Kind::Other)
        .count();
    if reports == 0 && not_audited.len() == before.1 {
        let reason = if files.is_empty() {
            words::no_texts(options.lang, &ENDINGS)
        } else {
            words::no_reports(options.lang, files.len())
        };
        not_audited.push(NotAudited {
            path: path.to_string_lossy().into_owned(),
            reason,
        });
    }
}
