//! Unpacks the streams that text is read from, never beyond the budget.

use std::io::Read;

use flate2::read::DeflateDecoder;
use hayro_syntax::Filter;
use hayro_syntax::object::{Array, Dict, Object, Stream};

use super::InputError;
use super::budget::Budget;

/// Packed streams up to this many bytes may go through the parser's own filters: it knows more of them, without limits.
const SMALL: usize = 256 << 10;

/// An unpacked stream.
#[derive(Debug)]
pub(super) struct Unpacked {
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
    /// Nothing of it is missing or broken.
    pub(super) whole: bool,
}

/// Unpacks a stream; nothing where its packing is not known.
pub(super) fn unpack(
    stream: &Stream<'_>,
    budget: &mut Budget,
) -> Result<Option<Unpacked>, InputError> {
    let filters = stream.filters();
    let raw = stream.raw_data();
    let no_predictor = !has_predictor(stream.dict());
    let unpacked = match filters.as_slice() {
        [Filter::FlateDecode] if no_predictor => inflate(&raw, budget.room()),
        [Filter::Ascii85Decode, Filter::FlateDecode] if no_predictor => {
            let (packed, text_whole) = ascii85(&raw);
            let (bytes, whole) = inflate(&packed, budget.room());
            (bytes, whole && text_whole)
        }
        filters => {
            let packings = filters
                .iter()
                .filter(|f| {
                    use Filter::{FlateDecode, LzwDecode, RunLengthDecode};
                    matches!(f, FlateDecode | LzwDecode | RunLengthDecode)
                })
                .count();
            if packings > 1 || (packings == 1 && raw.len() > SMALL) {
                return Ok(None);
            }
            match stream.decoded_data() {
                Ok(bytes) => (bytes.into_owned(), true),
                Err(_) => return Ok(None),
            }
        }
    };
    let (bytes, whole) = unpacked;
    budget.unpacked(bytes.len())?;
    Ok(Some(Unpacked { bytes, whole }))
}

/// Five printable characters for four bytes; with whether all of it was of that kind.
fn ascii85(data: &[u8]) -> (Vec<u8>, bool) {
    let mut bytes = Vec::with_capacity(data.len() / 5 * 4 + 4);
    let mut group = 0u64;
    let mut count = 0usize;
    for &b in data.strip_prefix(b"<~").unwrap_or(data) {
        match b {
            b'!'..=b'u' => {
                group = group * 85 + u64::from(b - b'!');
                count += 1;
                if count == 5 {
                    let Ok(four) = u32::try_from(group) else {
                        return (bytes, false);
                    };
                    bytes.extend_from_slice(&four.to_be_bytes());
                    (group, count) = (0, 0);
                }
            }
            b'z' if count == 0 => bytes.extend_from_slice(&[0; 4]),
            b'~' => break,
            b if b.is_ascii_whitespace() || b == 0 => {}
            _ => return (bytes, false),
        }
    }
    // The last group may be shorter: it stands for one byte less than it has characters.
    if count > 1 {
        for _ in count..5 {
            group = group * 85 + 84;
        }
        let four = u32::try_from(group).unwrap_or(u32::MAX).to_be_bytes();
        bytes.extend_from_slice(&four[..count - 1]);
    }
    (bytes, true)
}

/// Inflates up to one byte more than `room`; with whether the data was whole. What comes before an error is kept.
pub(super) fn inflate(data: &[u8], room: usize) -> (Vec<u8>, bool) {
    let zlib = matches!(data, [cmf, flg, ..]
        if cmf & 0x0F == 8 && (u16::from(*cmf) << 8 | u16::from(*flg)) % 31 == 0 && flg & 0x20 == 0);
    // The checksum at the end is not looked at: programs that write it wrong are many, and nothing depends on it.
    let data = if zlib { &data[2..] } else { data };
    let mut bytes = Vec::new();
    let whole = DeflateDecoder::new(data)
        .take(room as u64 + 1)
        .read_to_end(&mut bytes)
        .is_ok();
    (bytes, whole)
}

fn has_predictor(dict: &Dict<'_>) -> bool {
    ["DecodeParms", "DP"].iter().any(|key| {
        let params = dict.get::<Dict<'_>>(key).or_else(|| {
            dict.get::<Array<'_>>(key)?
                .iter::<Object<'_>>()
                .next()?
                .into_dict()
        });
        params
            .and_then(|p| p.get::<i32>("Predictor"))
            .is_some_and(|p| p > 1)
    })
}

#[cfg(test)]
mod tests {
    use super::ascii85;

    #[test]
    fn printable_bytes() {
        let (bytes, whole) = ascii85(b"87cURD]i,\"Ebo80~>");
        assert_eq!((bytes.as_slice(), whole), (&b"Hello World!"[..], true));
        assert_eq!(ascii85(b"z87cURDZ~>").0, b"\0\0\0\0Hello");
        assert!(!ascii85(b"87c\x80").1);
    }
}
