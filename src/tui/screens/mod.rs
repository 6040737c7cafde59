//! The screens. Each has its own state, update, geometry and view; this file
//! only says which is meant.

pub(crate) mod browse;
pub(crate) mod diagnosis;
pub(crate) mod entry;
pub(crate) mod guide;
pub(crate) mod paste;
pub(crate) mod sheet;

use std::rc::Rc;

use ratatui::layout::Rect;

use super::action::{Action, Place};
use super::alike::Alike;
use super::canvas::Canvas;
use super::edit::Edit;
use super::library::Library;
use super::mouse::Mouse;
use super::read::Read;
use crate::diagnosis::Outcome;
use crate::evidence::Kind;
use crate::report::{Block, Page};
use crate::text::Clean;
use browse::Browse;
use diagnosis::Diagnosed;
use entry::Reading;
use guide::Guided;
use paste::Pasting;
use sheet::Sheet;

/// What a screen is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Message {
    /// Do something.
    Act(Action),
    /// Change the text that has the cursor.
    Edit(Edit),
    /// Put this into the text that has the cursor.
    Insert(String),
    /// Something was done with the mouse, in this area.
    Mouse(Rect, Mouse),
}

/// Where a guided session starts: from nothing, or from what is known.
pub(crate) type Origin = Option<(Kind, Outcome)>;

/// A text that was read, and the outcome in it that is spoken of, from 0.
pub(crate) type Subject = (Rc<Read>, usize);

/// What a screen asks of the program around it.
#[derive(Debug)]
pub(crate) enum Next {
    /// Show another screen on top of this one.
    Open(Screen),
    /// Go back to the screen below.
    Back,
    /// Go to the place for pasting.
    Paste,
    /// Diagnose a text.
    Diagnose(Vec<u8>),
    /// Be guided.
    Guide(Box<Origin>),
    /// Be guided, only to do this in the session; then back.
    Visit(Box<Origin>, Action),
    /// Be guided for the next recipient of the same text, or the one before.
    Recipient(bool),
    /// Go back to a diagnosis that was left, from 0; 0 was left last.
    Return(usize),
    /// Go on with a kept session.
    Resume(String),
    /// Look at a kept session.
    Show(String),
    /// There is nothing of that number: say that these are, from 1.
    UpTo(usize),
    /// Tell something in a line.
    Toast(&'static str),
}

/// A screen.
#[derive(Debug)]
pub(crate) enum Screen {
    /// Searching and what is found.
    Browse(Box<Browse>),
    /// An entry alone.
    Entry(Box<Reading>),
    /// A place to paste into.
    Paste(Pasting),
    /// A diagnosis.
    Diagnosis(Box<Diagnosed>),
    /// The guide.
    Guide(Box<Guided>),
    /// A list of links, or an earlier case.
    Sheet(Box<Sheet>),
}

impl Screen {
    /// What has the keys.
    pub(crate) fn place(&self) -> Place {
        match self {
            Self::Browse(screen) => screen.place(),
            Self::Entry(_) | Self::Sheet(_) => Place::Entry,
            Self::Paste(_) => Place::Paste,
            Self::Diagnosis(screen) => screen.place(),
            Self::Guide(screen) => screen.place(),
        }
    }

    /// What it is called in the line of where one is, and behind it what of it
    /// is open.
    pub(crate) fn crumbs(&self) -> Vec<Clean> {
        match self {
            Self::Browse(_) => vec![Clean::line("Search")],
            Self::Entry(screen) => vec![screen.crumb()],
            Self::Paste(_) => vec![Clean::line("Paste a bounce")],
            Self::Diagnosis(screen) => screen.crumbs(),
            Self::Guide(screen) => screen.crumbs(),
            Self::Sheet(screen) => vec![screen.crumb()],
        }
    }

    /// Why something cannot be done now, or `None` where it can.
    pub(crate) fn refuses(&self, action: Action) -> Option<&'static str> {
        match (self, action) {
            (Self::Guide(screen), action) => screen.refuses(action),
            (_, Action::CopyUser) if self.user_text().is_none() => {
                Some("there is no sentence for the user here: open a cause first")
            }
            (_, Action::Copy | Action::Print | Action::Save) if self.shown().is_none() => {
                Some("nothing is shown")
            }
            (Self::Browse(screen), action) => screen.refuses(action),
            (Self::Entry(screen), action) => screen.refuses(action),
            (Self::Paste(screen), action) => screen.refuses(action),
            (Self::Diagnosis(screen), action) => screen.refuses(action),
            (Self::Sheet(screen), action) => screen.refuses(action),
        }
    }

    /// What something is called in the line of keys now, where that is other
    /// than in the table.
    pub(crate) fn short(&self, action: Action) -> Option<&'static str> {
        match self {
            Self::Browse(screen) => screen.short(action),
            Self::Diagnosis(screen) => screen.short(action),
            Self::Guide(screen) => screen.short(action),
            Self::Entry(_) | Self::Paste(_) | Self::Sheet(_) => None,
        }
    }

    /// The first and the last digit that do something now.
    pub(crate) fn digits(&self) -> Option<(usize, usize)> {
        match self {
            Self::Browse(screen) => screen.digits(),
            Self::Entry(screen) => screen.digits(),
            Self::Diagnosis(screen) => screen.digits(),
            Self::Guide(screen) => screen.digits(),
            Self::Sheet(screen) => screen.digits(),
            Self::Paste(_) => None,
        }
    }

    /// Does what it is told.
    pub(crate) fn update(&mut self, message: Message, library: &Library) -> Vec<Next> {
        match self {
            Self::Browse(screen) => screen.update(message, library),
            Self::Entry(screen) => screen.update(&message, library),
            Self::Paste(screen) => screen.update(message),
            Self::Diagnosis(screen) => screen.update(&message, library),
            Self::Guide(screen) => screen.update(&message, library),
            Self::Sheet(screen) => screen.update(&message, library),
        }
    }

    /// Makes everything fit an area.
    pub(crate) fn settle(&mut self, area: Rect, library: &Library) {
        match self {
            Self::Browse(screen) => screen.settle(area),
            Self::Entry(screen) => screen.settle(area),
            Self::Paste(screen) => screen.settle(area),
            Self::Diagnosis(screen) => screen.settle(area),
            Self::Guide(screen) => screen.settle(area, library),
            Self::Sheet(screen) => screen.settle(area),
        }
    }

    /// Draws it.
    pub(crate) fn view(&self, canvas: &mut Canvas<'_>, area: Rect, library: &Library) {
        match self {
            Self::Browse(screen) => screen.view(canvas, area, library),
            Self::Entry(screen) => screen.view(canvas, area),
            Self::Paste(screen) => screen.view(canvas, area, library.keys),
            Self::Diagnosis(screen) => screen.view(canvas, area),
            Self::Guide(screen) => screen.view(canvas, area, library),
            Self::Sheet(screen) => screen.view(canvas, area),
        }
    }

    /// What it knows of earlier cases like its own, and its id where it is a
    /// kept session.
    pub(crate) fn alike(&mut self) -> Option<(&mut Alike, Option<String>)> {
        match self {
            Self::Diagnosis(screen) => Some((&mut screen.alike, None)),
            Self::Guide(screen) => {
                let id = screen.id().map(str::to_owned);
                Some((&mut screen.alike, id))
            }
            _ => None,
        }
    }

    /// The case that the page shown speaks of.
    pub(crate) fn case(&self) -> Option<&Outcome> {
        match self {
            Self::Browse(_) | Self::Paste(_) | Self::Guide(_) => None,
            Self::Entry(screen) => screen.case(),
            Self::Diagnosis(screen) => screen.case(),
            Self::Sheet(screen) => screen.case(),
        }
    }

    /// The page that is shown, for copying and printing.
    pub(crate) fn shown(&self) -> Option<&Page> {
        match self {
            Self::Browse(screen) => screen.shown(),
            Self::Entry(screen) => Some(screen.shown()),
            Self::Diagnosis(screen) => Some(screen.shown()),
            Self::Sheet(screen) => screen.shown(),
            // A session hands out more than one page.
            Self::Paste(_) | Self::Guide(_) => None,
        }
    }

    /// The sentence for the user that stands on the page shown.
    pub(crate) fn user_text(&self) -> Option<&str> {
        let blocks = self.shown()?.blocks();
        let is_heading =
            |block: &Block| matches!(block, Block::Heading(text) if text.as_str() == USER_HEADING);
        match blocks.get(blocks.iter().position(is_heading)? + 1)? {
            Block::Quote(text) => Some(text.as_str()),
            _ => None,
        }
    }
}

/// The heading under which a page has its sentence for the user.
const USER_HEADING: &str = "Tell the user";
