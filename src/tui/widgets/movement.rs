//! A movement in something longer than the screen, whatever asks for it.

use crate::tui::action::Action;
use crate::tui::mouse::Mouse;

/// A movement in something longer than the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Move {
    /// A line up.
    Up,
    /// A line down.
    Down,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// To the beginning.
    First,
    /// To the end.
    Last,
}

impl Move {
    /// The movement that an action is.
    pub(crate) fn by(action: Action) -> Option<Self> {
        Some(match action {
            Action::Up => Self::Up,
            Action::Down => Self::Down,
            Action::PageUp => Self::PageUp,
            Action::PageDown => Self::PageDown,
            Action::First => Self::First,
            Action::Last => Self::Last,
            _ => return None,
        })
    }

    /// The movement of a notch of the wheel.
    pub(crate) fn by_wheel(mouse: Mouse) -> Option<Self> {
        match mouse {
            Mouse::Click(_) => None,
            Mouse::WheelUp(_) => Some(Self::Up),
            Mouse::WheelDown(_) => Some(Self::Down),
        }
    }

    /// Where a position among `total` goes; a page is `page` long.
    pub(crate) fn apply(self, at: usize, page: usize, total: usize) -> usize {
        let page = page.max(1);
        let last = total.saturating_sub(1);
        match self {
            Self::Up => at.saturating_sub(1),
            Self::Down => at.saturating_add(1).min(last),
            Self::PageUp => at.saturating_sub(page),
            Self::PageDown => at.saturating_add(page).min(last),
            Self::First => 0,
            Self::Last => last,
        }
    }
}
