//! What a browser prints around a page: when it was printed, its title, its address and the number of the page.

use unicode_normalization::UnicodeNormalization;

use super::lines::Line;

/// Most characters of a page number with what stands around it.
const NUMBER_CHARS: usize = 16;

/// How sure it is that a line was put there by a printer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Printed {
    /// Nobody writes such a line.
    Surely,
    /// An address or a time alone, or beside a title: so it is if the other end of the page has such a line, too.
    Maybe,
}

/// Whether a line at the very head or foot of a page is such a one.
pub(super) fn printed(line: &Line) -> Option<Printed> {
    let (mut addresses, mut times, mut numbers) = (0, 0, 0);
    for cell in &line.cells {
        let text: String = cell.text.nfkc().collect();
        if is_address(&text) {
            addresses += 1;
        } else if is_time(&text) {
            times += 1;
        } else if is_number(&text) {
            numbers += 1;
        }
    }
    if times > 0 && line.cells.len() > 1 || addresses > 0 && numbers > 0 {
        Some(Printed::Surely)
    } else if times + addresses > 0 {
        Some(Printed::Maybe)
    } else {
        None
    }
}

/// `https://www.example.jp/news/1.html`, `file:///C:/notice.html`.
fn is_address(text: &str) -> bool {
    let schemes = ["https://", "http://", "file://", "about:"];
    schemes.iter().any(|s| text.starts_with(s)) && !text.contains(char::is_whitespace)
}

/// `11/30/26, 9:08 PM`, `2026/11/30 21:08`, `2026-11-30, 21:08`: a day in numbers and a time of the day.
fn is_time(text: &str) -> bool {
    let Some((day, time)) = text.split_once([' ', ',', '\u{3000}']) else {
        return false;
    };
    let numbers = |s: &str, by: &[char], count: usize| {
        let parts: Vec<&str> = s.split(by).collect();
        let digits = |p: &&str| (1..=4).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit());
        parts.len() == count && parts.iter().all(digits)
    };
    let time = time.trim_start_matches([' ', ',', '\u{3000}']);
    let time = ["午前", "午後"]
        .iter()
        .find_map(|half| time.strip_prefix(half))
        .unwrap_or(time);
    let time = ["AM", "PM", "am", "pm"]
        .iter()
        .find_map(|half| time.strip_suffix(half))
        .unwrap_or(time)
        .trim();
    numbers(day, &['/', '-', '.'], 3) && (numbers(time, &[':'], 2) || numbers(time, &[':'], 3))
}

/// `3`, `- 3 -`, `3/5`, `P.3`, `3頁`, `Page 3 of 5`.
pub(super) fn is_number(text: &str) -> bool {
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
    use super::*;

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

    #[test]
    fn addresses_and_times() {
        for text in [
            "11/30/26, 9:08 PM",
            "2026/11/30 21:08",
            "2026-11-30, 21:08:11",
            "2026/11/30 午後9:08",
        ] {
            assert!(is_time(text), "{text}");
        }
        for text in [
            "2025年9月1日",
            "2025/9/1",
            "9:08",
            "2025/9/1 発表",
            "平日 9:00",
        ] {
            assert!(!is_time(text), "{text}");
        }
        assert!(is_address("https://www.example.jp/news/1"));
        assert!(!is_address("https://www.example.jp をご覧ください"));
    }
}
