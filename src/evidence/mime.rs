//! The parts of a message (RFC 2046), borrowed and undecoded.
//!
//! One pass over the lines, for a library that builds a tree decodes every
//! attachment on the way and has to be kept from nesting without end; most of
//! what it would decode is never looked at here.

use memchr::memmem;

use super::headers::{Header, line_at, unfolded};

/// Parts beyond this many are left unread.
const MOST_PARTS: usize = 256;
/// Multiparts inside multiparts beyond this depth are taken as text.
const DEEPEST: usize = 16;

/// How a part is encoded for the way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    /// As it is.
    #[default]
    Identity,
    /// Quoted-printable (RFC 2045, section 6.7).
    QuotedPrintable,
    /// Base64 (RFC 2045, section 6.8).
    Base64,
}

/// What a part is, as far as it matters here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Media {
    /// Text for people.
    #[default]
    Plain,
    /// The same in HTML.
    Html,
    /// `message/delivery-status` (RFC 3464, section 2) and its kin of RFC 6533.
    Status,
    /// `message/feedback-report` (RFC 5965).
    Feedback,
    /// A whole message.
    Message,
    /// Only the header of one.
    Headers,
    /// A file of Outlook's with a message in it.
    Outlook,
    /// A picture.
    Picture,
    /// Anything else.
    Other,
}

/// A part that is no multipart.
#[derive(Clone, Debug, Default)]
pub(super) struct Part<'a> {
    pub(super) media: Media,
    pub(super) charset: Option<String>,
    pub(super) encoding: Encoding,
    pub(super) body: &'a [u8],
    /// Whether it is one of several forms of the same (RFC 2046, section
    /// 5.1.4).
    pub(super) alternative: bool,
}

/// The parts of a message, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Message<'a> {
    /// The message's own header.
    pub(super) header: Header<'a>,
    pub(super) parts: Vec<Part<'a>>,
    /// Whether there was more than was read.
    pub(super) cut: bool,
}

/// A multipart whose parts are being read.
struct Open {
    boundary: Vec<u8>,
    alternative: bool,
}

/// Takes a message apart.
pub(super) fn read(bytes: &[u8]) -> Message<'_> {
    let (header, body) = Header::read(bytes);
    let rest = bytes.get(body..).unwrap_or_default();
    let kind = content_type(&header);
    let mut message = Message::default();
    match kind.boundary {
        Some(boundary) => {
            let alternative = kind.full == "multipart/alternative";
            message.parts_of(rest, Open { boundary, alternative });
            if message.parts.is_empty() {
                // The boundary does not occur: what is there is text.
                message.parts.push(part(&Header::default(), rest, false));
            }
        }
        None => message.parts.push(part(&header, rest, false)),
    }
    message.header = header;
    message
}

impl<'a> Message<'a> {
    /// Reads the parts between the lines of the boundaries, those of inner
    /// multiparts too, in one pass.
    fn parts_of(&mut self, bytes: &'a [u8], outermost: Open) {
        let mut open = vec![outermost];
        // The part being read: its beginning, unless between parts.
        let mut from: Option<usize> = None;
        let mut at = 0;
        while let Some(start) = next_dashes(bytes, at) {
            let (line, next) = line_at(bytes, start);
            at = next;
            let line = line.get(2..).unwrap_or_default().trim_ascii_end();
            let Some((depth, closes)) = matching(&open, line) else { continue };
            if let Some(from) = from.take() {
                self.push(bytes, from, start, &mut open);
            }
            open.truncate(depth + usize::from(!closes));
            if closes {
                if open.is_empty() {
                    return;
                }
                continue;
            }
            if self.parts.len() >= MOST_PARTS {
                self.cut = true;
                return;
            }
            let (header, body) = Header::read(bytes.get(next..).unwrap_or_default());
            let kind = content_type(&header);
            match kind.boundary {
                Some(boundary) if open.len() < DEEPEST => {
                    let alternative = kind.full == "multipart/alternative";
                    open.push(Open { boundary, alternative });
                    at = next + body.min(bytes.len() - next);
                    // A boundary line may follow at once.
                    at = at.saturating_sub(1).max(next.saturating_sub(1));
                }
                _ => from = Some(next),
            }
        }
        if let Some(from) = from {
            // No closing boundary: the message was cut off.
            self.push(bytes, from, bytes.len(), &mut open);
        }
    }

    fn push(&mut self, bytes: &'a [u8], from: usize, to: usize, open: &mut [Open]) {
        let whole = bytes.get(from..to).unwrap_or_default();
        let (header, body) = Header::read(whole);
        let alternative = open.last().is_some_and(|open| open.alternative);
        self.parts.push(part(&header, whole.get(body..).unwrap_or_default(), alternative));
    }
}

/// The start of the next line that begins with two hyphens, at or after `at`.
fn next_dashes(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = bytes.get(at..)?;
    if rest.starts_with(b"--") && (at == 0 || bytes.get(at - 1) == Some(&b'\n')) {
        return Some(at);
    }
    memmem::find(rest, b"\n--").map(|found| at + found + 1)
}

/// Which open multipart the line is a boundary of, innermost first, and
/// whether it closes it.
fn matching(open: &[Open], line: &[u8]) -> Option<(usize, bool)> {
    open.iter().enumerate().rev().find_map(|(depth, open)| {
        let rest = line.strip_prefix(open.boundary.as_slice())?;
        match rest {
            b"" => Some((depth, false)),
            b"--" => Some((depth, true)),
            _ => None,
        }
    })
}

fn part<'a>(header: &Header, body: &'a [u8], alternative: bool) -> Part<'a> {
    let kind = content_type(header);
    let encoding = match header.get("Content-Transfer-Encoding").as_deref().map(str::trim) {
        Some(name) if name.eq_ignore_ascii_case("base64") => Encoding::Base64,
        Some(name) if name.eq_ignore_ascii_case("quoted-printable") => Encoding::QuotedPrintable,
        _ => Encoding::Identity,
    };
    let media = match media(&kind.full) {
        Media::Other => by_name(header),
        media => media,
    };
    Part { media, charset: kind.charset, encoding, body, alternative }
}

/// What an attachment of no telling type is, by the ending of its name: mail
/// programs send mails as files too.
fn by_name(header: &Header) -> Media {
    let ends = |ending: &str| {
        ["Content-Type", "Content-Disposition"].iter().filter_map(|name| header.get(name)).any(
            |value| {
                // The name may be any of the parameters, or in parts of RFC 2231.
                value.split(';').any(|part| {
                    let name = part.trim_end_matches(['"', ' ']);
                    let end = name.get(name.len().saturating_sub(ending.len())..);
                    end.is_some_and(|end| end.eq_ignore_ascii_case(ending))
                })
            },
        )
    };
    if ends(".eml") {
        Media::Message
    } else if ends(".msg") {
        Media::Outlook
    } else {
        Media::Other
    }
}

fn media(full: &str) -> Media {
    match full {
        "" | "text/plain" | "text" | "plain/text" | "text/rfc3464" => Media::Plain,
        "text/html" => Media::Html,
        "message/delivery-status" | "message/global-delivery-status" => Media::Status,
        "message/feedback-report" => Media::Feedback,
        "message/rfc822" | "message/global" | "message/news" => Media::Message,
        "text/rfc822-headers"
        | "text/rfc822-header"
        | "message/rfc822-headers"
        | "message/global-headers"
        | "text/rfc822" => Media::Headers,
        "application/vnd.ms-outlook" => Media::Outlook,
        _ if full.starts_with("multipart/") => Media::Plain,
        _ if full.starts_with("image/") => Media::Picture,
        _ if full.starts_with("text/") => Media::Plain,
        _ => Media::Other,
    }
}

/// What a Content-Type field says.
#[derive(Debug, Default)]
struct ContentType {
    full: String,
    boundary: Option<Vec<u8>>,
    charset: Option<String>,
}

fn content_type(header: &Header) -> ContentType {
    let Some(value) = header.raw("Content-Type") else { return ContentType::default() };
    let value = unfolded(value);
    let mut kind = ContentType::default();
    let mut parameters = value.split(';');
    kind.full = parameters.next().unwrap_or_default().trim().to_ascii_lowercase();
    let is_multipart = kind.full.starts_with("multipart/");
    // A boundary may hold a semicolon inside its quotes, so it is looked for
    // in the whole value.
    kind.boundary = parameter(&value, "boundary")
        .filter(|boundary| is_multipart && !boundary.is_empty())
        .map(|boundary| boundary.as_bytes().to_vec());
    kind.charset = parameter(&value, "charset").map(str::to_owned);
    kind
}

/// The value of a parameter: `; name="value"`.
fn parameter<'a>(value: &'a str, name: &str) -> Option<&'a str> {
    let mut from = 0;
    while let Some(found) = value.get(from..)?.find(';') {
        let rest = value.get(from + found + 1..)?.trim_start();
        from += found + 1;
        let Some((key, after)) = rest.split_once('=') else { continue };
        if !key.trim().eq_ignore_ascii_case(name) {
            continue;
        }
        let after = after.trim_start();
        return match after.strip_prefix('"') {
            Some(quoted) => quoted.split('"').next(),
            None => after.split([';', ' ', '\t']).next().map(str::trim),
        };
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let message = read(text.as_bytes());
        let parts = message.parts.iter();
        parts.map(|p| format!("{:?} {}", p.media, String::from_utf8_lossy(p.body).trim())).collect()
    }

    #[test]
    fn parts_come_out_in_order_however_they_nest() {
        let text = "Content-Type: multipart/report; boundary=\"a;b\"\n\npreamble\n--a;b\n\
            Content-Type: multipart/alternative;\n boundary=in\n\n--in\n\none\n--in\n\
            Content-Type: text/html\n\n<b>two</b>\n--in--\n--a;b\n\
            Content-Type: message/delivery-status\n\nAction: failed\n--a;b--\nepilogue\n";
        assert_eq!(shown(text), ["Plain one", "Html <b>two</b>", "Status Action: failed"]);
    }

    #[test]
    fn what_is_broken_still_gives_text() {
        for (text, expected) in [
            ("just text", vec!["Plain just text"]),
            ("Content-Type: multipart/mixed\n\nx", vec!["Plain x"]),
            ("Content-Type: multipart/mixed; boundary=b\n\nx", vec!["Plain x"]),
            ("Content-Type: multipart/mixed; boundary=b\n\n--b\n\ncut off", vec!["Plain cut off"]),
            ("Content-Type: text/html\r\n\r\n<p>", vec!["Html <p>"]),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn the_boundaries_of_a_message_inside_are_its_own() {
        let text = "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\n\n\
            Content-Type: multipart/mixed; boundary=c\n\n--c\n\nx\n--c--\n--b--\n";
        assert_eq!(shown(text).len(), 1);
    }
}
