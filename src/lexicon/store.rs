//! A compiled lexicon as bytes: written when the program is built, so that no run compiles the built-in words again, and used
//! where it lies ([`super::table`]).

use super::matcher::Matcher;
use super::phrase::{Arena, Range, Texts};
use super::table::{Reader, Table, Writer};
use super::{Entry, Lexicon, Names, Topics};

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
        let mut out = Writer::new();
        self.matcher.write(&mut out);
        out.texts(&self.group_names.names);
        out.table(&self.group_names.ids);
        out.table(&Table::of([self.groups as u32]));
        out.lists(&self.word_groups);
        out.lists(&self.word_asked);
        out.lists(&self.word_phrases);
        out.texts(&texts(self.entries.iter().map(|e| e.topic.as_str())));
        out.texts(&texts(self.entries.iter().map(|e| e.code.as_str())));
        let marks: Vec<String> = self.entries.iter().map(|e| e.marks.join("\n")).collect();
        out.texts(&texts(marks.iter().map(String::as_str)));
        let weights = self.entries.iter().map(|e| e.weight.cast_unsigned());
        out.table(&Table::of(weights));
        let conditions = self.entries.iter().map(|e| [e.unless, e.over, e.with]);
        out.table(&Table::of(conditions.flatten()));
        out.table(&self.gates);
        out.table(&self.phrases);
        out.table(&self.conditions);
        out.table(&self.condition_gates);
        out.table(&self.arena.elements);
        out.table(&self.arena.needs);
        out.table(&self.arena.options);
        out.texts(&self.arena.texts);
        out.table(&self.arena.heads);
        out.done()
    }

    /// The lexicon that was written; none where it is not from [`Lexicon::write`] on a machine of this kind, or does not
    /// begin at a multiple of eight bytes.
    pub fn read(numbers: &'static [u8], texts: &'static str) -> Option<Self> {
        let from = &mut Reader::new(numbers, texts)?;
        let matcher = Matcher::read(from)?;
        let group_names = Names {
            names: from.texts()?,
            ids: from.table()?,
        };
        let groups = from.table::<u32>()?.iter().next()? as usize;
        let word_groups = from.lists()?;
        let word_asked = from.lists()?;
        let word_phrases = from.lists()?;
        let entries = entries(from)?;
        Some(Lexicon {
            matcher,
            group_names,
            groups,
            word_groups,
            word_asked,
            word_phrases,
            topics: Topics::new(&entries),
            entries,
            gates: from.table()?,
            phrases: from.table()?,
            conditions: from.table()?,
            condition_gates: from.table()?,
            arena: Arena {
                elements: from.table()?,
                needs: from.table()?,
                options: from.table()?,
                texts: from.texts()?,
                heads: from.table()?,
            },
        })
    }
}

fn entries(from: &mut Reader) -> Option<Vec<Entry>> {
    let topics = from.texts()?;
    let codes = from.texts()?;
    let marks = from.texts()?;
    let weights: Table<u32> = from.table()?;
    let conditions: Table<Range> = from.table()?;
    if weights.len() != topics.len() || conditions.len() != topics.len() * 3 {
        return None;
    }
    let entry = |i: usize| Entry {
        topic: topics.of(i).to_string(),
        code: codes.of(i).to_string(),
        marks: marks.of(i).lines().map(str::to_string).collect(),
        weight: weights.get(i).cast_signed(),
        unless: conditions.get(i * 3),
        over: conditions.get(i * 3 + 1),
        with: conditions.get(i * 3 + 2),
    };
    Some((0..topics.len()).map(entry).collect())
}
