//! Phrases as people write them: words, `{a|b}` alternatives, `<group>` references and gaps.
//!
//! `…` is a gap of up to 40 characters, `‥` one of up to 12; both stay inside the sentence. What stands side by side
//! without a gap must stand side by side in the text.

use super::GroupId;

/// A compiled phrase.
#[derive(Debug, Clone)]
pub struct Phrase {
    /// The group its first word is of.
    pub first: GroupId,
    /// What follows.
    pub rest: Vec<Element>,
    /// The groups in `rest`, that of the fewest words first: a sentence without one of them cannot match.
    pub needs: Vec<GroupId>,
    /// No match is longer than this, in bytes.
    pub reach: usize,
}

/// Phrases that bear on an entry.
#[derive(Debug, Clone, Default)]
pub struct Conditions {
    pub(super) phrases: Vec<Phrase>,
    /// The group that each phrase starts with and the rarest that it needs.
    gates: Vec<[GroupId; 2]>,
}

impl Conditions {
    pub(super) fn new(phrases: Vec<Phrase>) -> Self {
        Self {
            phrases,
            gates: Vec::new(),
        }
    }

    /// Notes the groups, once they are known.
    pub(super) fn close(&mut self) {
        let gate = |p: &Phrase| [p.first, p.needs.first().copied().unwrap_or(p.first)];
        self.gates = self.phrases.iter().map(gate).collect();
    }

    pub(super) fn is_empty(&self) -> bool {
        self.phrases.is_empty()
    }

    /// The phrases of which the first and the rarest group are there.
    pub(super) fn where_present(
        &self,
        present: impl Fn(GroupId) -> bool,
    ) -> impl Iterator<Item = &Phrase> {
        self.gates
            .iter()
            .zip(&self.phrases)
            .filter(move |(gate, _)| present(gate[0]) && present(gate[1]))
            .map(|(_, phrase)| phrase)
    }
}

/// One element after the first word.
#[derive(Debug, Clone)]
pub enum Element {
    /// Up to that many bytes may stand between.
    Gap(u32),
    /// One of these must follow at once; they need not be words of their own.
    Glue(Options),
    /// A word of that group.
    Group(GroupId),
    /// One of these, anywhere in the gap: for alternatives of a single character, which the one pass does not look for.
    Near(Options),
}

/// Alternatives, the longest first, with what they may begin with.
#[derive(Debug, Clone)]
pub struct Options {
    texts: Vec<String>,
    heads: Vec<Head>,
    /// The signs of their first characters; all, where one of them is empty.
    signs: u64,
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
    pub fn of(text: &[u8]) -> Self {
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

impl Options {
    /// Puts the alternatives in the order of their length; equal ones keep theirs.
    pub fn new(mut texts: Vec<String>) -> Self {
        texts.sort_by_key(|t| std::cmp::Reverse(t.len()));
        let signs = if texts.iter().any(String::is_empty) {
            u64::MAX
        } else {
            texts.iter().fold(0, |all, t| all | sign(t.as_bytes()))
        };
        let heads = texts.iter().map(|t| Head::of(t.as_bytes())).collect();
        Self {
            texts,
            heads,
            signs,
        }
    }

    /// The signs that a text may have where one of the alternatives begins it.
    pub fn signs(&self) -> u64 {
        self.signs
    }

    /// The heads of the alternatives.
    pub fn heads(&self) -> &[Head] {
        &self.heads
    }

    /// The length of the longest one.
    pub fn longest(&self) -> usize {
        self.texts.first().map_or(0, String::len)
    }

    /// The length of the longest alternative that begins the text.
    pub fn begin(&self, text: &[u8]) -> Option<usize> {
        if self.signs & sign(text) == 0 && self.signs != u64::MAX {
            return None;
        }
        let here = Head::of(text);
        let begins = |(head, option): &(&Head, &String)| {
            head.begins(here)
                && (option.len() <= Head::BYTES || text.starts_with(option.as_bytes()))
        };
        let mut options = self.heads.iter().zip(&self.texts);
        options.find(begins).map(|(_, option)| option.len())
    }

    /// The first place in `text` where one of the alternatives stands that begins at `limit` or before, and its length.
    pub fn first_in(&self, text: &str, limit: usize) -> Option<(usize, usize)> {
        text.char_indices()
            .map(|(i, _)| i)
            .chain([text.len()])
            .take_while(|&i| i <= limit)
            .find_map(|i| Some((i, self.begin(&text.as_bytes()[i..])?)))
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
        let options = Options::new(texts.iter().map(ToString::to_string).collect());
        let begin = |text: &str| options.begin(text.as_bytes());
        assert_eq!(begin("しています。"), Some("しています".len()));
        assert_eq!(begin("しています。また"), Some("しています。また".len()));
        assert_eq!(begin("した"), Some("した".len()));
        assert_eq!(begin("さ"), Some("さ".len()));
        assert_eq!((begin("し"), begin("")), (None, None));
        assert_eq!(Options::new(vec![String::new()]).begin(b""), Some(0));
    }

    #[test]
    fn an_option_may_begin_at_the_limit() {
        let options = Options::new(vec!["人".into(), "名".into()]);
        let gap = "約3".len();
        assert_eq!(options.first_in("約3名と2人", gap), Some((gap, 3)));
        assert_eq!(options.first_in("約3名と2人", gap - 1), None);
    }
}
