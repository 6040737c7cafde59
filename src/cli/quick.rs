//! The shortest way for what scripts call again and again: the one command is
//! parsed without the definitions of all others, which cost more than most
//! answers. Whatever is not plain goes the long way, which has all the words
//! for help and for mistakes.

use std::ffi::OsString;

use clap::{Args, Parser};

use super::args::{Bare, Command, Diagnose, Explain, Guide, Look, Search, Typed};

/// The names that are commands and no words to look up. A test holds them
/// against the commands.
const COMMANDS: &[&str] = &[
    "completions",
    "config",
    "diagnose",
    "doctor",
    "explain",
    "guide",
    "help",
    "knowledge",
    "man",
    "schema",
    "search",
    "sessions",
    "tour",
];

/// A command by itself.
#[derive(Debug, Parser)]
#[command(no_binary_name = true, disable_help_flag = true)]
struct One<A: Args> {
    #[command(flatten)]
    own: A,
    #[command(flatten)]
    look: Look,
}

/// Parses the arguments, the program's name first, where that is easy.
pub(super) fn parse(arguments: &[OsString]) -> Option<Typed> {
    let (first, rest) = arguments.get(1..)?.split_first()?;
    match first.to_str()? {
        "explain" => one::<Explain>(rest, Command::Explain),
        "search" => one::<Search>(rest, Command::Search),
        "diagnose" => one::<Diagnose>(rest, Command::Diagnose),
        "guide" => one::<Guide>(rest, Command::Guide),
        word if word.starts_with('-') || COMMANDS.contains(&word) => None,
        _ => {
            let One { own: bare, look } = One::<Bare>::try_parse_from(arguments.get(1..)?).ok()?;
            Some(Typed { command: None, bare, look })
        }
    }
}

fn one<A: Args>(arguments: &[OsString], command: fn(A) -> Command) -> Option<Typed> {
    let One { own, look } = One::<A>::try_parse_from(arguments).ok()?;
    Some(Typed { command: Some(command(own)), bare: Bare::default(), look })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_short_way_leads_where_the_long_way_does() {
        for typed in [
            "5.1.1",
            "mailbox full --tui",
            "explained",
            "full explain",
            "5.1.1 --color never --ascii",
            "explain 550 5.1.1 --json --site here",
            "search --limit 3 mailbox full --no-pager",
            "diagnose",
            "diagnose --each-line a b -",
            "guide --plain --answer a=b --answer c=d",
            "guide --json --evidence x",
            "explain -- --json",
        ] {
            let words: Vec<OsString> =
                std::iter::once("smtp-doctor").chain(typed.split(' ')).map(Into::into).collect();
            let short = parse(&words).expect("it is plain");
            let long = Typed::try_parse_from(&words).expect("it is right");
            assert_eq!(format!("{short:?}"), format!("{long:?}"), "{typed}");
        }
    }

    #[test]
    fn mistakes_help_and_rare_commands_go_the_long_way() {
        for typed in [
            "",
            "--help",
            "-h",
            "--version",
            "-5",
            "explain --help",
            "explain -h",
            "explain --nonsense",
            "search --limit x",
            "guide --plain --json",
            "config show",
            "5.1.1 --nonsense",
            "5.1.1 --help",
        ] {
            let words = std::iter::once("smtp-doctor").chain(typed.split_whitespace());
            assert!(parse(&words.map(Into::into).collect::<Vec<_>>()).is_none(), "{typed}");
        }
    }

    #[test]
    fn every_command_is_known_here() {
        let mut names: Vec<String> =
            Typed::command().get_subcommands().map(|own| own.get_name().to_owned()).collect();
        names.sort();
        assert_eq!(names, COMMANDS);
    }
}
