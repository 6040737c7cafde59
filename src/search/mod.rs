//! From a query to ranked entries: codes as codes, words in any order, typing
//! errors forgiven.

mod codes;
mod entry;
mod fuzzy;
mod index;
mod words;

pub use entry::{Entry, EntryKind};
pub use index::{Hit, Index, Results};
