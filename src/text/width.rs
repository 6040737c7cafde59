//! How many cells of a terminal a text takes.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The cells that a text takes.
pub fn width(text: &str) -> usize {
    // Nearly all text is so, and asking for each character takes ten times as
    // long.
    if is_plain(text) { text.len() } else { text.width() }
}

/// Whether a text has printable ASCII characters only, each a cell wide.
pub(super) fn is_plain(text: &str) -> bool {
    // Without an early end the compiler looks at many bytes at once.
    text.bytes().fold(true, |is_plain, b| is_plain & matches!(b, b' '..=b'~'))
}

/// The beginning of a text that fits into `limit` cells; where something was
/// cut off, `~` stands at its end.
pub fn cut(text: &str, limit: usize) -> String {
    if width(text) <= limit {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let cells = width(grapheme);
        if used + cells + 1 > limit {
            break;
        }
        out.push_str(grapheme);
        used += cells;
    }
    if limit > 0 {
        out.push('~');
    }
    out
}

/// The beginning of a text that has at most `most` bytes.
pub fn head(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_take_two_cells_and_are_never_halved() {
        assert_eq!(width("メール"), 6);
        assert_eq!(cut("メール", 6), "メール");
        assert_eq!(cut("メール", 5), "メー~");
        assert_eq!(cut("メール", 4), "メ~");
        assert_eq!(cut("mailbox", 4), "mai~");
        assert_eq!(cut("mailbox", 0), "");
    }
}
