//! Causes, whether the text explains them, and whether a wrongful act stands behind them.

use std::collections::BTreeSet;

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
        let prevention = reading.under_heading(ids.measures_heading, p.sentence)
            || reading.sentence_has(ids.measures_heading, p.sentence);
        if prevention && !entry.has("anywhere") && !reading.in_title(p.sentence) {
            let explains = !reading.in_sentence("reason", p.sentence).is_empty();
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
    let codes: BTreeSet<String> = found
        .iter()
        .map(|p| reading.code(&p.mention).to_string())
        .collect();
    let yields = &reading.vocabulary.characters.cause_yields;
    found.retain(|p| {
        yields
            .get(reading.code(&p.mention))
            .is_none_or(|to| !to.iter().any(|t| codes.contains(t)))
    });
    let alone: Vec<&str> = found
        .iter()
        .filter(|p| reading.lexicon().entry(p.mention.entry).has("stands-alone"))
        .map(|p| reading.code(&p.mention))
        .collect();
    let order = |code: &str| {
        reading
            .vocabulary
            .characters
            .cause_order
            .iter()
            .position(|c| c == code)
            .unwrap_or(usize::MAX)
    };
    let lead = alone.iter().copied().min_by_key(|c| order(c));
    for p in &found {
        let entry = reading.lexicon().entry(p.mention.entry);
        let break_in = entry.has("break-in")
            || (entry.has("stands-alone") && lead.is_some_and(|l| l != entry.code));
        if lead.is_some() && break_in {
            continue;
        }
        push(reading, incident, &entry.code, p);
    }
    incident.malicious = found
        .iter()
        .any(|p| reading.lexicon().entry(p.mention.entry).has("malicious"));
    if let Some(p) = found
        .iter()
        .find(|p| reading.lexicon().entry(p.mention.entry).has("malicious"))
    {
        incident.note("malicious", reading.source(p.mention.start, p.mention.end));
    }
    stated(reading, &found, incident);
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
        incident.causes.push(Coded {
            code: code.to_string(),
            span,
        });
    }
}

/// The text explains the cause where it names a weakness, a route or a mistake.
fn stated(reading: &Reading<'_>, found: &[Placed], incident: &mut Incident) {
    let ids = &reading.vocabulary.ids;
    for p in reading.of_topic("reason") {
        let entry = reading.lexicon().entry(p.mention.entry);
        let s = reading.sentence(p.sentence);
        let m = modality::of(reading, &p.mention, p.sentence);
        let open =
            reading.has(ids.under_investigation, p.mention.start, s.end) && !entry.has("even-open");
        if open
            || m.condition
            || m.request
            || (m.denied && !entry.has("even-denied"))
            || reading.in_title(p.sentence)
        {
            continue;
        }
        // どなたでも開ける状態でした, and why is still looked for: a state is no reason.
        if entry.has("state") && reading.of_code("statement", "cause-open").next().is_some() {
            continue;
        }
        if entry.has("cause-heading")
            && !reading.under_heading(ids_cause(reading), p.sentence)
            && !reading.has(ids_cause(reading), s.start, s.end)
        {
            continue;
        }
        let span = reading.source(p.mention.start, p.mention.end);
        incident.cause_stated = true;
        incident.note("cause_stated", span);
    }
    // A cause that names a mistake or a route explains by itself.
    if let Some(p) = found.iter().find(|p| {
        reading.lexicon().entry(p.mention.entry).has("explains") && !reading.in_title(p.sentence)
    }) {
        incident.cause_stated = true;
        incident.note(
            "cause_stated",
            reading.source(p.mention.start, p.mention.end),
        );
    }
    if !incident.cause_stated
        && let Some(span) = section(reading)
    {
        incident.cause_stated = true;
        incident.note("cause_stated", span);
    }
    let open = reading.of_code("statement", "cause-open").next();
    incident.cause_under_investigation = open.is_some();
    // 原因 現在調査中です: that it is looked for is told, where no cause is.
    if let Some(p) = open.filter(|_| !incident.cause_stated) {
        incident.note("cause_open", reading.source(p.mention.start, p.mention.end));
    }
}

/// A section or a labelled line about the cause that says more than an attack's name and not that it is looked for.
fn section(reading: &Reading<'_>) -> Option<crate::span::Span> {
    let ids = &reading.vocabulary.ids;
    for (i, s) in reading.layout.sentences.iter().enumerate() {
        let block = reading.layout.blocks[s.block];
        if s.block == 0
            || block.kind == crate::document::BlockKind::Heading && block.end - block.start < 40
        {
            continue;
        }
        let label_end = (block.body + LABEL_BYTES).min(block.end);
        let labelled = reading
            .first_of(ids.cause_section, block.body, label_end)
            .is_some_and(|h| {
                let rest = reading.text.get(h.end as usize..block.end).unwrap_or("");
                rest.trim_start_matches(|c: char| {
                    c.is_whitespace() || matches!(c, '】' | ')' | '>')
                })
                .starts_with([':', '\t', '|'])
            });
        let under = block.heading.is_some_and(|h| {
            h > 0
                && reading.has(
                    ids.cause_section,
                    reading.layout.blocks[h].start,
                    reading.layout.blocks[h].end,
                )
        });
        if !(labelled || under) {
            continue;
        }
        let long = reading.sentence_text(i).chars().count() >= CAUSE_CHARS;
        // 4 原因: 調査中。…の解析を依頼している: what is done to find it is no cause.
        let first = reading.layout.sentences_of(s.block).start;
        let lead = reading.sentence(first);
        let open = reading.has(ids.under_investigation, s.start, s.end)
            || (reading.has(ids.under_investigation, lead.start, lead.end)
                && reading.sentence_text(first).chars().count() < CAUSE_CHARS);
        let measures = reading.has(ids.measures_heading, s.start, s.end);
        let bare_attack = reading.has(ids.attack, s.start, s.end)
            && reading.sentence_text(i).chars().count() < BARE_CHARS;
        // The apology that closes the text is no cause, though no heading stands over it.
        let apology = reading.has(ids.apology, s.start, s.end);
        if long && !open && !measures && !bare_attack && !apology {
            return Some(reading.source(s.start, s.end));
        }
    }
    None
}

/// A label stands within this many bytes of the start of its line.
const LABEL_BYTES: usize = 36;
/// An explanation has this many characters at least.
const CAUSE_CHARS: usize = 12;
/// A sentence that names an attack and is shorter than this only names it.
const BARE_CHARS: usize = 40;

fn ids_cause(reading: &Reading<'_>) -> crate::lexicon::GroupId {
    reading.vocabulary.ids.cause_heading
}
