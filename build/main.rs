//! Checks the data in `assets/` and packs it, so that a broken knowledge base
//! does not compile and starting the program parses no TOML.

// The rooms below are compiled here as they stand in `src`; the build uses
// only a part of them.
#![allow(dead_code, unused_imports, unreachable_pub, missing_docs, unfulfilled_lint_expectations)]
// A build script that cannot go on says so and ends.
#![allow(clippy::exit, clippy::expect_used, clippy::module_inception, clippy::struct_field_names)]

#[path = "../src/code/mod.rs"]
mod code;
mod forms;
mod knowledge;
mod search;
#[path = "../src/text/fold.rs"]
mod text;

use std::path::{Path, PathBuf};
use std::{env, fs, process};

use knowledge::check::{SourceFile, load};

/// All TOML files below a folder, sorted, with paths relative to it.
fn files(root: &Path, folder: &Path, found: &mut Vec<SourceFile>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder can be read")
        .map(|entry| entry.expect("the entry can be read").path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(root, &path, found);
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            let text = fs::read_to_string(&path).expect("the file is readable UTF-8");
            let path = path.strip_prefix(root).expect("it is below the root");
            let path = path.to_string_lossy().replace('\\', "/");
            found.push(SourceFile { path, text: text.leak() });
        }
    }
}

/// The months in which sources were looked at.
fn months(knowledge: &knowledge::Knowledge) -> impl Iterator<Item = &str> {
    let causes = knowledge.causes.iter().flat_map(|own| &own.sources);
    let codes = knowledge.codes.iter().flat_map(|own| &own.sources);
    let terms = knowledge.terms.iter().flat_map(|own| &own.sources);
    let providers = knowledge.providers.iter().flat_map(|own| &own.sources);
    let all = causes.chain(codes).chain(terms).chain(providers);
    all.map(|source| source.checked.as_str())
}

fn main() {
    println!("cargo::rerun-if-changed=assets");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=src/code");
    println!("cargo::rerun-if-changed=src/knowledge");
    println!("cargo::rerun-if-changed=src/evidence/forms.rs");
    println!("cargo::rerun-if-changed=src/search");
    println!("cargo::rerun-if-changed=src/text/fold.rs");
    let root =
        PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("assets");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let mut sources = Vec::new();
    files(&root, &root, &mut sources);

    let (knowledge, problems) = load(&sources);
    for problem in &problems {
        println!("cargo::error=assets/{problem}");
    }
    if !problems.is_empty() {
        process::exit(1);
    }
    let knowledge = knowledge.expect("without problems there is knowledge");
    // The month of the knowledge is the newest in which a source was looked at:
    // it changes with the data and not with the day of the build.
    let newest = months(&knowledge).max().expect("there are sources");
    println!("cargo::rustc-env=SMTP_DOCTOR_KNOWLEDGE={newest}");
    let packed: &'static [u8] = knowledge.pack().expect("it packs").leak();
    let unpacked = knowledge::Knowledge::unpack(packed).expect("it was packed so");
    assert!(unpacked.is_whole(), "what was packed can be unpacked");
    fs::write(out.join("knowledge.bin"), packed).expect("it is written");
    fs::write(out.join("words.bin"), search::pack(&knowledge)).expect("it is written");
    fs::write(out.join("forms.bin"), forms::pack(&sources)).expect("it is written");
}
