//! What is shown of each thing: the answer first, the theory after.

mod alike;
mod cause;
mod code;
mod entry;
mod list;
mod outcome;
mod state;
mod why;

pub use alike::{alike_page, ending, seen};
pub use cause::cause_page;
pub use entry::entry_page;
pub use list::list_page;
pub use outcome::{diagnosis_page, outcome_page};
pub use state::state_page;
pub use why::why_page;

use super::page::Page;
use crate::knowledge::{Cause, Knowledge, Origin, Owner, Source};

/// Says that the site gave an entry, or changed it.
fn from_site(page: &mut Page, origin: Origin) {
    if let Some((file, line)) = origin.place() {
        let name = file.as_str().rsplit(['/', '\\']).next().unwrap_or_default();
        page.aside(format!("From this site's own knowledge: {name}, line {line}."));
    }
}

/// Adds who acts, and how to reach them in this house.
fn who_acts(page: &mut Page, owner: Owner, knowledge: &Knowledge) {
    page.field("Who acts", owner.label());
    if let Some(team) = knowledge.site.team(owner) {
        page.field("Reach", team.reach());
    }
}

/// Adds how to reach those that the sentence about escalating speaks of.
fn whom_to_reach(page: &mut Page, cause: &Cause, knowledge: &Knowledge) {
    for team in knowledge.site.teams_in(&cause.escalate) {
        page.field("Reach", team.reach());
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
