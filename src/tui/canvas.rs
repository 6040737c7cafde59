//! Putting pieces of clean text into cells.
//!
//! Nothing else in this room writes to the buffer, and a piece can only be
//! made of clean text: what came from outside cannot reach the terminal as it
//! came, and what does not fit is cut here.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::geometry::{GUTTER, margin};
use super::theme::{Meaning, Theme};
use crate::report::Line;
use crate::text::{Clean, width};

/// A piece of a line: clean text with a meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) meaning: Meaning,
    pub(crate) text: Clean,
}

impl Piece {
    /// Makes a piece; the text is cleaned.
    pub(crate) fn new(meaning: Meaning, text: impl AsRef<str>) -> Self {
        Self { meaning, text: Clean::line(text.as_ref()) }
    }

    /// Plain words.
    pub(crate) fn body(text: impl AsRef<str>) -> Self {
        Self::new(Meaning::Body, text)
    }

    /// The cells that it takes.
    pub(crate) fn width(&self) -> usize {
        width(&self.text)
    }
}

/// The pieces of a line of a page, behind the gutter.
pub(crate) fn pieces(line: &Line, mark: &str) -> Vec<Piece> {
    let spans = line.spans.iter().map(|span| Piece::new(span.role.into(), &span.text));
    std::iter::once(gutter(mark)).chain(spans).collect()
}

/// The gutter of a row: empty, or the mark of what is selected.
pub(crate) fn gutter(mark: &str) -> Piece {
    let meaning = if mark.is_empty() { Meaning::Body } else { Meaning::Strong };
    Piece::new(meaning, format!("{mark:<width$}", width = usize::from(GUTTER)))
}

/// Which rows of something longer are seen, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) from: usize,
    pub(crate) rows: usize,
    pub(crate) total: usize,
}

/// What is drawn on.
pub(crate) struct Canvas<'a> {
    buffer: &'a mut Buffer,
    theme: Theme,
    /// Where the cursor of a text field stands.
    pub(crate) cursor: Option<Position>,
}

impl<'a> Canvas<'a> {
    pub(crate) fn new(buffer: &'a mut Buffer, theme: Theme) -> Self {
        Self { buffer, theme, cursor: None }
    }

    /// Puts pieces into a row of an area, counted from its top; what does not
    /// fit is cut with `~`.
    pub(crate) fn row(&mut self, area: Rect, row: usize, line: &[Piece]) {
        let Some((mut x, y, end)) = self.start(area, row) else { return };
        let fits = line.iter().map(Piece::width).sum::<usize>() <= usize::from(end - x);
        for piece in line {
            let room = usize::from(end - x);
            let text =
                if self.theme.ascii { to_ascii(&piece.text) } else { piece.text.to_string() };
            let style = self.theme.style(piece.meaning);
            let text = if fits || width(&text) < room { text } else { cut_hard(&text, room) };
            x = put_text(self.buffer, (x, y), &text, room, style).min(end);
        }
    }

    /// As [`Canvas::row`], at the right end of the row.
    pub(crate) fn row_right(&mut self, area: Rect, row: usize, line: &[Piece]) {
        let wide = line.iter().map(Piece::width).sum::<usize>();
        let room = usize::from(area.width);
        let shift = u16::try_from(room.saturating_sub(wide)).unwrap_or(0);
        let area = Rect { x: area.x + shift, width: area.width - shift, ..area };
        self.row(area, row, line);
    }

    /// Says in the last row of an area which part of something longer is seen
    /// above it.
    pub(crate) fn position(&mut self, area: Rect, seen: Seen) {
        let Some(row) = usize::from(area.height).checked_sub(1) else { return };
        let Seen { from, rows, total } = seen;
        let to = (from + rows).min(total);
        let mut line = vec![Piece::new(Meaning::Muted, format!("{}-{to} of {total}", from + 1))];
        line.push(match (from > 0, to < total) {
            (_, true) => Piece::new(Meaning::Strong, "  v more"),
            (true, false) => Piece::new(Meaning::Strong, "  ^ more"),
            (false, false) => return,
        });
        self.row_right(Rect { width: area.width.saturating_sub(margin(area)), ..area }, row, &line);
    }

    /// Gives a whole row a meaning, keeping its text.
    pub(crate) fn mark(&mut self, area: Rect, row: usize, meaning: Meaning) {
        let Some((x, y, end)) = self.start(area, row) else { return };
        let style = self.theme.style(meaning);
        self.buffer.set_style(Rect::new(x, y, end - x, 1), style);
    }

    /// Empties an area, for something drawn over something else.
    pub(crate) fn clear(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        for position in area.positions() {
            if let Some(cell) = self.buffer.cell_mut(position) {
                cell.reset();
            }
        }
    }

    /// Shows the cursor in a row, after so many cells.
    pub(crate) fn set_cursor(&mut self, area: Rect, row: usize, column: usize) {
        if let Some((x, y, end)) = self.start(area, row) {
            let column = u16::try_from(column).unwrap_or(u16::MAX);
            self.cursor = Some(Position::new(x.saturating_add(column).min(end - 1), y));
        }
    }

    /// Where a row of an area begins and ends on the terminal, if it is there.
    fn start(&self, area: Rect, row: usize) -> Option<(u16, u16, u16)> {
        let area = area.intersection(self.buffer.area);
        let row = u16::try_from(row).ok().filter(|row| *row < area.height)?;
        (area.width > 0).then_some((area.x, area.y + row, area.right()))
    }
}

/// Puts text into a row, at most `room` cells of it, and gives the column after
/// it. Plain text needs no look at what belongs together in a cell.
fn put_text(
    buffer: &mut Buffer,
    (x, y): (u16, u16),
    text: &str,
    room: usize,
    style: ratatui::style::Style,
) -> u16 {
    if !text.bytes().all(|b| matches!(b, b' '..=b'~')) {
        return buffer.set_stringn(x, y, text, room, style).0;
    }
    let mut end = x;
    for c in text.chars().take(room) {
        if let Some(cell) = buffer.cell_mut((end, y)) {
            cell.set_char(c).set_style(style);
        }
        end = end.saturating_add(1);
    }
    end
}

/// The beginning of a text with `~` in the last cell, whether or not the rest
/// would fit: something after it does not.
fn cut_hard(text: &str, room: usize) -> String {
    if width(text) < room {
        return text.to_owned();
    }
    crate::text::cut(&format!("{text}~~"), room)
}

/// What an ASCII terminal can show of a text.
fn to_ascii(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{2018}' | '\u{2019}' => '\'',
            '\u{201c}' | '\u{201d}' => '"',
            '\u{2010}'..='\u{2015}' => '-',
            c if c.is_ascii() => c,
            _ => '?',
        })
        .collect()
}
