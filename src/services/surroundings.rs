//! What the program finds around it: terminals and environment variables.

use std::env;
use std::io::{IsTerminal, stdin, stdout};

/// Whether colours are used. Without them, bold and reverse are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colour {
    /// Unless the surroundings say no (`NO_COLOR`).
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Where the program runs, asked once at the start.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// A person types: standard input is a terminal.
    pub person_types: bool,
    /// A person reads: standard output is a terminal.
    pub person_reads: bool,
    /// The terminal cannot be drawn on (`TERM=dumb` or none), or the person
    /// asked for plain questions (`ACCESSIBLE`).
    pub plain_only: bool,
    /// Colours are not wanted (`NO_COLOR`).
    pub no_color: bool,
    /// Only ASCII is safe: the locale is not UTF-8, or a text console.
    pub ascii_only: bool,
}

impl Surroundings {
    /// Looks around.
    pub fn look() -> Self {
        let term = env::var("TERM").unwrap_or_default();
        let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
        let locale = locale().map(|(_, value)| value.to_ascii_lowercase()).unwrap_or_default();
        let utf8 = locale.contains("utf-8") || locale.contains("utf8") || cfg!(windows);
        Self {
            person_types: stdin().is_terminal(),
            person_reads: stdout().is_terminal(),
            plain_only: is_set("ACCESSIBLE") || (cfg!(unix) && (term.is_empty() || term == "dumb")),
            no_color: is_set("NO_COLOR"),
            ascii_only: !utf8 || term == "linux",
        }
    }
}

/// The variable that sets the locale for characters, and its value.
pub fn locale() -> Option<(&'static str, String)> {
    ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(|name| {
        let value = env::var(name).ok().filter(|value| !value.is_empty())?;
        Some((name, value))
    })
}
