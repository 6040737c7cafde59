//! Changes of a text by keys.

use crossterm::event::KeyCode;

use super::key::Key;

/// A change of a text, or a movement in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edit {
    /// Write a character.
    Insert(char),
    /// Start a new line.
    NewLine,
    /// Delete the character before the cursor.
    Backspace,
    /// Delete the character at the cursor.
    Delete,
    /// Move the cursor.
    Left,
    /// Move the cursor.
    Right,
    /// Move the cursor a line up.
    Up,
    /// Move the cursor a line down.
    Down,
    /// Move the cursor a page up.
    PageUp,
    /// Move the cursor a page down.
    PageDown,
    /// Move the cursor to the beginning of the line.
    Home,
    /// Move the cursor to the end of the line.
    End,
}

impl Edit {
    /// What a key without another meaning does in a text.
    pub(crate) fn of(key: Key) -> Option<Self> {
        if let Some(c) = key.text() {
            return Some(Self::Insert(c));
        }
        if key.ctrl || key.alt {
            return None;
        }
        Some(match key.code {
            KeyCode::Enter => Self::NewLine,
            KeyCode::Backspace => Self::Backspace,
            KeyCode::Delete => Self::Delete,
            KeyCode::Left => Self::Left,
            KeyCode::Right => Self::Right,
            KeyCode::Up => Self::Up,
            KeyCode::Down => Self::Down,
            KeyCode::PageUp => Self::PageUp,
            KeyCode::PageDown => Self::PageDown,
            KeyCode::Home => Self::Home,
            KeyCode::End => Self::End,
            KeyCode::Tab => Self::Insert(' '),
            _ => return None,
        })
    }
}
