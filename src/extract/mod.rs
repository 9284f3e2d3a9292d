//! From a report's text to its facts. One file a kind of fact; all read the same sentences, words and dates
//! ([`Reading`]), which are found once.

mod bind;
mod causes;
mod claims;
mod contradictions;
mod counts;
mod events;
mod exposed;
pub(crate) mod filed;
mod head;
mod items;
mod kind;
mod measures;
mod modality;
mod parties;
mod reading;
mod status;
mod story;
mod vocabulary;

use chrono::NaiveDate;

use crate::date::{self, DateWords, parse, resolve::Frame};
use crate::document::layout::floor_boundary;
use crate::document::{Layout, View};
use crate::incident::{DateRow, Incident, Kind};
use crate::lexicon::{Hit, Present};
use crate::span::Span;
use head::{published, title_block};
use reading::GroupIndex;
pub(crate) use reading::{Placed, Reading};
pub use vocabulary::{Characters, Publication, Vocabulary, VocabularyError};

/// Reads one report: `start..end` of the view of a document's text. `hits` are the words of the whole view.
pub fn read(
    (view, original): (&View, &str),
    start: usize,
    end: usize,
    headings: &[usize],
    hits: &[Hit],
    vocabulary: &Vocabulary,
    as_of: Option<NaiveDate>,
) -> Incident {
    let source = (view, original);
    let reading = prepare(source, start, end, headings, hits, vocabulary, as_of);
    let mut incident = Incident {
        kind: kind::read(&reading),
        draft: kind::draft(&reading),
        ..Incident::default()
    };
    incident.title = reading
        .title()
        // ■ お詫びとお知らせ: the ornament is no part of it.
        .map_or_else(Span::default, |b| reading.source(b.body.min(b.end), b.end));
    incident.published = reading.published.map(|(d, _)| d);
    incident.dates = reading
        .dates
        .iter()
        .map(|d| DateRow {
            span: reading.source(d.start, d.end),
            value: d.value,
            problem: d.problem,
        })
        .collect();
    if incident.kind == Kind::Other {
        return incident;
    }
    parties::read(&reading, &mut incident);
    causes::read(&reading, &mut incident);
    items::read(&reading, &mut incident);
    status::read(&reading, &mut incident);
    claims::read(&reading, &mut incident);
    counts::read(&reading, &mut incident);
    events::read(&reading, &mut incident);
    measures::read(&reading, &mut incident);
    status::conclude(&reading, &mut incident);
    contradictions::read(&reading, &mut incident);
    exposed::read(&reading, &mut incident);
    incident
}

/// The hits that start within `start..end`.
fn within(hits: &[Hit], start: usize, end: usize) -> &[Hit] {
    let from = hits.partition_point(|h| (h.start as usize) < start);
    let to = hits.partition_point(|h| (h.start as usize) < end);
    &hits[from..to]
}

/// The ranges of the view that are reports (or texts between them), in order.
pub fn reports(
    document: &crate::input::Document,
    vocabulary: &Vocabulary,
    hits: &[Hit],
) -> Vec<(usize, usize)> {
    let lexicon = &vocabulary.lexicon;
    let ids = &vocabulary.ids;
    let voice = |start: usize, end: usize| {
        within(hits, start, end)
            .iter()
            .filter(|h| {
                [ids.own_voice, ids.apology, ids.address]
                    .iter()
                    .any(|&g| lexicon.in_group(**h, g))
            })
            .count()
    };
    let headline = |start: usize, end: usize| {
        let chars = document.view.text[start..end].chars().count();
        let words = within(hits, start, end);
        let first = document.view.text[start..end].chars().next();
        (12..=90).contains(&chars)
            && !first.is_some_and(|c| {
                c.is_ascii_digit()
                    || !(crate::document::view::is_word(c)
                        || matches!(c, '「' | '【')
                        || c.is_ascii_alphabetic())
            })
            && words.iter().any(|h| lexicon.in_group(*h, ids.incident))
            && words.iter().any(|h| lexicon.in_group(*h, ids.headline_end))
            && !document.view.text[start..end].ends_with(['。', '、'])
    };
    crate::document::bundle::split(&document.view, &voice, &headline)
}

fn prepare<'a>(
    (view, original): (&'a View, &'a str),
    start: usize,
    end: usize,
    headings: &[usize],
    hits: &'a [Hit],
    vocabulary: &'a Vocabulary,
    as_of: Option<NaiveDate>,
) -> Reading<'a> {
    let text = view.text.as_str();
    let hits = within(hits, start, end);
    let layout = Layout::new(view, start, end, headings);
    let lexicon = &vocabulary.lexicon;

    let mut mentions = vec![Vec::new(); lexicon.topic_count()];
    let mut found = Vec::new();
    let mut present = Present::default();
    let mut asides = Vec::with_capacity(layout.sentences.len());
    let (aside, kind) = (lexicon.topic_id("aside"), lexicon.topic_id("kind"));
    let mut at = 0;
    for (i, sentence) in layout.sentences.iter().enumerate() {
        while at < hits.len() && (hits[at].start as usize) < sentence.start {
            at += 1;
        }
        let first = at;
        let mut last = first;
        while last < hits.len() && (hits[last].start as usize) < sentence.end {
            last += 1;
        }
        found.clear();
        lexicon.mentions(
            text,
            &hits[first..last],
            sentence.end,
            &mut present,
            &mut found,
        );
        let set_aside = found
            .iter()
            .any(|m| Some(lexicon.topic_of(m.entry)) == aside)
            || is_question(&text[sentence.start..sentence.end], vocabulary);
        asides.push(set_aside);
        for &mention in &found {
            // What kind of text it is is told by all of it.
            if set_aside && Some(lexicon.topic_of(mention.entry)) != kind {
                continue;
            }
            mentions[lexicon.topic_of(mention.entry) as usize].push(Placed {
                mention,
                sentence: i,
            });
        }
        at = last;
    }

    let by_group = GroupIndex::new(hits, lexicon);
    let words = &vocabulary.dates;
    let date_starts: Vec<usize> = by_group
        .of(vocabulary.ids.date_start)
        .iter()
        .map(|&h| hits[h as usize].start as usize - start)
        .collect();
    let mut expressions = parse::find(&text[start..end], &date_starts, words);
    for e in &mut expressions {
        shift(e, start);
    }
    expressions.retain(|e| !is_hours(text, &layout, e, words));
    let title_block = title_block(&layout, text, hits, vocabulary);
    let published_index = published(
        (view, original),
        &layout,
        text,
        (&expressions, words),
        title_block,
    );
    let alone = Frame {
        published: None,
        as_of,
    };
    let published_day = published_index
        .and_then(|i| {
            date::resolve(text, &expressions[i..=i], words, alone)
                .first()
                .and_then(|d| d.value)
        })
        .and_then(date::DateValue::day);
    let dates = date::resolve(
        text,
        &expressions,
        words,
        Frame {
            published: published_day,
            as_of,
        },
    );
    let published = published_index.zip(published_day).map(|(i, d)| (d, i));
    let mut reading = Reading {
        view,
        original,
        text,
        layout,
        asides,
        vocabulary,
        hits,
        mentions,
        by_group,
        dates,
        title_block,
        published,
    };
    reading.drop_misplaced();
    reading
}

/// Whether a sentence asks (Q1. 番号も見られたのですか。).
fn is_question(sentence: &str, vocabulary: &Vocabulary) -> bool {
    let asked = sentence.trim_end_matches(['。', '」', ')', ' ']);
    let ends = &vocabulary.characters.question_ends;
    ends.iter().any(|e| asked.ends_with(e.as_str()))
}

fn shift(e: &mut date::Expression, by: usize) {
    e.start += by;
    e.end += by;
    for point in [&mut e.from, &mut e.to].into_iter().flatten() {
        point.start += by;
        point.end += by;
    }
}

/// A lone time on a line that speaks of opening hours is no date.
fn is_hours(text: &str, layout: &Layout, e: &date::Expression, words: &DateWords) -> bool {
    if !e.from.or(e.to).is_some_and(|p| p.time_only()) {
        return false;
    }
    let Some(block) = layout.block_at(e.start) else {
        return false;
    };
    let block = layout.blocks[block];
    let near = (
        block.start.max(e.start.saturating_sub(HOURS_BYTES)),
        block.end.min(e.end + HOURS_BYTES),
    );
    let heading = block.heading.map(|h| {
        (
            layout.blocks[h].start,
            layout.blocks[h]
                .end
                .min(layout.blocks[h].start + HOURS_BYTES),
        )
    });
    [Some(near), heading]
        .into_iter()
        .flatten()
        .any(|(from, to)| {
            let around = &text[floor_boundary(text, from)..floor_boundary(text, to)];
            words
                .hours_context
                .iter()
                .any(|h| around.contains(h.as_str()))
        })
}

/// How far from a time the words of opening hours may stand, in bytes.
const HOURS_BYTES: usize = 180;

/// Every phrase of the lexicon that a document holds, as `topic.code`, with its span: for people who edit the lexicon.
pub fn trace(document: &crate::input::Document, vocabulary: &Vocabulary) -> Vec<(String, Span)> {
    let hits = vocabulary.lexicon.scan(&document.view.text);
    let mut out = Vec::new();
    for (start, end) in reports(document, vocabulary, &hits) {
        let reading = prepare(
            (&document.view, &document.text),
            start,
            end,
            &document.headings,
            &hits,
            vocabulary,
            None,
        );
        let mut all: Vec<&Placed> = reading.mentions.iter().flatten().collect();
        all.sort_by_key(|p| (p.sentence, p.mention.start));
        for p in all {
            let entry = reading.lexicon().entry(p.mention.entry);
            out.push((
                format!("{}.{}", entry.topic, entry.code),
                reading.source(p.mention.start, p.mention.end),
            ));
        }
    }
    out
}
