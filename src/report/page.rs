//! A page: what is shown of something, in order, without a width or colours.

use crate::text::Clean;

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
    Field(Clean, Clean),
    /// A step: its number, what to do.
    Step(usize, Clean),
    /// What should be seen after the step above.
    Expect(Clean),
    /// A command of the step above: where it is typed, what is typed.
    Command(Clean, Clean),
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
    /// An empty line.
    Gap,
}

impl Page {
    /// An empty page.
    pub fn new() -> Self {
        Self::default()
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
        self.blocks.push(Block::Field(Clean::line(label.as_ref()), Clean::line(value.as_ref())));
    }

    /// Adds a step.
    pub fn step(&mut self, number: usize, action: impl AsRef<str>) {
        self.blocks.push(Block::Step(number, Clean::lines(action.as_ref())));
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

    /// Adds all of another page.
    pub fn append(&mut self, other: Self) {
        self.blocks.extend(other.blocks);
    }
}
