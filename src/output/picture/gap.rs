//! Which empty stretches of the axis are left out.

/// The scale, in px per day, at which neighbouring days can be told apart; once
/// the axis has it, nothing more is left out.
const CLEAR: f64 = 8.0;

/// The shortest stretch left out, in days. Shorter ones stay, so that the legal
/// spans of 30 days keep their true length beside each other.
const SHORTEST: i32 = 45;

/// The most of the axis that breaks may take together.
const SHARE: f64 = 0.6;

/// How many times the length of a break a stretch must be for leaving it out to
/// be worth the reader's trouble.
const WORTH: f64 = 1.5;

/// How many times as long a day must become by all breaks together; less is not
/// worth an axis that is not true to scale.
const GAIN: f64 = 1.25;

/// The most of the axis that is given to breaks to make them wider than they
/// need be.
const WIDER: f64 = 0.25;

/// How many times its least width a break grows at most.
const WIDEST: f64 = 2.3;

/// The width in px of each of `count` breaks on an axis of `room` px, at least
/// `least`. A few breaks are made wide, so that a long period which runs through
/// one is still a bar to look at, and not a stub on either side.
pub(super) fn size(count: usize, room: f64, least: f64) -> f64 {
    (room * WIDER / super::style::count(count.max(1))).clamp(least, least * WIDEST)
}

/// The days in `days` (sorted, each once) after which the axis is broken, when
/// it is `room` px long and a break takes `size` px.
///
/// The longest stretch goes first, and only as long as the rest is cramped.
pub(super) fn breaks(days: &[i32], room: f64, size: f64) -> Vec<i32> {
    let mut stretches: Vec<(i32, i32)> = days
        .windows(2)
        .filter_map(|pair| match pair {
            [before, after] => Some((after - before - 1, *before)),
            _ => None,
        })
        .collect();
    stretches.sort_by_key(|&(length, before)| (-length, before));

    let (Some(first), Some(last)) = (days.first(), days.last()) else {
        return Vec::new();
    };
    let all = last - first + 1;
    let mut shown = all;
    let mut taken = 0.0;
    let mut broken = Vec::new();
    for (length, before) in stretches {
        let scale = (room - taken) / f64::from(shown.max(1));
        let cramped = scale < CLEAR && taken + size <= room * SHARE;
        if !cramped || length < SHORTEST || f64::from(length) * scale < size * WORTH {
            break;
        }
        taken += size;
        shown -= length;
        broken.push(before);
    }
    let gain = (room - taken) / room * f64::from(all) / f64::from(shown.max(1));
    if gain < GAIN {
        return Vec::new();
    }
    broken.sort_unstable();
    broken
}
