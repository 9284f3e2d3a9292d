//! Cleaning, measuring, shortening and wrapping of text.
//!
//! A viewer's font is not known here, so widths are estimates. They err on the
//! wide side: a box too wide costs space, one too narrow lets labels touch.

use unicode_width::UnicodeWidthChar;

/// Put where text was cut off.
const ELLIPSIS: char = '\u{2026}';

/// Marks that must not begin a line.
const NO_START: &str = "、。，．・：；？！ー）」』】〕》〉］｝々,.:;?!)]}%";

/// Marks that must not end a line.
const NO_END: &str = "（「『【〔《〈［｛([{";

/// Takes out what XML forbids or what could reorder the text, and makes every
/// run of white space one space.
pub(super) fn clean(text: &str) -> String {
    let kept: String = text
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|&c| !forbidden(c))
        .collect();
    let words: Vec<&str> = kept.split(' ').filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// Whether `c` may not be in the picture: controls, noncharacters, and signs
/// that turn the writing direction.
fn forbidden(c: char) -> bool {
    let code = u32::from(c);
    c.is_control()
        || code & 0xFFFE == 0xFFFE
        || matches!(code, 0xFDD0..=0xFDEF | 0x200E | 0x200F | 0x2028..=0x202E | 0x2066..=0x2069)
}

/// The width of `text` in px at a font size of `size` px.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(advance).sum::<f64>() * size
}

/// The width of `c` in em. Half-width signs are half an em only in fixed-width
/// fonts; in the proportional ones a page is seen with, Latin letters take more.
fn advance(c: char) -> f64 {
    match UnicodeWidthChar::width_cjk(c) {
        None | Some(0) => 0.0,
        Some(1) => match c {
            'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.95,
            'A'..='Z' | '&' | '#' | '+' | '=' | '<' | '>' | '~' => 0.72,
            ' ' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | 'i' | 'l' | 'j' => 0.36,
            _ => 0.6,
        },
        Some(_) => 1.0,
    }
}

/// `text` cut to fit `room` px at `size` px, with an ellipsis if it was cut.
pub(super) fn shorten(text: &str, size: f64, room: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let mut left = room - advance(ELLIPSIS) * size;
    let mut short = String::new();
    for c in text.chars() {
        left -= advance(c) * size;
        if left < 0.0 {
            break;
        }
        short.push(c);
    }
    let mut short = short.trim_end().to_owned();
    short.push(ELLIPSIS);
    short
}

/// The least share of the room that a last line should take.
const LAST: f64 = 0.25;

/// `text` in at most `lines` lines of `room` px at `size` px. The last line is
/// shortened if the rest does not fit; empty text has no lines.
pub(super) fn wrap(text: &str, size: f64, room: f64, lines: usize) -> Vec<String> {
    let text = clean(text);
    let full = greedy(&text, size, room, lines);
    let stub = |set: &[String]| {
        set.last()
            .is_none_or(|last| width(last, size) < room * LAST)
    };
    if full.len() < 2 || !stub(&full) {
        return full;
    }
    // A stub of a character or two on the last line is hard to read: narrower
    // lines share the text out, as long as that takes no line more.
    let whole: usize = full.iter().map(|line| line.chars().count()).sum();
    [0.92, 0.84, 0.76, 0.68]
        .into_iter()
        .map(|share| greedy(&text, size, room * share, lines))
        .find(|set| {
            let kept: usize = set.iter().map(|line| line.chars().count()).sum();
            set.len() == full.len() && kept == whole && !stub(set)
        })
        .unwrap_or(full)
}

/// `text` with every line as full as it can be.
fn greedy(text: &str, size: f64, room: f64, lines: usize) -> Vec<String> {
    let mut rest = text;
    let mut out = Vec::new();
    while !rest.is_empty() {
        let last = out.len() + 1 >= lines;
        let parts = rest.split_at_checked(break_at(rest, size, room));
        match parts {
            Some((head, tail)) if !last && !tail.is_empty() => {
                out.push(head.trim_end().to_owned());
                rest = tail.trim_start();
            }
            _ => {
                out.push(shorten(rest, size, room));
                break;
            }
        }
    }
    out
}

/// Where to break `text` so that its first part fits `room` px, as a byte index:
/// its length if all fits, and never 0 for text that is not empty.
fn break_at(text: &str, size: f64, room: f64) -> usize {
    let mut used = 0.0;
    let mut best = None;
    let mut before: Option<char> = None;
    for (index, c) in text.char_indices() {
        if before.is_some_and(|last| may_break(last, c)) {
            best = Some(index);
        }
        used += advance(c) * size;
        // A space at a line's end is dropped, so it may hang over.
        if used > room && c != ' ' && index > 0 {
            return best.unwrap_or(index);
        }
        before = Some(c);
    }
    text.len()
}

/// Whether a line may end after `last` when `next` follows.
fn may_break(last: char, next: char) -> bool {
    let word = |c: char| c.is_ascii_graphic() || UnicodeWidthChar::width_cjk(c) == Some(0);
    if next == ' ' || NO_START.contains(next) || NO_END.contains(last) {
        return false;
    }
    UnicodeWidthChar::width_cjk(next) != Some(0) && !(word(last) && word(next))
}
