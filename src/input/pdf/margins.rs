//! Page numbers and lines that come again on every page: they would cut the text in two at each page's end.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::lines::Line;

/// The part of a page's height, at its head and at its foot, where such lines are looked for.
const MARGIN: f32 = 0.12;

/// Most characters of a page number with what stands around it.
const NUMBER_CHARS: usize = 16;

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
        for i in 0..page.lines.len() {
            let line = &page.lines[i].0;
            let Some(place) = page.margin(line) else {
                continue;
            };
            let repeated = counts.get(&key(line)).is_some_and(|&n| n >= most);
            let text = line.text();
            page.lines[i].1 =
                if is_number(&text) && (repeated || line.artifact || outermost.contains(&i)) {
                    Place::Number
                } else if repeated || line.artifact {
                    place
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

/// `3`, `- 3 -`, `3/5`, `P.3`, `3頁`, `Page 3 of 5`.
fn is_number(text: &str) -> bool {
    if text.chars().count() > NUMBER_CHARS {
        return false;
    }
    let plain: String = text
        .nfkc()
        .filter(|c| !c.is_whitespace() && !"-‐‑–—―−~〜()[]<>〔〕《》.|".contains(*c))
        .collect::<String>()
        .to_ascii_lowercase();
    let plain = plain
        .strip_prefix("page")
        .or(plain.strip_prefix('p'))
        .unwrap_or(&plain);
    let plain = plain
        .strip_suffix('頁')
        .or(plain.strip_suffix("ページ"))
        .unwrap_or(plain);
    let digits = |s: &str| (1..=4).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
    digits(plain)
        || [plain.split_once('/'), plain.split_once("of")]
            .into_iter()
            .flatten()
            .any(|(a, b)| digits(a) && digits(b))
}

#[cfg(test)]
mod tests {
    use super::is_number;

    #[test]
    fn page_numbers() {
        for text in [
            "3",
            "- 3 -",
            "３",
            "3/5",
            "3 ／ 5",
            "P.3",
            "p. 12",
            "3頁",
            "3 / 5 ページ",
            "Page 3 of 5",
            "― 2 ―",
        ] {
            assert!(is_number(text), "{text}");
        }
        for text in ["3名", "2025年", "-", "電話 3", "0120-000-000", "20250722"] {
            assert!(!is_number(text), "{text}");
        }
    }
}
