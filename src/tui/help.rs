//! The help: the table of actions for the place that has the keys, grouped,
//! filtered by typing, and run by Enter.

use ratatui::layout::Rect;

use super::action::{Action, Group, Keymap, Place, Row};
use super::canvas::{Canvas, Piece, Seen, gutter};
use super::geometry::{GUTTER, cut_top, measure, scrolled};
use super::screens::{Message, Screen};
use super::theme::Meaning;
use super::widgets::{Field, Move, shown_rows};
use crate::text::{width, wrap};

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
    /// The items broken into the lines of the width.
    lines: Vec<Line>,
    /// The first line that is seen.
    top: usize,
    height: usize,
}

/// What is listed.
#[derive(Clone, Copy, Debug)]
enum Item {
    Heading(Group),
    Row { row: &'static Row, refused: Option<&'static str> },
}

/// A line of the help.
#[derive(Clone, Debug)]
struct Line {
    /// The item that it belongs to.
    of: usize,
    /// Its keys, on the first line of an item.
    keys: String,
    text: String,
}

/// The columns between keys and what they do.
const BETWEEN: usize = 2;

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
            lines: Vec::new(),
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

    /// What stands in the column of keys; what has no key here is done by the
    /// row alone.
    fn keys_of(row: &Row, room: usize) -> String {
        let all = row.keys_name();
        if all.is_empty() {
            return "-".to_owned();
        }
        if width(&all) <= room { all } else { row.key_name() }
    }

    /// What is told of a row: what it does, by which key elsewhere where it
    /// has none here, and why it does not work now.
    fn told(&self, row: &Row, refused: Option<&str>) -> String {
        let mut text = row.long.to_owned();
        if row.keys.is_empty() {
            let key = self.keys.key_name(Place::Entry, row.action);
            if !key.is_empty() {
                text.extend(["; ", key.as_str(), " on the pages"]);
            }
        }
        if let Some(reason) = refused {
            text.extend([" (not now: ", reason, ")"]);
        }
        text
    }

    /// Breaks the items into lines.
    fn lay(&self, room: usize) -> Vec<Line> {
        // On a narrow screen the first key has to do.
        let most = if room < 60 { room / 3 } else { room / 2 };
        let rows = || self.rows().map(|(_, row, _)| Self::keys_of(row, most));
        let column = rows().map(|keys| width(&keys)).max().unwrap_or(0) + BETWEEN;
        let mut lines = Vec::with_capacity(self.items.len());
        for (of, item) in self.items.iter().enumerate() {
            match item {
                Item::Heading(group) => {
                    lines.push(Line { of, keys: String::new(), text: group.label().to_owned() });
                }
                Item::Row { row, refused } => {
                    let mut keys = Self::keys_of(row, most);
                    for text in wrap(&self.told(row, *refused), room.saturating_sub(column)) {
                        let keys = format!("{:<column$}", std::mem::take(&mut keys));
                        lines.push(Line { of, keys, text });
                    }
                }
            }
        }
        lines
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
            Message::Act(Action::First) => self.selected = 0,
            Message::Act(Action::Last) => self.selected = count.saturating_sub(1),
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

    /// The lines above the list.
    fn head(area: Rect) -> u16 {
        if area.height >= 14 { 3 } else { 2 }
    }

    /// Keeps the selected row in sight.
    pub(crate) fn settle(&mut self, area: Rect) {
        let (_, list) = cut_top(area, Self::head(area));
        self.lines = self.lay(measure(area));
        self.height = shown_rows(list, self.lines.len());
        let of = self.rows().nth(self.selected).map_or(0, |(at, ..)| at);
        let is_of = |line: &Line| line.of == of;
        let first = self.lines.iter().position(is_of).unwrap_or(0);
        let last = self.lines.iter().rposition(is_of).unwrap_or(first);
        // All lines of the row are seen, and with the first row its heading.
        let at_top = if first <= 1 { 0 } else { first };
        self.top = scrolled(self.top, last, self.height, self.lines.len());
        self.top = scrolled(self.top, first, self.height, self.lines.len()).min(at_top);
    }

    /// Draws it over what is there.
    /// All of the area: what shows beside it would only be read with it.
    pub(crate) fn view(&self, canvas: &mut Canvas<'_>, area: Rect) {
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
        for (row, line) in self.lines.iter().skip(self.top).take(self.height).enumerate() {
            let is_selected = Some(line.of) == selected;
            canvas.row(list, row, &self.pieces(line, is_selected));
            if is_selected {
                canvas.mark(list, row, Meaning::Selected);
            }
        }
        if self.items.is_empty() {
            canvas.row(list, 0, &[gutter(""), Piece::body("Nothing here does that.")]);
        }
        canvas.position(list, Seen { from: self.top, rows: self.height, total: self.lines.len() });
    }

    fn pieces(&self, line: &Line, is_selected: bool) -> Vec<Piece> {
        let (mark, meaning) = match self.items.get(line.of) {
            Some(Item::Row { refused: Some(_), .. }) => (is_selected, Meaning::Muted),
            Some(Item::Row { refused: None, .. }) => (is_selected, Meaning::Body),
            Some(Item::Heading(_)) | None => (false, Meaning::Label),
        };
        let is_first = !line.keys.trim().is_empty();
        vec![
            gutter(if mark && is_first { ">" } else { "" }),
            Piece::new(Meaning::Strong, &line.keys),
            Piece::new(meaning, &line.text),
        ]
    }

    /// Selects the row that stands in a row of the screen.
    pub(crate) fn select_at(&mut self, area: Rect, y: u16) -> bool {
        let (_, list) = cut_top(area, Self::head(area));
        let Some(row) = y.checked_sub(list.y).map(usize::from).filter(|row| *row < self.height)
        else {
            return false;
        };
        let of = self.lines.get(self.top + row).map(|line| line.of);
        let place = self.rows().position(|(at, ..)| Some(at) == of);
        self.selected = place.unwrap_or(self.selected);
        place.is_some()
    }
}
