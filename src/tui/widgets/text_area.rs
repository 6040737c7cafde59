//! A text of several lines that is pasted or typed.

use ratatui::layout::Rect;
use unicode_segmentation::UnicodeSegmentation;

use crate::text::{Clean, width};
use crate::tui::canvas::{Canvas, Piece, Seen};
use crate::tui::edit::Edit;

/// The most bytes that are taken; more is no bounce.
pub(crate) const MOST: usize = 2 * 1024 * 1024;

/// Lines with a cursor. They are kept as they came; cleaned when shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TextArea {
    lines: Vec<String>,
    line: usize,
    /// In bytes, between graphemes.
    column: usize,
    bytes: usize,
    height: usize,
    top: usize,
}

impl Default for TextArea {
    fn default() -> Self {
        Self { lines: vec![String::new()], line: 0, column: 0, bytes: 0, height: 0, top: 0 }
    }
}

impl TextArea {
    /// The whole text.
    pub(crate) fn text(&self) -> String {
        self.lines.join("\n")
    }

    /// Whether there is nothing but white space.
    pub(crate) fn is_blank(&self) -> bool {
        self.lines.iter().all(|line| line.trim().is_empty())
    }

    /// How many lines there are; the one that a last line end begins is none
    /// yet.
    pub(crate) fn line_count(&self) -> usize {
        let begun = self.lines.last().is_some_and(String::is_empty);
        self.lines.len() - usize::from(begun)
    }

    /// How many rows it takes.
    pub(crate) fn rows(&self) -> usize {
        self.lines.len()
    }

    /// Which rows are seen.
    pub(crate) fn seen(&self) -> Option<Seen> {
        let is_all = self.lines.len() <= self.height;
        let seen = Seen { from: self.top, rows: self.height, total: self.lines.len() };
        (!is_all).then_some(seen)
    }

    /// Puts text in at the cursor. `false` where it is too much, and only its
    /// beginning was taken.
    pub(crate) fn insert(&mut self, text: &str) -> bool {
        let taken = crate::text::head(text, MOST.saturating_sub(self.bytes));
        for (at, line) in taken.split('\n').enumerate() {
            if at > 0 {
                self.new_line();
            }
            self.put(line.strip_suffix('\r').unwrap_or(line));
        }
        taken.len() == text.len()
    }

    fn put(&mut self, text: &str) {
        self.lines[self.line].insert_str(self.column, text);
        self.column += text.len();
        self.bytes += text.len();
    }

    fn new_line(&mut self) {
        let rest = self.lines[self.line].split_off(self.column);
        self.line += 1;
        self.lines.insert(self.line, rest);
        self.column = 0;
        self.bytes += 1;
    }

    /// Changes it by a key.
    pub(crate) fn edit(&mut self, edit: Edit) {
        let page = self.height.saturating_sub(1).max(1);
        match edit {
            Edit::Insert(c) => {
                self.insert(c.encode_utf8(&mut [0; 4]));
            }
            Edit::NewLine => {
                self.insert("\n");
            }
            Edit::Backspace => self.backspace(),
            Edit::Delete => {
                let (line, column) = (self.line, self.column);
                self.right();
                if (line, column) != (self.line, self.column) {
                    self.backspace();
                }
            }
            Edit::Left if self.column > 0 => self.column = self.before(),
            Edit::Left if self.line > 0 => self.go_to(self.line - 1, usize::MAX),
            Edit::Left => {}
            Edit::Right => self.right(),
            Edit::Up => self.go_to(self.line.saturating_sub(1), self.column),
            Edit::Down => self.go_to(self.line + 1, self.column),
            Edit::PageUp => self.go_to(self.line.saturating_sub(page), self.column),
            Edit::PageDown => self.go_to(self.line + page, self.column),
            Edit::Home => self.column = 0,
            Edit::End => self.column = self.lines[self.line].len(),
        }
    }

    fn backspace(&mut self) {
        if self.column > 0 {
            let start = self.before();
            self.lines[self.line].replace_range(start..self.column, "");
            self.bytes -= self.column - start;
            self.column = start;
        } else if self.line > 0 {
            let rest = self.lines.remove(self.line);
            self.line -= 1;
            self.column = self.lines[self.line].len();
            self.lines[self.line].push_str(&rest);
            self.bytes -= 1;
        }
    }

    fn before(&self) -> usize {
        let left = &self.lines[self.line][..self.column];
        left.graphemes(true).next_back().map_or(0, |last| self.column - last.len())
    }

    fn right(&mut self) {
        let right = &self.lines[self.line][self.column..];
        if let Some(first) = right.graphemes(true).next() {
            self.column += first.len();
        } else if self.line + 1 < self.lines.len() {
            self.go_to(self.line + 1, 0);
        }
    }

    /// Moves to a line, and to this column or where a character begins
    /// before it.
    fn go_to(&mut self, line: usize, column: usize) {
        self.line = line.min(self.lines.len() - 1);
        let text = &self.lines[self.line];
        let mut column = column.min(text.len());
        while !text.is_char_boundary(column) {
            column -= 1;
        }
        self.column = column;
    }

    /// Keeps the cursor in sight.
    pub(crate) fn settle(&mut self, area: Rect) {
        self.height = usize::from(area.height);
        let (height, total) = (self.height, self.lines.len());
        self.top = crate::tui::geometry::scrolled(self.top, self.line, height, total);
    }

    /// Draws it with the cursor.
    pub(crate) fn view(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let room = usize::from(area.width).max(1);
        let left = Clean::line(&self.lines[self.line][..self.column]);
        // All lines move to the left together, so that columns stay columns.
        let shift = (width(&left) + 1).saturating_sub(room);
        for (row, line) in self.lines.iter().skip(self.top).take(self.height).enumerate() {
            let shown = Clean::line(crate::text::head(line, 4096));
            canvas.row(area, row, &[Piece::body(skip(&shown, shift))]);
        }
        canvas.set_cursor(
            area,
            self.line - self.top.min(self.line),
            width(&left) - shift.min(width(&left)),
        );
    }
}

/// A text without its first cells.
fn skip(text: &str, cells: usize) -> &str {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        if used >= cells {
            return &text[at..];
        }
        used += width(grapheme);
    }
    if cells == 0 { text } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn both_line_ends_are_one() {
        let mut area = TextArea::default();
        assert!(area.insert("a\r\nb\nc"));
        assert_eq!(area.text(), "a\nb\nc");
        assert_eq!(area.line_count(), 3);
    }

    #[test]
    fn what_is_too_much_is_cut_and_said() {
        let mut area = TextArea::default();
        assert!(!area.insert(&"x".repeat(MOST + 1)));
        assert!(!area.insert("y"));
        assert_eq!(area.text().len(), MOST);
    }

    fn edits() -> impl Strategy<Value = Edit> {
        prop_oneof![
            prop::char::any().prop_map(Edit::Insert),
            Just(Edit::Insert('\r')),
            Just(Edit::NewLine),
            Just(Edit::Backspace),
            Just(Edit::Delete),
            Just(Edit::Left),
            Just(Edit::Right),
            Just(Edit::Up),
            Just(Edit::Down),
            Just(Edit::PageUp),
            Just(Edit::PageDown),
            Just(Edit::Home),
            Just(Edit::End),
        ]
    }

    proptest! {
        #[test]
        fn no_editing_panics_and_the_length_is_always_known(
            all in prop::collection::vec(edits(), 0..80)
        ) {
            let mut area = TextArea::default();
            for edit in all {
                area.edit(edit);
                prop_assert_eq!(area.text().len(), area.bytes);
                prop_assert!(area.lines[area.line].is_char_boundary(area.column));
            }
        }
    }
}
