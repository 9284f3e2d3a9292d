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
}

/// One element after the first word.
#[derive(Debug, Clone)]
pub enum Element {
    /// Up to that many bytes may stand between.
    Gap(u32),
    /// One of these must follow at once; they need not be words of their own.
    Glue(Vec<String>),
    /// A word of that group.
    Group(GroupId),
    /// One of these, anywhere in the gap: for alternatives of a single character, which the one pass does not look for.
    Near(Vec<String>),
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
        let mut split = run.len();
        for at in seams(run) {
            if expand(&run[..at]).iter().all(|w| w.chars().count() >= 2) {
                split = at;
                break;
            }
        }
        let words = expand(&run[..split]);
        let mut glue = Vec::new();
        let mut at = split;
        for seam in seams(run).into_iter().filter(|&s| s > split) {
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
    let (Some(open), Some(close)) = (word.find('{'), word.find('}')) else {
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
            out.push(format!("{before}{option}{tail}"));
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
}
