//! Ticks of the axis and their labels: two tiers, so that a short label such as
//! a day number always stands under its month.

use super::axis::Axis;
use super::stop::{self, Stop};
use super::style::Style;
use super::{Words, text, unit};

/// A label of the axis.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Label {
    /// Its left end, in px.
    pub(super) left: f64,
    /// Its row within its tier, counted upwards.
    pub(super) row: usize,
    /// What it says.
    pub(super) text: String,
}

/// The ticks of a whole axis.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Ticks {
    /// Where grid lines stand, in px, and whether at a boundary of the upper
    /// tier.
    pub(super) lines: Vec<(f64, bool)>,
    /// Labels of the larger unit.
    pub(super) upper: Vec<Label>,
    /// Labels of the smaller unit, all in one row.
    pub(super) lower: Vec<Label>,
}

/// The most rows that the labels of segments take.
const LEADS: usize = 4;

/// The ticks of `axis`. The days at the `poles` of limits (in px) keep no label
/// of their own, because the limit's line would run through it.
pub(super) fn ticks(axis: &Axis, poles: &[f64], words: &Words, style: &Style) -> Ticks {
    let unit = unit::choose(axis, words, style);
    let mut stops: Vec<Stop> = axis
        .segments
        .iter()
        .flat_map(|segment| stop::stops(segment, unit, words))
        .collect();
    let lines = stops
        .iter()
        .map(|stop| (axis.x_after(stop.at), stop.major))
        .collect();
    let majors: Vec<f64> = stops
        .iter()
        .filter(|stop| stop.major)
        .map(|stop| axis.x_after(stop.at))
        .collect();
    stops.sort_by_key(|stop| !stop.lead);

    let mut ticks = Ticks {
        lines,
        ..Ticks::default()
    };
    for stop in &stops {
        upper(&mut ticks.upper, stop, &majors, axis, style);
        let x = axis.x_after(stop.at);
        let crossed = |pole: &f64| crosses(*pole, x, &stop.lower, style);
        if stop.lead || !poles.iter().any(crossed) {
            put(&mut ticks.lower, x, &stop.lower, 1, axis, style);
        }
    }
    ticks
}

/// Puts the upper label of `stop`. A segment may begin shortly before a larger
/// unit does, at one of `majors` (in px): its own label then gives way to the
/// left, so that the unit's keeps its place.
fn upper(labels: &mut Vec<Label>, stop: &Stop, majors: &[f64], axis: &Axis, style: &Style) {
    let Some(text) = &stop.upper else {
        return;
    };
    let x = axis.x_after(stop.at);
    if !stop.lead {
        return put(labels, x, text, 1, axis, style);
    }
    let width = text::width(text, style.small) + style.small * 0.5;
    let next = majors.iter().find(|&&major| major > x);
    let left = next
        .map_or(x, |next| x.min(next - width))
        .max(axis.left - width);
    put(labels, left, text, LEADS, axis, style);
}

/// Whether a line at `pole` px would run through `text` that begins at `x` px.
pub(super) fn crosses(pole: f64, x: f64, text: &str, style: &Style) -> bool {
    let width = text::width(text, style.small);
    pole > x - style.small * 0.2 && pole < x + width + style.small * 0.4
}

/// Puts a label into the first of `rows` rows where it touches no other, or
/// nowhere.
fn put(labels: &mut Vec<Label>, at: f64, text: &str, rows: usize, axis: &Axis, style: &Style) {
    let text = text::shorten(&text::clean(text), style.small, style.inner() * 0.3);
    let width = text::width(&text, style.small);
    let left = (at + 2.0)
        .min(axis.right + style.margin * 0.8 - width)
        .max(style.margin);
    let touches = |label: &Label| {
        let space = style.small * 0.4;
        let right = label.left + text::width(&label.text, style.small);
        left < right + space && label.left < left + width + space
    };
    let free = (0..rows).find(|&row| {
        !labels
            .iter()
            .any(|label| label.row == row && touches(label))
    });
    if let (Some(row), false) = (free, text.is_empty()) {
        labels.push(Label { left, row, text });
    }
}
