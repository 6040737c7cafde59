//! The terminal is given back whole, however the program ends, in a real
//! terminal.
#![cfg(unix)]

#[path = "support/pty.rs"]
mod pty;

use std::process::Command;

use pty::Terminal;
use smtp_doctor::services::terminal::{Guard, restore_on_panic, set_mouse};

/// The number behind `pid=`.
fn pid(shown: &str) -> String {
    let (_, rest) = shown.split_once("pid=").expect("it is told");
    rest.split('.').next().expect("a number").to_owned()
}

fn signal(name: &str, pid: &str) {
    let status = Command::new("kill").args(["-s", name, pid]).status().expect("it runs");
    assert!(status.success());
}

#[test]
fn a_signal_ends_it_and_the_terminal_is_whole() {
    for (name, code) in [("TERM", "code=143."), ("HUP", "code=129.")] {
        let mut terminal = Terminal::start_in_shell("--mouse");
        terminal.is_taken();
        terminal.sees("Be guided");
        // The screen that shows it may be gone before anybody looks.
        let pid = pid(&terminal.all());
        signal(name, &pid);
        let shown = terminal.is_given_back();
        assert!(shown.contains(code), "{shown}");
    }
}

#[test]
fn ctrl_z_gives_the_terminal_to_the_shell_and_fg_takes_it_again() {
    let mut terminal = Terminal::start("sh", &["-i"]);
    terminal.send(&format!("PS1='ready '; {}\r", env!("CARGO_BIN_EXE_smtp-doctor")));
    terminal.is_taken();
    terminal.paste("mailbox full");
    terminal.sees("Search: mailbox full");
    terminal.send("\x1a");
    terminal.wait_until("shell", |screen| {
        !screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor()
    });
    terminal.send("fg\r");
    terminal.is_taken();
    terminal.sees("Search: mailbox full");
    terminal.send("\x03");
    terminal.wait_until("shell", |screen| !screen.alternate_screen());
    terminal.send("echo code=$?.; stty -a; echo EN''D\r");
    let shown = terminal.is_given_back();
    assert!(shown.contains("code=130."), "{shown}");
}

#[test]
fn it_follows_the_size_of_the_window() {
    let mut terminal = Terminal::start_in_shell("5.1.1 --tui");
    terminal.sees("> 5.1.1");
    terminal.resize(9, 38);
    terminal.sees("please enlarge (now 38x9)");
    terminal.resize(40, 120);
    terminal.sees("> 5.1.1");
    terminal.send_until_seen("\r", "» 5.1.1");
    terminal.send("\x03");
    terminal.is_given_back();
}

#[test]
fn without_colours_what_is_selected_is_still_reversed() {
    let mut terminal = Terminal::start("env", &["NO_COLOR=1", env!("CARGO_BIN_EXE_smtp-doctor")]);
    let is_reversed = |screen: &vt100::Screen| {
        screen.cell(2, 0).is_some_and(|cell| cell.contents() == ">" && cell.inverse())
    };
    terminal.wait_until("reversed row", is_reversed);
    terminal.send("550");
    terminal.wait_until("no colours", |screen| {
        let cells = (0..24).flat_map(|row| (0..80).map(move |column| (row, column)));
        let is_plain = |(row, column)| {
            screen.cell(row, column).is_none_or(|cell| cell.fgcolor() == vt100::Color::Default)
        };
        is_reversed(screen) && cells.into_iter().all(is_plain)
    });
    terminal.send("\x03");
}

/// Run by the next test in a terminal of its own.
#[test]
#[ignore = "it panics on purpose"]
#[expect(clippy::panic, reason = "that is what is tested")]
fn something_that_panics() {
    restore_on_panic();
    let _guard = Guard::enter().expect("there is a terminal");
    set_mouse(true).expect("there is a terminal");
    panic!("this is the message");
}

#[test]
fn a_panic_is_told_on_a_terminal_that_is_whole() {
    let itself = std::env::current_exe().expect("it is running");
    let script = format!(
        "'{}' --ignored --exact something_that_panics --nocapture; stty -a; echo END",
        itself.display()
    );
    let mut terminal = Terminal::start("sh", &["-c", &script]);
    terminal.wait_until("message", |screen| {
        !screen.alternate_screen() && screen.contents().contains("this is the message")
    });
    terminal.is_given_back();
}
