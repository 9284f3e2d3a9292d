//! What the codes of simple (one-byte) fonts and the names of glyphs stand for.

use encoding_rs::{MACINTOSH, WINDOWS_1252};
use unicode_normalization::UnicodeNormalization;

/// A code table of a simple font.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Base {
    Standard,
    WinAnsi,
    MacRoman,
}

impl Base {
    /// The table of this name.
    pub(super) fn named(name: &[u8]) -> Option<Self> {
        match name {
            b"WinAnsiEncoding" => Some(Self::WinAnsi),
            b"MacRomanEncoding" => Some(Self::MacRoman),
            b"StandardEncoding" => Some(Self::Standard),
            _ => None,
        }
    }

    /// What a code stands for.
    pub(super) fn char(self, code: u8) -> Option<char> {
        let c = match self {
            Self::Standard => return standard(code),
            Self::WinAnsi if matches!(code, 0x7F | 0x81 | 0x8D | 0x8F | 0x90 | 0x9D) => '•',
            Self::WinAnsi => WINDOWS_1252
                .decode_without_bom_handling(&[code])
                .0
                .chars()
                .next()?,
            Self::MacRoman => MACINTOSH
                .decode_without_bom_handling(&[code])
                .0
                .chars()
                .next()?,
        };
        (c >= ' ').then_some(c)
    }
}

/// The upper half of `StandardEncoding` from 0xA1; a blank where it has nothing.
const STANDARD_UPPER: &str = "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ –†‡· ¶•‚„”»…‰ ¿ `´ˆ˜¯˘˙¨ ˚¸ ˝˛ˇ—                Æ ª    ŁØŒº     æ   ı  łøœß    ";

fn standard(code: u8) -> Option<char> {
    match code {
        0x27 => Some('’'),
        0x60 => Some('‘'),
        0x20..=0x7E => Some(char::from(code)),
        0xA1.. => STANDARD_UPPER
            .chars()
            .nth(usize::from(code - 0xA1))
            .filter(|&c| c != ' '),
        _ => None,
    }
}

/// Names of glyphs that are no letter with or without an accent.
const NAMES: &str = "space=\u{20}exclam=!quotedbl=\"numbersign=#dollar=$percent=%ampersand=&quotesingle='parenleft=(parenright=)\
asterisk=*plus=+comma=,hyphen=-period=.slash=/zero=0one=1two=2three=3four=4five=5six=6seven=7eight=8nine=9colon=:semicolon=;\
less=<equal==greater=>question=?at=@bracketleft=[backslash=\\bracketright=]asciicircum=^underscore=_grave=`braceleft={bar=|\
braceright=}asciitilde=~exclamdown=¡cent=¢sterling=£fraction=⁄yen=¥florin=ƒsection=§currency=¤quotedblleft=“guillemotleft=«\
guilsinglleft=‹guilsinglright=›fi=ﬁfl=ﬂff=ﬀffi=ﬃffl=ﬄendash=–dagger=†daggerdbl=‡periodcentered=·paragraph=¶bullet=•\
quotesinglbase=‚quotedblbase=„quotedblright=”guillemotright=»ellipsis=…perthousand=‰questiondown=¿acute=´circumflex=ˆtilde=˜\
macron=¯breve=˘dotaccent=˙dieresis=¨ring=˚cedilla=¸hungarumlaut=˝ogonek=˛caron=ˇemdash=—AE=Æae=æOE=Œoe=œOslash=Øoslash=ø\
Lslash=Łlslash=łgermandbls=ßdotlessi=ıordfeminine=ªordmasculine=ºcopyright=©registered=®trademark=™degree=°plusminus=±\
multiply=×divide=÷mu=µminus=−quoteleft=‘quoteright=’Euro=€nbspace=\u{A0}onesuperior=¹twosuperior=²threesuperior=³Eth=Ðeth=ð\
Thorn=Þthorn=þbrokenbar=¦logicalnot=¬onehalf=½onequarter=¼threequarters=¾sfthyphen=-middot=·";

/// Endings of names of letters with an accent, and the accent.
const ACCENTS: [(&str, char); 8] = [
    ("grave", '\u{300}'),
    ("acute", '\u{301}'),
    ("circumflex", '\u{302}'),
    ("tilde", '\u{303}'),
    ("dieresis", '\u{308}'),
    ("ring", '\u{30A}'),
    ("caron", '\u{30C}'),
    ("cedilla", '\u{327}'),
];

/// What a glyph of this name is: `A`, `eacute`, `uni6F0F`, `u20BB7`, `fi`.
pub(super) fn glyph(name: &str) -> Option<char> {
    let name = name.split('.').next().filter(|n| !n.is_empty())?;
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return c.is_ascii_alphabetic().then_some(c);
    }
    let hex = |digits: &str, lengths: std::ops::RangeInclusive<usize>| {
        let all = digits.bytes().all(|b| b.is_ascii_hexdigit());
        (all && lengths.contains(&digits.len()))
            .then(|| u32::from_str_radix(digits, 16).ok())
            .flatten()
            .and_then(char::from_u32)
    };
    if let Some(c) = name.strip_prefix("uni").and_then(|d| hex(d, 4..=4)) {
        return Some(c);
    }
    if let Some(c) = name.strip_prefix('u').and_then(|d| hex(d, 4..=6)) {
        return Some(c);
    }
    if let Some(c) = named(name) {
        return Some(c);
    }
    let (letter, accent) = ACCENTS
        .iter()
        .find_map(|&(ending, accent)| Some((name.strip_suffix(ending)?, accent)))?;
    let joined: String = letter.chars().chain([accent]).nfc().collect();
    let mut joined = joined.chars();
    match (joined.next(), joined.next()) {
        (Some(c), None) => Some(c),
        _ => None,
    }
}

/// Looks a name up in [`NAMES`], which is read from its start: names end with `=`, and one character follows.
fn named(name: &str) -> Option<char> {
    let mut rest = NAMES;
    while let Some(at) = rest.find('=') {
        let c = rest[at + 1..].chars().next()?;
        if &rest[..at] == name {
            return Some(c);
        }
        rest = &rest[at + 1 + c.len_utf8()..];
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_glyphs() {
        for (name, c) in [
            ("A", 'A'),
            ("eacute", 'é'),
            ("space", ' '),
            ("equal", '='),
            ("greater", '>'),
            ("middot", '·'),
            ("uni6F0F", '漏'),
            ("u20BB7", '𠮷'),
            ("hyphen.alt", '-'),
        ] {
            assert_eq!(glyph(name), Some(c), "{name}");
        }
        assert_eq!(glyph("g123"), None);
        assert_eq!(glyph(".notdef"), None);
    }

    #[test]
    fn codes_of_simple_fonts() {
        assert_eq!(Base::Standard.char(0xAE), Some('ﬁ'));
        assert_eq!(Base::Standard.char(0xD0), Some('—'));
        assert_eq!(Base::Standard.char(0xE1), Some('Æ'));
        assert_eq!(Base::Standard.char(0xFB), Some('ß'));
        assert_eq!(Base::WinAnsi.char(0x80), Some('€'));
        assert_eq!(Base::MacRoman.char(0x8E), Some('é'));
    }
}
