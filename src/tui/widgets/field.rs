//! A text of one line that is typed.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::{Clean, width};
use crate::tui::edit::Edit;

/// The most bytes that a line to search by takes: nobody types more, and a
/// paste of more is no query.
const MOST: usize = 1 << 10;

/// The most bytes of a line that is written down: a whole mail of a user.
const MOST_WRITTEN: usize = 16 << 10;

/// Told where more was pasted than a line to search by takes.
pub(crate) const TOO_LONG: &str = "Only the first 1024 bytes of that were taken";

/// Told where more was pasted than a line that is written down takes.
pub(crate) const TOO_LONG_TO_WRITE: &str = "Only the first 16 KB were taken; more has no room here";

/// A line with a cursor, which stands between graphemes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    text: String,
    cursor: usize,
    /// The most bytes that it takes.
    most: usize,
}

impl Default for Field {
    fn default() -> Self {
        Self { text: String::new(), cursor: 0, most: MOST }
    }
}

impl Field {
    /// A field with a text in it.
    pub(crate) fn new(text: &str) -> Self {
        let mut field = Self::default();
        field.insert(text);
        field
    }

    /// A field for what is written down, with a text in it.
    pub(crate) fn to_write(text: &str) -> Self {
        let mut field = Self { most: MOST_WRITTEN, ..Self::default() };
        field.insert(text);
        field
    }

    /// What was typed.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Puts text in at the cursor, as a single line. `false` where it is too
    /// much, and only its beginning was taken.
    pub(crate) fn insert(&mut self, text: &str) -> bool {
        let text = Clean::line(text.trim_matches(['\r', '\n']));
        let taken = crate::text::head(&text, self.most.saturating_sub(self.text.len()));
        self.text.insert_str(self.cursor, taken);
        self.cursor += taken.len();
        taken.len() == text.len()
    }

    /// Changes it by a key; says whether the text is another now.
    pub(crate) fn edit(&mut self, edit: Edit) -> bool {
        let before = self.text.len();
        match edit {
            Edit::Insert(c) => {
                self.insert(c.encode_utf8(&mut [0; 4]));
            }
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
        let (mut start, mut before) = (self.cursor, 0);
        // From the cursor to the left, which needs a cell of its own.
        for sign in self.text[..self.cursor].graphemes(true).rev() {
            if before + width(sign) + 1 > room {
                break;
            }
            before += width(sign);
            start -= sign.len();
        }
        // No sign takes more bytes than this for a cell of the row.
        let shown = crate::text::head(&self.text[start..], self.cursor - start + room * 32);
        (Clean::line(shown), before)
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
    fn what_is_too_much_is_cut_and_said() {
        let mut field = Field::to_write("");
        assert!(field.insert(&"word ".repeat(1000)));
        assert!(!field.insert(&"\u{30e1}".repeat(MOST_WRITTEN)));
        assert!((MOST_WRITTEN - 3..=MOST_WRITTEN).contains(&field.text().len()));
        assert!(!field.insert("x\u{30e1}\u{30e1}"));
        assert_eq!(field.shown(9).1, 7);
    }

    #[test]
    fn what_is_pasted_becomes_one_clean_line() {
        assert_eq!(Field::new("a\nb\u{1b}[2J\r\n").text(), "a b\\x1B[2J");
    }
}
