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
mod items;
mod kind;
mod measures;
mod modality;
mod parties;
mod status;
mod story;
mod vocabulary;

use chrono::NaiveDate;

use crate::date::{self, DateFact, DateWords, parse, resolve::Frame};
use crate::document::layout::floor_boundary;
use crate::document::{Block, BlockKind, Layout, Sentence, View};
use crate::incident::{DateRow, Incident, Kind};
use crate::lexicon::{GroupId, Hit, Lexicon, Mention, Present};
use crate::span::Span;
pub use vocabulary::{Characters, Publication, Vocabulary, VocabularyError};

/// A mention and the sentence it stands in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Placed {
    pub(crate) mention: Mention,
    pub(crate) sentence: usize,
}

/// Everything that is found once in a report and read by all extractors. Offsets are bytes of the view.
pub(crate) struct Reading<'a> {
    pub(crate) view: &'a View,
    /// The document's own text, for what the view does not show: addresses.
    pub(crate) original: &'a str,
    pub(crate) text: &'a str,
    pub(crate) layout: Layout,
    /// The sentences that tell nothing of the incident: questions, and what is said to be another matter.
    asides: Vec<bool>,
    pub(crate) vocabulary: &'a Vocabulary,
    pub(crate) hits: &'a [Hit],
    /// All phrases found, by topic and in order.
    pub(crate) mentions: Vec<Vec<Placed>>,
    /// For each named group the hits of its words, as indexes.
    by_group: GroupIndex,
    pub(crate) dates: Vec<DateFact>,
    /// The line that is the title: an index of blocks.
    pub(crate) title_block: usize,
    /// The day of the text and the index of the expression that gives it.
    pub(crate) published: Option<(NaiveDate, usize)>,
}

/// For each named group the hits of its words, in order, in one list.
struct GroupIndex {
    /// Where each group's hits begin; one more than there are groups.
    starts: Vec<u32>,
    hits: Vec<u32>,
}

impl GroupIndex {
    fn new(hits: &[Hit], lexicon: &Lexicon) -> Self {
        let named = lexicon.named_groups();
        let mut starts = vec![0_u32; named + 1];
        let groups = |hit: &Hit| {
            lexicon
                .groups_of(*hit)
                .iter()
                .map(|&g| g as usize)
                .take_while(move |&g| g < named)
        };
        for group in hits.iter().flat_map(groups) {
            starts[group + 1] += 1;
        }
        for i in 0..named {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        let mut order = vec![0_u32; starts[named] as usize];
        for (i, hit) in hits.iter().enumerate() {
            for group in groups(hit) {
                order[next[group] as usize] = i as u32;
                next[group] += 1;
            }
        }
        Self {
            starts,
            hits: order,
        }
    }

    fn of(&self, group: GroupId) -> &[u32] {
        let group = group as usize;
        &self.hits[self.starts[group] as usize..self.starts[group + 1] as usize]
    }
}

impl Reading<'_> {
    pub(crate) fn lexicon(&self) -> &Lexicon {
        &self.vocabulary.lexicon
    }

    pub(crate) fn code(&self, mention: &Mention) -> &str {
        &self.lexicon().entry(mention.entry).code
    }

    /// The mentions of a topic, in order.
    pub(crate) fn of_topic<'s>(&'s self, topic: &str) -> std::slice::Iter<'s, Placed> {
        self.lexicon()
            .topic_id(topic)
            .map_or(&[][..], |t| self.mentions[t as usize].as_slice())
            .iter()
    }

    /// The mentions of a topic in one sentence.
    pub(crate) fn in_sentence<'s>(&'s self, topic: &str, sentence: usize) -> &'s [Placed] {
        let all = self.of_topic(topic).as_slice();
        let from = all.partition_point(|p| p.sentence < sentence);
        let to = all.partition_point(|p| p.sentence <= sentence);
        &all[from..to]
    }

    /// The mentions of one code of a topic.
    pub(crate) fn of_code<'s>(
        &'s self,
        topic: &'s str,
        code: &'s str,
    ) -> impl Iterator<Item = &'s Placed> {
        self.of_topic(topic)
            .filter(move |p| self.code(&p.mention) == code)
    }

    /// Whether a sentence tells nothing of the incident.
    pub(crate) fn aside(&self, sentence: usize) -> bool {
        self.asides[sentence]
    }

    pub(crate) fn sentence(&self, index: usize) -> Sentence {
        self.layout.sentences[index]
    }

    pub(crate) fn sentence_text(&self, index: usize) -> &str {
        let s = self.sentence(index);
        &self.text[s.start..s.end]
    }

    pub(crate) fn block_of(&self, sentence: usize) -> Block {
        self.layout.blocks[self.layout.sentences[sentence].block]
    }

    pub(crate) fn source(&self, start: usize, end: usize) -> Span {
        self.view.source(start, end)
    }

    /// Whether a word of `group` starts within `start..end`.
    pub(crate) fn has(&self, group: GroupId, start: usize, end: usize) -> bool {
        self.first_of(group, start, end).is_some()
    }

    /// The words of the named `group` that start within `start..end`, in order.
    pub(crate) fn all_of(
        &self,
        group: GroupId,
        start: usize,
        end: usize,
    ) -> impl Iterator<Item = Hit> {
        let list = self.by_group.of(group);
        let i = list.partition_point(|&h| (self.hits[h as usize].start as usize) < start);
        list[i..]
            .iter()
            .map(|&h| self.hits[h as usize])
            .take_while(move |h| (h.start as usize) < end)
    }

    /// The first word of the named `group` that starts within `start..end`.
    pub(crate) fn first_of(&self, group: GroupId, start: usize, end: usize) -> Option<Hit> {
        let list = self.by_group.of(group);
        let i = list.partition_point(|&h| (self.hits[h as usize].start as usize) < start);
        list.get(i)
            .map(|&h| self.hits[h as usize])
            .filter(|h| (h.start as usize) < end)
    }

    /// Whether a word of `group` ends at `at`.
    pub(crate) fn lexicon_ends_here(&self, group: GroupId, at: usize) -> bool {
        self.by_group
            .of(group)
            .iter()
            .any(|&h| self.hits[h as usize].end as usize == at)
    }

    /// Whether the sentence has a word of the group.
    pub(crate) fn sentence_has(&self, group: GroupId, sentence: usize) -> bool {
        let s = self.sentence(sentence);
        self.has(group, s.start, s.end)
    }

    /// Whether one of the headings over a sentence has a word of the group.
    pub(crate) fn under_heading(&self, group: GroupId, sentence: usize) -> bool {
        let mut at = self.block_of(sentence).heading;
        while let Some(i) = at {
            let block = self.layout.blocks[i];
            if i > 0 && self.has(group, block.start, block.end) {
                return true;
            }
            at = block.heading;
        }
        false
    }

    /// The title's line.
    pub(crate) fn title(&self) -> Option<Block> {
        self.layout.blocks.get(self.title_block).copied()
    }

    /// Whether a sentence stands in the title.
    pub(crate) fn in_title(&self, sentence: usize) -> bool {
        self.layout.sentences[sentence].block == self.title_block
    }
}

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
        .map_or_else(Span::default, |b| reading.source(b.start, b.end));
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
    Reading {
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
    }
}

/// The title stands within so many lines from the top: a page begins with its menu.
const TITLE_BLOCKS: usize = 14;

/// Whether a sentence asks (Q1. 番号も見られたのですか。).
fn is_question(sentence: &str, vocabulary: &Vocabulary) -> bool {
    let asked = sentence.trim_end_matches(['。', '」', ')', ' ']);
    let ends = &vocabulary.characters.question_ends;
    ends.iter().any(|e| asked.ends_with(e.as_str()))
}

/// The title: the first line, but for letterheads (a date, an addressee, a name) above a line that names the matter.
fn title_block(layout: &Layout, text: &str, hits: &[Hit], vocabulary: &Vocabulary) -> usize {
    let names_matter = |b: &Block| {
        let line = &text[b.start..b.end];
        b.kind != BlockKind::Row
            && !line.ends_with('。')
            && line.chars().count() <= 90
            && within(hits, b.start, b.end).iter().any(|h| {
                (h.end as usize) <= b.end
                    && vocabulary.lexicon.in_group(*h, vocabulary.ids.title_words)
            })
    };
    let Some(first) = layout.blocks.first() else {
        return 0;
    };
    if names_matter(first) {
        return 0;
    }
    layout
        .blocks
        .iter()
        .take(TITLE_BLOCKS)
        .take_while(|b| !text[b.start..b.end].ends_with('。'))
        .position(names_matter)
        .or_else(|| {
            // A date alone on the first line is no title.
            let dated = |b: &Block| {
                let line = &text[b.start..b.end];
                line.chars()
                    .next()
                    .is_some_and(|c| !c.is_ascii_alphabetic())
                    && line.chars().count() <= DATE_LINE_CHARS
                    && line.contains(|c: char| c.is_ascii_digit())
            };
            layout.blocks.iter().take(4).position(|b| !dated(b))
        })
        .unwrap_or(0)
}

/// A line with a date and nothing else is no longer than this, in characters.
const DATE_LINE_CHARS: usize = 16;

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

/// A date stands alone on its line when nothing more than this stands beside it, in bytes.
const ALONE_BYTES: usize = 18;

/// The expression that dates the text: at the end of the title, or alone on a line at the top or the bottom.
fn published(
    (view, original): (&View, &str),
    layout: &Layout,
    text: &str,
    (expressions, words): (&[date::Expression], &DateWords),
    title_block: usize,
) -> Option<usize> {
    let whole = |e: &date::Expression| {
        !e.range
            && e.from.is_some_and(|p| {
                matches!(
                    p.year,
                    date::YearPart::Gregorian(_) | date::YearPart::Era { .. }
                ) && matches!(p.day, parse::DayPart::Number(_))
            })
    };
    let title = layout.blocks.first()?;
    let count = layout.blocks.len();
    // 発生日時:令和7年9月10日 dates something else.
    let labelled = |before: &str| {
        words
            .event_labels
            .iter()
            .any(|l| before.contains(l.as_str()))
    };
    // お客さまへ 2026年5月29日 店名: in a line of the head, apart from what stands beside it.
    let apart = |i: usize| {
        let e = &expressions[i];
        let Some(b) = layout
            .block_at(e.start)
            .filter(|&b| b < HEAD_BLOCKS || b + TAIL_BLOCKS >= count)
        else {
            return false;
        };
        let block = layout.blocks[b];
        if block.end - block.start > HEAD_LINE_BYTES {
            return false;
        }
        // A single blank leaves no gap in the view.
        let span = view.source(e.start, e.end);
        let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let before = e.start == block.start || blank(original[..span.start].chars().next_back());
        let after = e.end == block.end || blank(original[span.end..].chars().next());
        whole(e)
            && before
            && after
            && !text[block.start..block.end].contains('。')
            && block.kind != BlockKind::Row
            && block.kind != BlockKind::Item
            // ■発生日 …: a line with a mark tells of the matter, the letterhead has none.
            && block.marker == 0
            && !labelled(&text[close_by(text, block.start, e.start)..e.start])
    };
    let close = |c: char| matches!(c, ')' | ']' | '】' | '>') || c.is_whitespace();
    if let Some(i) = expressions
        .iter()
        .rposition(|e| whole(e) && e.start >= title.start && e.end <= title.end)
        && text[expressions[i].end..title.end].chars().all(close)
    {
        return Some(i);
    }
    let first_section = layout
        .blocks
        .iter()
        .position(|b| b.kind == BlockKind::Heading && b.marker > 0 && b.start > title.start)
        .unwrap_or(count);
    let alone = |i: usize| {
        let e = &expressions[i];
        if !whole(e) {
            return false;
        }
        let Some(b) = layout.block_at(e.start) else {
            return false;
        };
        let block = layout.blocks[b];
        let line = block.end - block.start;
        let own = e.end - e.start;
        let near_end = b + 5 >= count && b > first_section.min(count / 2);
        line <= own + ALONE_BYTES
            && !labelled(&text[block.start..e.start])
            && (b < first_section.min(6) || near_end)
            && !text[e.end..block.end].contains(|c: char| c.is_ascii_digit())
    };
    // Below a page's menu, the line above or below the title.
    let beside_title = |i: usize| {
        let e = &expressions[i];
        let Some(b) = layout.block_at(e.start) else {
            return false;
        };
        let block = layout.blocks[b];
        whole(e)
            && b.abs_diff(title_block) == 1
            && block.end - block.start <= e.end - e.start + ALONE_BYTES
            && !labelled(&text[block.start..e.start])
    };
    (0..expressions.len())
        .find(|&i| alone(i))
        .or_else(|| (0..expressions.len()).find(|&i| beside_title(i)))
        .or_else(|| (0..expressions.len()).find(|&i| apart(i)))
}

/// Where the last characters before `at` begin, not before `start`: a label of a date is no longer (発生年月日).
fn close_by(text: &str, start: usize, at: usize) -> usize {
    text[start..at]
        .trim_end()
        .char_indices()
        .rev()
        .take(LABEL_CHARS)
        .last()
        .map_or(at, |(i, _)| start + i)
}

/// Longest label of a date, in characters.
const LABEL_CHARS: usize = 5;

/// The lines at the top in which a date may stand beside an addressee and a name.
const HEAD_BLOCKS: usize = 4;
/// Such a line is no longer than this, in bytes.
const HEAD_LINE_BYTES: usize = 300;
/// The same at the bottom.
const TAIL_BLOCKS: usize = 2;

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
