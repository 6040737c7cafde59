//! What leaves the program arrives: by the terminal, by tmux, in a file, on the
//! normal screen. And what it can do without a screen of its own.
#![cfg(unix)]

#[path = "support/pty.rs"]
mod pty;

use std::process::Command;
use std::time::{Duration, Instant};

use pty::Terminal;

const PROGRAM: &str = env!("CARGO_BIN_EXE_smtp-doctor");

#[test]
fn the_terminal_is_asked_to_copy_and_the_way_is_named() {
    let mut terminal = Terminal::start_in_shell("--tui 5.2.2 --clipboard=osc52");
    terminal.is_taken();
    terminal.sees("> 5.2.2");
    terminal.send("\ty");
    terminal.sees("was sent to your terminal (OSC 52)");
    assert!(terminal.wrote(b"\x1b]52;c;"), "nothing was sent");
    terminal.send("q");
    terminal.is_given_back();
}

#[test]
fn inside_tmux_a_copy_is_in_its_buffer_and_reaches_the_terminal_outside() {
    let has_tmux = Command::new("tmux").arg("-V").output().is_ok_and(|run| run.status.success());
    if !has_tmux {
        return;
    }
    let socket = format!("smtp-doctor-test-{}", std::process::id());
    let tmux = |arguments: &[&str]| {
        let run = Command::new("tmux").args(["-L", &socket]).args(arguments).output();
        String::from_utf8_lossy(&run.expect("it runs").stdout).into_owned()
    };
    let arguments =
        ["-L", &socket, "-f", "/dev/null", "new-session", PROGRAM, "--tui", "mailbox full"];
    let mut terminal = Terminal::start("tmux", &arguments);
    terminal.sees("> cause");
    terminal.send("\tu");
    terminal.sees("was copied by tmux");
    let copied = tmux(&["show-buffer"]);
    let reached = terminal.wrote(b"\x1b]52;");
    tmux(&["kill-server"]);
    assert!(copied.contains("mailbox of the recipient is full"), "{copied:?}");
    assert!(reached, "tmux did not hand it on");
}

#[test]
fn a_page_is_written_to_a_file_that_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let script = format!("cd '{}'; exec {PROGRAM} --tui 5.2.2", folder.path().display());
    let mut terminal = Terminal::start("sh", &["-c", &script]);
    terminal.sees("> 5.2.2");
    terminal.send("\tw");
    terminal.sees("smtp-doctor-1.txt");
    let text = std::fs::read_to_string(folder.path().join("smtp-doctor-1.txt"));
    assert!(text.expect("it is there").contains("5.2.2"));
    terminal.send("q");
}

#[test]
fn what_is_shown_last_goes_to_a_pipe_while_the_screen_is_drawn() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("out");
    let mut terminal = Terminal::start_in_shell(&format!("5.2.2 --print > \"{}\"", path.display()));
    terminal.is_taken();
    terminal.send_until_seen("\r", "» 5.2.2");
    terminal.send("q");
    terminal.is_given_back();
    let text = std::fs::read_to_string(path).expect("it is there");
    assert!(text.starts_with("5.2.2") && !text.contains('\u{1b}'), "{text:?}");
}

#[test]
fn the_mouse_works_where_it_is_asked_for_and_is_given_back() {
    let mut terminal = Terminal::start_in_shell("--mouse");
    terminal.is_taken();
    terminal.wait_until("mouse", |screen| {
        screen.mouse_protocol_mode() == vt100::MouseProtocolMode::PressRelease
    });
    terminal.sees("> Paste a bounce");
    // The row of the third door, counted from 1; a second click goes in.
    terminal.send("\x1b[<0;5;5M\x1b[<0;5;5m");
    terminal.sees("> Be guided");
    terminal.send("\x1b[<0;5;5M\x1b[<0;5;5m");
    terminal.sees("Guide: question 1");
    terminal.send("m");
    terminal.wait_until("no mouse", |screen| {
        screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
    });
    terminal.send("mq");
    terminal.is_given_back();
}

#[test]
fn a_terminal_that_cannot_be_drawn_on_gets_plain_questions() {
    for setting in ["TERM=dumb", "ACCESSIBLE=1"] {
        let mut terminal = Terminal::start("env", &[setting, PROGRAM]);
        terminal.sees("Answer 1-3");
        terminal.send("5.2.2\r");
        terminal.told("5.2.2 Mailbox full");
        terminal.send("2\r550 5.1.1 <bob@example.net>: user unknown\r.\r");
        terminal.told("(certain)");
        terminal.send("3\r");
        terminal.told("are answered by the text");
        terminal.wait_until("no screen of its own", |screen| !screen.alternate_screen());
        assert!(!terminal.wrote(b"\x1b["), "{setting}: something was drawn");
        terminal.send("q\rq\r");
    }
}

/// What was handed out, without the minute in which it was written.
fn timeless(text: &str) -> Vec<String> {
    if let Ok(mut json) = serde_json::from_str::<serde_json::Value>(text) {
        json["written"] = serde_json::Value::Null;
        return vec![json.to_string(), text.ends_with('\n').to_string()];
    }
    text.split('\n').filter(|line| !line.contains("Written")).map(str::to_owned).collect()
}

#[test]
fn what_the_screen_hands_out_is_what_the_commands_export() {
    let folder = tempfile::tempdir().expect("a folder");
    let state = folder.path().join("state");
    let bounce = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/tour/bounce.eml");
    let script = format!(
        "cd '{}'; SMTP_DOCTOR_STATE='{}' exec {PROGRAM} guide --evidence {bounce} --ticket INC-7",
        folder.path().display(),
        state.display()
    );
    let mut terminal = Terminal::start("sh", &["-c", &script]);
    terminal.sees("question 5 of");
    terminal.send("111");
    terminal.sees("Guide: remedy");
    let forms = [
        ("1", "note", "txt"),
        ("2", "markdown", "md"),
        ("3", "json", "json"),
        ("4", "user", "txt"),
        ("5", "postmaster", "txt"),
        ("6", "packet", "txt"),
    ];
    let export = |form: &str, shared: &[&str]| {
        let run = Command::new(PROGRAM)
            .args(["sessions", "export", "INC-7", "--form", form])
            .args(shared)
            .env("SMTP_DOCTOR_STATE", &state)
            .output()
            .expect("it runs");
        String::from_utf8(run.stdout).expect("UTF-8")
    };
    // Saving waits for the disk, the screen for nothing.
    let end = Instant::now() + Duration::from_secs(20);
    while !export("note", &[]).contains("the remedy is under way") {
        assert!(Instant::now() < end, "it is not kept");
        std::thread::sleep(Duration::from_millis(20));
    }
    let mut number = 0;
    terminal.send("o1");
    terminal.sees("Session ");
    terminal.send("\x1b[D");
    for shared in [&[][..], &["--shared"][..]] {
        for (digit, form, ending) in forms {
            if !shared.is_empty() && matches!(form, "user" | "postmaster") {
                continue;
            }
            terminal.send(digit);
            terminal.send("w");
            if ending == "txt" {
                number += 1;
            }
            let at = if ending == "txt" { number } else { 1 + shared.len() };
            let name = format!("smtp-doctor-{at}.{ending}");
            terminal.sees(&name);
            let path = folder.path().join(&name);
            let written = std::fs::read_to_string(&path).expect("it is there");
            assert!(written.len() > 40, "{written}");
            assert_eq!(timeless(&written), timeless(&export(form, shared)), "{form} {shared:?}");
        }
        // Back at the list, and from there with stand-ins.
        terminal.send("\x1b[D");
        terminal.sees("each is shown in full");
        terminal.send("r");
        terminal.sees("From now on, copies have");
    }
    terminal.send("q");
}
