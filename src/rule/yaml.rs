//! The one door to YAML. Everything that people write in YAML is read here, so that errors look alike: the file, the
//! line and column, what is wrong.

use std::collections::BTreeMap;

use serde::de::{DeserializeOwned, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::lang::Bilingual;

/// Largest YAML file that is read, in bytes.
pub const MAX_BYTES: usize = 1 << 20;
/// Deepest nesting that is read, by indentation and brackets.
const MAX_DEPTH: usize = 64;

/// Why a YAML text could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YamlError {
    /// 1-based line and column, where known.
    pub at: Option<(usize, usize)>,
    /// What is wrong.
    pub reason: String,
}

/// A value with its place in the YAML text.
pub use serde_saphyr::Spanned;

/// The bytes of the text that a placed value was read from, where the reader knows them.
pub fn place<T>(value: &Spanned<T>) -> Option<crate::span::Span> {
    let span = value.referenced.span();
    let start = usize::try_from(span.byte_offset()?).ok()?;
    let length = usize::try_from(span.byte_len()?).ok()?;
    Some(crate::span::Span::new(start, start + length))
}

/// Reads a YAML text into a typed value whose parts know their places ([`Spanned`]).
///
/// # Errors
/// Text that is too large or too deep, that is not YAML, or that does not fit the type.
pub fn read_placed<T: DeserializeOwned>(text: &str) -> Result<T, YamlError> {
    bounded(text)?;
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! { max_depth: MAX_DEPTH, max_documents: 1 },
        with_snippet: false,
    };
    serde_saphyr::from_str_with_options(text, options).map_err(|e| YamlError {
        at: e.location().and_then(|l| {
            let line = usize::try_from(l.line()).ok()?;
            Some((line, usize::try_from(l.column()).ok()?))
        }),
        reason: e.without_snippet().to_string(),
    })
}

/// Reads a YAML text into a typed value.
///
/// # Errors
/// Text that is too large or too deep, that is not YAML, or that does not fit the type.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, YamlError> {
    bounded(text)?;
    serde_yaml::from_str(text).map_err(|e| YamlError {
        at: e.location().map(|l| (l.line(), l.column())),
        reason: e.to_string(),
    })
}

/// Writes a value as YAML.
///
/// # Errors
/// In words, what cannot be written.
pub fn write<T: serde::Serialize>(value: &T) -> Result<String, String> {
    serde_yaml::to_string(value).map_err(|e| e.to_string())
}

/// Refuses what is too large or too deep before any parser sees it.
fn bounded(text: &str) -> Result<(), YamlError> {
    let refuse = |reason: String| Err(YamlError { at: None, reason });
    if text.len() > MAX_BYTES {
        return refuse(format!(
            "the file has {} bytes; at most {MAX_BYTES} are read",
            text.len()
        ));
    }
    let depth = text
        .bytes()
        .scan(0usize, |d, b| {
            match b {
                b'[' | b'{' => *d += 1,
                b']' | b'}' => *d = d.saturating_sub(1),
                _ => {}
            }
            Some(*d)
        })
        .max()
        .unwrap_or(0);
    if depth > MAX_DEPTH {
        return refuse(format!(
            "the file nests {depth} levels deep; at most {MAX_DEPTH} are read"
        ));
    }
    Ok(())
}

/// Any YAML, with the places of its parts: for pointing at a key after the fact.
#[derive(Debug)]
enum Node {
    Map(BTreeMap<String, Spanned<Node>>),
    List(Vec<Spanned<Node>>),
    Scalar,
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("any YAML")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let mut map = BTreeMap::new();
        while let Some((key, value)) = access.next_entry::<String, Spanned<Node>>()? {
            map.insert(key, value);
        }
        Ok(Node::Map(map))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = access.next_element::<Spanned<Node>>()? {
            list.push(value);
        }
        Ok(Node::List(list))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Node, E> {
        Ok(Node::Scalar)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Node, E> {
        Ok(Node::Scalar)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Node, E> {
        Ok(Node::Scalar)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Node, E> {
        Ok(Node::Scalar)
    }

    fn visit_str<E>(self, _: &str) -> Result<Node, E> {
        Ok(Node::Scalar)
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Scalar)
    }
}

/// The line and column of a part of a YAML text: keys from the top down, numbers for places in lists. Where the last keys
/// are not there, the nearest part above them.
pub fn locate(text: &str, keys: &[String]) -> Option<(usize, usize)> {
    let mut node: Spanned<Node> = read_placed(text).ok()?;
    for key in keys {
        let next = match node.value {
            Node::Map(mut map) => map.remove(key),
            Node::List(list) => key
                .parse::<usize>()
                .ok()
                .and_then(|i| list.into_iter().nth(i)),
            Node::Scalar => None,
        };
        match next {
            Some(found) => node = found,
            None => return None,
        }
    }
    let line = usize::try_from(node.referenced.line()).ok()?;
    Some((line, usize::try_from(node.referenced.column()).ok()?)).filter(|(l, _)| *l > 0)
}

/// The place of a key, or of the nearest part above it that is there.
pub fn locate_nearest(text: &str, keys: &[String]) -> Option<(usize, usize)> {
    (0..=keys.len())
        .rev()
        .find_map(|n| locate(text, &keys[..n]))
}

/// What the reader says of a text that does not fit its type, in both languages. The place, which is told apart, is left
/// out.
pub fn explained(reason: &str) -> Bilingual {
    let en = reason
        .split(" at line ")
        .next()
        .unwrap_or(reason)
        .split(", set DuplicateKeyPolicy")
        .next()
        .unwrap_or(reason)
        .trim()
        .to_string();
    let key = en.rsplit_once(": ").map_or("", |(_, key)| key);
    let ja = if let Some(ja) = key_words(&en) {
        ja
    } else if en.contains("duplicate mapping key") {
        format!("「{key}」が二度あります")
    } else if ["out of range", "invalid characters", "premature end"]
        .iter()
        .any(|s| en.contains(s))
    {
        format!("日付として読めません。実在する日付を 2025-01-31 の形で書いてください({en})")
    } else if en.contains("budget breached: Documents") {
        "一つのファイルに文書(--- で区切られたもの)が二つ以上あります。分けてください".to_string()
    } else if en.contains("budget breached") {
        format!("大きすぎるか、入れ子が深すぎます({en})")
    } else if en.contains("unexpected end of input") {
        "内容がないか、途中で終わっています".to_string()
    } else {
        format!("YAMLとして読めません({en})")
    };
    Bilingual { ja, en }
}

/// What serde says of the keys and values of a file, in Japanese.
pub(crate) fn key_words(en: &str) -> Option<String> {
    let named = en.split('`').nth(1).unwrap_or("");
    let choice = en
        .split_once("expected one of ")
        .or_else(|| en.split_once("expected "))
        .map_or("", |(_, list)| list)
        .replace('`', "");
    if en.contains("unknown field") {
        Some(format!(
            "「{named}」という項目はありません(使えるのは {choice})"
        ))
    } else if en.contains("unknown variant") {
        Some(format!(
            "「{named}」という値はありません(使えるのは {choice})"
        ))
    } else if en.contains("missing field") {
        Some(format!("「{named}」がありません"))
    } else if en.contains("duplicate field") {
        Some(format!("「{named}」が二度あります"))
    } else {
        None
    }
}
