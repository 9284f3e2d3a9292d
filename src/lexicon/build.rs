//! Compiles a lexicon: words to numbers, phrases to elements, and what rules most of them out.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::matcher::Matcher;
use super::phrase::{self, Arena, Element, OptionsId, Phrase, Range};
use super::raw::RawEntry;
use super::table::{Lists, Table};
use super::{Ends, Entry, EntryId, Gate, GroupId, Lexicon, Names, PhraseId, Start, Topics};

/// Hashes words: for the short and trusted ones of the lexicon, of which there are many.
#[derive(Default)]
struct WordHasher(u64);

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.write_u64(u64::from_le_bytes(word));
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.write_u64(byte.into());
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517C_C1B7_2722_0A95);
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }
}

/// A lexicon that is being compiled.
#[derive(Default)]
pub(super) struct Build {
    words: HashMap<String, u32, BuildHasherDefault<WordHasher>>,
    /// Words with their groups, some more than once.
    members: Vec<(u32, GroupId)>,
    shields: Vec<bool>,
    group_ids: HashMap<String, GroupId>,
    groups: GroupId,
    entries: Vec<Entry>,
    phrases: Vec<(EntryId, Phrase)>,
    conditions: Vec<Phrase>,
    arena: Arena,
    /// The alternatives that phrases have had so far.
    options: HashMap<Vec<String>, OptionsId>,
    /// Groups without a name, by their words.
    unnamed: HashMap<String, GroupId>,
}

impl Build {
    fn word(&mut self, mut word: String) -> u32 {
        word.make_ascii_lowercase();
        let next = self.shields.len() as u32;
        let id = *self.words.entry(word).or_insert(next);
        if id == next {
            self.shields.push(false);
        }
        id
    }

    pub(super) fn shield(&mut self, word: String) {
        let id = self.word(word) as usize;
        self.shields[id] = true;
    }

    fn new_group(&mut self) -> GroupId {
        self.groups += 1;
        self.groups - 1
    }

    fn add_word(&mut self, group: GroupId, word: String) -> Result<(), String> {
        if word.chars().nth(1).is_none() {
            return Err(format!("the word «{word}» has fewer than two characters"));
        }
        let id = self.word(word);
        self.members.push((id, group));
        Ok(())
    }

    fn named_group(&mut self, name: &str) -> GroupId {
        if let Some(&id) = self.group_ids.get(name) {
            return id;
        }
        let id = self.new_group();
        self.group_ids.insert(name.to_string(), id);
        id
    }

    pub(super) fn add_group(&mut self, name: &str, words: &[String]) -> Result<(), String> {
        let id = self.named_group(name);
        for word in words {
            let expanded = phrase::expand(word);
            if expanded.len() > phrase::MAX_EXPANSIONS {
                return Err(format!(
                    "groups.{name}: «{word}» stands for more than {} words",
                    phrase::MAX_EXPANSIONS
                ));
            }
            for w in expanded {
                self.add_word(id, w)
                    .map_err(|e| format!("groups.{name}: {e}"))?;
            }
        }
        Ok(())
    }

    pub(super) fn add_entry(&mut self, topic: &str, raw: &RawEntry) -> Result<(), String> {
        let id =
            EntryId::try_from(self.entries.len()).map_err(|_| "too many entries".to_string())?;
        for text in &raw.any {
            let phrase = self.phrase(text)?;
            self.phrases.push((id, phrase));
        }
        let unless = self.conditions(&raw.unless)?;
        let with = self.conditions(&raw.with)?;
        let over = self.conditions(&raw.over)?;
        if self.phrases.len() > PhraseId::MAX as usize {
            return Err("too many phrases".to_string());
        }
        self.entries.push(Entry {
            topic: topic.to_string(),
            code: raw.code.clone(),
            marks: raw.marks.clone(),
            weight: raw.weight,
            unless,
            over,
            with,
        });
        Ok(())
    }

    /// Phrases that bear on an entry.
    fn conditions(&mut self, texts: &[String]) -> Result<Range, String> {
        let from = self.conditions.len() as u32;
        for text in texts {
            let phrase = self.phrase(text)?;
            self.conditions.push(phrase);
        }
        let to = self.conditions.len() as u32;
        Ok(Range { from, to })
    }

    /// Alternatives; phrases that have the same share them.
    fn alternatives(&mut self, texts: Vec<String>) -> OptionsId {
        if let Some(&id) = self.options.get(&texts) {
            return id;
        }
        let id = self.arena.add(texts.clone());
        self.options.insert(texts, id);
        id
    }

    /// The group of exactly these words; phrases that list the same words share one.
    fn unnamed_group(&mut self, words: Vec<String>) -> Result<GroupId, String> {
        let mut key: Vec<&str> = words.iter().map(String::as_str).collect();
        key.sort_unstable();
        let key = key.join("\n");
        if let Some(&id) = self.unnamed.get(&key) {
            return Ok(id);
        }
        let id = self.new_group();
        for word in words {
            self.add_word(id, word)?;
        }
        self.unnamed.insert(key, id);
        Ok(id)
    }

    fn phrase(&mut self, text: &str) -> Result<Phrase, String> {
        let parts = phrase::parse(text)?;
        let mut first = None;
        let mut rest = Vec::new();
        let mut glued = false;
        for part in parts {
            match part {
                phrase::Part::Gap(chars) => {
                    rest.push(Element::Gap(chars * 3));
                    glued = false;
                }
                phrase::Part::Group(name) => {
                    let Some(&id) = self.group_ids.get(&name) else {
                        return Err(format!("«{text}»: there is no group «{name}»"));
                    };
                    if first.is_none() {
                        first = Some(id);
                    } else {
                        rest.push(Element::Group(id));
                    }
                    glued = true;
                }
                phrase::Part::Words(words, glue) => {
                    if glued {
                        let options = self.alternatives(words);
                        rest.push(Element::Glue(options));
                    } else if first.is_some() && words.iter().any(|w| w.chars().count() < 2) {
                        let options = self.alternatives(words);
                        rest.push(Element::Near(options));
                    } else {
                        let id = self
                            .unnamed_group(words)
                            .map_err(|e| format!("«{text}»: {e}"))?;
                        if first.is_none() {
                            first = Some(id);
                        } else {
                            rest.push(Element::Group(id));
                        }
                    }
                    for piece in glue {
                        let options = self.alternatives(piece);
                        rest.push(Element::Glue(options));
                    }
                    glued = true;
                }
            }
        }
        let first = first.ok_or_else(|| format!("«{text}» has no words"))?;
        let from = self.arena.elements.len() as u32;
        for element in rest {
            self.arena.elements.push(element);
        }
        let to = self.arena.elements.len() as u32;
        Ok(Phrase {
            first,
            rest: Range { from, to },
            needs: Range::default(),
            reach: 0,
        })
    }

    pub(super) fn finish(mut self) -> Lexicon {
        let mut words = vec![String::new(); self.words.len()];
        for (word, id) in std::mem::take(&mut self.words) {
            words[id as usize] = word;
        }
        let word_groups = self.word_groups(words.len());
        let sizes = self.sizes(&words, &word_groups);
        let mut asked = vec![false; self.groups as usize];
        for (_, phrase) in &mut self.phrases {
            measure(phrase, &mut self.arena, &sizes);
            for group in self.arena.needs.at(phrase.needs.indexes()) {
                asked[group as usize] = true;
            }
        }
        let mut condition_gates = Table::default();
        for phrase in &mut self.conditions {
            measure(phrase, &mut self.arena, &sizes);
            let needs = self.arena.needs.at(phrase.needs.indexes());
            for group in needs.chain([phrase.first]) {
                asked[group as usize] = true;
            }
            let (first, need) = phrase.gate(&self.arena);
            condition_gates.push(Ends { first, need });
        }
        let mut starts = vec![Vec::new(); self.groups as usize];
        let mut gates = Table::default();
        let mut phrases = Table::default();
        for (entry, phrase) in self.phrases {
            let mut needs = self.arena.needs.at(phrase.needs.indexes());
            starts[phrase.first as usize].push(Start {
                need: needs.next().unwrap_or(self.groups),
                phrase: phrases.len() as PhraseId,
            });
            gates.push(Gate::new(&phrase, entry, &self.arena));
            phrases.push(phrase);
        }
        let mut word_phrases = Lists::new();
        let mut word_asked = Lists::new();
        for word in 0..words.len() as u32 {
            let groups = word_groups.of(word);
            let begun = groups.iter().flat_map(|&g| &starts[g as usize]);
            word_phrases.push(begun.copied());
            word_asked.push(groups.iter().copied().filter(|&g| asked[g as usize]));
        }
        Lexicon {
            matcher: Matcher::new(&words, &self.shields),
            group_names: Names::of(self.group_ids),
            groups: self.groups as usize,
            word_groups,
            word_asked,
            word_phrases,
            topics: Topics::new(&self.entries),
            entries: self.entries,
            gates,
            phrases,
            conditions: Table::of(self.conditions),
            condition_gates,
            arena: self.arena,
        }
    }

    /// The groups of each word, in order.
    fn word_groups(&mut self, words: usize) -> Lists<GroupId> {
        let mut places = vec![0_u32; words + 1];
        for &(word, _) in &self.members {
            places[word as usize + 1] += 1;
        }
        for i in 0..words {
            places[i + 1] += places[i];
        }
        let mut all = vec![0; self.members.len()];
        let mut next = places.clone();
        for (word, group) in std::mem::take(&mut self.members) {
            let place = &mut next[word as usize];
            all[*place as usize] = group;
            *place += 1;
        }
        let mut lists = Lists::new();
        for place in places.windows(2) {
            let groups = &mut all[place[0] as usize..place[1] as usize];
            groups.sort_unstable();
            let mut last = None;
            let new = |group: &GroupId| last.replace(*group) != Some(*group);
            lists.push(groups.iter().copied().filter(new));
        }
        lists
    }

    fn sizes(&self, words: &[String], word_groups: &Lists<GroupId>) -> Vec<Size> {
        let mut sizes = vec![Size::default(); self.groups as usize];
        for (id, word) in words.iter().enumerate() {
            for &group in word_groups.of(id as u32) {
                let size = &mut sizes[group as usize];
                size.words += 1;
                size.longest = size.longest.max(word.len());
            }
        }
        sizes
    }
}

/// What is known of a group's words.
#[derive(Debug, Clone, Copy, Default)]
struct Size {
    words: u32,
    /// In bytes.
    longest: usize,
}

/// Finds out which groups a phrase needs and how long its matches can be.
fn measure(phrase: &mut Phrase, arena: &mut Arena, sizes: &[Size]) {
    let mut gap = 0;
    let mut reach = sizes[phrase.first as usize].longest;
    let mut needs = Vec::new();
    for element in arena.elements.at(phrase.rest.indexes()) {
        reach += match element {
            Element::Gap(bytes) => {
                gap = bytes as usize;
                0
            }
            Element::Glue(options) => arena.longest(options),
            Element::Group(group) => {
                needs.push(group);
                std::mem::take(&mut gap) + sizes[group as usize].longest
            }
            Element::Near(options) => std::mem::take(&mut gap) + arena.longest(options),
        };
    }
    phrase.reach = reach as u32;
    needs.sort_by_key(|&g| sizes[g as usize].words);
    let from = arena.needs.len() as u32;
    for group in needs {
        arena.needs.push(group);
    }
    let to = arena.needs.len() as u32;
    phrase.needs = Range { from, to };
}
