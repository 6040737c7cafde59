//! Everything that the screen shows follows from this.

use ratatui::layout::Size;

use super::action::Action;
use super::effect::Effect;
use super::help::Help;
use super::keeping::Keeping;
use super::left::LeftDiagnosis;
use super::library::Library;
use super::mouse::Mouse;
use super::screens::browse::Browse;
use super::screens::diagnosis::Diagnosed;
use super::screens::guide::Guided;
use super::screens::paste::Pasting;
use super::screens::{Message as ScreenMessage, Screen};
use super::theme::Theme;
use super::{Open, key::Key};
use crate::guide::{Exhibit, Record};
use crate::knowledge::Knowledge;
use crate::services::clipboard::Route;
use crate::services::sessions::Report;
use crate::text::Clean;

/// What happens to the program.
#[derive(Clone, Debug, PartialEq)]
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
    /// The saver has something to say.
    Report(Box<Report>),
    /// A kept session was read to go on with it, or why it could not be.
    Resumed(Result<Box<Record>, String>),
    /// A kept session was read to look at it, or why it could not be.
    Shown(Result<Box<Record>, String>),
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
    /// What just happened, above the keys until the next one.
    pub(crate) toast: Option<Clean>,
    pub(crate) size: Size,
    pub(crate) theme: Theme,
    /// Whether clicks and the wheel are taken.
    pub(crate) mouse: bool,
    /// Whether what leaves the program has stand-ins for addresses and hosts.
    pub(crate) redact: bool,
    /// What a new case starts with of that: the setting.
    pub(crate) redacts: bool,
    /// What was asked for and is only done when it is asked for once more.
    pub(crate) asked: Option<Action>,
    pub(crate) kept: Kept,
    pub(crate) keeping: Keeping,
    /// What screens asked for that has to be done outside.
    pub(crate) due: Vec<Effect>,
}

/// What was left by going back and is still there when one returns.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    pub(crate) paste: Option<Pasting>,
    /// Diagnoses, the one that was left last at the end.
    pub(crate) diagnoses: Vec<LeftDiagnosis>,
    /// Sessions, the one that was left last at the end.
    pub(crate) guides: Vec<Guided>,
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

    /// Whether a session of the guide is open, seen or not.
    pub(crate) fn has_guide(&self) -> bool {
        self.iter().any(|screen| matches!(screen, Screen::Guide(_)))
    }

    /// Whether what is seen was opened to look something up for a session: no
    /// case was diagnosed since.
    pub(crate) fn looks_up_for_guide(&self) -> bool {
        let mut screens = self.above.iter().rev();
        let found = screens.find(|one| matches!(one, Screen::Guide(_) | Screen::Diagnosis(_)));
        matches!(found, Some(Screen::Guide(_)))
    }

    /// Whether what is pasted belongs to a session: it is seen, or right
    /// below the place for pasting.
    pub(crate) fn is_above_guide(&self) -> bool {
        let is_guide = |screen: Option<&Screen>| matches!(screen, Some(Screen::Guide(_)));
        match self.above.as_slice() {
            [.., below, Screen::Paste(_)] => is_guide(Some(below)),
            above => is_guide(above.last()),
        }
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
    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Screen> {
        std::iter::once(&mut self.root).chain(&mut self.above)
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
        let screens = Stack { root, above: Vec::new() };
        let (kept, keeping) = (Kept::default(), Keeping::default());
        let (help, toast, mouse, redact) = (None, None, false, false);
        let due = Vec::new();
        let asked = None;
        let mut model = Self {
            library,
            screens,
            help,
            toast,
            size,
            theme,
            mouse,
            redact,
            redacts: redact,
            asked,
            kept,
            keeping,
            due,
        };
        match open {
            Open::Nothing | Open::Query(_) => {}
            Open::Text(text) => {
                let diagnosed = Diagnosed::new(text, &model.library);
                model.screens.push(Screen::Diagnosis(Box::new(diagnosed)));
            }
            Open::Guide(None) => {
                let guided = model.begin(None, None);
                model.screens.push(Screen::Guide(Box::new(guided)));
            }
            Open::Session(record) => model.resume(*record),
            Open::Guide(Some(text)) => {
                let mut diagnosed = Diagnosed::new(text, &model.library);
                let first = Exhibit::choice(&diagnosed.subject().0.diagnosis, None);
                diagnosed.show(first.unwrap_or(0), &model.library);
                let guided = model.begin(diagnosed.origin(), Some(diagnosed.subject()));
                model.screens.push(Screen::Diagnosis(Box::new(diagnosed)));
                model.screens.push(Screen::Guide(Box::new(guided)));
            }
        }
        model.settle();
        model
    }

    /// Says what is wrong with the settings, and that files of the site are
    /// faulty: what was printed before the screen opened is not seen.
    pub(crate) fn warn_of_faults(&mut self, settings: &[String], count: usize) {
        let more = match settings.len() {
            0 | 1 => String::new(),
            many => format!(" (and {} more)", many - 1),
        };
        let settings = settings.first().map(|first| format!("{first}{more}"));
        let faults = if count == 1 { "fault" } else { "faults" };
        let site = format!(
            "Your site's files have {count} {faults}; `smtp-doctor knowledge check` names them."
        );
        let site = (count > 0).then_some(site);
        let told = settings.into_iter().chain(site).collect::<Vec<_>>().join(" ");
        if !told.is_empty() {
            self.toast = Some(Clean::line(&told));
            self.settle();
        }
    }

    /// Makes everything fit the size; drawing only reads.
    pub(crate) fn settle(&mut self) {
        let area = self.frame().body;
        let top = self.screens.top_mut();
        if let Screen::Guide(guided) = top {
            guided.redact(self.redact, self.library.knowledge);
        }
        top.settle(area, &self.library);
        if let Some(help) = &mut self.help {
            help.settle(area);
        }
    }

    /// Tells the time to a session that is seen.
    pub(crate) fn tell_time(&mut self) {
        if let (Screen::Guide(guided), Some(now)) = (self.screens.top_mut(), self.keeping.now) {
            guided.at(now, self.keeping.zone.as_ref(), &self.library);
        }
    }

    /// Tells something to the screen that is seen.
    pub(crate) fn tell(&mut self, message: ScreenMessage) -> Vec<super::screens::Next> {
        self.tell_time();
        self.screens.top_mut().update(message, &self.library)
    }
}
