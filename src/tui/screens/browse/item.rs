//! What the list shows: ways in, and entries.

use crate::report::Page;
use crate::search::Hit;

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
            Self::Diagnose => "Diagnose these words",
        }
    }

    /// What it is for.
    pub(crate) fn hint(self) -> &'static str {
        match self {
            Self::Paste => "a returned message, an error text, a log line",
            Self::LookUp => "type it: 550, 5.1.1, 0x800CCC0F, mailbox full",
            Self::Guide => "a few questions lead to the cause and what to do",
            Self::Diagnose => "  as an error text",
        }
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
            }
            Self::Guide => {
                page.text(
                    "No text at hand, or nothing that decides? Answer a few questions. Each says \
                     why it is asked and how to find out; every answer can be taken back.",
                );
            }
            Self::Diagnose => {
                page.text(
                    "Nothing has all these words. If they are an error message, press Enter to \
                     have them diagnosed. A whole bounce can be pasted on any screen.",
                );
            }
        }
        page
    }
}

/// A row of the list.
#[derive(Clone, Debug)]
pub(crate) enum Item {
    /// A way in.
    Door(Door),
    /// An entry.
    Entry(Hit<'static>),
}
