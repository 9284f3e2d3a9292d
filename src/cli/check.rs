//! `tenken check`: the main job.

use std::io::{self, IsTerminal, Write};
use std::ops::ControlFlow;

use super::allow::{Allowed, Allowing};
use super::args::{Check, Color, FailOn, OutputFormat};
use super::config::Found;
use super::gather::{Gathered, Rest, each, gather_incident};
use super::{CLEAN, FINDINGS, TROUBLE, annotate, complain, paths, words};
use crate::output::log::{End, Frame, Log, Piece, Tally};
use crate::output::text::{Style, Text};
use crate::output::{Audited, github, gitlab, json, rdjson, sarif, xml};
use crate::post::{redact, threshold};
use crate::rule::Pack;
use crate::{Lang, Severity};

/// Columns of output that goes to no terminal.
const WIDTH: usize = 100;

pub(super) fn run(pack: &Pack, args: &Check, found: &Found) -> u8 {
    match check(pack, args, found) {
        Ok(status) => status,
        Err(reason) => {
            complain(&reason);
            TROUBLE
        }
    }
}

/// # Errors
/// In words, what kept the run from beginning or from its end.
fn check(pack: &Pack, args: &Check, found: &Found) -> Result<u8, String> {
    let lang: Lang = args.lang.into();
    if let Some(out) = &args.annotate {
        annotate::possible(&args.inputs, out, lang)?;
    }
    let log = log(args, lang);
    let work = Work {
        args,
        frame: Frame {
            pack,
            as_of: args.inputs.as_of,
            lang,
            redacted: args.redact,
            roots: paths::roots(),
        },
        log: &*log,
        allowing: Allowing::new(args, found, lang)?,
        limit: match args.fail_on.unwrap_or(FailOn::Error) {
            FailOn::Info => Severity::Info,
            FailOn::Warning => Severity::Warning,
            FailOn::Error => Severity::Error,
        },
    };
    let mut taken = Taken::new(&work);
    let rest = if args.incident {
        let (Gathered { audited, rest }, _) = gather_incident(pack, &args.inputs, lang)?;
        // Where the output cannot be written, the rest of it is not made.
        let _ = audited
            .into_iter()
            .try_for_each(|file| taken.take(work.file(file)));
        rest
    } else {
        each(
            pack,
            &args.inputs,
            lang,
            |f| work.file(f),
            |m| taken.take(m),
        )?
    };
    taken.finish(&rest)
}

/// The format that was asked for.
fn log(args: &Check, lang: Lang) -> Box<dyn Log> {
    match args.format {
        OutputFormat::Json => Box::new(json::Json),
        OutputFormat::Sarif => Box::new(sarif::Sarif),
        OutputFormat::Github => Box::new(github::Github),
        OutputFormat::Gitlab => Box::new(gitlab::Gitlab),
        OutputFormat::Junit => Box::new(xml::Junit),
        OutputFormat::Rdjson => Box::new(rdjson::Rdjson),
        OutputFormat::Rdjsonl => Box::new(rdjson::Lines),
        OutputFormat::Checkstyle => Box::new(xml::Checkstyle),
        OutputFormat::Text => Box::new(Text {
            style: Style {
                color: match args.color {
                    Color::Always => true,
                    Color::Never => false,
                    Color::Auto => {
                        io::stdout().is_terminal()
                            && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
                    }
                },
                width: WIDTH,
                lang,
            },
            silent: args.explain_skipped,
        }),
    }
}

/// What is done with every file, on any thread.
struct Work<'a> {
    args: &'a Check,
    frame: Frame<'a>,
    log: &'a dyn Log,
    allowing: Allowing<'a>,
    /// Findings from here on fail the run.
    limit: Severity,
}

/// What is left of a file.
struct Made {
    piece: Piece,
    tally: Tally,
    allowed: Allowed,
    /// It has a finding that fails the run.
    reached: bool,
    /// What is to be said of it beside the output.
    remark: Option<String>,
    /// The file, where it is asked for again.
    file: Option<Audited>,
}

impl Work<'_> {
    fn file(&self, mut file: Audited) -> Made {
        let frame = self.frame;
        if frame.redacted {
            file.allowances
                .iter_mut()
                .for_each(redact::redact_allowance);
        }
        let allowed = self.allowing.file(&mut file);
        if frame.redacted {
            let reports = file.reports.iter_mut();
            reports.for_each(|r| redact::redact(r, frame.lang));
        }
        let facts = self.args.inputs.facts.as_deref();
        let remark = facts
            .filter(|_| self.args.format == OutputFormat::Text)
            .zip(file.reports.first())
            .map(|(name, report)| {
                words::facts_used(frame.lang, &name.to_string_lossy(), &report.corrected)
            });
        let findings = file.reports.iter().flat_map(|r| &r.findings);
        Made {
            piece: self.log.file(frame, &file),
            tally: Tally::of(&file, frame),
            allowed,
            reached: threshold::reached(findings, self.limit),
            remark,
            file: self.args.annotate.is_some().then_some(file),
        }
    }
}

/// What has come of the files so far.
struct Taken<'a> {
    work: &'a Work<'a>,
    out: io::StdoutLock<'static>,
    tally: Tally,
    allowed: Allowed,
    reached: bool,
    later: Vec<String>,
    /// A file has been written, after what stands before the files.
    begun: bool,
    /// Why the output could not be written.
    broken: Option<io::Error>,
    file: Option<Audited>,
}

impl<'a> Taken<'a> {
    fn new(work: &'a Work<'a>) -> Self {
        Self {
            work,
            out: io::stdout().lock(),
            tally: Tally::default(),
            allowed: Allowed::default(),
            reached: false,
            later: Vec::new(),
            begun: false,
            broken: None,
            file: None,
        }
    }

    /// Takes the next file, and writes its part of the output. Breaks off where that cannot be written.
    fn take(&mut self, made: Made) -> ControlFlow<()> {
        if let Some(remark) = made.remark {
            complain(&remark);
        }
        self.tally.add(made.tally);
        self.allowed.add(made.allowed);
        self.reached |= made.reached;
        self.later.extend(made.piece.later);
        self.file = made.file.or(self.file.take());
        if made.piece.text.is_empty() {
            return ControlFlow::Continue(());
        }
        let before = if self.begun {
            self.work.log.between().to_string()
        } else {
            self.work.log.before(self.work.frame)
        };
        self.begun = true;
        self.write(&(before + &made.piece.text))
    }

    fn write(&mut self, text: &str) -> ControlFlow<()> {
        match self.out.write_all(text.as_bytes()) {
            Ok(()) => ControlFlow::Continue(()),
            Err(e) => {
                self.broken = Some(e);
                ControlFlow::Break(())
            }
        }
    }

    /// Writes the end of the output, and all that is said beside it. The status of the run.
    ///
    /// # Errors
    /// In words, why something could not be written.
    fn finish(mut self, rest: &Rest) -> Result<u8, String> {
        let Work {
            args, frame, log, ..
        } = *self.work;
        let lang = frame.lang;
        let idle = self.work.allowing.finish(&self.allowed)?;
        if self.broken.is_none() {
            let mut end = if self.begun {
                String::new()
            } else {
                log.before(frame)
            };
            end.push_str(&log.after(
                frame,
                End {
                    not_audited: &rest.not_audited,
                    skipped: &rest.skipped,
                    tally: &self.tally,
                    later: &self.later,
                    empty: !self.begun,
                },
            ));
            let _ = self.write(&end);
            self.broken = self.broken.or(self.out.flush().err());
        }
        // Who reads the output may have seen enough.
        if let Some(e) = self
            .broken
            .filter(|e| e.kind() != io::ErrorKind::BrokenPipe)
        {
            return Err(words::not_written(lang, &e));
        }
        if let Some(out) = &args.annotate {
            let count = annotate::write(&args.inputs, self.file.as_ref(), out, lang)?;
            complain(&words::annotated(lang, out, count));
        }
        if args.format != OutputFormat::Text {
            for n in &rest.not_audited {
                complain(&words::not_audited(lang, &n.path, &n.reason));
            }
        }
        if !rest.not_audited.is_empty() {
            return Ok(TROUBLE);
        }
        // An allowance that is idle or broken is a warning: the draft is not what somebody thinks it is.
        let idle = idle && self.work.limit <= Severity::Warning;
        let failed = !args.exit_zero && (idle || self.reached);
        Ok(if failed { FINDINGS } else { CLEAN })
    }
}
