//! A look at the bytes before the parser gets them: is it a whole PDF, and do its packed tables of objects stay small?
//!
//! The parser unpacks object streams and cross-reference streams by itself and without a limit, so they are unpacked
//! here once under one. All other streams are unpacked by [`super::stream`], which has limits of its own.

use memchr::memmem;

use super::budget::{Budget, damaged, limit};
use super::stream::inflate;
use super::{Format, InputError};

/// How far from its start a file may say that it is a PDF, in bytes.
const HEAD_BYTES: usize = 1024;

/// Most streams that begin one after the other without an end: a search for the end passes over all of them.
const MAX_OPEN: usize = 64;

/// How far before its stream the head of an object is looked for, in bytes.
const HEAD_OF_OBJECT: usize = 64 << 10;

/// Most dictionaries in dictionaries. In packed data `<<` and `>>` come by chance, one about as often as the other.
const MAX_DEPTH: usize = 400;

const TOO_DEEP: &str = "dictionaries in dictionaries > 400";

/// Most bytes of packed tables of objects in an encrypted file, where they cannot be tried out. Packed a thousandfold,
/// these stay below a GiB.
const MAX_ENCRYPTED_TABLES: usize = 1 << 20;

/// Refuses what is no whole PDF or would unpack without end.
pub(super) fn check(bytes: &[u8]) -> Result<(), InputError> {
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    if memmem::find(head, b"%PDF-").is_none() {
        return Err(damaged("no %PDF-"));
    }
    // A file that was cut off still opens in lenient programs, with its last pages missing.
    let last = memmem::rfind(bytes, b"startxref");
    if last.is_none() || memmem::rfind(bytes, b" obj") > last {
        return Err(damaged("no startxref at the end: cut off"));
    }
    if is_too_deep(bytes) {
        return Err(limit(TOO_DEEP));
    }
    tables(bytes)
}

/// Whether dictionaries stand in dictionaries beyond all use. The parser gives up on them too, but only after looking
/// into each of them anew.
fn is_too_deep(bytes: &[u8]) -> bool {
    let mut depth = 0usize;
    let mut ends = memmem::find_iter(bytes, b"endobj").peekable();
    let mut next = 0;
    for at in memchr::memchr2_iter(b'<', b'>', bytes) {
        while ends.next_if(|&end| end < at).is_some() {
            depth = 0;
        }
        if at < next || bytes.get(at + 1) != bytes.get(at) {
            continue;
        }
        next = at + 2;
        if bytes[at] == b'>' {
            depth = depth.saturating_sub(1);
            continue;
        }
        depth += 1;
        if depth > MAX_DEPTH {
            return true;
        }
    }
    false
}

fn tables(bytes: &[u8]) -> Result<(), InputError> {
    let encrypted = memmem::find(bytes, b"/Encrypt").is_some();
    let ends: Vec<usize> = memmem::find_iter(bytes, b"endstream").collect();
    let mut budget = Budget::new();
    let mut hidden = 0usize;
    let mut open = 0usize;
    // The first end after the stream, and the end before it.
    let mut end = 0usize;
    for at in memmem::find_iter(bytes, b"stream") {
        if bytes[..at].ends_with(b"end") {
            open = 0;
            continue;
        }
        open += 1;
        if open > MAX_OPEN {
            return Err(damaged("streams without endstream"));
        }
        while ends.get(end).is_some_and(|&e| e < at) {
            end += 1;
        }
        let from = end
            .checked_sub(1)
            .map_or(0, |before| ends[before])
            .max(at.saturating_sub(HEAD_OF_OBJECT));
        let head = &bytes[from..at];
        let head = &head[memmem::rfind(head, b" obj").unwrap_or(0)..];
        if !may_be_table(head) {
            continue;
        }
        if packings(head) > 1 || memmem::find(head, b"LZW").is_some() {
            return Err(limit("object stream packed twice"));
        }
        let body = &bytes[at + b"stream".len()..ends.get(end).copied().unwrap_or(bytes.len())];
        let skip = body
            .iter()
            .take(2)
            .take_while(|b| matches!(b, b'\r' | b'\n'))
            .count();
        let body = &body[skip..];
        if encrypted {
            hidden += body.len();
            if hidden > MAX_ENCRYPTED_TABLES {
                return Err(InputError::Limit {
                    format: Format::Pdf,
                    what: "encrypted object streams > 1 MiB",
                });
            }
        } else if packings(head) == 1 {
            let (unpacked, _) = inflate(body, budget.room());
            if unpacked.len() > budget.room() {
                return Err(limit("object stream > 64 MiB"));
            }
            if is_too_deep(&unpacked) {
                return Err(limit(TOO_DEEP));
            }
            budget.unpacked(unpacked.len())?;
        }
    }
    Ok(())
}

/// Whether the head of an object could be one of a stream of objects or of cross references. Names may be written with
/// `#`.
fn may_be_table(head: &[u8]) -> bool {
    head.contains(&b'#')
        || ["ObjStm", "XRef", "First", "W"]
            .iter()
            .any(|n| names(head, n) > 0)
}

/// How many filters in the head of an object make data longer.
fn packings(head: &[u8]) -> usize {
    [
        "FlateDecode",
        "Fl",
        "LZWDecode",
        "LZW",
        "RunLengthDecode",
        "RL",
    ]
    .iter()
    .map(|n| names(head, n))
    .sum()
}

/// How often a name stands in the head of an object.
fn names(head: &[u8], name: &str) -> usize {
    memmem::find_iter(head, name)
        .filter(|&at| {
            let before = at.checked_sub(1).and_then(|i| head.get(i));
            let after = head.get(at + name.len());
            before == Some(&b'/') && !after.is_some_and(u8::is_ascii_alphanumeric)
        })
        .count()
}
