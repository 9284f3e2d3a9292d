//! Workflow commands of GitHub Actions: annotations at the lines of a pull request.

use super::item::items;
use super::{Run, location, uri};
use crate::rule::Severity;

/// A line a finding. GitHub shows ten of each kind for a step.
pub fn render(run: &Run<'_>) -> String {
    let mut out = String::new();
    for item in items(run.audited) {
        let finding = item.finding;
        let span = item.span();
        let (start, end) = (item.position(span.start), item.position(span.end));
        let command = match item.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        let mut place = format!("file={},line={}", property(&item.path()), start.line);
        // Columns on several lines are refused.
        if start.line == end.line {
            place.push_str(&format!(",col={},endColumn={}", start.column, end.column));
        }
        place.push_str(&format!(",endLine={}", end.line));
        let mut message = finding.message.clone();
        if let Some(at) = item.location(span.start) {
            message = format!("{}: {message}", location::words(at, run.lang));
        }
        for more in [&finding.help, &finding.proposal] {
            if !more.is_empty() {
                message.push('\n');
                message.push_str(more);
            }
        }
        let title = property(&format!("{} {}", finding.code, finding.title));
        out.push_str(&format!(
            "::{command} {place},title={title}::{}\n",
            data(&message)
        ));
    }
    for n in run.not_audited {
        let path = property(&uri::plain(&n.path));
        out.push_str(&format!(
            "::error file={path},title=tenken::{}\n",
            data(&n.reason)
        ));
    }
    out
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
