//! A page laid out in lines of a width. Screens and plain text share it.
//!
//! Everything stands on one margin or hangs from it by [`HANG`] cells, so that
//! the eye finds the steps, the points and the words below them in columns.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::page::{Block, Page, Rich};
use crate::guide::Mark;
use crate::knowledge::Permanence;
use crate::text::{width, wrap, wrap_first};

/// What a piece of a line is, for who gives it a style.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// What the page is about.
    Title,
    /// What a part is about.
    Heading,
    /// A short label, a number, a mark.
    Label,
    /// Plain words.
    Body,
    /// Plain words that stand out.
    Strong,
    /// What to do.
    Action,
    /// What should be seen.
    Expect,
    /// What is typed.
    Command,
    /// Words of somebody else, or to pass on.
    Quote,
    /// Words that decided.
    Found,
    /// Whether trying again can work.
    Fate(Permanence),
    /// What not to do.
    Warning,
    /// The mark of a link to another entry.
    Link,
    /// Where something can be read.
    Url,
    /// Of lesser weight.
    Muted,
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// What it is.
    pub role: Role,
    /// Its text, clean.
    pub text: String,
}

/// A line of a laid-out page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Its pieces, from left to right.
    pub spans: Vec<Span>,
    /// The number of the link that begins here, from 0.
    pub link: Option<usize>,
    /// The step that is marked off to which this belongs, from 0.
    pub task: Option<usize>,
}

impl Line {
    fn of(role: Role, text: impl Into<String>) -> Self {
        let mut line = Self::default();
        line.push(role, text);
        line
    }

    fn push(&mut self, role: Role, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.spans.push(Span { role, text });
        }
    }

    fn width(&self) -> usize {
        self.spans.iter().map(|span| width(&span.text)).sum()
    }

    /// The line without roles.
    pub fn text(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }
}

/// What a page is laid out for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Medium {
    /// A screen: links have numbers, and what is too long goes on in the next
    /// line, because what is cut cannot be read.
    Screen,
    /// A pipe, a file, a ticket: links show the name to ask for, and commands
    /// stay whole, because what is copied has to be what is typed.
    Paper,
}

/// The cells by which steps, points and quotes hang from the margin.
const HANG: usize = 3;
/// The width of the labels of fields, with the space after them.
const LABEL_WIDTH: usize = 11;

/// The width from which values have a column of their own.
const ROOMY: usize = 50;

/// Lays a page out in lines of at most `limit` cells; on paper, commands and
/// addresses may be longer.
pub fn layout(page: &Page, limit: usize, medium: Medium) -> Vec<Line> {
    let mut layer = Layer {
        limit: limit.max(1),
        medium,
        lines: Vec::with_capacity(2 * page.blocks().len()),
        links: 0,
        task: None,
    };
    let mut blocks = page.blocks().iter().peekable();
    while let Some(block) = blocks.next() {
        let Block::Word(_, first) = block else {
            layer.lay(block);
            continue;
        };
        if medium == Medium::Screen {
            layer.lay(block);
            continue;
        }
        // On paper nothing can be opened, so the words that a page uses stand
        // in a row, with how to ask for them.
        let mut row = first.to_string();
        while let Some(Block::Word(_, name)) =
            blocks.next_if(|next| matches!(next, Block::Word(..)))
        {
            row.extend([", ", name]);
        }
        row.push_str(" (smtp-doctor explain WORD)");
        layer.hang("", Role::Body, Role::Body, &row);
    }
    layer.lines
}

struct Layer {
    limit: usize,
    medium: Medium,
    lines: Vec<Line>,
    links: usize,
    /// The step that is marked off and laid out now.
    task: Option<usize>,
}

impl Layer {
    fn lay(&mut self, block: &Block) {
        let first = self.lines.len();
        self.task = match block {
            Block::Task(number, ..) => number.checked_sub(1),
            Block::Expect(_) | Block::Command(..) => self.task,
            _ => None,
        };
        self.lay_out(block);
        for line in self.lines.iter_mut().skip(first) {
            line.task = self.task;
        }
    }

    fn lay_out(&mut self, block: &Block) {
        match block {
            Block::Title(text) => self.hang("", Role::Title, Role::Title, text),
            Block::Heading(text) => self.hang("", Role::Heading, Role::Heading, text),
            Block::Text(text) => self.hang("", Role::Body, Role::Body, text),
            Block::Aside(text) => self.hang("", Role::Muted, Role::Muted, text),
            Block::Field(label, value) => self.field(label, value),
            Block::Piece(piece, what) => self.piece(piece, what),
            Block::Step(number, text) => {
                let mark = format!("{:<HANG$}", format!("{number}."));
                self.hang(&mark, Role::Label, Role::Action, text);
            }
            Block::Way(with, text) => self.way(with, text),
            Block::Task(number, mark, now, text) => self.task(*number, *mark, *now, text),
            Block::Expect(text) => self.hang("   -> ", Role::Muted, Role::Expect, text),
            Block::Command(platform, command) => self.command(platform, command),
            Block::Tick(mark, text) => {
                let word = if *mark == Mark::Skipped { "Skipped: " } else { "" };
                let text = format!("{} {word}{text}", mark.sign());
                self.hang("-  ", Role::Label, Role::Body, &text);
            }
            Block::Point(text) => self.hang("-  ", Role::Label, Role::Body, text),
            Block::Warning(text) => self.hang("!  ", Role::Warning, Role::Warning, text),
            Block::Quote(text) => {
                for line in wrap(text, self.limit.saturating_sub(HANG)) {
                    let mut laid = Line::of(Role::Label, "|  ");
                    laid.push(Role::Quote, line);
                    self.lines.push(laid);
                }
            }
            Block::Link(id, title) => self.link(id, title),
            Block::Word(id, name) => self.link(id, name),
            Block::Url(url) => self.whole(" ".repeat(HANG), Role::Url, url),
            Block::Gap => self.lines.push(Line::default()),
        }
    }

    /// The columns before what belongs to a label.
    fn indent(&self) -> usize {
        if self.limit >= ROOMY { LABEL_WIDTH } else { HANG }
    }

    /// A step that is marked off. The one to do now stands out by weight, and
    /// each says in a word what became of it: signs alone are not spoken.
    fn task(&mut self, number: usize, mark: Mark, now: bool, text: &str) {
        let word = match (mark, now) {
            (Mark::Open, true) => " (now)",
            (Mark::Open, false) => "",
            (Mark::Done, _) => " (done)",
            (Mark::Skipped, _) => " (skipped)",
        };
        let sign = format!("{} {number}. ", mark.sign());
        let (indent, first) = (width(&sign).min(HANG), self.lines.len());
        let role = if now { Role::Strong } else { Role::Action };
        let shown = format!("{text}{word}");
        for (at, wrapped) in
            wrap_hanging(&shown, self.limit, width(&sign), indent).into_iter().enumerate()
        {
            let mut line = match at {
                0 => Line::of(Role::Label, sign.as_str()),
                _ => Line::of(Role::Label, " ".repeat(indent)),
            };
            line.push(role, wrapped);
            self.lines.push(line);
        }
        // Also a step without words has its row.
        if self.lines.len() == first {
            self.lines.push(Line::of(Role::Label, sign));
        }
    }

    /// A label with its value beside it. Where the room is small, the value
    /// hangs like everything else.
    fn field(&mut self, label: &str, value: &Rich) {
        let indent = self.indent();
        let mark = format!("{label:<width$} ", width = LABEL_WIDTH - 1);
        let first = wrap_hanging(value.text(), self.limit, width(&mark), indent);
        let mut at = 0;
        for (number, line) in first.into_iter().enumerate() {
            let mut laid = match number {
                0 => Line::of(Role::Label, mark.as_str()),
                _ => Line::of(Role::Body, " ".repeat(indent)),
            };
            // Wrapping leaves spaces out and nothing else.
            let rest = value.text().get(at..).unwrap_or_default();
            match rest.find(line.as_str()) {
                Some(start) => {
                    marked(&mut laid, value, at + start..at + start + line.len());
                    at += start + line.len();
                }
                None => laid.push(Role::Body, line),
            }
            self.lines.push(laid);
        }
    }

    /// A piece with what it is: beside it where it is short, otherwise below.
    fn piece(&mut self, piece: &str, what: &str) {
        if width(piece) < LABEL_WIDTH && self.limit >= ROOMY {
            let mark = format!("{piece:<width$} ", width = LABEL_WIDTH - 1);
            return self.hang(&mark, Role::Strong, Role::Body, what);
        }
        self.lines.extend(wrap(piece, self.limit).into_iter().map(|l| Line::of(Role::Strong, l)));
        let indent = " ".repeat(self.indent());
        self.hang(&indent, Role::Body, Role::Body, what);
    }

    fn link(&mut self, id: &str, title: &str) {
        let number = self.links;
        self.links += 1;
        let first = self.lines.len();
        let is_code = title.is_empty() || id.starts_with(|c: char| c.is_ascii_digit());
        let text = match self.medium {
            _ if is_code => format!("{id}  {title}"),
            Medium::Screen => title.to_owned(),
            Medium::Paper => format!("{title} [{id}]"),
        };
        let mark = match (self.medium, number) {
            (Medium::Screen, 0..=8) => format!("{:<HANG$}", number + 1),
            _ => ">  ".to_owned(),
        };
        self.hang(&mark, Role::Link, Role::Body, &text);
        if let Some(line) = self.lines.get_mut(first) {
            line.link = Some(number);
        }
    }

    /// A command, and where it is typed if that matters.
    fn command(&mut self, platform: &str, command: &str) {
        let prompt = format!("{}$ ", " ".repeat(HANG));
        let remark = format!("({platform})");
        let is_anywhere = platform == "any";
        self.whole(prompt, Role::Command, command);
        if is_anywhere {
            return;
        }
        match self.lines.last_mut() {
            Some(line) if line.width() + width(&remark) + 3 <= self.limit => {
                line.push(Role::Muted, format!("   {remark}"));
            }
            _ => self.lines.push(Line::of(Role::Muted, " ".repeat(HANG + 2) + &remark)),
        }
    }

    /// Words that are not broken as prose is. Only a screen that is too narrow
    /// breaks them, behind a space or a slash where there is one.
    fn whole(&mut self, mark: String, role: Role, text: &str) {
        let indent = width(&mark);
        let mut line = Line::of(Role::Label, mark);
        if self.medium == Medium::Paper || indent + width(text) <= self.limit {
            line.push(role, text);
            return self.lines.push(line);
        }
        for (at, part) in broken(text, self.limit.saturating_sub(indent)).into_iter().enumerate() {
            if at > 0 {
                self.lines.push(std::mem::take(&mut line));
                line.push(Role::Label, " ".repeat(indent));
            }
            line.push(role, part);
        }
        self.lines.push(line);
    }

    /// Lays text out behind a name; its other lines hang a little further in
    /// than the name.
    fn way(&mut self, with: &str, text: &str) {
        let (indent, hang) = (" ".repeat(HANG), " ".repeat(HANG + 2));
        let name = format!("{with}: ");
        let room = self.limit.saturating_sub(HANG + 2);
        let first = (room + 2).saturating_sub(width(&name));
        for (at, wrapped) in wrap_first(text, first, room).into_iter().enumerate() {
            let mut line = Line::of(Role::Label, if at == 0 { &*indent } else { &*hang });
            if at == 0 {
                line.push(Role::Label, name.as_str());
            }
            line.push(Role::Body, wrapped);
            self.lines.push(line);
        }
    }

    /// Lays text out with a mark before its first line and the mark's width of
    /// space before the others.
    fn hang(&mut self, mark: &str, mark_role: Role, role: Role, text: &str) {
        let indent = width(mark);
        let room = self.limit.saturating_sub(indent);
        for (at, wrapped) in wrap(text, room).into_iter().enumerate() {
            let mut line = match at {
                0 => Line::of(mark_role, mark),
                _ => Line::of(mark_role, " ".repeat(indent)),
            };
            line.push(role, wrapped);
            self.lines.push(line);
        }
    }
}

/// Breaks words for a screen, and loses no sign of them.
fn broken(text: &str, room: usize) -> Vec<&str> {
    let room = room.max(1);
    let mut parts = Vec::new();
    let (mut start, mut used, mut may_break) = (0, 0, None);
    for (at, grapheme) in text.grapheme_indices(true) {
        let cells = width(grapheme);
        if used > 0 && used + cells > room {
            let end = may_break.take().unwrap_or(at);
            parts.push(&text[start..end]);
            used = width(&text[end..at]);
            start = end;
        }
        used += cells;
        if matches!(grapheme, " " | "/" | "," | "&") {
            may_break = Some(at + grapheme.len());
        }
    }
    parts.push(&text[start..]);
    parts
}

/// Wraps a text whose first line begins after a mark that may be wider than
/// the indent of the others.
fn wrap_hanging(text: &str, limit: usize, mark: usize, indent: usize) -> Vec<String> {
    if mark == indent {
        return wrap(text, limit.saturating_sub(mark));
    }
    let Some(first) = wrap(text, limit.saturating_sub(mark)).into_iter().next() else {
        return Vec::new();
    };
    let rest = text.get(first.len()..).unwrap_or_default().trim_start();
    let mut lines = vec![first];
    if !rest.is_empty() {
        lines.extend(wrap(rest, limit.saturating_sub(indent)));
    }
    lines
}

/// Adds a part of a value to a line, marked and not.
fn marked(line: &mut Line, value: &Rich, part: Range<usize>) {
    let mut at = part.start;
    for (place, role) in value.marks() {
        let start = place.start.clamp(at, part.end);
        let end = place.end.clamp(at, part.end);
        if start < end {
            line.push(Role::Body, &value.text()[at..start]);
            line.push(*role, &value.text()[start..end]);
            at = end;
        }
    }
    line.push(Role::Body, &value.text()[at..part.end]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(limit: usize, medium: Medium, fill: impl Fn(&mut Page)) -> Vec<String> {
        let mut page = Page::new();
        fill(&mut page);
        layout(&page, limit, medium).iter().map(Line::text).collect()
    }

    #[test]
    fn everything_hangs_from_one_margin() {
        let page = |page: &mut Page| {
            page.step(1, "one two three four");
            page.expect("five six seven eight");
            page.point("nine ten eleven twelve");
            page.field("Who acts", "thirteen fourteen fifteen sixteen seventeen");
        };
        assert_eq!(
            lines(50, Medium::Paper, page),
            [
                "1. one two three four",
                "   -> five six seven eight",
                "-  nine ten eleven twelve",
                "Who acts   thirteen fourteen fifteen sixteen",
                "           seventeen",
            ]
        );
        assert_eq!(lines(12, Medium::Paper, page)[..2], ["1. one two", "   three"]);
    }

    #[test]
    fn ways_hang_behind_their_names() {
        let page = |page: &mut Page| page.way("Thunderbird", "one two three four");
        let expected = ["   Thunderbird: one", "     two three four"];
        assert_eq!(lines(20, Medium::Screen, page), expected);
        assert_eq!(lines(10, Medium::Screen, page).len(), 5);
    }

    #[test]
    fn commands_and_addresses_stay_whole_on_paper_and_in_sight_on_a_screen() {
        let page = |page: &mut Page| {
            page.command("Linux", "dig +short example.net MX");
            page.url("https://example.net/a/b");
        };
        assert_eq!(
            lines(20, Medium::Paper, page),
            ["   $ dig +short example.net MX", "     (Linux)", "   https://example.net/a/b"]
        );
        assert_eq!(
            lines(20, Medium::Screen, page),
            [
                "   $ dig +short ",
                "     example.net MX",
                "     (Linux)",
                "   https://",
                "   example.net/a/b"
            ]
        );
        assert_eq!(lines(60, Medium::Screen, page)[0], "   $ dig +short example.net MX   (Linux)");
    }

    #[test]
    fn marks_stay_where_they_are_over_line_ends() {
        let mut page = Page::new();
        let reply = "552 5.2.2 the   mailbox of bob is full";
        page.rich("Reply", Rich::new(reply).mark(["bob is FULL", "552"], Role::Found));
        let found: Vec<String> = layout(&page, 40, Medium::Screen)
            .into_iter()
            .flat_map(|line| line.spans)
            .filter(|span| span.role == Role::Found)
            .map(|span| span.text)
            .collect();
        assert_eq!(found.join("|"), "552|bob|is full");
    }

    #[test]
    fn links_have_a_number_on_a_screen_and_a_name_on_paper() {
        let page = |page: &mut Page| page.link("mailbox-full", "It is full");
        assert_eq!(lines(40, Medium::Screen, page), ["1  It is full"]);
        assert_eq!(lines(40, Medium::Paper, page), [">  It is full [mailbox-full]"]);
    }
}
