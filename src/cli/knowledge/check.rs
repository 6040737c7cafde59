//! `smtp-doctor knowledge check`: every fault in a site's files, or in a
//! folder of data files.

use std::fs;
use std::io;
use std::path::Path;

use super::super::exit::Exit;
use super::super::output::Output;
use super::behaviour;
use crate::knowledge::Knowledge;
use crate::knowledge::check::{Problem, SourceFile, load};
use crate::knowledge::site::merge;
use crate::services::config::Configuration;
use crate::services::site::{self, Folder};
use crate::text::Clean;

/// Checks a folder, or where none is named those of the site, and names each
/// fault on a line.
pub(in crate::cli) fn run(
    folder: Option<&str>,
    configuration: &Configuration,
    out: &mut Output,
) -> io::Result<Exit> {
    match folder {
        Some(path) if Path::new(path).join("causes").is_dir() => check_whole(path, out),
        Some(path) => check_site(&[site::named(path)], out),
        None => check_site(&site::folders(configuration), out),
    }
}

/// Checks folders of a site.
fn check_site(folders: &[Folder], out: &mut Output) -> io::Result<Exit> {
    let mut knowledge = Knowledge::builtin().clone();
    let mut problems = Vec::new();
    let mut count = 0;
    for folder in folders {
        let mut unread = Vec::new();
        let files = site::read(folder, &mut unread);
        let path = folder.path.to_string_lossy();
        let found = if files.is_empty() { "no files".to_owned() } else { of(files.len(), "file") };
        let line = format!("{path} ({}): {found}", folder.why.label());
        out.write(&format!("{}\n", Clean::line(&line)))?;
        count += files.len();
        problems.append(&mut unread);
        let (merged, found) = merge(knowledge, &files);
        knowledge = merged;
        problems.extend(found);
    }
    problems.extend(behaviour::of_site(&knowledge));
    if problems.is_empty() && count == 0 {
        out.write(
            "There is nothing to check. `smtp-doctor knowledge example` prints a file to begin \
             with.\n",
        )?;
        return Ok(Exit::NotFound);
    }
    name(&problems, out)
}

/// Checks a folder laid out like `assets`.
fn check_whole(folder: &str, out: &mut Output) -> io::Result<Exit> {
    let mut files = Vec::new();
    if let Err(fault) = collect(Path::new(folder), "", &mut files) {
        tell!(
            "smtp-doctor: {}: cannot be read: {fault}; name a folder laid out like assets",
            Clean::line(folder)
        );
        return Ok(Exit::Wrong);
    }
    let (knowledge, mut problems) = load(&files);
    if let Some(knowledge) = knowledge {
        out.write(&format!(
            "{} files, {} causes, {} codes, {} collisions, {} terms, {} providers\n",
            files.len(),
            knowledge.causes.len(),
            knowledge.codes.len(),
            knowledge.collisions.len(),
            knowledge.terms.len(),
            knowledge.providers.len(),
        ))?;
        // What is not whole is not worth trying.
        if problems.is_empty() {
            problems = behaviour::of_all(&knowledge);
        }
    }
    name(&problems, out)
}

/// Names all problems.
fn name(problems: &[Problem], out: &mut Output) -> io::Result<Exit> {
    for problem in problems {
        out.write(&format!("{}\n", Clean::line(&problem.to_string())))?;
    }
    if problems.is_empty() {
        out.write("no fault found\n")?;
        return Ok(Exit::Found);
    }
    out.write(&format!("{}\n", of(problems.len(), "fault")))?;
    Ok(Exit::NotFound)
}

fn of(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// Reads all TOML files below a folder, sorted.
fn collect(root: &Path, below: &str, files: &mut Vec<SourceFile>) -> io::Result<()> {
    let mut entries = fs::read_dir(root.join(below))?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if below.is_empty() { name } else { format!("{below}/{name}") };
        if entry.path().is_dir() {
            collect(root, &path, files)?;
        } else if entry.path().extension().is_some_and(|ending| ending == "toml") {
            let text = fs::read_to_string(entry.path())?;
            files.push(SourceFile { path, text: text.leak() });
        }
    }
    Ok(())
}
