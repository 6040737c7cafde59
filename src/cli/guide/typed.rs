//! What a person typed: an answer, or one of the commands that hold at every
//! step.

use std::io::{self, Write};

use crate::cli::output::Output;
use crate::cli::pasted;
use crate::services::lines::{self, Next};

/// What was typed at a prompt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// One of the commands below.
    Command(Command),
    /// Anything else: an answer, a text.
    Text(String),
    /// Nothing but Enter.
    Nothing,
    /// The input has ended.
    End,
}

/// What can be done at every step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Command {
    Back,
    Forward,
    Restart,
    Path,
    /// Change the answer with this number of the path.
    Change(String),
    Candidates,
    /// The whole page of what is told in brief.
    More,
    Evidence,
    Note(String),
    Ticket(String),
    Said(String),
    Explain(String),
    /// Print what comes out: the note, a message.
    Out(String),
    FindOut,
    Help,
    Quit,
}

/// Every command with its letter, its word, what follows it and what it does.
const COMMANDS: &[(&str, &str, &str, &str)] = &[
    ("?", "how", "", "how to find out"),
    ("m", "more", "", "at the remedy the whole page: what not to do, what to tell the user"),
    ("b", "back", "", "one step back"),
    ("f", "forward", "", "undo the last step back"),
    ("p", "path", "", "what was answered, and from where"),
    ("c", "change", "NUMBER", "change an answer of the path"),
    ("w", "which", "", "the causes that are still possible"),
    ("e", "evidence", "", "paste a bounce, a reply, a log"),
    ("u", "user", "WORDS", "write down what the user says"),
    ("n", "note", "WORDS", "write a note"),
    ("t", "ticket", "NUMBER", "name the ticket"),
    ("x", "explain", "CODE-OR-TERM", "look something up and come back"),
    ("o", "out", "KIND", "print: note, markdown, json, user, postmaster, packet, shared"),
    ("r", "restart", "", "forget the answers and start again"),
    ("h", "help", "", "this list"),
    ("q", "quit", "", "end; the session is kept"),
];

/// Prints the list of commands, a line each.
pub(super) fn help(out: &mut Output) -> io::Result<()> {
    for (letter, word, more, does) in COMMANDS {
        let typed = format!("{letter} {more}");
        out.row(&format!("  {typed:15} "), &format!("{does} (or: {word})"))?;
    }
    Ok(())
}

/// What follows `user` in the words of servers.
const ERRORS_OF_USERS: &[&str] = &[
    "account",
    "does not exist",
    "doesn't exist",
    "is over",
    "mailbox",
    "not ",
    "over quota",
    "unknown",
];

fn begins(text: &str, with: &str) -> bool {
    text.get(..with.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(with))
}

/// Reads what was typed.
fn read(line: &str) -> Typed {
    let line = line.trim();
    if line.is_empty() {
        return Typed::Nothing;
    }
    let (first, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let rest = rest.trim().to_owned();
    let lower = first.to_ascii_lowercase();
    let known = COMMANDS.iter().find(|(letter, word, ..)| *letter == lower || *word == lower);
    // The commonest of all error texts begins with the word of a command.
    if lower == "user" && ERRORS_OF_USERS.iter().any(|error| begins(&rest, error)) {
        return Typed::Text(line.to_owned());
    }
    // A word that takes nothing is a command only where it stands alone.
    let Some((letter, ..)) = known.filter(|(_, _, more, _)| rest.is_empty() || !more.is_empty())
    else {
        return Typed::Text(line.to_owned());
    };
    Typed::Command(match *letter {
        "b" => Command::Back,
        "f" => Command::Forward,
        "r" => Command::Restart,
        "p" => Command::Path,
        "c" => Command::Change(rest),
        "w" => Command::Candidates,
        "m" => Command::More,
        "e" => Command::Evidence,
        "n" => Command::Note(rest),
        "t" => Command::Ticket(rest),
        "u" => Command::Said(rest),
        "x" => Command::Explain(rest),
        "o" => Command::Out(rest),
        "?" => Command::FindOut,
        "h" => Command::Help,
        _ => Command::Quit,
    })
}

/// Where a person types. Nothing comes where standard input was the evidence.
pub(super) struct Keyboard {
    is_open: bool,
    /// What stands before each prompt; empty where nothing does.
    pub(super) mark: String,
}

impl Keyboard {
    pub(super) fn new(is_open: bool) -> Self {
        Self { is_open, mark: String::new() }
    }

    /// Prints a prompt and reads a line.
    pub(super) fn ask(&mut self, prompt: &str, out: &mut Output) -> io::Result<Typed> {
        out.prompt(&format!("{}{prompt}", self.mark))?;
        if let Some(line) = self.line() {
            return Ok(read(&line));
        }
        out.write("\n")?;
        Ok(Typed::End)
    }

    /// Prints a prompt and reads a line as it is; `None` at the end.
    pub(super) fn ask_text(
        &mut self,
        prompt: &str,
        out: &mut Output,
    ) -> io::Result<Option<String>> {
        out.prompt(prompt)?;
        Ok(self.line().map(|line| line.trim().to_owned()))
    }

    /// Reads a text that has begun so, to its end.
    pub(super) fn text(&mut self, begun: &[u8], out: &mut Output) -> io::Result<Vec<u8>> {
        if self.is_open { pasted::text(begun, out) } else { Ok(begun.to_vec()) }
    }

    fn line(&mut self) -> Option<String> {
        self.raw().map(|line| String::from_utf8_lossy(&line).into_owned())
    }

    /// A line with its end; `None` at the end of the input.
    fn raw(&mut self) -> Option<Vec<u8>> {
        if !self.is_open {
            return None;
        }
        let next = lines::next();
        self.is_open = matches!(next, Next::Line(_));
        if let Next::Line(line) = next { Some(line) } else { None }
    }
}

/// Tells a person something beside the way: on standard error, so that a
/// script's output stays what it is.
pub(super) fn say(text: &str) {
    let _ = writeln!(io::stderr(), "smtp-doctor: {text}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_letters_or_words_and_everything_else_is_text() {
        for (line, expected) in [
            ("", Typed::Nothing),
            (" b \n", Typed::Command(Command::Back)),
            ("Back", Typed::Command(Command::Back)),
            ("back to work", Typed::Text("back to work".to_owned())),
            ("n called them", Typed::Command(Command::Note("called them".to_owned()))),
            ("o", Typed::Command(Command::Out(String::new()))),
            ("User unknown", Typed::Text("User unknown".to_owned())),
            ("user it came back", Typed::Command(Command::Said("it came back".to_owned()))),
            ("u unknown", Typed::Command(Command::Said("unknown".to_owned()))),
            ("m", Typed::Command(Command::More)),
            ("3", Typed::Text("3".to_owned())),
            ("?", Typed::Command(Command::FindOut)),
        ] {
            assert_eq!(read(line), expected, "{line}");
        }
    }
}
