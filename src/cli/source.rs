//! Where inputs come from: files and standard input, decoded, or facts in YAML.

use std::io::Read;
use std::path::Path;
use std::sync::OnceLock;

use super::words;
use crate::input::{Document, Format, InputError, MAX_BYTES, Reading, Told};
use crate::rule::Pack;
use crate::{IncidentFile, Lang};

/// A path that stands for standard input.
pub(super) const STDIN: &str = "-";

/// The character set that the command line tells, for the whole run.
static ENCODING: OnceLock<Option<Told>> = OnceLock::new();

/// Reads texts by this character set from now on.
pub(super) fn read_as(encoding: Option<Told>) {
    // Told once a run; a second time changes nothing.
    let _ = ENCODING.set(encoding);
}

/// The bytes of standard input.
pub(super) fn stdin(lang: Lang) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(MAX_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| words::unreadable(lang, &e))?;
    Ok(bytes)
}

/// The document in `bytes`.
pub(super) fn document(
    bytes: Vec<u8>,
    format: Format,
    pack: &Pack,
    lang: Lang,
) -> Result<Document, String> {
    let units = pack.vocabulary.dates.unit_chars();
    let reading = Reading {
        units: &units,
        encoding: ENCODING.get().copied().flatten(),
    };
    Document::from_bytes(bytes, format, &reading).map_err(|e| words::input(lang, &e))
}

/// A file of facts and the YAML it was read from.
pub(super) fn facts(
    path: &Path,
    pack: &Pack,
    lang: Lang,
) -> Result<(Document, IncidentFile), String> {
    let document = document(read(path, lang)?, Format::Incident, pack, lang)?;
    let facts = facts_in(&document, pack, lang)?;
    Ok((document, facts))
}

/// The facts that a YAML document holds.
pub(super) fn facts_in(
    document: &Document,
    pack: &Pack,
    lang: Lang,
) -> Result<IncidentFile, String> {
    IncidentFile::read(&document.text, &pack.names).map_err(|e| words::no_facts(lang, &e))
}

/// The bytes of a regular file.
pub(super) fn read(path: &Path, lang: Lang) -> Result<Vec<u8>, String> {
    // Asked before it is opened: opening a pipe that nobody writes to waits for ever.
    let meta = std::fs::metadata(path).map_err(|e| words::unreadable(lang, &e))?;
    if !meta.is_file() {
        return Err(words::no_file(lang));
    }
    let open = std::fs::File::open(path).map_err(|e| words::unreadable(lang, &e))?;
    let size = usize::try_from(meta.len()).unwrap_or(usize::MAX);
    if size > MAX_BYTES {
        return Err(words::input(lang, &InputError::TooLarge { bytes: size }));
    }
    let mut bytes = Vec::with_capacity(size);
    open.take(MAX_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| words::unreadable(lang, &e))?;
    Ok(bytes)
}
