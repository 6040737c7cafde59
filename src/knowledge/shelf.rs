//! A list of entries, each of which is unpacked when it is first looked at.
//!
//! Most runs of the program look at a handful of a thousand entries. To whom
//! uses it, a shelf is a list like any other.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::packed::{Item, Packed};

/// What stands on a shelf: it is found by a key without being unpacked.
pub trait Keyed {
    /// The id, or the code as it is written.
    fn key(&self) -> &'static str;

    /// What it is called in a line; it can be had without unpacking too.
    fn title(&self) -> &'static str;

    /// Words by which entries are sorted out without being unpacked, with a
    /// space between them.
    fn tags(&self) -> String {
        String::new()
    }
}

/// A list of entries in a fixed order.
pub struct Shelf<T: 'static> {
    stock: Stock<T>,
    /// Where each key stands; made at the first search by key among entries
    /// that were never packed.
    places: OnceLock<HashMap<&'static str, usize>>,
}

/// An entry that is unpacked once.
type Slot<T> = OnceLock<Box<T>>;

enum Stock<T: 'static> {
    /// Inside the binary.
    Packed(Packed, OnceLock<Box<[Slot<T>]>>),
    /// Read from data files.
    Own(Vec<T>),
}

impl<T: Keyed + Serialize> Shelf<T> {
    /// The packed form.
    pub(super) fn pack(&self, out: &mut Vec<u8>) -> Result<(), postcard::Error>
    where
        T: Deserialize<'static>,
    {
        let items = self
            .iter()
            .map(|entry| {
                Ok(Item {
                    key: entry.key(),
                    title: entry.title(),
                    tags: entry.tags(),
                    entry: postcard::to_allocvec(entry)?,
                })
            })
            .collect::<Result<Vec<_>, postcard::Error>>()?;
        Packed::write(&items, out);
        Ok(())
    }
}

impl<T: Deserialize<'static>> Shelf<T> {
    /// How many entries there are.
    pub fn len(&self) -> usize {
        match &self.stock {
            Stock::Packed(packed, _) => packed.len(),
            Stock::Own(entries) => entries.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The entry at a place.
    #[expect(clippy::missing_panics_doc, reason = "it cannot: see below")]
    #[expect(clippy::expect_used, reason = "the build unpacked every entry with the same types")]
    pub fn get(&self, at: usize) -> Option<&T> {
        match &self.stock {
            Stock::Own(entries) => entries.get(at),
            Stock::Packed(packed, slots) => {
                let slots = slots.get_or_init(|| (0..packed.len()).map(|_| Slot::new()).collect());
                let unpack = || postcard::from_bytes(packed.entry(at)).expect("it was tried");
                Some(slots.get(at)?.get_or_init(|| Box::new(unpack())))
            }
        }
    }

    /// All entries.
    pub fn iter(&self) -> Iter<'_, T> {
        Iter { shelf: self, range: 0..self.len() }
    }

    /// Whether both are the same entries inside the binary.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (&self.stock, &other.stock) {
            (Stock::Packed(own, _), Stock::Packed(other, _)) => own.is_same(other),
            _ => false,
        }
    }

    /// Whether every entry can be unpacked, told without keeping any.
    pub(super) fn is_whole(&self) -> bool {
        match &self.stock {
            Stock::Own(_) => true,
            Stock::Packed(packed, _) => {
                (0..packed.len()).all(|at| postcard::from_bytes::<T>(packed.entry(at)).is_ok())
            }
        }
    }

    /// Changes the entries; they are all unpacked for it.
    pub fn change<R>(&mut self, change: impl FnOnce(&mut Vec<T>) -> R) -> R {
        let mut entries = std::mem::take(self).into_vec();
        let result = change(&mut entries);
        *self = entries.into();
        result
    }

    /// Takes everything out, to be changed.
    pub fn into_vec(self) -> Vec<T> {
        match self.stock {
            Stock::Own(entries) => entries,
            Stock::Packed(packed, _) => (0..packed.len())
                .filter_map(|at| postcard::from_bytes(packed.entry(at)).ok())
                .collect(),
        }
    }
}

impl<T: Keyed + Deserialize<'static>> Shelf<T> {
    /// The key at a place; nothing is unpacked for it.
    pub fn key(&self, at: usize) -> Option<&'static str> {
        match &self.stock {
            Stock::Packed(packed, _) => packed.key(at),
            Stock::Own(entries) => entries.get(at).map(T::key),
        }
    }

    /// The title of the first entry with this key; nothing is unpacked for it.
    pub fn title(&self, key: &str) -> Option<&'static str> {
        let at = self.place(key)?;
        match &self.stock {
            Stock::Packed(packed, _) => packed.title(at),
            Stock::Own(entries) => entries.get(at).map(T::title),
        }
    }

    /// The tags of the entry at a place; nothing is unpacked for them.
    pub fn tags(&self, at: usize) -> Cow<'static, str> {
        match &self.stock {
            Stock::Packed(packed, _) => packed.tags(at).unwrap_or_default().into(),
            Stock::Own(entries) => entries.get(at).map(T::tags).unwrap_or_default().into(),
        }
    }

    /// All keys, in the order of the entries; nothing is unpacked for them.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> {
        let (packed, own) = match &self.stock {
            Stock::Packed(packed, _) => (Some(packed), None),
            Stock::Own(entries) => (None, Some(entries)),
        };
        let packed = packed.into_iter().flat_map(Packed::keys);
        packed.chain(own.into_iter().flatten().map(T::key))
    }

    /// Where the first entry with this key stands.
    pub fn place(&self, key: &str) -> Option<usize> {
        match &self.stock {
            Stock::Packed(packed, _) => packed.place(key),
            Stock::Own(entries) => {
                let places = self.places.get_or_init(|| {
                    // The first of several with one key counts.
                    entries.iter().enumerate().rev().map(|(at, e)| (e.key(), at)).collect()
                });
                places.get(key).copied()
            }
        }
    }

    /// The first entry with this key.
    pub fn find(&self, key: &str) -> Option<&T> {
        self.get(self.place(key)?)
    }
}

impl<T> From<Packed> for Shelf<T> {
    fn from(packed: Packed) -> Self {
        Self { stock: Stock::Packed(packed, OnceLock::new()), places: OnceLock::new() }
    }
}

impl<T> From<Vec<T>> for Shelf<T> {
    fn from(entries: Vec<T>) -> Self {
        Self { stock: Stock::Own(entries), places: OnceLock::new() }
    }
}

impl<T> FromIterator<T> for Shelf<T> {
    fn from_iter<I: IntoIterator<Item = T>>(entries: I) -> Self {
        entries.into_iter().collect::<Vec<T>>().into()
    }
}

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl<T: Clone> Clone for Shelf<T> {
    fn clone(&self) -> Self {
        match &self.stock {
            Stock::Packed(packed, _) => (*packed).into(),
            Stock::Own(entries) => entries.clone().into(),
        }
    }
}

impl<T: fmt::Debug + Deserialize<'static>> fmt::Debug for Shelf<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<'a, T: Deserialize<'static>> IntoIterator for &'a Shelf<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

/// The entries of a shelf.
#[derive(Clone)]
pub struct Iter<'a, T: 'static> {
    shelf: &'a Shelf<T>,
    range: std::ops::Range<usize>,
}

impl<T> fmt::Debug for Iter<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Iter").field(&self.range).finish()
    }
}

impl<'a, T: Deserialize<'static>> Iterator for Iter<'a, T> {
    type Item = &'a T;

    fn next(&mut self) -> Option<&'a T> {
        self.shelf.get(self.range.next()?)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.range.size_hint()
    }
}

impl<T: Deserialize<'static>> DoubleEndedIterator for Iter<'_, T> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.shelf.get(self.range.next_back()?)
    }
}

impl<T: Deserialize<'static>> ExactSizeIterator for Iter<'_, T> {}
