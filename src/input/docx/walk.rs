//! Through the XML of a part of a Word file, without recursion: paragraphs, tables, what is left out.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::line::Line;
use super::merges::Merges;
use super::numbering::Numbering;
use super::styles::Styles;
use super::trace::{Piece, Run, Words};
use crate::input::packed::damaged;
use crate::input::rows;
use crate::input::xml::{attribute, entity, local, on};
use crate::input::{Format, InputError, Location};
use crate::span::Span;

/// Deepest nesting of elements.
const MAX_DEPTH: usize = 512;

/// Elements whose text is no part of the final text.
const LEFT_OUT: [&str; 10] = [
    "del",
    "moveFrom",
    "rt",
    "Fallback",
    "instrText",
    "delText",
    "pPrChange",
    "rPrChange",
    "numberingChange",
    "tblPrChange",
];

/// A paragraph that is being read.
#[derive(Debug, Default)]
struct Paragraph {
    words: Words,
    style: Option<String>,
    number: Option<(String, usize)>,
    outline: bool,
    /// Its style hides its words.
    hides: bool,
    /// Its mark is deleted: it goes on in the next one.
    joined: bool,
    /// Text boxes in it, told after it.
    inside: Vec<Line>,
}

/// A table that is being read: the cells of the row, each with its paragraphs.
#[derive(Debug, Default)]
struct Table {
    number: u32,
    row: u32,
    cells: Vec<Vec<Line>>,
    merges: Merges,
}

struct Walk<'a> {
    styles: &'a Styles,
    numbering: Numbering,
    lines: Vec<Line>,
    paragraphs: Vec<Paragraph>,
    tables: Vec<Table>,
    /// Paragraphs of the body so far, and tables.
    count: u32,
    table_count: u32,
    /// Elements that are open within one that is left out.
    out: usize,
    /// Open elements of some kinds.
    run_properties: usize,
    paragraph_properties: usize,
    in_text: bool,
    /// What the run that is open says of being hidden, and whether its style is.
    vanish: Option<bool>,
    style_hides: bool,
    /// Words of a paragraph whose mark is deleted.
    carried: Words,
    /// The runs of the part that stand in no other run, and how many are open.
    runs: Vec<Run>,
    open_runs: usize,
    /// Where the event that is being read stands in the part, in bytes.
    event: Span,
    /// Where the element began that holds the text that is being read.
    text_tag: Span,
    references: Vec<(Note, usize)>,
    notes: Vec<(Note, usize)>,
}

/// A note by its number in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Note {
    /// It stands at the end of the text, not of the page.
    pub(super) end: bool,
    id: String,
}

/// What a part holds.
#[derive(Debug)]
pub(super) struct Walked {
    /// Its lines.
    pub(super) lines: Vec<Line>,
    /// Its runs.
    pub(super) runs: Vec<Run>,
    /// Notes that it refers to, with the run that does.
    pub(super) references: Vec<(Note, usize)>,
    /// Notes that it holds, with the first line of each.
    notes: Vec<(Note, usize)>,
}

impl Walked {
    /// The note to which a line belongs.
    pub(super) fn note_of(&self, line: usize) -> Option<&Note> {
        let after = self.notes.partition_point(|(_, first)| *first <= line);
        Some(&self.notes.get(after.checked_sub(1)?)?.0)
    }
}

/// The lines of a part, its runs and notes.
pub(super) fn walk(xml: &str, styles: &Styles, numbering: Numbering) -> Result<Walked, InputError> {
    let mut walk = Walk {
        styles,
        numbering,
        lines: Vec::new(),
        paragraphs: Vec::new(),
        tables: Vec::new(),
        count: 0,
        table_count: 0,
        out: 0,
        run_properties: 0,
        paragraph_properties: 0,
        in_text: false,
        vanish: None,
        style_hides: false,
        carried: Words::default(),
        runs: Vec::new(),
        open_runs: 0,
        event: Span::default(),
        text_tag: Span::default(),
        references: Vec::new(),
        notes: Vec::new(),
    };
    let mut reader = Reader::from_str(xml);
    let mut depth = 0_usize;
    loop {
        let event = reader.read_event().map_err(|e| damaged(Format::Docx, &e))?;
        let here = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        walk.event = Span::new(walk.event.end, here);
        match event {
            Event::Start(e) => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(InputError::Limit {
                        format: Format::Docx,
                        what: "nesting > 512",
                    });
                }
                walk.open(&e, false);
            }
            Event::Empty(e) => walk.open(&e, true),
            Event::End(e) => {
                depth = depth.saturating_sub(1);
                walk.close(local(e.name().as_ref()));
            }
            Event::Text(t) if walk.reads() => walk.words(&t),
            Event::CData(t) if walk.reads() => walk.words(&t),
            Event::GeneralRef(r) if walk.reads() => {
                if let Some(c) = entity(&r) {
                    walk.words(c.encode_utf8(&mut [0; 4]));
                }
            }
            Event::DocType(_) => return Err(damaged(Format::Docx, &"a document type declaration")),
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(Walked {
        lines: walk.lines,
        runs: walk.runs,
        references: walk.references,
        notes: walk.notes,
    })
}

impl Walk<'_> {
    fn reads(&self) -> bool {
        self.in_text && self.out == 0 && !self.hidden()
    }

    /// Whether the text that follows is hidden. Styles of a paragraph and of a run that both hide cancel each other out: that is
    /// how Word reads them.
    fn hidden(&self) -> bool {
        let paragraph = self.paragraphs.last().is_some_and(|p| p.hides);
        self.vanish.unwrap_or(paragraph != self.style_hides)
    }

    fn words(&mut self, words: &str) {
        let run = self.open_runs.checked_sub(1).and_then(|inner| {
            let run = self.runs.len().checked_sub(1)?;
            self.runs[run].plain.then_some((run, inner == 0))
        });
        let piece = run.map(|(run, direct)| Piece {
            at: 0,
            len: words.len(),
            xml: self.event,
            tag: self.text_tag,
            run,
            direct,
        });
        if let Some(p) = self.paragraphs.last_mut() {
            p.words.push(words, piece);
        }
    }

    /// A run begins.
    fn begin_run(&mut self, name: &str) {
        (self.vanish, self.style_hides) = (None, false);
        if self.open_runs == 0 {
            self.runs.push(Run {
                tag: self.event,
                properties: None,
                end: self.event.end,
                // Runs of formulas can hold no comments.
                plain: !name.starts_with("m:"),
            });
        }
        self.open_runs += 1;
    }

    fn open(&mut self, e: &BytesStart<'_>, empty: bool) {
        let name = e.name();
        let full = name.as_ref();
        let name = local(full);
        if self.out > 0 || LEFT_OUT.contains(&name) {
            // The mark of a paragraph that was deleted joins it to the next one.
            let mark = name == "del" && self.run_properties > 0 && self.paragraph_properties > 0;
            if self.out == 0
                && mark
                && let Some(p) = self.paragraphs.last_mut()
            {
                p.joined = true;
            }
            if !empty {
                self.out += 1;
            }
            return;
        }
        match name {
            "p" => {
                if empty {
                    self.end_paragraph(Paragraph::default());
                } else {
                    self.paragraphs.push(Paragraph::default());
                }
            }
            "tbl" if !empty => {
                self.table_count += 1;
                self.tables.push(Table {
                    number: self.table_count,
                    ..Table::default()
                });
            }
            "tr" => {
                if let Some(t) = self.tables.last_mut() {
                    t.row += 1;
                    t.cells.clear();
                    t.merges.begin_row();
                }
            }
            "tc" => {
                if let Some(t) = self.tables.last_mut() {
                    t.cells.push(Vec::new());
                    t.merges.begin_cell();
                }
            }
            "gridSpan" | "gridBefore" => {
                let columns = attribute(e, "val").and_then(|v| v.parse().ok());
                if let (Some(t), Some(columns)) = (self.tables.last_mut(), columns) {
                    t.merges.span(columns, name == "gridBefore");
                }
            }
            "vMerge" => {
                if let Some(t) = self.tables.last_mut() {
                    let first = attribute(e, "val").as_deref() == Some("restart");
                    t.merges.merge(first);
                }
            }
            "r" if !empty => self.begin_run(full),
            "commentRangeStart" | "commentReference" => {
                if let (Some(id), Some(p)) = (attribute(e, "id"), self.paragraphs.last_mut()) {
                    p.words.comments.push((p.words.text.len(), id));
                }
            }
            "footnoteReference" | "endnoteReference" | "footnote" | "endnote" => {
                self.note(name, attribute(e, "id"));
            }
            "pPr" if !empty => self.paragraph_properties += 1,
            "rPr" if !empty => {
                if self.open_runs == 1
                    && self.run_properties == 0
                    && let Some(run) = self.runs.last_mut()
                {
                    run.properties = Some(self.event);
                }
                self.run_properties += 1;
            }
            "vanish" if self.run_properties > 0 && self.paragraph_properties == 0 => {
                self.vanish = Some(on(e));
            }
            "rStyle" if self.paragraph_properties == 0 => {
                self.style_hides = attribute(e, "val").is_some_and(|id| self.styles.hides(&id));
            }
            "pStyle" => {
                let id = attribute(e, "val");
                if let Some(p) = self.paragraphs.last_mut() {
                    p.hides = id.as_deref().is_some_and(|id| self.styles.hides(id));
                    p.style = id;
                }
            }
            "outlineLvl" => {
                if let Some(p) = self.paragraphs.last_mut() {
                    p.outline = true;
                }
            }
            "numId" | "ilvl" if self.paragraph_properties > 0 => {
                let value = attribute(e, "val").unwrap_or_default();
                if let Some(p) = self.paragraphs.last_mut() {
                    let number = p.number.get_or_insert((String::new(), 0));
                    if name == "numId" {
                        number.0 = value;
                    } else {
                        number.1 = value.parse().unwrap_or(0);
                    }
                }
            }
            "t" => {
                self.in_text = !empty;
                self.text_tag = self.event;
            }
            "tab" if self.paragraph_properties == 0 => self.plain("\t"),
            "br" | "cr" => self.plain("\n"),
            "noBreakHyphen" => self.plain("-"),
            _ => {}
        }
    }

    /// A note begins, or is referred to.
    fn note(&mut self, name: &str, id: Option<String>) {
        let Some(id) = id else {
            return;
        };
        let end = name.starts_with("endnote");
        let note = Note { end, id };
        if !name.ends_with("Reference") {
            self.notes.push((note, self.lines.len()));
        } else if self.open_runs > 0
            && let Some(run) = self.runs.len().checked_sub(1)
        {
            self.references.push((note, run));
        }
    }

    fn plain(&mut self, words: &str) {
        // It stands in no element that holds text: its words have no place that could be split.
        if !self.hidden()
            && let Some(p) = self.paragraphs.last_mut()
        {
            p.words.push(words, None);
        }
    }

    fn close(&mut self, name: &str) {
        if self.out > 0 {
            self.out -= 1;
            return;
        }
        match name {
            "t" => self.in_text = false,
            "pPr" => self.paragraph_properties = self.paragraph_properties.saturating_sub(1),
            "rPr" => {
                self.run_properties = self.run_properties.saturating_sub(1);
                if self.open_runs == 1
                    && self.run_properties == 0
                    && let Some(p) = self.runs.last_mut().and_then(|r| r.properties.as_mut())
                {
                    p.end = self.event.end;
                }
            }
            "r" => {
                (self.vanish, self.style_hides) = (None, false);
                self.open_runs = self.open_runs.saturating_sub(1);
                if self.open_runs == 0
                    && let Some(run) = self.runs.last_mut()
                {
                    run.end = self.event.end;
                }
            }
            "p" => {
                if let Some(p) = self.paragraphs.pop() {
                    self.end_paragraph(p);
                }
            }
            "tr" => self.end_row(),
            "tbl" => {
                self.tables.pop();
            }
            _ => {}
        }
    }

    fn end_paragraph(&mut self, mut p: Paragraph) {
        let joined = p.joined;
        let mut words = std::mem::take(&mut self.carried);
        let style = p.style.as_deref();
        if let Some((id, level)) = p.number.take().or_else(|| self.styles.number(style))
            && !p.words.text.trim().is_empty()
        {
            words.push(&self.numbering.next(&id, level), None);
        }
        words.append(std::mem::take(&mut p.words));
        let heading = p.outline || style.is_some_and(|id| self.styles.heading(id));
        if joined {
            self.carried = words;
            return;
        }
        let location = match self.tables.last() {
            Some(t) => Location::Table {
                table: t.number,
                row: t.row,
                column: t.cells.len() as u32,
            },
            None => {
                if self.paragraphs.is_empty() {
                    self.count += 1;
                }
                Location::Paragraph {
                    paragraph: self.count.max(1),
                }
            }
        };
        let line = Line {
            parts: vec![(location, words)],
            heading,
        };
        // A text box is told after the paragraph that holds it.
        if let Some(outer) = self.paragraphs.last_mut() {
            outer.inside.push(line);
            outer.inside.append(&mut p.inside);
            return;
        }
        let lines = std::iter::once(line).chain(p.inside);
        match self.tables.last_mut().and_then(|t| t.cells.last_mut()) {
            Some(cell) => cell.extend(lines),
            None => self.lines.extend(lines),
        }
    }

    /// A row is a line, its cells apart by tabs, or several where a cell holds several.
    fn end_row(&mut self) {
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        let mut cells = std::mem::take(&mut table.cells);
        table.merges.end_row(&mut cells);
        let cells = cells
            .into_iter()
            .map(|cell| cell.into_iter().flat_map(Line::split).collect());
        let lines: Vec<Line> = rows::set_out(cells)
            .into_iter()
            .map(|line| match line {
                rows::Line::Cells(cells) => Line {
                    // A row is no heading, a line of a cell can be one.
                    heading: cells.len() == 1 && cells.iter().all(|l| l.heading),
                    parts: cells.into_iter().flat_map(|l| l.parts).collect(),
                },
                rows::Line::Label(line) => Line {
                    heading: true,
                    ..line
                },
                rows::Line::Blank => Line {
                    parts: Vec::new(),
                    heading: false,
                },
            })
            .collect();
        // A table in a cell belongs to the cell.
        let outer = self.tables.len().checked_sub(2);
        match outer.and_then(|i| self.tables[i].cells.last_mut()) {
            Some(cell) => cell.extend(lines),
            None => self.lines.extend(lines),
        }
    }
}
