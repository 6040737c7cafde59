//! The index over the knowledge, and what a query finds in it.

use std::cell::OnceCell;

use super::codes;
use super::entry::{Entry, EntryKind};
use super::fuzzy::Fuzzy;
use super::words::{Prepared, split};
use crate::code::{CodeQuery, EnhancedCode, read_query};
use crate::knowledge::Knowledge;

/// An entry that a query found.
#[derive(Clone, Debug)]
pub struct Hit<'k> {
    /// The entry.
    pub entry: Entry<'k>,
    /// The enhanced code as it was asked for, where the query named one.
    pub asked: Option<EnhancedCode>,
    /// The matched characters of the title, from 0, sorted.
    pub marks: Vec<usize>,
}

impl Hit<'_> {
    /// The id or code to show.
    pub fn id(&self) -> String {
        self.entry.id_as(self.asked)
    }
}

/// What a query found.
#[derive(Clone, Debug, Default)]
pub struct Results<'k> {
    /// The entries, best first.
    pub hits: Vec<Hit<'k>>,
    /// Where nothing was found: the entries that come nearest.
    pub nearest: Vec<Entry<'k>>,
}

/// Everything that can be found, ready for searching.
#[derive(Debug)]
pub struct Index<'k> {
    knowledge: &'k Knowledge,
    entries: Vec<Entry<'k>>,
    /// Made when words are searched for the first time: a look-up by code
    /// needs none of it.
    prepared: OnceCell<Vec<Prepared<'k>>>,
    fuzzy: Fuzzy,
}

/// Words that say nothing about what is looked for.
const STOP_WORDS: &[&str] =
    &["a", "an", "the", "is", "are", "was", "to", "of", "in", "on", "and", "or", "it", "my", "me"];

impl<'k> Index<'k> {
    /// Makes the index.
    pub fn new(knowledge: &'k Knowledge) -> Self {
        let codes = knowledge.codes.iter().map(Entry::Code);
        let causes = knowledge.causes.iter().map(Entry::Cause);
        let collisions = knowledge.collisions.iter().map(Entry::Collision);
        let terms = knowledge.terms.iter().map(Entry::Term);
        let providers = knowledge.providers.iter().map(Entry::Provider);
        let mut entries: Vec<Entry<'k>> =
            codes.chain(causes).chain(collisions).chain(terms).chain(providers).collect();
        entries.sort_by_cached_key(|entry| (entry.kind(), sort_key(&entry.id())));
        Self { knowledge, entries, prepared: OnceCell::new(), fuzzy: Fuzzy::new() }
    }

    fn prepared(&self) -> &[Prepared<'k>] {
        self.prepared.get_or_init(|| self.entries.iter().copied().map(Prepared::new).collect())
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is nothing to be found at all.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Searches. An empty query finds everything, in the order of the codes,
    /// then causes, collisions, terms and providers.
    pub fn search(&self, query: &str) -> Results<'k> {
        let codes = in_context(query, read_query(query));
        let mut hits: Vec<Hit<'k>> = Vec::new();
        for named in codes::named(self.knowledge, query, &codes) {
            let entry = Entry::Code(named.entry);
            hits.push(Hit { entry, asked: named.asked, marks: Vec::new() });
        }
        if codes.has_code() && codes.words.is_empty() {
            self.add_causes(query, &mut hits);
        }
        let mut words = split(&codes.words);
        let telling = words.iter().filter(|word| !STOP_WORDS.contains(&word.as_str())).count();
        if telling > 0 {
            words.retain(|word| !STOP_WORDS.contains(&word.as_str()));
        }
        if !words.is_empty() {
            self.add_words(&words, &mut hits);
        } else if hits.is_empty() && !codes.is_about_codes() {
            let all = self.entries.iter();
            hits.extend(all.map(|entry| Hit { entry: *entry, asked: None, marks: Vec::new() }));
        }
        let nearest = if hits.is_empty() { self.nearest(&words) } else { Vec::new() };
        Results { hits, nearest }
    }

    /// The entry that is called so: a code, the id of a cause, a term or a
    /// provider, or one of their titles or other names. Nothing is found by
    /// resemblance here.
    pub fn lookup(&self, name: &str) -> Option<Hit<'k>> {
        if let Some(collision) = self.knowledge.collision(name) {
            return Some(Hit {
                entry: Entry::Collision(collision),
                asked: None,
                marks: Vec::new(),
            });
        }
        let codes = read_query(name);
        if codes.has_code() && codes.words.is_empty() {
            let named = codes::named(self.knowledge, name, &codes)
                .into_iter()
                .find(codes::Named::is_exact)?;
            return Some(Hit {
                entry: Entry::Code(named.entry),
                asked: named.asked,
                marks: Vec::new(),
            });
        }
        if let Some(entry) =
            self.knowledge.codes.iter().find(|entry| entry.code.eq_ignore_ascii_case(name))
        {
            return Some(Hit { entry: Entry::Code(entry), asked: None, marks: Vec::new() });
        }
        let wanted = split(name);
        let is_called = |entry: Entry<'k>| {
            let id = entry.id();
            entry.kind() > EntryKind::ClientCode
                && std::iter::once(id.as_str())
                    .chain(std::iter::once(entry.title()))
                    .chain(entry.aliases())
                    .any(|known| split(known) == wanted)
        };
        // An id before a title before another name: what is called so first
        // is meant.
        let entries = || self.entries.iter().copied();
        let entry = entries()
            .find(|entry| entry.kind() > EntryKind::ClientCode && entry.id() == name)
            .or_else(|| {
                let mut titled = entries().filter(|entry| entry.kind() > EntryKind::ClientCode);
                titled.find(|entry| split(entry.title()) == wanted)
            })
            .or_else(|| entries().find(|entry| is_called(*entry)))
            .filter(|_| !wanted.is_empty())?;
        Some(Hit { entry, asked: None, marks: Vec::new() })
    }

    /// Adds what is told of the first code found: where it or its very
    /// spelling has several meanings, what decides; then its causes.
    fn add_causes(&self, query: &str, hits: &mut Vec<Hit<'k>>) {
        let Some(Entry::Code(first)) = hits.first().map(|hit| hit.entry) else {
            return;
        };
        let is_spelt_so = |alias: &crate::knowledge::Text| *alias == query.trim();
        let spelt = self.knowledge.collisions.iter();
        let spelt = spelt.filter(|collision| collision.aliases.iter().any(is_spelt_so));
        for collision in spelt.chain(self.knowledge.collisions_of_code(first)) {
            let entry = Entry::Collision(collision);
            if !hits.iter().any(|hit| hit.entry.is(entry)) {
                hits.push(Hit { entry, asked: None, marks: Vec::new() });
            }
        }
        for cause in first.causes.iter().filter_map(|id| self.knowledge.cause(id)) {
            hits.push(Hit { entry: Entry::Cause(cause), asked: None, marks: Vec::new() });
        }
    }

    /// Adds the entries that have all the words.
    fn add_words(&self, words: &[String], hits: &mut Vec<Hit<'k>>) {
        let mut found: Vec<(i64, &Prepared<'k>, Vec<usize>)> = self
            .prepared()
            .iter()
            .filter_map(|prepared| {
                let fit = prepared.fit(words, &self.fuzzy)?;
                let bonus = bonus(prepared.entry.kind(), fit.is_called);
                Some((fit.score + bonus, prepared, fit.marks))
            })
            .collect();
        // The order of the index stays among equals.
        found.sort_by_key(|(score, ..)| std::cmp::Reverse(*score));
        for (_, prepared, marks) in found {
            if !hits.iter().any(|hit| hit.entry.is(prepared.entry)) {
                hits.push(Hit { entry: prepared.entry, asked: None, marks });
            }
        }
    }

    /// The entries that have most of the words, for "did you mean".
    fn nearest(&self, words: &[String]) -> Vec<Entry<'k>> {
        let mut found: Vec<(i64, Entry<'k>)> = self
            .prepared()
            .iter()
            .filter_map(|prepared| {
                let score: i64 = words
                    .iter()
                    .filter_map(|word| prepared.fit(std::slice::from_ref(word), &self.fuzzy))
                    .map(|fit| fit.score)
                    .sum();
                (score > 0).then_some((score, prepared.entry))
            })
            .collect();
        found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        found.into_iter().take(5).map(|(_, entry)| entry).collect()
    }
}

/// Beside words, the beginning of a code is a number: "port 25".
fn in_context(query: &str, codes: CodeQuery) -> CodeQuery {
    if codes.has_code() || codes.words.is_empty() {
        return codes;
    }
    CodeQuery { words: query.to_owned(), ..CodeQuery::default() }
}

/// A cause answers a question in words better than a code of the same name;
/// what has several meanings under just these words must not be answered with
/// one of them.
fn bonus(kind: EntryKind, is_called: bool) -> i64 {
    match kind {
        EntryKind::Collision if is_called => 60,
        EntryKind::Cause => 45,
        EntryKind::Collision => 8,
        EntryKind::Term => 6,
        EntryKind::ReplyCode | EntryKind::EnhancedCode => 4,
        EntryKind::ClientCode | EntryKind::Provider => 0,
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

    /// The ids of the first hits.
    fn found(query: &str, most: usize) -> Vec<String> {
        Index::new(Knowledge::builtin()).search(query).hits.iter().take(most).map(Hit::id).collect()
    }

    #[test]
    fn words_are_found_in_any_order_with_slips_and_by_letters() {
        for query in
            ["mailbox full", "full mailbox", "qouta over", "mailbx full", "FULL inbox storage"]
        {
            assert_eq!(found(query, 1), ["mailbox-full"], "{query}");
        }
    }

    #[test]
    fn an_empty_query_finds_everything() {
        let index = Index::new(Knowledge::builtin());
        assert_eq!(index.search("").hits.len(), index.len());
    }

    #[test]
    fn codes_are_never_matched_by_resemblance() {
        assert!(found("5.9.9", 5).is_empty());
        assert!(found("0x800CCCFF", 5).is_empty());
    }

    #[test]
    fn what_is_not_found_names_what_is_near() {
        let index = Index::new(Knowledge::builtin());
        let results = index.search("mailbox xyzzyplugh");
        assert!(results.hits.is_empty());
        assert!(!results.nearest.is_empty());
    }

    #[test]
    fn matched_letters_are_marked() {
        let index = Index::new(Knowledge::builtin());
        let results = index.search("full");
        let hit = results.hits.iter().find(|hit| hit.id() == "mailbox-full").expect("found");
        let marked: String =
            hit.marks.iter().filter_map(|at| hit.entry.title().chars().nth(*at)).collect();
        assert_eq!(marked, "full");
    }

    #[test]
    fn numbers_sort_as_numbers() {
        assert!(sort_key("5.1.2") < sort_key("5.1.10"));
        assert!(sort_key("421") < sort_key("550"));
    }
}
