//! Lists of small things as plain numbers. Those of the built-in lexicon are numbers inside the program and are used where
//! they lie: nothing is read or copied when the program starts, and only the pages that a text asks for are ever touched.
//!
//! Written down, each list has its length before it and begins at a multiple of eight bytes. Numbers are in the order of
//! bytes of the machine that wrote them; [`Reader::new`] refuses those of another.

use std::borrow::Cow;
use std::ops::Range as Indexes;

use bytemuck::Pod;

use super::phrase::{Range, Texts};

/// What a [`Table`] can hold.
pub(super) trait Stored: Copy {
    /// The numbers that stand for it.
    type Raw: Pod + std::fmt::Debug;
    fn raw(self) -> Self::Raw;
    fn of(raw: Self::Raw) -> Self;
}

macro_rules! itself {
    ($($number:ty),*) => { $(
        impl Stored for $number {
            type Raw = $number;
            fn raw(self) -> $number {
                self
            }
            fn of(raw: $number) -> $number {
                raw
            }
        }
    )* };
}

itself!(u8, u16, u32, u64);

impl Stored for Range {
    type Raw = [u32; 2];
    fn raw(self) -> Self::Raw {
        [self.from, self.to]
    }
    fn of([from, to]: Self::Raw) -> Self {
        Self { from, to }
    }
}

/// A list of small things.
#[derive(Debug, Clone)]
pub(super) struct Table<T: Stored>(Cow<'static, [T::Raw]>);

impl<T: Stored> Default for Table<T> {
    fn default() -> Self {
        Self(Cow::Borrowed(&[]))
    }
}

impl<T: Stored> Table<T> {
    pub(super) fn of(all: impl IntoIterator<Item = T>) -> Self {
        Self(Cow::Owned(all.into_iter().map(T::raw).collect()))
    }

    pub(super) fn push(&mut self, item: T) {
        self.0.to_mut().push(item.raw());
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn get(&self, index: usize) -> T {
        T::of(self.0[index])
    }

    /// The items at these indexes.
    pub(super) fn at(
        &self,
        indexes: Indexes<usize>,
    ) -> impl DoubleEndedIterator<Item = T> + ExactSizeIterator + '_ {
        self.0[indexes].iter().map(|&raw| T::of(raw))
    }

    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = T> + ExactSizeIterator + '_ {
        self.at(0..self.len())
    }

    /// As it is stored.
    pub(super) fn raw(&self) -> &[T::Raw] {
        &self.0
    }
}

/// Lists in one piece of memory.
#[derive(Debug)]
pub(super) struct Lists<T: Stored> {
    /// Where each list ends.
    ends: Table<u32>,
    items: Table<T>,
}

impl<T: Stored> Lists<T> {
    pub(super) fn new() -> Self {
        Self {
            ends: Table::default(),
            items: Table::default(),
        }
    }

    pub(super) fn push(&mut self, list: impl IntoIterator<Item = T>) {
        for item in list {
            self.items.push(item);
        }
        self.ends.push(self.items.len() as u32);
    }

    /// A list, as it is stored.
    pub(super) fn of(&self, index: u32) -> &[T::Raw] {
        let index = index as usize;
        let ends = self.ends.raw();
        let from = index.checked_sub(1).map_or(0, |i| ends[i] as usize);
        &self.items.raw()[from..ends[index] as usize]
    }
}

/// Told before all else: whose numbers these are.
const ORDER: u64 = 0x0102_0304_0506_0708;
/// Lists begin at multiples of this.
const ALIGNED: usize = 8;

/// Numbers and texts that are being written. The texts stand apart: as a text of the program they need not be copied, nor
/// looked through for bytes that are none.
pub(super) struct Writer(Vec<u8>, String);

impl Writer {
    pub(super) fn new() -> Self {
        Self(ORDER.to_ne_bytes().to_vec(), String::new())
    }

    pub(super) fn table<T: Stored>(&mut self, table: &Table<T>) {
        self.0.extend((table.len() as u64).to_ne_bytes());
        self.0.extend_from_slice(bytemuck::cast_slice(table.raw()));
        self.0.resize(self.0.len().next_multiple_of(ALIGNED), 0);
    }

    pub(super) fn lists<T: Stored>(&mut self, lists: &Lists<T>) {
        self.table(&lists.ends);
        self.table(&lists.items);
    }

    pub(super) fn texts(&mut self, texts: &Texts) {
        self.table(&Table::of([texts.all.len() as u32]));
        self.1.push_str(&texts.all);
        self.table(&texts.ends);
    }

    /// What was written.
    pub(super) fn done(self) -> (Vec<u8>, String) {
        (self.0, self.1)
    }
}

/// Numbers and texts that are being read. `None` is what no [`Writer`] of such a machine wrote.
pub(super) struct Reader(&'static [u8], &'static str);

impl Reader {
    /// Reads what a [`Writer`] wrote; the numbers must begin at a multiple of eight bytes.
    pub(super) fn new(numbers: &'static [u8], texts: &'static str) -> Option<Self> {
        let (order, rest) = numbers.split_first_chunk()?;
        (u64::from_ne_bytes(*order) == ORDER).then_some(Self(rest, texts))
    }

    pub(super) fn table<T: Stored>(&mut self) -> Option<Table<T>> {
        let (length, rest) = self.0.split_first_chunk()?;
        let length = usize::try_from(u64::from_ne_bytes(*length)).ok()?;
        let bytes = length.checked_mul(size_of::<T::Raw>())?;
        let (numbers, _) = rest.split_at_checked(bytes)?;
        (_, self.0) = rest.split_at_checked(bytes.checked_next_multiple_of(ALIGNED)?)?;
        let numbers = bytemuck::try_cast_slice(numbers).ok()?;
        Some(Table(Cow::Borrowed(numbers)))
    }

    pub(super) fn lists<T: Stored>(&mut self) -> Option<Lists<T>> {
        Some(Lists {
            ends: self.table()?,
            items: self.table()?,
        })
    }

    pub(super) fn texts(&mut self) -> Option<Texts> {
        let length = self.table::<u32>()?;
        let length = length.iter().next()? as usize;
        let (all, rest) = self.1.split_at_checked(length)?;
        self.1 = rest;
        Some(Texts {
            all: Cow::Borrowed(all),
            ends: self.table()?,
        })
    }
}
