//! A text of several lines that is pasted or typed at a prompt: to a mark that
//! no mail and no session with a server has in it.

use super::output::Output;
use crate::services::input::MOST_BYTES;
use crate::services::lines::{self, Next};

/// How the end is told, for a prompt.
pub(super) const HOW_TO_END: &str = "then type END on a line of its own (Ctrl-D ends it too)";

/// Reads a text to its end, after what was read already. A lone full stop ends
/// it too where nothing follows at once: a session with a server has such
/// lines in it.
pub(super) fn text(begun: &[u8], out: &mut Output) -> std::io::Result<Vec<u8>> {
    out.flush()?;
    let mut text = begun.to_vec();
    let mut ahead = None;
    while let Next::Line(line) = ahead.take().unwrap_or_else(lines::next) {
        if line.trim_ascii() == b"END" {
            break;
        }
        if line.trim_ascii() == b"." {
            match lines::at_once() {
                next @ Next::Line(_) => ahead = Some(next),
                Next::End | Next::Nothing => break,
            }
        }
        add(&mut text, &line);
    }
    Ok(text)
}

/// What came together with a line: all that was pasted at once.
pub(super) fn burst(first: Vec<u8>) -> Vec<u8> {
    let mut text = first;
    while let Next::Line(line) = lines::at_once() {
        add(&mut text, &line);
    }
    text
}

fn add(text: &mut Vec<u8>, line: &[u8]) {
    if text.len() < MOST_BYTES {
        text.extend_from_slice(line);
    }
}
