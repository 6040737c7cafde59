//! What has to be done outside the model, as data.

use super::options::End;
use crate::guide::Likeness;
use crate::services::sessions::Order;

/// Something to be done outside.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Effect {
    /// Copy a text to the clipboard; `what` names it to the person.
    Copy {
        /// What it is: "the page".
        what: &'static str,
        /// The text.
        text: String,
    },
    /// Write a text to a file of its own.
    Save {
        /// What it is.
        what: &'static str,
        /// The text.
        text: String,
        /// How the name of its file ends.
        ending: &'static str,
    },
    /// Save a session; what became of it comes as a message.
    Keep(Order),
    /// Find earlier cases like one; they come as a message.
    Seek(Likeness),
    /// Read a kept session, to go on with it.
    Resume(String),
    /// Read a kept session, to look at it.
    Show(String),
    /// Take the mouse, or give it back.
    Mouse(bool),
    /// Stop until the shell wakes the program up.
    Suspend,
    /// Draw everything anew.
    Redraw,
    /// Close the screen.
    Leave(End),
}
