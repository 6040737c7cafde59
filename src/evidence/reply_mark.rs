//! Where in a text a reply may start: three digits are a reply code only where
//! replies have one, and a number of something else anywhere.

use super::codes::{byte, byte_before, enhanced_at, reply_code_at, rest};
use crate::code::ReplyCode;

/// What has a number of its own.
const NUMBERED: &str = "tel telephone phone fax ext extension room \
    order invoice ticket raum zimmer durchwahl";

/// Words of people who speak of a reply that follows.
const TOLD: &str = "error errors code codes said says reply replied response responded status smtp returned \
    returns got get gets getting gives gave shows bounce bounced bounces back rejected refused \
    answer answered answers remote host diagnostic message mx fehler fehlercode fehlermeldung \
    meldung meldet antwort erreur errore erro codigo";

/// Words with which replies begin.
const WORDED: &str = "user mailbox recipient sender relay relaying access denied rejected refused unknown \
    unavailable blocked spam virus authentication requested action message sorry no not \
    invalid address error failed failure try service greylisted temporarily temporary quota \
    domain policy transaction command connection unable cannot account must too smtp server \
    host ip delivery permanent content helo data";

/// Where a reply code stands, and how sure it is that a reply starts there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) at: usize,
    pub(super) code: ReplyCode,
    pub(super) strong: bool,
}

/// Every place where a reply may start.
pub(super) fn marks(text: &str) -> Vec<Mark> {
    let bytes = text.as_bytes();
    let mut marks: Vec<Mark> = Vec::new();
    let mut at = 0;
    while at + 3 <= bytes.len() {
        if !matches!(byte(bytes, at), b'2'..=b'5') {
            at += 1;
            continue;
        }
        if let Some(code) = reply_code_at(bytes, at)
            && let Some(strong) = strength(text, at, code)
        {
            marks.push(Mark { at, code, strong });
        }
        at += 1;
        while byte(bytes, at).is_ascii_digit() && at < bytes.len() {
            at += 1;
        }
    }
    marks
}

/// Whether a reply starts here for sure, perhaps, or not at all.
fn strength(text: &str, at: usize, code: ReplyCode) -> Option<bool> {
    let bytes = text.as_bytes();
    // The ports of submission: `mail.ourco.example:587 (Connection refused)`.
    if matches!(code.number(), 465 | 587) {
        return None;
    }
    let after = rest(text, at + 3);
    let body = after.trim_start_matches([' ', '\t', '-', '#', '(', ':', '\'', '"', '<', '[']);
    let next = enhanced_at(text, text.len() - body.len());
    if next.is_some_and(|(enhanced, _)| enhanced.class() == code.class()) {
        return Some(true);
    }
    // "[416]" closes what it opens: a mark of the server's own.
    if after.starts_with([']', ')', '>']) && !before_is_line_start(text, at)
        || is_amount(body)
        || (byte(bytes, at + 3) == b'-'
            && byte(bytes, at + 4).is_ascii_digit()
            && next.is_none()
            && !is_address(rest(text, at + 4)))
    {
        return None;
    }
    let before = text.get(..at).unwrap_or_default();
    let trimmed = before.trim_end_matches([' ', '\t']);
    let line_start = before_is_line_start(text, at);
    let named = words(tail(trimmed, 16)).last();
    if !line_start && named.is_some_and(|word| is_one_of(word, NUMBERED)) {
        return None;
    }
    let opener = byte_before(bytes, trimmed.len());
    let failure = code.class() >= 4;
    if opener == b'=' {
        return ["LED", "MSG", "reject", "stat", "reply", "response", "error", "reason", "result"]
            .iter()
            .any(|key| trimmed.strip_suffix('=').is_some_and(|start| start.ends_with(key)))
            .then_some(true);
    }
    if opener == b'#' {
        // A colour or a number of something else, without an enhanced code.
        return None;
    }
    if line_start
        || (failure
            && matches!(opener, b':' | b';' | b'<' | b'\'' | b'"' | b'(' | b'>' | b'|' | b'['))
    {
        return Some(true);
    }
    if !failure {
        return None;
    }
    if byte(bytes, at + 3) == b'-' && byte(bytes, at + 4).is_ascii_alphabetic() {
        return Some(true);
    }
    // "0171-555", "extension 12-450": a number of something else.
    if opener == b'-' && trimmed.len() == at && byte_before(bytes, at - 1).is_ascii_digit() {
        return None;
    }
    // Only the nearest bytes, so that a text without spaces costs no more.
    let word = tail(trimmed, 16).rsplit([' ', '\t', '\n']).next().unwrap_or_default();
    let announced = ["error", "code", "said", "reply", "response", "status", "smtp", "returned"]
        .iter()
        .any(|lead| {
            word.trim_matches(|c: char| !c.is_ascii_alphanumeric()).eq_ignore_ascii_case(lead)
        });
    if announced {
        return Some(true);
    }
    (is_told(text, at) || is_worded(body)).then_some(false)
}

/// Whether the talk before a number speaks of a reply: "it comes back with 550".
fn is_told(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let near = tail(before, 80).rsplit('\n').next().unwrap_or_default();
    words(near).any(|word| is_one_of(word, TOLD))
}

/// Whether what follows a number is how replies go on.
fn is_worded(body: &str) -> bool {
    let length = body.find('\n').unwrap_or(body.len());
    words(body.get(..body.floor_char_boundary(length.min(60))).unwrap_or_default())
        .take(3)
        .any(|word| is_one_of(word, WORDED))
}

/// The end of a text, so that a long one costs no more.
fn tail(text: &str, most: usize) -> &str {
    text.get(text.ceil_char_boundary(text.len().saturating_sub(most))..).unwrap_or_default()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn is_one_of(word: &str, list: &str) -> bool {
    list.split(' ').any(|known| word.eq_ignore_ascii_case(known))
}

/// Whether only white space stands before it on its line.
pub(super) fn before_is_line_start(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default().trim_end_matches([' ', '\t']);
    before.is_empty() || before.ends_with(['\n', '\r'])
}

/// Whether an IP address starts here, as in `550-192.0.2.1 is blocked`.
fn is_address(text: &str) -> bool {
    let length = text.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    text.get(..length).is_some_and(|written| written.matches('.').count() >= 3)
}

/// Whether the number before was a count of these: "250 recipients".
fn is_amount(body: &str) -> bool {
    let word: &str = body.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    [
        "bytes",
        "byte",
        "kb",
        "mb",
        "gb",
        "kib",
        "mib",
        "k",
        "m",
        "octets",
        "recipients",
        "messages",
        "emails",
        "mails",
        "seconds",
        "sec",
        "secs",
        "minutes",
        "hours",
        "days",
        "characters",
        "times",
        "lines",
        "kilobytes",
        "megabytes",
        "ms",
    ]
    .iter()
    .any(|unit| word.eq_ignore_ascii_case(unit))
}
