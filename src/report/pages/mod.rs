//! What is shown of each thing: the answer first, the theory after.

mod anatomy;
mod cause;
mod code;
mod entry;
mod glance;
mod outcome;
mod state;

pub use cause::cause_page;
pub use entry::entry_page;
pub use glance::glance_page;
pub use outcome::{diagnosis_page, outcome_page};
pub use state::state_page;

use super::layout::Role;
use super::page::{Page, Rich};
use crate::knowledge::{Permanence, Source};

/// Adds where something is from.
fn sources(page: &mut Page, sources: &[Source]) {
    if sources.is_empty() {
        return;
    }
    page.heading("Sources");
    for source in sources {
        page.aside(format!("{} (checked {})", source.title, source.checked));
        if let Some(url) = source.url {
            page.url(url);
        }
    }
}

/// Adds whether trying again can work, and what becomes of the message.
fn fate(page: &mut Page, permanence: Permanence, prospect: &str) {
    let word = permanence.label();
    let text = match prospect {
        "" => word.to_owned(),
        prospect => format!("{word} - {prospect}"),
    };
    page.rich("It is", Rich::new(text).mark([word], Role::Fate(permanence)));
}
