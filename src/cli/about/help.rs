//! `smtp-doctor help`: the commands, and topics that no command covers.

use std::io;

use clap::{Command, CommandFactory};

use crate::cli::Around;
use crate::cli::args::Typed;
use crate::cli::exit::Exit;
use crate::cli::output::Output;
use crate::report::Sheet;
use crate::text::Clean;

/// The topics that are kept as text, in the order of the man page.
pub(super) const TOPICS: &[(&str, &str)] = &[
    ("search", include_str!("../../../assets/help/search.md")),
    ("paste", include_str!("../../../assets/help/paste.md")),
    ("guide", include_str!("../../../assets/help/guide.md")),
    ("json", include_str!("../../../assets/help/json.md")),
    ("config", include_str!("../../../assets/help/config.md")),
    ("site", include_str!("../../../assets/help/site.md")),
];

/// The topic that is made from the table of actions.
pub(super) const KEYS: &str = "keys";

/// Prints the help.
pub(super) fn run(topic: &[String], around: &Around, out: &mut Output) -> io::Result<Exit> {
    if let [name] = topic {
        if name == KEYS {
            out.sheet(&(around.keys.sheet)(&around.configuration))?;
            let tour = "\nThe handful to begin with is shown by: smtp-doctor tour\n";
            return out.write(tour).map(|()| Exit::Found);
        }
        if let Some((_, text)) = TOPICS.iter().find(|(topic, _)| topic == name) {
            out.sheet(&Sheet::parse(text))?;
            let mut command = root();
            if find(&mut command, topic).is_some() {
                out.write(&format!("\nOptions: smtp-doctor {name} --help\n"))?;
            }
            return Ok(Exit::Found);
        }
    }
    let mut command = root();
    if let Some(command) = find(&mut command, topic) {
        return out.write(&command.render_long_help().to_string()).map(|()| Exit::Found);
    }
    let names: Vec<&str> = TOPICS.iter().map(|(name, _)| *name).collect();
    tell!(
        "smtp-doctor: there is no help on `{}`; there is on: {KEYS}, {}, and on every command of \
         `smtp-doctor --help`",
        Clean::line(&topic.join(" ")),
        names.join(", ")
    );
    Ok(Exit::NotFound)
}

/// The whole command line, with the names that usage lines need.
pub(super) fn root() -> Command {
    let mut command = Typed::command();
    command.build();
    command
}

/// The command of that name, within the command before it.
fn find<'c>(command: &'c mut Command, names: &[String]) -> Option<&'c mut Command> {
    match names {
        [] => Some(command),
        [first, rest @ ..] => find(command.find_subcommand_mut(first)?, rest),
    }
}
