//! What the program finds around it: terminals and environment variables.

use std::env;
use std::io::{IsTerminal, stdin, stdout};

/// Where the program runs, asked once at the start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// A person types: standard input is a terminal.
    pub person_types: bool,
    /// A person reads: standard output is a terminal.
    pub person_reads: bool,
    /// The terminal cannot be drawn on (`TERM=dumb` or none), or the person
    /// asked for plain questions (`ACCESSIBLE`).
    pub plain_only: bool,
}

impl Surroundings {
    /// Looks around.
    pub fn look() -> Self {
        let term = env::var("TERM").unwrap_or_default();
        let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
        Self {
            person_types: stdin().is_terminal(),
            person_reads: stdout().is_terminal(),
            plain_only: is_set("ACCESSIBLE") || (cfg!(unix) && (term.is_empty() || term == "dumb")),
        }
    }
}
