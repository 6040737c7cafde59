//! The keys that work now, most useful first, as many as fit; the help last.

use super::action::{Action, Place, Row};
use super::canvas::{Piece, gutter};
use super::geometry::GUTTER;
use super::model::Model;
use super::theme::Meaning;
use super::update::place;

/// A key of the footer, and the columns that it takes.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    row: &'static Row,
    from: usize,
    to: usize,
}

/// What stands between two of them.
const BETWEEN: usize = 2;

/// The keys that fit into so many columns.
pub(crate) fn entries(model: &Model, room: usize) -> Vec<Entry> {
    let place = place(model);
    let screen = model.screens.top();
    let keys = model.library.keys;
    let works = |row: &&Row| {
        !row.short.is_empty()
            && row.action != Action::Help
            && (place == Place::Help || screen.refuses(row.action).is_none())
    };
    let help = keys.rows(place).find(|row| row.action == Action::Help);
    let end = room.saturating_sub(help.map_or(0, |row| wide(row) + BETWEEN));
    let mut at = usize::from(GUTTER);
    let mut entries = Vec::new();
    for row in keys.rows(place).filter(works) {
        // One that is too long must not keep shorter ones out.
        if at + wide(row) <= end {
            entries.push(Entry { row, from: at, to: at + wide(row) });
            at += wide(row) + BETWEEN;
        }
    }
    entries.extend(help.map(|row| Entry { row, from: at, to: at + wide(row) }));
    entries
}

/// The columns that a key takes with what it does.
fn wide(row: &Row) -> usize {
    crate::text::width(&row.key_name()) + 1 + crate::text::width(row.short)
}

/// The line of keys.
pub(crate) fn line(entries: &[Entry]) -> Vec<Piece> {
    let mut line = vec![gutter("")];
    for (at, entry) in entries.iter().enumerate() {
        if at > 0 {
            line.push(Piece::body(" ".repeat(BETWEEN)));
        }
        line.push(Piece::new(Meaning::Strong, entry.row.key_name()));
        line.push(Piece::new(Meaning::Muted, format!(" {}", entry.row.short)));
    }
    line
}

/// What the key does that stands in a column.
pub(crate) fn at(entries: &[Entry], column: usize) -> Option<Action> {
    let entry = entries.iter().find(|entry| (entry.from..entry.to).contains(&column))?;
    Some(entry.row.action)
}
