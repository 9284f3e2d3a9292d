//! From findings to bytes: one file a format. Only this folder and `cli` print.

pub mod calendar;
pub mod explain;
pub mod json;
pub mod law;
pub mod page;
pub mod picture;
pub mod plan;
pub mod text;
pub mod timeline;

use crate::Report;
use crate::input::Document;

/// One file that was audited.
#[derive(Debug)]
pub struct Audited {
    /// Its name as given.
    pub path: String,
    /// The document.
    pub document: Document,
    /// Its reports.
    pub reports: Vec<Report>,
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
