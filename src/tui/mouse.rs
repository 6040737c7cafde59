//! The mouse, where a person turned it on.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

/// What was done with the mouse, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mouse {
    /// The left button went down.
    Click(Position),
    /// The wheel was turned up, away from the person.
    WheelUp(Position),
    /// The wheel was turned down.
    WheelDown(Position),
}

/// The lines that one notch of the wheel scrolls.
pub(crate) const NOTCH: usize = 3;

impl Mouse {
    /// Reads an event; what else a mouse does means nothing here.
    pub(crate) fn read(event: MouseEvent) -> Option<Self> {
        let at = Position::new(event.column, event.row);
        match event.kind {
            MouseEventKind::Down(MouseButton::Left) => Some(Self::Click(at)),
            MouseEventKind::ScrollUp => Some(Self::WheelUp(at)),
            MouseEventKind::ScrollDown => Some(Self::WheelDown(at)),
            _ => None,
        }
    }
}
