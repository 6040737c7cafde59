//! A diagnosis: for each recipient what happened, why the program thinks so,
//! and what to do; and the text behind it.

mod view;

use std::rc::Rc;

use ratatui::layout::Rect;

use super::entry::Reading;
use super::{Message, Next, Origin, Subject};
use crate::diagnosis::Outcome;
use crate::guide::Likeness;
use crate::report::{Page, glance_page, outcome_page, why_page};
use crate::text::Clean;
use crate::tui::action::{Action, Place};
use crate::tui::alike::Alike;
use crate::tui::library::Library;
use crate::tui::mouse::Mouse;
use crate::tui::read::Read;
use crate::tui::widgets::{Move, Pager, Source};

/// The state of the screen.
#[derive(Debug)]
pub(crate) struct Diagnosed {
    read: Rc<Read>,
    /// Which recipient is shown.
    at: usize,
    pager: Pager,
    /// The same for copying and printing: nothing stands on it twice.
    page: Page,
    /// The text behind it, made when it is first looked at.
    original: Option<Source>,
    /// The text has the keys.
    original_is_shown: bool,
    /// Earlier cases like it.
    pub(super) alike: Alike,
    /// Why it was decided so stands in the place of the diagnosis.
    why_is_shown: bool,
}

impl Diagnosed {
    /// Reads and diagnoses a text.
    pub(crate) fn new(input: Vec<u8>, library: &Library) -> Self {
        let mut screen = Self {
            read: Rc::new(Read::new(input, library)),
            at: 0,
            pager: Pager::default(),
            page: Page::new(),
            original: None,
            original_is_shown: false,
            alike: Alike::default(),
            why_is_shown: false,
        };
        screen.show(0, library);
        screen
    }

    /// Shows a recipient.
    pub(crate) fn show(&mut self, at: usize, library: &Library) {
        self.at = at;
        self.why_is_shown = false;
        let (kind, knowledge) = (self.read.diagnosis.kind, library.knowledge);
        let (glance, page) = match self.read.diagnosis.outcomes.get(at) {
            Some(outcome) => {
                (glance_page(outcome, kind, knowledge), outcome_page(outcome, kind, knowledge))
            }
            None => (Self::nothing(), Self::nothing()),
        };
        self.pager = Pager::new(self.with_notes(glance));
        self.page = self.with_notes(page);
        self.original = None;
        let diagnosis = &self.read.diagnosis;
        let id = diagnosis.returned.message_id.as_deref();
        self.alike.follow(diagnosis.outcomes.get(at).and_then(|one| Likeness::of(one, id)));
    }

    fn nothing() -> Page {
        let mut page = Page::new();
        page.text("There is nothing to read in this text.");
        page
    }

    fn with_notes(&self, mut page: Page) -> Page {
        if !self.read.diagnosis.notes.is_empty() {
            page.heading("Notes on the text");
            for note in &self.read.diagnosis.notes {
                page.point(note);
            }
        }
        page
    }

    /// Shows why it was decided so, or the diagnosis again.
    fn show_why(&mut self, library: &Library) {
        if self.why_is_shown {
            return self.show(self.at, library);
        }
        let outcome = self.read.diagnosis.outcomes.get(self.at);
        let why = library.why(&self.read.evidence, self.at);
        if let (Some(outcome), Some(why)) = (outcome, why) {
            self.page = why_page(&why, outcome, library.knowledge);
            self.pager = Pager::new(self.page.clone());
            self.why_is_shown = true;
        }
    }

    /// The text as it came, if the deciding words are found in it; otherwise
    /// as it was read, because the words were encoded.
    fn read_original(&mut self) {
        let words: Vec<String> = self
            .read
            .diagnosis
            .outcomes
            .get(self.at)
            .and_then(|outcome| outcome.top())
            .map_or_else(Vec::new, |top| top.because.clone());
        let original = Source::new(&String::from_utf8_lossy(&self.read.input), &words);
        let decoded = || Source::new(&self.read.evidence.words, &words);
        let source = if original.has_marks() || words.is_empty() {
            original
        } else {
            Some(decoded()).filter(Source::has_marks).unwrap_or(original)
        };
        self.original = Some(source);
    }

    /// Where being guided starts.
    pub(crate) fn origin(&self) -> Origin {
        self.read.origin(self.at)
    }

    /// The text, and which recipient is shown.
    pub(crate) fn subject(&self) -> Subject {
        (Rc::clone(&self.read), self.at)
    }

    /// Whom and what it is about, in a line; `None` where there was nothing to
    /// read.
    pub(crate) fn about(&self, library: &Library) -> Option<String> {
        let outcomes = &self.read.diagnosis.outcomes;
        let outcome = outcomes.get(self.at)?;
        let whom = match (outcome.recipient.as_deref(), outcomes.len()) {
            (Some(recipient), 0 | 1) => recipient.to_owned(),
            (Some(recipient), many) => format!("{recipient} and {} more", many - 1),
            (None, _) => "the text".to_owned(),
        };
        let cause = outcome.top().and_then(|top| library.knowledge.cause(&top.cause));
        let cause = cause.map_or("the cause is open", |cause| cause.title.as_str());
        Some(format!("{whom}: {cause}"))
    }

    pub(super) fn place(&self) -> Place {
        if self.original_is_shown { Place::Original } else { Place::Diagnosis }
    }

    pub(super) fn crumbs(&self) -> Vec<Clean> {
        let diagnosis = match self.read.diagnosis.outcomes.len() {
            0 | 1 => Clean::line("Diagnosis"),
            many => Clean::line(&format!("Diagnosis, recipient {} of {many}", self.at + 1)),
        };
        let open = match (self.original_is_shown, self.why_is_shown) {
            (true, _) => Some("Full text"),
            (false, true) => Some("Why"),
            (false, false) => None,
        };
        std::iter::once(diagnosis).chain(open.map(Clean::line)).collect()
    }

    pub(super) fn case(&self) -> Option<&Outcome> {
        self.read.diagnosis.outcomes.get(self.at)
    }

    pub(super) fn shown(&self) -> &Page {
        &self.page
    }

    pub(super) fn refuses(&self, action: Action) -> Option<&'static str> {
        match action {
            Action::RecipientBefore | Action::RecipientAfter
                if self.read.diagnosis.outcomes.len() < 2 =>
            {
                Some("there is one recipient only")
            }
            Action::Pick(_) => self.pager.refuses_digits(),
            Action::Next | Action::Previous if self.pager.link_count() == 0 => {
                Some("there are no links here")
            }
            Action::Alike if self.alike.is_empty() => Some("no earlier case is like this one"),
            Action::HandOut | Action::Note | Action::Ticket | Action::Said
                if self.read.diagnosis.outcomes.is_empty() =>
            {
                Some("there is no case in this text")
            }
            Action::Why if self.read.diagnosis.outcomes.is_empty() => {
                Some("there is nothing to explain")
            }
            _ => None,
        }
    }

    pub(super) fn short(&self, action: Action) -> Option<&'static str> {
        (action == Action::Why && self.why_is_shown).then_some("back")
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
        let count = self.read.diagnosis.outcomes.len().max(1);
        match action {
            Action::Next => self.pager.choose(true),
            Action::Previous => self.pager.choose(false),
            Action::RecipientAfter => self.show((self.at + 1) % count, library),
            Action::RecipientBefore => self.show((self.at + count - 1) % count, library),
            Action::Original | Action::Back if self.original_is_shown => {
                self.original_is_shown = false;
            }
            Action::Original => self.original_is_shown = true,
            Action::Why => self.show_why(library),
            Action::Alike => return self.alike.open(library.knowledge),
            Action::Back if self.why_is_shown => self.show(self.at, library),
            Action::Back => return vec![Next::Back],
            Action::Pick(digit) => {
                return Reading::follow(&self.pager, *digit, self.origin(), library);
            }
            Action::Open => {
                return match self.pager.chosen() {
                    Some(id) => Reading::open(id, self.origin(), library),
                    None => vec![Next::Guide(Box::new(self.origin()))],
                };
            }
            Action::Guide => return vec![Next::Guide(Box::new(self.origin()))],
            // These belong to the session about it.
            Action::HandOut | Action::Note | Action::Ticket | Action::Said => {
                return vec![Next::Visit(Box::new(self.origin()), *action)];
            }
            _ => {
                if let Some(to) = Move::by(*action) {
                    self.scroll(to);
                }
            }
        }
        Vec::new()
    }

    fn point(&mut self, area: Rect, mouse: Mouse, library: &Library) -> Vec<Next> {
        let parts = self.parts(area);
        match mouse {
            Mouse::Click(at) if parts.page.contains(at) => {
                self.original_is_shown = false;
                return Reading::click(&self.pager, parts.page, at, self.origin(), library);
            }
            Mouse::Click(at) => self.original_is_shown = parts.text.contains(at),
            Mouse::WheelUp(at) | Mouse::WheelDown(at) if parts.page.contains(at) => {
                self.pager.wheel(mouse);
            }
            Mouse::WheelUp(_) | Mouse::WheelDown(_) => {
                if let Some(original) = &mut self.original {
                    original.wheel(mouse);
                }
            }
        }
        Vec::new()
    }

    fn scroll(&mut self, to: Move) {
        match &mut self.original {
            Some(original) if self.original_is_shown => original.scroll(to),
            _ => self.pager.scroll(to),
        }
    }

    pub(super) fn settle(&mut self, area: Rect) {
        let parts = self.parts(area);
        if parts.text.width > 0 && self.original.is_none() {
            self.read_original();
        }
        self.pager.settle(parts.page);
        if let Some(original) = &mut self.original {
            original.settle(parts.text);
        }
    }
}
