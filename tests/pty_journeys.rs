//! Whole ways through the program, in a real terminal.
#![cfg(unix)]

#[path = "support/pty.rs"]
mod pty;

use pty::Terminal;

/// A bounce as Postfix writes it.
const BOUNCE: &str = "\
Return-Path: <>
From: MAILER-DAEMON@mail.ourco.example (Mail Delivery System)
To: ann@ourco.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=\"b1\"

--b1
Content-Type: text/plain

This is the mail system at host mail.ourco.example.

<bob@example.net>: host mx.example.net[203.0.113.9] said: 552 5.2.2
    <bob@example.net>: Recipient address rejected: Mailbox full (in reply to
    RCPT TO command)

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.ourco.example

Final-Recipient: rfc822; bob@example.net
Action: failed
Status: 5.2.2
Remote-MTA: dns; mx.example.net
Diagnostic-Code: smtp; 552 5.2.2 <bob@example.net>: Recipient address rejected:
    Mailbox full

--b1--
";

#[test]
fn from_a_code_over_the_guide_to_a_remedy_and_out() {
    let mut terminal = Terminal::start_in_shell("");
    terminal.is_taken();
    terminal.sees("Be guided");
    terminal.send("550");
    terminal.sees("> 550");
    terminal.send("\r");
    terminal.sees("» 550");
    terminal.sees("Causes, likeliest first");
    terminal.send("g");
    let mut shown = terminal.sees("Who said no?");
    // Always the first answer: each way ends in a remedy.
    while !shown.contains("Guide: remedy") {
        let before = shown;
        terminal.send("1");
        shown = terminal.wait_until("next question", |screen| {
            let title = screen.contents().lines().next().map(str::to_owned);
            title.is_some_and(|title| title.contains("Guide:") && !before.starts_with(&title))
        });
    }
    terminal.sees("Do this next");
    terminal.send("q");
    let shown = terminal.is_given_back();
    assert!(shown.contains("code=0."), "{shown}");
}

#[test]
fn from_a_pasted_bounce_to_its_remedy_and_the_page_printed() {
    let mut terminal = Terminal::start_in_shell("");
    terminal.is_taken();
    terminal.paste(BOUNCE);
    terminal.sees("The recipient's mailbox is full");
    terminal.sees("bob@example.net");
    terminal.send("\r");
    terminal.sees("Guide: remedy");
    terminal.sees("answers by the evidence");
    terminal.send("\x1b");
    terminal.sees("Said by");
    terminal.send("p");
    let shown = terminal.is_given_back();
    assert!(shown.contains("code=0."), "{shown}");
}

#[test]
fn a_paste_that_the_terminal_does_not_mark_runs_nothing() {
    let mut terminal = Terminal::start_in_shell("");
    terminal.is_taken();
    terminal.sees("Be guided");
    // Long enough to come in several pieces.
    let long = format!("{BOUNCE}{}", "And a line of the returned message, quit.\n".repeat(300));
    terminal.send(&long.replace('\n', "\r"));
    terminal.sees("The recipient's mailbox is full");
    terminal.send_until_seen("o\x1b[F", "the returned message, quit.");
    terminal.send("q");
    let shown = terminal.is_given_back();
    assert!(shown.contains("code=0."), "{shown}");
}

#[test]
fn a_pasted_bounce_is_diagnosed_on_the_place_for_it_too() {
    let mut terminal = Terminal::start_in_shell("");
    terminal.sees("> Paste a bounce");
    terminal.send("\r");
    terminal.sees("Paste or type");
    terminal.paste(BOUNCE);
    terminal.sees("lines. Ctrl-D diagnoses");
    terminal.resize(12, 40);
    terminal.sees("Ctrl-D diagnose  Ctrl-U empty  F1 help");
    terminal.send("\x04");
    terminal.sees("The recipient's mailbox is full");
    terminal.resize(24, 80);
    terminal.sees("Said by");
    terminal.send("\x03");
    let shown = terminal.is_given_back();
    assert!(shown.contains("code=130."), "{shown}");
}

#[test]
fn keys_come_from_the_terminal_while_the_text_comes_by_a_pipe() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bounce.eml");
    std::fs::write(&path, BOUNCE).expect("it can be written");
    let mut terminal = Terminal::start_in_shell(&format!("--tui < \"{}\"", path.display()));
    terminal.is_taken();
    terminal.sees("The recipient's mailbox is full");
    terminal.send("g");
    terminal.sees("Guide: remedy");
    terminal.send("q");
    let shown = terminal.is_given_back();
    assert!(shown.contains("code=0."), "{shown}");
}
