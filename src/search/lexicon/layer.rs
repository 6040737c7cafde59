//! An index over the words of some entries: which of them have a word, where in
//! them, and what they are called.
//!
//! Six tables of numbers (four bytes, least significant first), whose lengths
//! stand in front, then the text of all words:
//!
//! 1. for each entry its [`Place`];
//! 2. for each word where it ends in the text; words are sorted, and a line
//!    feed stands after each;
//! 3. for each word where its entries end in table 4;
//! 4. entries: the number of the entry times 256, and the [`Field`](super::Field)s as bits;
//! 5. for each entry where its names end in table 6;
//! 6. names as numbers of words, each name ended by [`NAME_END`](super::NAME_END); what follows
//!    [`WORDING`](super::WORDING) is what servers write.

use std::borrow::Cow;
use std::ops::Range;

use super::super::place::Place;

/// A table of numbers.
#[derive(Clone, Copy, Debug, Default)]
struct Table {
    start: usize,
    len: usize,
}

/// An index over the words of some entries.
#[derive(Debug)]
pub(super) struct Layer {
    bytes: Cow<'static, [u8]>,
    places: Table,
    word_ends: Table,
    posting_ends: Table,
    postings: Table,
    name_ends: Table,
    names: Table,
    text: usize,
}

impl Layer {
    /// Reads the form that [`write::write`](super::write::write) writes.
    pub(super) fn new(bytes: Cow<'static, [u8]>) -> Self {
        let mut tables = [Table::default(); 6];
        let mut start = tables.len() * 4;
        for (at, table) in tables.iter_mut().enumerate() {
            let len = number(&bytes, at * 4) as usize;
            *table = Table { start, len };
            start += len * 4;
        }
        let [places, word_ends, posting_ends, postings, name_ends, names] = tables;
        Self { bytes, places, word_ends, posting_ends, postings, name_ends, names, text: start }
    }

    #[cfg(test)]
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }

    fn get(&self, table: Table, at: usize) -> u32 {
        if at < table.len { number(&self.bytes, table.start + at * 4) } else { 0 }
    }

    fn numbers(&self, table: Table, range: Range<usize>) -> impl Iterator<Item = u32> {
        let bytes = self.bytes.get(table.start + range.start * 4..table.start + range.end * 4);
        let (numbers, _) = bytes.unwrap_or_default().as_chunks();
        numbers.iter().map(|bytes| u32::from_le_bytes(*bytes))
    }

    /// What belongs to one of many in a table where each ends.
    fn span(&self, ends: Table, at: usize) -> Range<usize> {
        let start = if at == 0 { 0 } else { self.get(ends, at - 1) };
        start as usize..self.get(ends, at) as usize
    }

    /// How many entries there are.
    pub(super) fn len(&self) -> usize {
        self.places.len
    }

    /// Where an entry stands.
    pub(super) fn place(&self, entry: usize) -> Place {
        Place::of(self.get(self.places, entry))
    }

    /// How many words there are.
    pub(super) fn word_count(&self) -> usize {
        self.word_ends.len
    }

    /// A word.
    pub(super) fn word(&self, at: usize) -> &str {
        let start = if at == 0 { 0 } else { self.get(self.word_ends, at - 1) as usize + 1 };
        self.text_in(start..self.get(self.word_ends, at) as usize)
    }

    fn text_in(&self, range: Range<usize>) -> &str {
        let bytes = self.bytes.get(self.text + range.start..self.text + range.end);
        bytes.and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }

    /// The words that begin so.
    pub(super) fn beginning(&self, start: &str) -> Range<usize> {
        let from = self.first(|word| word < start);
        from..self.first(|word| word < start || word.starts_with(start)).max(from)
    }

    /// Whether a word begins so.
    pub(super) fn is_begun(&self, start: &str) -> bool {
        let first = self.first(|word| word < start);
        first < self.word_count() && self.word(first).starts_with(start)
    }

    /// A word's number, if it is there.
    pub(super) fn find(&self, word: &str) -> Option<usize> {
        let at = self.first(|known| known < word);
        (at < self.word_count() && self.word(at) == word).then_some(at)
    }

    /// The first word that is not before.
    fn first(&self, is_before: impl Fn(&str) -> bool) -> usize {
        let mut range = 0..self.word_count();
        while !range.is_empty() {
            let middle = range.start.midpoint(range.end);
            if is_before(self.word(middle)) {
                range.start = middle + 1;
            } else {
                range.end = middle;
            }
        }
        range.start
    }

    /// The words that have this inside.
    pub(super) fn holding(&self, part: &str) -> Vec<usize> {
        let text = self.bytes.get(self.text..).unwrap_or_default();
        let mut found: Vec<usize> =
            memchr::memmem::find_iter(text, part).map(|at| self.word_at(at as u32)).collect();
        found.dedup();
        found
    }

    /// The word that stands at a place of the text.
    fn word_at(&self, at: u32) -> usize {
        let mut range = 0..self.word_count();
        while !range.is_empty() {
            let middle = range.start.midpoint(range.end);
            if self.get(self.word_ends, middle) <= at {
                range.start = middle + 1;
            } else {
                range.end = middle;
            }
        }
        range.start
    }

    /// The entries that have a word, and the bits of the fields where.
    pub(super) fn postings(&self, word: usize) -> impl Iterator<Item = (usize, u8)> {
        let range = self.span(self.posting_ends, word);
        self.numbers(self.postings, range)
            .map(|posting| ((posting >> 8) as usize, (posting & 0xff) as u8))
    }

    /// The names of an entry as numbers of words.
    pub(super) fn names(&self, entry: usize) -> impl Iterator<Item = u32> {
        self.numbers(self.names, self.span(self.name_ends, entry))
    }
}

fn number(bytes: &[u8], at: usize) -> u32 {
    let number = bytes.get(at..).and_then(<[u8]>::first_chunk);
    number.map_or(0, |number| u32::from_le_bytes(*number))
}
