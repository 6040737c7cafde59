//! Any entry that can be found.

use super::super::fill::Case;
use super::super::page::Page;
use super::cause::cause_page;
use super::code::code_page;
use super::collision::collision_page;
use super::provider::provider_page;
use super::{from_site, myths, sources};
use crate::code::EnhancedCode;
use crate::knowledge::{Knowledge, Term};
use crate::search::Entry;

/// The page of an entry; `asked` is the enhanced code as somebody asked for
/// it.
pub fn entry_page(entry: Entry<'_>, asked: Option<EnhancedCode>, knowledge: &Knowledge) -> Page {
    match entry {
        Entry::Code(code) => code_page(code, asked, knowledge),
        Entry::Cause(cause) => cause_page(cause, knowledge, &Case::unknown()),
        Entry::Collision(collision) => collision_page(collision, knowledge),
        Entry::Term(term) => term_page(term, knowledge),
        Entry::Provider(provider) => provider_page(provider, knowledge),
    }
}

fn term_page(term: &Term, knowledge: &Knowledge) -> Page {
    let mut page = Page::new();
    page.title(term.title);
    from_site(&mut page, term.origin);
    page.text(term.meaning);
    if let Some(more) = term.more {
        page.gap();
        page.text(more);
    }
    if !term.aliases.is_empty() {
        page.gap();
        page.field(
            "Also",
            term.aliases.iter().map(|alias| alias.as_str()).collect::<Vec<_>>().join(", "),
        );
    }
    if !term.see.is_empty() {
        page.heading("See");
    }
    for id in &term.see {
        let title = knowledge.terms.title(id).or_else(|| knowledge.causes.title(id));
        page.link(id, title.or_else(|| knowledge.codes.title(id)).unwrap_or_default());
    }
    myths(&mut page, &term.myths);
    sources(&mut page, &term.sources);
    page
}
