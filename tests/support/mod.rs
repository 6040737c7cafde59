//! Runs the real program and looks at what it did.

// Each test file uses the part that it needs.
#![allow(dead_code)]

use std::io::Write;
use std::path::Path;
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

/// The program, as a person without any settings has it, with its sessions in
/// this folder.
pub(crate) fn program(state: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_smtp-doctor"));
    command
        .env("TERM", "xterm")
        .env("SMTP_DOCTOR_STATE", state)
        // The person's own files have no place in a test.
        .env("SMTP_DOCTOR_CONFIG", "/nowhere/smtp-doctor")
        .env_remove("SMTP_DOCTOR_SITE")
        .env_remove("NO_COLOR")
        .env_remove("ACCESSIBLE");
    command
}

/// Runs the program with these arguments and this standard input, with
/// sessions of its own.
pub(crate) fn run_with(arguments: &[&str], input: &[u8]) -> Run {
    let state = tempfile::tempdir().expect("a folder");
    run_in(&state.path().join("sessions"), arguments, input)
}

/// The same with the sessions of this folder.
pub(crate) fn run_in(state: &Path, arguments: &[&str], input: &[u8]) -> Run {
    run_command(program(state).args(arguments), input)
}

/// Runs a command with this standard input.
pub(crate) fn run_command(command: &mut Command, input: &[u8]) -> Run {
    let mut child = command
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
