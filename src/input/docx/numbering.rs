//! Automatic numbers of paragraphs: Word keeps them out of the text, but readers see them.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::input::xml::attribute;

/// Levels of a list.
const LEVELS: usize = 9;

#[derive(Debug, Clone, Default)]
struct Level {
    format: String,
    text: String,
    start: u32,
}

/// The lists of a file and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// Lists by their id, as the definition that they follow.
    lists: HashMap<String, String>,
    levels: HashMap<(String, usize), Level>,
    counts: HashMap<String, [u32; LEVELS]>,
}

impl Numbering {
    pub(super) fn read(xml: &str) -> Result<Self, quick_xml::Error> {
        let mut numbering = Self::default();
        let (mut definition, mut level, mut list) = (String::new(), 0_usize, String::new());
        let mut reader = Reader::from_str(xml);
        loop {
            match reader.read_event()? {
                Event::Start(e) | Event::Empty(e) => {
                    let name = e.name();
                    let name = name.as_ref().rsplit(':').next().unwrap_or("");
                    let value = attribute(&e, "val").unwrap_or_default();
                    match name {
                        "abstractNum" => {
                            definition = attribute(&e, "abstractNumId").unwrap_or_default();
                        }
                        "num" => list = attribute(&e, "numId").unwrap_or_default(),
                        "abstractNumId" => {
                            numbering.lists.insert(list.clone(), value);
                        }
                        "lvl" => {
                            let ilvl = attribute(&e, "ilvl").unwrap_or_default();
                            level = ilvl.parse().unwrap_or(0);
                        }
                        "start" | "numFmt" | "lvlText" => {
                            let key = (definition.clone(), level);
                            let entry = numbering.levels.entry(key).or_default();
                            match name {
                                "start" => entry.start = value.parse().unwrap_or(1),
                                "numFmt" => entry.format = value,
                                _ => entry.text = value,
                            }
                        }
                        _ => {}
                    }
                }
                Event::Eof => return Ok(numbering),
                _ => {}
            }
        }
    }

    /// The mark of the next paragraph of a list; empty where it has none.
    pub(super) fn next(&mut self, list: &str, level: usize) -> String {
        if list == "0" || level >= LEVELS {
            return String::new();
        }
        let Some(definition) = self.lists.get(list) else {
            return "・".to_string();
        };
        let Some(own) = self.levels.get(&(definition.clone(), level)) else {
            return "・".to_string();
        };
        match own.format.as_str() {
            "none" => return String::new(),
            "bullet" | "" => return "・".to_string(),
            _ => {}
        }
        let counts = self.counts.entry(definition.clone()).or_default();
        counts[level] = if counts[level] == 0 {
            own.start.max(1)
        } else {
            counts[level] + 1
        };
        counts[level + 1..].fill(0);
        let mut mark = own.text.clone();
        for (i, count) in counts.iter().enumerate() {
            let at = self.levels.get(&(definition.clone(), i));
            let format = at.map_or("decimal", |l| l.format.as_str());
            mark = mark.replace(&format!("%{}", i + 1), &number(format, (*count).max(1)));
        }
        mark.push(' ');
        mark
    }
}

fn number(format: &str, n: u32) -> String {
    let nth = |first: u32| char::from_u32(first + n - 1).map(String::from);
    match format {
        "decimalEnclosedCircle" if n <= 20 => nth(0x2460),
        "lowerLetter" if n <= 26 => nth(0x61),
        "upperLetter" if n <= 26 => nth(0x41),
        "aiueoFullWidth" | "aiueo" if n <= 5 => {
            nth(0x30A2).map(|_| ["ア", "イ", "ウ", "エ", "オ"][n as usize - 1].to_string())
        }
        _ => None,
    }
    .unwrap_or_else(|| n.to_string())
}
