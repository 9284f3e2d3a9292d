//! Whether personal data got out, secondary damage, the enquiry desk, encryption; and what follows from the other facts.

use super::{Placed, Reading, modality};
use crate::incident::{Incident, PersonalData, SecondaryDamage};
use crate::span::Span;

/// The topic of the lexicon.
const TOPIC: &str = "statement";

pub(crate) fn read(reading: &Reading<'_>, incident: &mut Incident) {
    personal_data(reading, incident);
    secondary_damage(reading, incident);
    for (code, fact) in [("contact", "contact"), ("encrypted", "encrypted"), ("outsourced", "outsourced")] {
        let span = statement(reading, code).map(|p| span_of(reading, &p));
        if let Some(span) = span {
            incident.note(fact, span);
            match fact {
                "contact" => incident.contact = true,
                "encrypted" => incident.encrypted = true,
                _ => incident.outsourced = true,
            }
        }
    }
}

fn span_of(reading: &Reading<'_>, p: &Placed) -> Span {
    reading.source(p.mention.start, p.mention.end)
}

/// The first place that says so, not denied, not a condition.
fn statement(reading: &Reading<'_>, code: &str) -> Option<Placed> {
    reading
        .of_code(TOPIC, code)
        .find(|p| {
            let entry = reading.lexicon().entry(p.mention.entry);
            let m = modality::of(reading, &p.mention, p.sentence);
            (entry.has("plain") || !m.denied) && (entry.has("plain") || !m.condition)
        })
        .copied()
}

/// A leak told as a fact beats one told as possible, which beats a denial; the title counts only when the text is silent.
fn personal_data(reading: &Reading<'_>, incident: &mut Incident) {
    let mut fact: Option<Placed> = None;
    let mut possible: Option<Placed> = None;
    let mut denied: Option<Placed> = None;
    let mut title: Option<(Placed, bool)> = None;
    let ids = &reading.vocabulary.ids;
    for p in reading.of_topic("exposure") {
        let entry = reading.lexicon().entry(p.mention.entry);
        let s = reading.sentence(p.sentence);
        let whole = modality::judge(reading, p.mention.head, p.mention.end, s.end);
        let clause = modality::of(reading, &p.mention, p.sentence);
        let in_title = reading.in_title(p.sentence);
        match entry.code.as_str() {
            "possible" => {
                if in_title { title = title.or(Some((*p, true))) } else { possible = possible.or(Some(*p)) }
            }
            "denied" => denied = denied.or(if in_title { None } else { Some(*p) }),
            "leaked" | "viewable" => {
                if in_title {
                    let doubtful = reading.has(ids.possibility, p.mention.start, s.end);
                    if title.is_none() {
                        title = Some((*p, doubtful));
                    }
                } else if clause.denied {
                    denied = denied.or(Some(*p));
                } else if clause.condition {
                } else if whole.possible && !entry.has("certain") {
                    possible = possible.or(Some(*p));
                } else {
                    fact = fact.or(Some(*p));
                }
            }
            _ => {}
        }
    }
    let viewable = fact.is_some_and(|p| reading.code(&p.mention) == "viewable");
    let (value, at) = match (fact, possible, denied, title) {
        // 「閲覧できる状態」 with 可能性 in the text itself is a suspicion.
        (Some(_), Some(p), ..) if viewable => (PersonalData::Suspected, Some(p)),
        (Some(f), ..) => (PersonalData::Leaked, Some(f)),
        (None, Some(p), ..) => (PersonalData::Suspected, Some(p)),
        (None, None, Some(d), _) => (PersonalData::No, Some(d)),
        (None, None, None, Some((t, true))) => (PersonalData::Suspected, Some(t)),
        (None, None, None, Some((t, false))) => (PersonalData::Leaked, Some(t)),
        _ => (PersonalData::Unstated, None),
    };
    incident.personal_data = value;
    if let Some(p) = at {
        incident.note("personal_data", span_of(reading, &p));
    }
}

fn secondary_damage(reading: &Reading<'_>, incident: &mut Incident) {
    let mut confirmed = None;
    let mut none = None;
    for p in reading.of_topic("damage") {
        let m = modality::of(reading, &p.mention, p.sentence);
        match reading.code(&p.mention) {
            "none" => none = none.or(Some(*p)),
            "confirmed" if !m.denied && !m.possible && !m.condition => confirmed = confirmed.or(Some(*p)),
            _ => {}
        }
    }
    let (value, at) = match (confirmed, none) {
        (_, Some(n)) if confirmed.is_none() || incident.personal_data == PersonalData::No => (SecondaryDamage::NoneConfirmed, n),
        (Some(c), _) => (SecondaryDamage::Confirmed, c),
        _ => return,
    };
    if incident.personal_data == PersonalData::No && value == SecondaryDamage::NoneConfirmed {
        return;
    }
    incident.secondary_damage = value;
    incident.note("secondary_damage", span_of(reading, &at));
}

/// What follows from the facts together.
pub(crate) fn conclude(incident: &mut Incident) {
    let has = |code: &str| incident.data_items.iter().any(|i| i.code == code);
    incident.sensitive = incident.sensitive || has("health");
    let paying = incident.causes.iter().any(|c| c.code == "payment-skimming");
    incident.financial = has("credit_card") || (has("bank_account") && has("credential")) || (paying && has("credential"));
    if incident.persons.is_some() {
        incident.records = None;
    }
}
