//! What a text claims beyond the leak itself (`rules/lexicon/claims.yaml`): that nothing need be reported and why, that the
//! key was kept apart, why it took its time, that more will be told, what the persons can do; and words that rules ask for.

use super::{Placed, Reading, modality};
use crate::incident::{Coded, GROUND_RECOVERY, Incident};
use crate::span::Span;

const TOPIC: &str = "claim";
const EXEMPTION: &str = "exemption";
const KEY_APART: &str = "key-apart";
const CIPHERED: &str = "ciphered";
const DAMAGE_RISK: &str = "damage-risk";
const NOT_VIEWED: &str = "not-viewed";

pub(crate) fn read(reading: &Reading<'_>, incident: &mut Incident) {
    for p in reading.of_topic(TOPIC) {
        if reading.in_title(p.sentence) && reading.layout.blocks.len() > 2 {
            continue;
        }
        let code = reading.code(&p.mention);
        let stands = match code {
            KEY_APART => incident.encrypted,
            CIPHERED => told_as_done(reading, p),
            DAMAGE_RISK => {
                let m = modality::of(reading, &p.mention, p.sentence);
                // おそれも否定できません: a denial that is none.
                (!m.denied || m.possible) && !m.condition
            }
            _ => true,
        };
        if let Some((fact, holds)) = fact_of(incident, code).filter(|_| stands) {
            *holds = true;
            incident.note(fact, span_of(reading, p));
        }
        if code == EXEMPTION {
            grounds(reading, p.sentence, incident);
        }
    }
    if let Some(p) = reading
        .of_code("statement", "notification-impossible")
        .next()
    {
        incident.unreachable = true;
        incident.note("unreachable", span_of(reading, p));
    }
    for p in reading.of_topic("mention") {
        let m = modality::of(reading, &p.mention, p.sentence);
        if !m.denied && !m.condition {
            incident
                .mentions
                .push(coded(reading, p, reading.code(&p.mention)));
        }
    }
}

/// The fact that a code of the lexicon stands for.
fn fact_of<'a>(incident: &'a mut Incident, code: &str) -> Option<(&'static str, &'a mut bool)> {
    Some(match code {
        EXEMPTION => ("exemption_claimed", &mut incident.exemption_claimed),
        KEY_APART => ("key_apart", &mut incident.key_apart),
        CIPHERED => ("ciphered", &mut incident.ciphered),
        NOT_VIEWED => ("not_viewed", &mut incident.not_viewed),
        "delay-explained" => ("delay_explained", &mut incident.delay_explained),
        "followup" => ("followup_promised", &mut incident.followup_promised),
        "measures-split" => ("measures_split", &mut incident.measures_split),
        "self-protection" => ("self_protection", &mut incident.self_protection),
        DAMAGE_RISK => ("damage_risk", &mut incident.damage_risk),
        _ => return None,
    })
}

/// What the claim that nothing need be reported rests on: told in its own sentence or in the one before.
fn grounds(reading: &Reading<'_>, sentence: usize, incident: &mut Incident) {
    let before = sentence.checked_sub(1);
    for s in before.into_iter().chain([sentence]) {
        for p in reading.in_sentence("ground", s) {
            ground(reading, p, reading.code(&p.mention), incident);
        }
    }
    // 閲覧していないことを確認しており、報告を要しない: what nobody saw is back.
    let unseen = reading
        .in_sentence(TOPIC, sentence)
        .iter()
        .find(|c| reading.code(&c.mention) == NOT_VIEWED);
    if let Some(unseen) = unseen {
        ground(reading, unseen, GROUND_RECOVERY, incident);
    }
}

fn ground(reading: &Reading<'_>, p: &Placed, code: &str, incident: &mut Incident) {
    if !incident.exemption_grounds.iter().any(|g| g.code == code) {
        incident.exemption_grounds.push(coded(reading, p, code));
    }
}

fn coded(reading: &Reading<'_>, p: &Placed, code: &str) -> Coded {
    Coded {
        code: code.to_string(),
        span: span_of(reading, p),
    }
}

fn span_of(reading: &Reading<'_>, p: &Placed) -> Span {
    reading.source(p.mention.start, p.mention.end)
}

fn told_as_done(reading: &Reading<'_>, p: &Placed) -> bool {
    let m = modality::of(reading, &p.mention, p.sentence);
    !m.denied && !m.condition && !m.planned && !m.request
}
