//! The one door to YAML. Everything that people write in YAML is read here, so that errors look alike: the file, the
//! line and column, what is wrong.

use serde::de::DeserializeOwned;

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
