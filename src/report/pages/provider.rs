//! A provider: what is peculiar to its replies, its codes and marks, its block
//! lists, where to turn to.

use super::super::fill::Case;
use super::super::page::Page;
use super::{from_site, sources, words_used};
use crate::knowledge::{BlockList, Knowledge, Provider};
use crate::search::Entry;

/// The page of a provider.
pub(super) fn provider_page(provider: &Provider, knowledge: &Knowledge) -> Page {
    let mut page = Page::new();
    page.title(provider.name);
    from_site(&mut page, provider.origin);
    page.text(provider.meaning);
    page.gap();
    page.field("It is", provider.kind.label());
    list(&mut page, "Serves", &provider.domains);
    list(&mut page, "Hosts", &provider.hosts);
    list(&mut page, "Known by", &provider.marks);
    for list in &provider.lists {
        page.heading(list.name);
        block_list(&mut page, list, &Case::unknown());
    }
    if !provider.tokens.is_empty() {
        page.heading("Its marks and what they mean");
        for token in &provider.tokens {
            page.field(token.token, format!("{} -> {}", token.meaning, token.causes.join(", ")));
        }
    }
    if !provider.codes.is_empty() {
        page.heading("Codes with a meaning of its own");
        for code in &provider.codes {
            let causes = code.causes.iter().filter_map(|id| knowledge.cause(id));
            let titles: Vec<_> = causes.map(|cause| cause.title.as_str()).collect();
            page.link(code.code, titles.join("; or: "));
        }
    }
    for (n, code) in knowledge.codes_of_provider(&provider.id).enumerate() {
        if n == 0 {
            page.heading("Codes of its own");
        }
        page.link(Entry::Code(code).id(), code.name);
    }
    sources(&mut page, &provider.sources);
    words_used(&mut page, &provider.words, knowledge);
    page
}

/// Adds a label with a list of words, where there are any.
fn list(page: &mut Page, label: &str, words: &[crate::knowledge::Text]) {
    if !words.is_empty() {
        page.field(label, words.join(", "));
    }
}

/// Adds what is to be known of a block list, filled from a case.
pub(super) fn block_list(page: &mut Page, list: &BlockList, case: &Case) {
    page.text(list.lists);
    if let Some(zone) = list.zone {
        page.field("Asked as", zone);
    }
    if let Some(lookup) = list.lookup {
        page.field("Look up", case.fill_message(&lookup));
    }
    page.field("It ends", list.removal.label());
    if let Some(url) = list.removal_url {
        page.field("Ask at", case.fill_message(&url));
    }
    page.text(list.how);
    page.field("It takes", list.wait);
    if list.paid {
        page.warning("It also takes money for removal. Do not pay: the entry ends without.");
    }
    for answer in &list.answers {
        page.point(format!("{}: {} -> {}", answer.value, answer.meaning, answer.cause));
    }
}
