//! Standard output, which only takes pages and JSON lines, by a pager where a
//! person reads more than the terminal shows at once; and standard error.

use std::io::{self, BufWriter, Stdout, Write};

use serde::Serialize;

use crate::report::{Page, json, plain};
use crate::services::pager::Pager;

/// Where results go.
pub(super) struct Output {
    sink: Sink,
}

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

impl Output {
    pub(super) fn new() -> Self {
        Self { sink: straight() }
    }

    /// By a pager, where it is longer than the terminal; `None` is the usual
    /// one, an empty command none.
    pub(super) fn paged(command: Option<String>) -> Self {
        let pager = Pager::new(command);
        Self { sink: pager.map_or_else(straight, |pager| Sink::Held(pager, String::new())) }
    }

    /// Prints a page as plain text.
    pub(super) fn page(&mut self, page: &Page) -> io::Result<()> {
        self.write(&plain(page))
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
                if pager.fits(held) {
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
                match pager.write(text) {
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
