//! The text of a report with the words that findings rest on marked in place.

use crate::output::escape::markup as escape;
use crate::output::table::{Draft, Row};
use crate::rule::Severity;
use crate::span::Span;

/// One place that a finding rests on.
struct Place {
    span: Span,
    /// The finding's number in the list.
    number: usize,
    severity: Severity,
    code: String,
    /// The first place of its finding.
    first: bool,
}

/// The text of a report; `rows` are the diagnostics of all reports with their numbers.
pub(super) fn marked(draft: &Draft<'_>, index: usize, rows: &[&Row<'_>]) -> String {
    let whole = draft.report.span;
    let mut places = Vec::new();
    for (number, row) in rows.iter().enumerate().filter(|(_, r)| r.draft == index) {
        let Some(severity) = row.finding.severity else {
            continue;
        };
        for (n, label) in row.finding.labels.iter().enumerate() {
            let span = Span::new(
                label.span.start.clamp(whole.start, whole.end),
                label.span.end.clamp(whole.start, whole.end),
            );
            places.push(Place {
                span,
                number: number + 1,
                severity,
                code: row.finding.code.clone(),
                first: n == 0,
            });
        }
    }
    places.sort_by_key(|p| (p.span.start, p.number));
    // A place as long as the text is the scope that was searched for what is missing: nothing to mark.
    let marks: Vec<&Place> = places.iter().filter(|p| p.span != whole).collect();
    let mut edges: Vec<usize> = places
        .iter()
        .flat_map(|p| [p.span.start, p.span.end])
        .chain([whole.start, whole.end])
        .collect();
    edges.sort_unstable();
    edges.dedup();
    let mut anchors = places.iter().filter(|p| p.first).peekable();
    let mut starting = marks.into_iter().peekable();
    let mut open: Vec<&Place> = Vec::new();
    let mut out = String::new();
    for pair in edges.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        while let Some(place) = anchors.next_if(|p| p.span.start <= from) {
            out.push_str(&format!(
                "<span class=\"at\" id=\"t{}\"></span>",
                place.number
            ));
        }
        while let Some(place) = starting.next_if(|p| p.span.start <= from) {
            open.push(place);
        }
        open.retain(|p| p.span.end > from);
        let words = escape(&draft.file.document.quote(Span::new(from, to)));
        match open.iter().map(|p| p.severity).max() {
            Some(severity) if !words.trim().is_empty() => {
                let mut codes: Vec<&str> = open.iter().map(|p| p.code.as_str()).collect();
                codes.sort_unstable();
                codes.dedup();
                out.push_str(&format!(
                    "<mark class=\"{}\" title=\"{}\">{words}</mark>",
                    severity.name(),
                    codes.join(" ")
                ));
                let mut ending: Vec<&&Place> = open.iter().filter(|p| p.span.end == to).collect();
                ending.dedup_by_key(|p| p.number);
                for place in ending {
                    let (number, code) = (place.number, &place.code);
                    out.push_str(&format!("<sup><a href=\"#f{number}\">{code}</a></sup>"));
                }
            }
            _ => out.push_str(&words),
        }
    }
    for place in anchors {
        out.push_str(&format!(
            "<span class=\"at\" id=\"t{}\"></span>",
            place.number
        ));
    }
    out
}
