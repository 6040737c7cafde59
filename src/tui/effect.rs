//! What has to be done outside the model, as data.

use super::options::End;

/// Something to be done outside.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    },
    /// Take the mouse, or give it back.
    Mouse(bool),
    /// Stop until the shell wakes the program up.
    Suspend,
    /// Draw everything anew.
    Redraw,
    /// Close the screen.
    Leave(End),
}
