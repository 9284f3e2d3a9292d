//! Whether a text tells the story of its own incident: what happened, on which days, to which data.

use super::bind::{Carry, Wants, date_of, labelled_dates};
use super::events::{CONTAINED, FOUND, NOTIFIED, OCCURRED, POLICE, PPC};
use super::{Placed, Reading, modality};
use crate::document::BlockKind;

/// Events of the writer's own incident.
const OWN_EVENTS: [&str; 6] = [OCCURRED, FOUND, CONTAINED, PPC, POLICE, NOTIFIED];
/// So many kinds of dated events make a text the story of an incident by themselves.
pub(super) const STORY: usize = 3;

/// Whether the text tells that something happened to data of its own: its events have days, it apologises for a leak or an
/// attack that its title names, or tells of a leak beside the data.
pub(super) fn happened(reading: &Reading<'_>) -> bool {
    let named = named(reading);
    let sorry = apologises(reading);
    let beside_data = leak_beside_data(reading);
    if sorry && (named || beside_data) {
        return true;
    }
    let dated = dated_events(reading, surely);
    dated.len() >= STORY
        || (dated.len() == STORY - 1 && (sorry || named || beside_data))
        || (!dated.is_empty() && named && beside_data)
        // Nobody reports to the regulator what did not happen to him.
        || (dated.contains(&PPC) && (sorry || named || beside_data))
}

/// Whether the title names a leak or an attack by itself.
pub(super) fn named(reading: &Reading<'_>) -> bool {
    let ids = &reading.vocabulary.ids;
    reading
        .title()
        .is_some_and(|b| reading.has(ids.own_incident, b.start, b.end))
}

/// Whether the text says that it is sorry.
pub(super) fn apologises(reading: &Reading<'_>) -> bool {
    let ids = &reading.vocabulary.ids;
    let mut sentences = reading.layout.sentences.iter();
    sentences.any(|s| {
        reading.has(ids.apology, s.start, s.end) || reading.has(ids.regret, s.start, s.end)
    })
}

/// Told outside of the title and of headings, not denied, not asked for, not under a condition.
pub(super) fn plainly(reading: &Reading<'_>, p: &Placed) -> bool {
    let m = modality::of(reading, &p.mention, p.sentence);
    let block = reading.block_of(p.sentence);
    // A short line with a day is no mere heading (検知: 9月18日、会員からの問い合わせ).
    let dated = || {
        let i = reading.dates.partition_point(|d| d.start < block.start);
        reading.dates.get(i).is_some_and(|d| d.start < block.end)
    };
    !reading.in_title(p.sentence)
        && (block.kind != BlockKind::Heading || dated())
        && !(m.condition || m.request || m.denied)
}

/// Told as possible, and not excluded: 持ち出された形跡は見つかっていませんが、否定もできません.
fn not_excluded(reading: &Reading<'_>, p: &Placed) -> bool {
    let m = modality::of(reading, &p.mention, p.sentence);
    reading.code(&p.mention) == POSSIBLE
        && !reading.in_title(p.sentence)
        && !(m.condition || m.request)
}

/// The code of an exposure that is told as possible.
const POSSIBLE: &str = "possible";

/// As [`plainly`], in a sentence without a condition.
pub(super) fn surely(reading: &Reading<'_>, p: &Placed) -> bool {
    let s = reading.sentence(p.sentence);
    plainly(reading, p) && !reading.has(reading.vocabulary.ids.condition, s.start, s.end)
}

/// The kinds of the incident's own events that are told with a day, as `told` asks.
pub(super) fn dated_events<'r>(
    reading: &'r Reading<'_>,
    told: fn(&Reading<'_>, &Placed) -> bool,
) -> Vec<&'r str> {
    let carry = Carry::new(reading);
    let mut kinds: Vec<&str> = Vec::new();
    for p in reading.of_topic("event") {
        let code = reading.code(&p.mention);
        if !OWN_EVENTS.contains(&code) || kinds.contains(&code) || !told(reading, p) {
            continue;
        }
        let label = reading.lexicon().entry(p.mention.entry).has("label");
        let day = if label {
            !labelled_dates(reading, &p.mention, p.sentence).is_empty()
        } else {
            date_of(reading, &carry, &p.mention, p.sentence, Wants::Any).is_some()
        };
        if day {
            kinds.push(code);
        }
    }
    kinds
}

/// Whether a leak or its cause is told, and kinds of data are listed, wherever they stand.
pub(super) fn leak_and_data(reading: &Reading<'_>) -> bool {
    let items = reading.of_topic("item").map(|p| reading.code(&p.mention));
    let several = items.collect::<std::collections::HashSet<_>>().len() >= 2;
    leak_beside_data(reading) || (several && leaks(reading).any(|p| surely(reading, p)))
}

/// Where a leak or its cause is told.
fn leaks<'r>(reading: &'r Reading<'_>) -> impl Iterator<Item = &'r Placed> {
    let leaks = reading
        .of_topic("exposure")
        .filter(|p| reading.code(&p.mention) != "denied");
    leaks.chain(reading.of_topic("cause"))
}

/// Whether a leak or its cause is told in a sentence that speaks of the data, or beside one.
fn leak_beside_data(reading: &Reading<'_>) -> bool {
    let ids = &reading.vocabulary.ids;
    let last = reading.layout.sentences.len();
    let speaks = |i: usize| {
        let s = reading.sentence(i);
        reading.has(ids.personal_strict, s.start, s.end)
            || !reading.in_sentence("item", i).is_empty()
    };
    let beside = |i: usize| (i.saturating_sub(1)..(i + 2).min(last)).any(speaks);
    let told = |p: &Placed| surely(reading, p) || not_excluded(reading, p);
    leaks(reading).any(|p| told(p) && beside(p.sentence))
}
