//! The words that facts are read by. They live in `rules/lexicon/*.yaml`; here is the machine that finds them.
//!
//! A *group* is a named list of words (`leak: [漏えい, 漏洩, 流出]`). An *entry* says that a phrase carries a fact
//! (`detected`, `bcc`, `credit_card`); a phrase is made of words, groups in angle brackets and gaps. All words of all
//! files are found in one pass over the view ([`matcher::Matcher`]); phrases are then matched over the words of one
//! sentence ([`Lexicon::mentions`]).

mod build;
pub mod matcher;
pub mod phrase;
pub mod raw;
mod store;
mod table;

use std::cmp::Ordering;
use std::collections::HashMap;

use build::Build;
pub use matcher::Hit;
use matcher::Matcher;
use phrase::{Arena, Element, Head, Phrase, Range, Texts};
use raw::RawFile;
use table::{Lists, Stored, Table};

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
    group_names: Names,
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
    gates: Table<Gate>,
    /// The phrases of the entries.
    phrases: Table<Phrase>,
    /// The phrases that bear on entries: `unless`, `over` and `with`.
    conditions: Table<Phrase>,
    /// The group that each of these starts with and the rarest that it needs.
    condition_gates: Table<Ends>,
    /// What the phrases consist of.
    arena: Arena,
    topics: Topics,
}

/// Names with the groups that have them, in the order of the names.
#[derive(Debug)]
struct Names {
    names: Texts,
    ids: Table<GroupId>,
}

impl Names {
    fn of(ids: HashMap<String, GroupId>) -> Self {
        let mut sorted: Vec<(String, GroupId)> = ids.into_iter().collect();
        sorted.sort_unstable();
        let mut names = Texts::default();
        for (name, _) in &sorted {
            names.push(name);
        }
        Self {
            names,
            ids: Table::of(sorted.into_iter().map(|(_, id)| id)),
        }
    }

    fn find(&self, name: &str) -> Option<GroupId> {
        let (mut from, mut to) = (0, self.ids.len());
        while from < to {
            let middle = usize::midpoint(from, to);
            match self.names.of(middle).cmp(name) {
                Ordering::Less => from = middle + 1,
                Ordering::Greater => to = middle,
                Ordering::Equal => return Some(self.ids.get(middle)),
            }
        }
        None
    }
}

/// The topics of entries.
#[derive(Debug)]
struct Topics {
    /// The entries of each.
    entries: HashMap<String, Vec<EntryId>>,
    /// For each entry its topic's number.
    of: Vec<u16>,
    /// The topics by number.
    ids: HashMap<String, u16>,
}

impl Topics {
    fn new(all: &[Entry]) -> Self {
        let mut topics = Self {
            entries: HashMap::new(),
            of: Vec::with_capacity(all.len()),
            ids: HashMap::new(),
        };
        for (id, entry) in all.iter().enumerate() {
            let next = topics.ids.len() as u16;
            let number = *topics.ids.entry(entry.topic.clone()).or_insert(next);
            topics.of.push(number);
            let entries = topics.entries.entry(entry.topic.clone()).or_default();
            entries.push(id as EntryId);
        }
        topics
    }
}

/// A phrase that starts with a word.
#[derive(Debug, Clone, Copy)]
struct Start {
    /// The rarest group that the phrase needs, or [`Present`]'s group that is always there.
    need: GroupId,
    phrase: PhraseId,
}

impl Stored for Start {
    type Raw = [u16; 2];
    fn raw(self) -> Self::Raw {
        [self.need, self.phrase]
    }
    fn of([need, phrase]: Self::Raw) -> Self {
        Self { need, phrase }
    }
}

/// The group that a phrase starts with and the rarest that it needs.
#[derive(Debug, Clone, Copy)]
struct Ends {
    first: GroupId,
    need: GroupId,
}

impl Stored for Ends {
    type Raw = [u16; 2];
    fn raw(self) -> Self::Raw {
        [self.first, self.need]
    }
    fn of([first, need]: Self::Raw) -> Self {
        Self { first, need }
    }
}

/// What is asked of what follows a phrase's first word before the phrase is matched.
#[derive(Debug, Clone, Copy)]
struct Gate {
    /// The signs that it may have.
    signs: u64,
    /// Where in [`Arena::heads`] its heads begin.
    glue: u32,
    /// How many they are: none where there is no glue.
    heads: u16,
    /// The entry.
    entry: EntryId,
}

impl Gate {
    /// The gate of a phrase.
    fn new(phrase: &Phrase, entry: EntryId, arena: &Arena) -> Self {
        let mut signs = phrase::ANY_SIGN;
        let mut glue = Range::default();
        if let Some(Element::Glue(options)) = arena.elements.at(phrase.rest.indexes()).next() {
            signs = arena.signs(options);
            glue = arena.heads_of(options);
        }
        Self {
            signs,
            glue: glue.from,
            heads: (glue.to - glue.from) as u16,
            entry,
        }
    }
}

impl Stored for Gate {
    type Raw = [u64; 2];
    fn raw(self) -> Self::Raw {
        let (heads, entry) = (u64::from(self.heads), u64::from(self.entry));
        [self.signs, u64::from(self.glue) << 32 | heads << 16 | entry]
    }
    fn of([signs, rest]: Self::Raw) -> Self {
        Self {
            signs,
            glue: (rest >> 32) as u32,
            heads: (rest >> 16) as u16,
            entry: rest as EntryId,
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
        self.group_names.find(name)
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
        self.group_names.ids.len()
    }

    /// The groups of a hit's word.
    pub fn groups_of(&self, hit: Hit) -> &[GroupId] {
        self.word_groups.of(hit.word)
    }

    /// How many topics there are.
    pub fn topic_count(&self) -> usize {
        self.topics.ids.len()
    }

    /// The number of a topic.
    pub fn topic_id(&self, topic: &str) -> Option<u16> {
        self.topics.ids.get(topic).copied()
    }

    /// The number of an entry's topic.
    pub fn topic_of(&self, entry: EntryId) -> u16 {
        self.topics.of[entry as usize]
    }

    /// Entries of a topic.
    pub fn topic(&self, topic: &str) -> &[EntryId] {
        self.topics.entries.get(topic).map_or(&[], Vec::as_slice)
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
            let gate = self.gates.get(id as usize);
            let glue = gate.glue as usize..gate.glue as usize + usize::from(gate.heads);
            let here = present.hits[hit as usize].head;
            if gate.heads > 0 && !self.arena.heads.at(glue).any(|g| g.begins(here)) {
                continue;
            }
            let phrase = self.phrases.get(id as usize);
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
            for start in starts.iter().map(|&raw| Start::of(raw)) {
                queue[count] = (i as u32, start.phrase);
                count += usize::from(present.has(start.need));
            }
        }
        let mut keep = 0;
        for i in 0..count {
            let (hit, phrase) = queue[i];
            let signs = self.gates.get(phrase as usize).signs & present.hits[hit as usize].signs;
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
    fn has_rest(&self, present: &Present, phrase: Phrase) -> bool {
        let mut needs = self.arena.needs.at(phrase.needs.indexes());
        needs.all(|g| present.has(g))
    }

    /// Of these conditions the ones whose first and rarest groups are there.
    fn where_present(&self, conditions: Range, present: &Present) -> impl Iterator<Item = Phrase> {
        let gates = self.condition_gates.at(conditions.indexes());
        gates
            .zip(self.conditions.at(conditions.indexes()))
            .filter(|(ends, _)| present.has(ends.first) && present.has(ends.need))
            .map(|(_, phrase)| phrase)
    }

    fn matches(
        &self,
        text: &str,
        hits: &[Hit],
        present: &Present,
        phrase: Phrase,
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
        phrase: Phrase,
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
        phrase: Phrase,
        end: usize,
    ) -> Option<(usize, usize)> {
        let mut at = hits[index].end as usize;
        let mut head = hits[index].start as usize;
        let mut gap = 0;
        let mut next = index;
        for element in self.arena.elements.at(phrase.rest.indexes()) {
            match element {
                Element::Gap(bytes) => gap = bytes as usize,
                Element::Glue(options) => {
                    at += self.arena.begin(options, text.as_bytes().get(at..end)?)?;
                }
                Element::Near(options) => {
                    let (start, length) = self.arena.first_in(options, text.get(at..end)?, gap)?;
                    head = at + start;
                    at = head + length;
                    gap = 0;
                }
                Element::Group(group) => {
                    let limit = at + gap;
                    let found = (next..hits.len())
                        .skip_while(|&k| (hits[k].start as usize) < at)
                        .take_while(|&k| hits[k].start as usize <= limit)
                        .find(|&k| present.may_be(k, group) && self.asked(hits[k], group))?;
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
            head: Head::at(after),
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
