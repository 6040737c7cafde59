//! Anything that the program knows or found, as plain text, as lines for a
//! screen, or as JSON. Decides nothing.

mod fill;
pub mod json;
mod layout;
mod manual;
mod page;
mod pages;
mod plain;
mod why_words;

pub use fill::Case;
pub use layout::{Line, Role, Span, layout};
pub use manual::Sheet;
pub use page::{Block, Page};
pub use pages::{
    cause_page, diagnosis_page, entry_page, list_page, outcome_page, state_page, why_page,
};
pub use plain::{PLAIN_WIDTH, plain};
