//! The part of a site's own knowledge that the store holds; the build has no
//! site.

#[path = "../src/knowledge/site/types.rs"]
mod types;

pub use types::*;
