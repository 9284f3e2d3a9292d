//! Whether a line was ended because the next word did not fit, or because its writer ended it.

/// What the points of a list begin with.
const POINTS: &str = "・•●○◯■□◆◇▪▫※★☆►▶➢➤✓①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";

/// What no line begins with.
const CLOSING: &str =
    "、。，．,.)）」』】〕〉》］}｝!?！？:：;；々ーぁぃぅぇぉっゃゅょァィゥェォッャュョ";

/// What no line ends with.
const OPENING: &str = "(（「『【〔〈《［{｛";

/// Longest word that is kept whole, in characters.
const LONGEST: usize = 12;

/// Whether a text begins a point of a list or a numbered heading: `・`, `1．`, `(2)`, `③`, `第3条(目的)`.
pub(super) fn is_point(text: &str) -> bool {
    let bare = text.trim_start_matches(['(', '（', '第']);
    let rest = bare.trim_start_matches(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
    if rest.len() == bare.len() {
        return bare.starts_with(|c: char| POINTS.contains(c));
    }
    // 第1項に基づく goes on with a sentence.
    let titled = rest
        .strip_prefix(['条', '章', '項'])
        .is_some_and(|title| title.is_empty() || title.starts_with(['(', '（', ' ', '\u{3000}']));
    titled || rest.starts_with(['.', '．', '、', ')', '）', ' ', '\u{3000}'])
}

/// Whether a text ends with the end of a sentence.
pub(super) fn is_closed(text: &str) -> bool {
    text.ends_with(['。', '．', '！', '？', '!', '?'])
}

/// Whether a text begins with a date: `2025年`, `令和7年`, `6月25日`, `7/22`.
pub(super) fn is_date(text: &str) -> bool {
    let text = text.trim_start_matches(['(', '（']);
    let text = ["令和", "平成", "R"]
        .iter()
        .find_map(|era| text.strip_prefix(era))
        .unwrap_or(text)
        .trim_start();
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let rest = text.trim_start_matches(digit);
    (1..=4).contains(&text[..text.len() - rest.len()].chars().count())
        && rest.trim_start().starts_with(['年', '月', '日', '/', '／'])
        || text.starts_with("元年")
}

/// About how wide the part of a text is that cannot be left behind on the line before, in sizes.
pub(super) fn first_word(text: &str) -> f32 {
    let mut chars = text.chars().peekable();
    let mut width = 0.0;
    while let Some(c) = chars.next_if(|c| OPENING.contains(*c)) {
        width += em(c);
    }
    let Some(first) = chars.next() else {
        return width;
    };
    width += em(first);
    let kind = run(first);
    for _ in 1..LONGEST {
        let next =
            chars.next_if(|&c| CLOSING.contains(c) || (kind != Run::Single && run(c) == kind));
        match next {
            Some(c) => width += em(c),
            None => break,
        }
    }
    width
}

/// Characters that stay together on a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Run {
    Latin,
    Single,
}

fn run(c: char) -> Run {
    match c {
        c if c.is_ascii_alphanumeric() => Run::Latin,
        _ => Run::Single,
    }
}

/// About how wide a character is.
fn em(c: char) -> f32 {
    match c {
        '\0'..='\u{FF}' | '\u{FF61}'..='\u{FF9F}' => 0.5,
        _ => 1.0,
    }
}

#[cfg(test)]
#[allow(clippy::float_cmp)]
mod tests {
    use super::*;

    #[test]
    fn words_that_stay_together() {
        assert_eq!(first_word("情報"), 1.0);
        assert_eq!(first_word("(水)"), 2.0);
        assert_eq!(first_word("2,300名"), 2.5);
        assert_eq!(first_word("サーバーを"), 2.0);
        assert_eq!(first_word("た。また"), 2.0);
        assert_eq!(first_word(""), 0.0);
    }

    #[test]
    fn points_of_lists() {
        for text in [
            "・氏名",
            "1. 経緯",
            "(2) 対象",
            "③ 住所",
            "第3条",
            "１．概要",
        ] {
            assert!(is_point(text), "{text}");
        }
        for text in ["2025年6月", "氏名", "第三者", "10日", "第1項に基づく"] {
            assert!(!is_point(text), "{text}");
        }
    }
}
