//! Several notices of one incident (第1報, 第2報, 最終報) read as one: the timeline of all of them, the earliest day of
//! awareness, and what changed between them without a word.

mod changes;
mod merge;

use crate::evaluate::Finding;
use crate::incident::Incident;
use crate::input::{Document, Format, Location, Locations};
use crate::rule::raw::ConsistencyOf;
use crate::rule::{Check, Pack, Rule};
use crate::span::Span;
use crate::{Lang, Options, Report, judge};

/// One notice of the incident.
#[derive(Debug, Clone, Copy)]
pub struct Notice<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its text.
    pub document: &'a Document,
    /// Its report, audited by itself.
    pub report: &'a Report,
}

/// All notices as one text with one report.
#[derive(Debug, Clone)]
pub struct Whole {
    /// The texts one after the other; its locations name the notices and their lines.
    pub document: Document,
    /// What the rules say of the incident as all notices tell it.
    pub report: Report,
    /// The bytes of each notice in the text.
    starts: Vec<usize>,
}

/// The order in which notices were published; those without a day keep their place among the others.
pub fn order(reports: &[&Report]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..reports.len()).collect();
    let all_dated = reports.iter().all(|r| r.incident.published.is_some());
    if all_dated {
        order.sort_by_key(|&i| reports[i].incident.published);
    }
    order
}

/// Reads notices, the oldest first, as one.
pub fn read(notices: &[Notice<'_>], pack: &Pack, options: &Options) -> Option<Whole> {
    let newest = notices.last()?;
    let mut text = String::new();
    let mut starts = Vec::with_capacity(notices.len());
    let mut locations = Locations::default();
    for notice in notices {
        starts.push(text.len());
        let mut at = 0;
        for (line, part) in (1..).zip(notice.document.text.split_inclusive('\n')) {
            locations.push(
                text.len() + at,
                Location::Line {
                    file: notice.name.into(),
                    line,
                },
            );
            at += part.len();
        }
        text.push_str(&notice.document.text);
        text.push_str("\n\n");
    }
    let mut document = Document::from_text(text, Format::Text, &[]);
    document.locations = locations;
    document.directives.clear();
    document.unread = notices
        .iter()
        .flat_map(|n| n.document.unread.iter().cloned())
        .collect();
    let parts: Vec<Incident> = notices
        .iter()
        .zip(&starts)
        .map(|(notice, start)| notice.report.incident.clone().shifted(*start))
        .collect();
    let mut merged = merge::merge(&parts)?;
    merged.changes = changes::between(&parts, &document.text);
    let start = *starts.last()?;
    let span = Span::new(
        start + newest.report.span.start,
        start + newest.report.span.end,
    );
    let as_of = options.as_of.or(newest.report.incident.published);
    let options = Options { as_of, ..*options };
    let report = judge(&document, pack, &options, merged, span, Vec::new());
    Some(Whole {
        document,
        report,
        starts,
    })
}

impl Whole {
    /// The notice that holds a span, and the span in it.
    fn home(&self, span: Span) -> (usize, Span) {
        let index = self
            .starts
            .partition_point(|&s| s <= span.start)
            .saturating_sub(1);
        let start = self.starts.get(index).copied().unwrap_or(0);
        (index, Span::new(span.start - start, span.end - start))
    }

    /// The findings of each notice: what the notices say together stands in the notice of its first label, what a text
    /// says wrongly by itself stays where it is.
    pub fn findings(&self, notices: &[Notice<'_>], pack: &Pack, lang: Lang) -> Vec<Vec<Finding>> {
        let by_itself = |code: &str| pack.rules.iter().any(|r| r.id == code && speaks_of_text(r));
        let mut lists: Vec<Vec<Finding>> = notices
            .iter()
            .map(|n| {
                let own = n.report.findings.iter();
                own.filter(|f| by_itself(&f.code)).cloned().collect()
            })
            .collect();
        let last = notices.len().saturating_sub(1);
        for finding in self.report.findings.iter().filter(|f| !by_itself(&f.code)) {
            let mut finding = finding.clone();
            let home = finding.labels.first().map_or(last, |l| self.home(l.span).0);
            let mut elsewhere = String::new();
            finding.labels.retain_mut(|label| {
                let (index, local) = self.home(label.span);
                label.span = local;
                if index == home {
                    return true;
                }
                if let Some(notice) = notices.get(index) {
                    let line = notice.document.lines.line(local.start) + 1;
                    let words = notice.document.quote(local);
                    elsewhere.push_str(&match lang {
                        Lang::Ja => {
                            format!("\n{} {line}行「{words}」: {}", notice.name, label.text)
                        }
                        Lang::En => {
                            format!("\n{} line {line} «{words}»: {}", notice.name, label.text)
                        }
                    });
                }
                false
            });
            finding.help.push_str(&elsewhere);
            if let Some(list) = lists.get_mut(home) {
                list.push(finding);
            }
        }
        for list in &mut lists {
            list.sort_by(|a, b| a.code.cmp(&b.code));
        }
        lists
    }
}

/// A rule that holds a text against itself speaks of each text apart.
fn speaks_of_text(rule: &Rule) -> bool {
    match &rule.check {
        Check::Prohibited(_) => true,
        Check::Consistency(c) => !matches!(
            c.of,
            ConsistencyOf::ChangedNumber | ConsistencyOf::ChangedDate | ConsistencyOf::ChangedItems
        ),
        _ => false,
    }
}
