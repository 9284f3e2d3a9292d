//! Merged cells: a date that stands for several rows is read in every row that it covers.
//!
//! Only dates are said again. A number that was said again would be counted twice, and a label would tell its measure or its
//! cause twice; a date only tells when, and a row without it loses its day. The day of the week stays with the first row: where
//! it is wrong, it is wrong once.

/// Longest date of a cell, in characters: a range of days with the days of the week and the times.
const DATE_CHARS: usize = 40;

/// Longest bracket with a day of the week, in characters: （月・祝）.
const WEEKDAY_CHARS: usize = 5;

/// Most cells of a table that cover rows at the same time. More are no table that a person made.
pub(super) const MAX_LIVE: usize = 4;

/// Whether the words of a cell are a date or a time and hardly anything else.
pub(super) fn is_date(words: &str) -> bool {
    let words = words.trim();
    let mut figure = false;
    let (mut dated, mut counted) = (false, false);
    for (i, c) in words.chars().enumerate() {
        if i >= DATE_CHARS {
            return false;
        }
        if figure {
            dated |= matches!(c, '年' | '月' | '日' | '時' | '/' | '／' | '.' | '．');
            counted |= matches!(c, '名' | '人' | '件' | '円' | '%' | '％');
        }
        figure = c.is_numeric() || is_figure(c);
    }
    dated && !counted
}

/// The figures of 六月 and 元年.
fn is_figure(c: char) -> bool {
    matches!(
        c,
        '元' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十'
    )
}

/// What of a date is said again, as ranges of its bytes: all but the days of the week in brackets.
pub(super) fn said_again(words: &str) -> Vec<std::ops::Range<usize>> {
    let mut parts = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(open) = words[at..].find(['(', '（']).map(|n| at + n) {
        let inside = words[open..].chars().skip(1);
        let weekday = inside
            .clone()
            .next()
            .is_some_and(|c| "月火水木金土日".contains(c));
        let length = inside
            .take(WEEKDAY_CHARS + 1)
            .position(|c| matches!(c, ')' | '）'));
        at = open + words[open..].chars().next().map_or(1, char::len_utf8);
        if let (true, Some(length)) = (weekday, length) {
            let bracket = words[open..].chars().take(length + 2).map(char::len_utf8);
            at = open + bracket.sum::<usize>();
            parts.push(from..open);
            from = at;
        }
    }
    parts.push(from..words.len());
    parts.retain(|p| !words[p.clone()].trim().is_empty());
    parts
}

/// A date in the words in which it is said again.
#[cfg(feature = "readers")]
pub(super) fn again(words: &str) -> String {
    said_again(words).into_iter().map(|p| &words[p]).collect()
}

#[cfg(test)]
mod tests {
    use super::{again, is_date};

    #[test]
    fn dates_are_said_again_and_numbers_are_not() {
        for words in [
            "2025年6月25日(水)",
            "６月２５日",
            "2025/6/25",
            "令和元年六月",
            "9時30分",
            " 6.25 ",
        ] {
            assert!(is_date(words), "{words}");
        }
        for words in ["1,240名", "", "原因", "1", "6月25日 1,240名", "再発防止策"] {
            assert!(!is_date(words), "{words}");
        }
        assert!(!is_date(&"6月25日に連絡を受けた".repeat(5)));
    }

    #[test]
    fn the_day_of_the_week_is_said_once() {
        assert_eq!(again("2025年6月25日(水)"), "2025年6月25日");
        assert_eq!(
            again("6月25日（水・祝）から27日(金曜日)"),
            "6月25日から27日"
        );
        assert_eq!(again("6月25日(9時"), "6月25日(9時");
        assert_eq!(again("(水"), "(水");
    }
}
