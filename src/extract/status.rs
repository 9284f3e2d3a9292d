//! Whether personal data got out, secondary damage, the enquiry desk, encryption; and what follows from the other facts.

use super::{Placed, Reading, modality};
use crate::incident::{Incident, PersonalData, SecondaryDamage};
use crate::span::Span;

/// The topic of the lexicon.
const TOPIC: &str = "statement";

pub(crate) fn read(reading: &Reading<'_>, incident: &mut Incident) {
    personal_data(reading, incident);
    secondary_damage(reading, incident);
    if let Some(span) = desk(reading) {
        incident.contact = true;
        incident.note("contact", span);
    }
    for (code, fact) in [
        ("contact", "contact"),
        ("encrypted", "encrypted"),
        ("outsourced", "outsourced"),
    ] {
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
        let data = if entry.code == "possible" {
            ids.personal
        } else {
            ids.personal_strict
        };
        if entry.has("personal") && !reading.has(data, s.start, s.end) {
            continue;
        }
        let doubtful =
            reading.has(ids.possibility, p.mention.start, s.end) && !entry.has("certain");
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
        // ※ パスワードは表示されておりません: what is denied of some kinds of data is not denied of the rest.
        let partial = !reading.in_sentence("item", p.sentence).is_empty()
            && !reading.has(ids.personal_strict, s.start, s.end);
        match entry.code.as_str() {
            "possible" => told.possible = told.possible.or(Some(*p)),
            "denied" if partial => {}
            "denied" => told.denied = told.denied.or(Some(*p)),
            code => {
                // 流出した事実や、…は確認されておりません: the denial comes at the end of the sentence.
                let noun = reading.has(ids.nominal, p.mention.end, (p.mention.end + 12).min(s.end));
                let whole = modality::judge(reading, p.mention.head, p.mention.end, s.end);
                let unsure = doubtful && clause.possible && clause.denied;
                let certain = entry.has("certain");
                if !certain
                    && !unsure
                    && (clause.denied || (noun && whole.denied && !whole.possible))
                {
                    if !partial {
                        told.denied = told.denied.or(Some(*p));
                    }
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
            Self {
                possible: Some(p), ..
            } => (PersonalData::Suspected, Some(*p)),
            Self {
                viewable: Some(v), ..
            } => (PersonalData::Leaked, Some(*v)),
            Self {
                denied: Some(d), ..
            } => (PersonalData::No, Some(*d)),
            Self {
                title: Some((t, doubtful)),
                ..
            } => (
                if *doubtful {
                    PersonalData::Suspected
                } else {
                    PersonalData::Leaked
                },
                Some(*t),
            ),
            _ => (PersonalData::Unstated, None),
        }
    }
}

fn secondary_damage(reading: &Reading<'_>, incident: &mut Incident) {
    if incident.personal_data == PersonalData::No {
        return;
    }
    let mut confirmed = None;
    let mut none = denied_damage(reading);
    for p in reading.of_topic("damage") {
        let m = modality::of(reading, &p.mention, p.sentence);
        match reading.code(&p.mention) {
            "none" => none = none.or(Some(span_of(reading, p))),
            "confirmed" if !m.denied && !doubtful(reading, p) && !m.condition && !m.request => {
                confirmed = confirmed.or(Some(span_of(reading, p)));
            }
            _ => {}
        }
    }
    let (value, span) = match (confirmed, none) {
        (Some(c), _) => (SecondaryDamage::Confirmed, c),
        (None, Some(n)) => (SecondaryDamage::NoneConfirmed, n),
        (None, None) => return,
    };
    incident.secondary_damage = value;
    incident.note("secondary_damage", span);
}

/// Whether the mention's sentence speaks of a possibility, from the mention on.
fn doubtful(reading: &Reading<'_>, p: &Placed) -> bool {
    reading.has(
        reading.vocabulary.ids.possibility,
        p.mention.start,
        reading.sentence(p.sentence).end,
    )
}

/// A word of harm with a denial after it in its sentence, or a denial under a heading about harm.
fn denied_damage(reading: &Reading<'_>) -> Option<Span> {
    let ids = &reading.vocabulary.ids;
    (0..reading.layout.sentences.len())
        .filter(|&i| !reading.in_title(i) && !reading.aside(i))
        .find_map(|i| {
            let s = reading.sentence(i);
            let word = reading.first_of(ids.damage, s.start, s.end);
            let from = match word {
                Some(hit) => hit.end as usize,
                None if reading.under_heading(ids.damage_heading, i) => s.start,
                None => return None,
            };
            let denial = reading.first_of(ids.damage_denial, from, s.end)?;
            let m = modality::judge(reading, from, from, s.end);
            let near = denial.start as usize - from <= DENIAL_BYTES;
            (near && !m.request && !m.condition).then(|| {
                reading.source(
                    word.map_or(s.start, |h| h.start as usize),
                    denial.end as usize,
                )
            })
        })
}

/// A denial belongs to a word of harm no further before it than this, in bytes.
const DENIAL_BYTES: usize = 150;

/// A telephone number or an address beside a word of a desk is an enquiry desk.
fn desk(reading: &Reading<'_>) -> Option<Span> {
    let ids = &reading.vocabulary.ids;
    reading.layout.blocks.iter().enumerate().find_map(|(i, b)| {
        let line = &reading.text[b.start..b.end];
        if !(line.contains(crate::document::view::OPAQUE) || has_phone(line)) {
            return None;
        }
        let near = [Some(i), i.checked_sub(1), i.checked_sub(2), b.heading];
        let named = near.into_iter().flatten().any(|j| {
            let n = reading.layout.blocks[j];
            reading.has(ids.desk, n.start, n.end)
        });
        let link_only = !has_phone(line) && line.chars().count() > 60;
        (named && !link_only).then(|| reading.source(b.start, b.end))
    })
}

/// A telephone number has so many digits at least.
const LEAST_DIGITS: usize = 9;

/// `03-0000-0000`, `0120-000-000`, `(03)0000-0000`: nine digits or more in groups, the first a zero.
fn has_phone(line: &str) -> bool {
    let bytes = line.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        if bytes[i] == b'0' && (i == 0 || !bytes[i - 1].is_ascii_digit()) {
            let mut run = bytes[i..]
                .iter()
                .take_while(|b| b.is_ascii_digit() || matches!(b, b'-' | b'(' | b')'))
                .count();
            let count = |run: usize| {
                let digits = bytes[i..i + run].iter();
                digits.filter(|b| b.is_ascii_digit()).count()
            };
            // 0120-000-382(2025年3月31日まで): a bracket behind a whole number is no part of it.
            if let Some(open) = bytes[i..i + run].iter().rposition(|&b| b == b'(')
                && count(open) >= LEAST_DIGITS
            {
                run = open;
            }
            let digits = count(run);
            if (LEAST_DIGITS..=11).contains(&digits) && run > digits {
                return true;
            }
            i += run.max(1);
        } else {
            i += 1;
        }
    }
    false
}

/// What follows from the facts together.
pub(crate) fn conclude(reading: &Reading<'_>, incident: &mut Incident) {
    if incident.personal_data == PersonalData::Unstated && !incident.data_items.is_empty() {
        // A list of what data, and a cause that lets data out: the leak is told, in whatever words.
        let leaks = reading
            .of_topic("cause")
            .filter(|p| reading.lexicon().entry(p.mention.entry).has("leaks"))
            .any(|p| !modality::of(reading, &p.mention, p.sentence).denied);
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
    incident.financial = has("credit_card")
        || (has("bank_account") && has("credential"))
        || (paying && has("credential"));
    let login = reading.of_topic("financial").find(|p| {
        let m = modality::of(reading, &p.mention, p.sentence);
        !m.denied && !m.condition && !m.request
    });
    if let Some(p) = login {
        incident.financial = true;
        incident.note("financial", span_of(reading, p));
    }
    if incident.persons.is_some() {
        incident.records = None;
    }
}
