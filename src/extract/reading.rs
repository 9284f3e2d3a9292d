//! What is found once in a report and read by all extractors.

use chrono::NaiveDate;

use super::Vocabulary;
use crate::date::DateFact;
use crate::document::{Block, BlockKind, Layout, Sentence, View};
use crate::lexicon::{GroupId, Hit, Lexicon, Mention};
use crate::span::Span;

/// A mention and the sentence it stands in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Placed {
    pub(crate) mention: Mention,
    pub(crate) sentence: usize,
}

/// A table's first row is looked for no further up than this.
const TABLE_ROWS: usize = 40;

/// Everything that is found once in a report and read by all extractors. Offsets are bytes of the view.
pub(crate) struct Reading<'a> {
    pub(crate) view: &'a View,
    /// The document's own text, for what the view does not show: addresses.
    pub(crate) original: &'a str,
    pub(crate) text: &'a str,
    pub(crate) layout: Layout,
    /// The sentences that tell nothing of the incident: questions, and what is said to be another matter.
    pub(super) asides: Vec<bool>,
    pub(crate) vocabulary: &'a Vocabulary,
    pub(crate) hits: &'a [Hit],
    /// All phrases found, by topic and in order.
    pub(crate) mentions: Vec<Vec<Placed>>,
    /// For each named group the hits of its words, as indexes.
    pub(super) by_group: GroupIndex,
    pub(crate) dates: Vec<DateFact>,
    /// The line that is the title: an index of blocks.
    pub(crate) title_block: usize,
    /// The day of the text and the index of the expression that gives it.
    pub(crate) published: Option<(NaiveDate, usize)>,
}

/// For each named group the hits of its words, in order, in one list.
pub(super) struct GroupIndex {
    /// Where each group's hits begin; one more than there are groups.
    starts: Vec<u32>,
    hits: Vec<u32>,
}

impl GroupIndex {
    pub(super) fn new(hits: &[Hit], lexicon: &Lexicon) -> Self {
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

    pub(super) fn of(&self, group: GroupId) -> &[u32] {
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

    /// Drops what only stands under a heading of a group (`under=` in the lexicon) and does not. 【個人情報保護委員会への報告】
    /// 3月9日に報告いたしました: only the heading tells to whom.
    pub(super) fn drop_misplaced(&mut self) {
        for topic in 0..self.mentions.len() {
            let stands = |p: &Placed| {
                let marks = &self.lexicon().entry(p.mention.entry).marks;
                let mut groups = marks.iter().filter_map(|m| m.strip_prefix("under="));
                groups.all(|name| {
                    self.lexicon().group(name).is_some_and(|g| {
                        self.under_heading(g, p.sentence) || self.under_header(g, p.sentence)
                    })
                })
            };
            let kept: Vec<Placed> = self.mentions[topic]
                .iter()
                .filter(|p| stands(p))
                .copied()
                .collect();
            if kept.len() < self.mentions[topic].len() {
                self.mentions[topic] = kept;
            }
        }
    }

    /// Whether the first row of the table that the sentence stands in has a word of the group (報告先|日付).
    pub(crate) fn under_header(&self, group: GroupId, sentence: usize) -> bool {
        let row = |i: usize| self.layout.blocks[i].kind == BlockKind::Row;
        let own = self.layout.sentences[sentence].block;
        if !row(own) {
            return false;
        }
        let mut first = own;
        while first > 0 && row(first - 1) && own - first < TABLE_ROWS {
            first -= 1;
        }
        let header = self.layout.blocks[first];
        first < own && self.has(group, header.start, header.end)
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
