//! The index over the knowledge, and what a query finds in it.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::OnceLock;

use super::codes;
use super::entry::Entry;
use super::facets::{Facets, Wanted};
use super::fuzzy::Fuzzy;
use super::hit::{Hit, Needle, Results, UnknownCode};
use super::lexicon::Lexicon;
use super::matching::{meant, parted};
use super::place::{Place, Shelf};
use super::query::Query;
use super::rank::{Found, Ranking, prefer};
use super::slips::{is_one_slip, slips};
use super::words::split;
use crate::code::{CodeQuery, read_query};
use crate::knowledge::{Knowledge, Text};

/// Everything that can be found. Its parts are made when they are first
/// needed: a look-up by code needs none of them.
#[derive(Debug)]
pub struct Index<'k> {
    knowledge: &'k Knowledge,
    /// All entries in the order of lists; made for other knowledge than the
    /// built-in one, which has them in its lexicon.
    places: OnceLock<Vec<Place>>,
    lexicon: OnceLock<Lexicon>,
    facets: OnceLock<Facets>,
    fuzzy: Fuzzy,
}

/// Words that say nothing about what is looked for.
const STOP_WORDS: &[&str] = &[
    "a", "an", "the", "is", "are", "was", "were", "be", "been", "to", "of", "in", "on", "and",
    "or", "it", "its", "my", "me", "i", "we", "our", "us", "you", "your", "he", "she", "his",
    "her", "they", "their", "them", "this", "that", "for", "from", "with", "at", "by", "as", "has",
    "have", "had", "do", "does", "did", "im", "am", "what", "why", "how", "when", "please", "help",
    "says", "just", "some", "there", "but", "so", "if",
];

/// Words that say nothing beside a code.
const BESIDE_CODES: &[&str] = &[
    "error", "errors", "code", "codes", "smtp", "status", "reply", "number", "bounce", "ndr",
    "message", "mail", "email", "server", "mean", "means", "meaning", "dsn", "response",
];

/// The score of a name from which on a cause is what the words mean.
const IS_MEANT: f32 = 45.0;

/// So many of the first are looked at to put one of them first.
const BEST: usize = 12;

/// So many are named where nothing was found.
const NEAREST: usize = 5;

impl<'k> Index<'k> {
    /// Makes the index.
    pub fn new(knowledge: &'k Knowledge) -> Self {
        Self {
            knowledge,
            places: OnceLock::new(),
            lexicon: OnceLock::new(),
            facets: OnceLock::new(),
            fuzzy: Fuzzy::default(),
        }
    }

    /// The slow way to the same: an index over everything at once.
    #[cfg(test)]
    pub(super) fn in_one_piece(knowledge: &'k Knowledge) -> Self {
        let index = Self::new(knowledge);
        let lexicon = Lexicon::whole(knowledge, &Place::all(knowledge));
        index.lexicon.set(lexicon).expect("it is new");
        index
    }

    pub(super) fn knowledge(&self) -> &'k Knowledge {
        self.knowledge
    }

    fn is_builtin(&self) -> bool {
        // What a site says of itself is nothing that is searched.
        self.knowledge.has_entries_of(Knowledge::builtin())
    }

    /// The index over words: made by the build for the built-in knowledge;
    /// what a site adds to it is added here.
    pub(super) fn lexicon(&self) -> &Lexicon {
        self.lexicon.get_or_init(|| {
            if self.is_builtin() {
                Lexicon::builtin()
            } else {
                Lexicon::over_builtin(self.knowledge, self.places())
            }
        })
    }

    fn places(&self) -> &[Place] {
        self.places.get_or_init(|| Place::all(self.knowledge))
    }

    /// Makes now what the first query with words would wait for. A query that
    /// comes meanwhile waits for the rest of it.
    pub fn prepare(&self) {
        self.lexicon();
    }

    /// Whether that takes its time: a site can have many entries.
    pub fn is_slow_to_prepare(&self) -> bool {
        !self.is_builtin()
    }

    /// All entries, in the order of lists.
    fn all(&self) -> Vec<Hit<'k>> {
        let hit = |place| Hit::new(self.knowledge, place);
        if self.is_builtin() {
            let lexicon = self.lexicon();
            (0..lexicon.len()).map(|at| hit(lexicon.place(at))).collect()
        } else {
            self.places().iter().copied().map(hit).collect()
        }
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        let known = self.knowledge;
        known.codes.len()
            + known.causes.len()
            + known.collisions.len()
            + known.terms.len()
            + known.providers.len()
    }

    /// Whether there is nothing to be found at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Searches. An empty query finds everything, in the order of the codes,
    /// then causes, collisions, terms and providers.
    pub fn search(&self, typed: &str) -> Results<'k> {
        self.find(&Query::read(typed))
    }

    /// Searches for a query that was read.
    pub fn find(&self, query: &Query) -> Results<'k> {
        let text = &*query.looked_for();
        let mut codes = in_context(text, read_query(text));
        let mut hits = self.coded(text, &codes);
        // A number that is no code belongs to the words: "port 587".
        if hits.is_empty() && codes.has_code() && !codes.words.is_empty() {
            codes = CodeQuery { words: text.to_owned(), ..CodeQuery::default() };
        }
        if hits.is_empty() && codes.has_code() {
            // A port that is asked for alone.
            let called = self.called(text).map(|place| Hit::new(self.knowledge, place));
            hits.extend(called);
        }
        let mut words = telling(&codes);
        if !words.is_empty() {
            words = parted(self.lexicon(), words);
        }
        let mut nearest = Vec::new();
        if !words.is_empty() {
            nearest = self.add_words(text, &words, &mut hits);
        } else if codes.has_code() && !hits.is_empty() {
            self.add_causes(text, &mut hits);
        } else if text.trim().is_empty() {
            hits = self.all();
        }
        let is_other = |hit: &Hit<'_>| !matches!(hit.place().shelf, Shelf::Codes | Shelf::Causes);
        let is_called = words.is_empty() && hits.first().is_some_and(is_other);
        let unknown_codes = if is_called { Vec::new() } else { self.not_known(text, &codes) };
        if hits.is_empty() && nearest.is_empty() {
            let kin = unknown_codes.iter().flat_map(|code| codes::kin(self.knowledge, code));
            let hit = |at| Hit::new(self.knowledge, Place::new(Shelf::Codes, at));
            nearest = kin.map(|(at, asked)| hit(at).asked(asked)).collect();
        }
        let is_number = hits.is_empty() && nearest.is_empty() && !codes.clients.is_empty();
        if is_number {
            let near = codes.clients.iter().flat_map(|code| codes::near(self.knowledge, *code));
            let hit = |at| Hit::new(self.knowledge, Place::new(Shelf::Codes, at));
            nearest = near.map(hit).collect();
        }
        Self::put_first_what_decides(&words, &mut hits);
        if !codes.clients.is_empty() || !codes.sockets.is_empty() {
            Self::put_first_what_is_exact(&codes, &mut hits);
        }
        if codes.has_code() && !codes.words.is_empty() {
            self.put_first_what_is_called(text, &mut hits);
        }
        let (wanted, unknown) = Wanted::new(&query.filters, self.knowledge);
        if query.filters.iter().count() > unknown.len() {
            let facets = self.facets.get_or_init(|| Facets::new(self.knowledge));
            hits.retain(|hit| facets.fit(hit.place(), &wanted));
            nearest.retain(|hit| facets.fit(hit.place(), &wanted));
        }
        if let Some(left) = query.left(self.lexicon()) {
            hits.retain(|hit| left.contains_key(&hit.place()));
            nearest.retain(|hit| left.contains_key(&hit.place()));
            if text.is_empty() {
                hits.sort_by_key(|hit| Reverse(left.get(&hit.place())));
            }
        }
        if unknown_codes.is_empty() {
            nearest.truncate(NEAREST);
        }
        Results {
            hits,
            nearest,
            filters: query.filters.clone(),
            unknown,
            is_number,
            unknown_codes,
            needle: Needle::new(&words),
        }
    }

    /// The codes of a text that are not known.
    pub fn unknown_codes(&self, text: &str) -> Vec<UnknownCode> {
        self.not_known(text, &in_context(text, read_query(text)))
    }

    fn not_known(&self, text: &str, codes: &CodeQuery) -> Vec<UnknownCode> {
        if codes.has_code() || !codes.impossible.is_empty() {
            codes::unknown(self.knowledge, text, codes)
        } else {
            Vec::new()
        }
    }

    /// The codes that the query names.
    fn coded(&self, text: &str, codes: &CodeQuery) -> Vec<Hit<'k>> {
        codes::named(self.knowledge, text, codes)
            .into_iter()
            .map(|named| {
                Hit::new(self.knowledge, Place::new(Shelf::Codes, named.at)).asked(named.asked)
            })
            .collect()
    }

    /// Puts the entry first that is called so, number and all: "port 465".
    fn put_first_what_is_called(&self, text: &str, hits: &mut Vec<Hit<'k>>) {
        if let Some(place) = self.called(text) {
            hits.retain(|hit| hit.place() != place);
            hits.insert(0, Hit::new(self.knowledge, place));
        }
    }

    /// A mail program's number means one thing, so that it comes before what
    /// the words beside it mean.
    fn put_first_what_is_exact(codes: &CodeQuery, hits: &mut Vec<Hit<'k>>) {
        if codes.words.is_empty() {
            return;
        }
        let clients = codes.clients.iter().map(ToString::to_string);
        let named: Vec<String> =
            clients.chain(codes.sockets.iter().map(ToString::to_string)).collect();
        let is_it = |hit: &Hit<'_>| hit.place().shelf == Shelf::Codes && named.contains(&hit.id());
        hits.sort_by_key(|hit| !is_it(hit));
    }

    /// Puts a collision first that is met by just these words, slips forgiven:
    /// it says what decides.
    fn put_first_what_decides(words: &[String], hits: &mut Vec<Hit<'k>>) {
        let is_met = |phrase: &Text| {
            let mut phrase = split(phrase);
            phrase.retain(|word| !STOP_WORDS.contains(&word.as_str()));
            let is_slip =
                |known: &str, word: &str| slips(word.len()) > 0 && is_one_slip(known, word);
            let is_word = |(known, word): (&String, &String)| known == word || is_slip(known, word);
            phrase.len() == words.len() && phrase.iter().zip(words).all(is_word)
        };
        let meets = |hit: &Hit<'k>| match hit.entry() {
            Entry::Collision(it) => it.phrases.iter().chain(&it.aliases).any(is_met),
            _ => false,
        };
        // What has just these words is among the best.
        let best = hits.iter().take(BEST);
        let is_collision = |hit: &Hit<'k>| hit.place().shelf == Shelf::Collisions;
        let found = best.enumerate().find(|(_, hit)| is_collision(hit) && meets(hit));
        if let Some((at, _)) = found.filter(|_| !words.is_empty()) {
            hits[..=at].rotate_right(1);
        }
    }

    /// Adds what is told of the first code found: where it or its very
    /// spelling has several meanings, what decides; then its causes.
    fn add_causes(&self, text: &str, hits: &mut Vec<Hit<'k>>) {
        let Some(first) = hits.first().filter(|hit| hit.place().shelf == Shelf::Codes) else {
            return;
        };
        let Some(code) = self.knowledge.codes.get(first.place().at as usize) else { return };
        let spelt = self.knowledge.collisions.iter();
        let spelt = spelt.filter(|it| it.aliases.iter().any(|alias| *alias == text.trim()));
        let met = spelt.chain(self.knowledge.collisions_of_code(code));
        for at in met.filter_map(|collision| self.knowledge.collisions.place(&collision.id)) {
            let hit = Hit::new(self.knowledge, Place::new(Shelf::Collisions, at));
            if !hits.iter().any(|known| known.place() == hit.place()) {
                hits.push(hit);
            }
        }
        let causes = code.causes.iter().filter_map(|id| self.knowledge.causes.place(id));
        hits.extend(causes.map(|at| Hit::new(self.knowledge, Place::new(Shelf::Causes, at))));
    }

    /// Adds the entries that have the words; where there are none, gives those
    /// that come nearest. `text` is the query as typed.
    fn add_words(&self, text: &str, words: &[String], hits: &mut Vec<Hit<'k>>) -> Vec<Hit<'k>> {
        let lexicon = self.lexicon();
        let ranking = Ranking::new(lexicon, &self.fuzzy, meant(lexicon, &self.fuzzy, words));
        let typed = words.join(" ");
        let mut found = ranking.ranked(&typed);
        if text.contains(char::is_uppercase) {
            // Who types capitals means them, but not more than the words.
            let title =
                |found: &Found| Some(lexicon.place(found.entry).entry(self.knowledge)?.title());
            prefer(&mut found, |found| title(found).is_some_and(|title| title.contains(text)));
        }
        let hit = |found: &Found| Hit::new(self.knowledge, lexicon.place(found.entry));
        if hits.is_empty() && found.is_empty() {
            return ranking.nearest(&typed).iter().map(hit).collect();
        }
        self.put_codes_beside_words(hits, &found, lexicon);
        let coded: Vec<Place> = hits.iter().map(Hit::place).collect();
        hits.extend(found.iter().map(hit).filter(|hit| !coded.contains(&hit.place())));
        Vec::new()
    }

    /// Beside a code, words choose: first the cause of the code that they
    /// mean, then those of the codes that have the words.
    fn put_codes_beside_words(&self, hits: &mut Vec<Hit<'k>>, found: &[Found], lexicon: &Lexicon) {
        let Some(first) = hits.first().map(|hit| hit.place().at as usize) else { return };
        let having: HashSet<Place> = found.iter().map(|found| lexicon.place(found.entry)).collect();
        hits.sort_by_key(|hit| !having.contains(&hit.place()));
        let Some(code) = self.knowledge.codes.get(first) else { return };
        let is_meant = |found: &&Found| {
            let place = lexicon.place(found.entry);
            found.name >= IS_MEANT
                && place.shelf == Shelf::Causes
                && self.knowledge.causes.key(place.at as usize).is_some_and(|id| {
                    code.causes.iter().any(|cause| cause == id)
                        || self
                            .knowledge
                            .cause(id)
                            .is_some_and(|cause| cause.codes.contains(&code.code))
                })
        };
        if let Some(found) = found.iter().take(3).find(is_meant) {
            hits.insert(0, Hit::new(self.knowledge, lexicon.place(found.entry)));
        }
    }
}

/// The words of a query that tell what is looked for.
fn telling(codes: &CodeQuery) -> Vec<String> {
    let mut words = split(&codes.words);
    let has_code = codes.has_code() || !codes.impossible.is_empty();
    if has_code {
        // A lone digit begins another code.
        let is_begun = |word: &str| word.len() == 1 && word.bytes().all(|b| b.is_ascii_digit());
        words.retain(|word| !BESIDE_CODES.contains(&word.as_str()) && !is_begun(word));
    }
    let tells = |word: &String| !STOP_WORDS.contains(&word.as_str());
    if has_code || words.iter().any(tells) {
        words.retain(tells);
    }
    words.truncate(MOST_WORDS);
    words
}

/// More words make no query.
const MOST_WORDS: usize = 16;

/// Beside words, the beginning of a code is a number: "port 25".
fn in_context(query: &str, codes: CodeQuery) -> CodeQuery {
    if codes.has_code() || !codes.impossible.is_empty() || codes.words.is_empty() {
        return codes;
    }
    CodeQuery { words: query.to_owned(), ..CodeQuery::default() }
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
    fn the_index_that_the_build_made_is_the_one_that_would_be_made_here() {
        let knowledge = Knowledge::builtin();
        let made = Lexicon::whole(knowledge, &Place::all(knowledge));
        assert!(made.is_same(&Lexicon::builtin()));
        // Any other knowledge gets one of its own, and finds the same.
        let mut other = knowledge.clone();
        other.terms.change(|_| ());
        let (ours, theirs) = (Index::new(knowledge), Index::new(&other));
        for query in ["", "mailbox full", "5.1.1", "owner:user"] {
            let ids = |index: &Index<'_>| -> Vec<String> {
                index.search(query).hits.iter().map(Hit::id).collect()
            };
            assert_eq!(ids(&ours), ids(&theirs), "{query}");
        }
    }

    #[test]
    fn codes_are_never_matched_by_resemblance() {
        for query in ["5.9.9", "5.1.99", "9.9.9", "9.9", "599", "9", "0x800CCCFF"] {
            assert!(found(query, 5).is_empty(), "{query} finds {:?}", found(query, 5));
        }
        let results = Index::new(Knowledge::builtin()).search("5.1.99");
        let near: Vec<String> = results.nearest.iter().map(Hit::id).collect();
        assert_eq!(near.first().map(String::as_str), Some("5.1.0"));
        assert!(near.iter().all(|id| id.contains(".1.")), "{near:?}");
    }

    #[test]
    fn a_reply_code_beside_an_enhanced_one_is_nothing_else() {
        for (query, wrong) in [
            ("550 5.1.1", "5.5.0"),
            ("554 5.7.1", "5.5.4"),
            ("451 4.7.0", "4.5.1"),
            ("550 5.1", "5.5.0"),
        ] {
            let all = found(query, usize::MAX);
            assert!(!all.iter().any(|id| id == wrong), "{query} finds {wrong}");
        }
    }

    #[test]
    fn what_begins_a_code_finds_the_codes_that_begin_so() {
        for (query, begins) in [
            ("5", "5"),
            ("5.", "5."),
            ("5.1", "5.1"),
            ("5.1.", "5.1."),
            ("2", "2"),
            ("4", "4"),
            ("10", "10"),
        ] {
            let all = found(query, usize::MAX);
            assert!(!all.is_empty(), "{query}");
            let other = all.iter().find(|id| !id.starts_with(begins));
            assert_eq!(other, None, "{query}");
        }
        for (query, first) in [("5", "500"), ("5.", "5.0.0"), ("550 5", "550"), ("550 5.", "550")] {
            assert_eq!(found(query, 1), [first], "{query}");
        }
    }

    #[test]
    fn what_is_not_found_names_what_is_near() {
        let index = Index::new(Knowledge::builtin());
        let results = index.search("mailbox xyzzyplugh");
        assert!(results.hits.is_empty());
        assert!(!results.nearest.is_empty());
    }

    #[test]
    fn filters_narrow_and_combine_and_unknown_ones_do_not_count() {
        let index = Index::new(Knowledge::builtin());
        let all = index.search("full").hits.len();
        let narrowed = index.search("full owner:recipient");
        assert_eq!(narrowed.hits.first().map(Hit::id).as_deref(), Some("mailbox-full"));
        assert!(narrowed.hits.len() < all);
        let both = index.search("class:4 provider:google owner:their-admin");
        assert!(!both.hits.is_empty());
        for hit in &both.hits {
            assert!(index.search("class:4").hits.iter().any(|other| other.place() == hit.place()));
        }
        let unknown = index.search("full owner:nonsense");
        assert_eq!(unknown.hits.len(), all);
        assert_eq!(unknown.unknown.len(), 1);
    }
}
