//! From a query to ranked entries: codes as codes, words in any order, typing
//! errors forgiven, filters.
//!
//! An index over words, which the build makes, narrows; the names of what is
//! left rank.

mod codes;
mod entry;
mod facets;
mod fuzzy;
mod hit;
mod index;
mod lexicon;
mod lookup;
mod matching;
mod operators;
mod place;
mod query;
mod rank;
mod slips;
#[cfg(test)]
mod tests;
mod words;

pub use entry::{Entry, EntryKind};
pub use hit::{Hit, Needle, Results, UnknownCode};
pub use index::Index;
pub use query::{Filter, FilterKey, Filters, Query};
