//! The comments of a Word file: not read as text, but a person may allow a finding in one.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::input::packed::damaged;
use crate::input::xml::{attribute, entity, local};
use crate::input::{Format, InputError};

/// The words of every comment by its number, its paragraphs apart by line breaks.
pub(super) fn read(xml: &str) -> Result<HashMap<String, String>, InputError> {
    let mut said: HashMap<String, String> = HashMap::new();
    let mut reader = Reader::from_str(xml);
    let mut current: Option<(String, String)> = None;
    let mut in_text = false;
    loop {
        let event = reader.read_event().map_err(|e| damaged(Format::Docx, &e))?;
        match event {
            Event::Start(e) => match local(e.name().as_ref()) {
                "comment" => current = attribute(&e, "id").map(|id| (id, String::new())),
                "t" => in_text = true,
                _ => {}
            },
            Event::End(e) => match local(e.name().as_ref()) {
                "comment" => said.extend(current.take()),
                "t" => in_text = false,
                "p" => {
                    if let Some((_, words)) = &mut current {
                        words.push('\n');
                    }
                }
                _ => {}
            },
            Event::Text(t) if in_text => {
                if let Some((_, words)) = &mut current {
                    words.push_str(&t);
                }
            }
            Event::GeneralRef(r) if in_text => {
                if let Some((_, words)) = &mut current {
                    words.extend(entity(&r));
                }
            }
            Event::DocType(_) => return Err(damaged(Format::Docx, &"a document type declaration")),
            Event::Eof => return Ok(said),
            _ => {}
        }
    }
}
