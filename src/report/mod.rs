//! Anything that the program knows or found, as plain text, as lines for a
//! screen, or as JSON. Decides nothing.

mod ansi;
mod fill;
pub mod json;
mod layout;
mod made_by;
mod manual;
mod markdown;
mod note;
mod page;
mod pages;
mod plain;
mod tree;
mod why_words;

pub use ansi::{look, styled_within, unstyled};
pub use fill::Case;
pub use layout::{Line, Medium, Role, Span, layout};
pub use made_by::MADE_BY;
pub use manual::Sheet;
pub use markdown::markdown;
pub use note::{
    Form, Handout, Missing, Note, Particulars, for_postmaster, for_user, hand_out, note_page,
    packet,
};
pub use page::{Block, Page, Rich};
pub use pages::{
    against_words, alike_page, assumed, because_words, cause_page, diagnosis_brief, diagnosis_page,
    ended, ending, entry_brief, entry_page, glance_page, list_page, outcome_page, progress,
    remedy_page, seen, state_page, steps_page, unknown_code, unknown_code_in_brief,
    unknown_code_page, why_page,
};
pub use plain::{PLAIN_WIDTH, plain, plain_within};
pub use tree::{TreeForm, tree};
