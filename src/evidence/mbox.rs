//! Mailboxes of many messages in one file (RFC 4155).

use std::ops::Range;

use memchr::memmem;

use super::headers::{line_at, name_length};

/// Whether the bytes start as an mbox does: with a `From ` line that has a
/// header behind it.
pub fn is_mbox(bytes: &[u8]) -> bool {
    starts_message(bytes, 0)
}

/// Where the messages of an mbox lie, in order, each with its `From ` line.
///
/// A line in the middle of a text that happens to start with "From " does not
/// start a message: a header has to follow, and an empty line or the beginning
/// of the file has to come before it, unless the line ends in a date.
pub fn messages(bytes: &[u8]) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut starts = memmem::find_iter(bytes, b"\nFrom ")
        .map(|at| at + 1)
        .filter(move |at| is_separated(bytes, *at) && starts_message(bytes, *at));
    let mut from = Some(0);
    std::iter::from_fn(move || {
        let start = from?;
        let next = starts.next();
        from = next;
        Some(start..next.unwrap_or(bytes.len()))
    })
    .filter(|range| !range.is_empty())
}

/// Whether a `From ` line with a header behind it starts here.
fn starts_message(bytes: &[u8], at: usize) -> bool {
    let (line, next) = line_at(bytes, at);
    if !line.starts_with(b"From ") {
        return false;
    }
    let (mut field, mut after) = line_at(bytes, next);
    if field.starts_with(b">From ") {
        (field, after) = line_at(bytes, after);
    }
    let _ = after;
    name_length(field).is_some()
}

/// Whether the line before is empty, or this line ends in a year.
fn is_separated(bytes: &[u8], at: usize) -> bool {
    let before = bytes.get(..at).unwrap_or_default();
    let (line, _) = line_at(bytes, at);
    let year = line.trim_ascii_end();
    let year = year.get(year.len().saturating_sub(4)..).unwrap_or_default();
    before.ends_with(b"\n\n")
        || before.ends_with(b"\n\r\n")
        || (year.len() == 4 && year.iter().all(u8::is_ascii_digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first bytes of each message.
    fn shown(text: &str) -> Vec<String> {
        messages(text.as_bytes())
            .map(|range| text[range].lines().nth(1).unwrap_or_default().to_owned())
            .collect()
    }

    #[test]
    fn messages_start_at_separated_from_lines() {
        let text = "From a@b Thu Jan  1 00:00:00 2026\nSubject: 1\n\nFrom here on: text\nFrom x\nno header\n\n\
            From c@d Thu Jan  1 00:00:00 2026\nSubject: 2\n\nbody\n";
        assert!(is_mbox(text.as_bytes()));
        assert_eq!(shown(text), ["Subject: 1", "Subject: 2"]);
    }

    #[test]
    fn other_texts_are_no_mbox() {
        for text in ["", "From", "From me to you\nwith love", "Subject: x\n\n", "\nFrom a\nA: b"] {
            assert!(!is_mbox(text.as_bytes()), "{text:?}");
        }
        assert_eq!(messages(b"").count(), 0);
    }
}
