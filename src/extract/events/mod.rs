//! Events: what happened when, and whether it is done.

mod conclude;
mod contractor;
mod merge;
mod missed;
mod pairs;
mod sequence;
mod stage;
mod told;

use super::bind::{Carry, Wants, date_of, labelled_dates};
use super::{Placed, Reading, modality};
use crate::date::DateValue;
use crate::document::BlockKind;
use crate::incident::{Event, Incident, Status};
use conclude::conclude;
use contractor::{contractor_acts, contractor_hears, contractor_tells};
use merge::{merge, settle_findings};
use missed::missed;
use stage::{stage, stated_days};
use told::{day_governs, embedded, period_governs, plainly_done, runs_over, told_in_passing};

/// The topic of the lexicon.
const TOPIC: &str = "event";
/// A finding before it is known whether it is the first one.
pub(super) const FOUND: &str = "found";
const DETECTED: &str = "detected";
const CONFIRMED: &str = "confirmed";
pub(super) const OCCURRED: &str = "occurred";
pub(super) const CONTAINED: &str = "contained";
const CLIENT_INFORMED: &str = "client_informed";
pub(super) const PPC: &str = "reported_ppc";
const PUBLISHED: &str = "published";
pub(super) const NOTIFIED: &str = "notified";
pub(super) const POLICE: &str = "reported_police";

/// Reads all events, the report to the regulator, the notification of the persons and the stated day counts.
pub(crate) fn read(reading: &Reading<'_>, incident: &mut Incident) {
    let carry = Carry::new(reading);
    let own = incident.org.as_ref().map(|o| o.code.clone());
    let names = contractor::names(reading, own.as_deref());
    let mut rows = Vec::new();
    let mut previous: Option<(usize, usize)> = None;
    for placed in reading.of_topic(TOPIC) {
        if let Some(events) = event(reading, (&carry, &names), placed, incident, &mut previous) {
            rows.extend(events);
        }
    }
    pairs::settle(reading, &mut rows);
    sequence::settle(&mut rows);
    rows.extend(missed(reading, &carry, incident, &rows));
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
    date_finding(reading, &mut rows);
    settle_findings(&mut rows);
    merge(&mut rows);
    incident.events = rows.into_iter().map(|r| r.event).collect();
    incident.stated_days = stated_days(reading);
    conclude(reading, incident);
}

/// 12日、教諭が学校を出ました。帰校し、三枚が足りないことに気がつきました: where no finding has a day, the first one has that
/// of what its paragraph tells before it.
fn date_finding(reading: &Reading<'_>, rows: &mut [Row]) {
    let found = |r: &&mut Row| r.event.kind == FOUND;
    if rows
        .iter()
        .any(|r| r.event.kind == FOUND && r.event.date.is_some())
    {
        return;
    }
    let Some(row) = rows.iter_mut().find(found) else {
        return;
    };
    let sentence = reading.layout.sentence_at(row.at);
    if let Some(i) = sentence.and_then(|s| told_before(reading, s)) {
        let fact = &reading.dates[i];
        row.event.date = fact.value;
        row.event.date_span = Some(reading.source(fact.start, fact.end));
    }
}

/// So many sentences back a paragraph may tell the day that 約40分後 goes on from.
const BACK: usize = 3;

/// The last point in time that the sentences before tell in the same paragraph.
fn told_before(reading: &Reading<'_>, sentence: usize) -> Option<usize> {
    let block = reading.sentence(sentence).block;
    let earlier = (sentence.saturating_sub(BACK)..sentence).rev();
    let mut same = earlier.take_while(|&i| reading.sentence(i).block == block);
    same.find_map(|i| {
        let s = reading.sentence(i);
        let from = reading.dates.partition_point(|d| d.start < s.start);
        let to = reading.dates.partition_point(|d| d.start < s.end);
        (from..to).rev().find(|&d| {
            let fact = &reading.dates[d];
            !fact.attributive && fact.value.is_some_and(|v| !v.is_range())
        })
    })
}

/// The first of days that stand side by side (9日と10日, 12月9日、10日).
fn first_of_several(reading: &Reading<'_>, mut i: usize) -> usize {
    let dates = &reading.dates;
    let joints = &reading.vocabulary.characters.day_joints;
    let point = |i: usize| dates[i].value.is_some_and(|v| !v.is_range());
    while i > 0 && point(i) && point(i - 1) {
        let between = reading
            .text
            .get(dates[i - 1].end..dates[i].start)
            .unwrap_or("");
        let own = reading.text.get(dates[i].start..dates[i].end).unwrap_or("");
        let bare = own.chars().take(3).any(|c| c == '日');
        if !joints.iter().any(|j| j == between) || !bare {
            break;
        }
        i -= 1;
    }
    i
}

/// The date `i` of something that went on; where an act that ended it (削除するまで) stands between, the date before.
fn before_the_end(
    reading: &Reading<'_>,
    i: usize,
    mention: &crate::lexicon::Mention,
    sentence: usize,
) -> Option<usize> {
    let ended = reading.in_sentence(TOPIC, sentence).iter().any(|p| {
        reading.lexicon().entry(p.mention.entry).has("until")
            && p.mention.start >= reading.dates[i].end
            && p.mention.end <= mention.head
    });
    if !ended {
        return Some(i);
    }
    let start = reading.sentence(sentence).start;
    i.checked_sub(1)
        .filter(|&earlier| reading.dates[earlier].start >= start)
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
    (carry, names): (&Carry, &[(usize, usize)]),
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
    // 報告は不要と判断した: nothing was reported.
    let waived = |p: &Placed| {
        reading.code(&p.mention) == "exemption"
            && p.mention.start < mention.end
            && mention.start < p.mention.end
    };
    if matches!(kind, PPC | NOTIFIED) && reading.in_sentence("claim", sentence).iter().any(waived) {
        return None;
    }
    let s = reading.sentence(sentence);
    let kind = if kind == FOUND
        && incident.outsourced
        && contractor_tells(reading, names, s.start, mention.head)
    {
        CLIENT_INFORMED
    } else {
        kind
    };
    // カモメ物流より第一報: only the name tells that it is the contractor.
    if entry.has("named") && !contractor_tells(reading, names, s.start, mention.head) {
        return None;
    }
    // 翌14日、当社に報告した: only who acts tells that it is the contractor.
    if entry.has("acts")
        && !(incident.outsourced && contractor_acts(reading, &mention, s.start, outsourced, names))
    {
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
            kind == FOUND && contractor_acts(reading, &mention, s.start, outsourced, names);
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
        let beside = |i: &usize| !entry.has("beside") || reading.dates[*i].start < block.end;
        let rows: Vec<Row> = labelled_dates(reading, &mention, sentence)
            .into_iter()
            .filter(beside)
            .map(|i| {
                *previous = Some((sentence, i));
                row(Some(i), Status::Done)
            })
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
        && !day_governs(reading, &mention, (s.start, s.end))
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
    if matches!(kind, OCCURRED | FOUND | CONFIRMED | CLIENT_INFORMED)
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
    // この間に…送信されていたことが確認された: the time is of what was found, not of the finding.
    let same_time = reading
        .all_of(ids.same_time, s.start, mention.head)
        .any(|h| kind != FOUND || !reading.has(ids.nominal, h.end as usize, mention.head));
    if date.is_none()
        && let Some((last_sentence, last_date)) = *previous
        && sentence <= last_sentence + 1
        && (same_time
            // 盗まれた。直ちに上司に報告し: it was known on the day on which it happened; 直ちに停止し: and stopped, where
            // one paragraph tells of it.
            || ((kind == FOUND
                || (kind == CONTAINED && reading.sentence(last_sentence).block == s.block))
                && reading.has(ids.at_once, s.start, mention.head)))
    {
        date = Some(last_date);
    }
    // 29日14時ごろ、…が現れました。約40分後、…と気づき: the day of what the paragraph tells before.
    if date.is_none() && !matches!(kind, PPC | PUBLISHED) && same_time {
        date = told_before(reading, sentence);
    }
    // お客様へのお詫びとご報告: a title in the text, and nothing that was done.
    let titled = || {
        let line = s.start + reading.text[s.start..s.end].trim_end().len();
        block.kind == BlockKind::Text
            && reading
                .all_of(ids.headline_end, mention.start, line)
                .filter(|h| h.end as usize >= mention.end)
                .any(|h| {
                    let rest = reading.text.get(h.end as usize..line).unwrap_or("");
                    rest.is_empty() || rest.starts_with(['」', '(', '』'])
                })
    };
    // 警察には19日のうちに相談しており、委員会への報告も行ってまいります: what is planned takes no past day of another clause.
    if status == Status::Planned && matches!(kind, PPC | POLICE | NOTIFIED) {
        let past = |i: &usize| {
            let fact = &reading.dates[*i];
            let between = reading.text.get(fact.end..mention.start).unwrap_or("");
            let day = fact.value.and_then(DateValue::day);
            between.contains('、')
                && day
                    .zip(reading.published)
                    .is_some_and(|(day, (published, _))| day < published)
        };
        date = date.filter(|i| !past(i));
    }
    if kind == NOTIFIED && date.is_none() && titled() {
        return None;
    }
    // 9月1日に載せ、15日に削除するまで、誰でも見られた: the day before 削除する is of the end, not of what went on till then.
    if kind == OCCURRED {
        date = date.and_then(|i| before_the_end(reading, i, &mention, sentence));
    }
    // 12月9日と10日に、お電話で: what was done on several days was begun on the first.
    if matches!(kind, NOTIFIED | PPC) {
        date = date.map(|i| first_of_several(reading, i));
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
