//! A sheet of the manual: what `help`, `doctor` and the man page are made of.
//! Like a page it has no width; unlike a page it speaks of the program.

mod parse;
mod plain;
mod roff;

use crate::text::Clean;

/// A sheet, as the parts it has from top to bottom. All its text is clean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    parts: Vec<Part>,
}

/// A part of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    /// What the sheet is about.
    Title(Clean),
    /// What the parts below are about.
    Heading(Clean),
    /// A paragraph.
    Text(Clean),
    /// A word and what it is.
    Row(Clean, Clean),
    /// A point of a list.
    Point(Clean),
    /// A line as it is typed or shown.
    Example(Clean),
}

impl Sheet {
    /// An empty sheet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds what the sheet is about.
    pub fn title(&mut self, text: impl AsRef<str>) {
        self.parts.push(Part::Title(Clean::line(text.as_ref())));
    }

    /// Starts a section.
    pub fn heading(&mut self, text: impl AsRef<str>) {
        self.parts.push(Part::Heading(Clean::line(text.as_ref())));
    }

    /// Adds a paragraph.
    pub fn text(&mut self, text: impl AsRef<str>) {
        self.parts.push(Part::Text(Clean::line(text.as_ref())));
    }

    /// Adds a word with what it is.
    pub fn row(&mut self, word: impl AsRef<str>, what: impl AsRef<str>) {
        self.parts.push(Part::Row(Clean::line(word.as_ref()), Clean::line(what.as_ref())));
    }

    /// Adds a point of a list.
    pub fn point(&mut self, text: impl AsRef<str>) {
        self.parts.push(Part::Point(Clean::line(text.as_ref())));
    }

    /// Adds a line as it is typed or shown.
    pub fn example(&mut self, text: impl AsRef<str>) {
        self.parts.push(Part::Example(Clean::line(text.as_ref())));
    }

    /// Adds all of another sheet.
    pub fn append(&mut self, other: Self) {
        self.parts.extend(other.parts);
    }
}
