//! Runs the real program and looks at what it did.

use std::io::Write;
use std::process::{Command, Stdio};

/// What a run did.
#[derive(Debug)]
pub(crate) struct Run {
    /// The exit code.
    pub(crate) code: i32,
    /// What it printed.
    pub(crate) out: String,
    /// What it complained of.
    pub(crate) err: String,
}

/// Runs the program with these arguments and this standard input.
pub(crate) fn run_with(arguments: &[&str], input: &[u8]) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_smtp-doctor"))
        .args(arguments)
        .env("TERM", "xterm")
        // The person's own files have no place in a test.
        .env("SMTP_DOCTOR_CONFIG", "/nowhere/smtp-doctor")
        .env_remove("SMTP_DOCTOR_SITE")
        .env_remove("NO_COLOR")
        .env_remove("ACCESSIBLE")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut stdin = child.stdin.take().expect("it is piped");
    let input = input.to_owned();
    // A program that does not read its input closes it: that is no fault.
    let writer = std::thread::spawn(move || {
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("it ends too");
    Run {
        code: output.status.code().expect("it was not killed"),
        out: String::from_utf8(output.stdout).expect("it prints UTF-8"),
        err: String::from_utf8(output.stderr).expect("it prints UTF-8"),
    }
}

/// Runs the program with these arguments, split at spaces, and no input.
pub(crate) fn run(arguments: &str) -> Run {
    run_with(&arguments.split_whitespace().collect::<Vec<_>>(), b"")
}
