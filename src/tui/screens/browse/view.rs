//! How the screen is drawn.

use std::borrow::Cow;

use ratatui::layout::Rect;

use super::geometry::parts;
use super::{Browse, Item};
use crate::code::EnhancedCode;
use crate::knowledge::{Knowledge, Owner, Permanence};
use crate::search::{Entry, EntryKind, Hit};
use crate::text::{head, width, wrap};
use crate::tui::canvas::{Canvas, Piece, gutter};
use crate::tui::geometry::measure;
use crate::tui::library::Library;
use crate::tui::theme::Meaning;

/// What stands before the query.
const PROMPT: &str = "Search: ";
/// The columns of codes: the widest is `5.7.606-649`.
const ID_WIDTH: usize = 12;
/// The columns of the names of the doors.
const DOOR_WIDTH: usize = 17;
/// The columns of `PERMANENT`.
const PERMANENCE_WIDTH: usize = 11;
/// The columns of `program's owner`.
const OWNER_WIDTH: usize = 15;
/// The columns of `PERM`, where there is no room for all of it.
const SHORT_WIDTH: usize = 6;
/// A title below that says too little, and the column of who acts has to go.
const TITLE_LEAST: usize = 34;
/// A title below that says nothing, and how long it lasts has to go too.
const TITLE_SHORTEST: usize = 20;

impl Browse {
    pub(in crate::tui::screens) fn view(
        &self,
        canvas: &mut Canvas<'_>,
        area: Rect,
        library: &Library,
    ) {
        let parts = parts(self, area);
        self.view_query(canvas, parts.query);
        if let Some(choosing) = &self.choosing {
            choosing.view(canvas, parts.body, self.query.text());
            return;
        }
        if let Some(notice) = &self.notice {
            canvas.row(parts.notice, 0, &[gutter(""), Piece::body(notice)]);
        }
        let list = parts.panes.list;
        let rows = self.items.iter().enumerate().skip(self.top).take(usize::from(list.height));
        for (row, (at, item)) in rows.enumerate() {
            let is_selected = at == self.selected;
            let mut line = vec![gutter(if is_selected { ">" } else { "" })];
            line.extend(self.line(item, measure(list), library));
            canvas.row(list, row, &line);
            if is_selected && !self.detail_has_focus {
                canvas.mark(list, row, Meaning::Selected);
            }
        }
        self.detail.view(canvas, parts.panes.detail, self.detail_has_focus);
        self.view_title(canvas, parts.title, library.knowledge);
    }

    /// The selected title in full, where no detail shows it.
    fn view_title(&self, canvas: &mut Canvas<'_>, area: Rect, knowledge: &Knowledge) {
        let Some(Item::Entry(hit)) = self.item() else { return };
        for (row, text) in wrap(&name(hit, knowledge), measure(area)).into_iter().enumerate() {
            canvas.row(area, row, &[gutter(""), Piece::new(Meaning::Label, text)]);
        }
    }

    fn view_query(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let (found, of) = self.count;
        // Without a cursor nothing else shows where the keys go.
        let count = if self.detail_has_focus {
            "keys go to the detail".to_owned()
        } else if self.query.text().is_empty() {
            self.place_in_all().unwrap_or_else(|| format!("{of} entries"))
        } else {
            let position = self.position().min(found);
            format!("{position}/{found}")
        };
        let room = measure(area).saturating_sub(width(PROMPT) + width(&count) + 2);
        let (shown, cursor) = self.query.shown(room);
        let mut line = vec![gutter(""), Piece::new(Meaning::Label, PROMPT)];
        if shown.is_empty() {
            line.push(Piece::new(Meaning::Muted, "a code, words, or paste a bounce"));
        } else {
            line.extend(query(&shown));
        }
        canvas.row(area, 0, &line);
        let inner = Rect { width: area.width - crate::tui::geometry::margin(area), ..area };
        canvas.row_right(inner, 0, &[Piece::new(Meaning::Muted, format!("  {count}"))]);
        if !self.detail_has_focus && self.choosing.is_none() {
            let before = usize::from(crate::tui::geometry::GUTTER) + width(PROMPT);
            canvas.set_cursor(area, 0, before + cursor);
        }
    }

    /// A row of the list: id, title, and where there is room for how long and
    /// who acts.
    fn line(&self, item: &Item, room: usize, library: &Library) -> Vec<Piece> {
        let knowledge = library.knowledge;
        let hit = match item {
            Item::Door(door) => {
                let title = column(door.title(), DOOR_WIDTH);
                let hint = door.hint(room.saturating_sub(DOOR_WIDTH));
                let mut line = vec![Piece::new(Meaning::Strong, title), Piece::body(&hint)];
                let left = room.saturating_sub(DOOR_WIDTH + width(&hint));
                if let Some(key) = door.key(library.keys).filter(|key| width(key) + 2 <= left) {
                    line.push(Piece::new(Meaning::Muted, format!("{key:>left$}")));
                }
                return line;
            }
            Item::Left(left) => {
                let title = column(super::item::BACK_TO, DOOR_WIDTH);
                let about = left.hint(room.saturating_sub(DOOR_WIDTH));
                return vec![Piece::new(Meaning::Strong, title), Piece::body(about)];
            }
            Item::Session(session) => {
                let title = column(super::item::GO_ON, DOOR_WIDTH);
                let about = crate::text::cut(&session.about, room.saturating_sub(DOOR_WIDTH));
                return vec![Piece::new(Meaning::Strong, title), Piece::body(about)];
            }
            Item::Heading(text) => return vec![Piece::new(Meaning::Muted, text)],
            Item::Entry(hit) => hit,
        };
        let (entry, asked) = (hit.entry(), hit.asked);
        let id = match entry.kind() {
            EntryKind::ReplyCode | EntryKind::EnhancedCode | EntryKind::ClientCode => {
                Piece::new(Meaning::Link, column(&entry.id_as(asked), ID_WIDTH))
            }
            kind => Piece::new(Meaning::Muted, column(kind.label(), ID_WIDTH)),
        };
        let mut line = vec![id];
        let mut title_room = room.saturating_sub(ID_WIDTH);
        let for_permanence = [PERMANENCE_WIDTH, SHORT_WIDTH]
            .into_iter()
            .find(|wide| title_room >= TITLE_SHORTEST + wide)
            .unwrap_or(0);
        title_room -= for_permanence;
        let has_owner = for_permanence > 0 && title_room >= TITLE_LEAST + OWNER_WIDTH;
        title_room -= if has_owner { OWNER_WIDTH } else { 0 };
        let name = name(hit, knowledge);
        line.extend(title(&name, &self.needle.marks(&name), title_room));
        if for_permanence > 0 {
            let permanence = entry.permanence_as(asked);
            let (word, meaning) =
                permanence.map_or(("", Meaning::Muted), |permanence| match permanence {
                    Permanence::None => ("no fault", Meaning::Muted),
                    permanence => (permanence.label(), permanence.into()),
                });
            let word = match word {
                "no fault" if for_permanence < PERMANENCE_WIDTH => "ok",
                word if for_permanence < PERMANENCE_WIDTH => head(word, SHORT_WIDTH - 2),
                word => word,
            };
            line.push(Piece::new(meaning, column(word, for_permanence)));
        }
        if has_owner {
            line.push(Piece::body(owner(entry, knowledge)));
        }
        line
    }
}

/// What an entry is called in the list; of those that share a code, with whose
/// it is.
fn name<'k>(hit: &Hit<'k>, knowledge: &Knowledge) -> Cow<'k, str> {
    let entry = hit.entry();
    let is_shared = || {
        let code = hit.id().parse::<EnhancedCode>();
        code.is_ok_and(|code| knowledge.enhanced_places(code).len() > 1)
    };
    match entry.vendor().filter(|_| is_shared()) {
        Some(vendor) => Cow::Owned(format!("{vendor}: {}", entry.title())),
        None => Cow::Borrowed(entry.title()),
    }
}

/// A query with its filters told from its words.
fn query(shown: &str) -> Vec<Piece> {
    let meaning = |word: &str| match word.trim().split_once(':') {
        Some((name, value)) if !name.is_empty() && !value.is_empty() => Meaning::Filter,
        _ => Meaning::Strong,
    };
    shown.split_inclusive(' ').map(|word| Piece::new(meaning(word), word)).collect()
}

/// Who acts, in a word or two.
fn owner(entry: Entry<'_>, knowledge: &Knowledge) -> &'static str {
    let owner = match entry {
        Entry::Cause(cause) => Some(cause.owner),
        Entry::Code(code) => {
            code.causes.first().and_then(|id| knowledge.cause(id)).map(|cause| cause.owner)
        }
        Entry::Collision(_) | Entry::Term(_) | Entry::Provider(_) => None,
    };
    owner.map(Owner::short).unwrap_or_default()
}

/// A title with its matched letters, cut or filled to a width.
fn title(title: &str, marks: &[usize], room: usize) -> Vec<Piece> {
    let shown = crate::text::cut(title, room.saturating_sub(2));
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
    let cut = crate::text::cut(text, room.saturating_sub(1));
    let fill = " ".repeat(room.saturating_sub(width(&cut)));
    cut + &fill
}
