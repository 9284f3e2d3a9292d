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
    let ids = &reading.vocabulary.ids;
    let mut told = Told::default();
    for p in reading.of_topic("exposure") {
        let entry = reading.lexicon().entry(p.mention.entry);
        let s = reading.sentence(p.sentence);
        if entry.has("personal") && !reading.has(ids.personal, s.start, s.end) {
            continue;
        }
        let doubtful = reading.has(ids.possibility, p.mention.start, s.end) && !entry.has("certain");
        if reading.in_title(p.sentence) && reading.layout.blocks.len() > 1 {
            if entry.code != "denied" && told.title.is_none() {
                told.title = Some((*p, doubtful || entry.code == "possible"));
            }
            continue;
        }
        let clause = modality::of(reading, &p.mention, p.sentence);
        if clause.condition {
            continue;
        }
        match entry.code.as_str() {
            "possible" => told.possible = told.possible.or(Some(*p)),
            "denied" => told.denied = told.denied.or(Some(*p)),
            code => {
                // 流出した事実や、…は確認されておりません: the denial comes at the end of the sentence.
                let noun = reading.has(ids.nominal, p.mention.end, (p.mention.end + 12).min(s.end));
                let whole = modality::judge(reading, p.mention.head, p.mention.end, s.end);
                if clause.denied || (noun && whole.denied && !whole.possible) {
                    told.denied = told.denied.or(Some(*p));
                } else if doubtful {
                    told.possible = told.possible.or(Some(*p));
                } else if code == "viewable" {
                    told.viewable = told.viewable.or(Some(*p));
                } else {
                    told.fact = told.fact.or(Some(*p));
                }
            }
        }
    }
    let (value, at) = told.decide();
    // Without a word of personal data nothing is told of it.
    let first = reading.layout.blocks.first().map_or(0, |b| b.start);
    let last = reading.layout.blocks.last().map_or(0, |b| b.end);
    if value == PersonalData::Unstated || !reading.has(ids.personal_strict, first, last) {
        return;
    }
    incident.personal_data = value;
    if let Some(p) = at {
        incident.note("personal_data", span_of(reading, &p));
    }
}

/// What the text says of the leak, each by its first place.
#[derive(Default)]
struct Told {
    fact: Option<Placed>,
    viewable: Option<Placed>,
    possible: Option<Placed>,
    denied: Option<Placed>,
    title: Option<(Placed, bool)>,
}

impl Told {
    fn decide(&self) -> (PersonalData, Option<Placed>) {
        match self {
            Self { fact: Some(f), .. } => (PersonalData::Leaked, Some(*f)),
            // 「閲覧できる状態」 with 可能性 in the text itself is a suspicion.
            Self { possible: Some(p), .. } => (PersonalData::Suspected, Some(*p)),
            Self { viewable: Some(v), .. } => (PersonalData::Leaked, Some(*v)),
            Self { denied: Some(d), .. } => (PersonalData::No, Some(*d)),
            Self { title: Some((t, doubtful)), .. } => (if *doubtful { PersonalData::Suspected } else { PersonalData::Leaked }, Some(*t)),
            _ => (PersonalData::Unstated, None),
        }
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
pub(crate) fn conclude(reading: &Reading<'_>, incident: &mut Incident) {
    if incident.personal_data == PersonalData::Unstated && !incident.data_items.is_empty() {
        // A list of what data, and a cause that lets data out: the leak is told, in whatever words.
        let leaks = reading.of_topic("cause").any(|p| reading.lexicon().entry(p.mention.entry).has("leaks"));
        if leaks {
            incident.personal_data = PersonalData::Leaked;
            for span in incident.evidence("causes").to_vec() {
                incident.note("personal_data", span);
            }
        }
    }
    let has = |code: &str| incident.data_items.iter().any(|i| i.code == code);
    incident.sensitive = incident.sensitive || has("health");
    let paying = incident.causes.iter().any(|c| c.code == "payment-skimming");
    incident.financial = has("credit_card") || (has("bank_account") && has("credential")) || (paying && has("credential"));
    if incident.persons.is_some() {
        incident.records = None;
    }
}
