//! Standard output, which only takes pages and JSON lines, by a pager where a
//! person reads more than the terminal shows at once; and standard error.

use std::borrow::Cow;
use std::io::{self, BufWriter, Stdout, Write};

use serde::Serialize;

use crate::report::{PLAIN_WIDTH, Page, Sheet, json, plain_within, styled_within, unstyled};
use crate::services::pager::Pager;
use crate::services::terminal;
use crate::text::{width, wrap_first};

/// Where results go.
pub(super) struct Output {
    sink: Sink,
    /// The cells of a line of the program's own words.
    columns: usize,
    /// Whether pages have colours and weights.
    is_styled: bool,
}

/// The cells by which what does not fit into a line goes on further in.
const HANG: usize = 2;

/// The narrowest terminal whose width is kept to.
const NARROWEST: usize = 20;

enum Sink {
    /// Out as it comes.
    Straight(BufWriter<Stdout>),
    /// Kept until it is known whether it fits on the terminal.
    Held(Pager, String),
    /// To the pager; what it was given is kept until it is clear that it runs.
    Paged(Pager, String),
}

/// What a pager has taken so much of, it is running.
const MOST_KEPT: usize = 1 << 20;

fn straight() -> Sink {
    Sink::Straight(BufWriter::with_capacity(1 << 16, io::stdout()))
}

fn columns() -> usize {
    terminal::columns().unwrap_or(PLAIN_WIDTH).max(NARROWEST)
}

/// A text in lines of at most `limit` cells, broken between words, the second
/// and later ones `indent` cells further in. What it begins with stays as it
/// is: a column of its own, where it ends with spaces.
fn hanging(mark: &str, text: &str, limit: usize, indent: usize) -> String {
    let room = limit.saturating_sub(width(mark));
    let lines = wrap_first(text, room.max(1), limit.saturating_sub(indent).max(1));
    format!("{mark}{}", lines.join(&format!("\n{}", " ".repeat(indent))))
}

/// A prompt in lines of at most `limit` cells, broken behind commas where that
/// can be done, so that a letter stands beside what it does.
fn choices(text: &str, limit: usize) -> String {
    const TOGETHER: &str = "\u{a0}";
    let apart = |end| format!("{end} ");
    let mut joined = text.replace(' ', TOGETHER);
    for end in [",", ";", "?"] {
        joined = joined.replace(&format!("{end}{TOGETHER}"), &apart(end));
    }
    // A lone sign is no end of a part.
    joined = joined.replace(" ? ", &format!(" ?{TOGETHER}"));
    let fits = joined.split(' ').all(|part| width(part) + HANG <= limit);
    let text = if fits { &joined } else { text };
    hanging("", text, limit, HANG).replace(TOGETHER, " ")
}

impl Output {
    pub(super) fn new(is_styled: bool) -> Self {
        Self { sink: straight(), columns: columns(), is_styled }
    }

    /// By a pager, where it is longer than the terminal; `None` is the usual
    /// one, an empty command none.
    pub(super) fn paged(command: Option<String>, is_styled: bool) -> Self {
        let pager = Pager::new(command);
        let sink = pager.map_or_else(straight, |pager| Sink::Held(pager, String::new()));
        Self { sink, columns: columns(), is_styled }
    }

    /// Prints a page as text.
    pub(super) fn page(&mut self, page: &Page) -> io::Result<()> {
        let limit = self.columns.min(PLAIN_WIDTH);
        let text = if self.is_styled { styled_within } else { plain_within };
        self.write(&text(page, limit))
    }

    /// Prints a sheet of the manual.
    pub(super) fn sheet(&mut self, sheet: &Sheet) -> io::Result<()> {
        self.write(&sheet.plain_within(self.columns.min(PLAIN_WIDTH)))
    }

    /// Prints a sentence of the program's own, broken between words.
    pub(super) fn say(&mut self, text: &str) -> io::Result<()> {
        self.row("", text)
    }

    /// Prints a mark of a list and what belongs to it.
    pub(super) fn row(&mut self, mark: &str, text: &str) -> io::Result<()> {
        // Beside a wide mark nothing fits on a narrow terminal.
        let indent = if width(mark) * 2 > self.columns { HANG * 2 } else { width(mark).max(HANG) };
        let text = hanging(mark, text, self.columns, indent);
        self.write(&format!("{}\n", text.trim_end()))
    }

    /// Asks for something: the words, then a space where the answer is typed.
    pub(super) fn prompt(&mut self, text: &str) -> io::Result<()> {
        // The space has its cell too.
        let text = choices(text.trim_end(), self.columns - 1);
        self.write(&format!("{text} "))?;
        self.flush()
    }

    /// Prints a JSON document on a line. Nobody pages through that.
    pub(super) fn json(&mut self, document: &impl Serialize) -> io::Result<()> {
        self.release()?;
        self.write(&json::line(document))
    }

    /// Prints words of the program's own.
    pub(super) fn write(&mut self, text: &str) -> io::Result<()> {
        match &mut self.sink {
            Sink::Straight(out) => out.write_all(text.as_bytes()),
            Sink::Held(pager, held) => {
                held.push_str(text);
                if pager.fits(&unstyled(held)) {
                    return Ok(());
                }
                let held = std::mem::take(held);
                if !pager.start() {
                    self.sink = straight();
                    return self.write(&held);
                }
                if let Sink::Held(pager, _) = std::mem::replace(&mut self.sink, straight()) {
                    self.sink = Sink::Paged(pager, String::new());
                }
                self.write(&held)
            }
            Sink::Paged(pager, kept) => {
                if kept.len() < MOST_KEPT {
                    kept.push_str(text);
                }
                let text = if pager.takes_looks() { Cow::Borrowed(text) } else { unstyled(text) };
                match pager.write(&text) {
                    Err(fault) if fault.kind() == io::ErrorKind::BrokenPipe => {
                        if self.end_pager()? { Err(fault) } else { Ok(()) }
                    }
                    done => done,
                }
            }
        }
    }

    /// Waits until the pager is left. Where it could not be run, what it was
    /// given is printed; gives back whether it ran.
    fn end_pager(&mut self) -> io::Result<bool> {
        if !matches!(self.sink, Sink::Paged(..)) {
            return Ok(true);
        }
        let Sink::Paged(mut pager, kept) = std::mem::replace(&mut self.sink, straight()) else {
            return Ok(true);
        };
        if pager.finish() {
            return Ok(true);
        }
        tell("smtp-doctor: the pager cannot be run; see `pager` in `smtp-doctor config show`");
        self.write(&kept).map(|()| false)
    }

    /// Lets go of what is held: it fits.
    fn release(&mut self) -> io::Result<()> {
        if let Sink::Held(_, held) = &mut self.sink {
            let held = std::mem::take(held);
            self.sink = straight();
            return self.write(&held);
        }
        Ok(())
    }

    /// Sends out what waits to be written.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        match &mut self.sink {
            Sink::Straight(out) => out.flush(),
            Sink::Held(..) | Sink::Paged(..) => Ok(()),
        }
    }

    /// Sends out everything, and waits until a pager is left.
    pub(super) fn close(&mut self) -> io::Result<()> {
        self.release()?;
        self.end_pager()?;
        self.flush()
    }
}

/// Says something on standard error. Where that is closed, nobody listens, and
/// that is no fault.
pub fn tell(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_goes_on_behind_whole_words_and_further_in() {
        for (mark, text, limit, indent, expected) in [
            ("", "one two three", 20, 2, "one two three"),
            ("", "one two three", 8, 2, "one two\n  three"),
            ("", "one two three four", 7, 2, "one two\n  three\n  four"),
            ("  a  ", "one two three", 12, 5, "  a  one two\n     three"),
            ("", "", 10, 2, ""),
        ] {
            assert_eq!(hanging(mark, text, limit, indent), expected, "{text} in {limit}");
        }
    }

    #[test]
    fn a_prompt_keeps_a_letter_beside_what_it_does() {
        for (text, limit, expected) in [
            ("d done, m more, q quit:", 16, "d done, m more,\n  q quit:"),
            ("1-5, or a code; ? how, q quit:", 17, "1-5, or a code;\n  ? how, q quit:"),
            ("what is waited for?", 10, "what is\n  waited\n  for?"),
        ] {
            assert_eq!(choices(text, limit), expected, "{text} in {limit}");
        }
    }
}
