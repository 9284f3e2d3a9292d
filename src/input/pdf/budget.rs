//! How much work one file may ask for. Counted, not timed: the same file is read or refused on every machine.

use super::{Format, InputError};

/// Most bytes that the streams of one file unpack to, in bytes.
pub(super) const MAX_UNPACKED: usize = 256 << 20;

/// Most bytes that one stream unpacks to, in bytes.
pub(super) const MAX_STREAM: usize = 64 << 20;

/// Most operators of one file, with what else is counted like them: a full page has some 3,000.
const MAX_STEPS: usize = 24_000_000;

/// Most bytes of shown strings of one file: two for a Japanese character.
const MAX_SHOWN: usize = 12_000_000;

/// Most pages of one file.
pub(super) const MAX_PAGES: usize = 20_000;

/// What is left of the work that a file may ask for.
#[derive(Debug)]
pub(super) struct Budget {
    unpacked: usize,
    steps: usize,
    shown: usize,
}

impl Budget {
    pub(super) fn new() -> Self {
        Self {
            unpacked: MAX_UNPACKED,
            steps: MAX_STEPS,
            shown: MAX_SHOWN,
        }
    }

    /// The most bytes that the next stream may unpack to.
    pub(super) fn room(&self) -> usize {
        self.unpacked.min(MAX_STREAM)
    }

    /// Takes what a stream was unpacked to.
    pub(super) fn unpacked(&mut self, bytes: usize) -> Result<(), InputError> {
        match self.unpacked.checked_sub(bytes) {
            Some(left) if bytes <= MAX_STREAM => {
                self.unpacked = left;
                Ok(())
            }
            _ => Err(limit("unpacked > 256 MiB")),
        }
    }

    /// Takes the bytes of a shown string.
    pub(super) fn glyphs(&mut self, bytes: usize) -> Result<(), InputError> {
        match self.shown.checked_sub(bytes) {
            Some(left) => {
                self.shown = left;
                Ok(())
            }
            None => Err(limit("bytes of text > 12,000,000")),
        }
    }

    /// Takes some operators.
    pub(super) fn steps(&mut self, count: usize) -> Result<(), InputError> {
        match self.steps.checked_sub(count) {
            Some(left) => {
                self.steps = left;
                Ok(())
            }
            None => Err(limit("operators > 24,000,000")),
        }
    }
}

/// A file beyond what is read.
pub(super) fn limit(what: &'static str) -> InputError {
    InputError::Limit {
        format: Format::Pdf,
        what,
    }
}

/// A file that is broken.
pub(super) fn damaged(what: &str) -> InputError {
    InputError::Damaged {
        format: Format::Pdf,
        what: what.to_string(),
    }
}
