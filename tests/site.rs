//! A site's own knowledge through the real commands.

mod support;

use std::fs;
use std::path::Path;

use support::{Run, run, run_with};
use tempfile::TempDir;

/// A site with the built-in example and one more file.
fn site(more: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let example = run("knowledge example");
    assert_eq!(example.code, 0);
    fs::write(folder.path().join("example.toml"), example.out).expect("written");
    fs::write(folder.path().join("more.toml"), more).expect("written");
    folder
}

fn with_site(site: &Path, arguments: &[&str], input: &str) -> Run {
    let mut all = vec!["--site", site.to_str().expect("UTF-8")];
    all.extend_from_slice(arguments);
    run_with(&all, input.as_bytes())
}

fn json(run: &Run) -> serde_json::Value {
    let parsed = serde_json::from_str(&run.out);
    assert!(parsed.is_ok(), "{run:?}");
    parsed.expect("just seen")
}

#[test]
fn the_example_passes_the_whole_checker() {
    let folder = site("");
    let run = run_with(&["knowledge", "check", folder.path().to_str().expect("UTF-8")], b"");
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
    assert!(run.out.contains("2 files") && run.out.contains("no fault found"), "{}", run.out);
}

#[test]
fn samples_that_go_astray_and_entries_that_nobody_finds_are_named() {
    let folder = site(
        "[[sample]]\ntext = '550 5.1.1 User unknown'\ncause = 'mailbox-full'\n\
         [[sample]]\ntext = '550 5.1.1 User unknown'\ncause = 'no-such-mailbox'\nowner = 'isp'\n",
    );
    let run = run_with(&["knowledge", "check", folder.path().to_str().expect("UTF-8")], b"");
    assert_eq!(run.code, 1);
    assert!(run.out.contains("more.toml: line 1: sample `550 5.1.1 User unknown`: leads to"));
    assert!(run.out.contains("more.toml: line 4: sample"), "{}", run.out);
    assert!(run.out.contains("2 faults"), "{}", run.out);
}

#[test]
fn a_faulty_site_warns_and_stops_nothing() {
    let folder = site("[[team]]\nowner = 'isp'\nnme = 'x'\n\u{1b}[2J");
    for arguments in [
        &["explain", "policy-guard"][..],
        &["search", "policy guard"][..],
        &["diagnose"][..],
        &["policy-guard"][..],
        &["guide", "--json"][..],
        &["knowledge", "list"][..],
    ] {
        let run = with_site(folder.path(), arguments, "550 5.1.1 User unknown");
        assert!(run.code <= 1 && !run.out.is_empty(), "{arguments:?}: {run:?}");
        assert!(run.err.contains("warning: ") && run.err.contains("more.toml: line"), "{run:?}");
        assert!(!run.err.contains('\u{1b}'), "{run:?}");
    }
    let away = with_site(Path::new("/nowhere/at all"), &["explain", "550"], "");
    assert_eq!(away.code, 0);
    assert!(away.err.contains("cannot be read") && away.err.contains("check the path"), "{away:?}");
}

#[test]
fn the_environment_names_a_shared_folder_and_the_configuration_overrides_it() {
    let (shared, own) = (site(""), tempfile::tempdir().expect("a folder"));
    fs::create_dir(own.path().join("knowledge")).expect("made");
    let team = "[[team]]\nowner = 'security'\nname = 'My own desk'\nmail = 'm@ourco.example'\n";
    fs::write(own.path().join("knowledge/own.toml"), team).expect("written");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_smtp-doctor"))
        .args(["explain", "compromised-account"])
        .env("SMTP_DOCTOR_CONFIG", own.path())
        .env("SMTP_DOCTOR_SITE", shared.path())
        .output()
        .expect("it runs");
    let out = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(out.contains("My own desk") && !out.contains("Security desk"), "{out}");
}

#[test]
fn what_is_from_the_site_is_marked() {
    let folder = site("");
    let ask = |arguments: &[&str]| with_site(folder.path(), arguments, "");
    for (id, origin) in [
        ("ourco-quarantine", "site"),
        ("5.7.901", "site"),
        ("policy-guard", "site"),
        ("partner-gate", "site"),
        ("greylisted", "built-in"),
        ("550", "built-in"),
    ] {
        assert_eq!(json(&ask(&["explain", "--json", id]))["origin"], origin, "{id}");
        let is_marked = ask(&["explain", id]).out.contains("From this site's own knowledge");
        assert_eq!(is_marked, origin == "site", "{id}");
    }
    let full = json(&ask(&["explain", "--json", "mailbox-full"]));
    assert_eq!(
        (&full["steps"][0]["origin"], &full["steps"][1]["origin"]),
        (&"site".into(), &"built-in".into())
    );
    assert!(ask(&["explain", "mailbox-full"]).out.contains("(this site)"));
    let hits = json(&ask(&["search", "--json", "policy guard"]));
    assert_eq!(hits["hits"][0]["origin"], "site");
    let list = json(&ask(&["knowledge", "list", "--json"]));
    let ours = |kind: &str| {
        let all = list[kind].as_array().expect("a list");
        all.iter().filter(|entry| entry["origin"] == "site").count()
    };
    let counts = ["causes", "codes", "terms", "providers", "signatures"].map(ours);
    // Two causes: one is new, of the other the remedy is changed.
    assert_eq!(counts, [2, 1, 1, 1, 3]);
}

#[test]
fn teams_and_limits_stand_where_they_are_needed() {
    let folder = site("");
    let run = |arguments: &[&str], input: &str| with_site(folder.path(), arguments, input);
    let relay = "mx1.ourco.example said: 550 5.7.1 policy guard: refused by rule OG-5";
    let diagnosed = run(&["diagnose"], relay);
    assert!(diagnosed.out.contains("Security desk: telephone +1 555 0199"), "{}", diagnosed.out);
    let document = json(&run(&["diagnose", "--json"], relay));
    assert_eq!(document["outcomes"][0]["contact"]["telephone"], "+1 555 0199");
    assert_eq!(document["outcomes"][0]["said_by"], "our-server");
    let big = run(&["explain", "message-too-big"], "");
    assert!(big.out.contains("Our limits") && big.out.contains("25 MB"), "{}", big.out);
    // The sentence about escalating speaks of them.
    let signed = json(&run(&["explain", "--json", "relay-not-signed-in"], ""));
    assert_eq!(signed["contacts"][0]["name"], "Mail team");
}

#[test]
fn why_names_rules_words_and_what_lost() {
    let text = "mx.there.example said: 554 5.7.1 <kay@there.example>: Relay access denied";
    let plain = run_with(&["diagnose", "--why"], text.as_bytes());
    let joined = plain.out.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "Why relay-denied-there",
        "mx.there.example answered, which is not known as ours",
        "Rules that decided",
        "\"Relay access denied\"",
        "[signatures/",
        "Codes that counted",
        "Rules that lost",
    ] {
        assert!(joined.contains(part), "{part}: {}", plain.out);
    }
    let document = json(&run_with(&["diagnose", "--why", "--json"], text.as_bytes()));
    let why = &document["outcomes"][0]["why"];
    assert_eq!(why["rules"][0]["fate"], "decided");
    assert!(why["rules"][0]["name"].as_str().is_some_and(|name| name.starts_with("signatures/")));
    let without = json(&run_with(&["diagnose", "--json"], text.as_bytes()));
    assert!(without["outcomes"][0].get("why").is_none());
}

#[test]
fn level_candidates_come_with_the_one_question_that_parts_them() {
    for text in [
        "mx.there.example said: 554 5.7.1 <kay@there.example>: Relay access denied",
        "our own mail server says its disk is full",
        "550 5.7.1",
        "454",
    ] {
        let document = json(&run_with(&["diagnose", "--json"], text.as_bytes()));
        let question = &document["outcomes"][0]["question"];
        assert!(question["ask"].is_string(), "{text}: {document}");
        let ask = question["ask"].as_str().expect("just seen");
        let page = run_with(&["diagnose"], text.as_bytes()).out;
        let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(page.contains("What would settle it") && page.contains(ask), "{text}: {page}");
    }
    let certain = json(&run_with(&["diagnose", "--json"], b"550 5.1.1 User unknown"));
    assert!(certain["outcomes"][0]["question"].is_null());
}

#[test]
fn what_cannot_be_told_says_what_to_collect_next() {
    for text in ["550 frobnicate the gizmo", "it came back"] {
        let document = json(&run_with(&["diagnose", "--json"], text.as_bytes()));
        let collect = document["outcomes"][0]["collect"].as_array().expect("a list");
        assert!(collect.len() >= 3, "{text}: {document}");
        assert!(run_with(&["diagnose"], text.as_bytes()).out.contains("Do this next"));
    }
    let known = json(&run_with(&["diagnose", "--json"], b"550 5.1.1 User unknown"));
    assert_eq!(known["outcomes"][0]["collect"], serde_json::json!([]));
}
