//! The words that facts are read by. They live in `rules/lexicon/*.yaml`; here is the machine that finds them.
//!
//! A *group* is a named list of words (`leak: [漏えい, 漏洩, 流出]`). An *entry* says that a phrase carries a fact
//! (`detected`, `bcc`, `credit_card`); a phrase is made of words, groups in angle brackets and gaps. All words of all
//! files are found in one pass over the view ([`matcher::Matcher`]); phrases are then matched over the words of one
//! sentence ([`Lexicon::mentions`]).

pub mod matcher;
pub mod phrase;
pub mod raw;

use std::collections::HashMap;

pub use matcher::Hit;
use matcher::Matcher;
use phrase::{Element, Phrase};
use raw::{RawEntry, RawFile};

/// Index of a group of words.
pub type GroupId = u16;
/// Index of an entry.
pub type EntryId = u16;

/// One thing that words can say: a code of the fact vocabulary with the phrases that carry it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The kind of fact (`event`, `cause`, `measure` …): the name of the list in YAML.
    pub topic: String,
    /// The code within the topic.
    pub code: String,
    /// Further marks, each with a meaning to the topic's reader.
    pub marks: Vec<String>,
    /// Weight, where the topic adds weights up.
    pub weight: i32,
    /// Entry of phrases that take this one back when they match in the same sentence.
    unless: Vec<Phrase>,
    /// Phrases that take a match back where they overlap it.
    over: Vec<Phrase>,
    /// Phrases of which one must match in the same sentence, when there are any.
    with: Vec<Phrase>,
}

impl Entry {
    /// Whether the entry carries a mark.
    pub fn has(&self, mark: &str) -> bool {
        self.marks.iter().any(|m| m == mark)
    }
}

/// One place where an entry's phrase stands. Offsets are bytes of the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// First byte of the phrase.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// First byte of its last word: mostly the verb.
    pub head: usize,
    /// The entry.
    pub entry: EntryId,
}

/// All words, groups and entries, compiled.
#[derive(Debug)]
pub struct Lexicon {
    matcher: Matcher,
    group_ids: HashMap<String, GroupId>,
    /// The groups each word belongs to.
    word_groups: Vec<Vec<GroupId>>,
    /// Of these the ones that a phrase starts with.
    word_starts: Vec<Vec<GroupId>>,
    /// Entries.
    pub entries: Vec<Entry>,
    /// Phrases by the group they start with.
    starts: Vec<Vec<(EntryId, Phrase)>>,
    topics: HashMap<String, Vec<EntryId>>,
    /// For each entry its topic's number.
    entry_topics: Vec<u16>,
    /// The topics by number.
    topic_ids: HashMap<String, u16>,
    /// How many groups have names: their ids come first.
    named: usize,
}

/// Why a lexicon could not be built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LexiconError {
    /// The file.
    pub path: String,
    /// What is wrong, in words.
    pub reason: String,
}

impl Lexicon {
    /// Compiles the lexicon files.
    ///
    /// # Errors
    /// An unknown group, a phrase that cannot be read, a word of one character.
    pub fn compile(files: &[(String, RawFile)]) -> Result<Self, LexiconError> {
        let mut build = Build::default();
        for (path, file) in files {
            for (name, words) in &file.groups {
                build
                    .add_group(name, words)
                    .map_err(|reason| LexiconError {
                        path: path.clone(),
                        reason,
                    })?;
            }
        }
        for word in files.iter().flat_map(|(_, f)| &f.shields) {
            for w in phrase::expand(word) {
                build.shield(&w);
            }
        }
        for (path, file) in files {
            for (topic, entries) in &file.entries {
                for entry in entries {
                    build
                        .add_entry(topic, entry)
                        .map_err(|reason| LexiconError {
                            path: path.clone(),
                            reason: format!("{topic}.{}: {reason}", entry.code),
                        })?;
                }
            }
        }
        Ok(build.finish())
    }

    /// The group of that name, if the lexicon has it.
    pub fn group(&self, name: &str) -> Option<GroupId> {
        self.group_ids.get(name).copied()
    }

    /// How many words the lexicon has.
    pub fn word_count(&self) -> usize {
        self.matcher.words().len()
    }

    /// The words themselves (for comparison with other matchers).
    pub fn words(&self) -> &[String] {
        self.matcher.words()
    }

    /// All words of the lexicon in `text`, by start, longest first.
    pub fn scan(&self, text: &str) -> Vec<Hit> {
        self.matcher.scan(text)
    }

    /// Whether the hit's word belongs to the group.
    pub fn in_group(&self, hit: Hit, group: GroupId) -> bool {
        self.word_groups[hit.word as usize]
            .binary_search(&group)
            .is_ok()
    }

    /// How many groups have names; their ids are smaller.
    pub fn named_groups(&self) -> usize {
        self.named
    }

    /// The groups of a hit's word.
    pub fn groups_of(&self, hit: Hit) -> &[GroupId] {
        &self.word_groups[hit.word as usize]
    }

    /// How many topics there are.
    pub fn topic_count(&self) -> usize {
        self.topic_ids.len()
    }

    /// The number of a topic.
    pub fn topic_id(&self, topic: &str) -> Option<u16> {
        self.topic_ids.get(topic).copied()
    }

    /// The number of an entry's topic.
    pub fn topic_of(&self, entry: EntryId) -> u16 {
        self.entry_topics[entry as usize]
    }

    /// Entries of a topic.
    pub fn topic(&self, topic: &str) -> &[EntryId] {
        self.topics.get(topic).map_or(&[], Vec::as_slice)
    }

    /// The entry.
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id as usize]
    }

    /// All phrases that match among the hits of one sentence (`hits` within `start..end` of `text`).
    pub fn mentions(
        &self,
        text: &str,
        hits: &[Hit],
        end: usize,
        present: &mut Present,
        out: &mut Vec<Mention>,
    ) {
        let first = out.len();
        present.clear(self.starts.len());
        for hit in hits {
            for &group in &self.word_groups[hit.word as usize] {
                present.set(group);
            }
        }
        for (i, hit) in hits.iter().enumerate() {
            for &group in &self.word_starts[hit.word as usize] {
                for (entry, phrase) in &self.starts[group as usize] {
                    if present.has_rest(phrase)
                        && let Some((head, stop)) =
                            self.match_rest(text, hits, i, &phrase.rest, end)
                    {
                        let mention = Mention {
                            start: hit.start as usize,
                            end: stop,
                            head,
                            entry: *entry,
                        };
                        if !out[first..].contains(&mention) {
                            out.push(mention);
                        }
                    }
                }
            }
        }
        let mut keep = first;
        // What takes an entry back is a matter of the sentence: it is found out once for each entry.
        let mut judged: Vec<(EntryId, bool)> = Vec::new();
        for i in first..out.len() {
            let id = out[i].entry;
            let entry = self.entry(id);
            let stands = if let Some(&(_, stands)) = judged.iter().find(|(e, _)| *e == id) {
                stands
            } else {
                let taken_back = entry
                    .unless
                    .iter()
                    .any(|p| self.matches(text, hits, present, p, end));
                let lacks = !entry.with.is_empty()
                    && !entry
                        .with
                        .iter()
                        .any(|p| self.matches(text, hits, present, p, end));
                judged.push((id, !taken_back && !lacks));
                !taken_back && !lacks
            };
            let overlapped = stands
                && entry
                    .over
                    .iter()
                    .any(|p| present.has_all(p) && self.overlaps(text, hits, p, end, &out[i]));
            if stands && !overlapped {
                out[keep] = out[i];
                keep += 1;
            }
        }
        out.truncate(keep);
        out[first..].sort_by_key(|m| (m.start, m.end));
    }

    fn matches(
        &self,
        text: &str,
        hits: &[Hit],
        present: &Present,
        phrase: &Phrase,
        end: usize,
    ) -> bool {
        present.has_all(phrase)
            && hits.iter().enumerate().any(|(i, hit)| {
                self.in_group(*hit, phrase.first)
                    && self.match_rest(text, hits, i, &phrase.rest, end).is_some()
            })
    }

    /// Whether a match of the phrase overlaps the mention.
    fn overlaps(
        &self,
        text: &str,
        hits: &[Hit],
        phrase: &Phrase,
        end: usize,
        mention: &Mention,
    ) -> bool {
        hits.iter().enumerate().any(|(i, hit)| {
            self.in_group(*hit, phrase.first)
                && (hit.start as usize) < mention.end
                && self
                    .match_rest(text, hits, i, &phrase.rest, end)
                    .is_some_and(|(_, stop)| stop > mention.start)
        })
    }

    /// Matches what follows the hit at `index`. Gives the start of the last word and the end of the phrase.
    fn match_rest(
        &self,
        text: &str,
        hits: &[Hit],
        index: usize,
        rest: &[Element],
        end: usize,
    ) -> Option<(usize, usize)> {
        let mut at = hits[index].end as usize;
        let mut head = hits[index].start as usize;
        let mut gap = 0;
        let mut next = index;
        for element in rest {
            match element {
                Element::Gap(bytes) => gap = *bytes as usize,
                Element::Glue(options) => {
                    let glued = options
                        .iter()
                        .find(|o| text[at..end].starts_with(o.as_str()))?;
                    at += glued.len();
                }
                Element::Near(options) => {
                    let mut limit = (at + gap).min(end);
                    while !text.is_char_boundary(limit) {
                        limit -= 1;
                    }
                    // One option may begin at the limit itself.
                    let (start, length) = options
                        .iter()
                        .filter_map(|o| {
                            let mut stop = (limit + o.len()).min(end);
                            while !text.is_char_boundary(stop) {
                                stop -= 1;
                            }
                            text[at..stop].find(o.as_str()).map(|i| (at + i, o.len()))
                        })
                        .min_by_key(|&(start, length)| (start, std::cmp::Reverse(length)))?;
                    head = start;
                    at = start + length;
                    gap = 0;
                }
                Element::Group(group) => {
                    let limit = at + gap;
                    let found = (next..hits.len())
                        .skip_while(|&k| (hits[k].start as usize) < at)
                        .take_while(|&k| hits[k].start as usize <= limit)
                        .find(|&k| self.in_group(hits[k], *group))?;
                    head = hits[found].start as usize;
                    at = hits[found].end as usize;
                    next = found;
                    gap = 0;
                }
            }
        }
        (at <= end).then_some((head, at))
    }
}

/// The groups that have a word in a sentence, one bit each: most phrases are ruled out by it. Kept from one sentence to
/// the next, so that it is allocated once.
#[derive(Debug, Default)]
pub struct Present(Vec<u64>);

impl Present {
    fn clear(&mut self, groups: usize) {
        self.0.clear();
        self.0.resize(groups.div_ceil(64), 0);
    }

    fn set(&mut self, group: GroupId) {
        self.0[group as usize / 64] |= 1 << (group % 64);
    }

    fn has(&self, group: GroupId) -> bool {
        self.0[group as usize / 64] & (1 << (group % 64)) != 0
    }

    fn has_all(&self, phrase: &Phrase) -> bool {
        self.has(phrase.first) && self.has_rest(phrase)
    }

    /// As [`Self::has_all`], where the first word is known to be there.
    fn has_rest(&self, phrase: &Phrase) -> bool {
        phrase.needs.iter().all(|&g| self.has(g))
    }
}

#[derive(Default)]
struct Build {
    words: HashMap<String, u32>,
    word_groups: Vec<Vec<GroupId>>,
    shields: Vec<bool>,
    group_ids: HashMap<String, GroupId>,
    groups: GroupId,
    entries: Vec<Entry>,
    starts: Vec<(GroupId, EntryId, Phrase)>,
    topics: HashMap<String, Vec<EntryId>>,
    /// Groups without a name, by their words.
    unnamed: HashMap<String, GroupId>,
}

impl Build {
    fn word(&mut self, word: &str) -> u32 {
        let folded = word.to_ascii_lowercase();
        if let Some(&id) = self.words.get(&folded) {
            return id;
        }
        let id = self.word_groups.len() as u32;
        self.words.insert(folded, id);
        self.word_groups.push(Vec::new());
        self.shields.push(false);
        id
    }

    fn shield(&mut self, word: &str) {
        let id = self.word(word) as usize;
        self.shields[id] = true;
    }

    fn new_group(&mut self) -> GroupId {
        self.groups += 1;
        self.groups - 1
    }

    fn add_word(&mut self, group: GroupId, word: &str) -> Result<(), String> {
        if word.chars().count() < 2 {
            return Err(format!("the word «{word}» has fewer than two characters"));
        }
        let id = self.word(word) as usize;
        if !self.word_groups[id].contains(&group) {
            self.word_groups[id].push(group);
        }
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

    fn add_group(&mut self, name: &str, words: &[String]) -> Result<(), String> {
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
                self.add_word(id, &w)
                    .map_err(|e| format!("groups.{name}: {e}"))?;
            }
        }
        Ok(())
    }

    fn add_entry(&mut self, topic: &str, raw: &RawEntry) -> Result<(), String> {
        let id =
            EntryId::try_from(self.entries.len()).map_err(|_| "too many entries".to_string())?;
        let mut compiled = [Vec::new(), Vec::new(), Vec::new(), Vec::new()];
        for (list, into) in [&raw.any, &raw.unless, &raw.with, &raw.over]
            .into_iter()
            .zip(&mut compiled)
        {
            for text in list {
                into.push(self.phrase(text)?);
            }
        }
        let [any, unless, with, over] = compiled;
        for phrase in any {
            self.starts.push((phrase.first, id, phrase));
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
        self.topics.entry(topic.to_string()).or_default().push(id);
        Ok(())
    }

    /// The group of exactly these words; phrases that list the same words share one.
    fn unnamed_group(&mut self, words: &[String]) -> Result<GroupId, String> {
        let mut key = words.to_vec();
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
                phrase::Part::Words(mut words, glue) => {
                    if glued {
                        words.sort_by_key(|w| std::cmp::Reverse(w.len()));
                        rest.push(Element::Glue(words));
                    } else if first.is_some() && words.iter().any(|w| w.chars().count() < 2) {
                        rest.push(Element::Near(words));
                    } else {
                        let id = self
                            .unnamed_group(&words)
                            .map_err(|e| format!("«{text}»: {e}"))?;
                        if first.is_none() {
                            first = Some(id);
                        } else {
                            rest.push(Element::Group(id));
                        }
                    }
                    rest.extend(glue.into_iter().map(Element::Glue));
                    glued = true;
                }
            }
        }
        first
            .map(|first| Phrase {
                first,
                rest,
                needs: Vec::new(),
            })
            .ok_or_else(|| format!("«{text}» has no words"))
    }

    fn finish(mut self) -> Lexicon {
        for groups in &mut self.word_groups {
            groups.sort_unstable();
        }
        let mut sizes = vec![0_u32; self.groups as usize];
        for &group in self.word_groups.iter().flatten() {
            sizes[group as usize] += 1;
        }
        let needs = |phrase: &mut Phrase| {
            phrase.needs = phrase
                .rest
                .iter()
                .filter_map(|e| match e {
                    Element::Group(g) => Some(*g),
                    _ => None,
                })
                .collect();
            phrase.needs.sort_by_key(|&g| sizes[g as usize]);
        };
        for (_, _, phrase) in &mut self.starts {
            needs(phrase);
        }
        for entry in &mut self.entries {
            for phrase in [&mut entry.unless, &mut entry.over, &mut entry.with]
                .into_iter()
                .flatten()
            {
                needs(phrase);
            }
        }
        let mut words = vec![String::new(); self.words.len()];
        for (word, id) in self.words {
            words[id as usize] = word;
        }
        let mut starts = vec![Vec::new(); self.groups as usize];
        for (group, entry, phrase) in self.starts {
            starts[group as usize].push((entry, phrase));
        }
        let word_starts = self
            .word_groups
            .iter()
            .map(|groups| {
                let begins = |g: &&GroupId| !starts[**g as usize].is_empty();
                groups.iter().filter(begins).copied().collect()
            })
            .collect();
        let mut topic_ids: HashMap<String, u16> = HashMap::new();
        let mut entry_topics = Vec::with_capacity(self.entries.len());
        for entry in &self.entries {
            let next = topic_ids.len() as u16;
            entry_topics.push(*topic_ids.entry(entry.topic.clone()).or_insert(next));
        }
        Lexicon {
            entry_topics,
            topic_ids,
            named: self.group_ids.len(),
            matcher: Matcher::new(words, self.shields),
            group_ids: self.group_ids,
            word_groups: self.word_groups,
            word_starts,
            entries: self.entries,
            starts,
            topics: self.topics,
        }
    }
}
