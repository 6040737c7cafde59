//! Everything that is printed as JSON, held against the published schema.

mod support;

use serde_json::{Value, json};
use smtp_doctor::knowledge::Knowledge;
use support::{Run, run, run_in, run_with};

/// The schema as it is published.
fn published() -> Value {
    let run = run("schema");
    assert_eq!(run.code, 0, "{}", run.err);
    serde_json::from_str(&run.out).expect("it is JSON")
}

/// The schema with fields that it does not name made faults: under the
/// published one they may be added, but then they have to be told there.
fn strict() -> Value {
    let mut schema = published();
    let definitions = schema["$defs"].as_object_mut().expect("definitions");
    for definition in definitions.values_mut() {
        if definition["type"] == "object" {
            definition["additionalProperties"] = json!(false);
        }
    }
    schema
}

fn check(schema: &jsonschema::Validator, run: &Run) -> usize {
    let mut count = 0;
    for line in run.out.lines() {
        let document: Value = serde_json::from_str(line).expect("a document a line");
        // By its own part of the schema, whose messages say more.
        let faults: Vec<String> = schema
            .iter_errors(&document)
            .map(|fault| format!("{}: {fault}", fault.instance_path()))
            .collect();
        assert!(faults.is_empty(), "{faults:#?} in {line}");
        count += 1;
    }
    count
}

/// A validator for one of the definitions.
fn part(name: &str) -> jsonschema::Validator {
    let mut schema = strict();
    schema["oneOf"] = json!([{ "$ref": format!("#/$defs/{name}") }]);
    schema["$ref"] = json!(format!("#/$defs/{name}"));
    jsonschema::validator_for(&schema).expect("it is a schema")
}

#[test]
fn the_schema_is_one_and_tells_the_documents_apart() {
    assert!(jsonschema::meta::is_valid(&published()));
    let validator = jsonschema::validator_for(&published()).expect("it is a schema");
    for arguments in ["explain --json 550", "search --json full", "guide --json"] {
        let document = serde_json::from_str(&run(arguments).out).expect("JSON");
        assert!(validator.is_valid(&document), "{arguments}");
    }
    for wrong in [json!({}), json!({"schema": 2, "query": "", "hits": []}), json!([])] {
        assert!(!validator.is_valid(&wrong), "{wrong}");
    }
}

#[test]
fn every_entry_is_as_the_schema_says() {
    let knowledge = Knowledge::builtin();
    let mut names: Vec<&str> = vec!["explain", "--json"];
    names.extend(knowledge.causes.iter().map(|cause| cause.id.as_str()));
    names.extend(knowledge.terms.iter().map(|term| term.id.as_str()));
    names.extend(knowledge.providers.iter().map(|provider| provider.id.as_str()));
    names.extend(knowledge.collisions.iter().map(|collision| collision.id.as_str()));
    names.extend(knowledge.codes.iter().map(|code| code.code.as_str()));
    let run = run_with(&names, b"");
    let asked = names.len() - 2;
    let told = check(&part("entry"), &run);
    assert!(told > asked / 2, "{told} of {asked}: {}", run.err);
}

#[test]
fn every_sample_of_the_knowledge_is_diagnosed_as_the_schema_says() {
    let knowledge = Knowledge::builtin();
    let samples = knowledge.causes.iter().flat_map(|cause| &cause.samples);
    let lines: Vec<String> = samples.map(|sample| sample.text.replace(['\n', '\r'], " ")).collect();
    let input = lines.join("\n");
    let run = run_with(&["diagnose", "--json", "--each-line"], input.as_bytes());
    assert_eq!(check(&part("diagnosis"), &run), lines.len());
    let why = run_with(&["diagnose", "--json", "--why", "--each-line"], input.as_bytes());
    assert_eq!(check(&part("diagnosis"), &why), lines.len());
    for text in [&b""[..], b"\xff\xfe\x00", b"hello", include_bytes!("../assets/tour/bounce.eml")] {
        assert_eq!(check(&part("diagnosis"), &run_with(&["diagnose", "--json"], text)), 1);
    }
}

#[test]
fn what_a_site_adds_is_as_the_schema_says() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("ours.toml"), run("knowledge example").out).expect("written");
    let site = folder.path().to_str().expect("UTF-8");
    let list = run_with(&["--site", site, "knowledge", "list", "--json"], b"");
    assert_eq!(check(&part("list"), &list), 1, "{}", list.err);
    assert!(list.out.contains("\"origin\":\"site\""), "{}", list.out);
    let explained = run_with(&["--site", site, "explain", "--json", "message-too-big"], b"");
    assert_eq!(check(&part("entry"), &explained), 1, "{}", explained.err);
    assert!(explained.out.contains("25 MB"), "{}", explained.out);
    let reply = b"454 4.7.0 Temporary authentication failure";
    let diagnosed = run_with(&["--site", site, "diagnose", "--json"], reply);
    assert_eq!(check(&part("diagnosis"), &diagnosed), 1, "{}", diagnosed.err);
}

#[test]
fn what_comes_of_sessions_is_as_the_schema_says() {
    let state = tempfile::tempdir().expect("a folder");
    let bounce = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/tour/bounce.eml");
    let guide =
        ["guide", "--plain", "--ticket", "7", "--said", "it came back", "--evidence", bounce];
    run_in(state.path(), &guide, b"4\n3\nn a note\nq\n");
    for (arguments, document) in [
        (&["sessions", "list", "--json"][..], "listed"),
        (&["sessions", "show", "last", "--json"][..], "note"),
        (&["sessions", "export", "last", "--form", "json", "--shared"][..], "note"),
        (&["sessions", "export", "last", "--form", "record"][..], "record"),
    ] {
        let run = run_in(state.path(), arguments, b"");
        assert_eq!(check(&part(document), &run), 1, "{arguments:?}: {}", run.err);
        let document = serde_json::from_str(&run.out).expect("JSON");
        let whole = jsonschema::validator_for(&published()).expect("it is a schema");
        assert!(whole.is_valid(&document), "{arguments:?} is not one of the documents");
    }
}

#[test]
fn searches_and_sessions_are_as_the_schema_says() {
    for arguments in [
        "search --json provider:google full",
        "search --json mailbox full",
        "search --json xyzzyplugh",
        "search --json 5.1.1",
    ] {
        assert_eq!(check(&part("search"), &run(arguments)), 1, "{arguments}");
    }
    let bounce = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/tour/bounce.eml");
    for arguments in [&["guide", "--json"][..], &["guide", "--json", "--evidence", bounce][..]] {
        assert_eq!(check(&part("state"), &run_with(arguments, b"")), 1, "{arguments:?}");
    }
}
