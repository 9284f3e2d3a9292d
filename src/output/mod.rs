//! From findings to bytes: one file a format. Only this folder and `cli` print.

pub mod annotate;
pub mod calendar;
pub mod escape;
pub mod explain;
pub mod form;
pub mod github;
pub mod gitlab;
pub mod item;
pub mod json;
pub mod law;
pub mod location;
pub mod page;
pub mod picture;
pub mod plan;
pub mod rdjson;
pub mod sarif;
pub mod skipped;
pub mod table;
pub mod text;
pub mod timeline;
pub mod uri;
pub mod xml;

use chrono::NaiveDate;

use crate::Report;
use crate::input::Document;
use crate::lang::Lang;
use crate::post::suppress::Allowance;
use crate::rule::Pack;

/// One file that was audited.
#[derive(Debug)]
pub struct Audited {
    /// Its name as given.
    pub path: String,
    /// The document.
    pub document: Document,
    /// Its reports.
    pub reports: Vec<Report>,
    /// What has become of the allowances in it.
    pub allowances: Vec<Allowance>,
}

/// What a run has come to: what every format of findings is made from.
#[derive(Debug, Clone, Copy)]
pub struct Run<'a> {
    /// The files that were audited, in order.
    pub audited: &'a [Audited],
    /// The named inputs that were not.
    pub not_audited: &'a [NotAudited],
    /// The files of folders that were passed over.
    pub skipped: &'a [Skipped],
    /// The rules.
    pub pack: &'a Pack,
    /// The day of reading, where it was told.
    pub as_of: Option<NaiveDate>,
    /// The language.
    pub lang: Lang,
    /// Nothing is quoted from the texts.
    pub redacted: bool,
}

/// A file of a folder that was passed over: ignored, or of a format that is not read.
#[derive(Debug, Clone)]
pub struct Skipped {
    /// Its name.
    pub path: String,
    /// Why.
    pub reason: String,
}

/// One named input that was not audited.
#[derive(Debug, Clone)]
pub struct NotAudited {
    /// Its name as given.
    pub path: String,
    /// Why, and what to do.
    pub reason: String,
}
