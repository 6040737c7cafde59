//! A page as Markdown.

use std::fmt::Write as _;

use super::page::{Block, Page};
use crate::guide::Mark;

/// The page as Markdown. Outside text cannot format: what would is escaped.
pub fn markdown(page: &Page) -> String {
    let mut out = String::new();
    let mut in_list = false;
    for block in page.blocks() {
        let is_list = matches!(
            block,
            Block::Field(..)
                | Block::Step(..)
                | Block::Task(..)
                | Block::Tick(..)
                | Block::Point(_)
                | Block::Warning(_)
                | Block::Link(..)
                | Block::Word(..)
                | Block::Piece(..)
        );
        let belongs = matches!(block, Block::Way(..) | Block::Expect(_) | Block::Command(..));
        if in_list && !is_list && !belongs {
            out.push('\n');
        }
        in_list = is_list || in_list && belongs;
        match block {
            Block::Title(text) => _ = write!(out, "# {}\n\n", escape(text)),
            Block::Heading(text) => _ = write!(out, "## {}\n\n", escape(text)),
            Block::Text(text) | Block::Aside(text) => {
                _ = write!(out, "{}\n\n", escape(text));
            }
            Block::Field(label, value) => {
                _ = writeln!(out, "- **{}:** {}", escape(label), escape(value.text()));
            }
            Block::Piece(piece, what) => {
                _ = writeln!(out, "- **{}** {}", escape(piece), escape(what));
            }
            Block::Step(number, text) => _ = writeln!(out, "{number}. {}", escape(text)),
            Block::Task(number, mark, _, text) => {
                _ = writeln!(out, "{number}. {}", item(*mark, text));
            }
            Block::Tick(mark, text) => _ = writeln!(out, "- {}", item(*mark, text)),
            Block::Way(with, text) => {
                _ = writeln!(out, "   - **{}:** {}", escape(with), escape(text));
            }
            Block::Expect(text) => _ = writeln!(out, "   - {}", escape(text)),
            Block::Command(_, command) => {
                // A fence longer than any run of backticks inside.
                let longest = command.split(|c| c != '`').map(str::len).max().unwrap_or(0);
                let fence = "`".repeat(longest + 1);
                _ = writeln!(out, "   - {fence} {} {fence}", command.as_str());
            }
            Block::Point(text) | Block::Warning(text) => {
                _ = writeln!(out, "- {}", escape(text));
            }
            Block::Quote(text) => {
                for line in text.lines() {
                    out.push_str(format!("> {}", escape(line)).trim_end());
                    out.push('\n');
                }
                out.push('\n');
            }
            Block::Word(_, name) => _ = writeln!(out, "- {}", escape(name)),
            Block::Url(url) => _ = write!(out, "<{}>\n\n", url.as_str()),
            Block::Link(id, title) => {
                _ = writeln!(out, "- {} ({})", escape(title), escape(id));
            }
            Block::Gap => {}
        }
    }
    out
}

/// An item of a list of tasks. Those have no sign for what was passed over.
fn item(mark: Mark, text: &str) -> String {
    let text = escape(text);
    match mark {
        Mark::Open => format!("[ ] {text}"),
        Mark::Done => format!("[x] {text}"),
        Mark::Skipped => format!("[ ] ~~{text}~~ (skipped)"),
    }
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let starts_line = at == 0 || text[..at].ends_with('\n');
        if "\\`*_<>[]|~".contains(c) || starts_line && "#-+=".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_items_that_can_be_ticked() {
        let mut page = Page::new();
        page.tick(Mark::Open, "[x] look");
        page.tick(Mark::Done, "ask");
        page.tick(Mark::Skipped, "~~wait");
        page.task(4, Mark::Done, false, "send");
        assert_eq!(
            markdown(&page),
            "- [ ] \\[x\\] look\n- [x] ask\n- [ ] ~~\\~\\~wait~~ (skipped)\n4. [x] send\n"
        );
    }

    #[test]
    fn outside_text_formats_nothing() {
        let mut page = Page::new();
        page.title("Full");
        page.field("To", "<b*b@example.net>");
        page.quote("# no heading\n[x](http://y) `z`");
        assert_eq!(
            markdown(&page),
            "# Full\n\n- **To:** \\<b\\*b@example.net\\>\n\n> \\# no heading\n> \\[x\\](http://y) \\`z\\`\n\n"
        );
    }
}
