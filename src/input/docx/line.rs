//! A line of a Word file's text: its parts, and the place each stands in.

use std::borrow::Cow;

use super::trace::Words;
use crate::input::Location;
use crate::input::merged::again;
use crate::input::rows;

/// One line of the text.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Its parts and where each stood.
    pub(super) parts: Vec<(Location, Words)>,
    /// The file calls it a heading.
    pub(super) heading: bool,
}

impl Line {
    /// Its words.
    pub(super) fn text(&self) -> String {
        let parts = self.parts.iter();
        parts.map(|(_, words)| words.text.as_str()).collect()
    }

    /// The lines that breaks within it make.
    pub(super) fn split(self) -> Vec<Self> {
        if !self.parts.iter().any(|(_, w)| w.text.contains('\n')) {
            return vec![self];
        }
        let heading = self.heading;
        let parts = self.parts.into_iter();
        parts
            .flat_map(|(location, words)| {
                let lines = words.lines().into_iter();
                lines.map(move |w| (location.clone(), w))
            })
            .map(|part| Self {
                parts: vec![part],
                heading,
            })
            .collect()
    }

    /// The same words at another place.
    pub(super) fn at(mut self, location: &Location) -> Self {
        for part in &mut self.parts {
            part.0 = location.clone();
        }
        self
    }
}

impl rows::Part for Line {
    fn words(&self) -> Cow<'_, str> {
        self.text().into()
    }

    fn joined(mut self, next: Self) -> Self {
        let mut parts = next.parts.into_iter();
        if let (Some((_, words)), Some((_, more))) = (self.parts.last_mut(), parts.next()) {
            words.append(more);
        }
        self.parts.extend(parts);
        self
    }

    /// At the place of its cell, but without a place in the XML: nothing is written beside it twice.
    fn again(&self) -> Self {
        let location = self.parts.first().map(|(location, _)| location.clone());
        let words = Words {
            text: again(&self.text()),
            ..Words::default()
        };
        Self {
            parts: location.into_iter().map(|l| (l, words.clone())).collect(),
            heading: false,
        }
    }
}
