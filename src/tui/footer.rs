//! The keys that work now, most useful first, as many as fit; the help last.

use super::action::{Action, Place, Row};
use super::canvas::{Piece, gutter};
use super::geometry::GUTTER;
use super::key::Key;
use super::model::Model;
use super::screens::Screen;
use super::theme::Meaning;
use super::update::place;
use crate::text::width;

/// A key of the footer, and the columns that it takes.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    action: Action,
    key: String,
    short: &'static str,
    from: usize,
    to: usize,
}

impl Entry {
    /// A row as the screen means it now, in the columns from `from` on.
    fn new(row: &Row, place: Place, screen: &Screen, from: usize) -> Self {
        let own = screen.short(row.action).filter(|_| place != Place::Help);
        let short = own.unwrap_or(row.short);
        let key = match row.action {
            Action::Pick(_) => digits(screen).unwrap_or_else(|| row.key_name()),
            // One word for both ways.
            Action::RecipientAfter if row.keys.contains(&Key::char('>')) => "< >".to_owned(),
            _ => row.key_name(),
        };
        let to = from + width(&key) + 1 + width(short);
        Self { action: row.action, key, short, from, to }
    }

    fn moved(self, from: usize) -> Self {
        let to = from + (self.to - self.from);
        Self { from, to, ..self }
    }
}

/// The digits that do something now: `1-5`.
fn digits(screen: &Screen) -> Option<String> {
    let (first, last) = screen.digits()?;
    Some(if first == last { first.to_string() } else { format!("{first}-{last}") })
}

/// What stands between two of them.
const BETWEEN: usize = 2;

/// The keys that fit into so many columns.
pub(crate) fn entries(model: &Model, room: usize) -> Vec<Entry> {
    let place = place(model);
    let screen = model.screens.top();
    let keys = model.library.keys;
    let works = |row: &&Row| {
        row.action != Action::Help && (place == Place::Help || screen.refuses(row.action).is_none())
    };
    let gutter = usize::from(GUTTER);
    let help = keys.rows(place).find(|row| row.action == Action::Help);
    let help = help.map(|row| Entry::new(row, place, screen, gutter));
    let end = room.saturating_sub(help.as_ref().map_or(0, |help| help.to - gutter + BETWEEN));
    let mut at = gutter;
    let mut entries = Vec::new();
    for row in keys.rows(place).filter(works) {
        let entry = Entry::new(row, place, screen, at);
        // One that is too long must not keep shorter ones out.
        if !entry.short.is_empty() && entry.to <= end {
            at = entry.to + BETWEEN;
            entries.push(entry);
        }
    }
    entries.extend(help.map(|help| help.moved(at)));
    entries
}

/// The line of keys.
pub(crate) fn line(entries: &[Entry]) -> Vec<Piece> {
    let mut line = vec![gutter("")];
    for (at, entry) in entries.iter().enumerate() {
        if at > 0 {
            line.push(Piece::body(" ".repeat(BETWEEN)));
        }
        line.push(Piece::new(Meaning::Strong, &entry.key));
        line.push(Piece::new(Meaning::Muted, format!(" {}", entry.short)));
    }
    line
}

/// What the key does that stands in a column.
pub(crate) fn at(entries: &[Entry], column: usize) -> Option<Action> {
    let entry = entries.iter().find(|entry| (entry.from..entry.to).contains(&column))?;
    Some(entry.action)
}
