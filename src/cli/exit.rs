//! How the program ends.

use std::process::ExitCode;

/// The exit codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// What was asked for was found: 0.
    Found,
    /// It was not found, or a diagnosis stays open: 1.
    NotFound,
    /// Wrong use, or an input that cannot be read: 2.
    Wrong,
    /// Interrupted by a person: 130.
    Interrupted,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Found => 0,
            Exit::NotFound => 1,
            Exit::Wrong => 2,
            Exit::Interrupted => 130,
        })
    }
}
