//! Which files a run reads, and what comes of each: named files, folders, standard input.

use std::collections::HashMap;
use std::io::IsTerminal;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::args::{DraftKind, Inputs, StageKind};
use super::parallel::in_order;
use super::source::{self, read};
use super::{complain, paths, words};
use crate::incident::Kind;
use crate::input::Format;
use crate::output::{Audited, NotAudited, Skipped, location, uri};
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
    /// What else came of the run.
    pub(super) rest: Rest,
}

/// What a run has come to beside the files that were audited.
#[derive(Debug, Default)]
pub(super) struct Rest {
    /// The named inputs that were not audited.
    pub(super) not_audited: Vec<NotAudited>,
    /// The files of folders that were passed over.
    pub(super) skipped: Vec<Skipped>,
}

/// Reads and audits what the arguments name, and holds all of it.
///
/// # Errors
/// In words, what kept the run from beginning.
pub(super) fn gather(pack: &Pack, inputs: &Inputs, lang: Lang) -> Result<Gathered, String> {
    let mut audited = Vec::new();
    let keep = |file| {
        audited.push(file);
        ControlFlow::Continue(())
    };
    let rest = each(pack, inputs, lang, |file| file, keep)?;
    Ok(Gathered { audited, rest })
}

/// Reads and audits what the arguments name, file by file: `work` is done beside the audit, on any thread, and `take` is
/// given what came of it in the order of the files. Nothing of a file is held longer.
///
/// # Errors
/// In words, what kept the run from beginning.
pub(super) fn each<W: Send>(
    pack: &Pack,
    inputs: &Inputs,
    lang: Lang,
    work: impl Fn(Audited) -> W + Sync,
    take: impl FnMut(W) -> ControlFlow<()>,
) -> Result<Rest, String> {
    if inputs.paths.is_empty() {
        return Err(words::no_paths(lang));
    }
    let facts = match inputs.facts.as_deref() {
        None => None,
        Some(path) => {
            let read = source::facts(path, pack, lang)
                .map_err(|reason| words::facts_unread(lang, &path.to_string_lossy(), &reason))?;
            Some(read.1)
        }
    };
    if facts.is_some() && (inputs.paths.len() != 1 || inputs.paths[0].is_dir()) {
        return Err(words::facts_for_one(lang));
    }
    let audits = Audits {
        facts,
        pack,
        options: options(inputs, lang),
        chosen: !inputs.skip_others,
        work,
    };
    let mut run = Run {
        audits: &audits,
        take,
        names: HashMap::new(),
        rest: Rest::default(),
    };
    // Who takes may break off: the output cannot be written, and the rest is not asked for.
    let _ = run.paths(&inputs.paths);
    Ok(run.rest)
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
    let mut gathered = gather(pack, inputs, lang)?;
    // What is left out would be missing from the incident: then nothing is said of it.
    if let Some(n) = gathered.rest.not_audited.first() {
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
    for file in &mut audited {
        file.allowances = suppress::by_directives(&file.document, &mut file.reports, pack);
    }
    gathered.audited = audited;
    Ok((gathered, whole))
}

fn options(inputs: &Inputs, lang: Lang) -> Options {
    Options {
        as_of: inputs.as_of,
        today: super::today(),
        draft: draft(inputs),
        vouched: false,
        lang,
    }
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

/// What a file is audited by.
struct Audits<'a, F> {
    /// A person's facts.
    facts: Option<IncidentFile>,
    pack: &'a Pack,
    options: Options,
    /// A person chose the files that are named: each of them must be a draft.
    chosen: bool,
    work: F,
}

/// One file that is to be audited.
struct Job<'f> {
    path: &'f Path,
    /// How often its name stood in the run before.
    again: usize,
    /// Whether the user named the file, and not its folder.
    named: bool,
}

/// What has come of one file, or the reason why nothing has.
type Outcome<W> = Result<Taken<W>, String>;

/// What is left of an audited file.
struct Taken<W> {
    made: W,
    /// Whether it holds a report of an incident.
    report: bool,
    charset: Option<&'static str>,
    /// The parts that could not be read, in words.
    unread: Vec<String>,
    /// Files in it that could be drafts of their own.
    attached: Vec<String>,
}

impl<W, F: Fn(Audited) -> W> Audits<'_, F> {
    /// Audits the bytes of one file.
    fn audit(&self, path: String, job: &Job<'_>, bytes: Vec<u8>, format: Format) -> Outcome<W> {
        // Who names a file and the kind of draft that it is says that it is one.
        let options = Options {
            vouched: job.named && self.options.draft.is_some(),
            ..self.options
        };
        let lang = options.lang;
        let document = source::document(bytes, format, self.pack, lang)?;
        let mut reports = match (&self.facts, format) {
            (_, Format::Incident) => {
                let facts = source::facts_in(&document, self.pack, lang)?;
                vec![audit_facts(&document, self.pack, &options, &facts)]
            }
            (Some(facts), _) => {
                let corrected = audit_corrected(&document, self.pack, &options, facts);
                vec![corrected.map_err(|n| words::facts_for_report(lang, n))?]
            }
            (None, _) => audit(&document, self.pack, &options),
        };
        let unread = document.unread.iter();
        Ok(Taken {
            report: reports.iter().any(|r| r.incident.kind != Kind::Other),
            charset: document.charset,
            unread: unread.map(|l| location::words(l, lang)).collect(),
            attached: document.attached.clone(),
            made: (self.work)(Audited {
                allowances: suppress::by_directives(&document, &mut reports, self.pack),
                path,
                again: job.again,
                document,
                reports,
            }),
        })
    }
}

/// One run, and what has come of it so far.
struct Run<'a, F, T> {
    audits: &'a Audits<'a, F>,
    take: T,
    /// How often each name stood in the run.
    names: HashMap<String, usize>,
    rest: Rest,
}

impl<W, F, T> Run<'_, F, T>
where
    W: Send,
    F: Fn(Audited) -> W + Sync,
    T: FnMut(W) -> ControlFlow<()>,
{
    fn paths(&mut self, paths: &[PathBuf]) -> ControlFlow<()> {
        let mut rest = paths;
        while let Some(path) = rest.first() {
            let mut count = 1;
            if path.as_os_str() == source::STDIN {
                self.stdin()?;
            } else if path.is_dir() {
                self.folder(path)?;
            } else {
                let single = |p: &&PathBuf| p.as_os_str() != source::STDIN && !p.is_dir();
                count = rest.iter().take_while(single).count();
                self.named(&rest[..count])?;
            }
            rest = &rest[count..];
        }
        ControlFlow::Continue(())
    }

    /// Files that were named. Where a person chose them each must hold a report, or the run is not green; else they are taken
    /// like those of a folder.
    fn named(&mut self, files: &[PathBuf]) -> ControlFlow<()> {
        if self.audits.chosen {
            return self.all(files, true);
        }
        let (texts, others): (Vec<PathBuf>, Vec<PathBuf>) =
            files.iter().cloned().partition(|p| is_text(p));
        let lang = self.audits.options.lang;
        self.rest.skipped.extend(others.iter().map(|p| Skipped {
            path: p.to_string_lossy().into_owned(),
            reason: words::no_document(lang),
        }));
        self.all(&texts, false)
    }

    fn all(&mut self, files: &[PathBuf], must_report: bool) -> ControlFlow<()> {
        self.files(files, must_report)?;
        ControlFlow::Continue(())
    }

    fn stdin(&mut self) -> ControlFlow<()> {
        let lang = self.audits.options.lang;
        let name = words::stdin_name(lang);
        let job = Job {
            path: Path::new(source::STDIN),
            again: self.again(&name),
            named: true,
        };
        let outcome = source::stdin(lang)
            .and_then(|bytes| self.audits.audit(name.clone(), &job, bytes, Format::Text));
        self.keep(name, outcome, true).1
    }

    /// How often a name stood in the run before.
    fn again(&mut self, name: &str) -> usize {
        let count = self
            .names
            .entry(uri::under(name, paths::roots()))
            .or_default();
        *count += 1;
        *count - 1
    }

    /// Reads and audits files on all cores. They are taken in the order given. Whether one holds a report or was refused.
    fn files(&mut self, files: &[PathBuf], must_report: bool) -> ControlFlow<(), bool> {
        let bar = progress(files.len());
        let jobs: Vec<Job<'_>> = files
            .iter()
            .map(|path| Job {
                path,
                again: self.again(&path.to_string_lossy()),
                named: must_report,
            })
            .collect();
        let audits = self.audits;
        let audit = |job: &Job<'_>| {
            let name = job.path.to_string_lossy();
            let format = Format::of_path(&name);
            read(job.path, audits.options.lang)
                .and_then(|bytes| audits.audit(name.into_owned(), job, bytes, format))
        };
        let mut any = false;
        let flow = in_order(&jobs, audit, |job, outcome| {
            bar.inc(1);
            let name = job.path.to_string_lossy().into_owned();
            let (counts, flow) = self.keep(name, outcome, must_report);
            any |= counts;
            flow
        });
        bar.finish_and_clear();
        flow?;
        ControlFlow::Continue(any)
    }

    /// A folder: every text file in it, in the order of their names, as `.gitignore` allows.
    fn folder(&mut self, path: &Path) -> ControlFlow<()> {
        let lang = self.audits.options.lang;
        let refused = self.rest.not_audited.len();
        let folder = path.to_string_lossy().into_owned();
        let mut files: Vec<PathBuf> = Vec::new();
        for entry in ignore::WalkBuilder::new(path).follow_links(false).build() {
            match entry {
                Ok(entry) => {
                    if entry.file_type().is_some_and(|t| t.is_file()) && is_text(entry.path()) {
                        files.push(entry.into_path());
                    }
                }
                Err(e) => self.rest.not_audited.push(NotAudited {
                    path: folder.clone(),
                    reason: words::walk(lang, &e),
                }),
            }
        }
        files.sort();
        self.passed_over(path, &files);
        let any = self.files(&files, false)?;
        if !any && self.rest.not_audited.len() == refused {
            let reason = if files.is_empty() {
                words::no_texts(lang, &Format::endings().collect::<Vec<_>>())
            } else {
                words::no_reports(lang, files.len())
            };
            self.rest.not_audited.push(NotAudited {
                path: folder,
                reason,
            });
        }
        ControlFlow::Continue(())
    }

    /// Notes the documents of a folder that are not read: nothing is left out in silence.
    fn passed_over(&mut self, path: &Path, read: &[PathBuf]) {
        let lang = self.audits.options.lang;
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
        self.rest.skipped.extend(found);
    }

    /// Hands on what has come of one file. Whether it holds a report or was refused.
    fn keep(
        &mut self,
        path: String,
        outcome: Outcome<W>,
        must_report: bool,
    ) -> (bool, ControlFlow<()>) {
        let lang = self.audits.options.lang;
        let taken = match outcome {
            Ok(taken) => taken,
            Err(reason) => {
                self.rest.not_audited.push(NotAudited { path, reason });
                return (true, ControlFlow::Continue(()));
            }
        };
        if let Some(charset) = taken.charset {
            complain(&words::charset_guessed(lang, &path, charset));
        }
        for name in &taken.attached {
            self.rest.not_audited.push(NotAudited {
                path: path.clone(),
                reason: words::attached(lang, name),
            });
        }
        let refused = if !taken.unread.is_empty() {
            Some(words::unread(lang, &taken.unread))
        } else if must_report && !taken.report {
            Some(words::no_report_unless_vouched(lang))
        } else {
            None
        };
        let counts = taken.report || refused.is_some();
        if let Some(reason) = refused {
            self.rest.not_audited.push(NotAudited { path, reason });
        }
        (counts, (self.take)(taken.made))
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

/// By its name, a document of a format that is read, or facts.
fn is_text(path: &Path) -> bool {
    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or("");
    let ending = ending.to_ascii_lowercase();
    Format::endings().any(|e| e == ending) || holds_facts(path)
}

/// `incident.yaml`, `2025-07.incident.yaml`: facts, among a folder's other YAML.
fn holds_facts(path: &Path) -> bool {
    path.file_name().and_then(|n| n.to_str()).is_some_and(|n| {
        FACTS
            .iter()
            .any(|f| n == *f || n.ends_with(&format!(".{f}")))
    })
}
