//! `smtp-doctor CODE-OR-WORDS`: the best answer to what was typed.

use std::io;

use super::exit::Exit;
use super::output::Output;
use super::request::Lookup;
use crate::diagnosis::{Diagnosis, Doctor};
use crate::evidence::{self, Forms, Kind};
use crate::knowledge::Knowledge;
use crate::report::json::{DiagnosisDocument, EntryDocument, Questions};
use crate::report::{
    Page, diagnosis_brief, diagnosis_page, entry_brief, entry_page, unknown_code, unknown_code_page,
};
use crate::search::{Hit, Index, Results, UnknownCode};

/// How many other entries are named below the answer.
const OTHERS: usize = 5;

/// How many are named where nothing was found.
const NEAREST: usize = 5;

/// The answer to what was typed.
pub(super) enum Answer {
    /// An entry.
    Entry {
        /// Which.
        hit: Hit<'static>,
        /// The codes beside it that are not known.
        unknown: Vec<UnknownCode>,
        /// Others that were found.
        others: Vec<Hit<'static>>,
    },
    /// It is no query but a server's reply.
    Reply(Diagnosis),
    /// Nothing, and what comes near.
    Nothing(Results<'static>),
}

/// Finds the answer.
pub(super) fn answer(words: &str, knowledge: &'static Knowledge) -> Answer {
    let index = Index::new(knowledge);
    if let Some(hit) = index.lookup(words) {
        // What was found by one word is known.
        let is_one = !words.trim().contains(char::is_whitespace);
        let unknown = if is_one { Vec::new() } else { index.unknown_codes(words) };
        return Answer::Entry { hit, unknown, others: Vec::new() };
    }
    if let Some(diagnosis) = reply(words, knowledge) {
        return Answer::Reply(diagnosis);
    }
    let mut results = index.search(words);
    if results.hits.is_empty() {
        return Answer::Nothing(results);
    }
    let hit = results.hits.remove(0);
    results.hits.truncate(OTHERS);
    Answer::Entry { hit, unknown: results.unknown_codes, others: results.hits }
}

impl Answer {
    /// All of it; nothing where not even the form of it says anything.
    pub(super) fn page(&self, knowledge: &Knowledge) -> Option<Page> {
        Some(match self {
            Self::Entry { hit, unknown, others } => {
                let mut page = beside(unknown, knowledge);
                page.append(entry_page(hit.entry(), hit.asked, knowledge));
                also(&mut page, others);
                page
            }
            Self::Reply(diagnosis) => diagnosis_page(diagnosis, knowledge),
            Self::Nothing(results) => {
                let code = results.unknown_codes.first()?;
                unknown_code_page(code, &results.nearest, knowledge)
            }
        })
    }

    /// The most important of it.
    pub(super) fn brief(&self, knowledge: &Knowledge) -> Page {
        match self {
            Self::Entry { hit, unknown, others } => {
                let mut page = beside(unknown, knowledge);
                page.append(entry_brief(hit.entry(), hit.asked, knowledge));
                also(&mut page, others);
                page
            }
            Self::Reply(diagnosis) => diagnosis_brief(diagnosis, knowledge),
            Self::Nothing(results) => {
                let mut page = Page::new();
                for code in &results.unknown_codes {
                    page.title(unknown_code(code, knowledge));
                }
                page
            }
        }
    }

    /// What comes near, where nothing was found.
    pub(super) fn near(&self) -> &[Hit<'static>] {
        match self {
            Self::Nothing(results) => results.nearest.get(..NEAREST).unwrap_or(&results.nearest),
            Self::Entry { .. } | Self::Reply(_) => &[],
        }
    }
}

/// Answers.
pub(super) fn run(
    request: &Lookup,
    knowledge: &'static Knowledge,
    out: &mut Output,
) -> io::Result<Exit> {
    let answer = answer(&request.words, knowledge);
    if let Answer::Nothing(results) = &answer {
        match answer.page(knowledge).filter(|_| !request.json) {
            Some(page) => out.page(&page)?,
            None => super::explain::not_found(&request.words, results, knowledge),
        }
        return Ok(Exit::NotFound);
    }
    match &answer {
        Answer::Entry { hit, .. } if request.json => {
            out.json(&EntryDocument::new(hit, knowledge))?;
        }
        Answer::Reply(diagnosis) if request.json => {
            let questions = Questions::new(knowledge);
            out.json(&DiagnosisDocument::new("-", diagnosis, &questions))?;
        }
        _ => {
            if let Some(page) = answer.page(knowledge) {
                out.page(&page)?;
            }
        }
    }
    Ok(Exit::Found)
}

/// Names what else was found.
fn also(page: &mut Page, others: &[Hit<'_>]) {
    if others.is_empty() {
        return;
    }
    page.heading("Also found");
    for hit in others {
        page.link(hit.id(), hit.entry().title());
    }
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
fn reply(words: &str, knowledge: &'static Knowledge) -> Option<Diagnosis> {
    let evidence = evidence::read(words.as_bytes(), Forms::builtin());
    if !matches!(evidence.kind, Kind::Reply | Kind::Log | Kind::Dialog) {
        return None;
    }
    let diagnosis = Doctor::new(knowledge).diagnose(&evidence);
    diagnosis.is_decided().then_some(diagnosis)
}
