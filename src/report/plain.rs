//! A page as plain text for a pipe, a ticket or a terminal without a screen.

use super::layout::{Line, Medium, layout};
use super::page::Page;

/// The width of plain text: it survives any ticket system.
pub const PLAIN_WIDTH: usize = 72;

/// The page as lines of at most [`PLAIN_WIDTH`] cells (commands may be
/// longer), each ended by a line feed.
pub fn plain(page: &Page) -> String {
    plain_within(page, PLAIN_WIDTH)
}

/// The same for another width, in cells: a narrow terminal breaks what is
/// longer wherever it ends, in the middle of words too.
pub fn plain_within(page: &Page, limit: usize) -> String {
    let lines = lines(page, limit);
    // Most lines are nearly full.
    let mut out = String::with_capacity(lines.len() * (limit.min(PLAIN_WIDTH) + 1));
    for line in lines {
        line.spans.iter().for_each(|span| out.push_str(&span.text));
        out.truncate(out.trim_end_matches(' ').len());
        out.push('\n');
    }
    out
}

/// The lines of it.
pub(super) fn lines(page: &Page, limit: usize) -> Vec<Line> {
    layout(page, limit, Medium::Paper)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_a_page_uses_stand_in_a_row() {
        let mut page = Page::new();
        page.heading("Words used here");
        page.word("dkim", "DKIM");
        page.word("ptr", "PTR record");
        page.heading("After");
        assert_eq!(
            plain(&page),
            "Words used here\nDKIM, PTR record (smtp-doctor explain WORD)\n\nAfter\n"
        );
    }
}
