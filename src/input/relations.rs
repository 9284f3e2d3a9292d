//! Which part of a zipped file is which: by its relations, not by habit.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::packed::{Packed, damaged};
use super::xml::{attribute, local};
use super::{Format, InputError};

/// The part that stands in a relation of this kind to a part (`""`: the whole file).
pub(super) fn related(
    packed: &mut Packed<'_>,
    part: &str,
    kind: &str,
) -> Result<Option<String>, InputError> {
    let Some(xml) = packed.part(&relations_of(part))? else {
        return Ok(None);
    };
    Ok(target_of(&xml, kind)?.map(|target| resolve(part, &target)))
}

/// The part with the relations of a part.
pub(crate) fn relations_of(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let slash = if folder.is_empty() { "" } else { "/" };
    format!("{folder}{slash}_rels/{name}.rels")
}

/// The target of the first relation whose type ends in `/kind`.
pub(crate) fn target_of(relations: &str, kind: &str) -> Result<Option<String>, InputError> {
    let mut reader = Reader::from_str(relations);
    while let Some(e) = next_relation(&mut reader)? {
        let of_kind = attribute(&e, "Type").is_some_and(|t| t.rsplit('/').next() == Some(kind));
        if of_kind {
            return Ok(attribute(&e, "Target"));
        }
    }
    Ok(None)
}

/// The targets of all relations of a part, by their ids.
pub(super) fn targets(
    packed: &mut Packed<'_>,
    part: &str,
) -> Result<HashMap<String, String>, InputError> {
    let mut targets = HashMap::new();
    let Some(relations) = packed.part(&relations_of(part))? else {
        return Ok(targets);
    };
    let mut reader = Reader::from_str(&relations);
    while let Some(e) = next_relation(&mut reader)? {
        if let (Some(id), Some(target)) = (attribute(&e, "Id"), attribute(&e, "Target")) {
            targets.insert(id, resolve(part, &target));
        }
    }
    Ok(targets)
}

fn next_relation<'a>(reader: &mut Reader<&'a [u8]>) -> Result<Option<BytesStart<'a>>, InputError> {
    loop {
        let event = reader.read_event().map_err(|e| damaged(Format::Docx, &e))?;
        match event {
            Event::Start(e) | Event::Empty(e) if local(e.name().as_ref()) == "Relationship" => {
                return Ok(Some(e));
            }
            Event::Eof => return Ok(None),
            _ => {}
        }
    }
}

/// The name of a target seen from a part.
fn resolve(part: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_string();
    }
    let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut names: Vec<&str> = folder.split('/').filter(|n| !n.is_empty()).collect();
    for name in target.split('/') {
        match name {
            "." | "" => {}
            ".." => {
                names.pop();
            }
            name => names.push(name),
        }
    }
    names.join("/")
}
