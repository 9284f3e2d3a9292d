//! The styles of a Word file: which are headings, which hide their text, which number their paragraphs.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::input::xml::{attribute, on};

/// Longest line of styles that are based on each other; a file may send it in a circle.
const MAX_BASES: usize = 16;

#[derive(Debug, Default)]
struct Style {
    heading: bool,
    /// Whether its text is hidden, where it says so.
    hides: Option<bool>,
    /// The style that it is based on.
    base: Option<String>,
    number: Option<(String, usize)>,
}

/// The styles, by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<String, Style>);

impl Styles {
    pub(super) fn read(xml: &str) -> Result<Self, quick_xml::Error> {
        let mut styles = Self::default();
        let mut id = String::new();
        let mut reader = Reader::from_str(xml);
        loop {
            match reader.read_event()? {
                Event::Start(e) | Event::Empty(e) => styles.open(&e, &mut id),
                Event::End(e) if e.name().as_ref().ends_with(":style") => id.clear(),
                Event::Eof => return Ok(styles),
                _ => {}
            }
        }
    }

    fn open(&mut self, e: &BytesStart<'_>, id: &mut String) {
        let name = e.name();
        let name = name.as_ref().rsplit(':').next().unwrap_or("");
        if name == "style" {
            *id = attribute(e, "styleId").unwrap_or_default();
            return;
        }
        if id.is_empty() {
            return;
        }
        let style = self.0.entry(id.clone()).or_default();
        let value = attribute(e, "val").unwrap_or_default();
        match name {
            "name" => {
                let plain = value.to_lowercase();
                style.heading |= ["heading ", "title", "subtitle", "見出し", "表題"]
                    .iter()
                    .any(|h| plain.starts_with(h));
            }
            "outlineLvl" => style.heading |= value != "9",
            "vanish" => style.hides = Some(on(e)),
            "basedOn" => style.base = Some(value),
            "numId" => style.number.get_or_insert_default().0 = value,
            "ilvl" => style.number.get_or_insert_default().1 = value.parse().unwrap_or(0),
            _ => {}
        }
    }

    pub(super) fn heading(&self, id: &str) -> bool {
        self.0.get(id).is_some_and(|s| s.heading)
    }

    /// Whether the text of a style is hidden: what it does not say itself it has from the style that it is based on.
    pub(super) fn hides(&self, id: &str) -> bool {
        let first = self.0.get(id);
        let base = |style: &&Style| self.0.get(style.base.as_deref()?);
        std::iter::successors(first, base)
            .take(MAX_BASES)
            .find_map(|style| style.hides)
            .unwrap_or(false)
    }

    /// The numbering of a style's paragraphs.
    pub(super) fn number(&self, id: Option<&str>) -> Option<(String, usize)> {
        self.0.get(id?)?.number.clone()
    }
}
