//! Making the index over words, without reading it.

#[path = "../src/search/lexicon/texts.rs"]
pub mod texts;
#[path = "../src/search/lexicon/write.rs"]
pub mod write;
