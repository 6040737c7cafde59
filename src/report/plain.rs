//! A page as plain text for a pipe, a ticket or a terminal without a screen.

use super::layout::layout;
use super::page::Page;

/// The width of plain text: it survives any ticket system.
pub const PLAIN_WIDTH: usize = 72;

/// The page as lines of at most [`PLAIN_WIDTH`] cells (commands may be
/// longer), each ended by a line feed.
pub fn plain(page: &Page) -> String {
    let mut out = String::new();
    for line in layout(page, PLAIN_WIDTH) {
        line.spans.iter().for_each(|span| out.push_str(&span.text));
        out.truncate(out.trim_end_matches(' ').len());
        out.push('\n');
    }
    out
}
