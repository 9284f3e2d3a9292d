//! Labels of bands and limits, above the axis like flags on their poles.

use super::axis::Axis;
use super::days;
use super::style::{INK, MISSED, SOFT, Style};
use super::words::{self, Words};
use super::{Band, Limit, Picture, text};

/// A label and the pole it hangs on.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Flag {
    /// Where the pole stands, in px.
    pub(super) pole: f64,
    /// For a band, where its other side is, in px.
    pub(super) far: Option<f64>,
    /// Left end of the text, in px.
    pub(super) left: f64,
    /// Its row, counted upwards from the axis.
    pub(super) row: usize,
    /// What it says.
    pub(super) text: String,
    /// Colour of pole and text.
    pub(super) colour: &'static str,
    /// Whether it is a limit that was missed, drawn heavier.
    pub(super) missed: bool,
}

/// The flags of all bands and limits, hung so that no text touches another.
pub(super) fn flags(picture: &Picture, axis: &Axis, style: &Style) -> Vec<Flag> {
    let bands = picture
        .bands
        .iter()
        .map(|band| of_band(band, picture, axis));
    let limits = picture
        .limits
        .iter()
        .map(|limit| of_limit(limit, picture, axis));
    let mut loose: Vec<Flag> = bands.chain(limits).collect();
    // From right to left: a text hangs to the right of its pole, so a pole
    // further left passes by all texts already hung below.
    loose.sort_by(|a, b| b.pole.total_cmp(&a.pole));
    let mut hung: Vec<Flag> = Vec::new();
    for flag in loose {
        hang(flag, &mut hung, style);
    }
    hung
}

/// The flag of a band, on its left side.
fn of_band(band: &Band, picture: &Picture, axis: &Axis) -> Flag {
    let (from, to) = (band.from.min(band.to), band.from.max(band.to));
    let one = days::day_one(picture);
    let numbers = match (days::numbered(one, from), days::numbered(one, to)) {
        (Some(first), Some(last)) => {
            let format = words::fill(&picture.words.day_range, "from", &first.to_string());
            words::fill(&format, "to", &last.to_string())
        }
        _ => String::new(),
    };
    Flag {
        pole: axis.x_after(f64::from(days::number(from))),
        far: Some(axis.x(f64::from(days::number(to)) + 1.0)),
        left: 0.0,
        row: 0,
        text: text::clean(&format!("{} {numbers}", band.label)),
        colour: SOFT,
        missed: false,
    }
}

/// The flag of a limit, at the end of its day.
fn of_limit(limit: &Limit, picture: &Picture, axis: &Axis) -> Flag {
    let words = &picture.words;
    let number = days::numbered(days::day_one(picture), limit.date)
        .map(|day| words::fill(&words.day_number, "n", &day.to_string()))
        .unwrap_or_default();
    let date = words::date(&words.date, limit.date);
    let missed = limit.met == Some(false);
    Flag {
        pole: axis.x(f64::from(days::number(limit.date)) + 1.0),
        far: None,
        left: 0.0,
        row: 0,
        text: text::clean(&format!(
            "{} {number} {date} {}",
            limit.label,
            outcome(limit, words)
        )),
        colour: if missed { MISSED } else { INK },
        missed,
    }
}

/// The word for how a limit was kept.
fn outcome<'a>(limit: &Limit, words: &'a Words) -> &'a str {
    match limit.met {
        Some(true) => &words.met,
        Some(false) => &words.missed,
        None => "",
    }
}

/// Hangs `flag` among those already `hung`: in the lowest row where neither text
/// nor pole meets another's, else in a new row pushed in between, and only if
/// that fails too on top of all.
fn hang(mut flag: Flag, hung: &mut Vec<Flag>, style: &Style) {
    let room = style.inner() - style.text;
    flag.text = text::shorten(&flag.text, style.small, room * 0.95);
    let top = hung.iter().map(|other| other.row + 1).max().unwrap_or(0);
    let sides = sides(&flag, style);
    let rows = (0..=top).map(|row| (row, false));
    let pushed = (0..=top).map(|row| (row, true));
    let found = rows.chain(pushed).find_map(|(row, push)| {
        let left = sides.iter().copied().find(|&left| {
            flag.left = left;
            hung.iter().all(|other| {
                let up = usize::from(push && other.row >= row);
                apart(&flag, row, other, other.row + up, style)
            })
        });
        left.map(|left| (row, push, left))
    });
    let first = sides.first().copied().unwrap_or(style.margin);
    let (row, push, left) = found.unwrap_or((top, false, first));
    if push {
        for other in hung.iter_mut().filter(|other| other.row >= row) {
            other.row += 1;
        }
    }
    hung.push(Flag { left, row, ..flag });
}

/// Where the text of `flag` may begin, in px, the better place first: right of
/// its pole, left of it, or else as far right as the picture goes.
fn sides(flag: &Flag, style: &Style) -> Vec<f64> {
    let space = style.small * 0.4;
    let width = width(flag, style);
    let mut sides = Vec::new();
    if flag.pole + space + width <= style.right() {
        sides.push(flag.pole + space);
    }
    if flag.pole - space - width >= style.margin {
        sides.push(flag.pole - space - width);
    }
    if sides.is_empty() {
        sides.push((style.right() - width).max(style.margin));
    }
    sides
}

/// Whether `flag` in `row` is clear of `other` in `level`.
fn apart(flag: &Flag, row: usize, other: &Flag, level: usize, style: &Style) -> bool {
    let space = style.small * 0.5;
    let covers = |flag: &Flag, x: f64| flag.left < x && x < flag.left + width(flag, style);
    match row.cmp(&level) {
        std::cmp::Ordering::Equal => {
            flag.left + width(flag, style) + space <= other.left
                || other.left + width(other, style) + space <= flag.left
        }
        std::cmp::Ordering::Greater => !covers(other, flag.pole),
        std::cmp::Ordering::Less => !covers(flag, other.pole),
    }
}

/// Width of a flag's text in px, with what bold type takes more.
pub(super) fn width(flag: &Flag, style: &Style) -> f64 {
    text::width(&flag.text, style.small) * if flag.missed { 1.05 } else { 1.0 }
}
