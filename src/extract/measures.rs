//! Measures against recurrence and remedies: a code of the vocabulary each, done or planned.

use std::collections::{HashMap, HashSet};

use super::{Placed, Reading, modality};
use crate::document::BlockKind;
use crate::incident::{Incident, Kind, Measure, Status};

const TOPIC: &str = "measure";
/// A pledge without a means of its own.
const OTHER: &str = "other";
/// Two mentions of a code that begin with the same characters, this many, tell the same measure.
const SAME_CHARS: usize = 8;

/// A measure of any code: all that stands before in the sentence is taken back.
const ANY: &str = "any";

/// Whether the words are no measure here: the attacker's act, the failure, the rule that was broken.
fn taken_back(reading: &Reading<'_>, p: &Placed) -> bool {
    let code = reading.code(&p.mention);
    let others = reading.in_sentence("no-measure", p.sentence);
    others.iter().any(|q| match reading.code(&q.mention) {
        ANY => p.mention.start < q.mention.end,
        other => {
            other == code && p.mention.start < q.mention.end && q.mention.start < p.mention.end
        }
    })
}

pub(crate) fn read(reading: &Reading<'_>, incident: &mut Incident) {
    let ids = &reading.vocabulary.ids;
    let mut kept: Vec<Placed> = Vec::new();
    for p in reading.of_topic(TOPIC) {
        let entry = reading.lexicon().entry(p.mention.entry);
        if reading.in_title(p.sentence) && reading.layout.blocks.len() > 2 {
            continue;
        }
        let m = modality::of(reading, &p.mention, p.sentence);
        let s = reading.sentence(p.sentence);
        if m.request
            || (m.denied && !entry.has("even-denied"))
            || (m.condition && !entry.has("even-condition"))
        {
            continue;
        }
        let section = reading.under_heading(ids.measures_heading, p.sentence)
            || reading.has(ids.measures_heading, s.start, s.end);
        if entry.has("in-section") && !section {
            continue;
        }
        // A regulator tells at length what was lacking; what it orders stands under its own heading.
        if incident.kind == Kind::Regulator
            && !reading.under_heading(ids.measures_heading, p.sentence)
            && !entry.has("containing")
        {
            continue;
        }
        if entry.has("cause-free")
            && !reading.in_sentence("reason", p.sentence).is_empty()
            && !section
        {
            continue;
        }
        if taken_back(reading, p) {
            continue;
        }
        kept.push(*p);
    }
    let mut seen_words = HashSet::new();
    let mut seen_sentences = HashSet::new();
    let mut out: Vec<(Placed, Measure)> = Vec::new();
    for p in kept {
        let code = reading.code(&p.mention).to_string();
        let once = reading.lexicon().entry(p.mention.entry).has("once");
        let words: String = if once {
            String::new()
        } else {
            let text = &reading.text[p.mention.start..p.mention.end];
            text.chars().take(SAME_CHARS).collect()
        };
        // One measure told twice is one measure.
        let new_words = seen_words.insert((code.clone(), words));
        let new_sentence = seen_sentences.insert((code.clone(), p.sentence));
        if !(new_words && new_sentence) {
            continue;
        }
        let m = modality::of(reading, &p.mention, p.sentence);
        let status = if !m.done && reading.under_heading(ids.planned_heading, p.sentence) {
            // 〔これから行うこと〕・脆弱性診断: a bare noun is as planned as its heading says.
            Status::Planned
        } else {
            m.status()
        };
        let concrete = code != OTHER;
        let span = reading.source(p.mention.start, p.mention.end);
        out.push((
            p,
            Measure {
                code,
                span,
                status,
                concrete,
            },
        ));
    }
    // A pledge beside a named measure in the same clause says nothing of its own.
    let mut named: HashMap<usize, Vec<(usize, usize)>> = HashMap::new();
    for (p, m) in &out {
        if m.concrete {
            named
                .entry(p.sentence)
                .or_default()
                .push((p.mention.start, p.mention.end));
        }
    }
    out.retain(|(p, m)| {
        let beside = named.get(&p.sentence).map_or(&[][..], Vec::as_slice);
        m.concrete
            || !beside
                .iter()
                .any(|&(start, end)| start < p.mention.end && end > p.mention.start)
    });
    incident.measures = out.into_iter().map(|(_, m)| m).collect();
    for i in 0..incident.measures.len() {
        let span = incident.measures[i].span;
        incident.note("measures", span);
    }
    if incident.measures.is_empty()
        && let Some(i) = told_unread(reading)
    {
        let s = reading.sentence(i);
        incident.note("measures", reading.source(s.start, s.end));
    }
}

/// A sentence that tells a measure is no shorter than this, in characters.
const MEASURE_CHARS: usize = 12;

/// A sentence under a heading of measures that no phrase knows: what is written there is not unstated.
fn told_unread(reading: &Reading<'_>) -> Option<usize> {
    let ids = &reading.vocabulary.ids;
    (0..reading.layout.sentences.len()).find(|&i| {
        let s = reading.sentence(i);
        reading.under_heading(ids.measures_heading, i)
            && reading.block_of(i).kind != BlockKind::Heading
            && reading.sentence_text(i).chars().count() >= MEASURE_CHARS
            && !reading.has(ids.apology, s.start, s.end)
            && !reading.has(ids.under_investigation, s.start, s.end)
            && !reading.aside(i)
    })
}
