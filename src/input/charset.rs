//! Bytes to text: UTF-8, or one of the character sets that Japanese offices still save in; anything else is refused.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

use super::{Format, InputError, Told};

/// Beginnings of files that are no text, and what they are.
const SIGNATURES: [(&[u8], &str); 8] = [
    (b"PK\x03\x04", "ZIP, Word, Excel, PowerPoint"),
    (b"%PDF-", "PDF"),
    (b"\xD0\xCF\x11\xE0", OLE),
    (b"\x89PNG", "PNG"),
    (b"\xFF\xD8\xFF", "JPEG"),
    (b"\x1F\x8B", "gzip"),
    (b"{\\rtf", "RTF"),
    (b"\x7FELF", "ELF"),
];

/// What Word, Excel and 一太郎 saved in before 2007; also Word and Excel files with a password.
pub const OLE: &str = "Word, Excel 97-2003 (.doc, .xls), 一太郎 (.jtd)";

/// Bytes that are looked at to guess a character set.
const SAMPLE: usize = 1 << 20;

/// The format of a packed file by its first bytes, whatever its name.
pub fn packed(bytes: &[u8]) -> Option<Format> {
    // A PDF may have a few bytes before its mark.
    let head = &bytes[..bytes.len().min(1024)];
    if head.windows(5).any(|w| w == b"%PDF-") && !head.starts_with(b"PK") {
        return head
            .windows(5)
            .position(|w| w == b"%PDF-")
            .filter(|&at| at == 0 || bytes.contains(&0))
            .map(|_| Format::Pdf);
    }
    if !bytes.starts_with(b"PK\x03\x04") {
        return None;
    }
    let has = |name: &[u8]| bytes.windows(name.len()).any(|w| w == name);
    if has(b"word/document") {
        Some(Format::Docx)
    } else if has(b"xl/workbook") {
        Some(Format::Xlsx)
    } else {
        None
    }
}

/// Decodes `bytes`. Gives the character set too, where it is not UTF-8. A web page may name its own.
///
/// # Errors
/// See [`InputError`].
pub fn decode(bytes: Vec<u8>, html: bool) -> Result<(String, Option<&'static str>), InputError> {
    let marked = Encoding::for_bom(&bytes).map(|(encoding, _)| encoding);
    let encoding = marked.or_else(|| unmarked_utf16(&bytes));
    no_binary(&bytes, encoding)?;
    let (text, charset) = match encoding.filter(|&e| e != UTF_8) {
        Some(encoding) => by(encoding, &bytes)?,
        None => unmarked(bytes, html)?,
    };
    if text.trim().is_empty() {
        return Err(InputError::Empty);
    }
    Ok((text, charset))
}

/// Decodes `bytes` by the character set that somebody told, and by no other.
///
/// # Errors
/// See [`InputError`]: they do not fit, among others.
pub fn decode_as(bytes: &[u8], told: Told) -> Result<String, InputError> {
    let marked = Encoding::for_bom(bytes);
    let encoding = match told {
        Told::One(encoding) => encoding,
        Told::Utf16 => marked
            .map(|(encoding, _)| encoding)
            .filter(|&e| e == UTF_16LE || e == UTF_16BE)
            .or_else(|| unmarked_utf16(bytes))
            .unwrap_or(UTF_16LE),
    };
    let unfit = |at: usize, likely: &'static Encoding| InputError::NotAsTold {
        at,
        line: line_of(bytes, at),
        told: told.name(),
        likely: Some(likely.name()).filter(|name| *name != encoding.name()),
    };
    let body = match marked {
        Some((by_mark, _)) if by_mark != encoding => return Err(unfit(0, by_mark)),
        Some((_, mark)) => &bytes[mark..],
        None => bytes,
    };
    no_binary(bytes, Some(encoding))?;
    // Its signs are plain bytes of every character set of Japan: they would be read without a word.
    if encoding != ISO_2022_JP && encoding.is_ascii_compatible() && has_iso_2022_jp(bytes) {
        let at = bytes.iter().position(|&b| b == 0x1B).unwrap_or(0);
        return Err(unfit(at, ISO_2022_JP));
    }
    // Digits, blanks or line breaks of a text in UTF-16 hold a byte 0.
    let wide = encoding == UTF_16LE || encoding == UTF_16BE;
    if wide && !bytes.contains(&0) && std::str::from_utf8(bytes).is_ok() {
        return Err(unfit(0, UTF_8));
    }
    let (text, broken) = encoding.decode_without_bom_handling(body);
    if broken {
        let good = if encoding == UTF_8 {
            std::str::from_utf8(body).map_or_else(|e| e.valid_up_to(), str::len)
        } else {
            let good = text.split('\u{FFFD}').next().unwrap_or("");
            encoding.encode(good).0.len()
        };
        let at = (bytes.len() - body.len() + good).min(bytes.len());
        let likely = match std::str::from_utf8(bytes) {
            Ok(_) => UTF_8,
            Err(_) => guess(bytes),
        };
        return Err(unfit(at, likely));
    }
    if text.trim().is_empty() {
        return Err(InputError::Empty);
    }
    Ok(text.into_owned())
}

/// Refuses bytes that are no text in a character set; `None` stands for one whose letters hold no byte 0.
fn no_binary(bytes: &[u8], encoding: Option<&'static Encoding>) -> Result<(), InputError> {
    let signature = SIGNATURES.iter().find(|(s, _)| bytes.starts_with(s));
    if let Some((_, name)) = signature {
        return Err(InputError::Binary {
            at: 0,
            looks_like: Some(name),
        });
    }
    let wide = encoding.is_some_and(|e| e == UTF_16LE || e == UTF_16BE);
    match bytes.iter().position(|&b| b == 0).filter(|_| !wide) {
        Some(at) => Err(InputError::Binary {
            at,
            looks_like: None,
        }),
        None => Ok(()),
    }
}

/// UTF-8 where it is that, else the character set that it most likely is.
fn unmarked(bytes: Vec<u8>, html: bool) -> Result<(String, Option<&'static str>), InputError> {
    let bytes = match String::from_utf8(bytes) {
        Ok(text) if has_iso_2022_jp(text.as_bytes()) => {
            return by(ISO_2022_JP, text.as_bytes());
        }
        Ok(text) => {
            let text = match text.strip_prefix('\u{FEFF}') {
                Some(rest) => rest.to_string(),
                None => text,
            };
            return Ok((text, None));
        }
        Err(e) => {
            let at = e.utf8_error().valid_up_to();
            let only_the_end = e.utf8_error().error_len().is_none();
            let bytes = e.into_bytes();
            if only_the_end && !bytes[..at].is_ascii() {
                return Err(InputError::CutOff { at });
            }
            bytes
        }
    };
    if html && let Some(named) = named_in_page(&bytes).filter(|&e| e != UTF_8) {
        return by(named, &bytes);
    }
    let guessed = guess(&bytes);
    if [SHIFT_JIS, EUC_JP, ISO_2022_JP].contains(&guessed) {
        return by(guessed, &bytes);
    }
    let at = std::str::from_utf8(&bytes).map_or_else(|e| e.valid_up_to(), str::len);
    Err(charset_error(&bytes, at, guessed))
}

/// The character set that bytes most likely are in: of a Japanese office first.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(&bytes[..bytes.len().min(SAMPLE)], bytes.len() <= SAMPLE);
    detector.guess(Some(b"jp"), Utf8Detection::Deny)
}

fn by(
    encoding: &'static Encoding,
    bytes: &[u8],
) -> Result<(String, Option<&'static str>), InputError> {
    let (text, used, broken) = encoding.decode(bytes);
    if broken {
        let at = text
            .find('\u{FFFD}')
            .map_or(0, |n| encoding.encode(&text[..n]).0.len());
        return Err(charset_error(bytes, at.min(bytes.len()), used));
    }
    Ok((text.into_owned(), Some(used.name())))
}

fn charset_error(bytes: &[u8], at: usize, likely: &'static Encoding) -> InputError {
    InputError::Charset {
        at,
        line: line_of(bytes, at),
        likely: likely.name(),
    }
}

/// The line in which a byte stands, from 1.
fn line_of(bytes: &[u8], at: usize) -> usize {
    bytes[..at].iter().filter(|&&b| b == b'\n').count() + 1
}

fn has_iso_2022_jp(bytes: &[u8]) -> bool {
    bytes.windows(3).any(|w| w == b"\x1B$B" || w == b"\x1B$@")
}

/// UTF-16 without its mark: every other byte of digits, blanks and line breaks is 0, or the text is mostly kana.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    if head.len() < 8 || !bytes.contains(&0) {
        return None;
    }
    let japanese = |high: u8| (0x30..=0x9F).contains(&high) || high == 0xFF || high == 0;
    let share = |offset: usize| {
        let highs = head.iter().skip(offset).step_by(2);
        highs.filter(|&&b| japanese(b)).count() * 2 * 100 / head.len()
    };
    let (be, le) = (share(0), share(1));
    if be > 95 && be > le {
        Some(UTF_16BE)
    } else if le > 95 && le > be {
        Some(UTF_16LE)
    } else {
        None
    }
}

/// The character set that a web page names in its head.
fn named_in_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(4096)].to_ascii_lowercase();
    let key = b"charset=";
    let at = head.windows(key.len()).position(|w| w == key)? + key.len();
    let name: Vec<u8> = head[at..]
        .iter()
        .copied()
        .skip_while(|b| matches!(b, b'"' | b'\''))
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
        .collect();
    Encoding::for_label(&name)
}
