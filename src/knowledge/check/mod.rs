//! Reads data files and finds everything that is wrong with them, each fault
//! with its file, its field, what is wrong and how to mend it.
//!
//! The structural part is here and runs in the build as well as in
//! `smtp-doctor knowledge check`; the part that needs the whole program (do
//! samples lead to their causes?) runs in the tests.

pub(in crate::knowledge) mod causes;
pub(in crate::knowledge) mod codes;
pub(in crate::knowledge) mod collisions;
pub(in crate::knowledge) mod guide;
mod jargon;
pub(in crate::knowledge) mod lines;
mod lists;
pub(in crate::knowledge) mod phrases;
pub(in crate::knowledge) mod prose;
mod read;
pub(in crate::knowledge) mod references;
mod repeats;

use std::fmt;

use super::naming;
use super::store::Knowledge;

pub use read::SourceFile;

/// A fault of the data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file, as it was named to [`load`].
    pub file: String,
    /// The line, counted from 1, where it is known.
    pub line: Option<u32>,
    /// The field, as a path through the file: `step[2].expect`.
    pub field: String,
    /// What is wrong.
    pub fault: String,
    /// How to mend it.
    pub mend: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.file)?;
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        write!(f, "{}: {}; {}", self.field, self.fault, self.mend)
    }
}

/// Collects problems of one file.
pub(in crate::knowledge) struct Report<'a> {
    file: String,
    /// What stands before each field.
    within: String,
    /// Whether a site wrote it: then how it is written is its own affair.
    is_site: bool,
    problems: &'a mut Vec<Problem>,
}

impl<'a> Report<'a> {
    pub(in crate::knowledge) fn new(
        file: impl Into<String>,
        problems: &'a mut Vec<Problem>,
    ) -> Self {
        Self { file: file.into(), within: String::new(), is_site: false, problems }
    }

    /// For a site's own file: everything must be whole and lead somewhere, but
    /// the rules of style and the sources are not asked for.
    pub(in crate::knowledge) fn for_site(
        file: impl Into<String>,
        problems: &'a mut Vec<Problem>,
    ) -> Self {
        Self { is_site: true, ..Self::new(file, problems) }
    }

    /// The same for a part of the file.
    fn within(&mut self, part: impl fmt::Display) -> Report<'_> {
        let within = format!("{}{part}.", self.within);
        let Self { file, is_site, .. } = self;
        Report { file: file.clone(), within, is_site: *is_site, problems: &mut *self.problems }
    }

    /// Adds a problem.
    pub(in crate::knowledge) fn add(
        &mut self,
        field: impl AsRef<str>,
        fault: impl Into<String>,
        mend: impl Into<String>,
    ) {
        self.problems.push(Problem {
            file: self.file.clone(),
            line: None,
            field: format!("{}{}", self.within, field.as_ref()),
            fault: fault.into(),
            mend: mend.into(),
        });
    }

    /// Adds a problem unless the condition holds.
    pub(in crate::knowledge) fn require(
        &mut self,
        holds: bool,
        field: &str,
        fault: &str,
        mend: &str,
    ) {
        if !holds {
            self.add(field, fault, mend);
        }
    }

    /// Adds a problem of style unless the condition holds; a site is free in
    /// this.
    fn style(&mut self, holds: bool, field: &str, fault: &str, mend: &str) {
        self.require(holds || self.is_site, field, fault, mend);
    }
}

/// Reads the files of a knowledge folder, paths relative to it with `/`.
///
/// Gives the knowledge that could be read and every problem found. A file that
/// cannot be read at all is left out, so that its references show as faults
/// too; only the guide is needed for there to be any knowledge.
pub fn load(files: &[SourceFile]) -> (Option<Knowledge>, Vec<Problem>) {
    let mut problems = Vec::new();
    let Some(mut knowledge) = read::read(files, &mut problems) else {
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
    jargon::check(files, &knowledge, &mut problems);
    repeats::check(&knowledge, &mut problems);
    lines::add(&mut problems, files);
    // Only now: what is checked is how it is written.
    naming::name_all(&mut knowledge);
    (Some(knowledge), problems)
}
