//! A page laid out in lines of a width. Screens and plain text share it.

use super::page::{Block, Page};
use crate::text::{width, wrap};

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
    /// What to do.
    Action,
    /// What should be seen.
    Expect,
    /// What is typed.
    Command,
    /// Words of somebody else, or to pass on.
    Quote,
    /// What not to do.
    Warning,
    /// The id of another entry.
    Link,
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
}

impl Line {
    fn push(&mut self, role: Role, text: impl Into<String>) {
        self.spans.push(Span { role, text: text.into() });
    }

    /// The line without roles.
    pub fn text(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }
}

/// The width of the labels of fields.
const LABEL_WIDTH: usize = 10;

/// Lays a page out in lines of at most `limit` cells, where its words allow.
pub fn layout(page: &Page, limit: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    for block in page.blocks() {
        lay(block, limit, &mut lines);
    }
    lines
}

fn lay(block: &Block, limit: usize, lines: &mut Vec<Line>) {
    match block {
        Block::Title(text) => hang(lines, limit, (Role::Title, ""), Role::Title, text),
        Block::Heading(text) => hang(lines, limit, (Role::Heading, ""), Role::Heading, text),
        Block::Text(text) => hang(lines, limit, (Role::Body, ""), Role::Body, text),
        Block::Aside(text) => hang(lines, limit, (Role::Muted, ""), Role::Muted, text),
        Block::Field(label, value) => {
            let label = format!("{label:LABEL_WIDTH$} ");
            hang(lines, limit, (Role::Label, &label), Role::Body, value);
        }
        Block::Step(number, text) => {
            let mark = format!("{number:>2}. ");
            hang(lines, limit, (Role::Label, &mark), Role::Action, text);
        }
        Block::Expect(text) => hang(lines, limit, (Role::Muted, "    -> "), Role::Expect, text),
        Block::Command(platform, command) => lay_command(platform, command, limit, lines),
        Block::Point(text) => hang(lines, limit, (Role::Label, " -  "), Role::Body, text),
        Block::Warning(text) => hang(lines, limit, (Role::Warning, " !  "), Role::Warning, text),
        Block::Quote(text) => {
            for line in wrap(text, limit.saturating_sub(4)) {
                let mut laid = Line::default();
                laid.push(Role::Label, "  | ");
                laid.push(Role::Quote, line);
                lines.push(laid);
            }
        }
        Block::Link(id, title)
            if title.is_empty() || id.starts_with(|c: char| c.is_ascii_digit()) =>
        {
            let mark = format!(" >  {id}  ");
            hang(lines, limit, (Role::Link, &mark), Role::Body, title);
        }
        Block::Link(id, title) => {
            hang(lines, limit, (Role::Link, " >  "), Role::Body, &format!("{title} [{id}]"));
        }
        Block::Word(_, name) => hang(lines, limit, (Role::Link, " >  "), Role::Body, name),
        Block::Gap => lines.push(Line::default()),
    }
}

/// A command is never broken: what is copied has to be what is typed. A line
/// that is too long for the screen is cut there, not here.
fn lay_command(platform: &str, command: &str, limit: usize, lines: &mut Vec<Line>) {
    let prompt = "    $ ";
    let mut line = Line::default();
    line.push(Role::Label, prompt);
    line.push(Role::Command, command);
    if platform != "any" {
        let remark = format!("   ({platform})");
        if width(prompt) + width(command) + width(&remark) <= limit {
            line.push(Role::Muted, remark);
        } else {
            let mut above = Line::default();
            above.push(Role::Muted, format!("    ({platform})"));
            lines.push(above);
        }
    }
    lines.push(line);
}

/// Lays text out with a mark before its first line and the mark's width of
/// space before the others.
fn hang(lines: &mut Vec<Line>, limit: usize, mark: (Role, &str), role: Role, text: &str) {
    let indent = width(mark.1);
    for (at, wrapped) in wrap(text, limit.saturating_sub(indent)).into_iter().enumerate() {
        let mut line = Line::default();
        if at == 0 && !mark.1.is_empty() {
            line.push(mark.0, mark.1);
        } else if indent > 0 {
            line.push(mark.0, " ".repeat(indent));
        }
        line.push(role, wrapped);
        lines.push(line);
    }
}
