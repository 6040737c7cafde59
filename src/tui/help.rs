//! The help: the table of actions for the place that has the keys, grouped,
//! filtered by typing, and run by Enter.

use ratatui::layout::{Rect, Size};

use super::action::{Action, Group, Keymap, Place, Row};
use super::canvas::{Canvas, Piece, Seen, gutter};
use super::geometry::{GUTTER, cut_top, frame, measure, scrolled};
use super::screens::{Message, Screen};
use super::theme::Meaning;
use super::widgets::{Field, Move, shown_rows};
use crate::text::width;

/// The state of the help.
#[derive(Debug)]
pub(crate) struct Help {
    keys: Keymap,
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
    pub(crate) fn new(screen: &Screen, keys: Keymap) -> Self {
        let mut help = Self {
            keys,
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
        let mut found: Vec<&'static Row> = self.keys.rows(self.place).filter(fits).collect();
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
            Message::Act(_) | Message::Mouse(..) => {}
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

    /// The lines above the list.
    fn head(area: Rect) -> u16 {
        if area.height >= 14 { 3 } else { 2 }
    }

    /// Keeps the selected row in sight.
    pub(crate) fn settle(&mut self, size: Size) {
        let area = Self::area(size);
        let (_, list) = cut_top(area, Self::head(area));
        self.height = shown_rows(list, self.items.len());
        let at = self.rows().nth(self.selected).map_or(0, |(at, ..)| at);
        // The heading above the first row is seen with it.
        let at_top = if at <= 1 { 0 } else { at };
        self.top = scrolled(self.top, at, self.height, self.items.len()).min(at_top);
    }

    /// Draws it over what is there.
    pub(crate) fn view(&self, canvas: &mut Canvas<'_>, size: Size) {
        let area = Self::area(size);
        canvas.clear(area);
        let (head, list) = cut_top(area, Self::head(area));
        let title = "Help: what the keys do here";
        canvas.row(head, 0, &[gutter(""), Piece::new(Meaning::Title, title)]);
        let prompt = "Type to filter: ";
        let (shown, cursor) = self.filter.shown(measure(area).saturating_sub(width(prompt)));
        let filter = Piece { meaning: Meaning::Strong, text: shown };
        canvas.row(head, 1, &[gutter(""), Piece::new(Meaning::Label, prompt), filter]);
        canvas.set_cursor(head, 1, usize::from(GUTTER) + width(prompt) + cursor);
        let selected = self.rows().nth(self.selected).map(|(at, ..)| at);
        for (row, (at, item)) in
            self.items.iter().enumerate().skip(self.top).take(self.height).enumerate()
        {
            let is_selected = Some(at) == selected;
            canvas.row(list, row, &line(*item, is_selected));
            if is_selected {
                canvas.mark(list, row, Meaning::Selected);
            }
        }
        if self.items.is_empty() {
            canvas.row(list, 0, &[gutter(""), Piece::body("Nothing here does that.")]);
        }
        canvas.position(list, Seen { from: self.top, rows: self.height, total: self.items.len() });
    }

    /// Selects the row that stands in a row of the screen.
    pub(crate) fn select_at(&mut self, size: Size, y: u16) -> bool {
        let area = Self::area(size);
        let (_, list) = cut_top(area, Self::head(area));
        let Some(row) = y.checked_sub(list.y).map(usize::from).filter(|row| *row < self.height)
        else {
            return false;
        };
        let place = self.rows().position(|(at, ..)| at == self.top + row);
        self.selected = place.unwrap_or(self.selected);
        place.is_some()
    }
}

fn line(item: Item, is_selected: bool) -> Vec<Piece> {
    match item {
        Item::Heading(group) => vec![gutter(""), Piece::new(Meaning::Label, group.label())],
        Item::Row { row, refused } => {
            let meaning = if refused.is_some() { Meaning::Muted } else { Meaning::Body };
            let mut line = vec![
                gutter(if is_selected { ">" } else { "" }),
                Piece::new(Meaning::Strong, format!("{:<13} ", row.keys_name())),
                Piece::new(meaning, row.long),
            ];
            if let Some(reason) = refused {
                line.push(Piece::new(Meaning::Muted, format!(" (not now: {reason})")));
            }
            line
        }
    }
}
