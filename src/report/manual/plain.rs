//! A sheet as plain text.

use super::{Part, Sheet};
use crate::report::PLAIN_WIDTH;
use crate::text::{width, wrap};

/// The widest word that its explanation still stands beside.
const WIDEST_WORD: usize = 26;

/// What an example is indented by.
const INDENT: &str = "    ";

impl Sheet {
    /// The sheet as lines of at most [`PLAIN_WIDTH`] cells, examples as long as
    /// they are, each ended by a line feed.
    pub fn plain(&self) -> String {
        self.plain_within(PLAIN_WIDTH)
    }

    /// The same for another width, in cells.
    pub fn plain_within(&self, limit: usize) -> String {
        let mut out = String::new();
        let mut before: Option<&Part> = None;
        for (at, part) in self.parts.iter().enumerate() {
            if before.is_some_and(|before| is_apart(before, part)) {
                out.push('\n');
            }
            match part {
                Part::Title(text) | Part::Heading(text) => out.push_str(text),
                Part::Text(text) => hang(&mut out, "", text, limit),
                Part::Point(text) => hang(&mut out, "- ", text, limit),
                Part::Example(text) => out.extend([INDENT, text]),
                Part::Row(word, what) => {
                    let column = self.column(at, limit);
                    if width(word) > column {
                        out.extend(["  ", word, "\n"]);
                        hang(&mut out, &" ".repeat(column + 4), what, limit);
                    } else {
                        let gap = column - width(word) + 2;
                        hang(&mut out, &format!("  {word}{}", " ".repeat(gap)), what, limit);
                    }
                }
            }
            let length = out.trim_end().len();
            out.truncate(length);
            out.push('\n');
            before = Some(part);
        }
        out
    }

    /// How wide the words are around a row, up to [`WIDEST_WORD`], or less of it
    /// where a line has less room.
    fn column(&self, at: usize, limit: usize) -> usize {
        let widest = WIDEST_WORD.min(limit * WIDEST_WORD / PLAIN_WIDTH);
        let rows = |part: &&Part| matches!(part, Part::Row(..));
        let (above, below) = self.parts.split_at(at.min(self.parts.len()));
        let around = above.iter().rev().take_while(rows).chain(below.iter().take_while(rows));
        let widths = around.map(|part| match part {
            Part::Row(word, _) => width(word),
            _ => 0,
        });
        widths.filter(|width| *width <= widest).max().unwrap_or(widest)
    }
}

/// Whether there is an empty line between two parts.
fn is_apart(before: &Part, part: &Part) -> bool {
    let same = |wanted: fn(&Part) -> bool| wanted(before) && wanted(part);
    !(matches!(before, Part::Heading(_))
        || same(|part| matches!(part, Part::Row(..)))
        || same(|part| matches!(part, Part::Example(_)))
        || same(|part| matches!(part, Part::Point(_))))
}

/// Adds a text with a mark before its first line and as much space before the
/// others.
fn hang(out: &mut String, mark: &str, text: &str, limit: usize) {
    let indent = " ".repeat(width(mark));
    for (at, line) in wrap(text, limit.saturating_sub(width(mark))).iter().enumerate() {
        out.push_str(if at == 0 { mark } else { &indent });
        out.extend([line.trim_end(), "\n"]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_set_in_columns() {
        let text = "# It\nOne paragraph\nin two lines.\n\n## Keys\n\nEsc :: goes back, and goes \
                    back again wherever there is something to go back from\nF1 :: helps\n- a point\
                    \n    smtp-doctor `x`\n    and more\nEnd.\n";
        let expected = "\
It

One paragraph in two lines.

Keys
  Esc  goes back, and goes back again wherever there is something to go
       back from
  F1   helps

- a point

    smtp-doctor `x`
    and more

End.
";
        assert_eq!(Sheet::parse(text).plain(), expected);
    }

    #[test]
    fn a_narrow_sheet_puts_long_words_above_what_they_are() {
        let text = "One paragraph in two lines.\n\nEsc :: goes back again\nControl-F1 :: helps\n";
        let expected = "One paragraph in two\nlines.\n\n  Esc  goes back\n       again\n  \
                        Control-F1\n       helps\n";
        assert_eq!(Sheet::parse(text).plain_within(20), expected);
    }

    #[test]
    fn what_is_put_on_a_sheet_is_clean() {
        let mut sheet = Sheet::new();
        sheet.row("TERM", "\u{1b}[2J");
        assert!(!sheet.plain().contains('\u{1b}'));
    }
}
