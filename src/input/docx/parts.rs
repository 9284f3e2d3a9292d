//! Which part of a Word file is which: by its relations, not by habit.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::xml::{attribute, local};
use crate::input::packed::{Packed, damaged};
use crate::input::{Format, InputError};

/// The part of the body where the file does not say.
const USUAL: &str = "word/document.xml";

/// The name of the part with the body.
pub(crate) fn main_part(packed: &mut Packed<'_>) -> Result<String, InputError> {
    Ok(related(packed, "", "officeDocument")?.unwrap_or_else(|| USUAL.to_string()))
}

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
    loop {
        let event = reader.read_event().map_err(|e| damaged(Format::Docx, &e))?;
        match event {
            Event::Start(e) | Event::Empty(e) if local(e.name().as_ref()) == "Relationship" => {
                let of_kind =
                    attribute(&e, "Type").is_some_and(|t| t.rsplit('/').next() == Some(kind));
                if of_kind {
                    return Ok(attribute(&e, "Target"));
                }
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
