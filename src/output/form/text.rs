//! The form for people.

use super::{Drawn, foot, groups, missing};
use crate::evaluate::say;

/// The form as plain text.
pub fn text(drawn: &Drawn<'_>) -> String {
    let lang = drawn.lang;
    let mut out = format!("{}\n{}\n", drawn.report.title, drawn.path);
    for item in drawn.items {
        let name = lang.of(&item.asked.raw.name);
        out.push_str(&format!("\n{}. {name}", item.asked.number));
        out.push_str(&format!(" [{}]\n", drawn.basis(item)));
        if item.parts.is_empty() {
            out.push_str(&format!("   {}\n", missing(lang)));
        }
        for filled in &item.parts {
            let part = lang.of(&filled.part.name);
            if filled.entries.is_empty() {
                out.push_str(&format!("   {part}: {}\n", missing(lang)));
                continue;
            }
            for (group, entries) in groups(item, filled, lang) {
                let group = group.map_or(String::new(), |g| match lang {
                    crate::Lang::Ja => format!("({g})"),
                    crate::Lang::En => format!(" ({g})"),
                });
                out.push_str(&format!("   {part}{group}\n"));
                for entry in entries {
                    let value = drawn.values(entry);
                    let quote = drawn
                        .sentence(entry)
                        .map(|s| format!("{}{s}{}", say(lang, "「", "«"), say(lang, "」", "»")));
                    let said = [value, quote.unwrap_or_default()]
                        .into_iter()
                        .filter(|s| !s.is_empty())
                        .collect::<Vec<_>>()
                        .join(" ");
                    out.push_str(&format!("     - {said} ({})\n", drawn.place(entry)));
                }
            }
        }
    }
    out.push_str(&format!("\n{}\n", foot(lang)));
    out
}
