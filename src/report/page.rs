//! A page: what is shown of something, in order, without a width or colours.

use std::ops::Range;

use super::layout::Role;
use crate::guide::Mark;
use crate::text::{Clean, find};

/// A line of clean text with marked places in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rich {
    text: Clean,
    /// Sorted, none within another.
    marks: Vec<(Range<usize>, Role)>,
}

impl Rich {
    /// Text without marks; it is cleaned, and runs of spaces become one.
    pub fn new(text: impl AsRef<str>) -> Self {
        let clean = Clean::line(text.as_ref());
        let words: Vec<&str> = clean.split(' ').filter(|word| !word.is_empty()).collect();
        Self { text: Clean::line(&words.join(" ")), marks: Vec::new() }
    }

    /// Marks phrases wherever they stand in the text.
    #[must_use]
    pub fn mark<'p>(mut self, phrases: impl IntoIterator<Item = &'p str>, role: Role) -> Self {
        for phrase in phrases {
            let found = find(&self.text, &Clean::line(phrase));
            for place in found {
                let is_free = |(other, _): &(Range<usize>, Role)| {
                    place.end <= other.start || other.end <= place.start
                };
                if self.marks.iter().all(is_free) {
                    self.marks.push((place, role));
                }
            }
        }
        self.marks.sort_by_key(|(place, _)| place.start);
        self
    }

    /// The text.
    pub fn text(&self) -> &Clean {
        &self.text
    }

    /// The marked places, in bytes, and what they are.
    pub fn marks(&self) -> &[(Range<usize>, Role)] {
        &self.marks
    }
}

/// What a screen or a terminal shows of one thing. All text on it is clean:
/// the functions that add to it clean what they are given, so that nothing
/// from outside can reach a terminal as it came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    blocks: Vec<Block>,
}

/// A part of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// What the page is about.
    Title(Clean),
    /// What a part of the page is about.
    Heading(Clean),
    /// A paragraph.
    Text(Clean),
    /// A paragraph of lesser weight: sources, theory, remarks.
    Aside(Clean),
    /// A short label with its value: `Who   the recipient`.
    Field(Clean, Rich),
    /// A piece of something taken apart, with what it is.
    Piece(Clean, Clean),
    /// A step: its number, what to do.
    Step(usize, Clean),
    /// A step that is marked off: its number, what became of it, whether it is
    /// the one to do now, what to do.
    Task(usize, Mark, bool, Clean),
    /// How the step above is done with one of several programs: which, what.
    Way(Clean, Clean),
    /// What should be seen after the step above.
    Expect(Clean),
    /// A command of the step above: where it is typed, what is typed.
    Command(Clean, Clean),
    /// A step in a list, with what became of it.
    Tick(Mark, Clean),
    /// A point of a list.
    Point(Clean),
    /// A point that warns.
    Warning(Clean),
    /// Words of somebody else, or words to pass on, as they are.
    Quote(Clean),
    /// Another entry: its id, its title.
    Link(Clean, Clean),
    /// A word of the glossary that the page uses: its id, its name. On a
    /// screen each is a link; on paper they make one short list.
    Word(Clean, Clean),
    /// Where something can be read, alone on its line so that it stays whole.
    Url(Clean),
    /// An empty line.
    Gap,
}

impl Page {
    /// An empty page, with room for one as it mostly is.
    pub fn new() -> Self {
        Self { blocks: Vec::with_capacity(64) }
    }

    /// Its parts, in order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Adds what the page is about.
    pub fn title(&mut self, text: impl AsRef<str>) {
        self.blocks.push(Block::Title(Clean::line(text.as_ref())));
    }

    /// Starts a part, with a gap before it.
    pub fn heading(&mut self, text: impl AsRef<str>) {
        self.gap();
        self.blocks.push(Block::Heading(Clean::line(text.as_ref())));
    }

    /// Adds a paragraph.
    pub fn text(&mut self, text: impl AsRef<str>) {
        self.blocks.push(Block::Text(Clean::lines(text.as_ref())));
    }

    /// Adds a paragraph of lesser weight.
    pub fn aside(&mut self, text: impl AsRef<str>) {
        self.blocks.push(Block::Aside(Clean::lines(text.as_ref())));
    }

    /// Adds a label with its value.
    pub fn field(&mut self, label: impl AsRef<str>, value: impl AsRef<str>) {
        self.rich(label, Rich::new(value));
    }

    /// Adds a label with a value that has marks in it.
    pub fn rich(&mut self, label: impl AsRef<str>, value: Rich) {
        self.blocks.push(Block::Field(Clean::line(label.as_ref()), value));
    }

    /// Adds a piece of something taken apart, with what it is.
    pub fn piece(&mut self, piece: impl AsRef<str>, what: impl AsRef<str>) {
        self.blocks.push(Block::Piece(Clean::lines(piece.as_ref()), Clean::line(what.as_ref())));
    }

    /// Adds where something can be read.
    pub fn url(&mut self, url: impl AsRef<str>) {
        self.blocks.push(Block::Url(Clean::line(url.as_ref())));
    }

    /// Adds a step.
    pub fn step(&mut self, number: usize, action: impl AsRef<str>) {
        self.blocks.push(Block::Step(number, Clean::lines(action.as_ref())));
    }

    /// Adds a step that is marked off; `now` tells whether it is the one to do.
    pub fn task(&mut self, number: usize, mark: Mark, now: bool, action: impl AsRef<str>) {
        self.blocks.push(Block::Task(number, mark, now, Clean::lines(action.as_ref())));
    }

    /// Adds how the step above is done with one of several programs.
    pub fn way(&mut self, with: impl AsRef<str>, action: impl AsRef<str>) {
        self.blocks.push(Block::Way(Clean::line(with.as_ref()), Clean::lines(action.as_ref())));
    }

    /// Adds what should be seen after the step above.
    pub fn expect(&mut self, text: impl AsRef<str>) {
        self.blocks.push(Block::Expect(Clean::lines(text.as_ref())));
    }

    /// Adds a command of the step above.
    pub fn command(&mut self, platform: impl AsRef<str>, command: impl AsRef<str>) {
        let platform = Clean::line(platform.as_ref());
        self.blocks.push(Block::Command(platform, Clean::line(command.as_ref())));
    }

    /// Adds a step to a list, with what became of it.
    pub fn tick(&mut self, mark: Mark, action: impl AsRef<str>) {
        self.blocks.push(Block::Tick(mark, Clean::line(action.as_ref())));
    }

    /// Adds a point of a list.
    pub fn point(&mut self, text: impl AsRef<str>) {
        self.blocks.push(Block::Point(Clean::line(text.as_ref())));
    }

    /// Adds a point that warns.
    pub fn warning(&mut self, text: impl AsRef<str>) {
        self.blocks.push(Block::Warning(Clean::line(text.as_ref())));
    }

    /// Adds words as they are.
    pub fn quote(&mut self, text: impl AsRef<str>) {
        self.blocks.push(Block::Quote(Clean::lines(text.as_ref())));
    }

    /// Adds another entry that can be opened.
    pub fn link(&mut self, id: impl AsRef<str>, title: impl AsRef<str>) {
        self.blocks.push(Block::Link(Clean::line(id.as_ref()), Clean::line(title.as_ref())));
    }

    /// Adds a word of the glossary that the page uses.
    pub fn word(&mut self, id: impl AsRef<str>, name: impl AsRef<str>) {
        self.blocks.push(Block::Word(Clean::line(id.as_ref()), Clean::line(name.as_ref())));
    }

    /// Adds an empty line, unless the page is empty or ends with one.
    pub fn gap(&mut self) {
        if self.blocks.last().is_some_and(|last| *last != Block::Gap) {
            self.blocks.push(Block::Gap);
        }
    }

    /// Adds a part as it is: it is clean already.
    pub(super) fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// Whether the last part is a label with its value.
    pub(super) fn ends_with_field(&self) -> bool {
        matches!(self.blocks.last(), Some(Block::Field(..)))
    }

    /// All its texts, in order.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.blocks.iter().flat_map(|block| {
            let (first, second) = match block {
                Block::Title(text)
                | Block::Heading(text)
                | Block::Text(text)
                | Block::Aside(text)
                | Block::Step(_, text)
                | Block::Task(_, _, _, text)
                | Block::Expect(text)
                | Block::Way(_, text)
                | Block::Command(_, text)
                | Block::Tick(_, text)
                | Block::Point(text)
                | Block::Warning(text)
                | Block::Quote(text)
                | Block::Link(_, text)
                | Block::Word(_, text)
                | Block::Url(text) => (Some(text), None),
                Block::Field(label, value) => (Some(label), Some(value.text())),
                Block::Piece(piece, what) => (Some(piece), Some(what)),
                Block::Gap => (None, None),
            };
            first.into_iter().chain(second).map(Clean::as_str)
        })
    }

    /// The page with every text of it changed; marks within texts are lost.
    #[must_use]
    pub fn changed(&self, mut change: impl FnMut(&str) -> String) -> Self {
        let mut new = |text: &Clean| Clean::lines(&change(text));
        let blocks = self.blocks.iter().map(|block| match block {
            Block::Title(text) => Block::Title(new(text)),
            Block::Heading(text) => Block::Heading(new(text)),
            Block::Text(text) => Block::Text(new(text)),
            Block::Aside(text) => Block::Aside(new(text)),
            Block::Step(number, text) => Block::Step(*number, new(text)),
            Block::Task(number, mark, now, text) => Block::Task(*number, *mark, *now, new(text)),
            Block::Way(with, text) => Block::Way(with.clone(), new(text)),
            Block::Expect(text) => Block::Expect(new(text)),
            Block::Command(platform, text) => Block::Command(platform.clone(), new(text)),
            Block::Tick(mark, text) => Block::Tick(*mark, new(text)),
            Block::Point(text) => Block::Point(new(text)),
            Block::Warning(text) => Block::Warning(new(text)),
            Block::Quote(text) => Block::Quote(new(text)),
            Block::Link(id, text) => Block::Link(id.clone(), new(text)),
            Block::Word(id, text) => Block::Word(id.clone(), new(text)),
            Block::Url(text) => Block::Url(new(text)),
            Block::Field(label, value) => {
                Block::Field(label.clone(), Rich::new(new(value.text()).as_str()))
            }
            Block::Piece(piece, what) => Block::Piece(new(piece), new(what)),
            Block::Gap => Block::Gap,
        });
        Self { blocks: blocks.collect() }
    }

    /// Adds all of another page.
    pub fn append(&mut self, other: Self) {
        self.blocks.extend(other.blocks);
    }
}
