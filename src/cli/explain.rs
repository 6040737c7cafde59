//! `smtp-doctor explain`: codes, causes, terms and providers by their names.

use std::io::{self, BufRead};

use super::diagnose::say_what_is_awaited;
use super::exit::Exit;
use super::output::Output;
use super::request::Explain;
use crate::knowledge::Knowledge;
use crate::report::json::EntryDocument;
use crate::report::{entry_page, unknown_code};
use crate::search::{Index, Results};
use crate::text::Clean;

/// Explains each name.
pub(super) fn run(
    request: &Explain,
    knowledge: &'static Knowledge,
    out: &mut Output,
) -> io::Result<Exit> {
    let index = Index::new(knowledge);
    let names = if request.names.is_empty() {
        say_what_is_awaited("Type codes, causes or terms, one a line");
        typed_names()
    } else {
        request.names.clone()
    };
    if names.is_empty() {
        tell!("smtp-doctor: nothing to explain; name a code, a cause or a term");
        return Ok(Exit::Wrong);
    }
    let mut exit = Exit::Found;
    let mut is_first = true;
    for name in &names {
        let Some(hit) = index.lookup(name) else {
            not_found(name, &index.search(name), knowledge);
            exit = Exit::NotFound;
            continue;
        };
        if request.json {
            out.json(&EntryDocument::new(&hit, knowledge))?;
            continue;
        }
        if !is_first {
            out.write("\n")?;
        }
        is_first = false;
        out.page(&entry_page(hit.entry(), hit.asked, knowledge))?;
    }
    Ok(exit)
}

/// The names on standard input, one a line.
fn typed_names() -> Vec<String> {
    let lines = io::stdin().lock().lines().map_while(Result::ok);
    lines.map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

/// So many are named where nothing has the name.
const NEAREST: usize = 5;

/// Says on standard error that nothing has this name, and what comes near.
pub(super) fn not_found(name: &str, results: &Results<'_>, knowledge: &Knowledge) {
    let found = if results.hits.is_empty() { &results.nearest } else { &results.hits };
    let nearest = found.get(..NEAREST).unwrap_or(found);
    let mut text = match results.unknown_codes.first() {
        Some(code) => format!("smtp-doctor: {}", unknown_code(code, knowledge)),
        None => format!("smtp-doctor: nothing is known as `{}`", Clean::line(name)),
    };
    let is_code = !results.unknown_codes.is_empty();
    text.push_str(match (nearest.is_empty(), is_code) {
        (true, false) => {
            "; try `smtp-doctor search WORDS`, or `smtp-doctor diagnose` with the whole text"
        }
        (true, true) => " Try `smtp-doctor diagnose` with the whole text.",
        (false, false) => "; the nearest are:",
        (false, true) => " Of its family:",
    });
    for hit in nearest {
        text.extend(["\n  ", &hit.id(), "  ", hit.entry().title()]);
    }
    tell!("{text}");
}
