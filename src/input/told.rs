//! Character sets by the names that people write: `cp932`, `sjis`, `EUC_JP`, `utf16`.

use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

/// A character set that somebody names. What they say is obeyed: bytes that do not fit it are refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// This one.
    One(&'static Encoding),
    /// UTF-16 in the order that its mark tells, or in the likelier one.
    Utf16,
}

impl Told {
    /// The character set of a name; case, hyphens and underscores do not count.
    ///
    /// ```
    /// use tenken::input::Told;
    /// assert_eq!(Told::named("CP932"), Told::named("Shift_JIS"));
    /// assert_eq!(Told::named("utf_16"), Some(Told::Utf16));
    /// assert_eq!(Told::named("klingon"), None);
    /// ```
    pub fn named(name: &str) -> Option<Self> {
        let letters = name.chars().filter(|c| !matches!(c, '-' | '_' | ' '));
        let bare: String = letters.map(|c| c.to_ascii_lowercase()).collect();
        let encoding = match bare.as_str() {
            "utf16" => return Some(Self::Utf16),
            "utf8" | "utf8n" => UTF_8,
            "utf16le" => UTF_16LE,
            "utf16be" => UTF_16BE,
            "sjis" | "shiftjis" | "cp932" | "ms932" | "mskanji" | "windows31j" => SHIFT_JIS,
            "eucjp" | "eucjpms" | "eucjpwin" | "ujis" | "cp51932" => EUC_JP,
            "jis" | "iso2022jp" | "cp50220" | "cp50221" => ISO_2022_JP,
            _ => Encoding::for_label(name.as_bytes())?,
        };
        Some(Self::One(encoding))
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::One(encoding) => encoding.name(),
            Self::Utf16 => "UTF-16",
        }
    }
}
