//! Fonts: from the bytes of a shown string to characters and how far each of them reaches.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_cmap::{CMap, WritingMode};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

use super::InputError;
use super::budget::Budget;
use super::cmaps::{self, Codes, Predefined};
use super::encoding::{self, Base};
use super::stream::unpack;
use super::text::{Text, plain};

/// One glyph of a shown string. Lengths are in sizes of the font.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    /// What it stands for.
    pub(super) text: Text,
    /// Its width.
    pub(super) width: f32,
    /// It is the one-byte code 32, which word spacing adds to.
    pub(super) is_space: bool,
}

/// A font.
#[derive(Debug)]
pub(super) struct Font {
    kind: Kind,
    to_unicode: Option<CMap>,
    /// Its lines run downwards.
    pub(super) vertical: bool,
}

#[derive(Debug)]
enum Kind {
    Simple(Box<Simple>),
    Composite(Box<Composite>),
}

#[derive(Debug)]
struct Simple {
    chars: Vec<Option<char>>,
    first: usize,
    widths: Vec<f32>,
    other_width: f32,
    /// Of pictures: what they are does not matter.
    symbols: bool,
}

#[derive(Debug)]
struct Composite {
    codes: Codes,
    /// From CIDs to characters, where the font says which collection its CIDs are of.
    collection: Option<Rc<CMap>>,
    /// Widths of CIDs: first, last, width; by the first.
    widths: Vec<(u32, u32, f32)>,
    other_width: f32,
}

/// Most entries that are read of a list of differences of an encoding: one for each code and its name, and some more.
const MAX_DIFFERENCES: usize = 1024;

/// Most widths that are read of a font.
const MAX_WIDTHS: usize = 1 << 18;

/// Width of glyphs of simple fonts that tell none: the usual one of Latin text.
const LATIN_WIDTH: f32 = 0.55;

impl Font {
    /// Reads a font. A broken one is still a font: its glyphs have no meaning then.
    pub(super) fn read(
        dict: &Dict<'_>,
        predefined: &mut Predefined,
        budget: &mut Budget,
    ) -> Result<Self, InputError> {
        let to_unicode = match dict.get::<Stream<'_>>("ToUnicode") {
            Some(stream) => unpack(&stream, budget)?
                .and_then(|u| CMap::parse(&u.bytes, hayro_cmap::load_embedded)),
            None => None,
        };
        let subtype = dict.get::<Name<'_>>("Subtype");
        let descendant = dict
            .get::<Array<'_>>("DescendantFonts")
            .and_then(|a| a.iter::<Dict<'_>>().next());
        let (kind, vertical) = match (subtype.as_deref(), descendant) {
            (Some(b"Type0"), descendant) => {
                let descendant = descendant.unwrap_or_default();
                let (codes, vertical) = codes(dict, predefined, budget)?;
                let composite = Composite {
                    collection: collection(&descendant, &codes, predefined),
                    codes,
                    widths: cid_widths(&descendant, budget)?,
                    other_width: descendant.get::<f32>("DW").map_or(1.0, |w| w / 1000.0),
                };
                (Kind::Composite(Box::new(composite)), vertical)
            }
            (subtype, _) => (Kind::Simple(Box::new(simple(dict, subtype))), false),
        };
        Ok(Self {
            kind,
            to_unicode,
            vertical,
        })
    }

    /// Calls `each` with the glyphs of a shown string.
    pub(super) fn show(&self, bytes: &[u8], mut each: impl FnMut(Shown)) {
        match &self.kind {
            Kind::Simple(simple) => {
                for &code in bytes {
                    let at = usize::from(code);
                    let text = self.mapped(u32::from(code)).unwrap_or_else(|| {
                        match simple.chars.get(at).copied().flatten() {
                            Some(c) => plain(c),
                            None if simple.symbols => Text::Char('•'),
                            None if code < b' ' => Text::Nothing,
                            None => Text::Unknown,
                        }
                    });
                    let width = at
                        .checked_sub(simple.first)
                        .and_then(|i| simple.widths.get(i).copied())
                        .unwrap_or(simple.other_width);
                    each(Shown {
                        text,
                        width,
                        is_space: code == b' ',
                    });
                }
            }
            Kind::Composite(composite) => {
                let mut rest = bytes;
                while !rest.is_empty() {
                    let code = composite.codes.next(rest);
                    rest = &rest[code.len.clamp(1, rest.len())..];
                    let text = self
                        .mapped(code.number)
                        .or_else(|| code.char.map(plain))
                        .or_else(|| {
                            let c = composite.collection.as_ref()?.lookup_bf_string(code.cid?)?;
                            cmaps::text(c)
                        })
                        .unwrap_or(Text::Unknown);
                    let width = code
                        .cid
                        .map_or(composite.other_width, |cid| composite.width(cid));
                    each(Shown {
                        text,
                        width,
                        is_space: code.len == 1 && code.number == u32::from(b' '),
                    });
                }
            }
        }
    }

    fn mapped(&self, code: u32) -> Option<Text> {
        cmaps::text(self.to_unicode.as_ref()?.lookup_bf_string(code)?)
    }
}

impl Composite {
    fn width(&self, cid: u32) -> f32 {
        let after = self.widths.partition_point(|&(first, ..)| first <= cid);
        after
            .checked_sub(1)
            .and_then(|i| self.widths.get(i))
            .filter(|(_, last, _)| cid <= *last)
            .map_or(self.other_width, |&(.., width)| width)
    }
}

fn codes(
    dict: &Dict<'_>,
    predefined: &mut Predefined,
    budget: &mut Budget,
) -> Result<(Codes, bool), InputError> {
    if let Some(name) = dict.get::<Name<'_>>("Encoding") {
        let name: &[u8] = &name;
        let vertical = name == b"V" || name.ends_with(b"-V");
        return Ok((predefined.codes(name), vertical));
    }
    let Some(stream) = dict.get::<Stream<'_>>("Encoding") else {
        return Ok((Codes::TwoBytes, false));
    };
    let vertical = stream.dict().get::<i32>("WMode") == Some(1);
    let cmap =
        unpack(&stream, budget)?.and_then(|u| CMap::parse(&u.bytes, hayro_cmap::load_embedded));
    Ok(match cmap {
        Some(cmap) => {
            let vertical = vertical || cmap.metadata().writing_mode == Some(WritingMode::Vertical);
            (Codes::Mapped(Rc::new(cmap)), vertical)
        }
        None => (Codes::TwoBytes, vertical),
    })
}

fn collection(
    descendant: &Dict<'_>,
    codes: &Codes,
    predefined: &mut Predefined,
) -> Option<Rc<CMap>> {
    let info = descendant.get::<Dict<'_>>("CIDSystemInfo")?;
    let text = |key: &str| info.get::<hayro_syntax::object::String<'_>>(key);
    let (registry, ordering) = (text("Registry")?, text("Ordering")?);
    if registry.as_bytes() == b"Adobe" && ordering.as_bytes() != b"Identity" {
        return predefined.characters(registry.as_bytes(), ordering.as_bytes());
    }
    match codes {
        Codes::Mapped(cmap) => {
            let family = cmap
                .metadata()
                .character_collection
                .as_ref()?
                .family
                .clone();
            predefined.of_family(&family)
        }
        _ => None,
    }
}

fn cid_widths(
    descendant: &Dict<'_>,
    budget: &mut Budget,
) -> Result<Vec<(u32, u32, f32)>, InputError> {
    let mut widths = Vec::new();
    let Some(array) = descendant.get::<Array<'_>>("W") else {
        return Ok(widths);
    };
    let mut items = array.iter::<Object<'_>>();
    let cid = |o: Option<Object<'_>>| {
        let n = o?.into_number()?.as_i64();
        u32::try_from(n).ok()
    };
    while widths.len() < MAX_WIDTHS
        && let Some(first) = cid(items.next())
    {
        match items.next() {
            Some(Object::Array(list)) => {
                for (cid, width) in (first..).zip(list.iter::<f32>()).take(MAX_WIDTHS) {
                    widths.push((cid, cid, width / 1000.0));
                }
            }
            Some(Object::Number(last)) => {
                let Some(width) = items.next().and_then(Object::into_f32) else {
                    break;
                };
                let last = u32::try_from(last.as_i64()).unwrap_or(first);
                widths.push((first, last, width / 1000.0));
            }
            _ => break,
        }
    }
    budget.steps(widths.len())?;
    widths.sort_by_key(|&(first, ..)| first);
    Ok(widths)
}

fn simple(dict: &Dict<'_>, subtype: Option<&[u8]>) -> Simple {
    let is_type3 = subtype == Some(b"Type3");
    let base_font = dict.get::<Name<'_>>("BaseFont");
    let symbols = base_font.as_ref().is_some_and(|n| {
        ["Symbol", "Dingbats", "Wingdings"]
            .iter()
            .any(|s| n.as_str().contains(s))
    });
    let told = dict.get::<Name<'_>>("Encoding");
    let encoding = dict.get::<Dict<'_>>("Encoding");
    let base = told
        .as_deref()
        .and_then(Base::named)
        .or_else(|| Base::named(&encoding.as_ref()?.get::<Name<'_>>("BaseEncoding")?))
        .or(match subtype {
            _ if is_type3 || symbols || has_own_codes(dict) => None,
            Some(b"TrueType") => Some(Base::WinAnsi),
            _ => Some(Base::Standard),
        });
    let mut chars: Vec<Option<char>> = (0..=255u8).map(|code| base?.char(code)).collect();
    if let Some(differences) = encoding.and_then(|e| e.get::<Array<'_>>("Differences")) {
        let mut at = 0usize;
        for item in differences.iter::<Object<'_>>().take(MAX_DIFFERENCES) {
            match item {
                Object::Number(n) => at = usize::try_from(n.as_i64()).unwrap_or(256),
                Object::Name(name) => {
                    if let Some(slot) = chars.get_mut(at) {
                        *slot = encoding::glyph(name.as_str());
                    }
                    at = at.saturating_add(1);
                }
                _ => {}
            }
        }
    }
    // Widths of a Type3 font are in its own units.
    let unit = dict
        .get::<Array<'_>>("FontMatrix")
        .filter(|_| is_type3)
        .and_then(|m| m.iter::<f32>().next())
        .map_or(0.001, f32::abs);
    let missing = dict
        .get::<Dict<'_>>("FontDescriptor")
        .and_then(|d| d.get::<f32>("MissingWidth"))
        .map(|w| w / 1000.0)
        .filter(|w| *w > 0.0);
    Simple {
        chars,
        first: dict
            .get::<i32>("FirstChar")
            .and_then(|n| usize::try_from(n).ok())
            .unwrap_or(0),
        widths: dict
            .get::<Array<'_>>("Widths")
            .map(|a| a.iter::<f32>().take(256).map(|w| w * unit).collect())
            .unwrap_or_default(),
        other_width: missing.unwrap_or(LATIN_WIDTH),
        symbols,
    }
}

/// Whether an embedded font says that its codes are its own (a symbolic font, as most subsets are).
fn has_own_codes(dict: &Dict<'_>) -> bool {
    const SYMBOLIC: i32 = 1 << 2;
    dict.get::<Dict<'_>>("FontDescriptor").is_some_and(|d| {
        let embedded = ["FontFile", "FontFile2", "FontFile3"];
        embedded.iter().any(|key| d.contains_key(key))
            && d.get::<i32>("Flags").is_some_and(|f| f & SYMBOLIC != 0)
    })
}

/// The fonts of a file that were read, by where they stand in it.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    read: HashMap<usize, Rc<Font>>,
    predefined: Predefined,
}

impl Fonts {
    /// The font of this dictionary.
    pub(super) fn of(
        &mut self,
        dict: &Dict<'_>,
        budget: &mut Budget,
    ) -> Result<Rc<Font>, InputError> {
        let key = dict.data().as_ptr().addr();
        if let Some(font) = self.read.get(&key) {
            return Ok(Rc::clone(font));
        }
        budget.steps(256)?;
        let font = Rc::new(Font::read(dict, &mut self.predefined, budget)?);
        self.read.insert(key, Rc::clone(&font));
        Ok(font)
    }
}
