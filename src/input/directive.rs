//! What a draft says to tenken itself: `tenken: allow R003 理由`, on a line of a text or in a comment of a page.

use crate::span::Span;

/// One such word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive {
    /// Its bytes in the text.
    pub span: Span,
    /// It speaks of the next line alone, else of the whole report.
    pub next_line: bool,
    /// The rules it allows, in capitals; empty where it names none.
    pub codes: Vec<String>,
    /// Why; empty where it does not tell.
    pub reason: String,
    /// The word after the colon where that is none that is known.
    pub unknown: Option<String>,
}

/// What it begins with.
const KEY: &str = "tenken";

/// Marks that may stand before it on a line of a text.
const BEFORE: [char; 9] = [' ', '\t', '\u{3000}', '/', '#', '※', '・', '*', '-'];

/// The directives on the lines of a text.
pub fn on_lines(text: &str) -> Vec<Directive> {
    let mut found = Vec::new();
    if !may_hold(text) {
        return found;
    }
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let body = line.trim_end_matches(['\n', '\r']);
        let start = at + (body.len() - body.trim_start_matches(BEFORE).len());
        let said = &text[start..at + body.len()];
        // A cell of a row ends at the tab.
        let said = said.split('\t').next().unwrap_or(said);
        if let Some(directive) = parse(said, Span::new(start, start + said.len())) {
            found.push(directive);
        }
        at += line.len();
    }
    found
}

/// The directives in the comments of a page or of Markdown.
pub fn in_comments(text: &str) -> Vec<Directive> {
    let mut found = Vec::new();
    if !may_hold(text) {
        return found;
    }
    let mut at = 0;
    while let Some(open) = text[at..].find("<!--").map(|n| at + n) {
        let body = open + "<!--".len();
        let Some(close) = text[body..].find("-->").map(|n| body + n) else {
            break;
        };
        let end = close + "-->".len();
        if let Some(directive) = parse(&text[body..close], Span::new(open, end)) {
            found.push(directive);
        }
        at = end;
    }
    found
}

/// Nearly every text has none: one search tells. In full width it begins with another letter.
fn may_hold(text: &str) -> bool {
    text.contains(KEY) || text.contains('ｔ')
}

/// Letters, digits and marks of full width as those of half width, character by character.
fn half_width(text: &str) -> String {
    let fold = |c: char| match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    };
    text.chars().map(fold).collect()
}

/// Reads `tenken: allow R003, T006 理由`, in letters of whatever width.
pub fn parse(said: &str, span: Span) -> Option<Directive> {
    let said = said.trim();
    let folded = half_width(said);
    let rest = folded.strip_prefix(KEY)?.trim_start();
    let rest = rest.strip_prefix(':')?.trim_start();
    let (word, rest) = split(rest);
    let next_line = match word {
        "allow" => Some(false),
        "allow-next-line" => Some(true),
        _ => None,
    };
    let mut directive = Directive {
        span,
        next_line: next_line.unwrap_or(false),
        codes: Vec::new(),
        reason: String::new(),
        unknown: next_line.is_none().then(|| word.to_string()),
    };
    let mut rest = rest;
    loop {
        let (word, after) = split(rest);
        let codes: Vec<&str> = word.split([',', '、']).filter(|c| !c.is_empty()).collect();
        if codes.is_empty() || !codes.iter().all(|c| is_code(c)) {
            break;
        }
        directive
            .codes
            .extend(codes.iter().map(|c| c.to_ascii_uppercase()));
        rest = after;
    }
    // The reason stays as it was written.
    let before = said.chars().count() - rest.chars().count();
    directive.reason = said.chars().skip(before).collect();
    Some(directive)
}

/// The first word and what comes after the blanks behind it.
fn split(text: &str) -> (&str, &str) {
    match text.split_once(char::is_whitespace) {
        Some((word, rest)) => (word, rest.trim_start()),
        None => (text, ""),
    }
}

/// A letter and three digits.
fn is_code(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len() == 4 && bytes[0].is_ascii_alphabetic() && bytes[1..].iter().all(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(said: &str) -> Option<(Vec<String>, String, bool)> {
        parse(said, Span::new(0, said.len())).map(|d| (d.codes, d.reason, d.next_line))
    }

    #[test]
    fn codes_and_reason_are_told_apart() {
        let codes = |list: &[&str]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(
            read(" tenken: allow R003 委員会と協議済みのため "),
            Some((
                codes(&["R003"]),
                "委員会と協議済みのため".to_string(),
                false
            ))
        );
        assert_eq!(
            read("tenken：allow-next-line r003、T006, C001　表の注を参照"),
            Some((
                codes(&["R003", "T006", "C001"]),
                "表の注を参照".to_string(),
                true
            ))
        );
        assert_eq!(
            read("tenken: allow R003"),
            Some((codes(&["R003"]), String::new(), false))
        );
        assert_eq!(
            read("ｔｅｎｋｅｎ：　ａｌｌｏｗ　Ｒ００１，ｒ００２　ＶＰＮの件は協議済み"),
            Some((
                codes(&["R001", "R002"]),
                "ＶＰＮの件は協議済み".to_string(),
                false
            ))
        );
        assert_eq!(read("tenkenを使って点検しました"), None);
    }
}
