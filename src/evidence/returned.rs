//! The message that came back: where it starts in a text, and what its header
//! says.

use super::headers::{Header, line_at, name_length};
use super::phrases::{Hit, Tells};
use super::types::Returned;
use super::{address, codes};

/// Where the returned message starts in a bounce's text by the words of a line;
/// the end of the text where no line says so.
pub(super) fn start(text: &str, hits: &[Hit]) -> usize {
    let said = hits.iter().filter(|hit| hit.tells == Tells::Returned).find_map(|hit| {
        let before = text.get(..hit.from)?;
        let line = before.rfind('\n').map_or(0, |end| end + 1);
        let lead = text.get(line..hit.from)?;
        let only_rules = lead.chars().all(|c| !c.is_alphanumeric());
        only_rules.then_some(line)
    });
    said.unwrap_or(text.len())
}

/// Where a header starts in a text, with or without a word about it: at a field
/// that only headers have, behind an empty line; the end of the text where
/// none does.
pub(super) fn header_start(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut after_empty = false;
    while at < bytes.len() {
        let (line, next) = line_at(bytes, at);
        let starts = |name: &[u8]| {
            line.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
        };
        if after_empty && at > 0 && (starts(b"Received: ") || starts(b"Return-Path: ")) {
            return at;
        }
        after_empty = line.trim_ascii().is_empty();
        at = next;
    }
    text.len()
}

/// What a header says of its message.
pub(super) fn facts(header: &Header) -> Returned {
    Returned {
        from: header.decoded("From").and_then(|from| first_address(&from)),
        subject: header.decoded("Subject").map(std::borrow::Cow::into_owned),
        message_id: header.get("Message-ID").map(std::borrow::Cow::into_owned),
        date: header.get("Date").map(std::borrow::Cow::into_owned),
        spam_mark: spam_mark(header),
    }
}

/// The field by which a filter marked a message as spam: those of
/// SpamAssassin, which others write too.
fn spam_mark(header: &Header) -> Option<String> {
    ["X-Spam-Flag", "X-Spam-Status"].iter().find_map(|name| {
        let value = header.get(name)?;
        let is_spam = value.trim().get(..3)?.eq_ignore_ascii_case("yes");
        is_spam.then(|| format!("{name}: {}", &value.trim()[..3]))
    })
}

/// The header of the message that is returned in a text, from its beginning.
pub(super) fn header(text: &str) -> Header<'_> {
    let bytes = text.as_bytes();
    let mut at = 0;
    // The line that announces it, rules and empty lines come before it.
    for _ in 0..12 {
        let (line, next) = line_at(bytes, at);
        if name_length(line).is_some() && !line.trim_ascii_end().ends_with(b":") {
            break;
        }
        at = next;
    }
    Header::read(codes::rest(text, at).as_bytes()).0
}

/// The addresses that a header says its message goes to.
pub(super) fn recipients(header: &Header) -> Vec<String> {
    ["To", "X-Original-To", "Delivered-To", "Cc"]
        .iter()
        .filter_map(|name| header.get(name))
        .flat_map(|value| {
            address::all(&value).map(|found| found.address.to_owned()).collect::<Vec<_>>()
        })
        .collect()
}

/// The first address of a field.
pub(super) fn first_address(value: &str) -> Option<String> {
    address::all(value).next().map(|found| found.address.to_owned())
}
