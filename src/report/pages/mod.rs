//! What is shown of each thing: the answer first, the theory after.

mod alike;
mod cause;
mod code;
mod entry;
mod outcome;
mod state;

pub use alike::{alike_page, ending, seen};
pub use cause::cause_page;
pub use entry::entry_page;
pub use outcome::{diagnosis_page, outcome_page};
pub use state::state_page;

use super::page::Page;
use crate::knowledge::Source;

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
