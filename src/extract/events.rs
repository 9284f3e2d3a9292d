//! Events: what happened when, and whether it is done.

use super::bind::{Carry, Wants, date_of, labelled_dates};
use super::{Placed, Reading, modality};
use crate::date::DateValue;
use crate::document::BlockKind;
use crate::incident::{Done, Event, Incident, Stage, StatedDays, Status};
use crate::lexicon::Mention;

/// The topic of the lexicon.
const TOPIC: &str = "event";
/// A finding before it is known whether it is the first one.
const FOUND: &str = "found";
const DETECTED: &str = "detected";
const CONFIRMED: &str = "confirmed";
const OCCURRED: &str = "occurred";
const CONTAINED: &str = "contained";
const CLIENT_INFORMED: &str = "client_informed";
const PPC: &str = "reported_ppc";
const PUBLISHED: &str = "published";
const NOTIFIED: &str = "notified";
const POLICE: &str = "reported_police";

/// Reads all events, the report to the regulator, the notification of the persons and the stated day counts.
pub(crate) fn read(reading: &Reading<'_>, incident: &mut Incident) {
    let carry = Carry::new(reading);
    let mut rows = Vec::new();
    let mut previous: Option<(usize, usize)> = None;
    for placed in reading.of_topic(TOPIC) {
        if let Some(events) = event(reading, &carry, placed, incident, &mut previous) {
            rows.extend(events);
        }
    }
    // A regulator's letterhead is not the publication of the incident.
    if let Some((day, index)) = reading
        .published
        .filter(|_| incident.kind != crate::incident::Kind::Regulator)
    {
        let fact = &reading.dates[index];
        let span = reading.source(fact.start, fact.end);
        let mut event = made(
            PUBLISHED,
            Some(DateValue::Point(crate::date::Moment::day(day))),
            Some(span),
            span,
            Status::Done,
        );
        event.certain = true;
        rows.push(Row {
            at: fact.start,
            event,
        });
    }
    rows.sort_by_key(|r| r.at);
    settle_findings(&mut rows);
    merge(&mut rows);
    incident.events = rows.into_iter().map(|r| r.event).collect();
    incident.stated_days = stated_days(reading);
    conclude(reading, incident);
}

struct Row {
    at: usize,
    event: Event,
}

fn made(
    kind: &str,
    date: Option<DateValue>,
    date_span: Option<crate::span::Span>,
    span: crate::span::Span,
    status: Status,
) -> Event {
    Event {
        kind: kind.to_string(),
        date,
        date_span,
        span,
        again: Vec::new(),
        status,
        stage: None,
        by_contractor: false,
        certain: false,
    }
}

fn event(
    reading: &Reading<'_>,
    carry: &Carry,
    placed: &Placed,
    incident: &Incident,
    previous: &mut Option<(usize, usize)>,
) -> Option<Vec<Row>> {
    let Placed { mention, sentence } = *placed;
    let (causes, outsourced) = (
        &incident.causes,
        incident.outsourced && incident.kind == crate::incident::Kind::Notice,
    );
    let ids = &reading.vocabulary.ids;
    let entry = reading.lexicon().entry(mention.entry);
    let kind = match entry.code.as_str() {
        // A firm that looks after a server is no contractor that the data was entrusted to: its call is the first sign.
        CLIENT_INFORMED if !incident.outsourced => FOUND,
        code => code,
    };
    if matches!(kind, PPC | POLICE | NOTIFIED) && runs_over(reading, placed) {
        return None;
    }
    let label = entry.has("label");
    let m = modality::of(reading, &mention, sentence);
    if !label {
        if m.denied && !entry.has("even-denied") {
            return None;
        }
        if (m.request && !entry.has("even-request")) || m.condition {
            return None;
        }
    }
    // A heading without a date only names what stands below it.
    let block = reading.block_of(sentence);
    if block.kind == BlockKind::Heading && !label {
        let i = reading.dates.partition_point(|d| d.start < block.start);
        if reading.dates.get(i).is_none_or(|d| d.start >= block.end) {
            return None;
        }
    }
    // お詫びの書面を発送した: what is sent there is the notice, not the leak.
    let sorry = || reading.has(ids.apology, reading.sentence(sentence).start, mention.head);
    if kind == OCCURRED
        && sorry()
        && reading.in_sentence(TOPIC, sentence).iter().any(|p| {
            reading.code(&p.mention) == NOTIFIED
                && p.mention.start <= mention.start
                && p.mention.head != mention.start
        })
    {
        return None;
    }
    // In the title a leak is a name, not something told; but its date is read elsewhere.
    if reading.in_title(sentence) && reading.layout.blocks.len() > 2 && !entry.has("even-title") {
        return None;
    }
    let fits_cause = |mark: &String| {
        mark.strip_prefix("cause=")
            .is_none_or(|c| causes.iter().any(|k| k.code == c))
    };
    if !entry.marks.iter().all(fits_cause) {
        return None;
    }
    let s = reading.sentence(sentence);
    // What happened earlier, or to others, is no event of this incident.
    if reading.has(ids.other_matter, s.start, mention.end)
        || reading.under_heading(ids.other_matter, sentence)
    {
        return None;
    }
    if kind == FOUND && told_in_passing(reading, &mention, s.start) {
        return None;
    }
    if kind == CLIENT_INFORMED && contractor_hears(reading, &mention) {
        return None;
    }
    let span = reading.source(mention.start.max(s.start), mention.end);
    let row = |date: Option<usize>, status: Status| {
        let fact = date.map(|i| &reading.dates[i]);
        let mut event = made(
            kind,
            fact.and_then(|f| f.value),
            fact.map(|f| reading.source(f.start, f.end)),
            span,
            status,
        );
        if kind == PPC {
            event.stage = Some(stage(reading, &mention, s.start, s.end));
        }
        event.by_contractor =
            kind == FOUND && contractor_acts(reading, &mention, s.start, outsourced);
        // In a table the date stands in another cell of the row.
        let row = block.kind == BlockKind::Row;
        let (from, to) = if row {
            (block.start, block.end)
        } else {
            (s.start, s.end)
        };
        event.certain = status == Status::Done
            && fact.is_some_and(|f| f.start >= from && f.end <= to && !f.relative)
            && (label || row || plainly_done(reading, &mention, fact.map_or(0, |f| f.end), s.end));
        Row {
            at: mention.head,
            event,
        }
    };
    if label {
        let rows: Vec<Row> = labelled_dates(reading, &mention, sentence)
            .into_iter()
            .map(|i| row(Some(i), Status::Done))
            .collect();
        return (!rows.is_empty()).then_some(rows);
    }
    let today = reading.all_of(ids.today, s.start, mention.head).last();
    // 「警察には11日に通報し、委員会には本日」: the nearer of the two.
    let today_governs = today.is_some_and(|t| {
        date_of(reading, carry, &mention, sentence, Wants::Point)
            .is_none_or(|i| reading.dates[i].end <= t.start as usize)
    });
    if today_governs && matches!(kind, NOTIFIED | PUBLISHED | PPC | POLICE) {
        let status = if entry.has("today-done") {
            Status::Done
        } else {
            m.status()
        };
        return Some(vec![row(reading.published.map(|(_, i)| i), status)]);
    }
    let status = if entry.has("planned") {
        Status::Planned
    } else if entry.has("done") {
        Status::Done
    } else {
        m.status()
    };
    if kind == OCCURRED
        && embedded(reading, &mention, s.end)
        && !period_governs(reading, &mention, s.start)
    {
        return Some(vec![row(None, status)]);
    }
    let wants = match kind {
        FOUND => Wants::Found,
        CLIENT_INFORMED | PPC | PUBLISHED => Wants::Point,
        NOTIFIED | CONTAINED | POLICE => Wants::Act,
        _ => Wants::Any,
    };
    let mut date = date_of(reading, carry, &mention, sentence, wants);
    let range = date.is_some_and(|i| {
        matches!(
            reading.dates[i].value,
            Some(DateValue::Range(Some(_), Some(_)))
        )
    });
    if entry.has("period-only") && !range {
        return None;
    }
    // 11月27日に公表した不正アクセス: the date is of the publication.
    if matches!(kind, OCCURRED | FOUND | CONFIRMED)
        && let Some(i) = date
        && reading.in_sentence(TOPIC, sentence).iter().any(|p| {
            reading.code(&p.mention) == PUBLISHED
                && p.mention.start >= reading.dates[i].end
                && p.mention.end <= mention.head
        })
    {
        date = None;
    }
    // 警告が出た場合には、遮断する: a rule for another time.
    if kind == CONTAINED && date.is_none() && reading.has(ids.condition, s.start, mention.start) {
        return None;
    }
    let of_persons = reading.has(
        ids.address,
        mention.end,
        modality::clause_end(reading.text, mention.end, s.end),
    );
    if kind == OCCURRED && m.possible && !range && of_persons {
        // 漏えいした可能性のある方に: the date is of what is done for them.
        date = None;
    }
    if date.is_none()
        && let Some((last_sentence, last_date)) = *previous
        && sentence <= last_sentence + 1
        && reading.has(ids.same_time, s.start, mention.head)
    {
        date = Some(last_date);
    }
    if let Some(i) = date {
        *previous = Some((sentence, i));
    }
    // A leak is nothing that anybody plans: 書類の持ち出しは、許可を得た上で… is a rule for another time.
    if kind == OCCURRED && status == Status::Planned {
        return None;
    }
    Some(vec![row(date, status)])
}

/// 「委員会へ速報を行い、11日に警察署へ相談」: the phrase has run over from a shorter one of its kind into the next clause.
fn runs_over(reading: &Reading<'_>, placed: &Placed) -> bool {
    let Placed { mention, sentence } = *placed;
    let code = reading.code(&mention);
    reading.in_sentence(TOPIC, sentence).iter().any(|p| {
        let inner = p.mention;
        inner != mention
            && inner.start >= mention.start
            && inner.end < mention.head
            && reading.code(&inner) == code
            && reading.text[inner.end..mention.head].contains('、')
            && reading.has(reading.vocabulary.ids.done, inner.head, mention.head)
    })
}

/// Told as done in the mention's own clause, with nothing between that makes it the object of another verb
/// (終了することを決定しました).
fn plainly_done(
    reading: &Reading<'_>,
    mention: &Mention,
    date_end: usize,
    sentence_end: usize,
) -> bool {
    // 「速報は、7月4日に行いました」: the verb stands behind the date.
    let from = mention.end.max(date_end.min(sentence_end));
    let stop = modality::clause_end(reading.text, from, sentence_end);
    let m = modality::judge(reading, mention.head, mention.end, stop);
    // 「…に再開し、…に終えます」: a clause that runs on is as done as its sentence.
    let tail = super::floor_boundary(
        reading.text,
        sentence_end.saturating_sub(TAIL_BYTES).max(mention.head),
    );
    m.done
        && !m.planned
        && !m.possible
        && !m.denied
        && !reading.has(reading.vocabulary.ids.nominal, mention.end, stop)
        && (stop + '。'.len_utf8() >= sentence_end
            || reading
                .vocabulary
                .characters
                .case_particles
                .first()
                .is_some_and(|ga| reading.text[..stop].ends_with(ga.as_str()))
            || reading.has(reading.vocabulary.ids.done, tail, sentence_end))
}

/// A sentence's last verb stands within so many bytes of its end.
const TAIL_BYTES: usize = 24;

/// 「…を受けたことを確認しました」: the date of the sentence is of the finding, not of what was found.
fn embedded(reading: &Reading<'_>, mention: &Mention, sentence_end: usize) -> bool {
    let ids = &reading.vocabulary.ids;
    let stop = modality::clause_end(reading.text, mention.end, sentence_end);
    let Some(noun) = reading.first_of(ids.nominal, mention.end, stop) else {
        return false;
    };
    // 「…していたことが、…の連絡により判明」: what is found out ends at a comma.
    let rest = &reading.text[noun.end as usize..sentence_end];
    let runs_on = reading
        .vocabulary
        .characters
        .case_particles
        .iter()
        .any(|p| {
            rest.strip_prefix(p.as_str())
                .is_some_and(|r| r.starts_with('、'))
        });
    let end = if runs_on { sentence_end } else { stop };
    reading.has(ids.found_verb, noun.start as usize, end)
}

/// A period before the mention is the period of what happened, wherever the finding verb stands.
fn period_governs(reading: &Reading<'_>, mention: &Mention, sentence_start: usize) -> bool {
    let i = reading.dates.partition_point(|d| d.start < sentence_start);
    reading.dates[i..]
        .iter()
        .take_while(|d| d.end <= mention.head)
        .last()
        .is_some_and(|d| matches!(d.value, Some(DateValue::Range(Some(_), _))))
}

/// 11月3日に誤送付した(後日判明), 誤送付したことが後に分かった: a finding of another day, which does not stand there.
fn told_in_passing(reading: &Reading<'_>, mention: &Mention, from: usize) -> bool {
    let later = reading.all_of(reading.vocabulary.ids.found_later, from, mention.head);
    later.last().is_some_and(|hit| {
        let dated = |from: usize| {
            reading
                .dates
                .iter()
                .any(|d| d.start >= from && d.end <= mention.head)
        };
        dated(from) && !dated(hit.end as usize)
    })
}

/// Whether the contractor is the one who finds out: 委託先の担当者が…気付きました.
fn contractor_acts(
    reading: &Reading<'_>,
    mention: &Mention,
    sentence_start: usize,
    outsourced: bool,
) -> bool {
    let ids = &reading.vocabulary.ids;
    let from = sentence_start.max(mention.head.saturating_sub(CONTRACTOR_BYTES));
    let mut at = from;
    let mut acts = false;
    let alias = outsourced
        .then(|| reading.all_of(ids.same_firm, from, mention.head).last())
        .flatten();
    let characters = &reading.vocabulary.characters;
    let subject = |end: u32| {
        let rest = &reading.text[end as usize..];
        let starts = |list: &[String]| list.iter().any(|p| rest.starts_with(p.as_str()));
        if starts(&characters.contractor_subject) {
            return true;
        }
        // 委託先である株式会社…が, 委託先(…)が: its name stands between.
        let between = reading.text.get(end as usize..mention.head).unwrap_or("");
        let any = |list: &[String]| list.iter().any(|p| between.contains(p.as_str()));
        starts(&characters.contractor_apposition)
            && any(&characters.case_particles)
            && !any(&reading.vocabulary.dates.from)
    };
    if let Some(hit) = alias {
        acts = subject(hit.end);
    }
    while let Some(hit) = reading.first_of(ids.contractor, at, mention.head) {
        acts = subject(hit.end);
        at = hit.start as usize + 1;
        while !reading.text.is_char_boundary(at) {
            at += 1;
        }
    }
    acts && !reading.has(ids.own_voice, from, mention.head)
}

/// 「委託先は…からの連絡を受け」: the contractor is told something, and tells nobody yet.
fn contractor_hears(reading: &Reading<'_>, mention: &Mention) -> bool {
    let ids = &reading.vocabulary.ids;
    let Some(hit) = reading.first_of(ids.contractor, mention.start, mention.end) else {
        return false;
    };
    let rest = &reading.text[hit.end as usize..mention.end];
    let subject = reading
        .vocabulary
        .characters
        .case_particles
        .iter()
        .any(|p| rest.starts_with(p.as_str()));
    subject
        && reading
            .vocabulary
            .dates
            .from
            .iter()
            .any(|f| rest.contains(f.as_str()))
}

/// How far before the finding its contractor may stand, in bytes.
const CONTRACTOR_BYTES: usize = 150;

/// The stage named nearest to the mention in its sentence.
fn stage(reading: &Reading<'_>, mention: &Mention, start: usize, end: usize) -> Stage {
    let ids = &reading.vocabulary.ids;
    let stop = modality::clause_end(reading.text, mention.end, end).min(end);
    let within = |from: usize, to: usize| {
        [
            (ids.stage_preliminary, Stage::Preliminary),
            (ids.stage_final, Stage::Final),
            (ids.stage_followup, Stage::Followup),
        ]
        .into_iter()
        .filter_map(|(group, stage)| reading.first_of(group, from, to).map(|h| (h.start, stage)))
        .min_by_key(|&(at, _)| at)
        .map(|(_, stage)| stage)
    };
    within(mention.head, stop)
        .or_else(|| within(mention.start, mention.head))
        .or_else(|| {
            within(
                clause_start(reading.text, start, mention.start),
                mention.start,
            )
        })
        // 確報につきましては、…期限までに委員会へ提出: the only stage that the sentence names before it.
        .or_else(|| {
            let named: Vec<Stage> = [
                (ids.stage_preliminary, Stage::Preliminary),
                (ids.stage_final, Stage::Final),
            ]
            .into_iter()
            .filter(|&(group, _)| reading.has(group, start, end))
            .map(|(_, stage)| stage)
            .collect();
            match named.as_slice() {
                [only] => within(start, mention.start).filter(|s| s == only),
                _ => None,
            }
        })
        .unwrap_or(Stage::Unstated)
}

fn clause_start(text: &str, start: usize, at: usize) -> usize {
    text[start..at]
        .rfind(['、', '。'])
        .map_or(start, |i| start + i)
}

/// The earliest dated finding is the awareness; later ones confirm it, unless of the same day. What the contractor found
/// and what the organisation itself found are each told apart from their own first.
fn settle_findings(rows: &mut [Row]) {
    for by_contractor in [false, true] {
        let first = rows
            .iter()
            .filter(|r| r.event.kind == FOUND && r.event.by_contractor == by_contractor)
            .filter_map(|r| r.event.date.and_then(DateValue::day))
            .min();
        let mut seen_undated = false;
        for row in rows
            .iter_mut()
            .filter(|r| r.event.kind == FOUND && r.event.by_contractor == by_contractor)
        {
            let day = row.event.date.and_then(DateValue::day);
            let later = match (day, first) {
                (Some(d), Some(f)) => d > f,
                (None, _) => std::mem::replace(&mut seen_undated, true),
                (Some(_), None) => false,
            };
            row.event.kind = if later { CONFIRMED } else { DETECTED }.to_string();
        }
    }
}

/// One event told several times is one event: same type, same date, all its places kept. A report to the regulator whose
/// stage is not told is the one of the same day whose stage is.
fn merge(rows: &mut Vec<Row>) {
    type Key = (String, Option<DateValue>, Status, bool);
    let key = |r: &Row| -> Key {
        let e = &r.event;
        (e.kind.clone(), e.date, e.status, e.by_contractor)
    };
    let mut kept: Vec<Row> = Vec::with_capacity(rows.len());
    // For each key the rows kept, of which there are few: one a stage, or the last one without a date.
    let mut places: std::collections::HashMap<Key, Vec<usize>> = std::collections::HashMap::new();
    for row in rows.drain(..) {
        let list = places.entry(key(&row)).or_default();
        let same = list
            .iter()
            .rev()
            .take(STAGES)
            .copied()
            .find(|&i| same_event(&kept[i], &row));
        if let Some(first) = same {
            let e = &mut kept[first].event;
            if e.stage == Some(Stage::Unstated) {
                e.stage = row.event.stage;
            }
            e.certain |= row.event.certain;
            tell_again(e, row.event.span);
        } else {
            list.push(kept.len());
            kept.push(row);
        }
    }
    // Told once with its day and once without: one event.
    let (dated, undated): (Vec<Row>, Vec<Row>) =
        kept.into_iter().partition(|r| r.event.date.is_some());
    *rows = dated;
    let mut first_of: std::collections::HashMap<(String, Status, bool), Vec<usize>> =
        std::collections::HashMap::new();
    for (i, r) in rows.iter().enumerate() {
        let e = &r.event;
        let list = first_of
            .entry((e.kind.clone(), e.status, e.by_contractor))
            .or_default();
        if list.len() < STAGES {
            list.push(i);
        }
    }
    for row in undated {
        let e = &row.event;
        let kinds: &[&str] = if e.kind == CONFIRMED {
            &[CONFIRMED, DETECTED]
        } else {
            &[e.kind.as_str()]
        };
        let same = RETOLD.contains(&e.kind.as_str()).then(|| {
            kinds
                .iter()
                .filter_map(|k| first_of.get(&((*k).to_string(), e.status, e.by_contractor)))
                .flatten()
                .copied()
                .filter(|&i| {
                    let stage = rows[i].event.stage;
                    stage == e.stage || e.stage == Some(Stage::Unstated)
                })
                .min()
        });
        match same.flatten() {
            Some(first) => tell_again(&mut rows[first].event, row.event.span),
            None => rows.push(row),
        }
    }
    rows.sort_by_key(|r| r.at);
}

/// Rows of one key that are looked at: reports have four stages.
const STAGES: usize = 4;
/// Most further places kept of one event.
const MAX_AGAIN: usize = 32;

/// Notes that an event is told at a further place.
fn tell_again(event: &mut Event, span: crate::span::Span) {
    let apart = |o: &crate::span::Span| span.end <= o.start || o.end <= span.start;
    if event.again.len() < MAX_AGAIN && apart(&event.span) && event.again.iter().all(apart) {
        event.again.push(span);
    }
}

/// What happens once: told again without its day it is the same. Several things may be stopped or mended.
const RETOLD: [&str; 6] = [DETECTED, CONFIRMED, OCCURRED, PUBLISHED, PPC, POLICE];

fn same_event(a: &Row, b: &Row) -> bool {
    let (x, y) = (&a.event, &b.event);
    let stages = x.stage == y.stage
        || (x.date.is_some()
            && (x.stage == Some(Stage::Unstated) || y.stage == Some(Stage::Unstated)));
    x.kind == y.kind
        && x.date == y.date
        && x.status == y.status
        && x.by_contractor == y.by_contractor
        && stages
        && (x.date.is_some() || a.at.abs_diff(b.at) < NEAR_BYTES)
}

/// Undated mentions of one kind that stand closer than this, in bytes, tell one event.
const NEAR_BYTES: usize = 90;

/// 「発覚後82日目」「知った日から58日目」. A text that defines its count (知った日を1日目として) need not name the
/// awareness day again.
fn stated_days(reading: &Reading<'_>) -> Vec<StatedDays> {
    let ids = &reading.vocabulary.ids;
    let defines = |end: usize| {
        reading
            .vocabulary
            .characters
            .count_definition
            .iter()
            .any(|d| reading.text[end..].starts_with(d.as_str()))
    };
    let mut found = Vec::new();
    let hits: Vec<crate::lexicon::Hit> = reading.all_of(ids.day_count, 0, usize::MAX).collect();
    let defined = hits.iter().any(|h| defines(h.end as usize));
    for hit in hits {
        let at = hit.start as usize;
        let digits = reading.text[..at]
            .bytes()
            .rev()
            .take_while(u8::is_ascii_digit)
            .count();
        let Ok(days) = reading.text[at - digits..at].parse::<i64>() else {
            continue;
        };
        let Some(sentence) = reading.layout.sentence_at(at) else {
            continue;
        };
        let s = reading.sentence(sentence);
        if defines(hit.end as usize) || (!defined && !reading.has(ids.awareness, s.start, s.end)) {
            continue;
        }
        let nearest = [
            (ids.stage_preliminary, Stage::Preliminary),
            (ids.stage_final, Stage::Final),
        ]
        .into_iter()
        .filter_map(|(group, stage)| {
            reading
                .all_of(group, s.start, at)
                .last()
                .map(|h| (h.start, stage))
        })
        .max_by_key(|&(p, _)| p);
        if let Some((_, stage)) = nearest {
            found.push(StatedDays {
                stage,
                days,
                defined,
                span: reading.source(at - digits, hit.end as usize),
            });
        }
    }
    found
}

/// What the events say of the report to the regulator, the police and the persons.
fn conclude(reading: &Reading<'_>, incident: &mut Incident) {
    let told = |kind: &str, status: Status| {
        incident
            .events
            .iter()
            .find(|e| e.kind == kind && e.status == status)
            .map(|e| e.span)
    };
    let done = |kind: &str| match (told(kind, Status::Done), told(kind, Status::Planned)) {
        (Some(span), _) => (Done::Done, Some(span)),
        (None, Some(span)) => (Done::Planned, Some(span)),
        (None, None) => (Done::None, None),
    };
    let (ppc, ppc_span) = done(PPC);
    let (mut notified, mut notified_span) = done(NOTIFIED);
    if notified == Done::None
        && let Some(p) = reading
            .of_code("statement", "notification-impossible")
            .next()
    {
        notified = Done::Impossible;
        notified_span = Some(reading.source(p.mention.start, p.mention.end));
    }
    let police = told(POLICE, Status::Done).or_else(|| {
        reading
            .of_code("statement", "police")
            .find(|p| {
                let m = modality::of(reading, &p.mention, p.sentence);
                !m.denied && !m.condition && !m.request && m.status() == Status::Done
            })
            .map(|p| reading.source(p.mention.start, p.mention.end))
    });
    incident.ppc_report = ppc;
    incident.notified = notified;
    incident.police = police.is_some();
    for (name, span) in [
        ("ppc_report", ppc_span),
        ("notified", notified_span),
        ("police", police),
    ] {
        if let Some(span) = span {
            incident.note(name, span);
        }
    }
}
