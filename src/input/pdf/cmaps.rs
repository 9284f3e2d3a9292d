//! Character codes of composite fonts: the predefined tables of Japanese (and other Asian) fonts, and those in a file.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_cmap::{BfString, CMap, CMapName, CidFamily, load_embedded};

use super::text::{Text, plain};

/// How the bytes of a shown string are cut into codes, and what the codes are.
#[derive(Debug, Clone)]
pub(super) enum Codes {
    /// Two bytes each, which are the CID.
    TwoBytes,
    /// By a table to CIDs.
    Mapped(Rc<CMap>),
    /// Unicode, in UTF-16; with a table to CIDs for the widths.
    Utf16(Option<Rc<CMap>>),
    /// Unicode, in UTF-8.
    Utf8(Option<Rc<CMap>>),
    /// Unicode, in UTF-32.
    Utf32(Option<Rc<CMap>>),
}

/// One code of a shown string.
#[derive(Debug, Clone, Copy)]
pub(super) struct Code {
    /// The code.
    pub(super) number: u32,
    /// Its bytes.
    pub(super) len: usize,
    /// Its glyph in the collection.
    pub(super) cid: Option<u32>,
    /// Its character, where the code itself tells it.
    pub(super) char: Option<char>,
}

impl Codes {
    /// The first code of `bytes`, which are not empty.
    pub(super) fn next(&self, bytes: &[u8]) -> Code {
        match self {
            Self::TwoBytes => {
                let code = number(bytes, 2);
                Code {
                    number: code,
                    len: 2,
                    cid: Some(code),
                    char: None,
                }
            }
            Self::Mapped(cmap) => mapped(cmap, bytes),
            Self::Utf16(cids) => {
                let high = number(bytes, 2);
                let pair = (0xD800..0xDC00).contains(&high) && bytes.len() >= 4;
                let len = if pair { 4 } else { 2 };
                let code = number(bytes, len);
                let value = if pair {
                    0x1_0000 + ((high - 0xD800) << 10) + (code & 0x3FF)
                } else {
                    code
                };
                unicode(code, len, value, cids.as_deref())
            }
            Self::Utf8(cids) => {
                let len = match bytes.first() {
                    Some(0xC0..=0xDF) => 2,
                    Some(0xE0..=0xEF) => 3,
                    Some(0xF0..) => 4,
                    _ => 1,
                };
                let value = bytes
                    .get(..len)
                    .and_then(|b| std::str::from_utf8(b).ok()?.chars().next())
                    .map_or(u32::MAX, u32::from);
                unicode(number(bytes, len), len, value, cids.as_deref())
            }
            Self::Utf32(cids) => {
                let code = number(bytes, 4);
                unicode(code, 4, code, cids.as_deref())
            }
        }
    }
}

fn unicode(code: u32, len: usize, value: u32, cids: Option<&CMap>) -> Code {
    let char = char::from_u32(value);
    Code {
        number: code,
        len,
        // The table is one of UTF-16.
        cid: cids.and_then(|m| {
            let mut units = [0; 2];
            match char?.encode_utf16(&mut units) {
                [unit] => m.lookup_cid_code(u32::from(*unit), 2),
                [high, low] => m.lookup_cid_code(u32::from(*high) << 16 | u32::from(*low), 4),
                _ => None,
            }
        }),
        char,
    }
}

fn mapped(cmap: &CMap, bytes: &[u8]) -> Code {
    for len in 1..=bytes.len().min(4) {
        let code = number(bytes, len);
        if let Some(cid) = cmap.lookup_cid_code(code, len as u8) {
            return Code {
                number: code,
                len,
                cid: Some(cid),
                char: None,
            };
        }
    }
    let len = if bytes.first().is_some_and(|&b| b < 0x80) && bytes.len() % 2 == 1 {
        1
    } else {
        2
    };
    Code {
        number: number(bytes, len),
        len,
        cid: None,
        char: None,
    }
}

/// The big-endian number of the first `len` bytes, or of all where there are fewer.
fn number(bytes: &[u8], len: usize) -> u32 {
    bytes
        .iter()
        .take(len)
        .fold(0, |n, &b| n << 8 | u32::from(b))
}

/// What a table gives for a code; nothing where that is no text.
pub(super) fn text(found: BfString) -> Option<Text> {
    match found {
        BfString::Char(c) => Some(plain(c)).filter(|t| *t != Text::Unknown),
        BfString::String(s) if s.is_empty() || s.contains(['\u{FFFD}', '\0']) => None,
        BfString::String(s) => Some(Text::Str(s.into())),
    }
}

/// The predefined tables that a file has asked for.
#[derive(Debug, Default)]
pub(super) struct Predefined {
    tables: HashMap<Vec<u8>, Option<Rc<CMap>>>,
}

impl Predefined {
    /// The codes of an encoding of this name.
    pub(super) fn codes(&mut self, name: &[u8]) -> Codes {
        let has = |part: &[u8]| name.windows(part.len()).any(|w| w == part);
        if name.starts_with(b"Identity") {
            return Codes::TwoBytes;
        }
        // UniJIS2004-UTF16-H, UniJISX0213-UTF32-H … differ in the shapes of some glyphs only.
        if name.starts_with(b"Uni") {
            let widths: &[u8] = if name.starts_with(b"UniGB") {
                b"UniGB-UTF16-H"
            } else if name.starts_with(b"UniCNS") {
                b"UniCNS-UTF16-H"
            } else if name.starts_with(b"UniKS") || name.starts_with(b"UniAKR") {
                b"UniKS-UTF16-H"
            } else if has(b"UCS2-HW") {
                b"UniJIS-UCS2-HW-H"
            } else if has(b"UCS2") {
                b"UniJIS-UCS2-H"
            } else {
                b"UniJIS-UTF16-H"
            };
            let cids = self.table(widths);
            return if has(b"UTF8") {
                Codes::Utf8(cids)
            } else if has(b"UTF32") {
                Codes::Utf32(cids)
            } else {
                Codes::Utf16(cids)
            };
        }
        self.table(name).map_or(Codes::TwoBytes, Codes::Mapped)
    }

    /// The table from the CIDs of a collection to characters.
    pub(super) fn characters(&mut self, registry: &[u8], ordering: &[u8]) -> Option<Rc<CMap>> {
        self.of_family(&CidFamily::from_registry_ordering(registry, ordering))
    }

    /// The table from the CIDs of a collection to characters.
    pub(super) fn of_family(&mut self, family: &CidFamily) -> Option<Rc<CMap>> {
        let name = family.ucs2_cmap()?;
        self.table(name.to_bytes())
    }

    fn table(&mut self, name: &[u8]) -> Option<Rc<CMap>> {
        if let Some(known) = self.tables.get(name) {
            return known.clone();
        }
        let table = load_embedded(CMapName::from_bytes(name))
            .and_then(|data| CMap::parse(data, load_embedded))
            .map(Rc::new);
        // A name that is not predefined is asked for anew: a file may hold any number of them.
        if table.is_some() {
            self.tables.insert(name.to_vec(), table.clone());
        }
        table
    }
}
