//! What is typed into a search, taken apart: filters such as `owner:user` or
//! `class:4`, operators such as `!full`, and the words and codes.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use super::lexicon::Lexicon;
use super::operators::{Operator, is_begun, left, may_have};
use super::place::Place;
use crate::code::Stage;
use crate::knowledge::{Knowledge, Owner};

/// What a filter looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FilterKey {
    /// The first digit of the codes: `class:4`.
    Class,
    /// Whose replies: `provider:google`.
    Provider,
    /// Who acts: `owner:their-admin`.
    Owner,
    /// When it is said: `stage:rcpt`.
    Stage,
    /// What leads there: `cause:mailbox-full`.
    Cause,
}

impl FilterKey {
    /// All of them.
    pub const ALL: &'static [Self] =
        &[Self::Class, Self::Provider, Self::Owner, Self::Stage, Self::Cause];

    /// What is typed before the colon.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Class => "class",
            Self::Provider => "provider",
            Self::Owner => "owner",
            Self::Stage => "stage",
            Self::Cause => "cause",
        }
    }

    /// The values that it can have, each with what a person reads.
    pub fn values(self, knowledge: &Knowledge) -> Vec<(&str, &str)> {
        match self {
            Self::Class => {
                vec![("2", "success"), ("3", "go on"), ("4", "temporary"), ("5", "permanent")]
            }
            Self::Owner => Owner::ALL.iter().map(|owner| (owner.id(), owner.label())).collect(),
            Self::Stage => Stage::ALL.iter().map(|stage| (stage.id(), stage.label())).collect(),
            Self::Provider => {
                let providers = knowledge.providers.iter();
                providers.map(|known| (known.id.as_str(), known.name.as_str())).collect()
            }
            Self::Cause => {
                let causes = knowledge.causes.iter();
                causes.map(|cause| (cause.id.as_str(), cause.title.as_str())).collect()
            }
        }
    }
}

/// One filter: only entries with this value are wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// What it looks at.
    pub key: FilterKey,
    /// What is wanted there, as typed, in lower case.
    pub value: String,
}

impl Filter {
    /// A filter for a value.
    pub fn new(key: FilterKey, value: &str) -> Self {
        Self { key, value: value.to_lowercase() }
    }

    /// Reads `key:value`, also while the value is still being typed.
    fn read(typed: &str) -> Option<Self> {
        let (key, value) = typed.split_once(':')?;
        let key = FilterKey::ALL.iter().find(|known| known.id().eq_ignore_ascii_case(key))?;
        Some(Self::new(*key, value))
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.key.id(), self.value)
    }
}

/// The filters of a query, in the order typed, each once. Of several with the
/// same key one has to fit, and each key has to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters(Vec<Filter>);

impl Filters {
    /// Those that are active.
    pub fn iter(&self) -> impl Iterator<Item = &Filter> {
        self.0.iter()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this one is active.
    pub fn has(&self, filter: &Filter) -> bool {
        self.0.contains(filter)
    }

    /// Makes a filter active, or no longer.
    pub fn toggle(&mut self, filter: Filter) {
        match self.0.iter().position(|active| *active == filter) {
            Some(at) => drop(self.0.remove(at)),
            None => self.0.push(filter),
        }
    }
}

/// So many words are looked at to tell whether a query is short.
const MOST_LOOKED_AT: usize = 64;

/// A query: its filters, its operators, and what is left.
///
/// It is written as it is read, so that a screen can change a filter and put
/// the query back into the line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The filters.
    pub filters: Filters,
    /// Codes and words, as typed, single spaces between them.
    pub text: String,
    /// What has to be in an entry, or must not be.
    operators: Vec<Operator>,
}

impl Query {
    /// Reads what was typed. Anything is a query.
    pub fn read(typed: &str) -> Self {
        let mut query = Self::default();
        let mut words = Vec::new();
        let all: Vec<&str> = typed.split_whitespace().take(MOST_LOOKED_AT).collect();
        let may_have = may_have(&all);
        for word in typed.split_whitespace() {
            if may_have && let Some(operator) = Operator::read(word) {
                query.operators.push(operator);
                continue;
            }
            // The text of it is still to come.
            if may_have && is_begun(word) && all.last() == Some(&word) {
                continue;
            }
            match Filter::read(word) {
                // The value is still to come.
                Some(filter) if filter.value.is_empty() => {}
                Some(filter) if query.filters.has(&filter) => {}
                Some(filter) => query.filters.0.push(filter),
                None => words.push(word),
            }
        }
        query.text = words.join(" ");
        query
    }

    #[cfg(test)]
    pub(super) fn operators(&self) -> impl Iterator<Item = &Operator> {
        self.operators.iter()
    }

    /// The entries that the operators leave, with how well they fit; `None`
    /// where there are no operators.
    pub(super) fn left(&self, lexicon: &Lexicon) -> Option<HashMap<Place, usize>> {
        (!self.operators.is_empty()).then(|| left(&self.operators, lexicon))
    }

    /// What is looked for: the text, and the words that have to be there.
    pub(super) fn looked_for(&self) -> Cow<'_, str> {
        let more: Vec<&str> = self.operators.iter().filter_map(Operator::word).collect();
        if more.is_empty() {
            return Cow::Borrowed(&self.text);
        }
        let text = Some(self.text.as_str()).filter(|text| !text.is_empty());
        Cow::Owned(text.into_iter().chain(more).collect::<Vec<_>>().join(" "))
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let filters = self.filters.iter().map(ToString::to_string);
        let text = Some(self.text.clone()).filter(|text| !text.is_empty());
        let operators = self.operators.iter().map(ToString::to_string);
        f.write_str(&filters.chain(text).chain(operators).collect::<Vec<_>>().join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_told_from_words() {
        for (typed, filters, text) in [
            ("", "", ""),
            ("mailbox full", "", "mailbox full"),
            ("class:4 mailbox  Provider:GOOGLE full", "class:4 provider:google", "mailbox full"),
            ("owner:user owner:user owner:isp", "owner:user owner:isp", ""),
            ("stage: subject:x http://a.example 5.1.1", "", "subject:x http://a.example 5.1.1"),
        ] {
            let query = Query::read(typed);
            let shown: Vec<_> = query.filters.iter().map(ToString::to_string).collect();
            assert_eq!((shown.join(" ").as_str(), query.text.as_str()), (filters, text), "{typed}");
            assert_eq!(Query::read(&query.to_string()), query);
        }
    }

    #[test]
    fn a_filter_is_switched_on_and_off() {
        let mut query = Query::read("full class:4");
        query.filters.toggle(Filter::new(FilterKey::Owner, "user"));
        assert_eq!(query.to_string(), "class:4 owner:user full");
        query.filters.toggle(Filter::new(FilterKey::Class, "4"));
        assert_eq!(query.to_string(), "owner:user full");
    }
}
