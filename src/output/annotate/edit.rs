//! What is written into the body: the marks between which the words of a comment stand. A run is split where it must be;
//! both parts keep its look.

use std::collections::BTreeMap;

use crate::input::docx::{Piece, Run, Trace};
use crate::span::Span;

/// A place between two letters of a piece.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    piece: Piece,
    /// Bytes of the piece before it.
    offset: usize,
}

impl Mark {
    pub(super) fn at(piece: &Piece, offset: usize) -> Self {
        Self {
            piece: *piece,
            offset,
        }
    }
}

/// What comes to stand at one place, the ends before the starts.
#[derive(Debug, Default)]
struct Marks {
    ends: Vec<u32>,
    starts: Vec<u32>,
    /// The run and the text tag that are split here.
    split: Option<(usize, Span)>,
}

/// All changes of a body, by the byte of its XML.
#[derive(Debug, Default)]
pub(super) struct Edits {
    marks: BTreeMap<usize, Marks>,
    /// Start tags of text that is split: its blanks must be kept now.
    tags: BTreeMap<usize, Span>,
}

impl Edits {
    /// Puts a comment between two places.
    pub(super) fn comment(&mut self, trace: &Trace, id: u32, (from, to): (Mark, Mark)) {
        self.place(trace, from, false).starts.push(id);
        self.place(trace, to, true).ends.push(id);
    }

    fn place(&mut self, trace: &Trace, mark: Mark, end: bool) -> &mut Marks {
        let piece = mark.piece;
        let run = &trace.runs[piece.run];
        let before = run.tag.start;
        let content = run.properties.map_or(run.tag.end, |p| p.end);
        if !piece.direct {
            return self
                .marks
                .entry(if end { run.end } else { before })
                .or_default();
        }
        // What was written as a reference is not split.
        let whole = piece.xml.end - piece.xml.start == piece.len;
        let at = match mark.offset {
            0 => piece.xml.start,
            n if whole && n < piece.len => piece.xml.start + n,
            _ => piece.xml.end,
        };
        if at == piece.xml.start && piece.tag.start == content && piece.tag.end == at {
            return self.marks.entry(before).or_default();
        }
        if ends_run(&trace.xml, at, run) {
            return self.marks.entry(run.end).or_default();
        }
        self.tags.insert(piece.tag.start, piece.tag);
        let marks = self.marks.entry(at).or_default();
        marks.split = Some((piece.run, piece.tag));
        marks
    }

    /// The body with all changes.
    pub(super) fn apply(self, trace: &Trace) -> String {
        let xml = &trace.xml;
        let mut out = String::with_capacity(xml.len() + 256 * self.marks.len());
        let mut done = 0;
        let mut tags = self.tags.into_values().peekable();
        let copy = |out: &mut String,
                    done: &mut usize,
                    to: usize,
                    tags: &mut std::iter::Peekable<
            std::collections::btree_map::IntoValues<usize, Span>,
        >| {
            while let Some(tag) = tags.next_if(|t| t.start < to) {
                out.push_str(&xml[*done..tag.start]);
                out.push_str(&keeping_blanks(tag.of(xml)));
                *done = tag.end;
            }
            out.push_str(&xml[*done..to]);
            *done = to;
        };
        for (at, marks) in &self.marks {
            copy(&mut out, &mut done, *at, &mut tags);
            let Some((run, tag)) = marks.split else {
                marks.write(&mut out, prefix_at(trace, *at));
                continue;
            };
            let run = &trace.runs[run];
            let start = run.tag.of(xml);
            let name = name_of(start);
            let text = name_of(tag.of(xml));
            out.push_str(&format!("</{text}></{name}>"));
            marks.write(&mut out, prefix(name));
            out.push_str(start);
            out.push_str(run.properties.map_or("", |p| p.of(xml)));
            out.push_str(&keeping_blanks(tag.of(xml)));
        }
        copy(&mut out, &mut done, xml.len(), &mut tags);
        out
    }
}

impl Marks {
    fn write(&self, out: &mut String, prefix: &str) {
        for id in &self.ends {
            out.push_str(&format!(
                "<{prefix}commentRangeEnd {prefix}id=\"{id}\"/><{prefix}r><{prefix}commentReference {prefix}id=\"{id}\"/></{prefix}r>"
            ));
        }
        for id in &self.starts {
            out.push_str(&format!("<{prefix}commentRangeStart {prefix}id=\"{id}\"/>"));
        }
    }
}

/// Whether nothing but end tags follows until the run ends.
fn ends_run(xml: &str, at: usize, run: &Run) -> bool {
    let rest = xml.get(at..run.end).unwrap_or("");
    rest.starts_with("</") && rest.matches('<').count() == 2
}

/// The prefix of the run that stands at a place or ends there.
fn prefix_at(trace: &Trace, at: usize) -> &str {
    let next = trace.runs.partition_point(|r| r.tag.start < at);
    let run = trace.runs.get(next).filter(|r| r.tag.start == at);
    let run = run.or_else(|| trace.runs.get(next.checked_sub(1)?));
    run.map_or("w:", |r| prefix(name_of(r.tag.of(&trace.xml))))
}

/// The name in a start tag.
fn name_of(tag: &str) -> &str {
    let inner = tag.trim_start_matches('<');
    let end = inner.find(|c: char| c.is_whitespace() || c == '>' || c == '/');
    &inner[..end.unwrap_or(inner.len())]
}

/// The prefix of a name, with its colon.
fn prefix(name: &str) -> &str {
    name.find(':').map_or("", |n| &name[..=n])
}

/// A start tag of text that keeps blanks at its ends.
fn keeping_blanks(tag: &str) -> String {
    if tag.contains("xml:space") {
        return tag.to_string();
    }
    format!(
        "{} xml:space=\"preserve\">",
        tag.trim_end_matches('>').trim_end()
    )
}
