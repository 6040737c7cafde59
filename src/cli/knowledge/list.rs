//! `smtp-doctor knowledge list`: what there is, and where it is from.

use std::io;

use super::super::exit::Exit;
use super::super::output::Output;
use crate::knowledge::Knowledge;
use crate::report::json::ListDocument;
use crate::report::list_page;

/// Lists everything.
pub(in crate::cli) fn run(
    json: bool,
    knowledge: &'static Knowledge,
    out: &mut Output,
) -> io::Result<Exit> {
    if json {
        out.json(&ListDocument::new(knowledge))?;
    } else {
        out.page(&list_page(knowledge))?;
    }
    Ok(Exit::Found)
}
