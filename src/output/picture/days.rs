//! Where marks lie in time, before there are any pixels.

use chrono::{Datelike, NaiveDate};

use super::{Mark, Picture};

/// Minutes in a day.
const DAY: u32 = 1440;

/// What a mark covers, in moments: day counts with a fraction.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Place {
    /// One moment.
    Point(f64),
    /// A span; an end that is `None` is unknown and runs off the axis.
    Bar(Option<f64>, Option<f64>),
}

/// The days counted as the axis counts them.
pub(super) fn number(date: NaiveDate) -> i32 {
    date.num_days_from_ce()
}

/// The first and last day of a mark, in order whatever the caller said.
fn ends(mark: &Mark) -> (Option<NaiveDate>, Option<NaiveDate>) {
    match (mark.start, mark.end) {
        (Some(start), Some(end)) => (Some(start.min(end)), Some(start.max(end))),
        (Some(start), None) if !mark.open_end => (Some(start), Some(start)),
        other => other,
    }
}

/// The clock times, in minutes, that a printed time begins with: none if it
/// begins with a word, because such a word can change what the figures mean.
fn clocks(mark: &Mark) -> Vec<u32> {
    let text = mark.time.as_deref().unwrap_or_default().trim();
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    text.split(|c: char| !c.is_ascii_digit() && c != ':')
        .filter_map(clock)
        .collect()
}

/// Reads `H:MM` as minutes since midnight, up to 24:00.
fn clock(text: &str) -> Option<u32> {
    let (hour, rest) = text.split_once(':')?;
    let minute: u32 = rest.split(':').next()?.parse().ok()?;
    let hour: u32 = hour.parse().ok().filter(|&hour| hour <= 24)?;
    let total = hour * 60 + minute;
    (minute < 60 && total <= DAY).then_some(total)
}

/// A moment of `date`, `minutes` after its beginning.
fn moment(date: NaiveDate, minutes: u32) -> f64 {
    f64::from(number(date)) + f64::from(minutes) / f64::from(DAY)
}

/// Where `mark` lies; `None` if it has no date.
pub(super) fn place(mark: &Mark) -> Option<Place> {
    let (start, end) = ends(mark);
    let first = start.or(end)?;
    let times = clocks(mark);
    let bar = mark.end.is_some() || mark.open_start || mark.open_end || times.len() > 1;
    if !bar {
        return Some(Place::Point(moment(
            first,
            times.first().copied().unwrap_or(DAY / 2),
        )));
    }
    let from = start.map(|day| moment(day, times.first().copied().unwrap_or(0)));
    let to = end.map(|day| moment(day, times.get(1).copied().unwrap_or(DAY)));
    // Clock times can contradict each other; then whole days are shown.
    match (from, to) {
        (Some(from), Some(to)) if from >= to => Some(Place::Bar(
            start.map(|day| moment(day, 0)),
            end.map(|day| moment(day, DAY)),
        )),
        _ => Some(Place::Bar(from, to)),
    }
}

/// What rows are sorted by: the day, then the clock time. Of those without a
/// clock time, periods and the date that days are counted from come before the
/// day's clock times, since they speak of the day as a whole; the others after.
/// A period of unknown beginning comes first of all.
pub(super) fn order(mark: &Mark) -> (i32, u32, bool) {
    let (start, _) = ends(mark);
    let point = matches!(place(mark), Some(Place::Point(_)));
    let whole = if point && !mark.emphasis { DAY } else { 0 };
    let minute = clocks(mark).first().copied().unwrap_or(whole);
    (start.map_or(i32::MIN, number), minute, point)
}

/// How many days a period lasts, both ends counted; `None` if an end is open.
pub(super) fn length(mark: &Mark) -> Option<i32> {
    let (first, last) = (mark.start?, mark.end?);
    let days = (number(last) - number(first)).abs() + 1;
    (!mark.open_start && !mark.open_end).then_some(days)
}

/// Every day on which something is drawn, sorted and each once.
pub(super) fn all(picture: &Picture) -> Vec<i32> {
    let marks = picture
        .events
        .iter()
        .flat_map(|mark| [mark.start, mark.end]);
    let bands = picture.bands.iter().flat_map(|band| [band.from, band.to]);
    let limits = picture.limits.iter().map(|limit| limit.date);
    let mut days: Vec<i32> = marks
        .flatten()
        .chain(bands)
        .chain(limits)
        .map(number)
        .collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// The hours that one day's axis can be narrowed to, as moments: only if every
/// event has a clock time, and nothing needs the whole day.
pub(super) fn hours(picture: &Picture) -> Option<(i32, f64, f64)> {
    let dated = || picture.events.iter().filter(|mark| place(mark).is_some());
    let (&[day], true) = (
        all(picture).as_slice(),
        picture.bands.is_empty() && picture.limits.is_empty(),
    ) else {
        return None;
    };
    let open = dated().any(|mark| clocks(mark).is_empty() || mark.open_start || mark.open_end);
    let first = dated().flat_map(clocks).min()?;
    let last = dated().flat_map(clocks).max()?;
    if open || dated().any(|mark| mark.end.is_some() && clocks(mark).len() < 2) {
        return None;
    }
    let from = first.saturating_sub(30) / 60 * 60;
    let to = ((last + 30).div_ceil(60) * 60).max(from + 120).min(DAY);
    let at = |minutes: u32| f64::from(day) + f64::from(minutes) / f64::from(DAY);
    Some((day, at(from), at(to)))
}

/// The date counted as day number 1, if there is one.
pub(super) fn day_one(picture: &Picture) -> Option<NaiveDate> {
    let emphasised = picture
        .events
        .iter()
        .find(|mark| mark.emphasis && mark.start.is_some());
    picture.day_one.or(emphasised.and_then(|mark| mark.start))
}

/// The number of `date` when `one` is number 1. Days before `one` have none: a
/// number of 0 or less would read like a day that counts.
pub(super) fn numbered(one: Option<NaiveDate>, date: NaiveDate) -> Option<i32> {
    one.map(|one| number(date) - number(one) + 1)
        .filter(|&day| day > 0)
}
