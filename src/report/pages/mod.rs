//! What is shown of each thing: the answer first, the theory after.

mod cause;
mod code;
mod entry;
mod outcome;
mod state;

pub use cause::cause_page;
pub use entry::entry_page;
pub use outcome::{diagnosis_page, outcome_page};
pub use state::state_page;

use super::page::Page;
use crate::knowledge::{Knowledge, Source, Term, Text};

/// Adds where something is from.
fn sources(page: &mut Page, sources: &[Source]) {
    if sources.is_empty() {
        return;
    }
    page.heading("Sources");
    for source in sources {
        let url = source.url.map_or(String::new(), |url| format!(" {url}"));
        page.aside(format!("{}{url} (checked {})", source.title, source.checked));
    }
}

/// Adds the words of the glossary that a text uses, each to be opened.
fn words_used(page: &mut Page, words: &[Text], knowledge: &Knowledge) {
    let known: Vec<&Term> = words.iter().filter_map(|id| knowledge.term(id)).collect();
    if known.is_empty() {
        return;
    }
    page.heading("Words used here");
    for term in known {
        page.word(term.id, term.name());
    }
}
