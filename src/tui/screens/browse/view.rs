//! How the screen is drawn.

use ratatui::layout::Rect;

use super::geometry::parts;
use super::{Browse, Item};
use crate::knowledge::Knowledge;
use crate::search::{Entry, EntryKind, Needle};
use crate::text::width;
use crate::tui::canvas::{Canvas, Piece};
use crate::tui::library::Library;
use crate::tui::theme::Meaning;

/// What stands before the query.
const PROMPT: &str = "Search: ";
/// The columns of codes: the widest is `5.7.606-649`.
const ID_WIDTH: usize = 12;
/// The columns of `PERMANENT`.
const PERMANENCE_WIDTH: usize = 10;
/// The columns of `forwarding admin`.
const OWNER_WIDTH: usize = 17;

impl Browse {
    pub(in crate::tui::screens) fn view(
        &self,
        canvas: &mut Canvas<'_>,
        area: Rect,
        library: &Library,
    ) {
        let parts = parts(self, area);
        self.view_query(canvas, parts.query);
        if let Some(notice) = self.notice {
            canvas.row(parts.notice, 0, &[Piece::body(notice)]);
        }
        let list = parts.panes.list;
        let rows = self.items.iter().enumerate().skip(self.top).take(usize::from(list.height));
        for (row, (at, item)) in rows.enumerate() {
            let is_selected = at == self.selected;
            let width = usize::from(list.width);
            let line = line(item, &self.needle, is_selected, width, library.knowledge);
            canvas.row(list, row, &line);
            if is_selected && !self.detail_has_focus {
                canvas.mark(list, row, Meaning::Selected);
            }
        }
        canvas.rule(parts.panes.rule);
        self.detail.view(canvas, parts.panes.detail, self.detail_has_focus);
    }

    fn view_query(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let (found, of) = self.count;
        // Without a cursor nothing else shows where the keys go.
        let count = if self.detail_has_focus {
            " keys go to the detail".to_owned()
        } else if self.query.text().is_empty() {
            format!(" {of} entries")
        } else {
            format!(" {found}/{of}")
        };
        let taken = width(PROMPT) + width(&count);
        let room = usize::from(area.width).saturating_sub(taken);
        let (shown, cursor) = self.query.shown(room);
        let query = if shown.is_empty() {
            Piece::new(Meaning::Muted, "a code, words, or paste a bounce")
        } else {
            Piece { meaning: Meaning::Strong, text: shown }
        };
        canvas.row(area, 0, &[Piece::new(Meaning::Label, PROMPT), query]);
        canvas.row_right(area, 0, &[Piece::new(Meaning::Muted, count)]);
        if !self.detail_has_focus {
            canvas.set_cursor(area, 0, width(PROMPT) + cursor);
        }
    }
}

/// A row of the list: mark, id, title, and where there is room for how long
/// and who acts.
fn line(
    item: &Item,
    needle: &Needle,
    is_selected: bool,
    room: usize,
    knowledge: &Knowledge,
) -> Vec<Piece> {
    let mark = Piece::body(if is_selected { "> " } else { "  " });
    let hit = match item {
        Item::Door(door) => {
            let title = Piece::new(Meaning::Strong, format!("{:<16}", door.title()));
            return vec![mark, title, Piece::body(format!(" {}", door.hint()))];
        }
        Item::Entry(hit) => hit,
    };
    let (entry, asked) = (hit.entry(), hit.asked);
    let id = match entry.kind() {
        EntryKind::ReplyCode | EntryKind::EnhancedCode | EntryKind::ClientCode => {
            entry.id_as(asked)
        }
        kind => kind.label().to_owned(),
    };
    let mut line = vec![mark, Piece::new(Meaning::Link, column(&id, ID_WIDTH))];
    let mut title_room = room.saturating_sub(2 + ID_WIDTH);
    let has_permanence = title_room >= 42;
    let has_owner = title_room >= 60;
    title_room -= if has_permanence { PERMANENCE_WIDTH } else { 0 };
    title_room -= if has_owner { OWNER_WIDTH } else { 0 };
    line.extend(title(entry.title(), &needle.marks(entry.title()), title_room));
    if has_permanence {
        let permanence = asked.map_or(entry.permanence(), |asked| match asked.class() {
            4 => Some(crate::knowledge::Permanence::Temporary),
            5 => Some(crate::knowledge::Permanence::Permanent),
            _ => entry.permanence(),
        });
        let (word, meaning) =
            permanence.map_or(("", Meaning::Muted), |permanence| match permanence {
                crate::knowledge::Permanence::None => ("no fault", Meaning::Muted),
                permanence => (permanence.label(), permanence.into()),
            });
        line.push(Piece::new(meaning, column(word, PERMANENCE_WIDTH)));
    }
    if has_owner {
        line.push(Piece::body(format!(" {}", owner(entry, knowledge))));
    }
    line
}

/// Who acts, in a word or two.
fn owner(entry: Entry<'_>, knowledge: &Knowledge) -> String {
    let owner = match entry {
        Entry::Cause(cause) => Some(cause.owner),
        Entry::Code(code) => {
            code.causes.first().and_then(|id| knowledge.cause(id)).map(|cause| cause.owner)
        }
        Entry::Collision(_) | Entry::Term(_) | Entry::Provider(_) => None,
    };
    owner.map(|owner| owner.id().replace('-', " ")).unwrap_or_default()
}

/// A title with its matched letters, cut or filled to a width.
fn title(title: &str, marks: &[usize], room: usize) -> Vec<Piece> {
    let shown = crate::text::cut(title, room.saturating_sub(1));
    let mut pieces: Vec<Piece> = Vec::new();
    let mut run = String::new();
    let mut is_run_marked = false;
    for (at, c) in shown.chars().enumerate() {
        let is_marked = marks.binary_search(&at).is_ok();
        if is_marked != is_run_marked && !run.is_empty() {
            pieces.push(piece(&std::mem::take(&mut run), is_run_marked));
        }
        is_run_marked = is_marked;
        run.push(c);
    }
    pieces.push(piece(&run, is_run_marked));
    pieces.push(Piece::body(" ".repeat(room.saturating_sub(width(&shown)))));
    pieces
}

fn piece(text: &str, is_marked: bool) -> Piece {
    Piece::new(if is_marked { Meaning::Match } else { Meaning::Body }, text)
}

/// A text cut or filled to a width.
fn column(text: &str, room: usize) -> String {
    let cut = crate::text::cut(text, room);
    let fill = " ".repeat(room - width(&cut).min(room));
    cut + &fill
}
