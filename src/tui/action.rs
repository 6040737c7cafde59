//! The one table of what a key does where. Keys, footer and help are made
//! from it, so that they cannot tell different things.

use crossterm::event::KeyCode;

use super::key::Key;

/// Something that a person can have done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Action {
    /// Open what is selected, choose the selected answer.
    Open,
    /// Open or choose by number.
    Pick(u8),
    /// Go back one level.
    Back,
    /// To what is above.
    Up,
    /// To what is below.
    Down,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// To the beginning.
    First,
    /// To the end.
    Last,
    /// To the next pane or link.
    Next,
    /// To the pane or link before.
    Previous,
    /// To the search line.
    Search,
    /// Choose filters.
    Filter,
    /// To the place for pasting.
    Paste,
    /// To the guide.
    Guide,
    /// Diagnose what was pasted.
    Diagnose,
    /// Throw away what was typed.
    Clear,
    /// Why it was decided so.
    Why,
    /// Explain the words that are used here.
    Words,
    /// Open earlier cases like this one.
    Alike,
    /// Show the text itself, with the words that decided.
    Original,
    /// To the recipient before.
    RecipientBefore,
    /// To the recipient after.
    RecipientAfter,
    /// Take the last answer back.
    TakeBack,
    /// Give the answer again that was taken back.
    Forward,
    /// A step of the remedy is done, or is not done after all.
    Tick,
    /// A step of the remedy is passed over, or is open after all.
    Skip,
    /// Say whether the remedy worked.
    Verdict,
    /// Write a note.
    Note,
    /// Name the ticket.
    Ticket,
    /// Write down what the user says.
    Said,
    /// Forget the person's answers.
    Restart,
    /// Choose among what a session hands out.
    HandOut,
    /// Copy what is shown.
    Copy,
    /// Copy the sentence for the user.
    CopyUser,
    /// Leave and print what is shown.
    Print,
    /// Write what is shown to a file.
    Save,
    /// Put stand-ins into what leaves the program, or no longer.
    Redact,
    /// Take the mouse, or give it back.
    Mouse,
    /// Show or hide the help.
    Help,
    /// Say how to do without this screen.
    Plain,
    /// Draw everything anew.
    Redraw,
    /// Stop until the shell goes on.
    Suspend,
    /// Leave.
    Quit,
    /// Leave at once, as interrupted.
    Interrupt,
}

/// What has the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Place {
    /// The search line with nothing in it.
    Start,
    /// The search line with a query.
    Search,
    /// The list of filters.
    Filter,
    /// The detail beside or below the list.
    Detail,
    /// An entry alone.
    Entry,
    /// The place for pasting.
    Paste,
    /// A diagnosis.
    Diagnosis,
    /// The text behind a diagnosis.
    Original,
    /// An open question of the guide.
    Question,
    /// An answered question of the guide.
    Path,
    /// The remedy that the guide came to.
    Remedy,
    /// Whether the remedy worked.
    Verdict,
    /// How the proof is seen, before it is written down.
    Proof,
    /// A line that is written in the guide.
    Writing,
    /// The list of what a session hands out.
    Forms,
    /// One of these in full, before it goes.
    Handout,
    /// The help.
    Help,
}

impl Place {
    /// Every place.
    #[cfg(test)]
    pub(crate) const ALL: &'static [Self] = &[
        Self::Start,
        Self::Search,
        Self::Filter,
        Self::Detail,
        Self::Entry,
        Self::Paste,
        Self::Diagnosis,
        Self::Original,
        Self::Question,
        Self::Path,
        Self::Remedy,
        Self::Verdict,
        Self::Proof,
        Self::Writing,
        Self::Forms,
        Self::Handout,
        Self::Help,
    ];

    /// Whether letters are text here.
    pub(crate) fn is_text(self) -> bool {
        matches!(
            self,
            Self::Start | Self::Search | Self::Filter | Self::Paste | Self::Writing | Self::Help
        )
    }
}

/// Under which heading an action stands in the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Group {
    /// What is done here.
    Here,
    /// Getting it into the ticket.
    Pass,
    /// Moving about.
    Move,
    /// Anywhere.
    Always,
}

impl Group {
    /// The heading.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Here => "Here",
            Self::Pass => "Into the ticket",
            Self::Move => "Moving",
            Self::Always => "Anywhere",
        }
    }
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    /// Where it works.
    pub(crate) places: &'static [Place],
    /// What is done.
    pub(crate) action: Action,
    /// By which keys, the one to show first.
    pub(crate) keys: &'static [Key],
    /// For the footer; empty where it has no place there.
    pub(crate) short: &'static str,
    /// For the help.
    pub(crate) long: &'static str,
    /// Where in the help.
    pub(crate) group: Group,
}

impl Row {
    /// The keys as people read them.
    pub(crate) fn keys_name(&self) -> String {
        if matches!(self.action, Action::Pick(_)) {
            return "1-9".to_owned();
        }
        self.keys.iter().take(3).map(|key| key.name()).collect::<Vec<_>>().join(" ")
    }

    /// The first key as people read it.
    pub(crate) fn key_name(&self) -> String {
        match self.action {
            Action::Pick(_) => "1-9".to_owned(),
            _ => self.keys.first().map(|key| key.name()).unwrap_or_default(),
        }
    }
}

mod keymap;
mod table;
pub use keymap::Keymap;
pub(crate) use table::{PLAIN, ROWS};

/// A key that is no character.
const fn code(code: KeyCode) -> Key {
    Key::plain(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(place: Place) -> impl Iterator<Item = &'static Row> {
        Keymap::default().rows(place)
    }

    #[test]
    fn no_key_has_two_meanings_in_a_place() {
        for place in Place::ALL {
            let mut seen: Vec<Key> = Vec::new();
            for row in rows(*place) {
                for key in row.keys {
                    assert!(!seen.contains(key), "{} twice in {place:?}", key.name());
                    seen.push(*key);
                }
            }
        }
    }

    #[test]
    fn letters_are_never_commands_in_a_text_field() {
        for place in Place::ALL.iter().filter(|place| place.is_text()) {
            for row in rows(*place) {
                for key in row.keys {
                    let is_help = *place == Place::Start && *key == Key::char('?');
                    assert!(key.text().is_none() || is_help, "{} in {place:?}", key.name());
                }
            }
        }
    }

    #[test]
    fn help_going_back_and_leaving_work_everywhere() {
        for place in Place::ALL {
            for action in [Action::Help, Action::Back, Action::Interrupt, Action::Suspend] {
                assert!(rows(*place).any(|row| row.action == action), "{action:?} in {place:?}");
            }
        }
    }

    #[test]
    fn no_key_is_one_that_multiplexers_and_lines_take_for_themselves() {
        for row in ROWS {
            for taken in ['a', 'b', 's', 'q', 'w'] {
                assert!(!row.keys.contains(&Key::ctrl(taken)), "{}", row.long);
            }
        }
    }
}
