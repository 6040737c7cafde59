//! What is shown of each thing: the answer first, the theory after.

mod cause;
mod code;
mod collision;
mod entry;
mod outcome;
mod provider;
mod state;

pub use cause::cause_page;
pub use entry::entry_page;
pub use outcome::{diagnosis_page, outcome_page};
pub use state::state_page;

use super::page::Page;
use crate::knowledge::{Collision, Myth, Source};

/// Adds what is told wrongly elsewhere, each with what is so.
fn myths(page: &mut Page, myths: &[Myth]) {
    if myths.is_empty() {
        return;
    }
    page.heading("What other pages get wrong");
    for myth in myths {
        page.point(format!("Wrong: {}", myth.claim));
        page.expect(myth.fact);
    }
}

/// Adds the collisions that something takes part in.
fn collisions<'k>(page: &mut Page, collisions: impl Iterator<Item = &'k Collision>) {
    for (n, collision) in collisions.enumerate() {
        if n == 0 {
            page.heading("One name, several meanings");
        }
        page.link(collision.id, collision.title);
    }
}

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
