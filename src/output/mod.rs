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
pub mod log;
pub mod page;
pub mod picture;
pub mod plan;
mod pretty;
pub mod rdjson;
pub mod sarif;
pub mod skipped;
pub mod table;
pub mod text;
pub mod timeline;
pub mod uri;
pub mod xml;

use crate::Report;
use crate::input::Document;
use crate::post::suppress::Allowance;

/// One file that was audited.
#[derive(Debug)]
pub struct Audited {
    /// Its name as given.
    pub path: String,
    /// How often a file of that name stood in the run before: the same one may be named twice.
    pub again: usize,
    /// The document.
    pub document: Document,
    /// Its reports.
    pub reports: Vec<Report>,
    /// What has become of the allowances in it.
    pub allowances: Vec<Allowance>,
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
