//! A copy of a Word draft with a comment at each finding, as a legal office reviews it. Nothing else is changed.

mod comment;
mod edit;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::item::Item;
use crate::input::docx::{Piece, Trace, relations_of, target_of, traced};
use crate::input::packed::Packed;
use crate::input::{Format, InputError};
use crate::lang::Lang;
use crate::span::Span;
use comment::{Kinds, Said};
use edit::{Edits, Mark};

/// Why a copy could not be made.
#[derive(Debug)]
pub enum AnnotateError {
    /// The draft cannot be read.
    Input(InputError),
    /// It holds no words that a comment could stand beside.
    NoPlace,
    /// The copy cannot be packed: in the words of the library.
    Packing(String),
}

impl From<InputError> for AnnotateError {
    fn from(e: InputError) -> Self {
        Self::Input(e)
    }
}

impl From<zip::result::ZipError> for AnnotateError {
    fn from(e: zip::result::ZipError) -> Self {
        Self::Packing(e.to_string())
    }
}

impl From<std::io::Error> for AnnotateError {
    fn from(e: std::io::Error) -> Self {
        Self::Packing(e.to_string())
    }
}

/// The part that lists the types of all parts.
const TYPES: &str = "[Content_Types].xml";

/// The draft with a comment for every finding. `bytes` is the file, `items` its findings.
///
/// # Errors
/// It is no readable Word file, or one without words.
pub fn annotate(bytes: &[u8], items: &[Item<'_>], lang: Lang) -> Result<Vec<u8>, AnnotateError> {
    let (_, trace) = traced(bytes)?;
    let mut packed = Packed::open(bytes, Format::Docx)?;
    let kinds = Kinds::of(&trace.xml);
    let relations_name = relations_of(&trace.part);
    let relations = packed.part(&relations_name)?;
    let target = relations
        .as_deref()
        .map(|xml| target_of(xml, "comments"))
        .transpose()?
        .flatten();
    let folder = trace.part.rsplit_once('/').map_or("", |(f, _)| f);
    let name = match &target {
        Some(target) => target
            .strip_prefix('/')
            .map_or_else(|| format!("{folder}/{target}"), str::to_string),
        None => format!("{folder}/comments.xml"),
    };
    let old = packed.part(&name)?;
    let first = old.as_deref().map_or(0, comment::next_id);

    let mut edits = Edits::default();
    let mut said = Vec::new();
    for (id, item) in (first..).zip(items) {
        let span = item.span();
        let words = place_words(&trace, item, span).ok_or(AnnotateError::NoPlace)?;
        edits.comment(&trace, id, words);
        said.push(Said::new(id, item, lang));
    }
    let body = edits.apply(&trace);
    let comments = comment::part(old.as_deref(), &said, &kinds);

    let mut parts = vec![(trace.part.clone(), body), (name.clone(), comments)];
    if target.is_none() {
        let xml = comment::with_relation(relations.as_deref(), &kinds);
        parts.push((relations_name, xml));
        if let Some(types) = packed.part(TYPES)? {
            parts.push((TYPES.to_string(), comment::with_type(&types, &name)));
        }
    }
    repack(bytes, parts)
}

/// The words that a comment stands beside: those of the finding, on one line; else the nearest ones.
fn place_words(trace: &Trace, item: &Item<'_>, span: Span) -> Option<(Mark, Mark)> {
    let text = &item.file.document.text;
    let line_end = text[span.start..]
        .find('\n')
        .map_or(text.len(), |n| span.start + n);
    let end = span.end.min(line_end).max(span.start);
    let within = |p: &&Piece| p.at < end && p.at + p.len > span.start;
    let mut pieces = trace.pieces.iter().filter(within);
    if let Some(first) = pieces.next() {
        let last = pieces.next_back().unwrap_or(first);
        return Some((
            Mark::at(first, span.start.saturating_sub(first.at)),
            Mark::at(last, (end - last.at).min(last.len)),
        ));
    }
    let at = trace.pieces.partition_point(|p| p.at < span.start);
    let near = trace.pieces.get(at).or(trace.pieces.last())?;
    Some((Mark::at(near, 0), Mark::at(near, near.len)))
}

/// The file with some parts in the place of its own or beside them; all others stay as they are, byte by byte.
fn repack(bytes: &[u8], parts: Vec<(String, String)>) -> Result<Vec<u8>, AnnotateError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    let mut left = parts;
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index)?;
        let name = file.name()?.into_owned();
        match left.iter().position(|(n, _)| *n == name) {
            Some(at) => {
                let (name, xml) = left.swap_remove(at);
                let options = match file.last_modified() {
                    Some(time) => options.last_modified_time(time),
                    None => options,
                };
                out.start_file(name, options)?;
                out.write_all(xml.as_bytes())?;
            }
            None => out.raw_copy_file(file)?,
        }
    }
    for (name, xml) in left {
        out.start_file(name, options)?;
        out.write_all(xml.as_bytes())?;
    }
    Ok(out.finish()?.into_inner())
}
