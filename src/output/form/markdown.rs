//! The form as Markdown: a table an item.

use super::{Drawn, foot, groups, missing};
use crate::evaluate::say;
use crate::output::escape::markdown_cell as cell;

/// The form as Markdown.
pub fn markdown(drawn: &Drawn<'_>) -> String {
    let lang = drawn.lang;
    let mut out = format!("# {}\n\n", cell(&drawn.report.title));
    let head = say(
        lang,
        "| 区分 | 内容 | 本文 | 位置 |",
        "| Part | Fact | Text | Place |",
    );
    for item in drawn.items {
        let name = lang.of(&item.asked.raw.name);
        out.push_str(&format!("## {}. {name}\n\n", item.asked.number));
        out.push_str(&format!("{}\n\n", cell(&drawn.basis(item))));
        if item.parts.is_empty() {
            out.push_str(&format!("{}\n\n", missing(lang)));
            continue;
        }
        out.push_str(&format!("{head}\n|---|---|---|---|\n"));
        for filled in &item.parts {
            let part = lang.of(&filled.part.name);
            if filled.entries.is_empty() {
                out.push_str(&format!("| {part} | **{}** | | |\n", missing(lang)));
            }
            for (group, entries) in groups(item, filled, lang) {
                let part = match group {
                    Some(group) if lang == crate::Lang::Ja => format!("{part}({group})"),
                    Some(group) => format!("{part} ({group})"),
                    None => part.to_string(),
                };
                for entry in entries {
                    out.push_str(&format!(
                        "| {part} | {} | {} | {} |\n",
                        cell(&drawn.values(entry)),
                        cell(&drawn.sentence(entry).unwrap_or_default()),
                        cell(&drawn.place(entry)),
                    ));
                }
            }
        }
        out.push('\n');
    }
    out.push_str(&format!("{}\n", foot(lang)));
    out
}
