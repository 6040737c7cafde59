//! Which known words a word of a query means: itself, bent, begun, as a part,
//! joined with its neighbour, typed wrongly, and last by its letters.

use super::fuzzy::Fuzzy;
use super::lexicon::Lexicon;
use super::slips::{is_one_slip, is_typo};
use super::words::stem;

/// How close a known word is to what was typed, up to 10.
pub(super) const EXACT: u8 = 10;
const JOINED: u8 = 9;
const BENT: u8 = 8;
/// A longer word begins so; up to 3 more, the less is missing.
const BEGUN: u8 = 5;
/// A word with one slip is nearly as good as the word; with two it is not.
const ONE_SLIP: u8 = 9;
const TWO_SLIPS: u8 = 6;
const PART: u8 = 4;
const OTHER_START: u8 = 3;
const LETTERS: u8 = 2;

/// The known words that a word of the query can mean.
#[derive(Debug)]
pub(super) struct Meant {
    /// How close each known word is; 0 where it is another word.
    close: Vec<u8>,
    /// Those that are close.
    words: Vec<u32>,
    /// It is no known word, nor the beginning of one: all of these are guesses.
    is_guessed: bool,
}

impl Meant {
    fn new(lexicon: &Lexicon) -> Self {
        Self { close: vec![0; lexicon.word_count()], words: Vec::new(), is_guessed: false }
    }

    fn add(&mut self, word: usize, closeness: u8) {
        let Some(close) = self.close.get_mut(word) else { return };
        if *close == 0 {
            self.words.push(word as u32);
        }
        *close = (*close).max(closeness);
    }

    /// How close a known word is; 0 where it is another word.
    pub(super) fn closeness(&self, word: u32) -> u8 {
        self.close.get(word as usize).copied().unwrap_or(0)
    }

    /// Whether the word is nothing that is known.
    pub(super) fn is_unknown(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether the known words are guesses, because this one is unknown.
    pub(super) fn is_guessed(&self) -> bool {
        self.is_guessed
    }

    /// The close words, each with how close it is.
    pub(super) fn words(&self) -> impl Iterator<Item = (usize, u8)> {
        self.words.iter().map(|word| (*word as usize, self.closeness(*word)))
    }
}

/// Parts words that were run together: "mailboxfull".
pub(super) fn parted(lexicon: &Lexicon, words: Vec<String>) -> Vec<String> {
    let mut parted = Vec::with_capacity(words.len());
    for word in words {
        let is_known = lexicon.is_begun(&word);
        let two = (LEAST_PART..word.len())
            .filter_map(|at| word.split_at_checked(at))
            .find(|(one, next)| next.len() >= LEAST_PART && lexicon.has(one) && lexicon.has(next));
        match two.filter(|_| !is_known) {
            Some((one, next)) => parted.extend([one.to_owned(), next.to_owned()]),
            None => parted.push(word),
        }
    }
    parted
}

/// The least letters of a word that was run together with another.
const LEAST_PART: usize = 3;

/// What each word of a query means.
pub(super) fn meant(lexicon: &Lexicon, fuzzy: &Fuzzy, words: &[String]) -> Vec<Meant> {
    let mut all: Vec<Meant> = words.iter().map(|word| known(lexicon, word)).collect();
    // "mail box" is "mailbox".
    for (at, pair) in words.windows(2).enumerate() {
        let [one, next] = pair else { continue };
        for joined in lexicon.find(&format!("{one}{next}")) {
            for meant in all.iter_mut().skip(at).take(2) {
                meant.add(joined, JOINED);
            }
        }
    }
    for (meant, word) in all.iter_mut().zip(words) {
        // A number is what it is.
        if is_number(word) {
            continue;
        }
        if !lexicon.is_begun(word) {
            meant.is_guessed = meant.is_unknown();
            typos(lexicon, word, meant);
        }
        if meant.is_unknown() {
            by_letters(lexicon, fuzzy, word, meant);
        }
    }
    all
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit())
}

fn known(lexicon: &Lexicon, word: &str) -> Meant {
    let mut meant = Meant::new(lexicon);
    let root = stem(word);
    // The stem of a word has three letters at least.
    let is_bent = |known: &str| root.len() >= 3 && stem(known) == root;
    for (at, known) in lexicon.beginning(root) {
        if known == word {
            meant.add(at, EXACT);
        } else if is_bent(known) {
            meant.add(at, BENT);
        } else if known.starts_with(word) {
            let share = 3 * word.len() / known.len();
            meant.add(at, BEGUN + share as u8);
        }
    }
    if word.len() >= 3 && !is_number(word) {
        for at in lexicon.holding(word) {
            meant.add(at, PART);
        }
    }
    meant
}

/// Adds the words of which this one is a misspelling.
fn typos(lexicon: &Lexicon, word: &str, meant: &mut Meant) {
    let mut letters = word.chars();
    let (first, second) = (letters.next(), letters.next());
    // The first two letters may be swapped.
    for start in [first, second].into_iter().flatten() {
        for (at, known) in lexicon.beginning(start.encode_utf8(&mut [0; 4])) {
            if is_typo(known, word) {
                let is_one = strsim::osa_distance(known, word) <= 1;
                let closeness = if is_one { ONE_SLIP } else { TWO_SLIPS };
                meant.add(at, closeness);
                // A misspelt "blacklisted" means "blacklist" too.
                let root = stem(known);
                let family = lexicon.beginning(root);
                family.filter(|(_, kin)| stem(kin) == root).for_each(|(kin, _)| {
                    meant.add(kin, closeness - 1);
                });
            }
        }
    }
    // The first letter may be wrong or missing, where the rest says enough.
    if meant.is_unknown() && word.len() >= 5 {
        for (at, known) in lexicon.words() {
            if is_one_slip(known, word) {
                meant.add(at, OTHER_START);
            }
        }
    }
}

/// Adds the words that have all its letters in their order.
fn by_letters(lexicon: &Lexicon, fuzzy: &Fuzzy, word: &str, meant: &mut Meant) {
    let Some(first) = word.chars().next() else { return };
    for (at, known) in lexicon.beginning(first.encode_utf8(&mut [0; 4])) {
        if fuzzy.is_shortened(known, word) {
            meant.add(at, LETTERS);
        }
    }
}
