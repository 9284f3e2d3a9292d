//! Lists of numbers and texts as bytes and back. Numbers lie side by side as little-endian bytes, each list with its length
//! before it.

use std::borrow::Cow;

use super::phrase::Texts;

/// Numbers and texts that are being written. The texts stand apart: as a text of the program they need not be copied, nor
/// looked through for bytes that are none.
#[derive(Default)]
pub(super) struct Writer(Vec<u8>, String);

impl Writer {
    fn length(&mut self, length: usize) {
        self.0.extend((length as u32).to_le_bytes());
    }

    pub(super) fn u16s(&mut self, numbers: impl ExactSizeIterator<Item = u16>) {
        self.length(numbers.len());
        self.0.extend(numbers.flat_map(u16::to_le_bytes));
    }

    pub(super) fn u32s(&mut self, numbers: impl ExactSizeIterator<Item = u32>) {
        self.length(numbers.len());
        self.0.extend(numbers.flat_map(u32::to_le_bytes));
    }

    pub(super) fn texts(&mut self, texts: &Texts) {
        self.length(texts.all.len());
        self.1.push_str(&texts.all);
        self.u32s(texts.ends.iter().copied());
    }

    /// What was written.
    pub(super) fn done(self) -> (Vec<u8>, String) {
        (self.0, self.1)
    }
}

/// Bytes that are being read. `None` is what no [`Writer`] wrote.
pub(super) struct Reader<'a>(&'a [u8], &'static str);

impl<'a> Reader<'a> {
    /// Reads what a [`Writer`] wrote.
    pub(super) fn new(numbers: &'a [u8], texts: &'static str) -> Self {
        Self(numbers, texts)
    }

    fn bytes(&mut self, length: usize) -> Option<&'a [u8]> {
        let (head, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(head)
    }

    fn length(&mut self) -> Option<usize> {
        let bytes = self.bytes(4)?.first_chunk()?;
        usize::try_from(u32::from_le_bytes(*bytes)).ok()
    }

    pub(super) fn u16s(&mut self) -> Option<Vec<u16>> {
        let length = self.length()?;
        let (numbers, _) = self.bytes(length.checked_mul(2)?)?.as_chunks();
        Some(numbers.iter().map(|n| u16::from_le_bytes(*n)).collect())
    }

    pub(super) fn u32s(&mut self) -> Option<Vec<u32>> {
        let length = self.length()?;
        let (numbers, _) = self.bytes(length.checked_mul(4)?)?.as_chunks();
        Some(numbers.iter().map(|n| u32::from_le_bytes(*n)).collect())
    }

    pub(super) fn texts(&mut self) -> Option<Texts> {
        let length = self.length()?;
        let (all, rest) = self.1.split_at_checked(length)?;
        self.1 = rest;
        let ends = self.u32s()?;
        Some(Texts {
            all: Cow::Borrowed(all),
            ends,
        })
    }
}
