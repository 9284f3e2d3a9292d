//! Paths as the machine formats want them: with `/`, relative, percent-encoded where they are URIs.

use std::path::{Component, Path, PathBuf};

/// The path as a relative URI reference (RFC 3986): what is not plain ASCII is percent-encoded.
pub fn of_path(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    // A first part with a colon would be read as a scheme.
    if path.split('/').next().unwrap_or("").contains(':') {
        out.push_str("./");
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=:@".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// The path of a file as hubs know it: from the first of `roots` that it lies in, where it leads from the root of the disk;
/// else as it is, [`plain`].
pub fn under(path: &str, roots: &[PathBuf]) -> String {
    let whole = Path::new(path);
    if whole.is_absolute() {
        let tidy = tidy(whole);
        if let Some(inside) = roots.iter().find_map(|r| tidy.strip_prefix(r).ok()) {
            return plain(&inside.to_string_lossy());
        }
    }
    plain(path)
}

/// Without `.` and `..`, by the names alone.
pub(crate) fn tidy(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}

/// The path with `/` between its parts and no `./` before it.
pub fn plain(path: &str) -> String {
    let path = path.replace('\\', "/");
    path.strip_prefix("./").unwrap_or(&path).to_string()
}
