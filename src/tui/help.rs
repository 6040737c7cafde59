//! The help: the table of actions for the place that has the keys, grouped,
//! filtered by typing, and run by Enter.

use ratatui::layout::{Rect, Size};

use super::action::{Action, Group, Place, Row, rows};
use super::canvas::{Canvas, Piece};
use super::geometry::{frame, scrolled};
use super::screens::{Message, Screen};
use super::theme::Meaning;
use super::widgets::{Field, Move};
use crate::text::width;

/// The state of the help.
#[derive(Debug)]
pub(crate) struct Help {
    /// The place that it helps with.
    place: Place,
    filter: Field,
    items: Vec<Item>,
    /// Among the items that can be selected.
    selected: usize,
    top: usize,
    height: usize,
}

/// A line of the help.
#[derive(Clone, Copy, Debug)]
enum Item {
    Heading(Group),
    Row { row: &'static Row, refused: Option<&'static str> },
}

/// What is to be done after a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Then {
    /// Nothing.
    Stay,
    /// Close the help.
    Close,
    /// Close it and do this.
    Do(Action),
    /// It cannot be done: say why.
    Refuse(&'static str),
}

impl Help {
    /// Opens the help for a screen.
    pub(crate) fn new(screen: &Screen) -> Self {
        let mut help = Self {
            place: screen.place(),
            filter: Field::default(),
            items: Vec::new(),
            selected: 0,
            top: 0,
            height: 0,
        };
        help.find(screen);
        help
    }

    /// Lists what the filter lets through.
    fn find(&mut self, screen: &Screen) {
        let words: Vec<String> =
            self.filter.text().to_lowercase().split_whitespace().map(str::to_owned).collect();
        let fits = |row: &&Row| {
            let text = format!("{} {} {}", row.long, row.short, row.keys_name()).to_lowercase();
            words.iter().all(|word| text.contains(word.as_str()))
        };
        let mut found: Vec<&'static Row> = rows(self.place).filter(fits).collect();
        found.sort_by_key(|row| row.group);
        self.items.clear();
        let mut group = None;
        for row in found {
            if group != Some(row.group) {
                group = Some(row.group);
                self.items.push(Item::Heading(row.group));
            }
            self.items.push(Item::Row { row, refused: screen.refuses(row.action) });
        }
        self.selected = 0;
        self.top = 0;
    }

    fn rows(&self) -> impl Iterator<Item = (usize, &'static Row, Option<&'static str>)> + '_ {
        self.items.iter().enumerate().filter_map(|(at, item)| match item {
            Item::Row { row, refused } => Some((at, *row, *refused)),
            Item::Heading(_) => None,
        })
    }

    /// Does what it is told.
    pub(crate) fn update(&mut self, message: &Message, screen: &Screen) -> Then {
        let count = self.rows().count();
        let page = self.height.saturating_sub(1);
        match message {
            Message::Edit(edit) => {
                if self.filter.edit(*edit) {
                    self.find(screen);
                }
            }
            Message::Insert(text) => {
                self.filter.insert(text);
                self.find(screen);
            }
            Message::Act(Action::Up) => self.selected = Move::Up.apply(self.selected, page, count),
            Message::Act(Action::Down) => {
                self.selected = Move::Down.apply(self.selected, page, count);
            }
            Message::Act(Action::PageUp) => {
                self.selected = Move::PageUp.apply(self.selected, page, count);
            }
            Message::Act(Action::PageDown) => {
                self.selected = Move::PageDown.apply(self.selected, page, count);
            }
            Message::Act(Action::Back | Action::Help) => return Then::Close,
            Message::Act(Action::Open) => return self.run(),
            Message::Act(_) => {}
        }
        Then::Stay
    }

    fn run(&self) -> Then {
        match self.rows().nth(self.selected) {
            Some((_, row, _)) if matches!(row.action, Action::Pick(_)) => {
                Then::Refuse("press the digit itself, without the help")
            }
            Some((_, _, Some(reason))) => Then::Refuse(reason),
            Some((_, row, None)) => Then::Do(row.action),
            None => Then::Stay,
        }
    }

    /// Where it is drawn.
    fn area(size: Size) -> Rect {
        // The whole width: what shows beside it would only be read with it.
        frame(size).body
    }

    /// Keeps the selected row in sight.
    pub(crate) fn settle(&mut self, size: Size) {
        self.height = usize::from(Self::area(size).height).saturating_sub(3);
        let at = self.rows().nth(self.selected).map_or(0, |(at, ..)| at);
        // The heading above the first row is seen with it.
        let at_top = if at <= 1 { 0 } else { at };
        self.top = scrolled(self.top, at, self.height, self.items.len()).min(at_top);
    }

    /// Draws it over what is there.
    pub(crate) fn view(&self, canvas: &mut Canvas<'_>, size: Size) {
        let area = Self::area(size);
        canvas.clear(area);
        canvas.rule(Rect { height: 1.min(area.height), ..area });
        canvas.row(area, 0, &[Piece::new(Meaning::Title, " Help: what the keys do here ")]);
        let prompt = "Type to filter: ";
        let room = usize::from(area.width).saturating_sub(width(prompt));
        let (shown, cursor) = self.filter.shown(room);
        canvas.row(
            area,
            1,
            &[Piece::new(Meaning::Label, prompt), Piece { meaning: Meaning::Strong, text: shown }],
        );
        canvas.set_cursor(area, 1, width(prompt) + cursor);
        let bottom = usize::from(area.height).saturating_sub(1);
        if bottom > 2 {
            canvas.rule(Rect { y: area.y + area.height - 1, height: 1, ..area });
        }
        let selected = self.rows().nth(self.selected).map(|(at, ..)| at);
        for (row, (at, item)) in
            self.items.iter().enumerate().skip(self.top).take(self.height).enumerate()
        {
            let is_selected = Some(at) == selected;
            canvas.row(area, row + 2, &line(*item, is_selected));
            if is_selected {
                canvas.mark(area, row + 2, Meaning::Selected);
            }
        }
        if self.items.is_empty() {
            canvas.row(area, 2, &[Piece::body("  Nothing here does that.")]);
        }
        if self.top + self.height < self.items.len() {
            canvas.row_right(area, bottom, &[Piece::new(Meaning::Label, " v more ")]);
        }
    }
}

fn line(item: Item, is_selected: bool) -> Vec<Piece> {
    match item {
        Item::Heading(group) => vec![Piece::new(Meaning::Strong, group.label())],
        Item::Row { row, refused } => {
            let mark = if is_selected { "> " } else { "  " };
            let meaning = if refused.is_some() { Meaning::Muted } else { Meaning::Body };
            let mut line = vec![
                Piece::body(mark),
                Piece::new(Meaning::Strong, format!("{:<16} ", row.keys_name())),
                Piece::new(meaning, row.long),
            ];
            if let Some(reason) = refused {
                line.push(Piece::new(Meaning::Muted, format!(" (not now: {reason})")));
            }
            line
        }
    }
}
