//! Where an entry stands in the knowledge, without looking at it.

use std::cmp::Ordering;

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
        let mut codes: Vec<_> = shelf(Shelf::Codes, knowledge.codes.len())
            .filter_map(|place| {
                place.entry(knowledge).map(|entry| (entry.kind(), entry.id(), place))
            })
            .collect();
        codes.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| by_numbers(&a.1, &b.1)));
        let mut places: Vec<Self> = codes.into_iter().map(|(.., place)| place).collect();
        let mut add = |shelf: Shelf, keys: &mut dyn Iterator<Item = &'static str>| {
            let mut keys: Vec<_> =
                keys.enumerate().map(|(at, key)| (start(key), at, key)).collect();
            keys.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| by_numbers(a.2, b.2)));
            places.extend(keys.into_iter().map(|(_, at, _)| Self::new(shelf, at)));
        };
        add(Shelf::Causes, &mut knowledge.causes.keys());
        add(Shelf::Collisions, &mut knowledge.collisions.keys());
        add(Shelf::Terms, &mut knowledge.terms.keys());
        add(Shelf::Providers, &mut knowledge.providers.keys());
        places
    }
}

/// The order of ids in which their numbers count as numbers: 5.1.2 comes
/// before 5.1.10.
fn by_numbers(a: &str, b: &str) -> Ordering {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let Some(differs) = a.iter().zip(b).position(|(a, b)| a != b) else {
        return a.len().cmp(&b.len());
    };
    // A number that both have begun counts from its first digit.
    let begun = a.iter().take(differs).rev().take_while(|b| b.is_ascii_digit()).count();
    let number = |id: &[u8]| {
        let rest = id.get(differs - begun..).unwrap_or_default();
        rest.iter().take_while(|b| b.is_ascii_digit()).count()
    };
    let rest = || a.get(differs..).cmp(&b.get(differs..));
    match (number(a), number(b)) {
        (0, _) | (_, 0) => rest(),
        (one, other) => one.cmp(&other).then_with(rest),
    }
}

/// The beginning of an id as a number of that order, which tells most of them
/// apart: before each number stands how long it is.
fn start(id: &str) -> u128 {
    let mut start = [0; 16];
    let mut to = start.iter_mut();
    let mut bytes = id.as_bytes();
    let mut is_number = false;
    while let Some((b, rest)) = bytes.split_first() {
        if b.is_ascii_digit() && !is_number {
            let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
            let Some(to) = to.next() else { break };
            *to = b'0' + digits.min(9) as u8;
            if digits >= 9 {
                break;
            }
        }
        is_number = b.is_ascii_digit();
        let Some(to) = to.next() else { break };
        *to = *b;
        bytes = rest;
    }
    u128::from_be_bytes(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_sort_as_numbers() {
        for (less, more) in [
            ("5.1.2", "5.1.10"),
            ("421", "550"),
            ("5.1.19", "5.1.100"),
            ("a", "a-1"),
            ("a1b", "a1c"),
            ("a-9", "a-10"),
            ("a-10", "b-9"),
            ("5.1", "5.1.1"),
            ("a1-x", "a10"),
            ("mx", "mx2"),
        ] {
            assert_eq!(by_numbers(less, more), Ordering::Less, "{less} {more}");
            assert_eq!(by_numbers(more, less), Ordering::Greater, "{more} {less}");
            assert_eq!(by_numbers(less, less), Ordering::Equal);
            assert!(start(less) <= start(more), "{less} {more}");
        }
    }

    proptest::proptest! {
        #[test]
        fn the_beginning_is_of_the_same_order(a in "[0-9]{0,12}[a1-]{0,6}[0-9]{0,4}[b2.]{0,4}",
                                              b in "[0-9]{0,12}[a1-]{0,6}[0-9]{0,4}[b2.]{0,4}") {
            let by_start = start(&a).cmp(&start(&b));
            proptest::prop_assert!(by_start == Ordering::Equal || by_start == by_numbers(&a, &b));
        }
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
