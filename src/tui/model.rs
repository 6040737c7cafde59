//! Everything that the screen shows follows from this.

use ratatui::layout::Size;

use super::help::Help;
use super::library::Library;
use super::mouse::Mouse;
use super::screens::browse::Browse;
use super::screens::diagnosis::Diagnosed;
use super::screens::guide::Guided;
use super::screens::paste::Pasting;
use super::screens::{Message as ScreenMessage, Screen};
use super::theme::Theme;
use super::{Open, key::Key};
use crate::knowledge::Knowledge;
use crate::services::clipboard::Route;
use crate::text::Clean;

/// What happens to the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Message {
    /// A key was struck.
    Key(Key),
    /// A text was pasted.
    Paste(String),
    /// The terminal has this size now.
    Resize(Size),
    /// Something was done with the mouse.
    Mouse(Mouse),
    /// A text was written to a file, or could not be.
    Saved {
        /// What it is.
        what: &'static str,
        /// Where it is, or why not.
        result: Result<String, String>,
    },
    /// A text was copied, or could not be.
    Copied {
        /// What it is.
        what: &'static str,
        /// By which way, or why not.
        result: Result<Route, String>,
    },
}

/// The state of the program.
#[derive(Debug)]
pub(crate) struct Model {
    pub(crate) library: Library,
    pub(crate) screens: Stack,
    pub(crate) help: Option<Help>,
    /// What just happened, in place of the footer until the next key.
    pub(crate) toast: Option<Clean>,
    pub(crate) size: Size,
    pub(crate) theme: Theme,
    /// Whether clicks and the wheel are taken.
    pub(crate) mouse: bool,
    /// Whether what leaves the program has stand-ins for addresses and hosts.
    pub(crate) redact: bool,
    pub(crate) kept: Kept,
}

/// What was left by going back and is still there when one returns.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    pub(crate) paste: Option<Pasting>,
    pub(crate) guide: Option<Guided>,
}

/// The screens, one on top of the other. The search is always the lowest.
#[derive(Debug)]
pub(crate) struct Stack {
    root: Screen,
    above: Vec<Screen>,
}

/// The most screens that are kept: who follows links for ever forgets the
/// first of them.
const MOST: usize = 64;

impl Stack {
    /// The screen that is seen.
    pub(crate) fn top(&self) -> &Screen {
        self.above.last().unwrap_or(&self.root)
    }

    /// The screen that is seen.
    pub(crate) fn top_mut(&mut self) -> &mut Screen {
        self.above.last_mut().unwrap_or(&mut self.root)
    }

    /// The search, which is seen alone from now on.
    pub(crate) fn root_mut(&mut self) -> &mut Screen {
        &mut self.root
    }

    /// Shows a screen.
    pub(crate) fn push(&mut self, screen: Screen) {
        if self.above.len() >= MOST {
            self.above.remove(0);
        }
        self.above.push(screen);
    }

    /// Takes the screen away that is seen, but never the search.
    pub(crate) fn pop(&mut self) -> Option<Screen> {
        self.above.pop()
    }

    /// All of them, the lowest first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Screen> {
        std::iter::once(&self.root).chain(&self.above)
    }
}

impl Model {
    /// The program as it starts.
    pub(crate) fn new(knowledge: &'static Knowledge, open: Open, theme: Theme, size: Size) -> Self {
        let library = Library::new(knowledge);
        let query = if let Open::Query(query) = &open { query.as_str() } else { "" };
        let root = Screen::Browse(Box::new(Browse::new(query, &library)));
        let mut screens = Stack { root, above: Vec::new() };
        match open {
            Open::Nothing | Open::Query(_) => {}
            Open::Text(text) => {
                screens.push(Screen::Diagnosis(Box::new(Diagnosed::new(text, &library))));
            }
            Open::Guide(None) => screens.push(Screen::Guide(Box::new(Guided::new(None, &library)))),
            Open::Guide(Some(text)) => {
                let diagnosed = Diagnosed::new(text, &library);
                let guided = Guided::new(diagnosed.origin(), &library);
                screens.push(Screen::Diagnosis(Box::new(diagnosed)));
                screens.push(Screen::Guide(Box::new(guided)));
            }
        }
        let kept = Kept::default();
        let (help, toast, mouse, redact) = (None, None, false, false);
        let mut model = Self { library, screens, help, toast, size, theme, mouse, redact, kept };
        model.settle();
        model
    }

    /// Says in a line that files of the site are faulty.
    pub(crate) fn warn_of_faults(&mut self, count: usize) {
        if count > 0 {
            let faults = if count == 1 { "fault" } else { "faults" };
            self.toast = Some(Clean::line(&format!(
                "Your site's files have {count} {faults}; `smtp-doctor knowledge check` names them."
            )));
        }
    }

    /// Makes everything fit the size; drawing only reads.
    pub(crate) fn settle(&mut self) {
        let area = super::geometry::frame(self.size).body;
        self.screens.top_mut().settle(area, &self.library);
        if let Some(help) = &mut self.help {
            help.settle(self.size);
        }
    }

    /// Tells something to the screen that is seen.
    pub(crate) fn tell(&mut self, message: ScreenMessage) -> Vec<super::screens::Next> {
        self.screens.top_mut().update(message, &self.library)
    }
}
