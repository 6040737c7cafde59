//! A code or words with several meanings: what it may be, what decides.

use super::super::page::Page;
use super::{sources, words_used};
use crate::knowledge::{Collision, Knowledge};

/// The page of a collision.
pub(super) fn collision_page(collision: &Collision, knowledge: &Knowledge) -> Page {
    let mut page = Page::new();
    page.title(collision.title);
    super::from_site(&mut page, collision.origin);
    page.text(collision.meaning);
    page.heading("What it may be, and what decides");
    for reading in &collision.readings {
        let cause = knowledge.cause(&reading.cause);
        page.link(reading.cause, cause.map_or("", |cause| cause.title.as_str()));
        page.expect(reading.decides);
        if let Some(cause) = cause {
            page.expect(format!("Who acts: {}.", cause.owner.label()));
        }
    }
    page.heading("When nothing of that decides");
    page.text(collision.ask);
    page.heading("As it looks");
    for reading in &collision.readings {
        for sample in &reading.samples {
            page.quote(sample.text);
            page.aside(format!("    means: {}", reading.cause));
        }
    }
    if !collision.codes.is_empty() {
        page.heading("Codes");
        for code in &collision.codes {
            page.link(code, "");
        }
    }
    sources(&mut page, &collision.sources);
    words_used(&mut page, &collision.words, knowledge);
    page
}
