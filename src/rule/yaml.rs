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

/// Reads a YAML text into a typed value.
///
/// # Errors
/// Text that is too large or too deep, that is not YAML, or that does not fit the type.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, YamlError> {
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
    serde_yaml::from_str(text).map_err(|e| YamlError {
        at: e.location().map(|l| (l.line(), l.column())),
        reason: e.to_string(),
    })
}
