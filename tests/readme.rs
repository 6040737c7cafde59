//! The examples of the README, run as they stand there. With `UPDATE_README=1`
//! they are written afresh, with as many lines as before.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// An example: what is typed, and what is shown after it.
struct Example {
    line: usize,
    typed: String,
    shown: String,
}

/// The examples in blocks of `console`: lines that begin with `$ `, each with
/// the lines below it.
fn examples(text: &str) -> Vec<Example> {
    let mut found: Vec<Example> = Vec::new();
    let mut is_inside = false;
    for (at, line) in text.lines().enumerate() {
        if let Some(fence) = line.strip_prefix("```") {
            is_inside = fence == "console";
        } else if let Some(typed) = line.strip_prefix("$ ").filter(|_| is_inside) {
            found.push(Example { line: at + 1, typed: typed.to_owned(), shown: String::new() });
        } else if let Some(example) = found.last_mut().filter(|_| is_inside) {
            example.shown.push_str(line);
            example.shown.push('\n');
        }
    }
    found
}

/// What is to be shown of a text: all of it, or as many lines as before where
/// `...` ended them.
fn as_shown(shown: &str, printed: &str) -> String {
    let printed = printed.trim_end();
    match shown.trim_end().strip_suffix("...") {
        None => format!("{printed}\n"),
        Some(before) => {
            let count = before.lines().count();
            let lines: Vec<&str> = printed.lines().take(count).map(str::trim_end).collect();
            lines.iter().chain(&["..."]).flat_map(|line| [*line, "\n"]).collect()
        }
    }
}

/// Whether a text is as shown: a line `...` stands for any lines.
fn is_as_shown(shown: &str, text: &str) -> bool {
    let mut rest: Vec<&str> = text.trim_end().lines().map(str::trim_end).collect();
    let shown: Vec<&str> = shown.trim_end().lines().map(str::trim_end).collect();
    let parts: Vec<&[&str]> = shown.split(|line| *line == "...").collect();
    for (at, part) in parts.iter().enumerate() {
        let is_last = at + 1 == parts.len();
        let starts = (0..=rest.len().saturating_sub(part.len()))
            .filter(|start| (*start == 0 || at > 0) && rest[*start..].starts_with(part))
            .find(|start| !is_last || start + part.len() == rest.len() || part.is_empty());
        let Some(start) = starts else { return false };
        rest.drain(..start + part.len());
    }
    rest.is_empty() || shown.last() == Some(&"...")
}

#[test]
fn every_example_of_the_readme_shows_what_the_program_prints() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = root.join("README.md");
    let text = fs::read_to_string(&readme).expect("it is there");
    let examples = examples(&text);
    assert!(examples.len() > 12, "only {} examples", examples.len());
    let folder = tempfile::tempdir().expect("a folder");
    fs::copy(root.join("assets/tour/bounce.eml"), folder.path().join("bounce.eml"))
        .expect("copied");
    let program = Path::new(env!("CARGO_BIN_EXE_smtp-doctor")).parent().expect("a folder");
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
    for Example { line, typed, shown } in examples {
        let output = Command::new("sh")
            .args(["-c", &format!("{{ {typed}\n}} 2>&1")])
            .current_dir(folder.path())
            .env_clear()
            .env("PATH", &path)
            .env("LC_ALL", "C.UTF-8")
            .env("TERM", "xterm")
            .env("HOME", "/home/you")
            .env("XDG_STATE_HOME", folder.path())
            .stdin(Stdio::null())
            .output()
            .expect("it runs");
        let printed = String::from_utf8(output.stdout).expect("UTF-8");
        if std::env::var_os("UPDATE_README").is_some() {
            let updated = as_shown(&shown, &printed);
            let text = fs::read_to_string(&readme).expect("it is there");
            let old = format!("$ {typed}\n{shown}");
            fs::write(&readme, text.replacen(&old, &format!("$ {typed}\n{updated}"), 1))
                .expect("written");
            continue;
        }
        assert!(
            is_as_shown(&shown, &printed),
            "README.md:{line}: `{typed}` prints\n{printed}\nand not\n{shown}"
        );
    }
}

#[test]
fn every_command_has_an_example() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("README.md")).expect("it is there");
    let help = Command::new(env!("CARGO_BIN_EXE_smtp-doctor")).arg("--help").output();
    let help = String::from_utf8(help.expect("it runs").stdout).expect("UTF-8");
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    for command in commands.take_while(|line| !line.is_empty()) {
        let name = command.split_whitespace().next().expect("a name");
        let called = format!("smtp-doctor {name}");
        assert!(
            examples(&text).iter().any(|example| example.typed.contains(&called)),
            "no example of `{called}`"
        );
    }
}

#[test]
fn dots_stand_for_any_lines() {
    for (shown, text, expected) in [
        ("a\nb\n", "a\nb\n", true),
        ("a\n", "a\nb\n", false),
        ("a\n...\n", "a\nb\nc\n", true),
        ("...\nc\n", "a\nb\nc\n", true),
        ("a\n...\nc\n", "a\nb\nc\n", true),
        ("a\n...\nb\n", "a\nb\nc\n", false),
        ("b\n...\n", "a\nb\n", false),
        ("...\nx\n...\n", "a\nb\n", false),
        ("", "", true),
        ("", "a\n", false),
    ] {
        assert_eq!(is_as_shown(shown, text), expected, "{shown:?} {text:?}");
    }
}
