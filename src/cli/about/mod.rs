//! The commands that are about the program itself: help, the tour, what it
//! found around it, the settings, completions, the man page, the schema.

mod args;
mod bash;
mod complete;
mod config;
mod doctor;
mod help;
mod man;
mod tour;

pub(super) use args::AboutTyped;
pub use args::{About, ConfigPart, Shell};
pub use complete::complete;

use std::io;

use super::Around;
use super::exit::Exit;
use super::output::Output;

/// The schema of all JSON documents.
const SCHEMA: &str = include_str!("../../../assets/help/schema.json");

/// Runs one of them.
pub(super) fn run(about: &About, around: &Around, out: &mut Output) -> io::Result<Exit> {
    match about {
        About::Help { topic } => return help::run(topic, around, out),
        About::Tour => return tour::run(around, out),
        About::Doctor { copy } => return doctor::run(*copy, around, out),
        About::Config(part) => config::run(*part, around, out)?,
        About::Completions { shell } => out.write(&complete::script(*shell)?)?,
        About::Schema => out.write(SCHEMA)?,
        About::Man => out.write(&man::page(&(around.keys.sheet)(
            &crate::services::config::Configuration::default(),
        ))?)?,
    }
    Ok(Exit::Found)
}
