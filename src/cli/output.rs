//! Standard output, which only takes pages and JSON lines.

use std::io::{self, BufWriter, Stdout, Write};

use serde::Serialize;

use crate::report::{Page, json, plain};

/// Where results go.
pub(super) struct Output {
    out: BufWriter<Stdout>,
}

impl Output {
    pub(super) fn new() -> Self {
        Self { out: BufWriter::with_capacity(1 << 16, io::stdout()) }
    }

    /// Prints a page as plain text.
    pub(super) fn page(&mut self, page: &Page) -> io::Result<()> {
        self.write(&plain(page))
    }

    /// Prints a JSON document on a line.
    pub(super) fn json(&mut self, document: &impl Serialize) -> io::Result<()> {
        self.write(&json::line(document))
    }

    /// Prints words of the program's own.
    pub(super) fn write(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(text.as_bytes())
    }

    /// Sends out what is held back.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
