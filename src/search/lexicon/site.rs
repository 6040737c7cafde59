//! The index of a knowledge base that a site added to: that of the built-in
//! one stays in use, and above it lies one of the entries that are new or
//! other than they were.

use std::borrow::Cow;
use std::collections::HashMap;

use super::super::entry::Entry;
use super::super::place::{Place, Shelf};
use super::layer::Layer;
use super::texts::{Field, Wording, texts};
use super::write::write;
use super::{GONE, Lexicon, Part, Spot};
use crate::knowledge::Knowledge;

impl Lexicon {
    /// That of a knowledge base which was made of the built-in one; `places`
    /// are all its entries in the order of lists.
    ///
    /// Whether an entry is still as it was is told by its texts, whatever
    /// changed it: they are all that the index knows.
    pub(crate) fn over_builtin(knowledge: &Knowledge, places: &[Place]) -> Self {
        let Self { mut layers, .. } = Self::builtin();
        let Some(mut below) = layers.pop() else { return Self::whole(knowledge, places) };
        let kept = Kept::new(knowledge);
        below.entries = vec![GONE; below.layer.len()];
        let number_below: HashMap<Place, u32> =
            (0..below.layer.len()).map(|at| (below.layer.place(at), at as u32)).collect();

        let mut own = Vec::new();
        let mut entries = Vec::with_capacity(places.len());
        for (number, place) in places.iter().enumerate() {
            let before = kept.before(*place).and_then(|before| number_below.get(&before));
            let slot = before.and_then(|at| Some((*at, below.entries.get_mut(*at as usize)?)));
            let (layer, at) = match slot {
                Some((at, slot)) if *slot == GONE => {
                    *slot = number as u32;
                    (0, at)
                }
                _ => {
                    own.push((number as u32, *place));
                    (1, own.len() as u32 - 1)
                }
            };
            entries.push(Spot { place: *place, layer, at });
        }
        below.forget_words();

        let (numbers, own): (Vec<u32>, Vec<Place>) = own.into_iter().unzip();
        // What servers write belongs to causes only.
        let has_cause = own.iter().any(|place| place.shelf == Shelf::Causes);
        let wording = if has_cause { kept.into_wording(knowledge) } else { Wording::default() };
        let layer = Layer::new(Cow::Owned(write(knowledge, &own, &wording)));
        let mut above = Part::new(layer, below.layer.word_count());
        above.entries = numbers;
        Self { layers: vec![below, above], entries }
    }
}

impl Part {
    /// Takes the words out that only entries have which do not count.
    fn forget_words(&mut self) {
        if !self.entries.contains(&GONE) {
            return;
        }
        let is_gone =
            |word| self.layer.postings(word).all(|(entry, _)| self.entry(entry).is_none());
        self.gone_words = (0..self.layer.word_count()).map(is_gone).collect();
        if !self.gone_words.contains(&true) {
            self.gone_words = Vec::new();
        }
    }
}

/// Which entries are as they are in the built-in knowledge.
struct Kept {
    /// For each shelf where each entry stood; `None` where the whole shelf is
    /// the built-in one.
    shelves: [Option<Vec<u32>>; Shelf::ALL.len()],
    /// What servers write, where it may be other than it was.
    wording: Option<Wording>,
}

impl Kept {
    fn new(knowledge: &Knowledge) -> Self {
        let builtin = Knowledge::builtin();
        let is_same_wording = knowledge.signatures.is_same(&builtin.signatures)
            && knowledge.providers.is_same(&builtin.providers);
        let wordings = (!is_same_wording).then(|| (Wording::new(knowledge), Wording::new(builtin)));
        let shelves = Shelf::ALL.map(|shelf| {
            let wordings = wordings.as_ref().filter(|_| shelf == Shelf::Causes);
            let is_same = match shelf {
                Shelf::Codes => knowledge.codes.is_same(&builtin.codes),
                Shelf::Causes => knowledge.causes.is_same(&builtin.causes) && wordings.is_none(),
                Shelf::Collisions => knowledge.collisions.is_same(&builtin.collisions),
                Shelf::Terms => knowledge.terms.is_same(&builtin.terms),
                Shelf::Providers => knowledge.providers.is_same(&builtin.providers),
            };
            (!is_same).then(|| kept(shelf, knowledge, wordings))
        });
        Self { shelves, wording: wordings.map(|(wording, _)| wording) }
    }

    /// Where an entry stood in the built-in knowledge, unless it is new or
    /// other than it was.
    fn before(&self, place: Place) -> Option<Place> {
        match self.shelves.get(place.shelf as usize)? {
            None => Some(place),
            Some(kept) => {
                let at = kept.get(place.at as usize).filter(|at| **at != GONE)?;
                Some(Place { at: *at, ..place })
            }
        }
    }

    /// What servers write now.
    fn into_wording(self, knowledge: &Knowledge) -> Wording {
        self.wording.unwrap_or_else(|| Wording::new(knowledge))
    }
}

/// For each entry of a shelf where it stood, or [`GONE`]. `wordings` are what
/// servers write, now and before.
fn kept(shelf: Shelf, knowledge: &Knowledge, wordings: Option<&(Wording, Wording)>) -> Vec<u32> {
    let builtin = Knowledge::builtin();
    let all = |knowledge| {
        (0..)
            .map(move |at| Place::new(shelf, at))
            .map_while(move |place| Some((place, place.entry(knowledge)?)))
    };
    let before: HashMap<_, _> =
        all(builtin).map(|(place, entry)| (identity(entry), (place, entry))).collect();
    let mut known = Vec::new();
    all(knowledge)
        .map(|(place, entry)| {
            let Some((old_place, old)) = before.get(&identity(entry)) else { return GONE };
            known.clear();
            let phrases = |wording: Option<&Wording>, place: Place| {
                wording.map(|wording| wording.of(place.at as usize).collect::<Vec<_>>())
            };
            let old_phrases = phrases(wordings.map(|(_, old)| old), *old_place);
            let phrases = phrases(wordings.map(|(new, _)| new), place);
            texts(*old, old_phrases.into_iter().flatten(), |field, text| {
                known.push((field, text.to_owned()));
            });
            let mut old = known.iter();
            let mut is_same = true;
            texts(entry, phrases.into_iter().flatten(), |field, text| {
                is_same = is_same
                    && old.next().is_some_and(|(f, t): &(Field, String)| *f == field && t == text);
            });
            if is_same && old.next().is_none() { old_place.at } else { GONE }
        })
        .collect()
}

/// What makes an entry the same as another one: several vendors may have one
/// code.
fn identity(entry: Entry<'_>) -> (&str, &str) {
    match entry {
        Entry::Code(code) => (code.code.as_str(), code.vendor.map_or("", |vendor| vendor.as_str())),
        Entry::Cause(cause) => (cause.id.as_str(), ""),
        Entry::Collision(collision) => (collision.id.as_str(), ""),
        Entry::Term(term) => (term.id.as_str(), ""),
        Entry::Provider(provider) => (provider.id.as_str(), ""),
    }
}
