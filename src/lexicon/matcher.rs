//! Finds all words in one pass.
//!
//! The words are a trie over characters. A hash of two characters looks up the node where words that begin with them go
//! on, and most places of a text end there; from then on a node's next characters lie side by side and sorted. It is
//! small enough to stay in the processor's cache (docs/performance.md).

use super::phrase::Texts;
use super::table::{Reader, Stored, Table, Writer};

/// One word at one place. Offsets are bytes of the scanned text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Index of the word.
    pub word: u32,
}

/// The compiled set of words.
#[derive(Debug)]
pub struct Matcher {
    words: Texts,
    /// For each word whether it hides those inside it: 1 or 0.
    shields: Table<u8>,
    classes: Classes,
    trie: Trie,
}

/// How many characters share a page.
const PAGE: usize = 256;

/// The characters of the words, numbered from 1 in their order; all others are 0. ASCII letters have one number in
/// either case.
#[derive(Debug)]
struct Classes {
    /// For each page of characters where its numbers begin, in pages; page 0 is empty.
    pages: Table<u16>,
    numbers: Table<u16>,
}

/// [`Classes`] that are being numbered.
struct Numbering {
    pages: Vec<u16>,
    numbers: Vec<u16>,
}

impl Numbering {
    fn of(words: &[String]) -> Classes {
        let mut classes = Self {
            pages: vec![0; char::MAX as usize / PAGE + 1],
            numbers: vec![0; PAGE],
        };
        for c in words.iter().flat_map(|w| w.chars()) {
            *classes.place(c) = 1;
        }
        classes.number();
        for c in 'a'..='z' {
            let number = *classes.place(c);
            *classes.place(c.to_ascii_uppercase()) = number;
        }
        Classes {
            pages: Table::of(classes.pages),
            numbers: Table::of(classes.numbers),
        }
    }

    fn place(&mut self, c: char) -> &mut u16 {
        let page = &mut self.pages[c as usize / PAGE];
        if *page == 0 {
            *page = (self.numbers.len() / PAGE) as u16;
            self.numbers.resize(self.numbers.len() + PAGE, 0);
        }
        &mut self.numbers[*page as usize * PAGE + c as usize % PAGE]
    }

    fn number(&mut self) {
        let mut next: u16 = 1;
        for &page in self.pages.iter().filter(|&&p| p != 0) {
            let from = page as usize * PAGE;
            for number in &mut self.numbers[from..from + PAGE] {
                if *number != 0 {
                    *number = next;
                    next = next.saturating_add(1);
                }
            }
        }
    }
}

impl Classes {
    fn get(&self, c: char) -> u16 {
        let page = self.pages.get(c as usize / PAGE) as usize;
        self.numbers.get(page * PAGE + c as usize % PAGE)
    }
}

/// No word ends here.
const NO_WORD: u32 = u32::MAX;

/// Where words are after two characters or more. Its children are the nodes from its own first child to the next
/// node's.
#[derive(Debug, Clone, Copy)]
struct Node {
    first_child: u32,
    /// The word that ends here, or [`NO_WORD`].
    word: u32,
}

impl Stored for Node {
    type Raw = [u32; 2];
    fn raw(self) -> Self::Raw {
        [self.first_child, self.word]
    }
    fn of([first_child, word]: Self::Raw) -> Self {
        Self { first_child, word }
    }
}

/// Two characters and the node after them.
#[derive(Debug, Clone, Copy)]
struct Pair {
    /// The classes of the characters; 0 where the place is free.
    key: u32,
    node: u32,
}

impl Stored for Pair {
    type Raw = [u32; 2];
    fn raw(self) -> Self::Raw {
        [self.key, self.node]
    }
    fn of([key, node]: Self::Raw) -> Self {
        Self { key, node }
    }
}

#[derive(Debug)]
struct Trie {
    /// The nodes, those nearer to the root first, with one more at the end.
    nodes: Table<Node>,
    /// For each node the class of the character that leads to it.
    classes: Table<u16>,
    /// For two characters their node: a hash table with free places.
    pairs: Table<Pair>,
    /// One bit for each two characters of `pairs`; some share one.
    begins: Table<u64>,
}

/// Words that share their first characters: a range of the sorted words.
#[derive(Debug, Clone, Copy)]
struct Shared {
    from: u32,
    to: u32,
    /// How many bytes they share.
    bytes: u16,
    /// The class of the last character that they share.
    class: u16,
}

/// The words, sorted, with the classes of their characters.
struct Sorted<'a> {
    words: Vec<(&'a str, u32)>,
    classes: &'a Classes,
}

impl<'a> Sorted<'a> {
    fn new(words: &'a [String], classes: &'a Classes) -> Self {
        // Most are told apart by their first characters, which lie in the key itself.
        let mut keys: Vec<(u128, u32)> = Vec::with_capacity(words.len());
        for (i, word) in words.iter().enumerate() {
            let mut first = [0; 16];
            let length = word.len().min(first.len());
            first[..length].copy_from_slice(&word.as_bytes()[..length]);
            keys.push((u128::from_be_bytes(first), i as u32));
        }
        keys.sort_unstable_by(|a, b| {
            let words = || words[a.1 as usize].cmp(&words[b.1 as usize]);
            a.0.cmp(&b.0).then_with(words)
        });
        let words = keys
            .into_iter()
            .map(|(_, i)| (words[i as usize].as_str(), i))
            .collect();
        Self { words, classes }
    }

    /// The class and the length of a word's character.
    fn class(&self, word: u32, at: u16) -> (u16, usize) {
        let rest = &self.words[word as usize].0[at as usize..];
        let next = rest.chars().next();
        next.map_or((0, 0), |c| (self.classes.get(c), c.len_utf8()))
    }

    /// Adds to `groups` those of `above` that share one character more.
    fn divide(&self, above: Shared, groups: &mut Vec<Shared>) {
        let mut from = above.from;
        while from < above.to {
            let (class, length) = self.class(from, above.bytes);
            let mut to = from + 1;
            while to < above.to && self.class(to, above.bytes).0 == class {
                to += 1;
            }
            if class != 0 {
                groups.push(Shared {
                    from,
                    to,
                    bytes: above.bytes + length as u16,
                    class,
                });
            }
            from = to;
        }
    }
}

impl Trie {
    /// Compiles the words of two characters or more.
    fn new(words: &[String], classes: &Classes) -> Self {
        let sorted = Sorted::new(words, classes);
        let all = Shared {
            from: 0,
            to: words.len() as u32,
            bytes: 0,
            class: 0,
        };
        let mut firsts = Vec::new();
        sorted.divide(all, &mut firsts);
        let mut queue = Vec::with_capacity(words.len() * 3);
        let mut keys = Vec::new();
        for &first in &firsts {
            sorted.divide(first, &mut queue);
            let key = |second: &Shared| (u32::from(first.class) << 16) | u32::from(second.class);
            keys.extend(queue[keys.len()..].iter().map(key));
        }
        let mut nodes = Vec::with_capacity(words.len() * 3);
        while let Some(&(mut here)) = queue.get(nodes.len()) {
            let (text, word) = sorted.words[here.from as usize];
            let ends = text.len() == here.bytes as usize;
            nodes.push(Node {
                first_child: queue.len() as u32,
                word: if ends { word } else { NO_WORD },
            });
            here.from += u32::from(ends);
            sorted.divide(here, &mut queue);
        }
        nodes.push(Node {
            first_child: queue.len() as u32,
            word: NO_WORD,
        });
        Self {
            nodes: Table::of(nodes),
            classes: Table::of(queue.iter().map(|shared| shared.class)),
            pairs: pairs(&keys),
            begins: begins(&keys),
        }
    }

    /// Whether a word may begin with the two characters.
    fn may_begin(&self, first: u16, second: u16) -> bool {
        let bit = mix((u32::from(first) << 16) | u32::from(second)) as usize % BITS;
        self.begins.get(bit / 64) & (1 << (bit % 64)) != 0
    }

    /// The node after two characters.
    fn pair(&self, first: u16, second: u16) -> Option<u32> {
        let key = (u32::from(first) << 16) | u32::from(second);
        let pairs = self.pairs.raw();
        let pair = Pair::of(pairs[place(pairs, key)]);
        (pair.key != 0).then_some(pair.node)
    }

    /// The node after one character more.
    fn step(&self, node: u32, class: u16) -> Option<u32> {
        let from = self.nodes.get(node as usize).first_child;
        let to = self.nodes.get(node as usize + 1).first_child;
        let children = &self.classes.raw()[from as usize..to as usize];
        let child = if children.len() <= FEW {
            children.iter().position(|&c| c == class)?
        } else {
            children.binary_search(&class).ok()?
        };
        Some(from + child as u32)
    }
}

/// So many places are looked at together.
const BATCH: usize = 256;

/// So many are looked through one by one.
const FEW: usize = 8;

/// A hash table of keys and their indexes, a quarter full at most.
fn pairs(keys: &[u32]) -> Table<Pair> {
    let mut table = vec![[0; 2]; (keys.len() * 4).next_power_of_two().max(4)];
    for (node, &key) in (0..).zip(keys) {
        let at = place(&table, key);
        table[at] = Pair { key, node }.raw();
    }
    Table::of(table.into_iter().map(Pair::of))
}

/// How many bits tell what words may begin with.
const BITS: usize = 1 << 16;

fn begins(keys: &[u32]) -> Table<u64> {
    let mut bits = vec![0; BITS / 64];
    for &key in keys {
        let bit = mix(key) as usize % BITS;
        bits[bit / 64] |= 1 << (bit % 64);
    }
    Table::of(bits)
}

fn mix(key: u32) -> u32 {
    let mix = key.wrapping_mul(0x9E37_79B1);
    mix ^ (mix >> 15)
}

/// Where the key is, or the free place where it would be.
fn place(table: &[<Pair as Stored>::Raw], key: u32) -> usize {
    let mask = table.len() - 1;
    let mut at = mix(key) as usize & mask;
    while Pair::of(table[at]).key != 0 && Pair::of(table[at]).key != key {
        at = (at + 1) & mask;
    }
    at
}

impl Matcher {
    /// Compiles `words` (of two characters or more, ASCII in lower case). A word with `shields` set hides the words
    /// that lie inside it.
    pub fn new(words: &[String], shields: &[bool]) -> Self {
        let classes = Numbering::of(words);
        let trie = Trie::new(words, &classes);
        let mut texts = Texts::default();
        for word in words {
            texts.push(word);
        }
        Self {
            words: texts,
            shields: Table::of(shields.iter().map(|&s| u8::from(s))),
            classes,
            trie,
        }
    }

    /// Writes it down.
    pub(super) fn write(&self, out: &mut Writer) {
        out.texts(&self.words);
        out.table(&self.shields);
        out.table(&self.classes.pages);
        out.table(&self.classes.numbers);
        out.table(&self.trie.nodes);
        out.table(&self.trie.classes);
        out.table(&self.trie.pairs);
        out.table(&self.trie.begins);
    }

    /// Reads what was written down.
    pub(super) fn read(from: &mut Reader) -> Option<Self> {
        Some(Self {
            words: from.texts()?,
            shields: from.table()?,
            classes: Classes {
                pages: from.table()?,
                numbers: from.table()?,
            },
            trie: Trie {
                nodes: from.table()?,
                classes: from.table()?,
                pairs: from.table()?,
                begins: from.table()?,
            },
        })
    }

    /// The words.
    pub fn words(&self) -> &Texts {
        &self.words
    }

    /// All words in `text`, overlapping ones too, by start and longest first.
    pub fn scan(&self, text: &str) -> Vec<Hit> {
        let chars: Vec<(u16, u32)> = text
            .char_indices()
            .map(|(at, c)| (self.classes.get(c), (at + c.len_utf8()) as u32))
            .collect();
        let mut hits = Vec::with_capacity(text.len() / 6);
        let mut shield_end = 0;
        let mut places = [0_u32; BATCH];
        for from in (1..chars.len()).step_by(BATCH) {
            // Whether a place is one is past guessing, so there is no branch for it.
            let mut count = 0;
            for second in from..chars.len().min(from + BATCH) {
                places[count] = second as u32;
                let (first, second) = (chars[second - 1].0, chars[second].0);
                count += usize::from(self.trie.may_begin(first, second));
            }
            for &second in &places[..count] {
                let first = hits.len();
                self.words_at(&chars, second as usize, &mut hits);
                hits[first..].reverse();
                self.hide(&mut hits, first, &mut shield_end);
            }
        }
        hits
    }

    /// The words at one place, shortest first: `second` is the index of their second character.
    fn words_at(&self, chars: &[(u16, u32)], second: usize, hits: &mut Vec<Hit>) {
        let Some(mut node) = self.trie.pair(chars[second - 1].0, chars[second].0) else {
            return;
        };
        let start = if second > 1 { chars[second - 2].1 } else { 0 };
        let mut end = chars[second].1;
        let mut rest = chars[second + 1..].iter();
        loop {
            let word = self.trie.nodes.get(node as usize).word;
            if word != NO_WORD {
                hits.push(Hit { start, end, word });
            }
            let Some(&(class, next_end)) = rest.next() else {
                return;
            };
            let Some(next) = self.trie.step(node, class) else {
                return;
            };
            node = next;
            end = next_end;
        }
    }

    /// Drops the hits from `first` on that lie inside a shield.
    fn hide(&self, hits: &mut Vec<Hit>, first: usize, shield_end: &mut u32) {
        let mut keep = first;
        for i in first..hits.len() {
            let hit = hits[i];
            if self.shields.get(hit.word as usize) != 0 {
                *shield_end = hit.end.max(*shield_end);
            } else if hit.end <= *shield_end {
                continue;
            }
            hits[keep] = hit;
            keep += 1;
        }
        hits.truncate(keep);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &[&str], shields: &[&str], text: &str) -> Vec<String> {
        let all: Vec<String> = words
            .iter()
            .chain(shields)
            .map(|w| (*w).to_string())
            .collect();
        let flags: Vec<bool> = all.iter().map(|w| shields.contains(&w.as_str())).collect();
        let matcher = Matcher::new(&all, &flags);
        matcher
            .scan(text)
            .iter()
            .map(|h| text[h.start as usize..h.end as usize].to_string())
            .collect()
    }

    #[test]
    fn all_words_are_found_with_overlaps() {
        assert_eq!(
            found(&["不正", "不正アクセス", "アクセス"], &[], "不正アクセス"),
            ["不正アクセス", "不正", "アクセス"]
        );
        assert_eq!(found(&["bcc"], &[], "BCCとBcc"), ["BCC", "Bcc"]);
        assert_eq!(found(&["不正", "不明"], &[], "不").len(), 0);
        let long = "流".repeat(BATCH) + "流出した";
        assert_eq!(
            found(&["流出", "流出した"], &[], &long),
            ["流出した", "流出"]
        );
    }

    #[test]
    fn a_shield_hides_what_lies_inside_it() {
        assert_eq!(
            found(
                &["不正アクセス"],
                &["不正アクセス禁止法"],
                "不正アクセス禁止法と不正アクセス"
            ),
            ["不正アクセス禁止法", "不正アクセス"]
        );
    }
}
