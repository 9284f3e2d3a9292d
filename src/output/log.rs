//! The formats of findings, written piece by piece: what stands before the files, each file, and what stands after. So a
//! run over an archive holds no more than the files that are being read.

use std::path::PathBuf;

use super::law::Groups;
use super::{Audited, NotAudited, Skipped, uri};
use crate::incident::Kind;
use crate::lang::Lang;
use crate::rule::{Pack, Severity};

/// What every piece of a log is written by.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// The rules.
    pub pack: &'a Pack,
    /// The day of reading, where it was told.
    pub as_of: Option<chrono::NaiveDate>,
    /// The language.
    pub lang: Lang,
    /// Nothing is quoted from the texts.
    pub redacted: bool,
    /// The folders from which hubs see files.
    pub roots: &'a [PathBuf],
}

impl Frame<'_> {
    /// A path as hubs know the file.
    pub fn path(&self, path: &str) -> String {
        uri::under(path, self.roots)
    }
}

/// What is known when all files have been read.
#[derive(Debug, Clone, Copy)]
pub struct End<'a> {
    /// The named inputs that were not audited.
    pub not_audited: &'a [NotAudited],
    /// The files of folders that were passed over.
    pub skipped: &'a [Skipped],
    /// The counts of all files.
    pub tally: &'a Tally,
    /// What the files had to say at the end ([`Piece::later`]).
    pub later: &'a [String],
    /// No file has written anything.
    pub empty: bool,
}

/// What one file adds to a log.
#[derive(Debug, Default)]
pub struct Piece {
    /// Written in the place of the file; nothing, where it is empty.
    pub text: String,
    /// Written at the end.
    pub later: Vec<String>,
}

impl From<String> for Piece {
    fn from(text: String) -> Self {
        Self {
            text,
            later: Vec::new(),
        }
    }
}

/// A format of findings.
pub trait Log: Sync {
    /// What stands before the files.
    fn before(&self, frame: Frame<'_>) -> String;

    /// One file.
    fn file(&self, frame: Frame<'_>, file: &Audited) -> Piece;

    /// What stands between two files that have written something.
    fn between(&self) -> &'static str {
        ""
    }

    /// What stands after the files.
    fn after(&self, frame: Frame<'_>, end: End<'_>) -> String;
}

/// So many files without a report are named; beyond that their number says enough.
pub const NAMED: usize = 8;

/// Counts over files.
#[derive(Debug, Default)]
pub struct Tally {
    /// Reports of incidents.
    pub incidents: usize,
    /// Texts that are none.
    pub others: usize,
    /// The files that hold no report at all, as they were named: the first [`NAMED`].
    pub without: Vec<String>,
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Findings for information.
    pub infos: usize,
    /// Findings that persons allow.
    pub allowed: usize,
    /// The law that was applied.
    pub law: Groups,
}

impl Tally {
    /// Counts one file.
    pub fn of(file: &Audited, frame: Frame<'_>) -> Self {
        let mut tally = Self::default();
        for report in &file.reports {
            if report.incident.kind == Kind::Other {
                tally.others += 1;
            } else {
                tally.incidents += 1;
            }
            for finding in &report.findings {
                match finding.severity {
                    Some(Severity::Error) => tally.errors += 1,
                    Some(Severity::Warning) => tally.warnings += 1,
                    Some(Severity::Info) => tally.infos += 1,
                    None => {}
                }
                tally.allowed += usize::from(finding.allowed.is_some());
            }
        }
        if tally.incidents == 0 && tally.others > 0 {
            tally.without.push(file.path.clone());
        }
        tally.law = Groups::of(file.reports.iter(), &frame.pack.law, frame.lang);
        tally
    }

    /// Adds the counts of another file.
    pub fn add(&mut self, other: Self) {
        self.incidents += other.incidents;
        self.others += other.others;
        self.without.extend(other.without);
        self.without.truncate(NAMED);
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.infos += other.infos;
        self.allowed += other.allowed;
        self.law.add(other.law);
    }
}
