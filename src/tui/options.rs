//! What the full-screen program is asked to do, and what it leaves behind.

use super::action::Keymap;
use crate::guide::Record;
use crate::knowledge::Knowledge;
use crate::services::clipboard::Way;
use crate::services::sessions::Store;
use crate::services::surroundings::Colour;

/// What to show first.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Open {
    /// The search line with the three doors.
    #[default]
    Nothing,
    /// The search line with this query.
    Query(String),
    /// The diagnosis of this text.
    Text(Vec<u8>),
    /// The guide: from its first question, or from the diagnosis of a text.
    Guide(Option<Vec<u8>>),
    /// The guide, going on with a session that was kept.
    Session(Box<Record>),
}

/// How to run the full-screen program.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Options {
    /// What to show first.
    pub open: Open,
    /// Whether colours are used.
    pub colour: Colour,
    /// Whether only ASCII is drawn; `None` decides by the surroundings.
    pub ascii: Option<bool>,
    /// Whether clicks and the wheel are taken from the start.
    pub mouse: bool,
    /// Whether what is shown last is printed on leaving.
    pub print: bool,
    /// Whether what leaves the program has stand-ins from the start.
    pub redact: bool,
    /// The keys in force.
    pub keys: Keymap,
    /// Which way texts are copied.
    pub copying: Way,
    /// What the program knows.
    pub knowledge: &'static Knowledge,
    /// How many faults the site's own files have; they are told of.
    pub faults: usize,
    /// What is wrong with the settings; it is told of.
    pub settings_faults: Vec<String>,
    /// Which recipient the session that it opens with is about.
    pub recipient: Option<String>,
    /// The ticket of the case that it opens with.
    pub ticket: Option<String>,
    /// What the user says of it.
    pub said: Option<String>,
    /// Where sessions are kept; `None` where there is no place for them.
    pub store: Option<Store>,
    /// Whether sessions are kept.
    pub is_kept: bool,
}

/// What is left to do after the screen was closed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct End {
    /// To be printed to the normal screen.
    pub print: Option<String>,
    /// The exit code: 0, 2 where a session could not be kept, or 130 after
    /// Ctrl-C.
    pub code: u8,
    /// What the person has to know and saw on no screen.
    pub told: Option<String>,
}
