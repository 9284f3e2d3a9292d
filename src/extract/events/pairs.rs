//! Reports to the regulator that a line tells as pairs of a stage and a date: `速報 9月17日/確報 10月21日`,
//! `9月17日(速報)、10月21日(確報)`. Each stage takes the date it stands beside, whatever verb there is or is not.

use super::super::{Reading, modality};
use super::{PPC, Row, made};
use crate::date::DateValue;
use crate::incident::{Stage, Status};

/// What stands in a line: a date or a stage.
#[derive(Debug, Clone, Copy)]
struct Token {
    start: usize,
    end: usize,
    what: What,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Date(usize),
    Stage(Stage),
}

/// Puts such pairs in the place of what was read on their lines.
pub(super) fn settle(reading: &Reading<'_>, rows: &mut Vec<Row>) {
    for block in &reading.layout.blocks {
        let pairs = pairs(reading, block.body.max(block.start), block.end);
        let both = [Stage::Preliminary, Stage::Final]
            .iter()
            .all(|s| pairs.iter().any(|(stage, _)| stage.what == What::Stage(*s)));
        if !both {
            continue;
        }
        rows.retain(|r| r.event.kind != PPC || r.at < block.start || r.at >= block.end);
        for (stage, date) in pairs {
            let (What::Stage(of), What::Date(index)) = (stage.what, date.what) else {
                continue;
            };
            let fact = &reading.dates[index];
            let (from, to) = (stage.start.min(date.start), stage.end.max(date.end));
            let stop = modality::clause_end(reading.text, to, block.end).min(block.end);
            let planned = reading.has(reading.vocabulary.ids.planned, to, stop)
                && !reading.has(reading.vocabulary.ids.done, to, stop);
            let status = if planned {
                Status::Planned
            } else {
                Status::Done
            };
            let mut event = made(
                PPC,
                fact.value,
                Some(reading.source(fact.start, fact.end)),
                reading.source(from, to),
                status,
            );
            event.stage = Some(of);
            event.certain = status == Status::Done;
            rows.push(Row { at: from, event });
        }
    }
    rows.sort_by_key(|r| r.at);
}

/// The pairs of a line, where its stages and dates take turns.
fn pairs(reading: &Reading<'_>, start: usize, end: usize) -> Vec<(Token, Token)> {
    let ids = &reading.vocabulary.ids;
    let mut tokens: Vec<Token> = Vec::new();
    for (group, stage) in [
        (ids.stage_preliminary, Stage::Preliminary),
        (ids.stage_final, Stage::Final),
    ] {
        tokens.extend(reading.all_of(group, start, end).map(|h| Token {
            start: h.start as usize,
            end: h.end as usize,
            what: What::Stage(stage),
        }));
    }
    // Nearly every line names no two stages.
    if tokens.len() < 2 {
        return Vec::new();
    }
    let from = reading.dates.partition_point(|d| d.start < start);
    let dates = reading.dates[from..].iter().enumerate();
    for (n, fact) in dates.take_while(|(_, d)| d.start < end) {
        let day = matches!(fact.value, Some(DateValue::Point(m)) if m.day.is_some());
        if day && !fact.time_only && !fact.attributive {
            tokens.push(Token {
                start: fact.start,
                end: fact.end,
                what: What::Date(from + n),
            });
        }
    }
    tokens.sort_by_key(|t| (t.start, std::cmp::Reverse(t.end)));
    let is_stage = |t: &Token| matches!(t.what, What::Stage(_));
    let turns = |first_stage: bool| -> Vec<(Token, Token)> {
        let pair = |w: &[Token]| is_stage(&w[0]) == first_stage && is_stage(&w[1]) != first_stage;
        let found = tokens
            .windows(2)
            .filter(|w| pair(w) && joined(reading, w, first_stage));
        found
            .map(|w| {
                if first_stage {
                    (w[0], w[1])
                } else {
                    (w[1], w[0])
                }
            })
            .collect()
    };
    let stages = tokens.iter().filter(|t| is_stage(t)).count();
    let (stage_first, date_first) = (turns(true), turns(false));
    // The way in which every stage has a date.
    if stage_first.len() == stages {
        stage_first
    } else if date_first.len() == stages {
        date_first
    } else {
        Vec::new()
    }
}

/// Whether nothing but what joins a stage and its date stands between them.
fn joined(reading: &Reading<'_>, pair: &[Token], stage_first: bool) -> bool {
    let between = reading.text.get(pair[0].end..pair[1].start).unwrap_or("");
    let characters = &reading.vocabulary.characters;
    let joints = if stage_first {
        &characters.stage_date
    } else {
        &characters.date_stage
    };
    between.trim().is_empty() || joints.iter().any(|j| j == between.trim())
}
