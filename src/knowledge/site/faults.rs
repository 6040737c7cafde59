//! Faults of a site's files, with the line that each stands on.

use crate::knowledge::Text;
use crate::knowledge::check::lines::Lines;
use crate::knowledge::check::{Problem, Report, SourceFile};
use crate::knowledge::origin::Origin;

/// Where an entry of a site stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// The file, by its place in the list.
    pub(super) file: usize,
    /// The section: `cause` for `[[cause]]`.
    pub(super) section: &'static str,
    /// Its place among those of its section; `None` for a table that is there
    /// once.
    pub(super) index: Option<usize>,
    /// The line of its beginning, from 1.
    pub(super) line: u32,
}

impl Place {
    /// The path to the entry within its file.
    pub(super) fn path(&self) -> String {
        match self.index {
            Some(index) => format!("{}[{index}]", self.section),
            None => self.section.to_owned(),
        }
    }
}

/// An entry with its place.
#[derive(Clone, Debug)]
pub(super) struct Entry<T> {
    pub(super) value: T,
    pub(super) place: Place,
}

/// Collects the faults of the files of one folder.
pub(super) struct Faults<'f> {
    pub(super) files: &'f [SourceFile],
    pub(super) lines: Lines<'f>,
    pub(super) problems: Vec<Problem>,
    /// The paths, kept as long as the texts.
    names: Vec<Text>,
}

impl<'f> Faults<'f> {
    pub(super) fn new(files: &'f [SourceFile]) -> Self {
        let names = files.iter().map(|file| Text::new(file.path.clone().leak())).collect();
        Self { files, lines: Lines::default(), problems: Vec::new(), names }
    }

    /// The paths of all files.
    pub(super) fn names(&self) -> &[Text] {
        &self.names
    }

    /// The path of a file.
    pub(super) fn file(&self, place: Place) -> &'f str {
        self.files.get(place.file).map_or("", |file| file.path.as_str())
    }

    /// Where something at a place is from.
    pub(super) fn origin(&self, place: Place) -> Origin {
        Origin::site(self.names.get(place.file).copied().unwrap_or_default(), place.line)
    }

    /// Runs checks on an entry; tells whether there was no fault.
    pub(super) fn check(&mut self, place: Place, check: impl FnOnce(&mut Report<'_>)) -> bool {
        let mut found = Vec::new();
        check(&mut Report::for_site(self.file(place), &mut found));
        let is_whole = found.is_empty();
        for problem in found {
            self.add(place, &problem.field, problem.fault, problem.mend);
        }
        is_whole
    }

    /// Adds a fault of a field of an entry; an empty field is the entry itself.
    pub(super) fn add(
        &mut self,
        place: Place,
        field: &str,
        fault: impl Into<String>,
        mend: impl Into<String>,
    ) {
        let path = place.path();
        let inner = if field.is_empty() { path.clone() } else { format!("{path}.{field}") };
        let line = self.files.get(place.file).and_then(|file| self.lines.find(file, &inner));
        let field = if field.is_empty() {
            place.section.to_owned()
        } else {
            format!("{}.{field}", place.section)
        };
        self.problems.push(Problem {
            file: self.file(place).to_owned(),
            line: Some(line.unwrap_or(place.line)),
            field,
            fault: fault.into(),
            mend: mend.into(),
        });
    }
}
