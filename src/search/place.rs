//! Where an entry stands in the knowledge, without looking at it.

use super::entry::Entry;
use crate::knowledge::Knowledge;

/// A shelf of the knowledge that can be searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Shelf {
    /// The codes.
    Codes,
    /// The causes.
    Causes,
    /// The collisions.
    Collisions,
    /// The glossary.
    Terms,
    /// The providers.
    Providers,
}

impl Shelf {
    /// All of them, in the order of lists.
    pub(crate) const ALL: [Self; 5] =
        [Self::Codes, Self::Causes, Self::Collisions, Self::Terms, Self::Providers];
}

/// An entry by its shelf and its place there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Place {
    pub(crate) shelf: Shelf,
    pub(crate) at: u32,
}

/// The bits that tell the shelf; the others are the place.
const SHELF_SHIFT: u32 = 28;

impl Place {
    pub(crate) const fn new(shelf: Shelf, at: usize) -> Self {
        Self { shelf, at: at as u32 }
    }

    /// As one number.
    pub(crate) const fn number(self) -> u32 {
        (self.shelf as u32) << SHELF_SHIFT | self.at
    }

    /// From the number.
    pub(crate) const fn of(number: u32) -> Self {
        let shelf = match number >> SHELF_SHIFT {
            0 => Shelf::Codes,
            1 => Shelf::Causes,
            2 => Shelf::Collisions,
            3 => Shelf::Terms,
            _ => Shelf::Providers,
        };
        Self { shelf, at: number & ((1 << SHELF_SHIFT) - 1) }
    }

    /// The entry that stands there.
    pub(crate) fn entry(self, knowledge: &Knowledge) -> Option<Entry<'_>> {
        let at = self.at as usize;
        match self.shelf {
            Shelf::Codes => knowledge.codes.get(at).map(Entry::Code),
            Shelf::Causes => knowledge.causes.get(at).map(Entry::Cause),
            Shelf::Collisions => knowledge.collisions.get(at).map(Entry::Collision),
            Shelf::Terms => knowledge.terms.get(at).map(Entry::Term),
            Shelf::Providers => knowledge.providers.get(at).map(Entry::Provider),
        }
    }

    /// All places of a knowledge base, in the order in which lists show them:
    /// codes by number, then causes, collisions, terms and providers by id.
    pub(crate) fn all(knowledge: &Knowledge) -> Vec<Self> {
        let shelf = |shelf, count| (0..count).map(move |at| Self::new(shelf, at));
        let mut places: Vec<Self> = shelf(Shelf::Codes, knowledge.codes.len())
            .chain(shelf(Shelf::Causes, knowledge.causes.len()))
            .chain(shelf(Shelf::Collisions, knowledge.collisions.len()))
            .chain(shelf(Shelf::Terms, knowledge.terms.len()))
            .chain(shelf(Shelf::Providers, knowledge.providers.len()))
            .collect();
        places.sort_by_cached_key(|place| {
            place.entry(knowledge).map(|entry| (entry.kind(), sort_key(&entry.id())))
        });
        places
    }
}

/// An id with its numbers filled up, so that 5.1.2 comes before 5.1.10.
fn sort_key(id: &str) -> String {
    let mut key = String::new();
    let mut digits = String::new();
    for c in id.chars().chain(std::iter::once(' ')) {
        if c.is_ascii_digit() {
            digits.push(c);
        } else {
            if !digits.is_empty() {
                key.extend(std::iter::repeat_n('0', 8_usize.saturating_sub(digits.len())));
                key.push_str(&digits);
                digits.clear();
            }
            key.push(c);
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_sort_as_numbers() {
        assert!(sort_key("5.1.2") < sort_key("5.1.10"));
        assert!(sort_key("421") < sort_key("550"));
    }

    #[test]
    fn a_place_is_a_number_and_back() {
        for shelf in
            [Shelf::Codes, Shelf::Causes, Shelf::Collisions, Shelf::Terms, Shelf::Providers]
        {
            let place = Place::new(shelf, 70_000);
            assert_eq!(Place::of(place.number()), place);
        }
    }
}
