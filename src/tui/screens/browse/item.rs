//! What the list shows: ways in, and entries.

use crate::knowledge::Knowledge;
use crate::report::Page;
use crate::search::Hit;
use crate::services::sessions::Listed;
use crate::text::{cut, width};
use crate::tui::action::{Action, Keymap, Place};

/// A way into the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Door {
    /// Paste a bounce.
    Paste,
    /// Look something up.
    LookUp,
    /// Be guided.
    Guide,
    /// What was typed is no query but a text.
    Diagnose,
}

impl Door {
    /// The doors of an empty search line.
    pub(crate) const FIRST: [Self; 3] = [Self::Paste, Self::LookUp, Self::Guide];

    /// What it is called.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Paste => "Paste a bounce",
            Self::LookUp => "Look up a code",
            Self::Guide => "Be guided",
            Self::Diagnose => "Diagnose this",
        }
    }

    /// What it is for, in so many cells.
    pub(crate) fn hint(self, room: usize) -> String {
        let (long, short) = match self {
            Self::Paste => ("a returned message, an error text, a log line", "or an error text"),
            Self::LookUp => ("type it: 550, 5.1.1, 0x800CCC0F, mailbox full", "550, mailbox full"),
            Self::Guide => ("a few questions lead to the cause", "a few questions"),
            Self::Diagnose => ("judge what you typed as an error text", "as an error text"),
        };
        cut(if width(long) <= room { long } else { short }, room)
    }

    /// The key that goes through it from anywhere in the search.
    pub(crate) fn key(self, keys: Keymap) -> Option<String> {
        let action = match self {
            Self::Paste => Action::Paste,
            Self::Guide => Action::Guide,
            Self::LookUp | Self::Diagnose => return None,
        };
        Some(keys.key_name(Place::Start, action)).filter(|key| !key.is_empty())
    }

    /// What is told about it beside the list.
    pub(crate) fn page(self) -> Page {
        let mut page = Page::new();
        page.title(self.title());
        match self {
            Self::Paste => {
                page.text(
                    "Paste it right here, on this or any other screen: what looks like a bounce \
                     is diagnosed at once. Or press Enter for a place to paste or type into.",
                );
                page.gap();
                page.text(
                    "Whole messages with their headers are best. What you paste stays on this \
                     machine.",
                );
            }
            Self::LookUp => {
                page.text(
                    "Type a code or words; the list follows. Codes are found as people write \
                     and say them: 511, 5.1.1, #5.1.1, 550 5.1.1, five one one.",
                );
                page.gap();
                page.text("Everything that can be found stands below; press Down to look through.");
                page.text(
                    "Signs as in fzf: 'quota has to stand there, ^mailbox begins a name, full$ \
                     ends it, !dns is left out.",
                );
            }
            Self::Guide => {
                page.text(
                    "No text at hand, or nothing that decides? Answer a few questions. Each says \
                     why it is asked and how to find out; every answer can be taken back.",
                );
            }
            Self::Diagnose => {
                page.text(
                    "Nothing has all that was typed. If it is an error text, press Enter to have \
                     it judged as one. A whole bounce can be pasted on any screen.",
                );
            }
        }
        page
    }
}

/// A kept session that is not over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unfinished {
    pub(crate) id: String,
    /// What it is about, the most telling first.
    pub(crate) about: String,
}

impl Unfinished {
    pub(crate) fn new(listed: &Listed, knowledge: &Knowledge) -> Self {
        let summary = &listed.summary;
        let title = |id: &Option<String>| {
            let cause = knowledge.cause(id.as_deref()?)?;
            Some(cause.title.as_str().to_owned())
        };
        let question = || {
            let question = knowledge.question(summary.question.as_deref()?)?;
            Some(question.ask.as_str().to_owned())
        };
        let ticket = summary.ticket.as_ref().map(|ticket| format!("ticket {ticket}"));
        let name = summary.title.clone().or(ticket);
        let matter = title(&summary.cause).or_else(|| title(&summary.likeliest)).or_else(question);
        let told = [name, summary.recipient.clone(), matter];
        let about = told.into_iter().flatten().collect::<Vec<_>>().join(", ");
        Self { id: listed.id.clone(), about: crate::text::Clean::line(&about).into_string() }
    }

    /// What is told about it beside the list.
    pub(crate) fn page(&self) -> Page {
        let mut page = Page::new();
        page.title(GO_ON);
        page.text(&self.about);
        page.gap();
        page.text(format!(
            "Session {}, kept as it was: answers, notes, steps. The others: `smtp-doctor sessions`.",
            self.id
        ));
        page
    }
}

/// What the door to it is called.
pub(crate) const GO_ON: &str = "Go on with";

/// A diagnosis that was left in this run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LeftBehind {
    /// Whom and what it is about.
    pub(crate) about: String,
    /// Which one it is, from 0; the one that was left last is the first.
    pub(crate) at: usize,
}

impl LeftBehind {
    /// What stands behind [`BACK_TO`].
    fn name(&self) -> String {
        format!("the diagnosis of {}", self.about)
    }

    /// The same in so many cells: whom it is about says most.
    pub(crate) fn hint(&self, room: usize) -> String {
        let name = self.name();
        cut(if room < ROOM_FOR_NAME { &self.about } else { &name }, room)
    }

    /// What is told about it beside the list.
    pub(crate) fn page(&self) -> Page {
        let mut page = Page::new();
        page.title(BACK_TO);
        page.text(self.name());
        page.gap();
        page.text(
            "It is kept until the program ends. What is to outlive that goes into a session: \
             be guided from it, or write a note there.",
        );
        page
    }
}

/// The cells below which whom it is about stands alone.
const ROOM_FOR_NAME: usize = 50;

/// What the way back to it is called.
pub(crate) const BACK_TO: &str = "Back to";

/// A row of the list.
#[derive(Clone, Debug)]
pub(crate) enum Item {
    /// A way in.
    Door(Door),
    /// A diagnosis to go back to.
    Left(LeftBehind),
    /// A kept session to go on with.
    Session(Box<Unfinished>),
    /// What the rows below it are; never selected.
    Heading(&'static str),
    /// An entry.
    Entry(Hit<'static>),
}
