//! The words that facts are read by. They live in `rules/lexicon/*.yaml`; here is the machine that finds them.
//!
//! A *group* is a named list of words (`leak: [漏えい, 漏洩, 流出]`). An *entry* says that a phrase carries a fact
//! (`detected`, `bcc`, `credit_card`); a phrase is made of words, groups in angle brackets and gaps. All words of all
//! files are found in one pass over the view ([`matcher::Matcher`]); phrases are then matched over the words of one
//! sentence ([`Lexicon::mentions`]).

pub mod matcher;
pub mod phrase;
pub mod raw;
mod store;

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

pub use matcher::Hit;
use matcher::Matcher;
use phrase::{Arena, Element, Head, OptionsId, Phrase, Range, Texts};
use raw::{RawEntry, RawFile};

/// Index of a group of words.
pub type GroupId = u16;
/// Index of an entry.
pub type EntryId = u16;
/// Index of a phrase.
type PhraseId = u16;

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
    unless: Range,
    /// Phrases that take a match back where they overlap it.
    over: Range,
    /// Phrases of which one must match in the same sentence, when there are any.
    with: Range,
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
    /// How many groups there are.
    groups: usize,
    /// The groups each word belongs to.
    word_groups: Lists<GroupId>,
    /// Of these the ones that phrases ask for after their first words.
    word_asked: Lists<GroupId>,
    /// The phrases that start with each word, by the group they start with.
    word_phrases: Lists<Start>,
    /// Entries.
    pub entries: Vec<Entry>,
    /// What rules out most phrases, for each of them.
    gates: Vec<Gate>,
    /// The heads of what may follow the first words, for all of `gates`.
    glue: Vec<Head>,
    /// The phrases of the entries.
    phrases: Vec<Phrase>,
    /// The phrases that bear on entries: `unless`, `over` and `with`.
    conditions: Vec<Phrase>,
    /// The group that each of these starts with and the rarest that it needs.
    condition_gates: Vec<[GroupId; 2]>,
    /// What the phrases consist of.
    arena: Arena,
    topics: HashMap<String, Vec<EntryId>>,
    /// For each entry its topic's number.
    entry_topics: Vec<u16>,
    /// The topics by number.
    topic_ids: HashMap<String, u16>,
    /// How many groups have names: their ids come first.
    named: usize,
}

/// A lexicon without what follows from its entries.
struct Parts {
    matcher: Matcher,
    group_ids: HashMap<String, GroupId>,
    groups: usize,
    word_groups: Lists<GroupId>,
    word_asked: Lists<GroupId>,
    word_phrases: Lists<Start>,
    entries: Vec<Entry>,
    gates: Vec<Gate>,
    glue: Vec<Head>,
    phrases: Vec<Phrase>,
    conditions: Vec<Phrase>,
    condition_gates: Vec<[GroupId; 2]>,
    arena: Arena,
}

impl Parts {
    fn whole(self) -> Lexicon {
        let mut topics: HashMap<String, Vec<EntryId>> = HashMap::new();
        let mut topic_ids: HashMap<String, u16> = HashMap::new();
        let mut entry_topics = Vec::with_capacity(self.entries.len());
        for (id, entry) in self.entries.iter().enumerate() {
            let next = topic_ids.len() as u16;
            entry_topics.push(*topic_ids.entry(entry.topic.clone()).or_insert(next));
            let ids = topics.entry(entry.topic.clone()).or_default();
            ids.push(id as EntryId);
        }
        Lexicon {
            entry_topics,
            topic_ids,
            topics,
            named: self.group_ids.len(),
            groups: self.groups,
            matcher: self.matcher,
            group_ids: self.group_ids,
            word_groups: self.word_groups,
            word_asked: self.word_asked,
            word_phrases: self.word_phrases,
            entries: self.entries,
            gates: self.gates,
            glue: self.glue,
            phrases: self.phrases,
            conditions: self.conditions,
            condition_gates: self.condition_gates,
            arena: self.arena,
        }
    }
}

/// Lists in one piece of memory.
#[derive(Debug)]
struct Lists<T> {
    /// Where each list ends.
    ends: Vec<u32>,
    items: Vec<T>,
}

impl<T> Lists<T> {
    fn new() -> Self {
        Self {
            ends: Vec::new(),
            items: Vec::new(),
        }
    }

    fn push(&mut self, list: impl IntoIterator<Item = T>) {
        self.items.extend(list);
        self.ends.push(self.items.len() as u32);
    }

    fn of(&self, index: u32) -> &[T] {
        let index = index as usize;
        let from = index.checked_sub(1).map_or(0, |i| self.ends[i] as usize);
        &self.items[from..self.ends[index] as usize]
    }
}

/// A phrase that starts with a word.
#[derive(Debug, Clone, Copy)]
struct Start {
    /// The rarest group that the phrase needs, or [`Present`]'s group that is always there.
    need: GroupId,
    phrase: PhraseId,
}

/// What is asked of what follows a phrase's first word before the phrase is matched.
#[derive(Debug, Clone, Copy)]
struct Gate {
    /// The signs that it may have.
    signs: u64,
    /// Where in [`Lexicon::glue`] its heads lie; none where there is no glue.
    glue: (u32, u32),
    /// The entry.
    entry: EntryId,
}

impl Gate {
    /// The gate of a phrase; its heads are added to `glue`.
    fn of(phrase: &Phrase, entry: EntryId, arena: &Arena, glue: &mut Vec<Head>) -> Self {
        let from = glue.len() as u32;
        let mut signs = phrase::ANY_SIGN;
        if let Some(Element::Glue(options)) = phrase.rest.of(&arena.elements).first() {
            signs = arena.signs(*options);
            glue.extend_from_slice(arena.heads(*options));
        }
        Self {
            signs,
            glue: (from, glue.len() as u32),
            entry,
        }
    }
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
                build.shield(w);
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
    pub fn words(&self) -> &Texts {
        self.matcher.words()
    }

    /// All words of the lexicon in `text`, by start, longest first.
    pub fn scan(&self, text: &str) -> Vec<Hit> {
        let bytes = text.as_bytes();
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let mut hits = self.matcher.scan(text);
        // 2名 is no word of 132名.
        hits.retain(|h| {
            let start = h.start as usize;
            !(digit(start) && start > 0 && digit(start - 1))
        });
        hits
    }

    /// Whether the hit's word belongs to the group.
    pub fn in_group(&self, hit: Hit, group: GroupId) -> bool {
        self.word_groups.of(hit.word).contains(&group)
    }

    /// As [`Self::in_group`], for a group that phrases ask for.
    fn asked(&self, hit: Hit, group: GroupId) -> bool {
        self.word_asked.of(hit.word).contains(&group)
    }

    /// How many groups have names; their ids are smaller.
    pub fn named_groups(&self) -> usize {
        self.named
    }

    /// The groups of a hit's word.
    pub fn groups_of(&self, hit: Hit) -> &[GroupId] {
        self.word_groups.of(hit.word)
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
        present.clear(self.groups);
        for hit in hits {
            let after = text.as_bytes().get(hit.end as usize..end);
            present.add(self.word_asked.of(hit.word), after.unwrap_or_default());
        }
        let mut queue = std::mem::take(&mut present.queue);
        self.likely(hits, present, &mut queue);
        for &(hit, id) in &queue {
            let gate = &self.gates[id as usize];
            let glue = &self.glue[gate.glue.0 as usize..gate.glue.1 as usize];
            let here = present.hits[hit as usize].head;
            if !glue.is_empty() && !glue.iter().any(|g| g.begins(here)) {
                continue;
            }
            let phrase = &self.phrases[id as usize];
            if self.has_rest(present, phrase)
                && let Some((head, stop)) =
                    self.match_rest(text, hits, present, hit as usize, phrase, end)
            {
                let mention = Mention {
                    start: hits[hit as usize].start as usize,
                    end: stop,
                    head,
                    entry: gate.entry,
                };
                if !out[first..].contains(&mention) {
                    out.push(mention);
                }
            }
        }
        present.queue = queue;
        self.settle(text, hits, end, present, first, out);
        out[first..].sort_by_key(|m| (m.start, m.end));
    }

    /// The phrases that may match, each with its hit, in order. What is asked of them is past guessing, so there is no
    /// branch for it: each is written down, and the next one takes its place unless it holds.
    fn likely(&self, hits: &[Hit], present: &Present, queue: &mut Vec<(u32, PhraseId)>) {
        let mut count = 0;
        for (i, hit) in hits.iter().enumerate() {
            let starts = self.word_phrases.of(hit.word);
            if queue.len() < count + starts.len() {
                queue.resize((count + starts.len()) * 2, (0, 0));
            }
            for start in starts {
                queue[count] = (i as u32, start.phrase);
                count += usize::from(present.has(start.need));
            }
        }
        let mut keep = 0;
        for i in 0..count {
            let (hit, phrase) = queue[i];
            let signs = self.gates[phrase as usize].signs & present.hits[hit as usize].signs;
            queue[keep] = (hit, phrase);
            keep += usize::from(signs != 0);
        }
        queue.truncate(keep);
    }

    /// Drops the mentions from `first` on that other phrases take back, and those that lack what they need.
    fn settle(
        &self,
        text: &str,
        hits: &[Hit],
        end: usize,
        present: &Present,
        first: usize,
        out: &mut Vec<Mention>,
    ) {
        let mut keep = first;
        // What takes an entry back is a matter of the sentence: it is found out once for each entry.
        let mut judged: Vec<(EntryId, bool)> = Vec::new();
        for i in first..out.len() {
            let id = out[i].entry;
            let entry = self.entry(id);
            let stands = if let Some(&(_, stands)) = judged.iter().find(|(e, _)| *e == id) {
                stands
            } else {
                let told = |conditions: Range| {
                    self.where_present(conditions, present)
                        .any(|p| self.matches(text, hits, present, p, end))
                };
                let stands = !told(entry.unless) && (entry.with.is_empty() || told(entry.with));
                judged.push((id, stands));
                stands
            };
            let overlapped = stands
                && self.where_present(entry.over, present).any(|p| {
                    self.has_rest(present, p) && self.overlaps(text, hits, present, p, end, &out[i])
                });
            if stands && !overlapped {
                out[keep] = out[i];
                keep += 1;
            }
        }
        out.truncate(keep);
    }

    /// Whether all groups are there that the phrase needs after its first word.
    fn has_rest(&self, present: &Present, phrase: &Phrase) -> bool {
        let needs = phrase.needs.of(&self.arena.needs);
        needs.iter().all(|&g| present.has(g))
    }

    /// Of these conditions the ones whose first and rarest groups are there.
    fn where_present(&self, conditions: Range, present: &Present) -> impl Iterator<Item = &Phrase> {
        let gates = conditions.of(&self.condition_gates).iter();
        gates
            .zip(conditions.of(&self.conditions))
            .filter(|(gate, _)| present.has(gate[0]) && present.has(gate[1]))
            .map(|(_, phrase)| phrase)
    }

    fn matches(
        &self,
        text: &str,
        hits: &[Hit],
        present: &Present,
        phrase: &Phrase,
        end: usize,
    ) -> bool {
        self.has_rest(present, phrase)
            && hits.iter().enumerate().any(|(i, hit)| {
                present.may_be(i, phrase.first)
                    && self.asked(*hit, phrase.first)
                    && self
                        .match_rest(text, hits, present, i, phrase, end)
                        .is_some()
            })
    }

    /// Whether a match of the phrase overlaps the mention.
    fn overlaps(
        &self,
        text: &str,
        hits: &[Hit],
        present: &Present,
        phrase: &Phrase,
        end: usize,
        mention: &Mention,
    ) -> bool {
        let from =
            hits.partition_point(|h| h.start as usize + phrase.reach as usize <= mention.start);
        (from..hits.len())
            .take_while(|&i| (hits[i].start as usize) < mention.end)
            .any(|i| {
                present.may_be(i, phrase.first)
                    && self.asked(hits[i], phrase.first)
                    && self
                        .match_rest(text, hits, present, i, phrase, end)
                        .is_some_and(|(_, stop)| stop > mention.start)
            })
    }

    /// Matches what follows the hit at `index`. Gives the start of the last word and the end of the phrase.
    fn match_rest(
        &self,
        text: &str,
        hits: &[Hit],
        present: &Present,
        index: usize,
        phrase: &Phrase,
        end: usize,
    ) -> Option<(usize, usize)> {
        let mut at = hits[index].end as usize;
        let mut head = hits[index].start as usize;
        let mut gap = 0;
        let mut next = index;
        for element in phrase.rest.of(&self.arena.elements) {
            match element {
                Element::Gap(bytes) => gap = *bytes as usize,
                Element::Glue(options) => {
                    at += self.arena.begin(*options, text.as_bytes().get(at..end)?)?;
                }
                Element::Near(options) => {
                    let (start, length) = self.arena.first_in(*options, text.get(at..end)?, gap)?;
                    head = at + start;
                    at = head + length;
                    gap = 0;
                }
                Element::Group(group) => {
                    let limit = at + gap;
                    let found = (next..hits.len())
                        .skip_while(|&k| (hits[k].start as usize) < at)
                        .take_while(|&k| hits[k].start as usize <= limit)
                        .find(|&k| present.may_be(k, *group) && self.asked(hits[k], *group))?;
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
pub struct Present {
    groups: Vec<u64>,
    hits: Vec<Around>,
    /// Phrases that may match, kept for its memory.
    queue: Vec<(u32, PhraseId)>,
}

/// What is known of a hit and of what follows it.
#[derive(Debug, Clone, Copy)]
struct Around {
    /// The groups of its word, which share 64 bits.
    groups: u64,
    /// The signs of what follows.
    signs: u64,
    /// The head of what follows.
    head: Head,
}

impl Present {
    /// Empties the set but for the group that is always there: the one after the last.
    fn clear(&mut self, groups: usize) {
        self.groups.clear();
        self.groups.resize(groups / 64 + 1, 0);
        self.groups[groups / 64] = 1 << (groups % 64);
        self.hits.clear();
    }

    /// Adds the groups of the next hit and what follows it.
    fn add(&mut self, groups: &[GroupId], after: &[u8]) {
        let mut all = 0;
        for &group in groups {
            let bit = 1 << (group % 64);
            self.groups[group as usize / 64] |= bit;
            all |= bit;
        }
        self.hits.push(Around {
            groups: all,
            signs: phrase::sign(after) | phrase::ANY_SIGN,
            head: Head::of(after),
        });
    }

    /// Whether the hit may be of the group: no means no.
    fn may_be(&self, hit: usize, group: GroupId) -> bool {
        self.hits[hit].groups & (1 << (group % 64)) != 0
    }

    fn has(&self, group: GroupId) -> bool {
        self.groups[group as usize / 64] & (1 << (group % 64)) != 0
    }
}

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

#[derive(Default)]
struct Build {
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

    fn shield(&mut self, word: String) {
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
                self.add_word(id, w)
                    .map_err(|e| format!("groups.{name}: {e}"))?;
            }
        }
        Ok(())
    }

    fn add_entry(&mut self, topic: &str, raw: &RawEntry) -> Result<(), String> {
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
        self.arena.elements.append(&mut rest);
        let to = self.arena.elements.len() as u32;
        Ok(Phrase {
            first,
            rest: Range { from, to },
            needs: Range::default(),
            reach: 0,
        })
    }

    fn finish(mut self) -> Lexicon {
        let mut words = vec![String::new(); self.words.len()];
        for (word, id) in std::mem::take(&mut self.words) {
            words[id as usize] = word;
        }
        let word_groups = self.word_groups(words.len());
        let sizes = self.sizes(&words, &word_groups);
        let mut asked = vec![false; self.groups as usize];
        for (_, phrase) in &mut self.phrases {
            measure(phrase, &mut self.arena, &sizes);
            for &group in phrase.needs.of(&self.arena.needs) {
                asked[group as usize] = true;
            }
        }
        let mut condition_gates = Vec::with_capacity(self.conditions.len());
        for phrase in &mut self.conditions {
            measure(phrase, &mut self.arena, &sizes);
            let needs = phrase.needs.of(&self.arena.needs);
            for &group in needs.iter().chain([&phrase.first]) {
                asked[group as usize] = true;
            }
            condition_gates.push(phrase.gate(&self.arena));
        }
        let mut starts = vec![Vec::new(); self.groups as usize];
        let mut glue = Vec::new();
        let mut gates = Vec::with_capacity(self.phrases.len());
        let mut phrases = Vec::with_capacity(self.phrases.len());
        for (entry, phrase) in self.phrases {
            starts[phrase.first as usize].push(Start {
                need: {
                    let needs = phrase.needs.of(&self.arena.needs);
                    needs.first().copied().unwrap_or(self.groups)
                },
                phrase: phrases.len() as PhraseId,
            });
            gates.push(Gate::of(&phrase, entry, &self.arena, &mut glue));
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
        let parts = Parts {
            matcher: Matcher::new(&words, self.shields),
            group_ids: self.group_ids,
            groups: self.groups as usize,
            word_groups,
            word_asked,
            word_phrases,
            entries: self.entries,
            gates,
            glue,
            phrases,
            conditions: self.conditions,
            condition_gates,
            arena: self.arena,
        };
        parts.whole()
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
    let from = arena.needs.len();
    for index in phrase.rest.from..phrase.rest.to {
        reach += match arena.elements[index as usize] {
            Element::Gap(bytes) => {
                gap = bytes as usize;
                0
            }
            Element::Glue(options) => arena.longest(options),
            Element::Group(group) => {
                arena.needs.push(group);
                std::mem::take(&mut gap) + sizes[group as usize].longest
            }
            Element::Near(options) => std::mem::take(&mut gap) + arena.longest(options),
        };
    }
    phrase.reach = reach as u32;
    arena.needs[from..].sort_by_key(|&g| sizes[g as usize].words);
    phrase.needs = Range {
        from: from as u32,
        to: arena.needs.len() as u32,
    };
}
