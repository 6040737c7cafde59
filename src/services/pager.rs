//! The program that shows what is longer than the terminal.

use std::env;
use std::io::{self, Write};
use std::process::{Child, Command, Stdio};

use crate::text::width;

/// What less is told where the person tells it nothing: leave the text on the
/// screen, let escapes be, end at once where everything fits.
const LESS: &str = "FRX";

/// The usual pagers, the better first.
const USUAL: &[&str] = if cfg!(windows) { &["more"] } else { &["less", "more"] };

/// A pager that is started where it is needed.
#[derive(Debug)]
pub struct Pager {
    command: Option<String>,
    columns: usize,
    rows: usize,
    child: Option<Child>,
}

impl Pager {
    /// A pager for this terminal; the command is one of a shell, `None` stands
    /// for the usual one. Nothing where the command is empty or the terminal
    /// has no size.
    pub fn new(command: Option<String>) -> Option<Self> {
        if command.as_deref().is_some_and(|command| command.trim().is_empty()) {
            return None;
        }
        let (columns, rows) = crossterm::terminal::size().ok()?;
        (columns > 0 && rows > 0).then(|| Self {
            command,
            columns: usize::from(columns),
            rows: usize::from(rows),
            child: None,
        })
    }

    /// Whether a text fits on the terminal, with a line left for the prompt.
    pub fn fits(&self, text: &str) -> bool {
        let rows = text.lines().map(|line| width(line).div_ceil(self.columns).max(1));
        rows.take(self.rows + 1).sum::<usize>() < self.rows
    }

    /// Whether it shows colours and weights: less does where it is told to let
    /// them be, of others it is not known.
    pub fn takes_looks(&self) -> bool {
        let told = env::var("LESS").unwrap_or_else(|_| LESS.to_owned());
        lets_looks_be(self.command.as_deref(), &told)
    }

    /// Starts the pager; whether that could be done.
    pub fn start(&mut self) -> bool {
        self.child = match &self.command {
            Some(command) => by_shell(command).ok(),
            None => USUAL.iter().find_map(|name| spawn(&mut Command::new(name)).ok()),
        };
        if self.child.is_some() {
            leave_interrupts_to_the_pager();
        }
        self.child.is_some()
    }

    /// Sends it a text. A pager that was left is an error of the kind
    /// [`io::ErrorKind::BrokenPipe`].
    pub fn write(&mut self, text: &str) -> io::Result<()> {
        let stdin = self.child.as_mut().and_then(|child| child.stdin.as_mut());
        stdin.map_or(Ok(()), |stdin| stdin.write_all(text.as_bytes()))
    }

    /// Waits until it is left. Gives back whether it ran at all: a shell tells
    /// by its exit code that it found no such program.
    pub fn finish(&mut self) -> bool {
        let ended = self.child.take().map(|mut child| child.wait());
        !matches!(ended, Some(Ok(status)) if matches!(status.code(), Some(126 | 127)))
    }
}

/// It is waited for on every way: the shell must not have the terminal before
/// the pager has given it back.
impl Drop for Pager {
    fn drop(&mut self) {
        self.finish();
    }
}

/// Whether this command lets escapes be; `less` is what the variable of that
/// name tells it.
fn lets_looks_be(command: Option<&str>, less: &str) -> bool {
    let mut words =
        command.unwrap_or(USUAL.first().copied().unwrap_or_default()).split_whitespace();
    let name = words.next().unwrap_or_default();
    if !matches!(name.rsplit('/').next(), Some("less")) {
        return false;
    }
    let is_told = |word: &str| {
        let is_long = matches!(word, "--RAW-CONTROL-CHARS" | "--raw-control-chars");
        is_long || !word.starts_with("--") && word.contains(['R', 'r'])
    };
    words.filter(|word| word.starts_with('-')).any(is_told) || less.split_whitespace().any(is_told)
}

fn by_shell(command: &str) -> io::Result<Child> {
    let (shell, flag) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
    spawn(Command::new(shell).args([flag, command]))
}

fn spawn(command: &mut Command) -> io::Result<Child> {
    if env::var_os("LESS").is_none() {
        command.env("LESS", LESS);
    }
    command.stdin(Stdio::piped()).spawn()
}

/// Ctrl-C is for the pager, which takes it to mean: stop reading.
fn leave_interrupts_to_the_pager() {
    #[cfg(unix)]
    {
        let nobody = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
        let _ = signal_hook::flag::register(signal_hook::consts::SIGINT, nobody);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_pager_that_lets_escapes_be_gets_them() {
        for (command, less, expected) in [
            (Some("less"), "FRX", true),
            (Some("/usr/bin/less -S"), "-R", true),
            (Some("less -R"), "", true),
            (Some("less --RAW-CONTROL-CHARS"), "", true),
            (Some("less"), "FX", false),
            (Some("less --chop-long-lines"), "", false),
            (Some("more"), "R", false),
            (Some("cat -v"), "R", false),
            (Some(""), "R", false),
        ] {
            assert_eq!(lets_looks_be(command, less), expected, "{command:?} {less}");
        }
    }
}
