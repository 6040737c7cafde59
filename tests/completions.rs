//! Tab in real shells, as a person presses it. A shell that is not on the
//! machine is passed over.
#![cfg(unix)]

#[path = "support/pty.rs"]
mod pty;

use std::path::Path;
use std::process::{Command, Stdio};

use pty::Terminal;

/// What is typed before Tab, and what Tab makes of it.
const COMPLETED: &[(&str, &str)] = &[
    ("smtp-doctor tou", "smtp-doctor tour"),
    ("smtp-doctor explain mailbox-fu", "smtp-doctor explain mailbox-full"),
    ("smtp-doctor mailbox-fu", "smtp-doctor mailbox-full"),
    ("smtp-doctor explain 5.1.1 greyl", "smtp-doctor explain 5.1.1 greylist"),
    ("smtp-doctor explain 0x80072", "smtp-doctor explain 0x80072F17"),
    ("smtp-doctor guide --answer in-ha", "smtp-doctor guide --answer in-hand="),
    ("smtp-doctor guide --answer in-hand=er", "smtp-doctor guide --answer in-hand=error"),
    ("smtp-doctor help past", "smtp-doctor help paste"),
    ("smtp-doctor completions po", "smtp-doctor completions powershell"),
];

/// What is typed before Tab is pressed twice, and what is listed then.
const LISTED: &[(&str, &str)] = &[
    ("smtp-doctor guide --answer in-hand=", "dont-know"),
    ("smtp-doctor explain 5.7.5", "5.7.57"),
];

fn is_here(shell: &str) -> bool {
    let probe = Command::new(shell).args(["-c", "true"]).stdin(Stdio::null()).status();
    probe.is_ok_and(|status| status.success())
}

/// Struck behind Tab: keys are taken in order, so Tab is done when the line
/// ends with it.
const DONE: &str = "~";

/// Presses Tab behind each word, each in a shell of its own, and looks at the
/// line: what one word leaves behind cannot reach the next.
fn check(shell: &str, arguments: &[&str], prepare: &str) {
    if !is_here(shell) {
        eprintln!("{shell} is not on this machine");
        return;
    }
    for (typed, expected) in COMPLETED {
        let mut terminal = start(shell, arguments, prepare);
        terminal.send(&format!("{typed}\t{DONE}"));
        let screen = terminal.wait_until("completed line", |screen| line(screen).ends_with(DONE));
        assert!(screen.contains(expected), "{shell} makes no {expected:?} of {typed:?}:\n{screen}");
    }
    for (typed, expected) in LISTED {
        let mut terminal = start(shell, arguments, prepare);
        terminal.send(&format!("{typed}\t\t"));
        terminal.sees(expected);
    }
}

/// Starts a shell that has the completions and waits for its prompt: what is
/// typed earlier, the terminal takes and not the shell.
fn start(shell: &str, arguments: &[&str], prepare: &str) -> Terminal {
    let program = Path::new(env!("CARGO_BIN_EXE_smtp-doctor"));
    let folder = program.parent().expect("it is in a folder").display();
    let path = std::env::var("PATH").unwrap_or_default();
    let path = format!("PATH={folder}:{path}");
    let mut terminal = Terminal::start("env", &[&[&path, shell], arguments].concat());
    terminal.send(&format!("{prepare}; clear; echo 'are'-ready\r"));
    terminal.wait_until("prompt", |screen| {
        let contents = screen.contents();
        let mut lines = contents.lines().map(str::trim_end).skip_while(|line| *line != "are-ready");
        lines.next().is_some() && lines.next() == Some("$")
    });
    terminal
}

/// The line that is being typed.
fn line(screen: &vt100::Screen) -> String {
    let contents = screen.contents();
    let line = contents.lines().rev().find(|line| line.contains("smtp-doctor "));
    line.unwrap_or_default().trim_end().to_owned()
}

#[test]
fn bash_completes() {
    check(
        "bash",
        &["--norc", "--noprofile", "-i"],
        "PS1='$ '; source <(smtp-doctor completions bash)",
    );
}

#[test]
fn zsh_completes() {
    check(
        "zsh",
        &["-f", "-i"],
        "PS1='$ '; autoload -Uz compinit; compinit -D -u; \
         source <(smtp-doctor completions zsh)",
    );
}

#[test]
fn fish_completes() {
    // Without suggestions: they stand on the line before Tab has done anything.
    check(
        "fish",
        &["--no-config", "-i"],
        "function fish_prompt; echo '$ '; end; set -g fish_autosuggestion_enabled 0; \
         smtp-doctor completions fish | source",
    );
}

#[test]
fn powershell_has_a_script_that_names_the_program() {
    let output = Command::new(env!("CARGO_BIN_EXE_smtp-doctor"))
        .args(["completions", "powershell"])
        .output()
        .expect("it runs");
    let script = String::from_utf8(output.stdout).expect("it is UTF-8");
    assert!(script.contains("Register-ArgumentCompleter -Native -CommandName smtp-doctor"));
    assert!(script.contains("& smtp-doctor -- $args"), "{script}");
}
