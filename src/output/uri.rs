//! Paths as the machine formats want them: with `/`, relative, percent-encoded where they are URIs.

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

/// The path with `/` between its parts and no `./` before it.
pub fn plain(path: &str) -> String {
    let path = path.replace('\\', "/");
    path.strip_prefix("./").unwrap_or(&path).to_string()
}
