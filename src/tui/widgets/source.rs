//! A text as it came, with the words that decided marked in it.

use std::ops::Range;

use ratatui::layout::Rect;
use unicode_segmentation::UnicodeSegmentation;

use super::pager::Move;
use crate::text::{Clean, width};
use crate::tui::canvas::{Canvas, Piece};
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
        let (width, height) = (usize::from(area.width), usize::from(area.height));
        self.height = height;
        if width != self.width && width > 0 {
            self.width = width;
            self.rows = rows(&self.text, width);
            let row = self.rows.iter().position(|row| row.end > self.first).unwrap_or(0);
            self.top = row.saturating_sub(height / 2);
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

    /// Draws what is in sight.
    pub(crate) fn view(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let rows = self.rows.iter().skip(self.top).take(usize::from(area.height));
        for (at, row) in rows.enumerate() {
            canvas.row(area, at, &self.pieces(row));
        }
        canvas.more(area, self.top > 0, self.top < self.last_top());
    }

    /// A row in pieces, marked and not.
    fn pieces(&self, row: &Range<usize>) -> Vec<Piece> {
        let mut pieces = Vec::new();
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

/// The rows of a text in so many cells. Spaces stay as they are, because the
/// columns of a log or a header mean something.
fn rows(text: &str, limit: usize) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let end = start + line.len();
        let (mut from, mut used) = (start, 0);
        for (at, grapheme) in line.grapheme_indices(true) {
            let cells = width(grapheme);
            if used > 0 && used + cells > limit {
                rows.push(from..start + at);
                (from, used) = (start + at, 0);
            }
            used += cells;
        }
        rows.push(from..end);
        start = end + 1;
    }
    rows
}

/// Where a phrase stands in a text, without regard to case and with any run
/// of white space as one.
fn find(text: &str, phrase: &str) -> Vec<Range<usize>> {
    let (folded, starts) = fold(text);
    let (phrase, _) = fold(phrase.trim());
    if phrase.is_empty() {
        return Vec::new();
    }
    folded
        .match_indices(&phrase)
        .filter(|(at, found)| is_whole(&folded, *at, found))
        .map(|(at, found)| starts[at]..starts[at + found.len()])
        .collect()
}

/// Whether what was found is no part of a longer word or number: the 550 in
/// 15501 decided nothing.
fn is_whole(text: &str, at: usize, found: &str) -> bool {
    let bytes = text.as_bytes();
    let joins = |inside: Option<&u8>, outside: Option<&u8>| {
        inside.is_some_and(u8::is_ascii_alphanumeric)
            && outside.is_some_and(u8::is_ascii_alphanumeric)
    };
    let before = at.checked_sub(1).and_then(|before| bytes.get(before));
    !joins(found.as_bytes().first(), before)
        && !joins(found.as_bytes().last(), bytes.get(at + found.len()))
}

/// A text for comparing, and for each of its bytes where it was before.
fn fold(text: &str) -> (String, Vec<usize>) {
    let mut folded = String::with_capacity(text.len());
    let mut starts = Vec::with_capacity(text.len() + 1);
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            if !folded.ends_with(' ') {
                folded.push(' ');
            }
        } else {
            folded.push(c.to_ascii_lowercase());
        }
        starts.resize(folded.len(), at);
    }
    starts.push(text.len());
    (folded, starts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_over_line_ends_and_marked_where_they_stand() {
        let source = Source::new("550 User\r\n   Unknown here", &["user unknown".to_owned()]);
        assert_eq!(source.marks.len(), 1);
        assert_eq!(&source.text[source.marks[0].clone()], "User\n   Unknown");
        assert!(!Source::new("nothing", &["user".to_owned()]).has_marks());
        assert!(!Source::new("id 15501", &["550".to_owned()]).has_marks());
        assert!(!Source::new("nothing", &[String::new()]).has_marks());
    }

    #[test]
    fn rows_keep_every_character_and_never_halve_one() {
        let text = "  two  spaces\n\nメール";
        let rows = rows(text, 5);
        let kept: String = rows.iter().map(|row| &text[row.clone()]).collect();
        assert_eq!(kept, text.replace('\n', ""));
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
