//! Files written whole or not at all: what stood there before stays until the new file is complete.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// Writes a file: first beside its place, then moved there.
///
/// # Errors
/// What the system says; nothing is left behind then.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // What is no plain file (a pipe, /dev/stdout) cannot be replaced; it is written into.
    if fs::metadata(path).is_ok_and(|m| !m.is_file()) {
        return fs::OpenOptions::new()
            .write(true)
            .open(path)?
            .write_all(bytes);
    }
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().ok_or(io::ErrorKind::InvalidInput)?);
    name.push(format!(".{}.tmp", std::process::id()));
    let beside = path.with_file_name(name);
    let written = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&beside)
        .and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        })
        .and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}
