//! `smtp-doctor CODE-OR-WORDS`: the best answer to what was typed.

use std::io;

use super::exit::Exit;
use super::output::Output;
use super::request::Lookup;
use crate::diagnosis::Doctor;
use crate::evidence::{self, Forms, Kind};
use crate::knowledge::Knowledge;
use crate::report::{Page, diagnosis_page, entry_page, unknown_code, unknown_code_page};
use crate::search::{Index, UnknownCode};

/// How many other entries are named below the answer.
const OTHERS: usize = 5;

/// Answers.
pub(super) fn run(
    request: &Lookup,
    knowledge: &'static Knowledge,
    out: &mut Output,
) -> io::Result<Exit> {
    let index = Index::new(knowledge);
    if let Some(hit) = index.lookup(&request.words) {
        let mut page = beside(&index.unknown_codes(&request.words), knowledge);
        page.append(entry_page(hit.entry(), hit.asked, knowledge));
        out.page(&page)?;
        return Ok(Exit::Found);
    }
    if let Some(page) = reply_page(&request.words, knowledge) {
        out.page(&page)?;
        return Ok(Exit::Found);
    }
    let results = index.search(&request.words);
    let Some(first) = results.hits.first() else {
        match results.unknown_codes.first() {
            Some(code) => out.page(&unknown_code_page(code, &results.nearest, knowledge))?,
            None => super::explain::not_found(&request.words, &results, knowledge),
        }
        return Ok(Exit::NotFound);
    };
    let mut page = beside(&results.unknown_codes, knowledge);
    page.append(entry_page(first.entry(), first.asked, knowledge));
    if results.hits.len() > 1 {
        page.heading("Also found");
        for hit in results.hits.iter().skip(1).take(OTHERS) {
            page.link(hit.id(), hit.entry().title());
        }
    }
    out.page(&page)?;
    Ok(Exit::Found)
}

/// What is said first of codes that are not known, where the rest is.
fn beside(codes: &[UnknownCode], knowledge: &Knowledge) -> Page {
    let mut page = Page::new();
    for code in codes {
        page.warning(unknown_code(code, knowledge));
    }
    page.gap();
    page
}

/// The diagnosis, where the words are a server's reply and not a query.
fn reply_page(words: &str, knowledge: &'static Knowledge) -> Option<Page> {
    let evidence = evidence::read(words.as_bytes(), Forms::builtin());
    if !matches!(evidence.kind, Kind::Reply | Kind::Log | Kind::Dialog) {
        return None;
    }
    let diagnosis = Doctor::new(knowledge).diagnose(&evidence);
    diagnosis.is_decided().then(|| diagnosis_page(&diagnosis, knowledge))
}
