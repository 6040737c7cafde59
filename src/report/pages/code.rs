//! A code: what it means in practice, which causes it can have, what the
//! standard says.

use super::super::page::Page;
use super::{anatomy, collisions, fate, from_site, myths, sources, who_acts, words_used};
use crate::code::EnhancedCode;
use crate::knowledge::{CodeEntry, Group, Knowledge, Text};
use crate::search::Entry;

/// With more causes than this, only the likeliest are told in full.
const LONG: usize = 10;

/// How many are told in full then.
const SHOWN: usize = 8;

/// The page of a code, titled as somebody asked for it.
pub(super) fn code_page(
    entry: &CodeEntry,
    asked: Option<EnhancedCode>,
    knowledge: &Knowledge,
) -> Page {
    let mut page = Page::new();
    let found = Entry::Code(entry);
    page.title(format!("{}  {}", found.id_as(asked), entry.name));
    from_site(&mut page, entry.origin);
    page.text(entry.meaning);
    if let Some(asked) = asked {
        page.text(match asked.class() {
            2 => "With 2 in front it reports a success.",
            4 => "With 4 in front it is temporary: the sending server tries again by itself.",
            _ => "With 5 in front it is final: nothing more happens until something is changed.",
        });
    }
    page.gap();
    if let Some(permanence) = found.permanence() {
        fate(&mut page, permanence, "");
    }
    let first = entry.causes.first().and_then(|id| knowledge.cause(id));
    if let Some(cause) = first {
        page.field("Mostly", cause.title);
        who_acts(&mut page, cause.owner, knowledge);
    }
    let told = if entry.causes.len() > LONG { SHOWN } else { entry.causes.len() };
    let (likely, rare) = entry.causes.split_at(told);
    if !likely.is_empty() {
        page.heading(if entry.causes.len() == 1 { "Cause" } else { "Causes, likeliest first" });
        for id in likely {
            page.link(id, knowledge.cause_title(id));
            for line in entry.tell_apart.iter().filter(|line| line.cause == *id) {
                page.expect(line.when);
            }
        }
    }
    if !rare.is_empty() {
        page.aside(format!("{} rarer causes stand below, by subject.", rare.len()));
    }
    collisions(&mut page, knowledge.collisions_of_code(entry));
    let code = asked.or_else(|| found.id().parse().ok());
    if let Some(code) = code {
        page.heading(format!("{code}, number by number"));
        anatomy::enhanced(&mut page, code, knowledge);
    }
    if let Some(practice) = entry.practice {
        page.heading("What servers mean by it");
        page.text(practice);
    }
    page.heading("What the standard says");
    page.text(entry.standard);
    let vendor = entry.vendor.map_or(String::new(), |vendor| format!(" ({vendor})"));
    page.aside(format!("Standing: {}{vendor}.", entry.standing.label()));
    rarer(&mut page, entry, rare, knowledge);
    myths(&mut page, &entry.myths);
    if !entry.providers.is_empty() {
        page.heading("Whose code it is");
        for provider in entry.providers.iter().filter_map(|id| knowledge.provider(id)) {
            page.link(provider.id, provider.name);
        }
    }
    related(&mut page, entry, knowledge);
    sources(&mut page, &entry.sources);
    words_used(&mut page, &entry.words, knowledge);
    page
}

/// Adds the causes that are not among the likeliest, by subject: a line each,
/// with the sign by which each is known.
fn rarer(page: &mut Page, entry: &CodeEntry, rare: &[Text], knowledge: &Knowledge) {
    let groups: Vec<Option<Group>> = rare.iter().map(|id| knowledge.cause_group(id)).collect();
    for group in Group::ALL {
        let ids = rare.iter().zip(&groups).filter(|(_, its)| **its == Some(*group));
        for (n, (id, _)) in ids.enumerate() {
            if n == 0 {
                page.heading(format!("Rarer: {}", group.label()));
            }
            let signs = entry.tell_apart.iter().filter(|line| line.cause == *id);
            let signs: Vec<&str> = signs.map(|line| line.when.as_str()).collect();
            let title = knowledge.cause_title(id);
            page.link(id, if signs.is_empty() { title.to_owned() } else { signs.join("; or: ") });
        }
    }
}

/// Adds the codes that are mistaken for this one or stand beside it.
fn related(page: &mut Page, entry: &CodeEntry, knowledge: &Knowledge) {
    if entry.related.is_empty() {
        return;
    }
    page.heading("Related codes");
    for code in &entry.related {
        let Some((written, name)) = knowledge.code_in_list(code) else { continue };
        page.link(written, name);
    }
}
