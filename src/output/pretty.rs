//! JSON over many lines, written piece by piece.

use std::io;

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::{Formatter, PrettyFormatter};

/// A value over many lines that stands `depth` levels deep: its first line is not indented.
pub(super) fn value(value: &impl Serialize, depth: usize) -> String {
    let mut out = Deep::new(depth);
    out.add(value);
    out.text()
}

/// Members of a list `depth` levels deep, with commas between them; nothing, where there are none.
pub(super) fn members(list: &[impl Serialize], depth: usize) -> String {
    let mut out = Deep::new(depth);
    for (i, member) in list.iter().enumerate() {
        if i > 0 {
            out.bytes.push(b',');
        }
        out.bytes.extend_from_slice(out.line.as_bytes());
        out.add(member);
    }
    out.text()
}

/// JSON whose lines begin further in.
struct Deep {
    bytes: Vec<u8>,
    depth: usize,
    /// A line break and what is left free after it.
    line: String,
}

impl Deep {
    fn new(depth: usize) -> Self {
        Self {
            bytes: Vec::new(),
            depth,
            line: line(depth),
        }
    }

    /// Adds a value; one that cannot be written, of which there are none, adds what could be.
    fn add(&mut self, value: &impl Serialize) {
        let mut lines = PrettyFormatter::new();
        for _ in 0..self.depth {
            // As if so many lists were open.
            let _ = lines.begin_array(&mut io::sink());
        }
        let mut out = Serializer::with_formatter(&mut self.bytes, lines);
        let _ = value.serialize(&mut out);
    }

    fn text(self) -> String {
        String::from_utf8(self.bytes).unwrap_or_default()
    }
}

/// The last members of a list `depth` levels deep and its end. The list is `empty` before them.
pub(super) fn last(list: &[impl Serialize], empty: bool, depth: usize) -> String {
    let members = members(list, depth);
    match (empty, members.is_empty()) {
        (true, true) => "]".to_string(),
        (false, true) => line(depth - 1) + "]",
        (true, false) => members + &line(depth - 1) + "]",
        (false, false) => format!(",{members}{}]", line(depth - 1)),
    }
}

/// A line break and what is left free before a line.
fn line(depth: usize) -> String {
    format!("\n{}", "  ".repeat(depth))
}
