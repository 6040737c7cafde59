//! `smtp-doctor explain`: codes, causes, terms and providers by their names.

use std::io::{self, BufRead};

use super::diagnose::say_what_is_awaited;
use super::exit::Exit;
use super::output::Output;
use super::request::Explain;
use crate::knowledge::Knowledge;
use crate::report::entry_page;
use crate::report::json::EntryDocument;
use crate::search::{Hit, Index};
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
            let results = index.search(name);
            let found = if results.hits.is_empty() { &results.nearest } else { &results.hits };
            not_found(name, found.get(..5).unwrap_or(found));
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

/// Says on standard error that nothing has this name, and what comes near.
pub(super) fn not_found(name: &str, nearest: &[Hit<'_>]) {
    let mut text = format!("smtp-doctor: nothing is known as `{}`", Clean::line(name));
    if nearest.is_empty() {
        text.push_str(
            "; try `smtp-doctor search WORDS`, or `smtp-doctor diagnose` with the whole text",
        );
    } else {
        text.push_str("; the nearest are:");
        for hit in nearest {
            text.extend(["\n  ", &hit.id(), "  ", hit.entry().title()]);
        }
    }
    tell!("{text}");
}
