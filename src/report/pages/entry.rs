//! Any entry that can be found.

use super::super::fill::Case;
use super::super::page::Page;
use super::cause::cause_page;
use super::code::code_page;
use super::{from_site, sources, words_used};
use crate::code::EnhancedCode;
use crate::knowledge::{Knowledge, Provider, Term};
use crate::search::Entry;

/// The page of an entry; `asked` is the enhanced code as somebody asked for
/// it.
pub fn entry_page(entry: Entry<'_>, asked: Option<EnhancedCode>, knowledge: &Knowledge) -> Page {
    match entry {
        Entry::Code(code) => code_page(code, asked, knowledge),
        Entry::Cause(cause) => cause_page(cause, knowledge, &Case::unknown()),
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
        let title = if let Some(term) = knowledge.term(id) {
            term.title.as_str()
        } else if let Some(cause) = knowledge.cause(id) {
            cause.title.as_str()
        } else {
            knowledge.code(id).map_or("", |code| code.name.as_str())
        };
        page.link(id, title);
    }
    sources(&mut page, &term.sources);
    page
}

fn provider_page(provider: &Provider, knowledge: &Knowledge) -> Page {
    let mut page = Page::new();
    page.title(provider.name);
    from_site(&mut page, provider.origin);
    page.text(provider.meaning);
    if !provider.domains.is_empty() {
        page.gap();
        let domains: Vec<_> = provider.domains.iter().map(|domain| domain.as_str()).collect();
        page.field("Serves", domains.join(", "));
    }
    if !provider.codes.is_empty() {
        page.heading("Codes with a meaning of its own");
        for code in &provider.codes {
            let titles: Vec<_> = code
                .causes
                .iter()
                .filter_map(|id| knowledge.cause(id))
                .map(|cause| cause.title.as_str())
                .collect();
            page.link(code.code, titles.join("; or: "));
        }
    }
    sources(&mut page, &provider.sources);
    words_used(&mut page, &provider.words, knowledge);
    page
}
