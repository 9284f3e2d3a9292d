//! A compiled lexicon as bytes: written when the program is built, so that no run compiles the built-in words again.
//!
use std::collections::HashMap;

use super::bytes::{Reader, Writer};
use super::matcher::Matcher;
use super::phrase::{Arena, Element, Head, Phrase, Range, Texts};
use super::{Entry, Gate, Lexicon, Lists, Start, Topics};

impl Writer {
    fn ranges(&mut self, ranges: impl ExactSizeIterator<Item = Range> + Clone) {
        self.u32s(ranges.clone().map(|r| r.from));
        self.u32s(ranges.map(|r| r.to));
    }

    fn phrases(&mut self, phrases: &[Phrase]) {
        self.u16s(phrases.iter().map(|p| p.first));
        self.ranges(phrases.iter().map(|p| p.rest));
        self.ranges(phrases.iter().map(|p| p.needs));
        self.u32s(phrases.iter().map(|p| p.reach));
    }
}

impl Reader<'_> {
    fn ranges(&mut self) -> Option<Vec<Range>> {
        let from = self.u32s()?;
        let to = self.u32s()?;
        let pairs = from.into_iter().zip(to);
        Some(pairs.map(|(from, to)| Range { from, to }).collect())
    }

    fn phrases(&mut self) -> Option<Vec<Phrase>> {
        let first = self.u16s()?;
        let rest = self.ranges()?;
        let needs = self.ranges()?;
        let reach = self.u32s()?;
        let all = first.into_iter().zip(rest).zip(needs).zip(reach);
        let phrases = all.map(|(((first, rest), needs), reach)| Phrase {
            first,
            rest,
            needs,
            reach,
        });
        Some(phrases.collect())
    }
}

/// The kinds of elements, in the two highest bits of a number.
const KIND: u32 = 30;
const GAP: u32 = 0;
const GLUE: u32 = 1;
const GROUP: u32 = 2;

fn number(element: Element) -> u32 {
    let (kind, value) = match element {
        Element::Gap(bytes) => (GAP, bytes),
        Element::Glue(options) => (GLUE, options),
        Element::Group(group) => (GROUP, u32::from(group)),
        Element::Near(options) => (GROUP + 1, options),
    };
    (kind << KIND) | value
}

fn element(number: u32) -> Element {
    let value = number & ((1 << KIND) - 1);
    match number >> KIND {
        GAP => Element::Gap(value),
        GLUE => Element::Glue(value),
        GROUP => Element::Group(value as u16),
        _ => Element::Near(value),
    }
}

fn texts<'a>(all: impl Iterator<Item = &'a str>) -> Texts {
    let mut texts = Texts::default();
    for text in all {
        texts.push(text);
    }
    texts
}

impl Lexicon {
    /// The lexicon as numbers and texts, for [`Lexicon::read`] of the same version of the program.
    pub fn write(&self) -> (Vec<u8>, String) {
        let mut out = Writer::default();
        self.matcher.write(&mut out);
        let mut names: Vec<(&str, u16)> = self
            .group_ids
            .iter()
            .map(|(n, &id)| (n.as_str(), id))
            .collect();
        names.sort_unstable();
        out.texts(&texts(names.iter().map(|(name, _)| *name)));
        out.u16s(names.iter().map(|(_, id)| *id));
        out.u32s([self.groups as u32].into_iter());
        for lists in [&self.word_groups, &self.word_asked] {
            out.u32s(lists.ends.iter().copied());
            out.u16s(lists.items.iter().copied());
        }
        out.u32s(self.word_phrases.ends.iter().copied());
        out.u16s(self.word_phrases.items.iter().map(|s| s.need));
        out.u16s(self.word_phrases.items.iter().map(|s| s.phrase));
        out.texts(&texts(self.entries.iter().map(|e| e.topic.as_str())));
        out.texts(&texts(self.entries.iter().map(|e| e.code.as_str())));
        let marks: Vec<String> = self.entries.iter().map(|e| e.marks.join("\n")).collect();
        out.texts(&texts(marks.iter().map(String::as_str)));
        out.u32s(self.entries.iter().map(|e| e.weight.cast_unsigned()));
        out.ranges(self.entries.iter().map(|e| e.unless));
        out.ranges(self.entries.iter().map(|e| e.over));
        out.ranges(self.entries.iter().map(|e| e.with));
        out.u16s(self.gates.iter().map(|g| g.entry));
        out.phrases(&self.phrases);
        out.phrases(&self.conditions);
        out.u32s(self.arena.elements.iter().copied().map(number));
        out.u16s(self.arena.needs.iter().copied());
        let (alternatives, ends) = self.arena.options();
        out.texts(alternatives);
        out.u32s(ends.into_iter());
        out.done()
    }

    /// The lexicon that was written; none where it is not from [`Lexicon::write`].
    pub fn read(numbers: &[u8], texts: &'static str) -> Option<Self> {
        let mut from = Reader::new(numbers, texts);
        let from = &mut from;
        let matcher = Matcher::read(from)?;
        let names = from.texts()?;
        let ids = from.u16s()?;
        let group_ids: HashMap<String, u16> = names.iter().map(str::to_string).zip(ids).collect();
        let groups = *from.u32s()?.first()? as usize;
        let mut list = || {
            Some(Lists {
                ends: from.u32s()?,
                items: from.u16s()?,
            })
        };
        let word_groups = list()?;
        let word_asked = list()?;
        let ends = from.u32s()?;
        let needs = from.u16s()?;
        let ids = from.u16s()?;
        let starts = needs.into_iter().zip(ids);
        let word_phrases = Lists {
            ends,
            items: starts
                .map(|(need, phrase)| Start { need, phrase })
                .collect(),
        };
        let entries = entries(from)?;
        let gate_entries = from.u16s()?;
        let phrases = from.phrases()?;
        let conditions = from.phrases()?;
        let elements = from.u32s()?.into_iter().map(element).collect();
        let needs = from.u16s()?;
        let alternatives = from.texts()?;
        let ends = from.u32s()?;
        let arena = Arena::of(elements, needs, alternatives, &ends);
        let mut glue: Vec<Head> = Vec::new();
        let gates = gate_entries
            .into_iter()
            .zip(&phrases)
            .map(|(entry, phrase)| Gate::of(phrase, entry, &arena, &mut glue))
            .collect();
        let condition_gates = conditions.iter().map(|p| p.gate(&arena)).collect();
        Some(Lexicon {
            matcher,
            group_ids,
            groups,
            word_groups,
            word_asked,
            word_phrases,
            topics: Topics::new(&entries),
            entries,
            gates,
            glue,
            phrases,
            conditions,
            condition_gates,
            arena,
        })
    }
}

fn entries(from: &mut Reader<'_>) -> Option<Vec<Entry>> {
    let topics = from.texts()?;
    let codes = from.texts()?;
    let marks = from.texts()?;
    let weights = from.u32s()?;
    let unless = from.ranges()?;
    let over = from.ranges()?;
    let with = from.ranges()?;
    let entry = |i: usize| {
        Some(Entry {
            topic: topics.of(i).to_string(),
            code: codes.of(i).to_string(),
            marks: marks.of(i).lines().map(str::to_string).collect(),
            weight: weights.get(i)?.cast_signed(),
            unless: *unless.get(i)?,
            over: *over.get(i)?,
            with: *with.get(i)?,
        })
    };
    (0..topics.len()).map(entry).collect()
}
