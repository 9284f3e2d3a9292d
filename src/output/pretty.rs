//! JSON over many lines, written piece by piece.

use serde::Serialize;

/// A value over many lines that stands `depth` levels deep: its first line is not indented.
pub(super) fn value(value: &impl Serialize, depth: usize) -> String {
    // A line break within a string is escaped: every one here begins a line.
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.replace('\n', &line(depth))
}

/// Members of a list `depth` levels deep, with commas between them; nothing, where there are none.
pub(super) fn members(list: &[impl Serialize], depth: usize) -> String {
    let members = list.iter().map(|m| line(depth) + &value(m, depth));
    members.collect::<Vec<_>>().join(",")
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
