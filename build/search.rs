//! The parts of the search room that the build needs to make the index over
//! the words of the knowledge.

#[path = "../src/search/entry.rs"]
mod entry;
#[path = "lexicon.rs"]
mod lexicon;
#[path = "../src/search/place.rs"]
mod place;
#[path = "../src/search/words.rs"]
mod words;

use crate::knowledge::Knowledge;

/// The index over the words of the knowledge.
pub fn pack(knowledge: &Knowledge) -> Vec<u8> {
    let wording = lexicon::texts::Wording::new(knowledge);
    lexicon::write::write(knowledge, &place::Place::all(knowledge), &wording)
}
