//! The index over the words of the knowledge: which entries have a word, where
//! in them, and what they are called.
//!
//! Without a site it is one [`Layer`], which the build made. What a site adds
//! or changes lies in a second one above it ([`site`] makes it): both are
//! asked, and entries and words are numbered through, so that nobody who asks
//! sees the difference. A word that both have has two numbers.

mod layer;
mod site;
pub(crate) mod texts;
pub(crate) mod write;

use std::borrow::Cow;

use super::place::Place;
use crate::knowledge::Knowledge;
use layer::Layer;
pub(crate) use texts::Field;
use texts::Wording;
pub(crate) use write::{NAME_END, WORDING};

/// The index over the words of the built-in knowledge, made by the build.
static BUILTIN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.bin"));

/// The index over the words of a knowledge base.
#[derive(Debug)]
pub(crate) struct Lexicon {
    layers: Vec<Part>,
    /// Where the entry of each number is found; empty where there is one
    /// layer, whose own numbers hold then.
    entries: Vec<Spot>,
}

/// A layer, and how it lies in the whole.
#[derive(Debug)]
struct Part {
    layer: Layer,
    /// The number of its first word.
    first_word: usize,
    /// The numbers of its entries; [`GONE`] where a layer above has the entry,
    /// or nobody wants it. Empty where its own numbers hold.
    entries: Vec<u32>,
    /// The words that only such entries have; empty where there are none.
    gone_words: Vec<bool>,
}

/// An entry that does not count.
const GONE: u32 = u32::MAX;

/// Where an entry is found.
#[derive(Clone, Copy, Debug)]
struct Spot {
    place: Place,
    layer: u8,
    /// Its number in the layer.
    at: u32,
}

impl Lexicon {
    /// That of the built-in knowledge.
    pub(crate) fn builtin() -> Self {
        Self::single(Cow::Borrowed(BUILTIN))
    }

    /// One made for all entries at once, given in the order of lists.
    pub(crate) fn whole(knowledge: &Knowledge, places: &[Place]) -> Self {
        Self::single(Cow::Owned(write::write(knowledge, places, &Wording::new(knowledge))))
    }

    fn single(bytes: Cow<'static, [u8]>) -> Self {
        Self { layers: vec![Part::new(Layer::new(bytes), 0)], entries: Vec::new() }
    }

    /// Whether both were written alike.
    #[cfg(test)]
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.layers.len() == other.layers.len()
            && self.layers.iter().zip(&other.layers).all(|(a, b)| a.layer.is_same(&b.layer))
    }

    /// How many entries there are.
    pub(crate) fn len(&self) -> usize {
        match &*self.layers {
            [only] if self.entries.is_empty() => only.layer.len(),
            _ => self.entries.len(),
        }
    }

    /// Where an entry stands.
    pub(crate) fn place(&self, entry: usize) -> Place {
        match self.entries.get(entry) {
            Some(spot) => spot.place,
            None => self.layers.first().map_or(Place::of(0), |part| part.layer.place(entry)),
        }
    }

    /// How many words there are.
    pub(crate) fn word_count(&self) -> usize {
        self.layers.last().map_or(0, |part| part.first_word + part.layer.word_count())
    }

    /// The layer that has the word of a number, and its number there.
    fn part_of(&self, word: usize) -> Option<(&Part, usize)> {
        let part = self.layers.iter().rev().find(|part| part.first_word <= word)?;
        Some((part, word - part.first_word))
    }

    /// A word.
    pub(crate) fn word(&self, at: usize) -> &str {
        self.part_of(at).map_or("", |(part, at)| part.layer.word(at))
    }

    /// All words, with their numbers.
    pub(crate) fn words(&self) -> impl Iterator<Item = (usize, &str)> {
        self.layers.iter().flat_map(|part| {
            let all = (0..part.layer.word_count()).filter(|at| part.has(*at));
            all.map(|at| (part.first_word + at, part.layer.word(at)))
        })
    }

    /// The words that begin so, with their numbers.
    pub(crate) fn beginning(&self, start: &str) -> impl Iterator<Item = (usize, &str)> {
        self.layers.iter().flat_map(|part| {
            let begun = part.layer.beginning(start).filter(|at| part.has(*at));
            begun.map(|at| (part.first_word + at, part.layer.word(at)))
        })
    }

    /// Whether a word begins so.
    pub(crate) fn is_begun(&self, start: &str) -> bool {
        self.layers.iter().any(|part| {
            let layer = &part.layer;
            if part.gone_words.is_empty() {
                return layer.is_begun(start);
            }
            layer.beginning(start).any(|at| part.has(at))
        })
    }

    /// The numbers of a word, one for each layer that has it.
    pub(crate) fn find(&self, word: &str) -> impl Iterator<Item = usize> {
        self.layers.iter().filter_map(move |part| {
            let at = part.layer.find(word).filter(|at| part.has(*at))?;
            Some(part.first_word + at)
        })
    }

    /// Whether there is this word.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.find(word).next().is_some()
    }

    /// The words that have this inside.
    pub(crate) fn holding(&self, part: &str) -> impl Iterator<Item = usize> {
        self.layers.iter().flat_map(move |own| {
            let held = own.layer.holding(part).into_iter().filter(|at| own.has(*at));
            held.map(|at| own.first_word + at)
        })
    }

    /// The entries that have a word, and the bits of the fields where.
    pub(crate) fn postings(&self, word: usize) -> impl Iterator<Item = (usize, u8)> {
        self.part_of(word).into_iter().flat_map(|(part, at)| {
            let postings = part.layer.postings(at);
            postings.filter_map(|(entry, fields)| Some((part.entry(entry)?, fields)))
        })
    }

    /// The names of an entry as numbers of words, or as marks.
    pub(crate) fn names(&self, entry: usize) -> impl Iterator<Item = u32> {
        let (layer, at) = match self.entries.get(entry) {
            Some(spot) => (usize::from(spot.layer), spot.at as usize),
            None => (0, entry),
        };
        self.layers.get(layer).into_iter().flat_map(move |part| {
            let first = part.first_word as u32;
            let number = move |word| {
                if matches!(word, NAME_END | WORDING) { word } else { first + word }
            };
            part.layer.names(at).map(number)
        })
    }

    /// The entries that have one of these as a name, each a row of words, with
    /// the place of the name among the entry's; in the order of lists.
    pub(crate) fn called(&self, name: &[String]) -> impl Iterator<Item = (usize, usize)> {
        // The numbers of the words in each layer; none where one is not there.
        let wanted: Vec<Option<Vec<u32>>> = self
            .layers
            .iter()
            .map(|part| {
                let number =
                    |word: &String| Some((part.first_word + part.layer.find(word)?) as u32);
                name.iter().map(number).collect()
            })
            .collect();
        (0..self.len()).filter_map(move |entry| {
            let layer = self.entries.get(entry).map_or(0, |spot| usize::from(spot.layer));
            let wanted = wanted.get(layer)?.as_deref()?;
            let names = self.names(entry).take_while(|word| *word != WORDING);
            Some((entry, name_at(names, wanted)?))
        })
    }
}

/// Which of some names is this one.
fn name_at(names: impl Iterator<Item = u32>, wanted: &[u32]) -> Option<usize> {
    let (mut name, mut same, mut is_same) = (0, 0, true);
    for word in names {
        if word == NAME_END {
            if is_same && same == wanted.len() {
                return Some(name);
            }
            (name, same, is_same) = (name + 1, 0, true);
        } else {
            is_same = is_same && wanted.get(same) == Some(&word);
            same += 1;
        }
    }
    None
}

impl Part {
    fn new(layer: Layer, first_word: usize) -> Self {
        Self { layer, first_word, entries: Vec::new(), gone_words: Vec::new() }
    }

    /// Whether a word is one of an entry that counts.
    fn has(&self, word: usize) -> bool {
        !self.gone_words.get(word).copied().unwrap_or(false)
    }

    /// The number of an entry in the whole.
    fn entry(&self, at: usize) -> Option<usize> {
        match self.entries.get(at) {
            Some(number) => (*number != GONE).then_some(*number as usize),
            None => Some(at),
        }
    }
}
