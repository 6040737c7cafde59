//! What a site adds: its own files beside the built-in knowledge. They are
//! checked with the same checker, entry by entry; what is faulty is left out,
//! the rest is merged into a [`Knowledge`](super::Knowledge) like any other.

mod entries;
mod faults;
mod guide;
mod hide;
mod merge;
mod own;
mod plain;
mod read;
mod remedy;
#[cfg(test)]
mod tests;
mod types;
mod words;

pub use merge::merge;
pub use own::network;
pub use types::{Limit, Own, Site, SiteSample, Team};

/// A commented example of a site's file, which passes the checker.
pub const EXAMPLE: &str = include_str!("../../../assets/site/example.toml");
