//! Settings, help and what was found around the program, from outside.

mod support;

use std::collections::HashSet;
use std::fs;
use std::process::{Command, Output, Stdio};

use support::{run, run_with};

/// The program with a configuration folder of its own and nothing else around.
fn program(folder: &std::path::Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_smtp-doctor"));
    command.env_clear().env("TERM", "xterm").env("LC_ALL", "C.UTF-8");
    command.env("SMTP_DOCTOR_CONFIG", folder).stdin(Stdio::null());
    command
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

#[test]
fn an_argument_goes_before_the_environment_before_the_file_before_the_default() {
    let folder = tempfile::tempdir().expect("a folder");
    let shown = |variables: &[(&str, &str)], arguments: &[&str]| {
        let output = program(folder.path())
            .envs(variables.iter().copied())
            .args(["config", "show"])
            .args(arguments)
            .output()
            .expect("it runs");
        let text = out(&output);
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        words.replace(&folder.path().display().to_string(), "DIR")
    };
    assert!(shown(&[], &[]).contains("color = \"auto\" (default)"));
    fs::write(folder.path().join("config.toml"), "# mine\ncolor = \"always\"\n").expect("written");
    assert!(shown(&[], &[]).contains("color = \"always\" (DIR/config.toml, line 2)"));
    let never = [("NO_COLOR", "1")];
    assert!(shown(&never, &[]).contains("color = \"never\" (environment: NO_COLOR)"));
    let argued = shown(&never, &["--color", "auto"]);
    assert!(argued.contains("color = \"auto\" (argument: --color)"), "{argued}");
    assert!(shown(&[("ACCESSIBLE", "1")], &[]).contains("plain = true (environment: ACCESSIBLE)"));
    assert!(shown(&[], &["--no-pager"]).contains("pager = \"\" (argument: --no-pager)"));
}

#[test]
fn a_fault_of_the_file_is_a_warning_for_every_command_and_stops_none() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("config.toml"), "colr = \"never\"\n").expect("written");
    for arguments in [&["5.1.1"][..], &["config"][..], &["explain", "--json", "550"][..]] {
        let output = program(folder.path()).args(arguments).output().expect("it runs");
        assert!(output.status.success() && !output.stdout.is_empty());
        let warned = err(&output);
        assert!(warned.contains("config.toml:1: there is no setting `colr`"), "{warned}");
        assert!(warned.contains("is `color` meant?") && warned.lines().count() == 1, "{warned}");
    }
}

#[test]
fn nothing_is_written_where_there_is_no_configuration() {
    let folder = tempfile::tempdir().expect("a folder");
    let away = folder.path().join("config/smtp-doctor");
    for arguments in ["config show", "config path", "config default", "doctor", "5.1.1"] {
        let output = program(&away)
            .env("HOME", folder.path())
            .args(arguments.split(' '))
            .output()
            .expect("it runs");
        assert!(output.status.success(), "{arguments}: {}", err(&output));
    }
    let left = fs::read_dir(folder.path()).expect("it is there").count();
    assert_eq!(left, 0, "something was written");
    let without_home = program(&away).env_remove("SMTP_DOCTOR_CONFIG").arg("5.1.1").output();
    assert!(without_home.expect("it runs").status.success());
}

#[test]
fn the_printed_defaults_are_read_back_without_a_fault() {
    let folder = tempfile::tempdir().expect("a folder");
    let defaults = run("config default").out;
    fs::write(folder.path().join("config.toml"), &defaults).expect("written");
    let output = program(folder.path()).args(["config", "show"]).output().expect("it runs");
    assert_eq!(err(&output), "");
    for line in defaults.lines().filter(|line| line.contains(" = ") && !line.starts_with('#')) {
        assert!(out(&output).contains(line), "{line} in\n{}", out(&output));
    }
}

#[test]
fn keys_of_ones_own_are_told_wherever_keys_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "[keys]\ncopy = \"c\"\nprint = [\"u\"]\nsaev = \"x\"\n";
    fs::write(folder.path().join("config.toml"), text).expect("written");
    for (arguments, expected) in [
        ("help keys", "c Copy what is shown"),
        ("doctor", "key of copy = c"),
        ("config show", "line 2; the default: y)"),
        ("config default", "# copy = [\"y\"]"),
    ] {
        let output = program(folder.path()).args(arguments.split(' ')).output().expect("it runs");
        let told = out(&output).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains(expected), "{expected} in {told}");
        let warned = err(&output);
        assert!(warned.contains("config.toml:3: `u` cannot be `print`"), "{warned}");
        assert!(warned.contains("config.toml:4: there is no action `saev`; is `save`"), "{warned}");
        assert_eq!(warned.lines().count(), 2);
    }
}

#[test]
fn doctor_tells_what_was_found_and_from_where() {
    let folder = tempfile::tempdir().expect("a folder");
    let told = |variables: &[(&str, &str)]| {
        let command = &mut program(folder.path());
        let output = command.envs(variables.iter().copied()).arg("doctor").output();
        out(&output.expect("it runs")).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    for (variables, expected) in [
        (&[][..], "characters UTF-8: LC_ALL=C.UTF-8"),
        (&[("LC_ALL", "C")][..], "characters ASCII: LC_ALL=C, which is not UTF-8"),
        (&[("TERM", "linux")][..], "characters ASCII: the text console has few others"),
        (&[("TERM", "dumb")][..], "screen plain questions: this TERM cannot be drawn on"),
        (&[("ACCESSIBLE", "1")][..], "screen plain questions: ACCESSIBLE"),
        (&[("NO_COLOR", "1")][..], "colours no: NO_COLOR"),
        (&[("CLICOLOR_FORCE", "1")][..], "colours yes: CLICOLOR_FORCE"),
        (&[("TMUX", "/x,1,1")][..], "way tmux load-buffer"),
        (&[][..], "(SMTP_DOCTOR_CONFIG)"),
        (&[][..], "input no terminal output no terminal"),
    ] {
        let told = told(variables);
        assert!(told.contains(expected), "{expected:?} in {told}");
    }
    let hostile = told(&[("TERM", "\u{1b}[2Jx"), ("LC_ALL", "\u{9b}31m")]);
    assert!(!hostile.contains(['\u{1b}', '\u{9b}']), "{hostile:?}");
}

#[test]
fn every_command_and_topic_has_help() {
    let help = run("--help").out;
    let commands = help.lines().skip_while(|line| !line.starts_with("Commands:")).skip(1);
    let names: Vec<&str> = commands
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(names.len() > 8, "{names:?}");
    for name in names.iter().chain(&["keys", "paste", "guide", "json", "config", "site"]) {
        let told = run(&format!("help {name}"));
        assert_eq!(told.code, 0, "{name}: {}", told.err);
        assert!(told.out.lines().count() > 3, "{name}: {}", told.out);
    }
    assert_eq!(run("help").out, help);
    assert!(run("help knowledge check").out.contains("[DIR]"));
    let unknown = run("help nonsense");
    assert_eq!(unknown.code, 1);
    assert!(unknown.err.contains("paste") && unknown.out.is_empty(), "{}", unknown.err);
}

#[test]
fn how_to_have_no_screen_is_the_first_line_of_the_help() {
    for arguments in ["-h", "--help", "help"] {
        let help = run(arguments).out;
        let first = help.lines().next().unwrap_or_default();
        assert!(first.contains("smtp-doctor --plain"), "{arguments}: {help}");
    }
    let help = run("--help").out;
    let (_, examples) = help.split_once("Examples:\n").expect("there are examples");
    let column = |line: &str| line.rfind("  ").map(|at| at + 2);
    let columns: Vec<_> = examples.lines().map(column).collect();
    assert!(columns.windows(2).all(|pair| pair[0] == pair[1]), "{examples}");
}

#[test]
fn the_program_tells_its_version_and_that_of_its_knowledge() {
    let edition = smtp_doctor::knowledge::edition();
    for arguments in ["--version", "doctor", "explain --json 550", "knowledge list --json"] {
        let told = run(arguments).out;
        assert!(told.contains(env!("CARGO_PKG_VERSION")), "{arguments}: {told}");
        assert!(told.contains(&format!("of {edition}")), "{arguments}: {told}");
    }
    assert_eq!(run("-V").out.trim(), concat!("smtp-doctor ", env!("CARGO_PKG_VERSION")));
}

#[test]
fn help_tells_every_exit_code() {
    for text in [run("--help").out, run("-h").out, run("man").out] {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for (code, word) in
            [("0", "ound"), ("1", "ot found"), ("2", "rong use"), ("130", "nterrupted")]
        {
            let is_told = text
                .match_indices(code)
                .any(|(at, _)| text[at..].chars().take(24).collect::<String>().contains(word));
            assert!(is_told, "{code} {word}");
        }
    }
}

#[test]
fn the_man_page_has_every_option_every_key_and_every_setting() {
    let page = run("man").out;
    let plain = page.replace("\\-", "-").replace("\\(aq", "'");
    let mut words = HashSet::new();
    for command in ["", "explain", "search", "diagnose", "guide", "doctor"] {
        let help = run(&format!("{command} --help")).out;
        words.extend(
            help.split_whitespace()
                .filter(|word| word.starts_with("--"))
                .map(|word| word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric()).to_owned()),
        );
    }
    for option in words {
        assert!(plain.contains(&option), "{option}");
    }
    for word in ["Ctrl-O", "SMTP_DOCTOR_CONFIG", "config.toml", "NO_COLOR", "PAGER", ".SH KEYS"] {
        assert!(plain.contains(word), "{word}");
    }
    for section in ["NAME", "SYNOPSIS", "OPTIONS", "COMMANDS", "FILES", "ENVIRONMENT", "EXAMPLES"] {
        let heading = format!(".SH {section}");
        let count = plain.lines().filter(|line| line.replace('"', "") == heading).count();
        assert_eq!(count, 1, "{section}");
    }
}

#[test]
fn a_closed_standard_error_is_no_fault() {
    // The shell closes it, or it is a pipe that nobody reads.
    for redirect in ["2>&-", "2>&1 | true"] {
        let script = format!(
            "{{ '{}' explain nonsense-nonsense; echo $? >code; }} {redirect}",
            env!("CARGO_BIN_EXE_smtp-doctor")
        );
        let folder = tempfile::tempdir().expect("a folder");
        let run = Command::new("sh").arg("-c").arg(&script).current_dir(folder.path()).output();
        let told = err(&run.expect("it runs"));
        let code = fs::read_to_string(folder.path().join("code")).expect("written");
        assert_eq!(code.trim(), "1", "{redirect}: {told}");
        assert!(!told.contains("panicked"), "{redirect}: {told}");
    }
}

#[test]
fn the_tour_goes_through_when_nobody_reads_along() {
    for input in [&b""[..], b"q\n"] {
        let run = run_with(&["tour"], input);
        assert_eq!(run.code, 0);
        assert!(run.out.contains("Now you") && !run.out.contains("Enter goes on"), "{}", run.out);
    }
}

#[test]
fn a_script_is_printed_for_each_shell_and_nothing_else_is_one() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let run = run(&format!("completions {shell}"));
        assert_eq!(run.code, 0, "{shell}");
        assert!(run.out.contains("_SMTP_DOCTOR_COMPLETE"), "{shell}: {}", run.out);
    }
    assert_eq!(run("completions tcsh").code, 2);
}

#[test]
fn printed_pages_have_colours_where_they_are_wanted() {
    let folder = tempfile::tempdir().expect("a folder");
    let printed = |variables: &[(&str, &str)], arguments: &str| {
        let command = &mut program(folder.path());
        command.envs(variables.iter().copied()).args(arguments.split(' '));
        out(&command.output().expect("it runs"))
    };
    let plain = printed(&[], "explain mailbox-full");
    assert!(!plain.contains('\u{1b}'), "nobody reads at a terminal");
    for (variables, arguments, is_styled) in [
        (&[][..], "explain mailbox-full --color always", true),
        (&[("CLICOLOR_FORCE", "1")][..], "explain mailbox-full", true),
        (&[("CLICOLOR_FORCE", "1")][..], "explain mailbox-full --color never", false),
        (&[("NO_COLOR", "1")][..], "explain mailbox-full", false),
        (&[("CLICOLOR_FORCE", "1")][..], "explain mailbox-full --json", false),
    ] {
        let text = printed(variables, arguments);
        assert_eq!(text.contains("\u{1b}["), is_styled, "{variables:?} {arguments}: {text}");
        if is_styled {
            // Meaning is told by words first.
            assert!(text.contains("PERMANENT") || text.contains("TEMPORARY"), "{text}");
        }
    }
}
