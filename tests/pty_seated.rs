//! A whole session of the guide on the screen, at a real terminal: with steps
//! back, a changed early answer, a look at a term, new evidence, a kill and
//! going on; then the remedy, to its proof.
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
        // What is being written is not kept yet.
        let kept = files.map(|file| file.path()).filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.ends_with(".json") && !name.starts_with('.')
        });
        let mut texts = kept.filter_map(|path| std::fs::read_to_string(path).ok());
        texts.any(|kept| kept.contains(text))
    };
    while !is_there() {
        assert!(std::time::Instant::now() < end, "{text} is not kept");
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
}

/// What a session on the screen has to go through, in one go: steps back, a
/// changed early answer, a look at a term, new evidence, a kill, and then the
/// remedy to its proof.
#[test]
fn a_session_on_the_screen_outlives_a_kill_and_is_walked_to_its_proof() {
    let state = tempfile::tempdir().expect("a folder");
    let folder = state.path().join("sessions");
    // Nobody gives the terminal back after a kill.
    let then = "stty sane; printf '\\033c'; echo screen-is-empty; PROGRAM sessions resume last";
    let mut terminal = start(&folder, "guide --ticket 4711", then);
    terminal.is_taken();
    terminal.sees("What do you have in hand?");
    terminal.sees("causes are still possible.");
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
    // A look at a term, and the same question again.
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
    // So do the words that the question itself uses.
    terminal.send("x");
    terminal.sees("Words used here");
    terminal.send("1");
    terminal.wait_until("a term", |screen| !screen.contents().contains("Words used here"));
    terminal.send("\x1b");
    terminal.sees("Words used here");
    terminal.send("\x1b");
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
    terminal.sees("The recipient's mailbox is full");
    is_kept(&folder, "Mailbox full");
    end(&folder, "-9");
    // What the killed one showed is no answer.
    terminal.told("screen-is-empty");
    // The session goes on where it was, on the screen again: at its remedy.
    terminal.sees("by you and the evidence");
    terminal.sees("Step 1 of 5: d when it is done");
    walk_the_remedy(&mut terminal, &folder);
    terminal.send("q");
    // The note tells all of it.
    let shown = terminal.is_given_back();
    assert!(shown.contains("then=0."), "{shown}");
    let id = only_session(&folder);
    let note = note_of(&folder, &id);
    for wanted in [
        "4711",
        "250 in the log",
        "solved, with proof",
        "552 5.2.2 Mailbox full",
        "Who said no?",
        "Tried without success",
        "The recipient's mailbox is full",
    ] {
        assert!(note.contains(wanted), "{wanted} is not in:\n{note}");
    }
    let kept = std::fs::read_to_string(folder.join(format!("{id}.json"))).expect("it is there");
    assert!(kept.contains("\"skipped\": true") && kept.contains("2099-12-2"), "{kept}");
}

/// Ticks, skips, says that it did not help, that it waits, and that it worked.
fn walk_the_remedy(terminal: &mut Terminal, folder: &Path) {
    // A step is ticked and another skipped; one is both and then open again.
    terminal.send("d");
    terminal.sees("Step 2 of 5: d when");
    is_kept(folder, "\"done\": true");
    terminal.send("-");
    terminal.sees("Step 3 of 5: d when");
    terminal.sees("(skipped)");
    is_kept(folder, "\"skipped\": true");
    terminal.send("2");
    terminal.sees("Step 2 of 5 is skipped");
    terminal.send("-");
    terminal.sees("Step 2 of 5: d when");
    terminal.send("-");
    terminal.sees("Step 3 of 5: d when");
    // It did not help: the next likeliest cause, with this one marked tried.
    terminal.send("v");
    terminal.sees("1 of 5 steps is done, 1 is skipped.");
    terminal.send("2");
    terminal.sees("That did not help: The recipient's mailbox is full");
    is_kept(folder, "\"tried\"");
    // That one waits, and then it has worked; a proof is asked for.
    terminal.send("v");
    terminal.sees("Did it work?");
    terminal.send("3");
    terminal.sees("What is waited for?");
    terminal.send("their answer\r");
    terminal.sees("Until when?");
    terminal.send("2099-12-24\r");
    terminal.sees("The case is now: waiting");
    is_kept(folder, "their answer");
    terminal.send("\x1b[D");
    terminal.sees("That did not help");
    terminal.send("v");
    terminal.sees("Did it work?");
    terminal.send("1");
    terminal.sees("The proof, in your words");
    terminal.send("\r");
    terminal.sees("without a proof the case stays open");
    terminal.send("250 in the log\r");
    terminal.sees("The case is now: solved, with proof");
    is_kept(folder, "\"stage\": \"solved\"");
}

/// The id of the only session that is kept.
fn only_session(folder: &Path) -> String {
    let files = std::fs::read_dir(folder).expect("a folder").flatten();
    let names = files.filter_map(|file| file.file_name().into_string().ok());
    let mut ids = names.filter_map(|name| name.strip_suffix(".json").map(str::to_owned));
    let id = ids.next().expect("a session");
    assert_eq!(ids.next(), None, "it went on, and no other was begun");
    id
}

fn note_of(folder: &Path, id: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_smtp-doctor"));
    command.args(["sessions", "show", id]).env("SMTP_DOCTOR_STATE", folder);
    command.env("SMTP_DOCTOR_CONFIG", "/nowhere/smtp-doctor");
    let run = command.output().expect("it runs");
    String::from_utf8_lossy(&run.stdout).into_owned()
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
