//! A key as the table of actions names it.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// A key that was struck, without what differs between terminals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    /// Which key.
    pub(crate) code: KeyCode,
    /// With Ctrl held.
    pub(crate) ctrl: bool,
    /// With Alt held.
    pub(crate) alt: bool,
}

impl Key {
    /// A key by itself.
    pub(crate) const fn plain(code: KeyCode) -> Self {
        Self { code, ctrl: false, alt: false }
    }

    /// A character.
    pub(crate) const fn char(c: char) -> Self {
        Self::plain(KeyCode::Char(c))
    }

    /// A character with Ctrl.
    pub(crate) const fn ctrl(c: char) -> Self {
        Self { code: KeyCode::Char(c), ctrl: true, alt: false }
    }

    /// Reads an event. Releases are no keys: Windows reports each one.
    pub(crate) fn read(event: KeyEvent) -> Option<Self> {
        if event.kind == KeyEventKind::Release {
            return None;
        }
        let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
        let alt = event.modifiers.contains(KeyModifiers::ALT);
        Some(match event.code {
            // A line feed is Enter, and some terminals send Ctrl-H for
            // Backspace.
            KeyCode::Char('j' | 'J') if ctrl && !alt => Self::plain(KeyCode::Enter),
            KeyCode::Char('h' | 'H') if ctrl && !alt => Self::plain(KeyCode::Backspace),
            KeyCode::Char(c) if ctrl && alt => Self::plain(KeyCode::Char(c)), // AltGr
            KeyCode::Char(c) if ctrl => Self::ctrl(c.to_ascii_lowercase()),
            KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => {
                Self::plain(KeyCode::BackTab)
            }
            code => Self { code, ctrl, alt },
        })
    }

    /// The character that the key writes into a text.
    pub(crate) fn text(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }

    /// The digit that it is.
    pub(crate) fn digit(self) -> Option<u8> {
        self.text()?.to_digit(10).and_then(|digit| u8::try_from(digit).ok())
    }

    /// What people call it.
    pub(crate) fn name(self) -> String {
        let name = match self.code {
            KeyCode::Char(' ') => "Space".to_owned(),
            KeyCode::Char(c) if self.ctrl => c.to_ascii_uppercase().to_string(),
            KeyCode::Char(c) => c.to_string(),
            KeyCode::F(number) => format!("F{number}"),
            KeyCode::BackTab => "Shift-Tab".to_owned(),
            KeyCode::PageUp => "PgUp".to_owned(),
            KeyCode::PageDown => "PgDn".to_owned(),
            code => format!("{code:?}"),
        };
        match (self.ctrl, self.alt) {
            (true, _) => format!("Ctrl-{name}"),
            (false, true) => format!("Alt-{name}"),
            (false, false) => name,
        }
    }
}
