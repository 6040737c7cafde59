//! The fuzzy matcher, named in this file only.
//!
//! It looks for the letters of a word in their order. That finds a title by a
//! rough abbreviation, but not with two letters swapped, and over running text
//! it finds nearly everything; so it is asked last, and about titles only.

use std::cell::RefCell;
use std::fmt;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

/// Finds words whose letters stand in a text in their order.
pub(super) struct Fuzzy {
    matcher: RefCell<Option<SkimMatcherV2>>,
}

impl fmt::Debug for Fuzzy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Fuzzy")
    }
}

impl Fuzzy {
    /// A matcher that is made at its first use.
    pub(super) fn new() -> Self {
        Self { matcher: RefCell::new(None) }
    }

    /// The places (characters, from 0) where the letters of `word` stand in
    /// `text`, unless they are scattered too widely to mean anything.
    pub(super) fn find(&self, text: &str, word: &str) -> Option<Vec<usize>> {
        let letters = word.chars().count();
        if letters < 3 {
            return None;
        }
        let mut matcher = self.matcher.borrow_mut();
        let matcher = matcher.get_or_insert_with(|| SkimMatcherV2::default().ignore_case());
        let (_, places) = matcher.fuzzy_indices(text, word)?;
        let span = places.last()? - places.first()?;
        (span < letters * 2).then_some(places)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn close_letters_are_found_and_scattered_ones_are_not() {
        let fuzzy = Fuzzy::new();
        assert!(fuzzy.find("Greylisted: the first try is delayed", "gryl").is_some());
        assert!(fuzzy.find("Mailbox full", "mlbx").is_some());
        assert!(fuzzy.find("A fault or full disk on the recipient's server", "folder").is_none());
        assert!(fuzzy.find("Mailbox full", "ml").is_none());
    }
}
