//! The files of `rules/` inside the program, as `build.rs` writes them: JSON of the same shape, the lexicon compiled.

use crate::lexicon::Lexicon;

/// One file of `rules/`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Embedded {
    /// Its path (`rules/ppc/C001-….yaml`).
    pub path: &'static str,
    /// What it says, as JSON; a rule's examples stand apart.
    pub json: &'static str,
    /// The examples of a rule, which few runs ask for; empty where the file is no rule.
    pub examples: &'static str,
}

/// All files but those of the lexicon.
pub(super) const FILES: &[Embedded] = include!(concat!(env!("OUT_DIR"), "/rules.in"));

/// The files of the lexicon, which are read only where a folder adds words to them.
pub(super) const WORDS: &[Embedded] = include!(concat!(env!("OUT_DIR"), "/words.in"));

/// The lexicon of these files, compiled.
static NUMBERS: &Aligned<[u8]> =
    &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin")));
/// Its texts.
const TEXTS: &str = include_str!(concat!(env!("OUT_DIR"), "/lexicon.txt"));

/// Where its numbers can be used as they lie.
#[repr(C, align(8))]
struct Aligned<T: ?Sized>(T);

/// The compiled lexicon; none where the program was built for a machine with another order of bytes than the one that
/// compiled it.
pub(super) fn lexicon() -> Option<Lexicon> {
    Lexicon::read(&NUMBERS.0, TEXTS)
}
