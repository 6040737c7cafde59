//! Ranks the entries that have the words: by where the words stand, by how
//! well one name has them together, and last letter by letter.

use super::fuzzy::Fuzzy;
use super::lexicon::{Field, Lexicon, NAME_END, WORDING};
use super::matching::{EXACT, Meant};
use super::place::Shelf;

/// So many of the best are looked at closely; beyond that nobody reads.
const CLOSELY: usize = 48;
/// So many of those are compared letter by letter.
const BY_LETTERS: usize = 12;
/// The least share of the words that an entry must have where none has all.
const LEAST_SHARE: f32 = 0.6;
/// Where fewer than so many have all words, those that lack one come after.
const FEW: usize = 5;

/// An entry that was found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    /// Its number in the lexicon.
    pub(super) entry: usize,
    /// Higher is better; about 0 to 200.
    pub(super) score: f32,
    /// The best of its names, 0 to 100.
    pub(super) name: f32,
    /// The share of the words that it has, up to 1.
    share: f32,
}

impl Found {
    /// The best first; the order of the lexicon stays among equals. The bits of
    /// numbers that are not negative sort as the numbers do.
    fn order(&self) -> u64 {
        u64::from(!self.score.to_bits()) << 32 | self.entry as u64
    }

    /// Whether it has all words.
    fn has_all(&self) -> bool {
        self.share > 0.999
    }
}

/// What it counts to be preferred: it decides between those that are alike.
const PREFERENCE: f32 = 4.0;

/// Puts those of the best that are preferred before others of their like.
pub(super) fn prefer(found: &mut [Found], is_preferred: impl Fn(&Found) -> bool) {
    let best = found.len().min(BY_LETTERS);
    let best = &mut found[..best];
    for found in best.iter_mut() {
        found.score += if is_preferred(found) { PREFERENCE } else { 0.0 };
    }
    best.sort_unstable_by_key(Found::order);
}

/// Ranks entries for the words of a query.
pub(super) struct Ranking<'a> {
    lexicon: &'a Lexicon,
    fuzzy: &'a Fuzzy,
    meant: Vec<Meant>,
    /// How telling each word is: 1 to 2, the rarer the more.
    telling: Vec<f32>,
    /// For each word what it counts at each entry, 0 to 100.
    counts: Vec<Vec<u8>>,
}

/// What a word in these fields counts: the best of them.
fn weight(fields: u8) -> u32 {
    let best = Field::ALL.iter().find(|field| fields & field.bit() != 0);
    best.map_or(0, |field| field.weight())
}

/// How often a number can be halved, in eighths. A true logarithm would need a
/// library that takes longer to load than the search takes.
fn halvings(number: usize) -> f32 {
    let whole = number.max(1).ilog2();
    let eighths = ((number << 3) >> whole) - 8;
    f32::from((whole * 8 + eighths as u32) as u16)
}

/// A cause answers a question in words better than a code of the same name.
fn bonus(shelf: Shelf) -> f32 {
    match shelf {
        Shelf::Causes => 20.0,
        Shelf::Collisions => 4.0,
        Shelf::Terms => 3.0,
        Shelf::Codes => 1.0,
        Shelf::Providers => 6.0,
    }
}

impl<'a> Ranking<'a> {
    /// Counts each word at each entry.
    pub(super) fn new(lexicon: &'a Lexicon, fuzzy: &'a Fuzzy, meant: Vec<Meant>) -> Self {
        let weights: Vec<u32> = (0..=u8::MAX).map(weight).collect();
        let mut counts = Vec::with_capacity(meant.len());
        let mut telling = Vec::with_capacity(meant.len());
        let all = lexicon.len().max(2);
        for word in &meant {
            let mut count = vec![0_u8; lexicon.len()];
            for (known, closeness) in word.words() {
                for (entry, fields) in lexicon.postings(known) {
                    let weight = weights.get(usize::from(fields)).copied().unwrap_or(0);
                    if let Some(best) = count.get_mut(entry) {
                        *best = (*best).max((weight * u32::from(closeness)) as u8);
                    }
                }
            }
            let having = count.iter().filter(|count| **count > 0).count().max(1);
            telling.push(2.0 - halvings(having) / halvings(all));
            counts.push(count);
        }
        Self { lexicon, fuzzy, meant, telling, counts }
    }

    /// The entries that have all words, best first; where they are few, those
    /// that have most of several words after them. `typed` is the words as one
    /// text.
    pub(super) fn ranked(&self, typed: &str) -> Vec<Found> {
        let mut found = self.having(if self.meant.len() > 2 { LEAST_SHARE } else { 1.0 });
        if found.iter().filter(|found| found.has_all()).count() >= FEW {
            found.retain(Found::has_all);
        }
        self.order(&mut found, typed);
        if self.meant.iter().all(Meant::is_guessed) {
            // Where every word is a guess, one that some sentence happens to
            // have is none that was meant.
            found.retain(|found| self.is_called_so(found.entry));
        }
        found
    }

    /// Whether one of the names of an entry has all words.
    fn is_called_so(&self, entry: usize) -> bool {
        let mut name: Vec<u32> = Vec::with_capacity(16);
        for word in self.lexicon.names(entry).filter(|word| *word != WORDING) {
            if word != NAME_END {
                name.push(word);
                continue;
            }
            let has = |meant: &Meant| name.iter().any(|word| meant.closeness(*word) > 0);
            if self.meant.iter().all(has) {
                return true;
            }
            name.clear();
        }
        false
    }

    /// The entries that have any of the words, those with most of them first.
    pub(super) fn nearest(&self, typed: &str) -> Vec<Found> {
        let mut found = self.having(0.0);
        self.order(&mut found, typed);
        found
    }

    /// The entries that have at least a share of the words.
    fn having(&self, least: f32) -> Vec<Found> {
        let whole: f32 = self.telling.iter().sum();
        let mut found = Vec::new();
        for entry in 0..self.lexicon.len() {
            let (mut score, mut had) = (0.0, 0.0);
            for (count, telling) in self.counts.iter().zip(&self.telling) {
                let count = count.get(entry).copied().unwrap_or(0);
                if count > 0 {
                    score += f32::from(count) * telling;
                    had += telling;
                }
            }
            let share = had / whole;
            if had > 0.0 && share >= least - 0.001 {
                let score = score / whole * share + bonus(self.lexicon.place(entry).shelf);
                found.push(Found { entry, score, name: 0.0, share });
            }
        }
        found
    }

    fn order(&self, found: &mut [Found], typed: &str) {
        // The order of the lexicon stays among equals.
        let by_score =
            |a: &Found, b: &Found| b.score.total_cmp(&a.score).then_with(|| a.entry.cmp(&b.entry));
        if found.len() > CLOSELY {
            found.select_nth_unstable_by(CLOSELY, by_score);
        }
        let (best, others) = found.split_at_mut(found.len().min(CLOSELY));
        others.sort_unstable_by(by_score);
        for found in best.iter_mut() {
            found.name = self.name(found.entry);
            found.score += found.name * found.share;
        }
        best.sort_unstable_by_key(Found::order);
        for found in best.iter_mut().take(BY_LETTERS) {
            found.score += self.likeness(found.entry, typed) / 20.0;
        }
        best.sort_unstable_by_key(Found::order);
    }

    /// How well the best name of an entry has the words together, 0 to 100,
    /// and more where it is called exactly so.
    fn name(&self, entry: usize) -> f32 {
        let mut best = 0.0_f32;
        let mut name: Vec<u32> = Vec::with_capacity(16);
        let mut share = 1.0;
        for word in self.lexicon.names(entry) {
            match word {
                NAME_END => {
                    best = best.max(self.fit(&name) * share);
                    name.clear();
                }
                WORDING => share = 0.8,
                word => name.push(word),
            }
        }
        best
    }

    /// How well a name has the words.
    #[expect(clippy::cast_precision_loss, reason = "names are short")]
    fn fit(&self, name: &[u32]) -> f32 {
        let (mut had, mut whole) = (0.0, 0.0);
        let mut in_order = 0;
        let mut last = None;
        let mut has_all = true;
        let mut taken = 0_u64;
        for (meant, telling) in self.meant.iter().zip(&self.telling) {
            whole += telling;
            // Of two that are equally close, the one not taken yet.
            let (mut close, mut at) = (0, 0);
            for (place, word) in name.iter().enumerate() {
                let other = meant.closeness(*word);
                let is_taken = taken & (1 << (at % 64)) != 0;
                if other > close || (other > 0 && other == close && is_taken) {
                    (close, at) = (other, place);
                }
            }
            if close == 0 {
                has_all = false;
                continue;
            }
            taken |= 1 << (at % 64);
            had += telling * f32::from(close) / f32::from(EXACT);
            in_order += u32::from(last.is_some_and(|last| at == last + 1));
            last = Some(at);
        }
        if had <= 0.0 {
            return 0.0;
        }
        let share = had / whole;
        let density = f32::from(taken.count_ones() as u8) / name.len().max(1) as f32;
        let order = match self.meant.len() {
            0 | 1 => 1.0,
            words => in_order as f32 / (words - 1) as f32,
        };
        let is_so = has_all && name.len() == self.meant.len() && order > 0.999;
        let called = if is_so { 25.0 * share } else { 0.0 };
        share * share * (50.0 + 35.0 * density.min(1.0) + 15.0 * order) + called
    }

    /// How like the best name of an entry is, letter by letter.
    #[expect(clippy::cast_precision_loss, reason = "it is at most 100")]
    fn likeness(&self, entry: usize, typed: &str) -> f32 {
        let mut best = 0;
        let mut name = String::new();
        for word in self.lexicon.names(entry).take_while(|word| *word != WORDING) {
            if word == NAME_END {
                best = best.max(self.fuzzy.likeness(&name, typed));
                name.clear();
            } else {
                if !name.is_empty() {
                    name.push(' ');
                }
                name.push_str(self.lexicon.word(word as usize));
            }
        }
        best as f32
    }
}
