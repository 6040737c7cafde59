//! What a query found.

use std::fmt;

use super::entry::Entry;
use super::place::Place;
use super::query::{Filter, Filters};
use super::slips::is_typo;
use super::words::stem;
use crate::code::{EnhancedCode, ReplyCode};
use crate::knowledge::Knowledge;
use crate::text::fold;

/// An entry that a query found. The entry itself is unpacked when it is looked
/// at.
#[derive(Clone, Copy)]
pub struct Hit<'k> {
    knowledge: &'k Knowledge,
    place: Place,
    /// The enhanced code as it was asked for, where the query named one.
    pub asked: Option<EnhancedCode>,
}

impl<'k> Hit<'k> {
    pub(super) const fn new(knowledge: &'k Knowledge, place: Place) -> Self {
        Self { knowledge, place, asked: None }
    }

    /// As somebody asked for it.
    pub(super) const fn asked(self, asked: Option<EnhancedCode>) -> Self {
        Self { asked, ..self }
    }

    pub(super) const fn place(&self) -> Place {
        self.place
    }

    /// The entry.
    #[expect(clippy::missing_panics_doc, reason = "it cannot: see below")]
    #[expect(clippy::expect_used, reason = "a hit is made of places of this very knowledge")]
    pub fn entry(&self) -> Entry<'k> {
        self.place.entry(self.knowledge).expect("the place is there")
    }

    /// The id or code to show.
    pub fn id(&self) -> String {
        self.entry().id_as(self.asked)
    }
}

impl fmt::Debug for Hit<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hit({:?})", self.place)
    }
}

/// A code that is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnknownCode {
    /// It is of a form that can be.
    Enhanced(EnhancedCode),
    /// The same for three digits.
    Reply(ReplyCode),
    /// It only looks like one: `9.9.9`.
    Impossible(String),
}

impl fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Enhanced(code) => code.fmt(f),
            Self::Reply(code) => code.fmt(f),
            Self::Impossible(text) => f.write_str(text),
        }
    }
}

/// What a query found.
#[derive(Clone, Debug, Default)]
pub struct Results<'k> {
    /// The entries, best first.
    pub hits: Vec<Hit<'k>>,
    /// Where nothing was found: the entries that come nearest.
    pub nearest: Vec<Hit<'k>>,
    /// The filters that were active.
    pub filters: Filters,
    /// Filters whose value is not known; they did not count.
    pub unknown: Vec<Filter>,
    /// A mail program's number was looked for that is not known; what comes
    /// nearest is of its family.
    pub is_number: bool,
    /// Codes of the query that are not known; where nothing else was asked
    /// for, what comes nearest is of their family.
    pub unknown_codes: Vec<UnknownCode>,
    /// The words that were looked for.
    pub needle: Needle,
}

/// The words that were looked for, for marking them in a title.
#[derive(Clone, Debug, Default)]
pub struct Needle(Vec<String>);

impl Needle {
    pub(super) fn new(words: &[String]) -> Self {
        Self(words.to_vec())
    }

    /// The places (characters, from 0) of a title that were looked for,
    /// sorted.
    pub fn marks(&self, title: &str) -> Vec<usize> {
        let mut marks = Vec::new();
        if self.0.is_empty() {
            return marks;
        }
        let mut at = 0;
        for word in title.split(|c: char| !c.is_alphanumeric()) {
            let letters = word.chars().count();
            if letters > 0 {
                let known = fold(word);
                let seen = self.0.iter().filter_map(|word| marked(&known, word));
                // The longest of them covers the others nearly always.
                if let Some((from, to)) = seen.max_by_key(|(from, to)| to - from) {
                    marks.extend(at + from..at + to.min(letters));
                }
            }
            // Whatever stands between two words is one character.
            at += letters + 1;
        }
        marks
    }
}

/// The letters of a known word that a word of the query stands for.
fn marked(known: &str, word: &str) -> Option<(usize, usize)> {
    let letters = word.chars().count();
    if let Some(at) = known.find(word).filter(|at| *at == 0 || letters >= 3) {
        let from = known.get(..at)?.chars().count();
        return Some((from, from + letters));
    }
    let is_same = stem(known) == stem(word) || is_typo(known, word);
    is_same.then(|| (0, known.chars().count()))
}

#[cfg(test)]
mod tests {
    use super::super::words::split;
    use super::*;

    #[test]
    fn what_was_looked_for_is_marked() {
        for (query, title, expected) in [
            ("full", "The recipient's mailbox is full", "full"),
            ("box", "The recipient's mailbox is full", "box"),
            ("qouta", "Quota (a limit)", "Quota"),
            ("greylisted", "Greylisting", "Greylisting"),
            ("ma", "No such mailbox", "ma"),
            ("", "No such mailbox", ""),
        ] {
            let marks = Needle::new(&split(query)).marks(title);
            let marked: String = title
                .chars()
                .enumerate()
                .filter(|(at, _)| marks.contains(at))
                .map(|(_, c)| c)
                .collect();
            assert_eq!(marked, expected, "{query} in {title}");
        }
    }
}
