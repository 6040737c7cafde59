//! A whole session without a screen, at a real terminal: with steps back, a
//! changed answer, a look at a term, new evidence, a kill and going on.
#![cfg(unix)]

#[path = "support/pty.rs"]
mod pty;

use pty::Terminal;

#[test]
fn a_session_outlives_its_terminal() {
    let state = tempfile::tempdir().expect("a folder");
    let program = env!("CARGO_BIN_EXE_smtp-doctor");
    let script = format!(
        "SMTP_DOCTOR_STATE={0} sh -c 'echo pid=$$.; exec {program} guide --plain'; \
         echo; echo \"code=$?.\"; SMTP_DOCTOR_STATE={0} {program} guide --plain --resume last; \
         echo \"then=$?.\"; stty -a; echo END",
        state.path().join("sessions").display()
    );
    let mut terminal = Terminal::start("sh", &["-c", &script]);
    let first = terminal.sees("What do you have in hand?");
    let pid = first.split("pid=").nth(1).and_then(|rest| rest.split('.').next());
    let pid = pid.expect("a number").to_owned();

    terminal.send("1\r");
    terminal.sees("Did the user write the message");
    terminal.send("1\r");
    terminal.sees("Who said no?");
    // A step back, and forward without loss.
    terminal.send("b\r");
    terminal.sees("Question 2 of about 7");
    terminal.send("f\r");
    terminal.sees("Question 3 of about 7");
    // A look at a code, and the same question again.
    terminal.send("x greylisted\r");
    terminal.sees("Who said no?");
    terminal.sees("RFC 5321, section 4.5.4.1");
    terminal.send("2\r");
    terminal.sees("What is our server's reason?");
    // An early answer is changed; what still holds is kept.
    terminal.send("c 1\r");
    terminal.sees("What do you have in hand?");
    terminal.send("4\r");
    terminal.sees("What happened?");
    terminal.send("c 1\r");
    terminal.send("1\r");
    terminal.sees("What is our server's reason?");
    // New evidence answers more.
    terminal.send("c 3\r");
    terminal.sees("Question 3 of about 7");
    terminal.send("e\r");
    terminal.sees("type END on a line of its own");
    terminal.send("host mx.example.net[192.0.2.1] said: 552 5.2.2 Mailbox full\r.\r");
    terminal.sees("(fits the evidence)");
    terminal.send("1\r");
    terminal.sees("Step 1 of");
    terminal.send("d\r");
    terminal.sees("Step 2 of");

    let killed = std::process::Command::new("kill").args(["-9", &pid]).status();
    assert!(killed.expect("it runs").success());
    terminal.sees("code=");
    // The session goes on where it was.
    terminal.sees("Step 2 of");
    terminal.send("p\r");
    terminal.sees("Who said no?");
    terminal.send("v\r");
    terminal.sees("Did it work?");
    terminal.send("1\r");
    terminal.sees("How do you see");
    terminal.send("seen by the recipient\r");
    terminal.sees("solved, with proof");
    terminal.send("q\r");
    let shown = terminal.is_given_back();
    assert!(shown.contains("then=0."), "{shown}");
}
