//! Parts of zipped files (Word, Excel), within limits.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::{Format, InputError};

/// Most parts of one file.
const MAX_PARTS: usize = 10_000;
/// Most bytes of one part, unpacked.
const MAX_PART_BYTES: u64 = 128 << 20;
/// Most bytes of all parts, unpacked, as the file itself tells.
const MAX_ALL_BYTES: u64 = 512 << 20;

/// A zipped file that is being read.
pub(crate) struct Packed<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    format: Format,
}

impl<'a> Packed<'a> {
    /// Opens it.
    pub(crate) fn open(bytes: &'a [u8], format: Format) -> Result<Self, InputError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(format, &e))?;
        if archive.len() > MAX_PARTS {
            return Err(InputError::Limit {
                format,
                what: "parts > 10,000",
            });
        }
        let mut packed = Self { archive, format };
        let mut all = 0_u64;
        for i in 0..packed.archive.len() {
            let part = packed.archive.by_index_raw(i);
            let part = part.map_err(|e| damaged(format, &e))?;
            all = all.saturating_add(part.size());
        }
        if all > MAX_ALL_BYTES {
            return Err(packed.too_large());
        }
        Ok(packed)
    }

    fn too_large(&self) -> InputError {
        InputError::Limit {
            format: self.format,
            what: "128 MiB a part, 512 MiB in all, unpacked",
        }
    }

    /// A part as text; none where it is not there.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<String>, InputError> {
        let format = self.format;
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(e) => return Err(damaged(format, &e)),
        };
        let mut bytes = Vec::new();
        let read = file
            .take(MAX_PART_BYTES + 1)
            .read_to_end(&mut bytes)
            .map_err(|e| damaged(format, &e))?;
        if read as u64 > MAX_PART_BYTES {
            return Err(self.too_large());
        }
        match String::from_utf8(bytes) {
            // Some writers put a mark before the XML; places are counted after it.
            Ok(text) => match text.strip_prefix('\u{FEFF}') {
                Some(rest) => Ok(Some(rest.to_string())),
                None => Ok(Some(text)),
            },
            Err(e) => Err(damaged(format, &e)),
        }
    }
}

/// Says that a file is broken.
pub(crate) fn damaged(format: Format, e: &dyn std::fmt::Display) -> InputError {
    InputError::Damaged {
        format,
        what: e.to_string(),
    }
}
