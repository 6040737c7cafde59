//! A key as the table of actions names it.

use std::str::FromStr;

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

    /// Whether its meaning is the same for everybody: Esc, Enter, the digits
    /// and Ctrl-C.
    pub(crate) fn is_fixed(self) -> bool {
        let is_plain = !self.ctrl && !self.alt;
        is_plain && (matches!(self.code, KeyCode::Esc | KeyCode::Enter) || self.digit().is_some())
            || self == Self::ctrl('c')
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

/// Reads what people call a key, as [`Key::name`] writes it: `x`, `Ctrl-X`,
/// `F2`, `Space`. What terminals cannot tell apart is no key of its own.
impl FromStr for Key {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        let mut rest = name;
        let (mut ctrl, mut alt) = (false, false);
        loop {
            let with = |prefix: &str| {
                let (start, after) = rest.split_at_checked(prefix.len())?;
                let after = after.strip_prefix(['-', '+']).filter(|after| !after.is_empty())?;
                start.eq_ignore_ascii_case(prefix).then_some(after)
            };
            if let Some(after) = with("ctrl") {
                (ctrl, rest) = (true, after);
            } else if let Some(after) = with("alt") {
                (alt, rest) = (true, after);
            } else {
                break;
            }
        }
        let mut letters = rest.chars();
        let code = match (letters.next(), letters.next()) {
            (Some(c), None) if !c.is_control() => KeyCode::Char(c),
            _ => named(rest).ok_or(())?,
        };
        // Ctrl with these is Tab, Enter, Backspace and Esc; with another sign
        // than a letter it arrives as something else or not at all.
        let code = match code {
            KeyCode::Char(c) if ctrl => {
                let c = c.to_ascii_lowercase();
                if alt || !c.is_ascii_lowercase() || matches!(c, 'h' | 'i' | 'j' | 'm') {
                    return Err(());
                }
                KeyCode::Char(c)
            }
            KeyCode::Esc | KeyCode::Enter | KeyCode::Tab | KeyCode::BackTab if ctrl || alt => {
                return Err(());
            }
            code => code,
        };
        Ok(Self { code, ctrl, alt })
    }
}

/// A key that is no character.
fn named(name: &str) -> Option<KeyCode> {
    Some(match name.to_ascii_lowercase().as_str() {
        "space" => KeyCode::Char(' '),
        "esc" | "escape" => KeyCode::Esc,
        "enter" | "return" => KeyCode::Enter,
        "tab" => KeyCode::Tab,
        "shift-tab" | "shift+tab" | "backtab" => KeyCode::BackTab,
        "backspace" => KeyCode::Backspace,
        "delete" | "del" => KeyCode::Delete,
        "insert" | "ins" => KeyCode::Insert,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "pgup" | "pageup" => KeyCode::PageUp,
        "pgdn" | "pagedown" => KeyCode::PageDown,
        name => {
            let number: u8 = name.strip_prefix('f')?.parse().ok()?;
            (1..=12).contains(&number).then_some(KeyCode::F(number))?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::action::ROWS;
    use super::*;

    #[test]
    fn every_key_of_the_table_is_read_as_it_is_called() {
        for key in ROWS.iter().flat_map(|row| row.keys) {
            assert_eq!(key.name().parse(), Ok(*key), "{}", key.name());
        }
        for (name, key) in
            [("ctrl+x", Key::ctrl('x')), ("CTRL-X", Key::ctrl('x')), ("-", Key::char('-'))]
        {
            assert_eq!(name.parse(), Ok(key), "{name}");
        }
        for name in ["", "xx", "Ctrl-", "Ctrl-i", "Ctrl-1", "F0", "F13", "Ctrl-Enter", "\u{1b}"] {
            assert_eq!(name.parse::<Key>(), Err(()), "{name}");
        }
    }
}
