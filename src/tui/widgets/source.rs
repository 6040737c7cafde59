//! A text as it came, with the words that decided marked in it.

use std::ops::Range;

use ratatui::layout::Rect;
use unicode_segmentation::UnicodeSegmentation;

use super::movement::Move;
use super::pager::shown_rows;
use crate::text::{Clean, find, width};
use crate::tui::canvas::{Canvas, Piece, Seen, gutter};
use crate::tui::geometry::measure;
use crate::tui::mouse::{Mouse, NOTCH};
use crate::tui::theme::Meaning;

/// The most bytes that are shown; the words that decide stand long before.
const MOST: usize = 256 * 1024;

/// A text with marks, broken into rows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Source {
    text: Clean,
    marks: Vec<Range<usize>>,
    /// Where the words stand that decided most.
    first: usize,
    rows: Vec<Range<usize>>,
    width: usize,
    height: usize,
    top: usize,
}

impl Source {
    /// Cleans a text and marks words in it, wherever they stand and however
    /// they are broken into lines.
    pub(crate) fn new(text: &str, words: &[String]) -> Self {
        let text = Clean::lines(crate::text::head(text, MOST));
        let mut marks: Vec<Range<usize>> =
            words.iter().flat_map(|phrase| find(&text, &Clean::line(phrase))).collect();
        // What decided most comes first among the words, not in the text.
        let first = marks.first().map_or(0, |mark| mark.start);
        marks.sort_by_key(|mark| mark.start);
        Self { text, marks, first, ..Self::default() }
    }

    /// Whether any of the words were found.
    pub(crate) fn has_marks(&self) -> bool {
        !self.marks.is_empty()
    }

    /// Breaks the text into rows; what decided most comes into sight.
    pub(crate) fn settle(&mut self, area: Rect) {
        let width = measure(area);
        let is_new = width != self.width && width > 0;
        if is_new {
            self.width = width;
            self.rows = rows(&self.text, width);
        }
        self.height = shown_rows(area, self.rows.len());
        if is_new {
            let row = self.rows.iter().position(|row| row.end > self.first).unwrap_or(0);
            self.top = row.saturating_sub(self.height / 2);
        }
        self.top = self.top.min(self.last_top());
    }

    fn last_top(&self) -> usize {
        self.rows.len().saturating_sub(self.height.max(1))
    }

    /// Scrolls.
    pub(crate) fn scroll(&mut self, to: Move) {
        self.top = to.apply(self.top, self.height.saturating_sub(1), self.last_top() + 1);
    }

    /// Scrolls by the wheel, if it was that.
    pub(crate) fn wheel(&mut self, mouse: Mouse) {
        let Some(to) = Move::by_wheel(mouse) else { return };
        for _ in 0..NOTCH {
            self.scroll(to);
        }
    }

    /// Draws what is in sight.
    pub(crate) fn view(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let rows = self.rows.iter().skip(self.top).take(self.height);
        for (at, row) in rows.enumerate() {
            canvas.row(area, at, &self.pieces(row));
        }
        canvas.position(area, Seen { from: self.top, rows: self.height, total: self.rows.len() });
    }

    /// A row in pieces, marked and not.
    fn pieces(&self, row: &Range<usize>) -> Vec<Piece> {
        let mut pieces = vec![gutter("")];
        let mut at = row.start;
        for mark in &self.marks {
            let (start, end) = (mark.start.clamp(at, row.end), mark.end.clamp(at, row.end));
            if start < end {
                pieces.push(Piece::body(&self.text[at..start]));
                pieces.push(Piece::new(Meaning::Found, &self.text[start..end]));
                at = end;
            }
        }
        pieces.push(Piece::body(&self.text[at..row.end]));
        pieces
    }
}

/// The rows of a text in so many cells: broken at a space where the word after
/// it has room in a row, else between characters. Spaces stay as they are,
/// because the columns of a log or a header mean something; only the one that
/// a row is broken at goes.
fn rows(text: &str, limit: usize) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let end = start + line.len();
        let (mut from, mut used) = (start, 0);
        // The last space behind a word of the row, and the cells up to it.
        let mut space: Option<(usize, usize)> = None;
        let mut is_behind_word = false;
        for (at, grapheme) in line.grapheme_indices(true) {
            let (here, cells) = (start + at, width(grapheme));
            let is_space = grapheme == " ";
            if used > 0 && used + cells > limit {
                match space.take() {
                    _ if is_space => {
                        rows.push(from..here);
                        (from, used, is_behind_word) = (here + 1, 0, false);
                        continue;
                    }
                    Some((at, before)) if fits(&text[at + 1..end], limit) => {
                        rows.push(from..at);
                        (from, used) = (at + 1, used - before - 1);
                    }
                    _ => {
                        rows.push(from..here);
                        (from, used, is_behind_word) = (here, 0, false);
                    }
                }
            }
            if is_space && is_behind_word {
                space = Some((here, used));
            }
            is_behind_word = is_behind_word || !is_space;
            used += cells;
        }
        rows.push(from..end);
        start = end + 1;
    }
    rows
}

/// Whether the first word of a text fits into so many cells.
fn fits(text: &str, limit: usize) -> bool {
    width(text.split(' ').next().unwrap_or_default()) <= limit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_end_at_spaces_where_the_word_has_room() {
        for (text, limit, expected) in [
            ("the whole message", 12, &["the whole", "message"][..]),
            ("one two", 3, &["one", "two"]),
            ("To: a-very-long-word", 8, &["To: a-ve", "ry-long-", "word"]),
            ("    indented words", 10, &["    indent", "ed words"]),
            ("a  b", 2, &["a ", "b"]),
        ] {
            let found: Vec<&str> = rows(text, limit).into_iter().map(|row| &text[row]).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }

    #[test]
    fn words_are_found_over_line_ends_and_marked_where_they_stand() {
        let source = Source::new("550 User\r\n   Unknown here", &["user unknown".to_owned()]);
        assert_eq!(source.marks.len(), 1);
        assert_eq!(&source.text[source.marks[0].clone()], "User\n   Unknown");
        assert!(!Source::new("nothing", &["user".to_owned()]).has_marks());
    }

    #[test]
    fn rows_keep_every_character_and_never_halve_one() {
        let text = "  two  spaces\n\nメール";
        let rows = rows(text, 5);
        let solid = |text: &str| text.replace(['\n', ' '], "");
        let kept: String = rows.iter().map(|row| &text[row.clone()]).collect();
        assert_eq!(solid(&kept), solid(text));
        assert!(rows.iter().all(|row| width(&text[row.clone()]) <= 5));
    }

    #[test]
    fn what_decided_most_is_in_sight_at_once() {
        let text = format!("550\n{}the reason\nafter", "line\n".repeat(99));
        let words = ["the reason".to_owned(), "550".to_owned()];
        let mut source = Source::new(&text, &words);
        source.settle(Rect::new(0, 0, 40, 10));
        assert!((source.top..source.top + 10).contains(&100));
    }
}
