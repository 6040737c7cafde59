//! Holds the source against what `ARCHITECTURE.md` promises.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The longest file.
const MOST_LINES: usize = 600;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The rooms with what each may know, as the table says.
fn table() -> BTreeMap<String, BTreeSet<String>> {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("it is there");
    let ticked = |cell: &str| -> BTreeSet<String> {
        cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
    };
    let rows = text.lines().skip_while(|line| !line.starts_with("| room |")).skip(2);
    rows.take_while(|line| line.starts_with('|'))
        .map(|row| {
            let cells: Vec<&str> = row.split('|').collect();
            let room = ticked(cells[1]).into_iter().next().expect("a room's name");
            (room, ticked(cells[3]))
        })
        .collect()
}

/// All Rust files below a folder.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("it can be read") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// All Rust files of `src` with their room and text.
fn sources() -> Vec<(String, PathBuf, String)> {
    let src = root().join("src");
    let mut found = Vec::new();
    files(&src, &mut found);
    found.sort();
    found
        .into_iter()
        .map(|path| {
            let below = path.strip_prefix(&src).expect("it is below").to_owned();
            let first = below.components().next().expect("a name").as_os_str().to_string_lossy();
            let room = first.trim_end_matches(".rs").to_owned();
            let text = fs::read_to_string(&path).expect("it can be read");
            (room, below, text)
        })
        .collect()
}

/// The words right after a prefix, wherever it stands in the code of a file;
/// after a brace, all the words up to its end.
fn named_after(text: &str, prefix: &str) -> Vec<String> {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code = lines.collect::<Vec<_>>().join(" ");
    let mut names = Vec::new();
    for (at, _) in code.match_indices(prefix) {
        let rest = &code[at + prefix.len()..];
        let list = match rest.strip_prefix('{') {
            Some(inner) => inner.split(';').next().unwrap_or_default(),
            None => rest.split([';', ',', ' ', '(']).next().unwrap_or_default(),
        };
        for part in if rest.starts_with('{') { list.split(',').collect() } else { vec![list] } {
            let part = part.trim_start();
            let end = part.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
            names.push(part[..end.unwrap_or(part.len())].to_owned());
        }
    }
    names
}

#[test]
fn every_room_uses_only_the_rooms_that_it_may_know() {
    let table = table();
    let mut seen = BTreeSet::new();
    for (room, path, text) in sources() {
        if room == "lib" {
            continue;
        }
        let may_know = table.get(&room);
        assert!(may_know.is_some(), "{room} is not in the table");
        let may_know = may_know.expect("just seen");
        seen.insert(room.clone());
        let prefix = if room == "main" { "smtp_doctor::" } else { "crate::" };
        for name in named_after(&text, prefix) {
            let is_room = table.contains_key(&name);
            assert!(
                !is_room || name == room || may_know.contains(&name),
                "src/{} uses `{name}`, which `{room}` may not know",
                path.display()
            );
        }
    }
    let rooms: BTreeSet<String> = table.keys().cloned().collect();
    assert_eq!(seen, rooms, "the table and the folders of src differ");
}

#[test]
fn no_room_knows_one_that_knows_it() {
    let table = table();
    for (room, may_know) in &table {
        for other in may_know {
            assert!(!table[other].contains(room), "{room} and {other} know each other");
        }
    }
}

#[test]
fn every_file_says_what_it_is_and_none_is_too_long() {
    for (_, path, text) in sources() {
        assert!(text.starts_with("//!"), "src/{} does not start with `//!`", path.display());
        let lines = text.lines().count();
        assert!(lines <= MOST_LINES, "src/{} has {lines} lines", path.display());
    }
}

#[test]
fn only_the_theme_names_a_colour() {
    for (_, path, text) in sources() {
        if path.ends_with("theme.rs") {
            continue;
        }
        assert!(!text.contains("Color::"), "src/{} names a colour", path.display());
    }
}

#[test]
fn the_fuzzy_matcher_is_named_in_one_file() {
    let named: Vec<PathBuf> = sources()
        .into_iter()
        .filter(|(_, _, text)| text.contains("fuzzy_matcher"))
        .map(|(_, path, _)| path)
        .collect();
    assert_eq!(named, [Path::new("search/fuzzy.rs")]);
}
