//! Everything that is known, a line each, with what is from the site marked.

use super::super::page::Page;
use crate::knowledge::{Knowledge, Origin};
use crate::search::Entry;

/// The page of the whole list.
pub fn list_page(known: &Knowledge) -> Page {
    let mut page = Page::new();
    let entries = [
        ("Causes", lines(known.causes.iter().map(|own| (Entry::Cause(own), own.origin)))),
        ("Codes", lines(known.codes.iter().map(|own| (Entry::Code(own), own.origin)))),
        ("Terms", lines(known.terms.iter().map(|own| (Entry::Term(own), own.origin)))),
        ("Providers", lines(known.providers.iter().map(|own| (Entry::Provider(own), own.origin)))),
    ];
    for (heading, entries) in entries {
        page.heading(format!("{heading} ({})", entries.len()));
        for (id, title) in entries {
            page.link(id, title);
        }
    }
    let questions = &known.guide.questions;
    page.heading(format!("Questions of the guide ({})", questions.len()));
    for question in questions {
        page.link(question.id, format!("{}{}", question.ask, mark(question.origin)));
    }
    signatures(&mut page, known);
    page
}

fn lines<'k>(entries: impl Iterator<Item = (Entry<'k>, Origin)>) -> Vec<(String, String)> {
    entries
        .map(|(entry, origin)| (entry.id(), format!("{}{}", entry.title(), mark(origin))))
        .collect()
}

/// The files of signatures with how many each has; those of a site one by one.
fn signatures(page: &mut Page, known: &Knowledge) {
    let own = known.providers.iter().map(|provider| provider.signatures.len()).sum::<usize>();
    page.heading(format!("Signatures ({})", known.signatures.len() + own));
    for (file, count) in &*known.signature_files {
        page.link(file, count.to_string());
    }
    for provider in &known.providers {
        if !provider.signatures.is_empty() {
            let count = provider.signatures.len();
            page.link(provider.id, format!("{count}{}", mark(provider.origin)));
        }
    }
    for (at, own) in known.signatures.iter().enumerate().filter(|(_, own)| own.origin.is_site()) {
        let phrases: Vec<&str> = own.any.iter().chain(&own.all).map(|text| text.as_str()).collect();
        page.link(own.cause, format!("{} [{}]", phrases.join(" | "), known.rule_name(at)));
    }
}

fn mark(origin: Origin) -> &'static str {
    if origin.is_site() { " (this site)" } else { "" }
}
