//! Page numbers and lines that come again on every page: they would cut the text in two at each page's end.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::lines::Line;
use super::printed::{Printed, is_number, printed};

/// The part of a page's height, at its head and at its foot, where such lines are looked for.
const MARGIN: f32 = 0.12;

/// So many lines of a page are its head, where its title stands.
const HEAD: usize = 8;

/// What a line is to the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A part of the text.
    Body,
    /// At the head of every page: read where it first stands.
    Header,
    /// At the foot of every page: read once, after the text.
    Footer,
    /// A page number.
    Number,
    /// What a browser prints around a page, a running title that the page's own repeats, the head of a table again on the
    /// next page: no part of the text.
    Around,
}

/// The lines of a page.
#[derive(Debug)]
pub(super) struct PageLines {
    /// In the order of reading, with what each is to the text.
    pub(super) lines: Vec<(Line, Place)>,
    /// Height of the page, in points.
    pub(super) height: f32,
}

/// Finds what every page repeats.
pub(super) fn mark(pages: &mut [PageLines]) {
    let mut counts: HashMap<(String, i32), usize> = HashMap::new();
    for page in pages.iter() {
        for (line, _) in &page.lines {
            if page.margin(line).is_some() {
                *counts.entry(key(line)).or_default() += 1;
            }
        }
    }
    let most = (pages.len() * 3).div_ceil(5).max(2);
    for page in pages {
        let outermost = page.outermost();
        let around = page.around(&outermost);
        let head = page.head();
        for i in 0..page.lines.len() {
            let line = &page.lines[i].0;
            let Some(place) = page.margin(line) else {
                continue;
            };
            let repeated = counts.get(&key(line)).is_some_and(|&n| n >= most);
            let text = line.text();
            page.lines[i].1 = if around.contains(&i) {
                Place::Around
            } else if is_number(&text) && (repeated || line.artifact || outermost.contains(&i)) {
                Place::Number
            } else if repeated || line.artifact {
                let title = words(&text);
                // A header that stands right above the title it repeats.
                if place == Place::Header && head.matches(&title).nth(1).is_some() {
                    Place::Around
                } else {
                    place
                }
            } else {
                Place::Body
            };
        }
    }
}

impl PageLines {
    /// The margin that a line stands in, if it does.
    fn margin(&self, line: &Line) -> Option<Place> {
        if line.turn != 0 || line.table.is_some() || self.height <= 0.0 {
            return None;
        }
        let from_top = (self.height + line.at) / self.height;
        if from_top < MARGIN {
            Some(Place::Header)
        } else if from_top > 1.0 - MARGIN {
            Some(Place::Footer)
        } else {
            None
        }
    }

    /// Which of the first and the last line a browser has printed.
    fn around(&self, outermost: &[usize]) -> Vec<usize> {
        let found: Vec<(usize, Printed)> = outermost
            .iter()
            .filter(|&&i| self.margin(&self.lines[i].0).is_some())
            .filter_map(|&i| Some((i, printed(&self.lines[i].0)?)))
            .collect();
        let sure = found.iter().any(|f| f.1 == Printed::Surely) || found.len() > 1;
        found.into_iter().filter(|_| sure).map(|f| f.0).collect()
    }

    /// The words of the first lines.
    fn head(&self) -> String {
        let lines = self.lines.iter().take(HEAD);
        lines.map(|(line, _)| words(&line.text())).collect()
    }

    /// The first and the last line from the top.
    fn outermost(&self) -> Vec<usize> {
        let upright = || {
            self.lines
                .iter()
                .enumerate()
                .filter(|(_, (l, _))| l.turn == 0)
        };
        let first = upright().min_by(|a, b| a.1.0.at.total_cmp(&b.1.0.at));
        let last = upright().max_by(|a, b| a.1.0.at.total_cmp(&b.1.0.at));
        first.into_iter().chain(last).map(|(i, _)| i).collect()
    }
}

/// What a line is recognised by on another page: its words and its height.
fn key(line: &Line) -> (String, i32) {
    (words(&line.text()), (line.at / 6.0).round() as i32)
}

/// A line without the page number that it begins or ends with.
pub(super) fn words(text: &str) -> String {
    let text: String = text.nfkc().collect();
    let mut tokens: Vec<&str> = text.split_whitespace().collect();
    let is_mark = |token: &&str| is_number(token) || "-‐–—―−".contains(*token);
    while tokens.len() > 1 && tokens.last().is_some_and(is_mark) {
        tokens.pop();
    }
    while tokens.len() > 1 && tokens.first().is_some_and(is_mark) {
        tokens.remove(0);
    }
    tokens.concat()
}
