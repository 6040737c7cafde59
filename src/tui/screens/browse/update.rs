//! What keys and messages change.

use ratatui::layout::Rect;

use super::geometry::parts;
use super::{Browse, Door, Item, origin};
use crate::report::{Page, entry_page};
use crate::search::{Entry, Hit};
use crate::tui::action::Action;
use crate::tui::geometry::scrolled;
use crate::tui::library::Library;
use crate::tui::screens::entry::Reading;
use crate::tui::screens::{Message, Next, Screen};
use crate::tui::widgets::{Move, Pager};

impl Browse {
    pub(in crate::tui::screens) fn update(
        &mut self,
        message: Message,
        library: &Library,
    ) -> Vec<Next> {
        match message {
            Message::Edit(edit) => {
                if self.query.edit(edit) {
                    self.search(library);
                }
                Vec::new()
            }
            Message::Insert(text) => {
                self.query.insert(&text);
                self.search(library);
                Vec::new()
            }
            Message::Act(action) if self.detail_has_focus => self.act_in_detail(action, library),
            Message::Act(action) => self.act_in_list(action, library),
        }
    }

    fn act_in_list(&mut self, action: Action, library: &Library) -> Vec<Next> {
        match action {
            Action::Up => self.select(Move::Up, library),
            Action::Down => self.select(Move::Down, library),
            Action::PageUp => self.select(Move::PageUp, library),
            Action::PageDown => self.select(Move::PageDown, library),
            Action::Next | Action::Previous => self.detail_has_focus = true,
            Action::Open => return self.open(library),
            Action::Guide => return vec![Next::Guide(None)],
            Action::Back if self.query.text().is_empty() => {
                return vec![Next::Toast("Ctrl-C quits; so does q on any page")];
            }
            Action::Back | Action::Clear => self.focus(Some(""), library),
            _ => {}
        }
        Vec::new()
    }

    fn act_in_detail(&mut self, action: Action, library: &Library) -> Vec<Next> {
        match action {
            Action::Up => self.detail.scroll(Move::Up),
            Action::Down => self.detail.scroll(Move::Down),
            Action::PageUp => self.detail.scroll(Move::PageUp),
            Action::PageDown => self.detail.scroll(Move::PageDown),
            Action::First => self.detail.scroll(Move::First),
            Action::Last => self.detail.scroll(Move::Last),
            Action::Back | Action::Next | Action::Previous => self.detail_has_focus = false,
            Action::Open => return self.open(library),
            Action::Pick(digit) => return Reading::follow(&self.detail, digit, None, library),
            Action::Guide => {
                let origin = match self.item() {
                    Some(Item::Entry(hit)) => origin(hit.entry(), hit.asked, &hit.id()),
                    _ => None,
                };
                return vec![Next::Guide(origin)];
            }
            _ => {}
        }
        Vec::new()
    }

    fn open(&mut self, library: &Library) -> Vec<Next> {
        match self.item() {
            Some(Item::Entry(hit)) => {
                let reading = Reading::new(hit.entry(), hit.asked, None, library);
                vec![Next::Open(Screen::Entry(Box::new(reading)))]
            }
            Some(Item::Door(Door::Paste)) => vec![Next::Paste],
            Some(Item::Door(Door::Guide)) => vec![Next::Guide(None)],
            Some(Item::Door(Door::Diagnose)) => {
                vec![Next::Diagnose(self.query.text().as_bytes().to_vec())]
            }
            Some(Item::Door(Door::LookUp)) => {
                // The first entry below the doors.
                self.selected = Door::FIRST.len().min(self.items.len().saturating_sub(1));
                self.show(library);
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    fn select(&mut self, to: Move, library: &Library) {
        let page = self.list_rows.saturating_sub(1);
        let selected = to.apply(self.selected, page, self.items.len());
        if selected != self.selected {
            self.selected = selected;
            self.show(library);
        }
    }

    /// Searches for what is typed.
    pub(super) fn search(&mut self, library: &Library) {
        let query = self.query.text();
        let results = library.index().search(query);
        self.count = (results.hits.len(), library.index().len());
        self.notice = None;
        self.items.clear();
        if query.trim().is_empty() {
            self.items.extend(Door::FIRST.map(Item::Door));
        }
        if results.hits.is_empty() {
            let has_near = !results.nearest.is_empty();
            self.notice = Some(if has_near {
                "Nothing has all of this. Did you mean:"
            } else {
                "Nothing is known by this."
            });
            self.items.extend(results.nearest.into_iter().map(Item::Entry));
            self.items.push(Item::Door(Door::Diagnose));
        }
        self.items.extend(results.hits.into_iter().map(Item::Entry));
        self.needle = results.needle;
        self.selected = 0;
        self.top = 0;
        self.show(library);
    }

    /// Makes the detail follow the selection.
    fn show(&mut self, library: &Library) {
        let page = match self.item() {
            Some(Item::Entry(hit)) => entry_page(hit.entry(), hit.asked, library.knowledge),
            Some(Item::Door(door)) => door.page(),
            None => Page::new(),
        };
        self.detail = Pager::new(page);
        let is_code = |hit: &Hit<'_>| matches!(hit.entry(), Entry::Code(_));
        if matches!(self.item(), Some(Item::Entry(hit)) if is_code(hit)) {
            self.detail.choose_first();
        }
    }

    pub(in crate::tui::screens) fn settle(&mut self, area: Rect) {
        let parts = parts(self, area);
        self.list_rows = usize::from(parts.panes.list.height);
        self.top = scrolled(self.top, self.selected, self.list_rows, self.items.len());
        self.detail.settle(parts.panes.detail);
    }
}
