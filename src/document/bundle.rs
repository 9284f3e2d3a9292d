//! Splits one file into its reports.
//!
//! A file may be a single report, or a bundle: many reports one after another, with unrelated posts between them. Three
//! signs cut it: a headline prefix that recurs through the file (【…#2024-051】), a form feed or a rule of `=`, and a
//! headline-like line after which a text about something else begins.

use super::view::View;

/// Ranges of the view, one a report, in order. `about_incident` tells for a range of the view how strongly it speaks of
/// an incident in the organisation's own voice (0 for not at all).
pub fn split(
    view: &View,
    about_incident: &dyn Fn(usize, usize) -> usize,
    is_headline: &dyn Fn(usize, usize) -> bool,
) -> Vec<(usize, usize)> {
    let text = view.text.as_str();
    let lines = lines(text);
    let mut cuts: Vec<usize> = Vec::new();
    let prefixes = series_prefixes(text, &lines);
    for (i, &(start, end)) in lines.iter().enumerate() {
        let line = &text[start..end];
        let ruled = line.contains('\u{C}') || (line.len() >= 8 && line.bytes().all(|b| b == b'='));
        let before_blank = i == 0 || text[lines[i - 1].0..lines[i - 1].1].trim().is_empty();
        let series = prefix_shape(line).is_some_and(|p| prefixes.contains(&p));
        if ruled {
            cuts.push((end + 1).min(text.len()));
        } else if series
            // Since the last cut: what stands before it is another report.
            || (before_blank
                && i > 0
                && is_headline(start, end)
                && closed_before(&text[cuts.last().copied().unwrap_or(0)..start]))
        {
            cuts.push(start);
        }
    }
    cuts.push(0);
    cuts.sort_unstable();
    cuts.dedup();
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for (i, &start) in cuts.iter().enumerate() {
        let end = cuts.get(i + 1).copied().unwrap_or(text.len());
        if text[start..end].trim().is_empty() {
            continue;
        }
        // Text before the first headline that is only a few lines belongs to it.
        ranges.push((start, end));
    }
    if prefixes.is_empty() {
        return ranges;
    }
    ranges
        .into_iter()
        .flat_map(|(start, end)| cut_tail(text, start, end, about_incident))
        .collect()
}

fn lines(text: &str) -> Vec<(usize, usize)> {
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        lines.push((at, at + line.trim_end_matches('\n').len()));
        at += line.len();
    }
    lines
}

/// `【…#2024-051】` as a shape: digits are alike.
fn prefix_shape(line: &str) -> Option<String> {
    let rest = line.strip_prefix('【').or_else(|| line.strip_prefix('['))?;
    let close = rest.find(['】', ']'])?;
    let label = &rest[..close];
    if label.chars().count() > 40 || rest[close..].chars().count() < 8 {
        return None;
    }
    let mut shape = String::new();
    let mut digits = false;
    for c in label.chars() {
        if c.is_ascii_digit() {
            if !digits {
                shape.push('0');
            }
            digits = true;
        } else {
            digits = false;
            shape.push(c);
        }
    }
    digits_in(label).then_some(shape)
}

fn digits_in(label: &str) -> bool {
    label.bytes().filter(u8::is_ascii_digit).count() >= 2
}

/// Prefix shapes that stand at the start of two lines or more, each line with a number of its own.
fn series_prefixes(text: &str, lines: &[(usize, usize)]) -> Vec<String> {
    let mut seen: Vec<(String, usize)> = Vec::new();
    for &(start, end) in lines {
        if let Some(shape) = prefix_shape(&text[start..end]) {
            match seen.iter_mut().find(|(s, _)| *s == shape) {
                Some((_, n)) => *n += 1,
                None => seen.push((shape, 1)),
            }
        }
    }
    seen.into_iter()
        .filter(|&(_, n)| n >= 2)
        .map(|(s, _)| s)
        .collect()
}

/// Whether a text is a report of some length that has come to its end.
fn closed_before(text: &str) -> bool {
    let before = text.trim_end();
    before.len() >= 600
        && before.ends_with(|c: char| {
            matches!(c, '。' | ')' | '上' | '」')
                || c.is_ascii_alphanumeric()
                || c == super::view::OPAQUE
        })
}

/// Shortest text of another subject that is cut off, in bytes.
const TAIL_BYTES: usize = 240;

/// In a bundle, cuts off text that follows a report under a headline of its own and speaks of something else.
fn cut_tail(
    text: &str,
    start: usize,
    end: usize,
    about_incident: &dyn Fn(usize, usize) -> usize,
) -> Vec<(usize, usize)> {
    let lines = lines(&text[start..end]);
    for (i, &(from, to)) in lines.iter().enumerate().skip(3) {
        let (from, to) = (start + from, start + to);
        let line = text[from..to].trim();
        let chars = line.chars().count();
        let blank = |j: usize| {
            lines
                .get(j)
                .is_none_or(|&(a, b)| text[start + a..start + b].trim().is_empty())
        };
        let title = (12..=90).contains(&chars)
            && blank(i - 1)
            && (blank(i + 1)
                || (lines
                    .get(i + 1)
                    .is_some_and(|&(a, b)| text[start + a..start + b].chars().count() < 20)
                    && blank(i + 2)))
            && !line.ends_with(['。', '、', ':'])
            && !line.starts_with(|c: char| {
                c.is_ascii_digit()
                    || matches!(
                        c,
                        '(' | '・' | '※' | '■' | '□' | '○' | '●' | '<' | '①'..='⑳' | '•' | '-'
                    )
            });
        if title
            && end - to >= TAIL_BYTES
            && about_incident(from, end) == 0
            && about_incident(start, from) > 0
        {
            return vec![(start, from), (from, end)];
        }
    }
    vec![(start, end)]
}
