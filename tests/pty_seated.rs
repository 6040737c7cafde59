//! A whole session of the guide on the screen, at a real terminal: with steps
//! back, a changed early answer, a look at a code, new evidence, a kill and
//! going on.
#![cfg(unix)]

#[path = "support/pty.rs"]
mod pty;

use std::path::Path;
use std::process::Command;

use pty::Terminal;

const REPLY: &str = "host mx.example.net[192.0.2.1] said: 552 5.2.2 Mailbox full\n";

/// A program with its sessions in a folder; what it is called with after it
/// ended goes on in the same terminal.
fn start(folder: &Path, first: &str, then: &str) -> Terminal {
    let program = env!("CARGO_BIN_EXE_smtp-doctor");
    let script = format!(
        "SMTP_DOCTOR_STATE={folder}; export SMTP_DOCTOR_STATE; \
         sh -c 'echo $$ >{folder}.pid; exec {program} {first}'; echo \"code=$?.\"; {then}; \
         echo \"then=$?.\"; stty -a; echo END",
        folder = folder.display(),
        then = then.replace("PROGRAM", program),
    );
    Terminal::start("sh", &["-c", &script])
}

fn end(folder: &Path, signal: &str) {
    let pid = std::fs::read_to_string(format!("{}.pid", folder.display())).expect("it started");
    let killed = Command::new("kill").args([signal, pid.trim()]).status();
    assert!(killed.expect("it runs").success());
}

/// Waits until a text lies in a kept session.
fn is_kept(folder: &Path, text: &str) {
    let end = std::time::Instant::now() + std::time::Duration::from_secs(20);
    let is_there = || {
        let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut texts = files.filter_map(|file| std::fs::read_to_string(file.path()).ok());
        texts.any(|kept| kept.contains(text))
    };
    while !is_there() {
        assert!(std::time::Instant::now() < end, "{text} is not kept");
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
}

#[test]
fn a_session_on_the_screen_outlives_a_kill() {
    let state = tempfile::tempdir().expect("a folder");
    let folder = state.path().join("sessions");
    // Nobody gives the terminal back after a kill.
    let mut terminal =
        start(&folder, "guide --ticket 4711", "stty sane; PROGRAM sessions resume last");
    terminal.is_taken();
    terminal.sees("What do you have in hand?");
    terminal.send("1");
    terminal.sees("question 2 of about");
    terminal.send("1");
    terminal.sees("Who said no?");
    is_kept(&folder, "4711");
    // A step back, and forward without loss.
    terminal.send("\x1b[D");
    terminal.sees("question 2 of about");
    terminal.send("\x1b[C");
    terminal.sees("Who said no?");
    // A look at a code, and the same question again.
    terminal.send("/");
    terminal.sees("Search:");
    terminal.send("greylisted\r");
    terminal.sees("» Greylisted");
    terminal.send("\x1b");
    terminal.sees("Search: greylisted");
    terminal.send("\x1b");
    terminal.sees("a code, words, or paste");
    terminal.send("\x1b");
    // The door to it names the question too.
    terminal.wait_until("the guide again", |screen| !screen.contents().contains("Search:"));
    terminal.sees("Who said no?");
    // An early answer is changed; what still holds is kept.
    terminal.send("\t");
    terminal.sees("> 2.");
    terminal.send("\x1b[A");
    terminal.sees("> 1.");
    terminal.send("\r");
    terminal.sees("What do you have in hand?");
    terminal.send("4");
    terminal.sees("What happened?");
    terminal.send("\x1b[D\x1b[C\x1b[D");
    terminal.sees("What do you have in hand?");
    terminal.send("1");
    terminal.sees("Who said no?");
    // New evidence answers more.
    terminal.paste(REPLY);
    terminal.sees("Added to this session");
    is_kept(&folder, "Mailbox full");
    end(&folder, "-9");
    // The session goes on where it was, on the screen again.
    terminal.sees("(evidence");
    terminal.send("q");
    let shown = terminal.is_given_back();
    assert!(shown.contains("then=0."), "{shown}");
}

#[test]
fn the_fourth_door_goes_on_with_the_last_session() {
    let state = tempfile::tempdir().expect("a folder");
    let folder = state.path().join("sessions");
    let mut terminal = start(&folder, "guide --ticket 4711", "PROGRAM");
    terminal.is_taken();
    terminal.sees("What do you have in hand?");
    terminal.send("1");
    terminal.sees("question 2 of about");
    is_kept(&folder, "in-hand");
    end(&folder, "-HUP");
    terminal.sees("Go on with");
    terminal.sees("ticket 4711");
    terminal.send("\x1b[B\x1b[B\x1b[B\r");
    terminal.sees("question 2 of about");
    terminal.send("q");
    terminal.is_given_back();
}

#[test]
fn a_folder_that_cannot_be_written_to_is_told_of_and_the_session_goes_on() {
    let state = tempfile::tempdir().expect("a folder");
    let folder = state.path().join("sessions");
    // A file where the folder would have to be: also root cannot write there.
    std::fs::write(&folder, "").expect("it is written");
    let mut terminal = start(&folder, "guide", "true");
    terminal.is_taken();
    terminal.sees("What do you have in hand?");
    terminal.send("1");
    terminal.sees("NOT SAVED");
    terminal.send("1");
    terminal.sees("Who said no?");
    terminal.send("q");
    terminal.is_given_back();
}

#[test]
fn nothing_is_kept_where_nothing_is_to_be() {
    let state = tempfile::tempdir().expect("a folder");
    let folder = state.path().join("sessions");
    let mut terminal = start(&folder, "guide --no-save", "true");
    terminal.is_taken();
    terminal.sees("What do you have in hand?");
    terminal.send("1");
    terminal.sees("not kept");
    terminal.send("q");
    terminal.is_given_back();
    assert!(!folder.exists());
}
