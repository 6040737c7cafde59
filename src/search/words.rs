//! Matching the words of a query with an entry: in any order, by whole word,
//! by beginning, inside a word, with a typing error, and last by letters.

use std::ops::Range;

use super::entry::Entry;
use super::fuzzy::Fuzzy;

/// An entry's words, made ready for matching: all its text once, in lower
/// case, with the places of the words in it.
#[derive(Debug)]
pub(super) struct Prepared<'k> {
    pub(super) entry: Entry<'k>,
    /// The title in lower case, character by character as long as the title.
    title: String,
    /// Id, title, aliases and meaning in lower case.
    text: String,
    words: Vec<Word>,
    /// The words of the id, the title and each alias: runs of `words`.
    names: Vec<Range<usize>>,
}

/// A word of an entry.
#[derive(Debug)]
struct Word {
    start: u32,
    end: u32,
    field: Field,
}

/// Where a word stands; the number is what a match there weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Meaning = 3,
    Alias = 8,
    Title = 10,
}

/// What it counts that an entry is called exactly what was typed.
const CALLED_SO: i64 = 80;

/// How a query fits an entry.
#[derive(Clone, Debug, Default)]
pub(super) struct Fit {
    /// Higher is better.
    pub(super) score: i64,
    /// Matched characters of the title, from 0, sorted.
    pub(super) marks: Vec<usize>,
    /// Whether the entry is called exactly so.
    pub(super) is_called: bool,
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
        let mut prepared = Self {
            entry,
            title: lower_in_place(entry.title()),
            text: String::with_capacity(entry.meaning().len() + 128),
            words: Vec::with_capacity(64),
            names: Vec::new(),
        };
        prepared.add_name(&entry.id(), Field::Alias);
        prepared.add_name(entry.title(), Field::Title);
        for alias in entry.aliases() {
            prepared.add_name(alias, Field::Alias);
        }
        prepared.add(entry.meaning(), Field::Meaning);
        prepared
    }

    fn add_name(&mut self, name: &str, field: Field) {
        let first = self.words.len();
        self.add(name, field);
        self.names.push(first..self.words.len());
    }

    fn add(&mut self, text: &str, field: Field) {
        let mut start = self.text.len();
        for c in text.chars() {
            if c.is_ascii_alphanumeric() {
                self.text.push(c.to_ascii_lowercase());
            } else if c.is_alphanumeric() {
                self.text.extend(c.to_lowercase());
            } else {
                self.end_word(start, field);
                self.text.push(' ');
                start = self.text.len();
            }
        }
        self.end_word(start, field);
        self.text.push(' ');
    }

    fn end_word(&mut self, start: usize, field: Field) {
        if start < self.text.len() {
            self.words.push(Word { start: start as u32, end: self.text.len() as u32, field });
        }
    }

    fn text_of(&self, word: &Word) -> &str {
        &self.text[word.start as usize..word.end as usize]
    }

    /// Whether the entry is called exactly so.
    fn is_called(&self, words: &[String]) -> bool {
        self.names.iter().any(|name| {
            let known = self.words[name.clone()].iter().map(|word| self.text_of(word));
            known.eq(words.iter().map(String::as_str))
        })
    }

    /// How the query fits: every word must be somewhere. `None` where one is
    /// not.
    pub(super) fn fit(&self, words: &[String], fuzzy: &Fuzzy) -> Option<Fit> {
        let mut fit = Fit::default();
        for word in words {
            fit.score += self.fit_word(word, fuzzy, &mut fit.marks)?;
        }
        if !words.is_empty() && self.is_called(words) {
            fit.score += CALLED_SO;
            fit.is_called = true;
        }
        // Of two that fit alike, the one whose title says little else is it.
        let title_words = self.words.iter().filter(|word| word.field == Field::Title).count();
        fit.score -= i64::try_from(title_words).unwrap_or(0);
        fit.marks.sort_unstable();
        fit.marks.dedup();
        Some(fit)
    }

    fn fit_word(&self, word: &str, fuzzy: &Fuzzy, marks: &mut Vec<usize>) -> Option<i64> {
        let best = self
            .words
            .iter()
            .filter_map(|known| Some(closeness(self.text_of(known), word)? * known.field as i64))
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
            let mut titled = self.words.iter().filter(|known| known.field == Field::Title);
            let meant = titled.find(|known| is_typo(self.text_of(known), word))?;
            find_word(&self.title, self.text_of(meant))
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

/// How close an entry's word is to a query's word, 0 to 10.
fn closeness(known: &str, word: &str) -> Option<i64> {
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
