//! Diagnostics for people, drawn by miette. The position in the header is our own: lines and columns in characters.

use std::fmt;

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError,
    MietteSpanContents, SourceCode, SourceSpan, SpanContents,
};

use super::location::{self, place};
use super::log::{End, Frame, Log, Piece, Tally};
use super::{Audited, NotAudited, skipped};
use crate::evaluate::Finding;
use crate::input::Document;
use crate::lang::Lang;
use crate::post::sort::diagnostics;
use crate::rule::Severity;

/// How to draw.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// With colours.
    pub color: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// The language.
    pub lang: Lang,
}

/// Shown on either side of a label, in bytes: Japanese paragraphs are one long line.
const CONTEXT_BYTES: usize = 96;

struct Excerpt<'a> {
    file: &'a Audited,
    lang: Lang,
}

impl SourceCode for Excerpt<'_> {
    fn read_span<'s>(
        &'s self,
        span: &SourceSpan,
        _: usize,
        _: usize,
    ) -> Result<Box<dyn SpanContents<'s> + 's>, MietteError> {
        let text = &self.file.document.text;
        let (start, end) = (span.offset(), span.offset() + span.len());
        if end > text.len() {
            return Err(MietteError::OutOfBounds);
        }
        let line = self.file.document.lines.line(start);
        let line_start = self.file.document.lines.line_start(line).unwrap_or(0);
        let line_end = text[end..].find('\n').map_or(text.len(), |n| end + n);
        let from = boundary(text, line_start.max(start.saturating_sub(CONTEXT_BYTES)));
        let to = boundary(text, line_end.min(end + CONTEXT_BYTES));
        let column = text[line_start..from].chars().count();
        // A CR belongs to the line's end, not to what is shown.
        let to = from
            + text[from..to]
                .trim_end_matches(['\r', '\n'])
                .len()
                .max(end.min(to) - from);
        let data = &text.as_bytes()[from..to];
        let lines = text[from..to].matches('\n').count() + 1;
        Ok(Box::new(MietteSpanContents::new_named(
            place(self.file, start, self.lang),
            data,
            (from, to - from).into(),
            line,
            column,
            lines,
        )))
    }
}

fn boundary(text: &str, mut at: usize) -> usize {
    while at > 0 && !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

struct Drawn<'a> {
    finding: &'a Finding,
    source: Excerpt<'a>,
    labels: Vec<LabeledSpan>,
    code: String,
    help: String,
}

impl fmt::Debug for Drawn<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.code)
    }
}

impl fmt::Display for Drawn<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.finding.message)
    }
}

impl std::error::Error for Drawn<'_> {}

impl Diagnostic for Drawn<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        self.finding.severity.map(|s| match s {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Info => miette::Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        (!self.help.is_empty()).then(|| Box::new(&self.help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.source)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}

/// For people: all diagnostics, what was not audited, the summary and the law that was applied.
#[derive(Debug)]
pub struct Text {
    /// How to draw.
    pub style: Style,
    /// The rules that said nothing are told, too.
    pub silent: bool,
}

impl Log for Text {
    fn before(&self, _: Frame<'_>) -> String {
        String::new()
    }

    fn file(&self, frame: Frame<'_>, file: &Audited) -> Piece {
        Piece {
            text: if frame.redacted {
                lines(file, self.style.lang)
            } else {
                only(file, self.style)
            },
            later: if self.silent {
                vec![skipped::of_file(file, frame.pack, self.style.lang)]
            } else {
                Vec::new()
            },
        }
    }

    fn after(&self, frame: Frame<'_>, end: End<'_>) -> String {
        let lang = self.style.lang;
        let mut out = String::new();
        for n in end.not_audited {
            out.push_str(&match lang {
                Lang::Ja => format!("監査できませんでした: {}: {}\n", n.path, n.reason),
                Lang::En => format!("not audited: {}: {}\n", n.path, n.reason),
            });
        }
        for s in end.skipped {
            out.push_str(&match lang {
                Lang::Ja => format!("読んでいません: {}: {}\n", s.path, s.reason),
                Lang::En => format!("skipped: {}: {}\n", s.path, s.reason),
            });
        }
        out.push_str(&summary(end.tally, end.not_audited, lang));
        for line in end.tally.law.lines(lang) {
            out.push_str(&line);
            out.push('\n');
        }
        if self.silent {
            out.extend(end.later.iter().map(String::as_str));
            out.push_str(&skipped::switched_off(frame.pack, lang));
        }
        out
    }
}

/// The diagnostics of a file, drawn.
pub fn only(file: &Audited, style: Style) -> String {
    let theme = if style.color {
        GraphicalTheme::unicode()
    } else {
        GraphicalTheme::unicode_nocolor()
    };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(style.width)
        .with_context_lines(0)
        .with_links(false)
        .without_primary_span_start()
        .without_cause_chain();
    let mut out = String::new();
    for finding in file.reports.iter().flat_map(|r| diagnostics(&r.findings)) {
        let drawn = drawn(file, finding, style.lang);
        if handler.render_report(&mut out, &drawn).is_err() {
            out.push_str(&plain(file, finding, style.lang));
        }
        out.push('\n');
    }
    out
}

/// The diagnostics of a file, a line each, without a word of the text.
fn lines(file: &Audited, lang: Lang) -> String {
    let findings = file.reports.iter().flat_map(|r| diagnostics(&r.findings));
    findings.map(|f| plain(file, f, lang)).collect()
}

pub(super) fn severity_word(severity: Option<Severity>, lang: Lang) -> &'static str {
    match (severity, lang) {
        (Some(Severity::Error), Lang::Ja) => "エラー",
        (Some(Severity::Warning), Lang::Ja) => "警告",
        (_, Lang::Ja) => "参考",
        (Some(Severity::Error), Lang::En) => "error",
        (Some(Severity::Warning), Lang::En) => "warning",
        (_, Lang::En) => "info",
    }
}

fn plain(file: &Audited, finding: &Finding, lang: Lang) -> String {
    let start = finding.labels.first().map_or(0, |l| l.span.start);
    format!(
        "{}: {} [{}] {}\n",
        place(file, start, lang),
        finding.code,
        severity_word(finding.severity, lang),
        finding.message
    )
}

/// Labels on one line, or on neighbouring ones, further apart than this, in bytes, would put all that lies between into
/// the excerpt.
const REACH_BYTES: usize = 120;

/// The labels that are drawn, and those that are told in words beside them, because they stand too far off on a long line.
/// The first label is always drawn.
fn within_reach<'a>(
    document: &Document,
    finding: &'a Finding,
) -> (
    Vec<&'a crate::evaluate::Label>,
    Vec<&'a crate::evaluate::Label>,
) {
    let mut shown: Vec<&crate::evaluate::Label> = Vec::new();
    let mut aside = Vec::new();
    for label in &finding.labels {
        let line = document.lines.line(label.span.start);
        let stretches = shown.iter().any(|s| {
            let near = document.lines.line(s.span.start).abs_diff(line) <= 1;
            let (first, second) = if s.span.start <= label.span.start {
                (s.span, label.span)
            } else {
                (label.span, s.span)
            };
            near && second.start.saturating_sub(first.end) > REACH_BYTES
        });
        if stretches {
            aside.push(label);
        } else {
            shown.push(label);
        }
    }
    (shown, aside)
}

fn drawn<'a>(file: &'a Audited, finding: &'a Finding, lang: Lang) -> Drawn<'a> {
    let (shown, aside) = within_reach(&file.document, finding);
    // The header names the place that every other format names: that of the first label.
    let labels = shown
        .iter()
        .enumerate()
        .map(|(i, l)| {
            let span = (l.span.start, l.span.end - l.span.start);
            if i == 0 {
                LabeledSpan::new_primary_with_span(Some(l.text.clone()), span)
            } else {
                LabeledSpan::new_with_span(Some(l.text.clone()), span)
            }
        })
        .collect();
    let separator = match lang {
        Lang::Ja => "、",
        Lang::En => ", ",
    };
    let basis = finding.basis.join(separator);
    let mut help = finding.help.clone();
    for label in aside {
        let document = &file.document;
        let words = document.quote(label.span);
        let at = match (document.locations.at(label.span.start), lang) {
            (Some(location), _) => location::words(location, lang),
            (None, _) => {
                let p = document.lines.position(&document.text, label.span.start);
                match lang {
                    Lang::Ja => format!("{}行{}文字目", p.line, p.column),
                    Lang::En => format!("line {}, column {}", p.line, p.column),
                }
            }
        };
        help.push_str(&match lang {
            Lang::Ja => format!("\n{at}「{words}」: {}", label.text),
            Lang::En => format!("\n{at} «{words}»: {}", label.text),
        });
    }
    if !finding.proposal.is_empty() {
        help.push_str(&match lang {
            Lang::Ja => format!("\n文案: {}", finding.proposal),
            Lang::En => format!("\nproposal: {}", finding.proposal),
        });
    }
    help.push_str(&match lang {
        Lang::Ja => format!("\n根拠: {basis}"),
        Lang::En => format!("\nbasis: {basis}"),
    });
    let code = format!(
        "{} {} [{}]",
        finding.code,
        finding.name,
        severity_word(finding.severity, lang)
    );
    Drawn {
        finding,
        source: Excerpt { file, lang },
        labels,
        code,
        help,
    }
}

fn summary(tally: &Tally, refused: &[NotAudited], lang: Lang) -> String {
    let Tally {
        incidents,
        others,
        ref without,
        errors,
        warnings,
        infos,
        allowed,
        law: _,
    } = *tally;
    let not_audited = refused.len();
    // Those that were named have been told of already.
    let without: Vec<&str> = without
        .iter()
        .map(String::as_str)
        .filter(|path| !refused.iter().any(|n| n.path == *path))
        .collect();
    match lang {
        Lang::Ja => {
            let mut line = format!(
                "報告{incidents}件を点検しました: エラー{errors}件、警告{warnings}件、参考{infos}件"
            );
            if others > 0 {
                line.push_str(&format!("(事案の報告でない文書{others}件は対象外)"));
            }
            if allowed > 0 {
                line.push_str(&format!("。許可された指摘{allowed}件"));
            }
            line.push_str(&format!("。監査できなかったもの{not_audited}件。\n"));
            if !without.is_empty() {
                let more = if others > without.len() { "など" } else { "" };
                line.push_str(&format!("対象外: {}{more}\n", without.join("、")));
            }
            line
        }
        Lang::En => {
            let mut line = format!(
                "{incidents} report(s) checked: {errors} error(s), {warnings} warning(s), {infos} info"
            );
            if others > 0 {
                line.push_str(&format!(
                    " ({others} text(s) that are no incident report left out)"
                ));
            }
            if allowed > 0 {
                line.push_str(&format!("; {allowed} allowed"));
            }
            line.push_str(&format!("; {not_audited} not audited.\n"));
            if !without.is_empty() {
                let more = if others > without.len() { ", …" } else { "" };
                line.push_str(&format!("left out: {}{more}\n", without.join(", ")));
            }
            line
        }
    }
}
