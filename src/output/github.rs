//! Workflow commands of GitHub Actions: annotations at the lines of a pull request.

use super::item::{Item, items};
use super::log::{End, Frame, Log, Piece};
use super::{Audited, NotAudited, location};
use crate::rule::Severity;

/// A line a finding. GitHub shows ten of each kind for a step.
#[derive(Debug)]
pub struct Github;

impl Log for Github {
    fn before(&self, _: Frame<'_>) -> String {
        String::new()
    }

    fn file(&self, frame: Frame<'_>, file: &Audited) -> Piece {
        items(file)
            .iter()
            .map(|item| line(frame, item))
            .collect::<String>()
            .into()
    }

    fn after(&self, frame: Frame<'_>, end: End<'_>) -> String {
        let line = |n: &NotAudited| {
            let path = property(&frame.path(&n.path));
            format!("::error file={path},title=tenken::{}\n", data(&n.reason))
        };
        end.not_audited.iter().map(line).collect()
    }
}

fn line(frame: Frame<'_>, item: &Item<'_>) -> String {
    let finding = item.finding;
    let span = item.span();
    let (start, end) = (item.position(span.start), item.position(span.end));
    let command = match item.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let path = property(&frame.path(&item.file.path));
    let mut place = format!("file={path},line={}", start.line);
    // Columns on several lines are refused.
    if start.line == end.line {
        place.push_str(&format!(",col={},endColumn={}", start.column, end.column));
    }
    place.push_str(&format!(",endLine={}", end.line));
    let mut message = finding.message.clone();
    if let Some(at) = item.location(span.start) {
        message = format!("{}: {message}", location::words(at, frame.lang));
    }
    for more in [&finding.help, &finding.proposal] {
        if !more.is_empty() {
            message.push('\n');
            message.push_str(more);
        }
    }
    let title = property(&format!(
        "{} {}",
        finding.code,
        finding.expectation(frame.lang)
    ));
    format!("::{command} {place},title={title}::{}\n", data(&message))
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
