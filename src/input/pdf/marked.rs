//! Marked content: which part of a page is a header or a decoration, and what a part of it reads as.

use hayro_syntax::object::{Dict, Object};

use super::text::Text;

/// Marks in marks deeper than this are not told apart.
const MAX_DEPTH: usize = 256;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Artifact,
    /// What the file says it reads as stands for all of it.
    Replaced,
    Other,
}

/// The marks that are open.
#[derive(Debug, Default)]
pub(super) struct Marks {
    open: Vec<Mark>,
    beyond: usize,
    /// What the next glyph reads as, where the file tells.
    next: Option<String>,
}

impl Marks {
    /// How many are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len() + self.beyond
    }

    /// Opens one.
    pub(super) fn begin(&mut self, tag: Option<&Object<'_>>, properties: Option<&Dict<'_>>) {
        if self.open.len() == MAX_DEPTH {
            self.beyond += 1;
            return;
        }
        let is_artifact = matches!(tag, Some(Object::Name(n)) if n.as_ref() == b"Artifact");
        let text = properties.and_then(actual_text);
        let mark = match text {
            Some(text) if !self.open.contains(&Mark::Replaced) => {
                self.next = Some(text);
                Mark::Replaced
            }
            _ if is_artifact => Mark::Artifact,
            _ => Mark::Other,
        };
        self.open.push(mark);
    }

    /// Closes the last one; those that were open at `least` stay.
    pub(super) fn end(&mut self, least: usize) {
        if self.depth() <= least {
            return;
        }
        if self.beyond > 0 {
            self.beyond -= 1;
        } else if self.open.pop() == Some(Mark::Replaced) {
            self.next = None;
        }
    }

    /// Whether all that is shown now is a header, a footer or a decoration.
    pub(super) fn in_artifact(&self) -> bool {
        self.open.contains(&Mark::Artifact)
    }

    /// What a glyph reads as here.
    pub(super) fn text(&mut self, own: Text) -> Text {
        if !self.open.contains(&Mark::Replaced) {
            return own;
        }
        match self.next.take() {
            Some(text) => Text::Str(text.into()),
            None => Text::Nothing,
        }
    }
}

fn actual_text(dict: &Dict<'_>) -> Option<String> {
    let text = dict.get::<hayro_syntax::object::String<'_>>("ActualText")?;
    Some(text_string(text.as_bytes()))
}

/// A string of a PDF that is meant for people.
fn text_string(bytes: &[u8]) -> String {
    let text = match bytes {
        [0xFE, 0xFF, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0,
        [0xFF, 0xFE, rest @ ..] => encoding_rs::UTF_16LE.decode_without_bom_handling(rest).0,
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest),
        rest => {
            encoding_rs::WINDOWS_1252
                .decode_without_bom_handling(rest)
                .0
        }
    };
    text.chars().filter(|c| !c.is_control()).collect()
}
