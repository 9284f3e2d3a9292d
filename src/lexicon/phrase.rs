//! Phrases as people write them: words, `{a|b}` alternatives, `<group>` references and gaps.
//!
//! `…` is a gap of up to 40 characters, `‥` one of up to 12; both stay inside the sentence. What stands side by side
//! without a gap must stand side by side in the text.

use std::borrow::Cow;

use super::GroupId;
use super::table::{Stored, Table};

/// A compiled phrase. What it consists of lies in [`Arena`].
#[derive(Debug, Clone, Copy)]
pub struct Phrase {
    /// The group its first word is of.
    pub first: GroupId,
    /// What follows.
    pub rest: Range,
    /// The groups in `rest`, that of the fewest words first: a sentence without one of them cannot match.
    pub needs: Range,
    /// No match is longer than this, in bytes.
    pub reach: u32,
}

impl Phrase {
    /// The group it starts with and the rarest that it needs.
    pub(super) fn gate(&self, arena: &Arena) -> (GroupId, GroupId) {
        let mut needs = arena.needs.at(self.needs.indexes());
        (self.first, needs.next().unwrap_or(self.first))
    }
}

impl Stored for Phrase {
    type Raw = [u32; 6];
    fn raw(self) -> Self::Raw {
        let (rest, needs) = (self.rest, self.needs);
        let first = u32::from(self.first);
        [first, rest.from, rest.to, needs.from, needs.to, self.reach]
    }
    fn of([first, from, to, needs_from, needs_to, reach]: Self::Raw) -> Self {
        Self {
            first: first as GroupId,
            rest: Range { from, to },
            needs: Range {
                from: needs_from,
                to: needs_to,
            },
            reach,
        }
    }
}

/// A range of one of the lists of [`Arena`].
#[derive(Debug, Clone, Copy, Default)]
pub struct Range {
    /// The first.
    pub from: u32,
    /// One past the last.
    pub to: u32,
}

impl Range {
    pub(super) fn indexes(self) -> std::ops::Range<usize> {
        self.from as usize..self.to as usize
    }

    pub(super) fn is_empty(self) -> bool {
        self.from == self.to
    }
}

/// One element after the first word.
#[derive(Debug, Clone, Copy)]
pub enum Element {
    /// Up to that many bytes may stand between.
    Gap(u32),
    /// One of these must follow at once; they need not be words of their own.
    Glue(OptionsId),
    /// A word of that group.
    Group(GroupId),
    /// One of these, anywhere in the gap: for alternatives of a single character, which the one pass does not look for.
    Near(OptionsId),
}

/// The kinds of elements, in the two highest bits of a number.
const KIND: u32 = 30;
const GAP: u32 = 0;
const GLUE: u32 = 1;
const GROUP: u32 = 2;
const NEAR: u32 = 3;

impl Stored for Element {
    type Raw = u32;
    fn raw(self) -> u32 {
        let (kind, value) = match self {
            Self::Gap(bytes) => (GAP, bytes),
            Self::Glue(options) => (GLUE, options),
            Self::Group(group) => (GROUP, u32::from(group)),
            Self::Near(options) => (NEAR, options),
        };
        (kind << KIND) | value
    }
    fn of(number: u32) -> Self {
        let value = number & ((1 << KIND) - 1);
        match number >> KIND {
            GAP => Self::Gap(value),
            GLUE => Self::Glue(value),
            GROUP => Self::Group(value as GroupId),
            _ => Self::Near(value),
        }
    }
}

/// Index of alternatives.
pub type OptionsId = u32;

/// What phrases consist of, in few pieces of memory. Phrases that go on alike share their alternatives.
#[derive(Debug, Default)]
pub struct Arena {
    /// The elements of all phrases.
    pub(super) elements: Table<Element>,
    /// The groups that phrases need.
    pub(super) needs: Table<GroupId>,
    pub(super) options: Table<Options>,
    /// The alternatives of all options, each list the longest first.
    pub(super) texts: Texts,
    pub(super) heads: Table<Head>,
}

/// Alternatives, the longest first, with what they may begin with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Options {
    texts: Range,
    /// The signs of their first characters; all, where one of them is empty.
    signs: u64,
}

impl Stored for Options {
    type Raw = [u64; 2];
    fn raw(self) -> Self::Raw {
        let Range { from, to } = self.texts;
        [self.signs, (u64::from(from) << 32) | u64::from(to)]
    }
    fn of([signs, texts]: Self::Raw) -> Self {
        let texts = Range {
            from: (texts >> 32) as u32,
            to: texts as u32,
        };
        Self { texts, signs }
    }
}

/// Texts in one piece of memory.
#[derive(Debug, Default)]
pub struct Texts {
    pub(super) all: Cow<'static, str>,
    /// Where each ends, in bytes.
    pub(super) ends: Table<u32>,
}

impl Texts {
    /// Adds a text.
    pub(super) fn push(&mut self, text: &str) {
        self.all.to_mut().push_str(text);
        self.ends.push(self.all.len() as u32);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The text with a number.
    pub fn of(&self, index: usize) -> &str {
        let ends = self.ends.raw();
        let from = index.checked_sub(1).map_or(0, |i| ends[i] as usize);
        &self.all[from..ends[index] as usize]
    }

    /// The length of the text with a number, in bytes.
    fn length(&self, index: usize) -> usize {
        let ends = self.ends.raw();
        let from = index.checked_sub(1).map_or(0, |i| ends[i]);
        (ends[index] - from) as usize
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|i| self.of(i))
    }
}

impl Arena {
    /// Adds alternatives. They are put in the order of their length; equal ones keep theirs.
    pub(super) fn add(&mut self, mut texts: Vec<String>) -> OptionsId {
        texts.sort_by_key(|t| std::cmp::Reverse(t.len()));
        let from = self.texts.len() as u32;
        for text in &texts {
            self.texts.push(text);
        }
        let to = self.texts.len() as u32;
        self.close(Range { from, to });
        (self.options.len() - 1) as OptionsId
    }

    /// Notes what the alternatives of a range may begin with, and makes them the next options.
    fn close(&mut self, texts: Range) {
        let mut signs = 0;
        for index in texts.from..texts.to {
            let text = self.texts.of(index as usize).as_bytes();
            self.heads.push(Head::at(text));
            signs |= if text.is_empty() {
                u64::MAX
            } else {
                sign(text)
            };
        }
        self.options.push(Options { texts, signs });
    }

    /// The signs that a text may have where one of the alternatives begins it.
    pub(super) fn signs(&self, id: OptionsId) -> u64 {
        self.options.get(id as usize).signs
    }

    /// Where in [`Self::heads`] the heads of the alternatives lie.
    pub(super) fn heads_of(&self, id: OptionsId) -> Range {
        self.options.get(id as usize).texts
    }

    /// The length of the longest alternative, in bytes.
    pub(super) fn longest(&self, id: OptionsId) -> usize {
        let texts = self.options.get(id as usize).texts;
        if texts.is_empty() {
            0
        } else {
            self.texts.length(texts.from as usize)
        }
    }

    /// The length of the longest alternative that begins the text.
    pub(super) fn begin(&self, id: OptionsId, text: &[u8]) -> Option<usize> {
        let options = self.options.get(id as usize);
        if options.signs & sign(text) == 0 && options.signs != u64::MAX {
            return None;
        }
        let here = Head::at(text);
        let mut heads = self.heads.at(options.texts.indexes()).enumerate();
        heads.find_map(|(n, head)| {
            if !head.begins(here) {
                return None;
            }
            let index = options.texts.from as usize + n;
            let length = self.texts.length(index);
            let begins = length <= Head::BYTES || text.starts_with(self.texts.of(index).as_bytes());
            begins.then_some(length)
        })
    }

    /// The first place in `text` where one of the alternatives stands that begins at `limit` or before, and its length.
    pub(super) fn first_in(
        &self,
        id: OptionsId,
        text: &str,
        limit: usize,
    ) -> Option<(usize, usize)> {
        text.char_indices()
            .map(|(i, _)| i)
            .chain([text.len()])
            .take_while(|&i| i <= limit)
            .find_map(|i| Some((i, self.begin(id, &text.as_bytes()[i..])?)))
    }
}

/// The sign that stands for a phrase without glue: it fits everywhere.
pub const ANY_SIGN: u64 = 1 << 63;

/// A text's first character as one bit of 64, which other characters share: what does not have the bits of one of the
/// alternatives cannot be one.
pub fn sign(text: &[u8]) -> u64 {
    match text {
        [0xE0..=0xFF, _, byte, ..] | [byte, ..] => 1 << (byte & 63),
        [] => 0,
    }
}

/// The first bytes of a text and which of them there are, to be compared at once.
#[derive(Debug, Clone, Copy)]
pub struct Head {
    bytes: u64,
    mask: u64,
}

impl Head {
    /// How many bytes it holds.
    const BYTES: usize = 8;

    /// The head of a text.
    pub fn at(text: &[u8]) -> Self {
        if let Some(bytes) = text.first_chunk::<{ Self::BYTES }>() {
            return Self {
                bytes: u64::from_le_bytes(*bytes),
                mask: u64::MAX,
            };
        }
        let add = |all: u64, byte: &u8| (all << 8) | u64::from(*byte);
        Self {
            bytes: text.iter().rev().fold(0, add),
            mask: (1 << (text.len() * 8)) - 1,
        }
    }

    /// Whether a text with this head may begin a text with that one; sure of texts that are not longer than heads.
    pub fn begins(self, text: Self) -> bool {
        ((text.bytes ^ self.bytes) & self.mask) | (self.mask & !text.mask) == 0
    }
}

impl Stored for Head {
    type Raw = [u64; 2];
    fn raw(self) -> Self::Raw {
        [self.bytes, self.mask]
    }
    fn of([bytes, mask]: Self::Raw) -> Self {
        Self { bytes, mask }
    }
}

/// A parsed piece of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A gap, in characters.
    Gap(u32),
    /// A reference to a group.
    Group(String),
    /// A run of text: words to find, and pieces that must follow them at once, each with its alternatives, the longest
    /// first. A piece takes the first alternative that fits and does not come back to it.
    Words(Vec<String>, Vec<Vec<String>>),
}

const LONG_GAP: u32 = 40;
const SHORT_GAP: u32 = 12;
/// More expansions than this from one word are a mistake in the YAML.
pub const MAX_EXPANSIONS: usize = 1000;

/// Splits a phrase into its parts.
///
/// # Errors
/// An unclosed bracket or brace, too many alternatives.
pub fn parse(text: &str) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    let mut run = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '…' | '‥' | '<' => {
                flush(&mut run, &mut parts)?;
                if c == '<' {
                    let mut name = String::new();
                    loop {
                        match chars.next() {
                            Some('>') => break,
                            Some(n) => name.push(n),
                            None => return Err(format!("«{text}»: «<» is not closed")),
                        }
                    }
                    parts.push(Part::Group(name));
                } else {
                    parts.push(Part::Gap(if c == '…' { LONG_GAP } else { SHORT_GAP }));
                }
            }
            _ => run.push(c),
        }
    }
    flush(&mut run, &mut parts)?;
    Ok(parts)
}

fn flush(run: &mut String, parts: &mut Vec<Part>) -> Result<(), String> {
    if !run.is_empty() {
        if run.matches('{').count() != run.matches('}').count() {
            return Err(format!("«{run}»: a brace does not close"));
        }
        // The first piece that is long enough is looked for; the rest only has to follow. So `{a|b}{c|d}` costs two
        // words, not four.
        let seams = seams(run);
        let mut words = Vec::new();
        let mut split = run.len();
        for &at in &seams {
            words = expand(&run[..at]);
            if words.iter().all(|w| w.chars().nth(1).is_some()) {
                split = at;
                break;
            }
        }
        let mut glue = Vec::new();
        let mut at = split;
        for seam in seams.into_iter().filter(|&s| s > split) {
            let mut piece = expand(&run[at..seam]);
            piece.sort_by_key(|g| std::cmp::Reverse(g.len()));
            glue.push(piece);
            at = seam;
        }
        if words.len() > MAX_EXPANSIONS {
            return Err(format!(
                "«{run}» stands for more than {MAX_EXPANSIONS} words"
            ));
        }
        parts.push(Part::Words(words, glue));
        run.clear();
    }
    Ok(())
}

/// Where a run of text and alternatives can be cut: between its pieces.
fn seams(run: &str) -> Vec<usize> {
    let mut seams: Vec<usize> = run
        .match_indices('{')
        .map(|(i, _)| i)
        .chain(run.match_indices('}').map(|(i, _)| i + 1))
        .filter(|&i| i > 0)
        .collect();
    seams.sort_unstable();
    seams.push(run.len());
    seams.dedup();
    seams
}

/// All words that a word with `{a|b}` alternatives stands for.
pub fn expand(word: &str) -> Vec<String> {
    let place = |brace: u8| word.bytes().position(|b| b == brace);
    let (Some(open), Some(close)) = (place(b'{'), place(b'}')) else {
        return vec![word.to_string()];
    };
    if close < open {
        return vec![word.to_string()];
    }
    let (before, inside, after) = (&word[..open], &word[open + 1..close], &word[close + 1..]);
    let mut out = Vec::new();
    for tail in expand(after) {
        for option in inside.split('|') {
            if out.len() > MAX_EXPANSIONS {
                return out;
            }
            out.push([before, option, &tail].concat());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alternatives_expand() {
        assert_eq!(
            expand("{漏|洩}れ{た|}"),
            ["漏れた", "洩れた", "漏れ", "洩れ"]
        );
    }

    #[test]
    fn parts_are_told_apart() {
        let parts = parse("<leak>の{可能性|おそれ}…判明");
        assert_eq!(
            parts,
            Ok(vec![
                Part::Group("leak".into()),
                Part::Words(vec!["の可能性".into(), "のおそれ".into()], vec![]),
                Part::Gap(40),
                Part::Words(vec!["判明".into()], vec![]),
            ])
        );
        assert_eq!(
            parse("{漏えい|流出}{した|}"),
            Ok(vec![Part::Words(
                vec!["漏えい".into(), "流出".into()],
                vec![vec!["した".into(), String::new()]]
            )])
        );
        assert!(parse("<leak").is_err());
        assert!(parse("{a|b").is_err());
    }

    #[test]
    fn the_longest_option_begins() {
        let texts = ["した", "しています", "さ", "しています。また"];
        let mut arena = Arena::default();
        let empty = arena.add(vec![String::new()]);
        let options = arena.add(texts.iter().map(ToString::to_string).collect());
        let begin = |text: &str| arena.begin(options, text.as_bytes());
        assert_eq!(begin("しています。"), Some("しています".len()));
        assert_eq!(begin("しています。また"), Some("しています。また".len()));
        assert_eq!(begin("した"), Some("した".len()));
        assert_eq!(begin("さ"), Some("さ".len()));
        assert_eq!((begin("し"), begin("")), (None, None));
        assert_eq!(arena.begin(empty, b""), Some(0));
    }

    #[test]
    fn an_option_may_begin_at_the_limit() {
        let mut arena = Arena::default();
        let options = arena.add(vec!["人".into(), "名".into()]);
        let gap = "約3".len();
        assert_eq!(arena.first_in(options, "約3名と2人", gap), Some((gap, 3)));
        assert_eq!(arena.first_in(options, "約3名と2人", gap - 1), None);
    }
}
