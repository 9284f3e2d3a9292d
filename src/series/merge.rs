//! The facts of several notices as those of one incident.

use crate::incident::{Coded, Done, Event, Incident, SecondaryDamage, Status};

/// Merges the facts of notices, the oldest first, all of them in the bytes of one text. Where they differ the newest
/// counts; what only an older one tells, counts too.
pub(super) fn merge(parts: &[Incident]) -> Option<Incident> {
    let (newest, older) = parts.split_last()?;
    let mut all = newest.clone();
    all.in_series = !older.is_empty();
    for part in older.iter().rev() {
        all.org = all.org.or_else(|| part.org.clone());
        all.persons = all.persons.or(part.persons);
        all.records = all.records.or(part.records);
        if all.counts.is_empty() {
            all.counts.clone_from(&part.counts);
        }
        if all.data_items.is_empty() {
            all.data_items.clone_from(&part.data_items);
        }
        all.ppc_report = further(all.ppc_report, part.ppc_report);
        all.notified = further(all.notified, part.notified);
        if all.secondary_damage == SecondaryDamage::Unstated {
            all.secondary_damage = part.secondary_damage;
        }
        for (mine, theirs) in [
            (&mut all.police, part.police),
            (&mut all.sensitive, part.sensitive),
            (&mut all.financial, part.financial),
            (&mut all.malicious, part.malicious),
            (&mut all.outsourced, part.outsourced),
            (&mut all.encrypted, part.encrypted),
            (&mut all.key_apart, part.key_apart),
            (&mut all.exemption_claimed, part.exemption_claimed),
            (&mut all.ciphered, part.ciphered),
            (&mut all.not_viewed, part.not_viewed),
            (&mut all.unreachable, part.unreachable),
            (&mut all.delay_explained, part.delay_explained),
            (&mut all.self_protection, part.self_protection),
            (&mut all.damage_risk, part.damage_risk),
            (&mut all.contact, part.contact),
            (&mut all.cause_stated, part.cause_stated),
        ] {
            *mine |= theirs;
        }
        add(&mut all.causes, &part.causes);
        add(&mut all.exemption_grounds, &part.exemption_grounds);
        add(&mut all.mentions, &part.mentions);
        all.measures.extend(part.measures.iter().cloned());
        for (fact, spans) in &part.evidence {
            for span in spans {
                all.note(fact, *span);
            }
        }
    }
    all.events = events(parts);
    Some(all)
}

/// What was done counts before what was planned, that before what cannot be done.
fn further(a: Done, b: Done) -> Done {
    let rank = |d: Done| match d {
        Done::Done => 3,
        Done::Planned => 2,
        Done::Impossible => 1,
        Done::None => 0,
    };
    if rank(b) > rank(a) { b } else { a }
}

fn add(list: &mut Vec<Coded>, more: &[Coded]) {
    for coded in more {
        if !list.iter().any(|c| c.code == coded.code) {
            list.push(coded.clone());
        }
    }
}

/// The events of all notices: one that several tell stands once, where it was told first; a plan that was carried out is
/// no plan any more.
fn events(parts: &[Incident]) -> Vec<Event> {
    let mut all: Vec<Event> = Vec::new();
    for event in parts.iter().flat_map(|p| &p.events) {
        let told = all.iter_mut().find(|e| {
            e.kind == event.kind
                && e.stage == event.stage
                && e.by_contractor == event.by_contractor
                && e.status == event.status
                && (e.date == event.date || event.date.is_none())
        });
        match told {
            Some(told) => told.again.push(event.span),
            None => all.push(event.clone()),
        }
    }
    let carried_out: Vec<Event> = all
        .iter()
        .filter(|e| e.status == Status::Done)
        .cloned()
        .collect();
    all.retain(|e| {
        e.status != Status::Planned
            || !carried_out
                .iter()
                .any(|d| d.kind == e.kind && d.stage == e.stage && d.span.start > e.span.start)
    });
    all
}
