//! A code: what it means in practice, which causes it can have, what the
//! standard says.

use super::super::page::Page;
use super::{anatomy, fate, from_site, sources, who_acts, words_used};
use crate::code::EnhancedCode;
use crate::knowledge::{CodeEntry, Knowledge};
use crate::search::Entry;

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
    if !entry.causes.is_empty() {
        page.heading(if entry.causes.len() == 1 { "Cause" } else { "Causes, likeliest first" });
        for id in &entry.causes {
            page.link(id, knowledge.cause_title(id));
        }
    }
    if !entry.tell_apart.is_empty() {
        page.heading("What tells them apart");
        for line in &entry.tell_apart {
            page.point(format!("{} -> {}", line.when, line.cause));
        }
    }
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
    if let Some(disputed) = entry.disputed {
        page.heading("What other pages get wrong");
        page.text(disputed);
    }
    related(&mut page, entry, knowledge);
    sources(&mut page, &entry.sources);
    words_used(&mut page, &entry.words, knowledge);
    page
}

/// Adds the codes that are mistaken for this one or stand beside it.
fn related(page: &mut Page, entry: &CodeEntry, knowledge: &Knowledge) {
    if entry.related.is_empty() {
        return;
    }
    page.heading("Related codes");
    for code in &entry.related {
        let Some(other) = knowledge.code(code) else { continue };
        page.link(Entry::Code(other).id(), other.name);
    }
}
