//! HTML: what is markup is masked, never deleted, so every place is one of the page itself.

mod again;
mod furniture;
mod names;

use crate::document::view::{Mask, Shows};
use crate::span::Span;

/// Elements that are no part of what a page says.
const LEFT_OUT: [&str; 14] = [
    "script", "style", "template", "noscript", "head", "nav", "footer", "aside", "button",
    "select", "svg", "iframe", "rt", "rp",
];

/// Elements whose text is no markup until their own end tag.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// Elements without an end tag.
const VOID: [&str; 10] = [
    "area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr",
];

/// Elements that stand in a line.
const INLINE: [&str; 24] = [
    "a", "abbr", "b", "bdi", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "label",
    "mark", "q", "ruby", "rb", "s", "small", "span", "strong", "sub", "sup", "time",
];

/// Roles of elements that are no part of what a page says.
const ROLES: [&str; 4] = ["navigation", "banner", "contentinfo", "search"];

/// The main part of a page counts where it holds this share of its text, in hundredths.
const MAIN_SHARE: usize = 20;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Text,
    /// A tag, a comment, a declaration: what the view has for it.
    Mark(Shows),
}

#[derive(Debug, Clone, Copy)]
struct Piece {
    span: Span,
    what: What,
    shown: bool,
    main: bool,
}

/// The masks of a page, sorted and apart from each other, and the spans of its headings.
pub fn masks(text: &str) -> (Vec<Mask>, Vec<Span>) {
    let (mut pieces, headings) = pieces(text);
    furniture::leave_out(text, &mut pieces);
    let letters = |main: bool| {
        let told = pieces
            .iter()
            .filter(|p| p.what == What::Text && p.shown && (p.main || !main));
        told.map(|p| p.span.of(text).trim().len()).sum::<usize>()
    };
    let (all, main) = (letters(false), letters(true));
    let only_main = main > 0 && main * 100 >= all * MAIN_SHARE;
    let mut masks = Vec::new();
    let is_shown = |piece: &Piece| piece.shown && (piece.main || !only_main);
    let dates = again::dates(text, &pieces, is_shown);
    let mut dates = dates.iter().peekable();
    for (i, piece) in pieces.iter().enumerate() {
        let shown = is_shown(piece);
        match (piece.what, shown) {
            (What::Mark(_), true) if dates.peek().is_some_and(|d| d.row == i) => {
                for date in std::iter::from_fn(|| dates.next_if(|d| d.row == i)) {
                    again::say(piece.span, date, &mut masks);
                }
            }
            (What::Mark(shows), true) => masks.push(Mask {
                span: piece.span,
                shows,
            }),
            (What::Text, true) => in_text(text, piece.span, &mut masks),
            (_, false) => masks.push(Mask {
                span: piece.span,
                shows: Shows::Nothing,
            }),
        }
    }
    let shown = |h: &Span| {
        let i = pieces.partition_point(|p| p.span.end <= h.start);
        pieces[i..]
            .iter()
            .take_while(|p| p.span.start < h.end)
            .any(|p| p.what == What::Text && is_shown(p))
    };
    let headings = headings.into_iter().filter(shown).collect();
    (masks, headings)
}

/// Line breaks and entities of running text.
fn in_text(text: &str, span: Span, masks: &mut Vec<Mask>) {
    let words = span.of(text);
    let mut at = 0;
    while let Some(n) = words[at..].find(['\n', '\r', '\t', '&']) {
        let start = at + n;
        let (length, shows) = if words.as_bytes()[start] == b'&' {
            match entity(&words[start..]) {
                Some((length, c)) => (length, Shows::Char(c)),
                None => {
                    at = start + 1;
                    continue;
                }
            }
        } else {
            (1, Shows::Char(' '))
        };
        masks.push(Mask {
            span: Span::new(span.start + start, span.start + start + length),
            shows,
        });
        at = start + length;
    }
}

/// An entity at the beginning of `text`: its bytes and its character.
fn entity(text: &str) -> Option<(usize, char)> {
    let end = text.bytes().take(12).position(|b| b == b';')?;
    let name = text.get(1..end)?;
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" | "ensp" | "emsp" | "thinsp" => ' ',
        "hellip" => '…',
        "middot" => '・',
        "ndash" | "mdash" | "minus" => '-',
        "yen" => '¥',
        "times" => '×',
        "copy" => '©',
        "laquo" => '«',
        "raquo" => '»',
        "rarr" => '→',
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some((end + 1, c))
}

/// The page in pieces, one after the other, and the insides of its headings.
fn pieces(text: &str) -> (Vec<Piece>, Vec<Span>) {
    let mut list = Vec::new();
    let mut headings = Vec::new();
    let mut heading: Option<usize> = None;
    // The element that is left out, or is the main part, and how many of its name are open in it.
    let mut out: Option<(&str, usize)> = None;
    let mut main: Option<(String, usize)> = None;
    let mut at = 0;
    while at < text.len() {
        let open = text[at..].find('<').map_or(text.len(), |n| at + n);
        if open > at {
            list.push(Piece {
                span: Span::new(at, open),
                what: What::Text,
                shown: out.is_none(),
                main: main.is_some(),
            });
        }
        if open >= text.len() {
            break;
        }
        let rest = &text[open..];
        let (end, name, closing) = tag(rest);
        let Some(end) = end else {
            // A sign that opens nothing is text.
            list.push(Piece {
                span: Span::new(open, open + 1),
                what: What::Text,
                shown: out.is_none(),
                main: main.is_some(),
            });
            at = open + 1;
            continue;
        };
        let mut end = open + end;
        let lower = name.to_ascii_lowercase();
        let source = &text[open..end];
        let void = VOID.contains(&lower.as_str()) || source.ends_with("/>");
        if !closing && RAW.contains(&lower.as_str()) {
            end = raw_end(text, end, &lower);
        }
        let known = LEFT_OUT.iter().find(|l| **l == lower).copied();
        let mut shown = out.is_none();
        match (&mut out, closing) {
            (Some((open_name, depth)), closing) if *open_name == lower => {
                if closing {
                    *depth -= 1;
                } else if !void && !RAW.contains(&lower.as_str()) {
                    *depth += 1;
                }
                if *depth == 0 {
                    out = None;
                }
            }
            (None, false) if RAW.contains(&lower.as_str()) => shown = false,
            (None, false) if !void => {
                if let Some(name) = known.or_else(|| hidden(source, name)) {
                    out = Some((name, 1));
                    shown = false;
                }
            }
            _ => {}
        }
        match &mut main {
            Some((open_name, depth)) if *open_name == lower => {
                if closing {
                    *depth -= 1;
                } else if !void {
                    *depth += 1;
                }
                if *depth == 0 {
                    main = None;
                }
            }
            None if !closing && (lower == "main" || lower == "article" || is_main(source)) => {
                main = Some((lower.clone(), 1));
            }
            _ => {}
        }
        let level = lower.strip_prefix('h').and_then(|n| n.parse::<u8>().ok());
        if level.is_some_and(|n| (1..=6).contains(&n)) {
            if closing {
                headings.extend(
                    heading
                        .take()
                        .map(|start| Span::new(start, open.max(start))),
                );
            } else {
                heading = Some(end);
            }
        }
        let shows = match lower.as_str() {
            _ if INLINE.contains(&lower.as_str()) => Shows::Nothing,
            "td" | "th" if closing => Shows::Char('\t'),
            "td" | "th" | "tbody" | "thead" | "wbr" | "img" | "" => Shows::Nothing,
            _ => Shows::Char('\n'),
        };
        list.push(Piece {
            span: Span::new(open, end),
            what: What::Mark(shows),
            shown,
            main: main.is_some(),
        });
        at = end;
    }
    (list, headings)
}

/// A tag, comment or declaration at the beginning of `text`: one past its end, its name, whether it closes.
fn tag(text: &str) -> (Option<usize>, &str, bool) {
    if text.starts_with("<!--") {
        let end = text.find("-->").map_or(text.len(), |n| n + 3);
        return (Some(end), "", false);
    }
    let bytes = text.as_bytes();
    let closing = bytes.get(1) == Some(&b'/');
    let first = if closing { 2 } else { 1 };
    match bytes.get(first) {
        Some(b) if b.is_ascii_alphabetic() => {}
        Some(b'!' | b'?') if !closing => {
            return (
                Some(text.find('>').map_or(text.len(), |n| n + 1)),
                "",
                false,
            );
        }
        _ => return (None, "", false),
    }
    let name_end = bytes[first..]
        .iter()
        .position(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/'))
        .map_or(bytes.len(), |n| first + n);
    let mut quote = None;
    for (i, &b) in bytes.iter().enumerate().skip(name_end) {
        match (quote, b) {
            (Some(q), b) if b == q => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(b),
            (None, b'>') => {
                return (
                    Some(i + 1),
                    text.get(first..name_end).unwrap_or(""),
                    closing,
                );
            }
            (None, _) => {}
        }
    }
    (
        Some(text.len()),
        text.get(first..name_end).unwrap_or(""),
        closing,
    )
}

/// One past the end tag of an element whose text is raw.
fn raw_end(text: &str, from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(n) = text[at..].find("</") {
        let start = at + n;
        let after = &text.as_bytes()[start + 2..];
        if after.len() >= name.len() && after[..name.len()].eq_ignore_ascii_case(name.as_bytes()) {
            return text[start..]
                .find('>')
                .map_or(text.len(), |n| start + n + 1);
        }
        at = start + 2;
    }
    text.len()
}

/// The name of an element that its attributes hide.
fn hidden<'a>(source: &str, name: &'a str) -> Option<&'a str> {
    let lower = source.to_ascii_lowercase();
    let role = ROLES
        .iter()
        .any(|r| lower.contains(&format!("role=\"{r}\"")));
    let gone = lower.contains(" hidden>")
        || lower.contains(" hidden ")
        || lower.contains("aria-hidden=\"true\"")
        || lower.contains("display:none")
        || lower.contains("display: none");
    // Names are compared in small letters.
    (role || gone)
        .then_some(name)
        .filter(|n| n.bytes().all(|b| !b.is_ascii_uppercase()))
}

fn is_main(source: &str) -> bool {
    let lower = source.to_ascii_lowercase();
    [
        "role=\"main\"",
        "id=\"main\"",
        "id=\"content\"",
        "id=\"main-content\"",
    ]
    .iter()
    .any(|m| lower.contains(m))
}
