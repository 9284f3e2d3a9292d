//! Which files a run reads, and what comes of each: named files, folders, standard input.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use super::args::{DraftKind, Inputs, StageKind};
use super::parallel::in_parallel;
use super::source::{self, read};
use super::{complain, words};
use crate::incident::Kind;
use crate::input::{Document, Format};
use crate::output::{Audited, NotAudited, Skipped, location};
use crate::post::suppress;
use crate::rule::Pack;
use crate::series::{self, Notice, Whole};
use crate::{Draft, IncidentFile, Lang, Options, Report, audit, audit_corrected, audit_facts};

/// Names of files of facts.
const FACTS: [&str; 2] = ["incident.yaml", "incident.yml"];

/// Endings of documents that drafts come in and that are not read.
const OTHER_FORMATS: [&str; 7] = ["doc", "xls", "rtf", "jtd", "odt", "ods", "csv"];

/// What a run has read.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// The files that were audited, in order.
    pub(super) audited: Vec<Audited>,
    /// The named inputs that were not.
    pub(super) not_audited: Vec<NotAudited>,
    /// The files of folders that were passed over.
    pub(super) skipped: Vec<Skipped>,
    /// The name of a person's file of facts.
    pub(super) facts: Option<String>,
}

/// Reads and audits what the arguments name.
///
/// # Errors
/// In words, what kept the run from beginning.
pub(super) fn gather(pack: &Pack, inputs: &Inputs, lang: Lang) -> Result<Gathered, String> {
    let mut gathered = collect(pack, inputs, lang)?;
    gathered.obey_directives(pack);
    Ok(gathered)
}

/// Reads and audits several notices of one incident together: the oldest comes first.
///
/// # Errors
/// In words, what kept the run from beginning; fewer than two notices.
pub(super) fn gather_incident(
    pack: &Pack,
    inputs: &Inputs,
    lang: Lang,
) -> Result<(Gathered, Whole), String> {
    let mut gathered = collect(pack, inputs, lang)?;
    // What is left out would be missing from the incident: then nothing is said of it.
    if let Some(n) = gathered.not_audited.first() {
        return Err(words::not_audited(lang, &n.path, &n.reason));
    }
    for file in &mut gathered.audited {
        file.reports.retain(|r| r.incident.kind != Kind::Other);
    }
    let singles = gathered.audited.iter().all(|a| a.reports.len() == 1);
    if gathered.audited.len() < 2 || !singles {
        return Err(words::notices_of_one(lang));
    }
    let reports: Vec<&Report> = gathered.audited.iter().flat_map(|a| &a.reports).collect();
    let order = series::order(&reports);
    let mut files: Vec<Option<Audited>> = gathered.audited.into_iter().map(Some).collect();
    let mut audited: Vec<Audited> = order.iter().filter_map(|&i| files[i].take()).collect();
    let notices: Vec<Notice<'_>> = audited
        .iter()
        .flat_map(|a| {
            a.reports.iter().map(|report| Notice {
                name: &a.path,
                document: &a.document,
                report,
            })
        })
        .collect();
    let whole = series::read(&notices, pack, &options(inputs, lang))
        .ok_or_else(|| words::notices_of_one(lang))?;
    let findings = whole.findings(&notices, pack, lang);
    for (file, list) in audited.iter_mut().zip(findings) {
        for report in &mut file.reports {
            report.findings.clone_from(&list);
        }
    }
    gathered.audited = audited;
    gathered.obey_directives(pack);
    Ok((gathered, whole))
}

impl Gathered {
    /// Allows what the drafts allow.
    fn obey_directives(&mut self, pack: &Pack) {
        for file in &mut self.audited {
            file.allowances = suppress::by_directives(&file.document, &mut file.reports, pack);
        }
    }
}

fn options(inputs: &Inputs, lang: Lang) -> Options {
    Options {
        as_of: inputs.as_of,
        today: super::today(),
        draft: draft(inputs),
        lang,
    }
}

fn collect(pack: &Pack, inputs: &Inputs, lang: Lang) -> Result<Gathered, String> {
    if inputs.paths.is_empty() {
        return Err(words::no_paths(lang));
    }
    let options = options(inputs, lang);
    let facts = match inputs
        .facts
        .as_deref()
        .map(|p| (p, source::facts(p, pack, lang)))
    {
        None => None,
        Some((path, Ok((_, facts)))) => Some((path.to_string_lossy().into_owned(), facts)),
        Some((path, Err(reason))) => {
            return Err(words::facts_unread(lang, &path.to_string_lossy(), &reason));
        }
    };
    if facts.is_some() && (inputs.paths.len() != 1 || inputs.paths[0].is_dir()) {
        return Err(words::facts_for_one(lang));
    }
    let mut run = Run {
        facts,
        pack,
        options,
        audited: Vec::new(),
        not_audited: Vec::new(),
        skipped: Vec::new(),
    };
    let mut rest = inputs.paths.as_slice();
    while let Some(path) = rest.first() {
        let mut count = 1;
        if path.as_os_str() == source::STDIN {
            run.stdin();
        } else if path.is_dir() {
            run.folder(path);
        } else {
            let single = |p: &&PathBuf| p.as_os_str() != source::STDIN && !p.is_dir();
            count = rest.iter().take_while(single).count();
            // Files that the user named: each must hold a report, or the run is not green.
            run.files(&rest[..count], true);
        }
        rest = &rest[count..];
    }
    Ok(Gathered {
        audited: run.audited,
        not_audited: run.not_audited,
        skipped: run.skipped,
        facts: run.facts.map(|(name, _)| name),
    })
}

fn draft(args: &Inputs) -> Option<Draft> {
    match (args.draft, args.stage) {
        (Some(DraftKind::Notice), _) => Some(Draft::Notice),
        (Some(DraftKind::Notification), _) => Some(Draft::Notification),
        (Some(DraftKind::Report) | None, Some(StageKind::Preliminary)) => Some(Draft::Preliminary),
        (Some(DraftKind::Report), _) | (None, Some(StageKind::Final)) => Some(Draft::Final),
        (None, None) => None,
    }
}

/// One run: what it reads by, and what has come of it so far.
struct Run<'a> {
    /// A person's facts, with the name of their file.
    facts: Option<(String, IncidentFile)>,
    pack: &'a Pack,
    options: Options,
    audited: Vec<Audited>,
    not_audited: Vec<NotAudited>,
    skipped: Vec<Skipped>,
}

/// What has come of one file: the document with its reports, or the reason why there is none.
type Outcome = Result<(Document, Vec<Report>), String>;

impl Run<'_> {
    fn stdin(&mut self) {
        let lang = self.options.lang;
        let outcome = source::stdin(lang).and_then(|bytes| self.audit(bytes, Format::Text));
        self.keep(words::stdin_name(lang), outcome, true);
    }

    /// Reads and audits files on all cores. They are kept in the order given.
    fn files(&mut self, files: &[PathBuf], must_report: bool) {
        let bar = progress(files.len());
        let this = &*self;
        let outcomes = in_parallel(files, |path| {
            let format = Format::of_path(&path.to_string_lossy());
            let outcome = read(path, this.options.lang).and_then(|bytes| this.audit(bytes, format));
            bar.inc(1);
            outcome
        });
        bar.finish_and_clear();
        for (path, outcome) in files.iter().zip(outcomes) {
            self.keep(path.to_string_lossy().into_owned(), outcome, must_report);
        }
    }

    /// A folder: every text file in it, in the order of their names, as `.gitignore` allows.
    fn folder(&mut self, path: &Path) {
        let lang = self.options.lang;
        let folder = path.to_string_lossy().into_owned();
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
                        && (Format::endings().any(|e| e == ending) || holds_facts(entry.path()))
                    {
                        files.push(entry.into_path());
                    }
                }
                Err(e) => self.not_audited.push(NotAudited {
                    path: folder.clone(),
                    reason: words::walk(lang, &e),
                }),
            }
        }
        files.sort();
        self.passed_over(path, &files);
        let (first, refused) = (self.audited.len(), self.not_audited.len());
        self.files(&files, false);
        let none = self.audited[first..].iter().all(|a| !holds_report(a));
        if none && self.not_audited.len() == refused {
            let reason = if files.is_empty() {
                words::no_texts(lang, &Format::endings().collect::<Vec<_>>())
            } else {
                words::no_reports(lang, files.len())
            };
            self.not_audited.push(NotAudited {
                path: folder,
                reason,
            });
        }
    }

    /// Notes the documents of a folder that are not read: nothing is left out in silence.
    fn passed_over(&mut self, path: &Path, read: &[PathBuf]) {
        let lang = self.options.lang;
        let all = ignore::WalkBuilder::new(path)
            .standard_filters(false)
            .follow_links(false)
            .filter_entry(|e| e.file_name() != ".git")
            .build();
        let mut found: Vec<Skipped> = Vec::new();
        for entry in all
            .flatten()
            .filter(|e| e.file_type().is_some_and(|t| t.is_file()))
        {
            let ending = entry
                .path()
                .extension()
                .and_then(|e| e.to_str())
                .unwrap_or("")
                .to_ascii_lowercase();
            let text = Format::endings().any(|e| e == ending);
            let reason = if text && read.binary_search(&entry.path().to_path_buf()).is_err() {
                words::ignored(lang)
            } else if OTHER_FORMATS.contains(&ending.as_str()) {
                words::format_not_read(lang)
            } else {
                continue;
            };
            found.push(Skipped {
                path: entry.path().to_string_lossy().into_owned(),
                reason,
            });
        }
        found.sort_by(|a, b| a.path.cmp(&b.path));
        self.skipped.extend(found);
    }

    /// Audits the bytes of one file.
    fn audit(&self, bytes: Vec<u8>, format: Format) -> Outcome {
        let lang = self.options.lang;
        let document = source::document(bytes, format, self.pack, lang)?;
        let reports = match (&self.facts, format) {
            (_, Format::Incident) => {
                let facts = source::facts_in(&document, self.pack, lang)?;
                vec![audit_facts(&document, self.pack, &self.options, &facts)]
            }
            (Some((_, facts)), _) => {
                let corrected = audit_corrected(&document, self.pack, &self.options, facts);
                vec![corrected.map_err(|n| words::facts_for_report(lang, n))?]
            }
            (None, _) => audit(&document, self.pack, &self.options),
        };
        Ok((document, reports))
    }

    /// Keeps what has come of one file.
    fn keep(&mut self, path: String, outcome: Outcome, must_report: bool) {
        let lang = self.options.lang;
        let (document, reports) = match outcome {
            Ok(done) => done,
            Err(reason) => {
                self.not_audited.push(NotAudited { path, reason });
                return;
            }
        };
        let audited = Audited {
            path,
            document,
            reports,
            allowances: Vec::new(),
        };
        if let Some(charset) = audited.document.charset {
            complain(&words::charset_guessed(lang, &audited.path, charset));
        }
        if !audited.document.unread.is_empty() {
            let parts: Vec<String> = audited
                .document
                .unread
                .iter()
                .map(|l| location::words(l, lang))
                .collect();
            self.not_audited.push(NotAudited {
                path: audited.path.clone(),
                reason: words::unread(lang, &parts),
            });
        } else if must_report && !holds_report(&audited) {
            self.not_audited.push(NotAudited {
                path: audited.path.clone(),
                reason: words::no_report(lang),
            });
        }
        self.audited.push(audited);
    }
}

/// Folders with fewer files are done before a bar could be read.
const LONG: usize = 50;

/// A bar for a long folder, on a terminal only.
fn progress(files: usize) -> indicatif::ProgressBar {
    if files < LONG || !std::io::stderr().is_terminal() {
        return indicatif::ProgressBar::hidden();
    }
    indicatif::ProgressBar::new(files as u64)
}

/// `incident.yaml`, `2025-07.incident.yaml`: facts, among a folder's other YAML.
fn holds_facts(path: &Path) -> bool {
    path.file_name().and_then(|n| n.to_str()).is_some_and(|n| {
        FACTS
            .iter()
            .any(|f| n == *f || n.ends_with(&format!(".{f}")))
    })
}

fn holds_report(audited: &Audited) -> bool {
    audited
        .reports
        .iter()
        .any(|r| r.incident.kind != Kind::Other)
}
