//! Bytes to text: UTF-8 with or without a byte order mark; anything else is told apart and refused in clear words.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

use super::InputError;

/// Beginnings of files that are no text, and what they are.
const SIGNATURES: [(&[u8], &str); 8] = [
    (b"PK\x03\x04", "Word, Excel, ZIP (.docx, .xlsx, .zip)"),
    (b"%PDF-", "PDF"),
    (b"\xD0\xCF\x11\xE0", "Word, Excel 97-2003 (.doc, .xls)"),
    (b"\x89PNG", "PNG"),
    (b"\xFF\xD8\xFF", "JPEG"),
    (b"\x1F\x8B", "gzip"),
    (b"{\\rtf", "RTF"),
    (b"\x7FELF", "ELF"),
];

/// Decodes `bytes`.
///
/// # Errors
/// See [`InputError`].
pub fn decode(bytes: Vec<u8>) -> Result<String, InputError> {
    let looks_like = SIGNATURES
        .iter()
        .find(|(s, _)| bytes.starts_with(s))
        .map(|&(_, name)| name);
    if looks_like.is_some() {
        return Err(InputError::Binary { at: 0, looks_like });
    }
    let utf16 = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    if utf16 {
        return Err(InputError::Charset {
            at: 0,
            line: 1,
            likely: "UTF-16",
        });
    }
    if let Some(at) = bytes.iter().position(|&b| b == 0) {
        return Err(InputError::Binary {
            at,
            looks_like: None,
        });
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(e) => {
            let at = e.utf8_error().valid_up_to();
            let only_the_end = e.utf8_error().error_len().is_none();
            let bytes = e.into_bytes();
            if only_the_end && !bytes[..at].is_ascii() {
                return Err(InputError::CutOff { at });
            }
            let line = bytes[..at].iter().filter(|&&b| b == b'\n').count() + 1;
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
            detector.feed(&bytes[..bytes.len().min(1 << 20)], true);
            let likely = detector.guess(None, Utf8Detection::Deny).name();
            return Err(InputError::Charset { at, line, likely });
        }
    };
    let text = match text.strip_prefix('\u{FEFF}') {
        Some(rest) => rest.to_string(),
        None => text,
    };
    if text.contains("\u{1B}$B") || text.contains("\u{1B}$@") {
        return Err(InputError::Charset {
            at: 0,
            line: 1,
            likely: "ISO-2022-JP",
        });
    }
    if text.trim().is_empty() {
        return Err(InputError::Empty);
    }
    Ok(text)
}
