//! Finds all words in one pass.
//!
//! The words are keyed by their first two characters: a hash of the two looks up a small table, and only where the
//! table has an entry are whole words compared. On Japanese text this beat every automaton measured, and it is built in
//! a fraction of the time (docs/performance.md).

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

const SLOTS: usize = 1 << 14;

/// The compiled set of words.
#[derive(Debug)]
pub struct Matcher {
    words: Vec<String>,
    shields: Vec<bool>,
    has_shields: bool,
    /// Where each slot's candidates begin in `order`; one more than there are slots.
    slots: Vec<u32>,
    /// Words by slot, longest first.
    order: Vec<u32>,
    /// Whether a word has Latin letters, which match in either case.
    cased: Vec<bool>,
}

fn slot(first: char, second: char) -> usize {
    let mix = (first as u32).wrapping_mul(0x9E37_79B1) ^ (second as u32).wrapping_mul(0x85EB_CA6B);
    (mix >> 18) as usize & (SLOTS - 1)
}

fn fold(c: char) -> char {
    c.to_ascii_lowercase()
}

impl Matcher {
    /// Compiles `words` (of two characters or more, ASCII in lower case). A word with `shields` set hides the words
    /// that lie inside it.
    pub fn new(words: Vec<String>, shields: Vec<bool>) -> Self {
        let key = |w: &String| {
            let mut chars = w.chars();
            slot(chars.next().unwrap_or('\0'), chars.next().unwrap_or('\0'))
        };
        let mut order: Vec<u32> = (0..words.len() as u32).collect();
        order.sort_by_cached_key(|&i| {
            (
                key(&words[i as usize]),
                usize::MAX - words[i as usize].len(),
            )
        });
        let mut slots = vec![0u32; SLOTS + 1];
        for &i in &order {
            slots[key(&words[i as usize]) + 1] += 1;
        }
        for i in 0..SLOTS {
            slots[i + 1] += slots[i];
        }
        let has_shields = shields.contains(&true);
        let cased = words
            .iter()
            .map(|w| w.bytes().any(|b| b.is_ascii_alphabetic()))
            .collect();
        Self {
            words,
            shields,
            has_shields,
            slots,
            order,
            cased,
        }
    }

    /// The words.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// All words in `text`, overlapping ones too, by start and longest first.
    pub fn scan(&self, text: &str) -> Vec<Hit> {
        let bytes = text.as_bytes();
        let mut hits = Vec::with_capacity(text.len() / 24);
        let mut chars = text.char_indices();
        let Some((mut at, mut first)) = chars.next() else {
            return hits;
        };
        let mut shield_end = 0;
        for (next_at, second) in chars {
            let s = slot(fold(first), fold(second));
            let (from, to) = (self.slots[s] as usize, self.slots[s + 1] as usize);
            for &word in &self.order[from..to] {
                let w = self.words[word as usize].as_bytes();
                let same = match bytes.get(at..at + w.len()) {
                    Some(here) if self.cased[word as usize] => here.eq_ignore_ascii_case(w),
                    Some(here) => here == w,
                    None => false,
                };
                if same {
                    let end = at + w.len();
                    if self.has_shields {
                        if self.shields[word as usize] {
                            shield_end = shield_end.max(end);
                            hits.push(Hit {
                                start: at as u32,
                                end: end as u32,
                                word,
                            });
                            continue;
                        }
                        if end <= shield_end {
                            continue;
                        }
                    }
                    hits.push(Hit {
                        start: at as u32,
                        end: end as u32,
                        word,
                    });
                }
            }
            at = next_at;
            first = second;
        }
        hits
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
        let flags = all.iter().map(|w| shields.contains(&w.as_str())).collect();
        let matcher = Matcher::new(all, flags);
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
