//! Matching the words of a query with an entry: in any order, by whole word,
//! by beginning, inside a word, with a typing error, and last by letters.

use super::entry::Entry;
use super::fuzzy::Fuzzy;

/// An entry's words, made ready for matching.
#[derive(Debug)]
pub(super) struct Prepared<'k> {
    pub(super) entry: Entry<'k>,
    /// The title in lower case, character by character as long as the title.
    title: String,
    /// Words of the title, of the aliases and id, of the meaning.
    title_words: Vec<String>,
    alias_words: Vec<String>,
    meaning_words: Vec<String>,
}

/// How a query fits an entry.
#[derive(Clone, Debug, Default)]
pub(super) struct Fit {
    /// Higher is better.
    pub(super) score: i64,
    /// Matched characters of the title, from 0, sorted.
    pub(super) marks: Vec<usize>,
}

/// Splits text into lower-case words of letters and digits.
pub(super) fn split(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Lower case that keeps the number of characters, so that places in it are
/// places in the original.
fn lower_in_place(text: &str) -> String {
    text.chars().map(|c| c.to_lowercase().next().unwrap_or(c)).collect()
}

impl<'k> Prepared<'k> {
    /// Makes an entry ready.
    pub(super) fn new(entry: Entry<'k>) -> Self {
        let mut alias_words = split(&entry.id());
        for alias in entry.aliases() {
            alias_words.extend(split(alias));
        }
        Self {
            entry,
            title: lower_in_place(entry.title()),
            title_words: split(entry.title()),
            alias_words,
            meaning_words: split(entry.meaning()),
        }
    }

    /// How the query fits: every word must be somewhere. `None` where one is
    /// not.
    pub(super) fn fit(&self, words: &[String], fuzzy: &Fuzzy) -> Option<Fit> {
        let mut fit = Fit::default();
        for word in words {
            fit.score += self.fit_word(word, fuzzy, &mut fit.marks)?;
        }
        // Of two that fit alike, the one whose title says little else is it.
        fit.score -= i64::try_from(self.title_words.len()).unwrap_or(0);
        fit.marks.sort_unstable();
        fit.marks.dedup();
        Some(fit)
    }

    fn fit_word(&self, word: &str, fuzzy: &Fuzzy, marks: &mut Vec<usize>) -> Option<i64> {
        let best = [(&self.title_words, 10), (&self.alias_words, 8), (&self.meaning_words, 3)]
            .into_iter()
            .filter_map(|(words, weight)| Some(closeness(words, word)? * weight))
            .max();
        if let Some(score) = best {
            self.mark(word, marks);
            return Some(score);
        }
        let places = fuzzy.find(&self.title, word)?;
        marks.extend(places);
        Some(10)
    }

    /// Marks where a word stands in the title: itself, or the word it was
    /// taken for.
    fn mark(&self, word: &str, marks: &mut Vec<usize>) {
        let found = find_word(&self.title, word).or_else(|| {
            let meant = self.title_words.iter().find(|known| is_typo(known, word))?;
            find_word(&self.title, meant)
        });
        if let Some((from, length)) = found {
            marks.extend(from..from + length);
        }
    }
}

/// Where a word stands in a text, in characters: its place and its length.
fn find_word(text: &str, word: &str) -> Option<(usize, usize)> {
    let at = text.find(word)?;
    Some((text[..at].chars().count(), word.chars().count()))
}

/// How close the closest of some words is to a query's word, 0 to 10.
fn closeness(known: &[String], word: &str) -> Option<i64> {
    known
        .iter()
        .filter_map(|known| {
            if known == word {
                Some(10)
            } else if known.starts_with(word) {
                Some(7)
            } else if is_inflected(known, word) {
                Some(6)
            } else if word.len() >= 3 && known.contains(word) {
                Some(4)
            } else if is_typo(known, word) {
                Some(3)
            } else {
                None
            }
        })
        .max()
}

/// Whether a word is another one with an English ending: "greylisting" for
/// "greylist", "mailboxes" for "mailbox".
fn is_inflected(known: &str, word: &str) -> bool {
    known.len() >= 3
        && word
            .strip_prefix(known)
            .is_some_and(|ending| matches!(ending, "s" | "es" | "d" | "ed" | "ing" | "er" | "ers"))
}

/// Whether a word is another one typed wrongly: one slip in four to seven
/// letters, two in longer words. Swapped neighbours count as one slip. A word
/// that is still being typed is compared with the beginning.
pub(super) fn is_typo(known: &str, word: &str) -> bool {
    let letters = word.chars().count();
    let slips = match letters {
        0..=3 => return false,
        4..=7 => 1,
        _ => 2,
    };
    let known_letters = known.chars().count();
    if known_letters + slips < letters {
        return false;
    }
    // Both begin alike in nearly every typing error; it saves most of the work
    // and keeps "mail" from being taken for "fail".
    if known.chars().next() != word.chars().next() {
        return known_letters == letters && swapped_start(known, word);
    }
    let beginning: String = known.chars().take(letters).collect();
    strsim::osa_distance(known, word) <= slips || strsim::osa_distance(&beginning, word) <= slips
}

/// Whether only the first two letters are swapped.
fn swapped_start(known: &str, word: &str) -> bool {
    let (mut a, mut b) = (known.chars(), word.chars());
    let (a1, a2, b1, b2) = (a.next(), a.next(), b.next(), b.next());
    a1 == b2 && a2 == b1 && a.as_str() == b.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_forgiven_by_length() {
        for (known, word, expected) in [
            ("quota", "qouta", true),
            ("virus", "virsu", true),
            ("relay", "realy", true),
            ("greylisted", "graylisetd", true),
            ("mailbox", "mialbox", true),
            ("reputation", "repuattion", true),
            ("reputation", "reputaton", true),
            ("authentication", "autentic", true),
            ("mail", "fail", false),
            ("full", "fill", true),
            ("spf", "spd", false),
            ("user", "sure", false),
            ("usre", "suer", false),
            ("suer", "user", true),
        ] {
            assert_eq!(is_typo(known, word), expected, "{known} {word}");
        }
    }
}
