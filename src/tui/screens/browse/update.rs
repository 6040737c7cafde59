//! What keys and messages change.

use ratatui::layout::Rect;

use super::filters::Choosing;
use super::geometry::parts;
use super::{Browse, Door, Item, origin};
use crate::knowledge::Permanence;
use crate::report::{Page, entry_page, unknown_code_in_brief};
use crate::search::{Entry, Hit, Query};
use crate::tui::action::{Action, Place};
use crate::tui::geometry::scrolled;
use crate::tui::library::Library;
use crate::tui::mouse::Mouse;
use crate::tui::screens::entry::Reading;
use crate::tui::screens::{Message, Next, Screen};
use crate::tui::widgets::{Field, Move, Pager, TOO_LONG};

/// What people at a helpdesk meet most.
const COMMON: &str = include_str!("../../../../assets/common.txt");

/// The entries of that list that there are.
fn common(library: &Library) -> impl Iterator<Item = Hit<'static>> {
    let ids = COMMON.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    ids.filter_map(|id| library.index().lookup(id))
}

impl Browse {
    pub(in crate::tui::screens) fn update(
        &mut self,
        message: Message,
        library: &Library,
    ) -> Vec<Next> {
        if let Some(choosing) = &mut self.choosing {
            match message {
                Message::Edit(edit) => choosing.edit(edit, library.knowledge),
                Message::Insert(text) => choosing.insert(&text, library.knowledge),
                Message::Act(action) => self.act_in_filters(action, library),
                Message::Mouse(area, mouse) => {
                    let body = parts(self, area).body;
                    self.point_in_filters(body, mouse, library);
                }
            }
            return Vec::new();
        }
        match message {
            Message::Edit(edit) => {
                if self.query.edit(edit) {
                    self.search(library);
                }
                Vec::new()
            }
            Message::Insert(text) => {
                let is_all = self.query.insert(&text);
                self.search(library);
                if is_all { Vec::new() } else { vec![Next::Toast(TOO_LONG)] }
            }
            Message::Mouse(area, mouse) => self.point(area, mouse, library),
            Message::Act(action) if self.detail_has_focus => self.act_in_detail(action, library),
            Message::Act(action) => self.act_in_list(action, library),
        }
    }

    fn point(&mut self, area: Rect, mouse: Mouse, library: &Library) -> Vec<Next> {
        let panes = parts(self, area).panes;
        match mouse {
            Mouse::Click(at) if panes.list.contains(at) => {
                let clicked = self.top + usize::from(at.y - panes.list.y);
                let is_same = clicked == self.selected && !self.detail_has_focus;
                self.detail_has_focus = false;
                match self.items.get(clicked) {
                    Some(Item::Heading(_)) | None => {}
                    Some(_) if is_same => return self.open(library),
                    Some(_) => {
                        self.selected = clicked;
                        self.show(library);
                    }
                }
            }
            Mouse::Click(at) if panes.detail.contains(at) => {
                self.detail_has_focus = true;
                return Reading::click(&self.detail, panes.detail, at, None, library);
            }
            Mouse::Click(_) => self.detail_has_focus = false,
            Mouse::WheelUp(at) | Mouse::WheelDown(at) if panes.detail.contains(at) => {
                self.detail.wheel(mouse);
            }
            Mouse::WheelUp(_) => self.select(Move::Up, library),
            Mouse::WheelDown(_) => self.select(Move::Down, library),
        }
        Vec::new()
    }

    fn act_in_list(&mut self, action: Action, library: &Library) -> Vec<Next> {
        match action {
            Action::Up if self.selected == 0 => self.recall(library),
            Action::Up => self.select(Move::Up, library),
            Action::Down => self.select(Move::Down, library),
            Action::PageUp => self.select(Move::PageUp, library),
            Action::PageDown => self.select(Move::PageDown, library),
            Action::Next | Action::Previous => self.detail_has_focus = true,
            Action::Open => return self.open(library),
            Action::Guide => return vec![Next::Guide(Box::new(None))],
            Action::Forward => return vec![Next::Return(0)],
            Action::Filter => self.choosing = Some(Choosing::new(library.knowledge)),
            Action::Back if self.is_above && self.query.text().is_empty() => {
                return vec![Next::Back];
            }
            Action::Back if self.query.text().is_empty() => {
                // Only what does so here: letters are text.
                return vec![Next::Toast("Ctrl-C quits")];
            }
            Action::Back | Action::Clear => {
                self.remember();
                self.focus(Some(""), library);
            }
            _ => {}
        }
        Vec::new()
    }

    fn act_in_filters(&mut self, action: Action, library: &Library) {
        let Some(choosing) = &mut self.choosing else { return };
        match action {
            Action::Up => choosing.select(Move::Up),
            Action::Down => choosing.select(Move::Down),
            Action::PageUp => choosing.select(Move::PageUp),
            Action::PageDown => choosing.select(Move::PageDown),
            Action::First => choosing.select(Move::First),
            Action::Last => choosing.select(Move::Last),
            Action::Back => self.choosing = None,
            Action::Open => {
                if let Some(query) = choosing.toggled(self.query.text()) {
                    self.query = Field::new(&query);
                    self.search(library);
                }
            }
            Action::Clear => {
                self.query = Field::new(&Query::read(self.query.text()).text);
                self.search(library);
            }
            _ => {}
        }
    }

    fn point_in_filters(&mut self, body: Rect, mouse: Mouse, library: &Library) {
        let Some(choosing) = &mut self.choosing else { return };
        match mouse {
            Mouse::WheelUp(_) => choosing.select(Move::Up),
            Mouse::WheelDown(_) => choosing.select(Move::Down),
            Mouse::Click(at) if choosing.select_at(body, at.y) => {
                self.act_in_filters(Action::Open, library);
            }
            Mouse::Click(_) => {}
        }
    }

    fn act_in_detail(&mut self, action: Action, library: &Library) -> Vec<Next> {
        match action {
            Action::Back | Action::Next | Action::Previous => self.detail_has_focus = false,
            Action::Open => return self.open(library),
            Action::Pick(digit) => return Reading::follow(&self.detail, digit, None, library),
            Action::Guide => {
                let origin = match self.item() {
                    Some(Item::Entry(hit)) => {
                        origin(hit.entry(), hit.asked, &hit.id(), library.knowledge)
                    }
                    _ => None,
                };
                return vec![Next::Guide(Box::new(origin))];
            }
            _ => {
                if let Some(to) = Move::by(action) {
                    self.detail.scroll(to);
                }
            }
        }
        Vec::new()
    }

    fn open(&mut self, library: &Library) -> Vec<Next> {
        self.remember();
        match self.item() {
            Some(Item::Entry(hit)) => {
                let reading = Reading::new(hit.entry(), hit.asked, None, library);
                vec![Next::Open(Screen::Entry(Box::new(reading)))]
            }
            Some(Item::Door(Door::Paste)) => vec![Next::Paste],
            Some(Item::Door(Door::Guide)) => vec![Next::Guide(Box::new(None))],
            Some(Item::Door(Door::Diagnose)) => {
                vec![Next::Diagnose(self.query.text().as_bytes().to_vec())]
            }
            Some(Item::Door(Door::LookUp)) => {
                self.focus(None, library);
                vec![Next::Toast("Type a code or words here: 550, 5.1.1, mailbox full")]
            }
            Some(Item::Left(left)) => vec![Next::Return(left.at)],
            Some(Item::Session(session)) => vec![Next::Resume(session.id.clone())],
            Some(Item::Heading(_)) | None => Vec::new(),
        }
    }

    /// Keeps the query for [`Browse::recall`].
    fn remember(&mut self) {
        let query = self.query.text().trim().to_owned();
        if !query.is_empty() {
            self.history.retain(|kept| *kept != query);
            self.history.push(query);
        }
        self.recalled = None;
    }

    /// Brings back the query before, as long as nothing else was typed.
    fn recall(&mut self, library: &Library) {
        let is_free = self.query.text().is_empty() || self.recalled.is_some();
        let before = self.recalled.unwrap_or(self.history.len()).checked_sub(1);
        if let Some((at, query)) = before.and_then(|at| Some((at, self.history.get(at)?)))
            && is_free
        {
            self.query = Field::new(query);
            self.search(library);
            self.recalled = Some(at);
        }
    }

    fn select(&mut self, to: Move, library: &Library) {
        let page = self.list_rows.saturating_sub(1);
        let mut selected = to.apply(self.selected, page, self.items.len());
        // Headings stand between others.
        while let Some(Item::Heading(_)) = self.items.get(selected) {
            selected =
                if selected > self.selected { selected + 1 } else { selected.saturating_sub(1) };
        }
        if selected != self.selected {
            self.selected = selected;
            self.show(library);
        }
    }

    /// Searches for what is typed.
    pub(super) fn search(&mut self, library: &Library) {
        self.recalled = None;
        let query = self.query.text();
        let results = library.index().search(query);
        self.count = (results.hits.len(), library.index().len());
        self.items.clear();
        if query.trim().is_empty() {
            self.items.extend(Door::FIRST.map(Item::Door));
            self.items.extend(self.offers());
            let common: Vec<Item> = common(library).map(Item::Entry).collect();
            if !common.is_empty() {
                self.items.extend(["", "The commonest"].map(Item::Heading));
                self.items.extend(common);
            }
            self.items.extend(["", "All that is known"].map(Item::Heading));
        }
        let has_near = !results.nearest.is_empty();
        let unknown = results.unknown_codes.first();
        self.notice = unknown.map(|code| unknown_code_in_brief(code, has_near));
        let filter_key = || library.keys.key_name(Place::Search, Action::Filter);
        if results.hits.is_empty() {
            let is_filtered = !results.filters.is_empty();
            let notice = match (has_near, is_filtered) {
                (true, _) if results.is_number => {
                    "This number is not known. Others of its family:".to_owned()
                }
                (true, _) => "Nothing has all of this. Did you mean:".to_owned(),
                (false, false) if results.is_number => {
                    "This number is not known, and none of its family.".to_owned()
                }
                (false, true) => {
                    format!("Nothing is left by these filters; {} changes them.", filter_key())
                }
                (false, false) => "Nothing is known by this.".to_owned(),
            };
            self.notice.get_or_insert(notice);
            self.items.extend(results.nearest.into_iter().map(Item::Entry));
            self.items.push(Item::Door(Door::Diagnose));
        }
        if let Some(unknown) = results.unknown.first() {
            let text = format!("No such filter: {unknown}. {} lists what there is.", filter_key());
            self.notice = Some(text);
        }
        let mut hits = results.hits;
        if query.trim().is_empty() {
            // Nobody opens this program because of a success. Those stand
            // first, so that nothing else has to be unpacked.
            let is_fault = |hit: &Hit<'_>| hit.entry().permanence() != Some(Permanence::None);
            let successes = hits.iter().position(is_fault).unwrap_or(0);
            hits.rotate_left(successes);
        }
        self.items.extend(hits.into_iter().map(Item::Entry));
        self.needle = results.needle;
        self.selected = 0;
        self.top = 0;
        self.show(library);
    }

    /// Makes the detail follow the selection.
    pub(super) fn show(&mut self, library: &Library) {
        let page = match self.item() {
            Some(Item::Entry(hit)) => entry_page(hit.entry(), hit.asked, library.knowledge),
            Some(Item::Door(door)) => door.page(),
            Some(Item::Left(left)) => left.page(),
            Some(Item::Session(session)) => session.page(),
            Some(Item::Heading(_)) | None => Page::new(),
        };
        self.detail = Pager::new(page);
        let is_code = |hit: &Hit<'_>| matches!(hit.entry(), Entry::Code(_));
        if matches!(self.item(), Some(Item::Entry(hit)) if is_code(hit)) {
            self.detail.choose_first();
        }
    }

    pub(in crate::tui::screens) fn settle(&mut self, area: Rect) {
        let parts = parts(self, area);
        if let Some(choosing) = &mut self.choosing {
            choosing.settle(parts.body);
        }
        self.list_rows = usize::from(parts.panes.list.height);
        self.top = scrolled(self.top, self.selected, self.list_rows, self.items.len());
        self.detail.settle(parts.panes.detail);
    }
}
