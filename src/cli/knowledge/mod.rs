//! `smtp-doctor knowledge`: working on the knowledge itself.

mod behaviour;
pub(super) mod check;
pub(super) mod list;

use std::io;

use super::exit::Exit;
use super::output::Output;
use crate::knowledge::site::EXAMPLE;

/// Prints an example of a site's file.
pub(super) fn example(out: &mut Output) -> io::Result<Exit> {
    out.write(EXAMPLE)?;
    Ok(Exit::Found)
}
