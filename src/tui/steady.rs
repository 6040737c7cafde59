//! The library's terminal, with two things more: after every sign that is not
//! ASCII, the cursor is told where to go on; and the size is asked for once.
//!
//! Terminals disagree on how wide emoji, marks and letters of some scripts are.
//! Where one takes another width than this program does, the rest of that row
//! would stand beside its column. Told where to go on, it cannot.
//!
//! The library asks for the size before every frame, which opens the terminal's
//! file each time. A new size is told to the program as any input is.

use std::cell::Cell as Kept;
use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

/// See the head of this file.
pub(crate) struct Steady<W: Write>(CrosstermBackend<W>, Kept<Option<Size>>);

impl<W: Write> Steady<W> {
    pub(crate) fn new(out: W) -> Self {
        Self(CrosstermBackend::new(out), Kept::new(None))
    }

    /// The terminal has another size now.
    pub(crate) fn set_size(&self, size: Size) {
        self.1.set(Some(size));
    }
}

impl<W: Write> Backend for Steady<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut content = content.peekable();
        while content.peek().is_some() {
            let mut is_plain = true;
            // Each call begins by moving the cursor.
            let run = std::iter::from_fn(|| {
                let next = content.next_if(|_| is_plain)?;
                is_plain = next.2.symbol().is_ascii();
                Some(next)
            });
            self.0.draw(run)?;
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.0.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.0.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.0.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.0.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.0.clear()
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.0.clear_region(clear_type)
    }

    fn size(&self) -> io::Result<Size> {
        if let Some(known) = self.1.get() {
            return Ok(known);
        }
        let size = self.0.size()?;
        self.set_size(size);
        Ok(size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.0.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_a_wide_sign_is_put_where_it_belongs() {
        let mut out = Vec::new();
        let cells = ["a", "\u{30e1}", "b", "c"].map(|symbol| {
            let mut cell = Cell::EMPTY;
            cell.set_symbol(symbol);
            cell
        });
        let content = [(0, 0, &cells[0]), (1, 0, &cells[1]), (3, 0, &cells[2]), (4, 0, &cells[3])];
        Steady::new(&mut out).draw(content.into_iter()).expect("it never fails");
        let text = String::from_utf8(out).expect("it is text");
        // Rows and columns count from 1.
        assert!(text.contains("\u{30e1}") && text.contains("\u{1b}[1;4Hbc"), "{text:?}");
    }
}
