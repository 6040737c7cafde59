//! An entry alone: a code, a cause, a term or a provider, and from there to
//! what it names.

use ratatui::layout::{Position, Rect};

use super::browse::origin;
use super::{Message, Next, Origin, Screen};
use crate::code::EnhancedCode;
use crate::diagnosis::Outcome;
use crate::report::{Case, Page, cause_page, entry_page};
use crate::search::Entry;
use crate::text::Clean;
use crate::tui::action::Action;
use crate::tui::canvas::Canvas;
use crate::tui::library::Library;
use crate::tui::mouse::Mouse;
use crate::tui::widgets::Pager;

/// The state of the screen.
#[derive(Debug)]
pub(crate) struct Reading {
    entry: Entry<'static>,
    asked: Option<EnhancedCode>,
    /// The case that it is read for; its addresses and hosts stand in the
    /// remedy.
    case: Origin,
    pager: Pager,
}

impl Reading {
    /// Opens an entry, for a case if there is one.
    pub(crate) fn new(
        entry: Entry<'static>,
        asked: Option<EnhancedCode>,
        case: Origin,
        library: &Library,
    ) -> Self {
        let page = match (&entry, &case) {
            (Entry::Cause(cause), Some((kind, outcome))) => {
                cause_page(cause, library.knowledge, &Case::told(*kind, outcome))
            }
            _ => entry_page(entry, asked, library.knowledge),
        };
        let mut pager = Pager::new(page);
        if matches!(entry, Entry::Code(_)) {
            pager.choose_first();
        }
        Self { entry, asked, case, pager }
    }

    /// Opens the link of a number of a page.
    pub(crate) fn follow(pager: &Pager, number: u8, case: Origin, library: &Library) -> Vec<Next> {
        match pager.link(usize::from(number)) {
            // Digits answer questions too; one struck too much must not lead
            // away to something that is not even in sight.
            Some(_) if !pager.is_seen(usize::from(number)) => {
                vec![Next::Toast("that link is not in sight: scroll to it first")]
            }
            Some(id) => Self::open(id, case, library),
            None => vec![Next::UpTo(pager.link_count().min(9))],
        }
    }

    /// Opens what a link names.
    pub(crate) fn open(id: &str, case: Origin, library: &Library) -> Vec<Next> {
        match library.entry(id) {
            Some((entry, asked)) => {
                let reading = Self::new(entry, asked, case, library);
                vec![Next::Open(Screen::Entry(Box::new(reading)))]
            }
            None => vec![Next::Toast("nothing more is known about this")],
        }
    }

    pub(super) fn crumb(&self) -> Clean {
        match self.entry {
            Entry::Code(_) => Clean::line(&self.entry.id_as(self.asked)),
            _ => Clean::line(self.entry.title()),
        }
    }

    pub(super) fn case(&self) -> Option<&Outcome> {
        self.case.as_ref().map(|(_, outcome)| outcome)
    }

    pub(super) fn shown(&self) -> &Page {
        self.pager.page()
    }

    pub(super) fn refuses(&self, action: Action) -> Option<&'static str> {
        match action {
            Action::Pick(_) => self.pager.refuses_digits(),
            Action::Open | Action::Next | Action::Previous if self.pager.link_count() == 0 => {
                Some("there are no links here")
            }
            Action::Open if self.pager.chosen().is_none() => {
                Some("Tab chooses a link, a digit opens one")
            }
            _ => None,
        }
    }

    pub(super) fn digits(&self) -> Option<(usize, usize)> {
        self.pager.digits()
    }

    pub(super) fn update(&mut self, message: &Message, library: &Library) -> Vec<Next> {
        let action = match message {
            Message::Act(action) => action,
            Message::Mouse(area, mouse) => return self.point(*area, *mouse, library),
            Message::Edit(_) | Message::Insert(_) => return Vec::new(),
        };
        if self.pager.act(*action) {
            return Vec::new();
        }
        match action {
            Action::Back => return vec![Next::Back],
            Action::Pick(digit) => {
                return Self::follow(&self.pager, *digit, self.case.clone(), library);
            }
            Action::Open => {
                if let Some(id) = self.pager.chosen() {
                    return Self::open(id, self.case.clone(), library);
                }
            }
            Action::Guide => {
                let id = self.entry.id_as(self.asked);
                let from_here = || origin(self.entry, self.asked, &id, library.knowledge);
                return vec![Next::Guide(Box::new(self.case.clone().or_else(from_here)))];
            }
            _ => {}
        }
        Vec::new()
    }

    fn point(&mut self, area: Rect, mouse: Mouse, library: &Library) -> Vec<Next> {
        self.pager.wheel(mouse);
        match mouse {
            Mouse::Click(at) => Self::click(&self.pager, area, at, self.case.clone(), library),
            Mouse::WheelUp(_) | Mouse::WheelDown(_) => Vec::new(),
        }
    }

    /// Opens the link of a page that was clicked on.
    pub(super) fn click(
        pager: &Pager,
        area: Rect,
        at: Position,
        case: Origin,
        library: &Library,
    ) -> Vec<Next> {
        let row = at.y.checked_sub(area.y).filter(|_| area.contains(at));
        let id = row.and_then(|row| pager.link(pager.link_at(usize::from(row))?));
        id.map_or_else(Vec::new, |id| Self::open(id, case, library))
    }

    pub(super) fn settle(&mut self, area: Rect) {
        self.pager.settle(area);
    }

    pub(super) fn view(&self, canvas: &mut Canvas<'_>, area: Rect) {
        self.pager.view(canvas, area, true);
    }
}
