//! A text of one line that is typed.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::{Clean, width};
use crate::tui::edit::Edit;

/// The most bytes that a line takes: nobody types more, and a paste of more
/// is no query.
const MOST: usize = 1024;

/// A line with a cursor, which stands between graphemes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Field {
    text: String,
    cursor: usize,
}

impl Field {
    /// A field with a text in it.
    pub(crate) fn new(text: &str) -> Self {
        let mut field = Self::default();
        field.insert(text);
        field
    }

    /// What was typed.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Puts text in at the cursor, as a single line.
    pub(crate) fn insert(&mut self, text: &str) {
        let text = Clean::line(text.trim_matches(['\r', '\n']));
        if self.text.len() + text.len() <= MOST {
            self.text.insert_str(self.cursor, &text);
            self.cursor += text.len();
        }
    }

    /// Changes it by a key; says whether the text is another now.
    pub(crate) fn edit(&mut self, edit: Edit) -> bool {
        let before = self.text.len();
        match edit {
            Edit::Insert(c) => self.insert(c.encode_utf8(&mut [0; 4])),
            Edit::Backspace => {
                let start = self.before();
                self.text.replace_range(start..self.cursor, "");
                self.cursor = start;
            }
            Edit::Delete => {
                let end = self.after();
                self.text.replace_range(self.cursor..end, "");
            }
            Edit::Left => self.cursor = self.before(),
            Edit::Right => self.cursor = self.after(),
            Edit::Home => self.cursor = 0,
            Edit::End => self.cursor = self.text.len(),
            Edit::NewLine | Edit::Up | Edit::Down | Edit::PageUp | Edit::PageDown => {}
        }
        self.text.len() != before
    }

    fn before(&self) -> usize {
        let left = &self.text[..self.cursor];
        left.graphemes(true).next_back().map_or(0, |last| self.cursor - last.len())
    }

    fn after(&self) -> usize {
        let right = &self.text[self.cursor..];
        right.graphemes(true).next().map_or(self.cursor, |first| self.cursor + first.len())
    }

    /// What to show in so many cells, and after how many the cursor stands.
    pub(crate) fn shown(&self, room: usize) -> (Clean, usize) {
        let room = room.max(1);
        let mut start = 0;
        // The cursor needs a cell of its own.
        while width(&self.text[start..self.cursor]) + 1 > room {
            start += self.text[start..].graphemes(true).next().map_or(1, str::len);
        }
        (Clean::line(&self.text[start..]), width(&self.text[start..self.cursor]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_never_splits_what_is_one_sign() {
        let mut field = Field::new("e\u{301}メ");
        assert!(!field.edit(Edit::Left));
        assert!(field.edit(Edit::Backspace));
        assert_eq!(field.text(), "メ");
        field.edit(Edit::Insert('x'));
        assert_eq!(field.text(), "xメ");
        field.edit(Edit::Home);
        assert!(!field.edit(Edit::Backspace));
        assert!(field.edit(Edit::Delete));
        assert_eq!(field.text(), "メ");
    }

    #[test]
    fn a_long_line_is_shown_around_the_cursor() {
        let mut field = Field::new("abcdefghij");
        assert_eq!(field.shown(5), (Clean::line("ghij"), 4));
        field.edit(Edit::Home);
        assert_eq!(field.shown(5).1, 0);
        assert_eq!(field.shown(0).1, 0);
    }

    #[test]
    fn what_is_pasted_becomes_one_clean_line() {
        assert_eq!(Field::new("a\nb\u{1b}[2J\r\n").text(), "a b\\x1B[2J");
    }
}
