//! `smtp-doctor search`: entries by words or codes, a line each.

use std::io::{self, Read};

use super::diagnose::say_what_is_awaited;
use super::exit::Exit;
use super::output::Output;
use super::request::Search;
use crate::knowledge::Knowledge;
use crate::report::Page;
use crate::report::json::SearchDocument;
use crate::search::{Filter, Index};
use crate::text::Clean;

/// The most bytes of a query that are read from standard input.
const MOST_QUERY: u64 = 4096;

/// Searches.
pub(super) fn run(
    request: &Search,
    knowledge: &'static Knowledge,
    out: &mut Output,
) -> io::Result<Exit> {
    let query = if let Some(query) = &request.query {
        query.clone()
    } else {
        say_what_is_awaited("Type what you look for");
        typed_query()?
    };
    let index = Index::new(knowledge);
    let mut results = index.search(&query);
    if !results.unknown.is_empty() {
        for filter in &results.unknown {
            unknown(filter, knowledge);
        }
        return Ok(Exit::Wrong);
    }
    let all = results.hits.len();
    results.hits.truncate(request.limit);
    if request.json {
        out.json(&SearchDocument::new(&query, &results))?;
    } else {
        let mut page = Page::new();
        for hit in &results.hits {
            let entry = hit.entry();
            let site = if entry.origin().is_site() { ", this site" } else { "" };
            let kind = entry.kind().label();
            let whose = entry.vendor().map(|vendor| format!(" of {vendor}")).unwrap_or_default();
            page.link(hit.id(), format!("{} ({kind}{whose}{site})", entry.title()));
        }
        if all > results.hits.len() {
            page.aside(format!(
                "... and {} more; --limit {all} shows them all",
                all - results.hits.len()
            ));
        }
        if all > 0 && !results.filters.is_empty() {
            let filters: Vec<String> = results.filters.iter().map(ToString::to_string).collect();
            page.aside(format!("Only {}.", filters.join(" ")));
        }
        out.page(&page)?;
    }
    if all == 0 {
        super::explain::not_found(&query, &results, knowledge);
        return Ok(Exit::NotFound);
    }
    Ok(Exit::Found)
}

/// Says on standard error that a filter's value is not known, and which are.
fn unknown(filter: &Filter, knowledge: &Knowledge) {
    let values = filter.key.values(knowledge);
    let values: Vec<&str> = values.iter().map(|(id, _)| *id).collect();
    tell!(
        "smtp-doctor: {}: there is no {} of this name; use one of: {}",
        Clean::line(&filter.to_string()),
        filter.key.id(),
        values.join(", ")
    );
}

/// The query on standard input.
fn typed_query() -> io::Result<String> {
    let mut bytes = Vec::new();
    io::stdin().lock().take(MOST_QUERY).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).trim().to_owned())
}
