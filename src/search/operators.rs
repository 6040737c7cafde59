//! What has to be, or must not be, in an entry: `'exact`, `^start`, `end$` and
//! `!not`, as fzf writes them.
//!
//! They count in a short query only, at the edge of a word that has letters
//! beside them: "don't", "user!", 'quoted words' and a pasted line are text.

use std::collections::HashMap;
use std::fmt;

use super::lexicon::{Lexicon, NAME_END, WORDING};
use super::place::Place;
use super::words::split;

/// In a query of more words nobody means them.
const MOST_WORDS: usize = 6;

/// Where a text has to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Where {
    /// In any word, letter by letter.
    Within,
    /// At the beginning of a name.
    Start,
    /// At the end of a name.
    End,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Operator {
    place: Where,
    /// Whether it must not stand there.
    is_not: bool,
    text: String,
}

/// Whether a query of these words may have operators.
pub(super) fn may_have(words: &[&str]) -> bool {
    // A quotation mark that is closed again is one.
    words.len() <= MOST_WORDS && !words.iter().any(|word| word.ends_with('\''))
}

/// Whether a word is an operator of which the text is still to come.
pub(super) fn is_begun(word: &str) -> bool {
    matches!(word, "'" | "^" | "!" | "!'" | "!^")
}

impl Operator {
    /// Reads a word of a query that may have some.
    pub(super) fn read(word: &str) -> Option<Self> {
        let positive = word.strip_prefix('!');
        let (is_not, rest) = (positive.is_some(), positive.unwrap_or(word));
        let (place, text) = if let Some(text) = rest.strip_prefix('\'') {
            (Where::Within, text)
        } else if let Some(text) = rest.strip_prefix('^') {
            (Where::Start, text)
        } else if let Some(text) = rest.strip_suffix('$') {
            (Where::End, text)
        } else {
            (Where::Within, is_not.then_some(rest)?)
        };
        let is_text = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '@');
        let is_whole = text.starts_with(char::is_alphanumeric)
            && text.ends_with(char::is_alphanumeric)
            && text.chars().all(is_text);
        is_whole.then(|| Self { place, is_not, text: text.to_owned() })
    }

    /// The word to look for, where it is one.
    pub(super) fn word(&self) -> Option<&str> {
        (self.place == Where::Within && !self.is_not).then_some(self.text.as_str())
    }

    /// For each entry whether the text stands there: 2 in the title, 1
    /// elsewhere, 0 nowhere.
    fn standing(&self, lexicon: &Lexicon) -> Vec<u8> {
        let words = split(&self.text);
        let mut standing = vec![0; lexicon.len()];
        if self.place == Where::Within {
            standing.fill(1);
            for word in &words {
                let mut having = vec![false; lexicon.len()];
                let postings = lexicon.holding(word).flat_map(|known| lexicon.postings(known));
                for (entry, _) in postings {
                    if let Some(has) = having.get_mut(entry) {
                        *has = true;
                    }
                }
                standing
                    .iter_mut()
                    .zip(having)
                    .for_each(|(to, has)| *to = (*to).min(u8::from(has)));
            }
            return standing;
        }
        // What each word of the name has to be, from its edge inwards; the
        // innermost need only begin, or end, so.
        let is_start = self.place == Where::Start;
        let mut fitting: Vec<Vec<bool>> = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let innermost = if is_start { at + 1 == words.len() } else { at == 0 };
            let mut fits = vec![false; lexicon.word_count()];
            for (number, known) in lexicon.words() {
                let is_it = match (innermost, is_start) {
                    (false, _) => known == word,
                    (true, true) => known.starts_with(word.as_str()),
                    (true, false) => known.ends_with(word.as_str()),
                };
                if let Some(slot) = fits.get_mut(number) {
                    *slot = is_it;
                }
            }
            fitting.push(fits);
        }
        let fits = |name: &[u32]| {
            let Some(skipped) = name.len().checked_sub(fitting.len()) else { return false };
            let edge = name.iter().skip(if is_start { 0 } else { skipped });
            edge.zip(&fitting).all(|(word, fits)| fits.get(*word as usize) == Some(&true))
        };
        let mut name: Vec<u32> = Vec::new();
        for (entry, standing) in standing.iter_mut().enumerate() {
            name.clear();
            let mut in_title = 2;
            for word in lexicon.names(entry).take_while(|word| *word != WORDING) {
                if word != NAME_END {
                    name.push(word);
                    continue;
                }
                if fits(&name) {
                    *standing = in_title;
                    break;
                }
                in_title = 1;
                name.clear();
            }
        }
        standing
    }
}

impl fmt::Display for Operator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { text, .. } = self;
        let not = if self.is_not { "!" } else { "" };
        match self.place {
            Where::Within if self.is_not => write!(f, "!{text}"),
            Where::Within => write!(f, "'{text}"),
            Where::Start => write!(f, "{not}^{text}"),
            Where::End => write!(f, "{not}{text}$"),
        }
    }
}

/// The entries that operators leave, with how well they fit: the more the
/// better.
pub(super) fn left(operators: &[Operator], lexicon: &Lexicon) -> HashMap<Place, usize> {
    let all: Vec<(bool, Vec<u8>)> =
        operators.iter().map(|own| (own.is_not, own.standing(lexicon))).collect();
    (0..lexicon.len())
        .filter_map(|entry| {
            let mut fit = 0;
            for (is_not, standing) in &all {
                let stands = standing.get(entry).copied().unwrap_or(0);
                if (stands > 0) == *is_not {
                    return None;
                }
                fit += usize::from(stands);
            }
            Some((lexicon.place(entry), fit))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Hit, Index, Query};
    use super::split;
    use crate::knowledge::Knowledge;

    #[test]
    fn operators_are_told_from_text() {
        for (typed, operators, text) in [
            ("'quota", "'quota", ""),
            ("mailbox !full", "!full", "mailbox"),
            ("^5.7 relay", "^5.7", "relay"),
            ("box$ !^mail !x$ !'y", "box$ !^mail !x$ !y", ""),
            ("^", "", ""),
            ("relay !", "", "relay"),
            ("don't user! 'quoted' US $ a!b", "", "don't user! 'quoted' US $ a!b"),
            ("'mailbox full'", "", "'mailbox full'"),
            ("^~x $y !!z '' !(a)", "", "^~x $y !!z '' !(a)"),
            ("!one two three four five six seven", "", "!one two three four five six seven"),
            ("owner:user 'full", "'full", ""),
        ] {
            let query = Query::read(typed);
            let shown: Vec<_> = query.operators().map(ToString::to_string).collect();
            assert_eq!(
                (shown.join(" ").as_str(), query.text.as_str()),
                (operators, text),
                "{typed}"
            );
            assert_eq!(Query::read(&query.to_string()), query, "{typed}");
        }
    }

    /// What an entry is called, as it is searched.
    fn names(hit: &Hit<'_>) -> Vec<String> {
        let entry = hit.entry();
        let all = [entry.title().to_owned(), entry.id()].into_iter();
        let all = all.chain(entry.aliases().map(str::to_owned));
        all.map(|name| split(&name).join(" ")).collect()
    }

    #[test]
    fn they_leave_what_they_say() {
        let index = Index::new(Knowledge::builtin());
        let all = |query: &str, holds: &dyn Fn(&Hit<'_>) -> bool| {
            let hits = index.search(query).hits;
            let others: Vec<_> = hits.iter().filter(|hit| !holds(hit)).map(names).collect();
            assert!(!hits.is_empty() && others.is_empty(), "{query}: {others:?}");
            hits.len()
        };
        all("^mailbox", &|hit| names(hit).iter().any(|name| name.starts_with("mailbox")));
        all("^5.7", &|hit| names(hit).iter().any(|name| name.starts_with("5 7")));
        all("full$", &|hit| names(hit).iter().any(|name| name.ends_with("full")));
        let with = index.search("relay").hits.len();
        let without = all("relay !denied", &|hit| !hit.entry().title().contains("denied"));
        assert!(without < with);
        assert!(index.search("'qouta").hits.is_empty(), "slips are not forgiven");
        assert!(index.search("'quota").hits.len() <= index.search("quota").hits.len());
        assert!(index.search("!mailbox").hits.len() < index.len());
        // Where the title begins so comes first.
        let first = index.search("^mailbox").hits.first().map(|hit| hit.entry().title());
        assert!(first.is_some_and(|title| title.starts_with("Mailbox")), "{first:?}");
    }
}
