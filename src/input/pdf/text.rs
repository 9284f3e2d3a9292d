//! What a glyph stands for: a character, several, or nothing.

use std::rc::Rc;

/// What a glyph stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Text {
    /// One character.
    Char(char),
    /// Several: a ligature.
    Str(Rc<str>),
    /// Not known.
    Unknown,
    /// Nothing to read: a control code, a part of a glyph that was read before.
    Nothing,
}

/// A character without what a text does not need: pictures of private fonts that stand for points of a list.
pub(super) fn plain(c: char) -> Text {
    match c {
        '\u{FFFD}' | '\0' => Text::Unknown,
        '\u{A0}' | '\u{2002}'..='\u{200A}' => Text::Char(' '),
        '\u{F06C}' | '\u{F06E}' | '\u{F09F}' | '\u{F0A7}' | '\u{F0B7}' | '\u{F0D8}'
        | '\u{F0FC}' => Text::Char('•'),
        '\u{FB00}'..='\u{FB06}' | '\u{FE10}'..='\u{FE19}' | '\u{FE30}'..='\u{FE48}' => {
            use unicode_normalization::UnicodeNormalization;
            let folded: String = std::iter::once(c).nfkc().collect();
            // The NFKC of a vertical comma is a Western one.
            match (c, folded.chars().count()) {
                ('\u{FE10}' | '\u{FE11}', _) => Text::Char('、'),
                ('\u{FE12}', _) => Text::Char('。'),
                (_, 1) => folded.chars().next().map_or(Text::Nothing, Text::Char),
                _ => Text::Str(folded.into()),
            }
        }
        c if c.is_control() => Text::Nothing,
        c => Text::Char(c),
    }
}

/// Writes what a glyph stands for.
pub(super) fn push(text: &mut String, glyph: &Text) {
    match glyph {
        Text::Char(c) => text.push(*c),
        Text::Str(s) => text.push_str(s),
        Text::Unknown => text.push('\u{FFFD}'),
        Text::Nothing => {}
    }
}
