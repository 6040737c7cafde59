//! tour
use std::io;
use crate::cli::Around;
use crate::cli::exit::Exit;
use crate::cli::output::Output;
pub(super) fn run(_around: &Around, out: &mut Output) -> io::Result<Exit> { out.write("").map(|()| Exit::Found) }
