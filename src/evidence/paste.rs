//! Text as people copy it: out of a window, a browser, a reply, a source view.
//! Each kind of damage is undone where its signs are there.

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use memchr::memchr;

use super::decode::undeclared;
use super::{escaped, html};

/// Only so much of a text is looked at for signs of damage.
const SAMPLE: usize = 16 * 1024;
/// Longer texts are logs and the like: nobody copied those by hand.
const LONGEST: usize = 4 << 20;

/// The text that the bytes stand for.
pub(super) fn text(bytes: &[u8]) -> Cow<'_, str> {
    if let Some(text) = utf16(bytes) {
        return Cow::Owned(clean(Cow::Owned(text)).into_owned());
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Cow::Owned(compound(bytes));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    clean(undeclared(bytes))
}

/// UTF-16 with a byte order mark, or with so many zero bytes in the places of
/// Latin text that it cannot be anything else.
fn utf16(bytes: &[u8]) -> Option<String> {
    let units = |bytes: &[u8], read: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(|pair| read([pair[0], pair[1]]));
        char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    };
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return Some(units(rest, u16::from_le_bytes));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return Some(units(rest, u16::from_be_bytes));
    }
    let sample = bytes.get(..bytes.len().min(512))?;
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let enough = sample.len() >= 8;
    if enough && zeros(1) * 5 > sample.len() * 2 && zeros(0) == 0 {
        return Some(units(bytes, u16::from_le_bytes));
    }
    (enough && zeros(0) * 5 > sample.len() * 2 && zeros(1) == 0)
        .then(|| units(bytes, u16::from_be_bytes))
}

/// The readable runs of a compound file, as Outlook's `.msg` is one: its texts
/// are UTF-16 in streams, and runs of eight characters are no accident.
fn compound(bytes: &[u8]) -> String {
    let mut text = String::new();
    let mut run = String::new();
    for pair in bytes.get(..bytes.len().min(LONGEST)).unwrap_or(bytes).chunks_exact(2) {
        let unit = u16::from_le_bytes([pair[0], pair[1]]);
        let c = char::from_u32(u32::from(unit))
            .filter(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t'));
        if let Some(c) = c.filter(|c| c.is_ascii() || c.is_alphanumeric()) {
            run.push(c);
        } else {
            if run.len() >= 8 {
                text.push_str(&run);
                text.push('\n');
            }
            run.clear();
        }
    }
    text.push_str(&run);
    text
}

/// Undoes what copying did to a text.
pub(super) fn clean(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.len() > LONGEST {
        return text;
    }
    let mut text = text;
    if let Some(decoded) = transfer_decoded(&text) {
        text = Cow::Owned(decoded);
    }
    if is_html(&text) {
        text = Cow::Owned(html::text(&text));
    }
    if memchr(b'\r', text.as_bytes()).is_some() {
        text = Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"));
    }
    if !text.is_ascii() && text.contains(is_decoration) {
        text = Cow::Owned(plain(&text));
    }
    if is_quoted(&text) {
        text = Cow::Owned(unquoted(&text));
    }
    if let Some(plain) = escaped::plain(&text) {
        text = Cow::Owned(plain);
    }
    text
}

/// Quoted-printable or base64 source, decoded.
fn transfer_decoded(text: &str) -> Option<String> {
    let sample = text.get(..text.floor_char_boundary(SAMPLE))?;
    let soft_breaks = sample.matches("=\n").count() + sample.matches("=\r\n").count();
    let escapes =
        ["=3D", "=20", "=C2", "=E2", "=0A", "=09", "=3C"].iter().map(|e| sample.matches(e).count());
    if soft_breaks > 0 && escapes.sum::<usize>() > 0 {
        let decoded = quoted_printable_decode(text.as_bytes())?;
        return Some(undeclared(&decoded).into_owned());
    }
    let mut lines = sample.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_base64 = |line: &str| {
        line.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'='))
    };
    let first = lines.next()?;
    if first.len() < 40 || !is_base64(first) || !lines.all(is_base64) {
        return None;
    }
    let decoded = base64_decode(text.trim().as_bytes())?;
    let decoded = undeclared(&decoded);
    let readable = decoded.chars().filter(|c| !c.is_control() || c.is_whitespace()).count();
    (readable * 20 >= decoded.chars().count() * 19).then(|| decoded.into_owned())
}

/// Whether it is the source of a web page or an HTML mail.
fn is_html(text: &str) -> bool {
    let sample = text.get(..text.floor_char_boundary(SAMPLE)).unwrap_or(text);
    let lower = sample.to_ascii_lowercase();
    ["<html", "<body", "<!doctype html", "<div", "<br>", "<br/>", "<br />", "<p>", "<td", "<span"]
        .iter()
        .any(|tag| lower.contains(tag))
}

/// Whether a character is what a word processor or a browser makes of a plain
/// one.
fn is_decoration(c: char) -> bool {
    matches!(
        c,
        '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{200b}'
            ..='\u{200d}'
                | '\u{feff}'
                | '\u{ad}'
                | '\u{2018}'
                | '\u{2019}'
                | '\u{201c}'
                | '\u{201d}'
                | '\u{2010}'
                | '\u{2011}'
    )
}

fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\u{200b}'..='\u{200d}' | '\u{feff}' | '\u{ad}'))
        .map(|c| match c {
            '\u{a0}' | '\u{202f}' | '\u{2007}' => ' ',
            '\u{2018}' | '\u{2019}' => '\'',
            '\u{201c}' | '\u{201d}' => '"',
            '\u{2010}' | '\u{2011}' => '-',
            c => c,
        })
        .collect()
}

/// Whether most lines start with the mark of a quotation. The `>>>` of a
/// dialogue is none.
fn is_quoted(text: &str) -> bool {
    let sample = text.get(..text.floor_char_boundary(SAMPLE)).unwrap_or(text);
    let lines = sample.lines().filter(|line| !line.trim().is_empty());
    let (all, quoted) = lines.fold((0, 0), |(all, quoted), line| {
        let is_quoted = line.starts_with('>') && !line.starts_with(">>> ");
        (all + 1, quoted + usize::from(is_quoted))
    });
    quoted > 0 && quoted * 2 >= all
}

fn unquoted(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for line in text.lines() {
        let mut rest = line;
        while let Some(inner) = rest.strip_prefix('>') {
            rest = inner.strip_prefix(' ').filter(|inner| inner.starts_with('>')).unwrap_or(inner);
        }
        plain.push_str(if rest.len() < line.len() {
            rest.strip_prefix(' ').unwrap_or(rest)
        } else {
            rest
        });
        plain.push('\n');
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: &str) {
        assert_eq!(text(bytes).trim_end(), expected, "{:?}", String::from_utf8_lossy(bytes));
    }

    #[test]
    fn what_copying_does_is_undone() {
        check("550\u{a0}5.1.1 \u{201c}no\u{201d}\u{200b}".as_bytes(), "550 5.1.1 \"no\"");
        check(b"> 550 5.1.1 no\n> > such user\n\nI wrote", "550 5.1.1 no\nsuch user\n\nI wrote");
        check(b">>> RCPT TO:<a@b.example>\n<<< 550 no", ">>> RCPT TO:<a@b.example>\n<<< 550 no");
        check(b"<div>550 &lt;kay@there.example&gt;<br>no</div>", "550 <kay@there.example>\nno");
        check(b"550 5.1.1 a =\nb=3Dc", "550 5.1.1 a b=c");
        check(
            b"NTUwIDUuMS4xIE5vIHN1Y2ggdXNlciBoZXJlLCBzb3JyeS4=",
            "550 5.1.1 No such user here, sorry.",
        );
        check(b"550 one\r\n550 two\r", "550 one\n550 two");
        check(b"\xff\xfe5\x005\x000\x00", "550");
        check(b"5\x005\x000\x00 \x00n\x00o\x00", "550 no");
        check(b"550 Empf\xe4nger unbekannt", "550 Empf\u{e4}nger unbekannt");
        check(b"550 \x1b$B$\"\x1b(B", "550 \u{3042}");
    }
}
