//! Reads data files and finds everything that is wrong with them, each fault
//! with its file, its field, what is wrong and how to mend it.
//!
//! The structural part is here and runs in the build as well as in
//! `smtp-doctor knowledge check`; the part that needs the whole program (do
//! samples lead to their causes?) runs in the tests.

mod causes;
mod codes;
mod collisions;
mod guide;
mod lists;
mod phrases;
mod prose;
mod read;
mod references;

use std::fmt;

use super::store::Knowledge;

pub use read::SourceFile;

/// A fault of the data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file, as it was named to [`load`].
    pub file: String,
    /// The field, as a path through the file: `step[2].expect`.
    pub field: String,
    /// What is wrong.
    pub fault: String,
    /// How to mend it.
    pub mend: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}; {}", self.file, self.field, self.fault, self.mend)
    }
}

/// Collects problems of one file.
pub(in crate::knowledge) struct Report<'a> {
    file: String,
    problems: &'a mut Vec<Problem>,
}

impl<'a> Report<'a> {
    fn new(file: impl Into<String>, problems: &'a mut Vec<Problem>) -> Self {
        Self { file: file.into(), problems }
    }

    /// Adds a problem.
    fn add(&mut self, field: impl Into<String>, fault: impl Into<String>, mend: impl Into<String>) {
        self.problems.push(Problem {
            file: self.file.clone(),
            field: field.into(),
            fault: fault.into(),
            mend: mend.into(),
        });
    }

    /// Adds a problem unless the condition holds.
    fn require(&mut self, holds: bool, field: &str, fault: &str, mend: &str) {
        if !holds {
            self.add(field, fault, mend);
        }
    }
}

/// Reads the files of a knowledge folder, paths relative to it with `/`.
///
/// Gives the knowledge that could be read and every problem found. A file that
/// cannot be read at all is left out, so that its references show as faults
/// too; only the guide is needed for there to be any knowledge.
pub fn load(files: &[SourceFile]) -> (Option<Knowledge>, Vec<Problem>) {
    let mut problems = Vec::new();
    let Some(knowledge) = read::read(files, &mut problems) else {
        return (None, problems);
    };
    for cause in &knowledge.causes {
        let mut report = Report::new(format!("causes/{}.toml", cause.id), &mut problems);
        causes::check(cause, &mut report);
    }
    for entry in &knowledge.codes {
        let mut report = Report::new(format!("codes: {}", entry.code), &mut problems);
        codes::check(entry, &mut report);
    }
    codes::check_unique(&knowledge, &mut Report::new("codes", &mut problems));
    prose::check_terms(&knowledge, &mut Report::new("glossary.toml", &mut problems));
    collisions::check(&knowledge, &mut problems);
    lists::check(&knowledge, &mut problems);
    references::check(&knowledge, &mut problems);
    phrases::check(&knowledge, &mut problems);
    guide::check(&knowledge, &mut Report::new("guide.toml", &mut problems));
    (Some(knowledge), problems)
}
