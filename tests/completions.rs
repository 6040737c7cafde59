//! Tab in real shells, as a person presses it. A shell that is not on the
//! machine is passed over.
#![cfg(unix)]

#[path = "support/pty.rs"]
mod pty;

use std::path::Path;
use std::process::{Command, Stdio};

use pty::Terminal;

/// What is typed before Tab, and what is on the line afterwards.
const COMPLETED: &[(&str, &str)] = &[
    ("smtp-doctor tou", "smtp-doctor tour"),
    ("smtp-doctor explain mailbox-fu", "smtp-doctor explain mailbox-full"),
    ("smtp-doctor mailbox-fu", "smtp-doctor mailbox-full"),
    ("smtp-doctor explain 5.1.1 greyl", "smtp-doctor explain 5.1.1 greyl"),
    ("smtp-doctor explain 0x800ccc0f", "smtp-doctor explain 0x800ccc0f"),
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

/// Starts a shell that has the completions, presses Tab behind each word and
/// looks at the line.
fn check(shell: &str, arguments: &[&str], prepare: &str) {
    if !is_here(shell) {
        eprintln!("{shell} is not on this machine");
        return;
    }
    let program = Path::new(env!("CARGO_BIN_EXE_smtp-doctor"));
    let folder = program.parent().expect("it is in a folder").display();
    let path = std::env::var("PATH").unwrap_or_default();
    let path = format!("PATH={folder}:{path}");
    let mut terminal = Terminal::start("env", &[&[&path, shell], arguments].concat());
    terminal.send(&format!("{prepare}\r"));
    terminal.sees("are-ready");
    for (typed, expected) in COMPLETED {
        terminal.send(&format!("{typed}\t"));
        terminal.wait_until(expected, |screen| {
            let contents = screen.contents();
            let line = contents.lines().rev().find(|line| line.contains("smtp-doctor "));
            line.is_some_and(|line| line.contains(expected))
        });
        // Away with the line, and with what was listed below it.
        clear(&mut terminal);
    }
    for (typed, expected) in LISTED {
        terminal.send(&format!("{typed}\t\t"));
        terminal.sees(expected);
        clear(&mut terminal);
    }
}

fn clear(terminal: &mut Terminal) {
    terminal.send("\x15clear\r");
    terminal.wait_until("a clean screen", |screen| !screen.contents().contains("smtp-doctor "));
}

#[test]
fn bash_completes() {
    check(
        "bash",
        &["--norc", "--noprofile", "-i"],
        "PS1='$ '; source <(smtp-doctor completions bash); clear; echo 'are'-ready",
    );
}

#[test]
fn zsh_completes() {
    check(
        "zsh",
        &["-f", "-i"],
        "PS1='$ '; autoload -Uz compinit; compinit -D -u; \
         source <(smtp-doctor completions zsh); clear; echo 'are'-ready",
    );
}

#[test]
fn fish_completes() {
    check(
        "fish",
        &["--no-config", "-i"],
        "function fish_prompt; echo '$ '; end; smtp-doctor completions fish | source; clear; \
         echo 'are'-ready",
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
