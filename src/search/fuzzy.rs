//! The fuzzy matcher, named in this file only.
//!
//! It looks for the letters of a word in their order. That finds a word by a
//! rough abbreviation, but not with two letters swapped, and over running text
//! it finds nearly everything. So the index over words narrows first, and the
//! matcher ranks the names of what is left.

use std::fmt;
use std::sync::OnceLock;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

/// Compares by letters in their order.
#[derive(Default)]
pub(super) struct Fuzzy {
    matcher: OnceLock<SkimMatcherV2>,
}

impl fmt::Debug for Fuzzy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Fuzzy")
    }
}

/// The most that the matcher gives for a letter, by trial.
const MOST_A_LETTER: i64 = 24;

impl Fuzzy {
    /// A matcher is made at its first use.
    fn matcher(&self) -> &SkimMatcherV2 {
        self.matcher.get_or_init(|| SkimMatcherV2::default().ignore_case())
    }

    /// Whether a word was shortened to another by leaving letters out: `mlbx`
    /// for "mailbox".
    pub(super) fn is_shortened(&self, known: &str, word: &str) -> bool {
        let letters = word.chars().count();
        if letters < 3 || !is_within(known, word) {
            return false;
        }
        let Some((_, places)) = self.matcher().fuzzy_indices(known, word) else { return false };
        let span = places.last().zip(places.first()).map_or(0, |(last, first)| last - first);
        span < letters * 2
    }

    /// How well a name fits what was typed, letter by letter, 0 to 100.
    pub(super) fn likeness(&self, name: &str, typed: &str) -> u32 {
        if !is_within(name, typed) {
            return 0;
        }
        let most = MOST_A_LETTER * i64::try_from(typed.chars().count().max(1)).unwrap_or(1);
        let score = self.matcher().fuzzy_match(name, typed).unwrap_or(0);
        u32::try_from((score * 100 / most).clamp(0, 100)).unwrap_or(0)
    }
}

/// Whether all letters stand there in their order; it is cheap to ask first.
fn is_within(text: &str, letters: &str) -> bool {
    let mut text = text.chars();
    letters.chars().all(|letter| text.any(|c| c == letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn close_letters_are_found_and_scattered_ones_are_not() {
        let fuzzy = Fuzzy::default();
        assert!(fuzzy.is_shortened("greylisted", "gryl"));
        assert!(fuzzy.is_shortened("mailbox", "mlbx"));
        assert!(!fuzzy.is_shortened("internationalised", "intd"));
        assert!(!fuzzy.is_shortened("mailbox", "ml"));
        assert!(!fuzzy.is_shortened("mailbox", "mbl"));
    }

    #[test]
    fn a_name_is_most_like_itself() {
        let fuzzy = Fuzzy::default();
        let likeness = |name| fuzzy.likeness(name, "mailbox full");
        assert!(likeness("mailbox full") > likeness("the mailbox is not full"));
        assert_eq!(likeness("full mailbox"), 0);
    }
}
