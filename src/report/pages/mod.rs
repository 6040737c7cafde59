//! What is shown of each thing: the answer first, the theory after.

mod alike;
mod anatomy;
mod brief;
mod cause;
mod code;
mod collision;
mod entry;
mod glance;
mod list;
mod outcome;
mod provider;
mod state;
mod unknown;
mod why;

pub use alike::{alike_page, ended, ending, seen};
pub use brief::{diagnosis_brief, entry_brief};
pub use cause::{cause_page, progress, remedy_page, steps_page};
pub use entry::entry_page;
pub use glance::glance_page;
pub use list::list_page;
pub use outcome::{diagnosis_page, outcome_page};
pub use state::{against_words, assumed, because_words, state_page};
pub use unknown::{unknown_code, unknown_code_in_brief, unknown_code_page};
pub use why::why_page;

use super::layout::Role;
use super::page::{Page, Rich};
use crate::knowledge::{
    Cause, Collision, Knowledge, Myth, Origin, Owner, Permanence, Source, Text,
};

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
        page.aside(format!("{} (checked {})", source.title, source.checked));
        if let Some(url) = source.url {
            page.url(url);
        }
    }
}

/// Adds the words of the glossary that a text uses, each to be opened.
fn words_used(page: &mut Page, words: &[Text], knowledge: &Knowledge) {
    let known = words.iter().filter_map(|id| Some((id, knowledge.term_name(id)?)));
    for (n, (id, name)) in known.enumerate() {
        if n == 0 {
            page.heading("Words used here");
        }
        page.word(*id, name);
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
