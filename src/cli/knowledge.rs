//! `smtp-doctor knowledge check`: every fault in a folder of data files.

use std::fs;
use std::io;
use std::path::Path;

use super::exit::Exit;
use super::output::Output;
use crate::knowledge::check::{SourceFile, load};
use crate::text::Clean;

/// Checks a folder and names each fault on a line.
pub(super) fn check(folder: &str, out: &mut Output) -> io::Result<Exit> {
    let mut files = Vec::new();
    if let Err(fault) = collect(Path::new(folder), "", &mut files) {
        eprintln!(
            "smtp-doctor: {}: cannot be read: {fault}; name a folder laid out like assets",
            Clean::line(folder)
        );
        return Ok(Exit::Wrong);
    }
    let (knowledge, problems) = load(&files);
    for problem in &problems {
        out.write(&format!("{}\n", Clean::line(&problem.to_string())))?;
    }
    if problems.is_empty() {
        let knowledge = knowledge.as_ref();
        out.write(&format!(
            "{} files, {} causes, {} codes, {} collisions, {} terms, {} providers: no fault found\n",
            files.len(),
            knowledge.map_or(0, |known| known.causes.len()),
            knowledge.map_or(0, |known| known.codes.len()),
            knowledge.map_or(0, |known| known.collisions.len()),
            knowledge.map_or(0, |known| known.terms.len()),
            knowledge.map_or(0, |known| known.providers.len()),
        ))?;
        return Ok(Exit::Found);
    }
    out.write(&format!("{} faults\n", problems.len()))?;
    Ok(Exit::NotFound)
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
