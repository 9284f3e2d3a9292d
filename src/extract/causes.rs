//! Causes, whether the text explains them, and whether a wrongful act stands behind them.

use super::{Placed, Reading, modality};
use crate::incident::{Coded, Incident};

/// The code for a cause that is still looked for.
const UNKNOWN: &str = "unknown";

pub(crate) fn read(reading: &Reading<'_>, incident: &mut Incident) {
    let ids = &reading.vocabulary.ids;
    let mut found: Vec<Placed> = Vec::new();
    for p in reading.of_topic("cause") {
        let entry = reading.lexicon().entry(p.mention.entry);
        let m = modality::of(reading, &p.mention, p.sentence);
        if m.condition || m.request || (m.denied && !entry.has("even-denied")) {
            continue;
        }
        // Among the measures a cause's name is what the measures are against.
        let prevention = reading.under_heading(ids.measures_heading, p.sentence) || reading.sentence_has(ids.measures_heading, p.sentence);
        if prevention && !entry.has("anywhere") && !reading.in_title(p.sentence) {
            let explains = reading.of_topic("reason").any(|r| r.sentence == p.sentence);
            if !explains {
                continue;
            }
        }
        found.push(*p);
    }
    let strong = |p: &Placed| !reading.lexicon().entry(p.mention.entry).has("weak");
    if found.iter().any(strong) {
        found.retain(|p| strong(p));
    }
    let alone: Vec<&str> = found.iter().filter(|p| reading.lexicon().entry(p.mention.entry).has("stands-alone")).map(|p| reading.code(&p.mention)).collect();
    let order = |code: &str| reading.vocabulary.characters.cause_order.iter().position(|c| c == code).unwrap_or(usize::MAX);
    let lead = alone.iter().copied().min_by_key(|c| order(c));
    for p in &found {
        let entry = reading.lexicon().entry(p.mention.entry);
        let break_in = entry.has("break-in") || (entry.has("stands-alone") && lead.is_some_and(|l| l != entry.code));
        if lead.is_some() && break_in {
            continue;
        }
        push(reading, incident, &entry.code, p);
    }
    incident.malicious = found.iter().any(|p| reading.lexicon().entry(p.mention.entry).has("malicious"));
    if let Some(p) = found.iter().find(|p| reading.lexicon().entry(p.mention.entry).has("malicious")) {
        incident.note("malicious", reading.source(p.mention.start, p.mention.end));
    }
    stated(reading, incident);
    if incident.causes.is_empty()
        && let Some(p) = reading.of_code("statement", "cause-open").next()
    {
        push(reading, incident, UNKNOWN, p);
    }
}

fn push(reading: &Reading<'_>, incident: &mut Incident, code: &str, p: &Placed) {
    let span = reading.source(p.mention.start, p.mention.end);
    incident.note("causes", span);
    if !incident.causes.iter().any(|c| c.code == code) {
        incident.causes.push(Coded { code: code.to_string(), span });
    }
}

/// The text explains the cause where it names a weakness, a route or a mistake.
fn stated(reading: &Reading<'_>, incident: &mut Incident) {
    let ids = &reading.vocabulary.ids;
    for p in reading.of_topic("reason") {
        let entry = reading.lexicon().entry(p.mention.entry);
        let s = reading.sentence(p.sentence);
        let m = modality::of(reading, &p.mention, p.sentence);
        let open = reading.has(ids.under_investigation, p.mention.start, s.end) && !entry.has("even-open");
        if open || m.condition || m.request || (m.denied && !entry.has("even-denied")) || reading.in_title(p.sentence) {
            continue;
        }
        if entry.has("cause-heading") && !reading.under_heading(ids_cause(reading), p.sentence) && !reading.has(ids_cause(reading), s.start, s.end) {
            continue;
        }
        let span = reading.source(p.mention.start, p.mention.end);
        incident.cause_stated = true;
        incident.note("cause_stated", span);
    }
    incident.cause_under_investigation = reading.of_code("statement", "cause-open").next().is_some();
}

fn ids_cause(reading: &Reading<'_>) -> crate::lexicon::GroupId {
    reading.vocabulary.ids.cause_heading
}
