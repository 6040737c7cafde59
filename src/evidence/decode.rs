//! From the bytes of a part to its text: transfer encodings and charsets.

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::charsets::map::charset_decoder;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use memchr::{memchr, memrchr};

use super::headers::line_at;
use super::html;
use super::mime::{Encoding, Media, Part};

/// At most this many bytes of one part are decoded: what a bounce says stands
/// at its beginning, and an attachment behind it says nothing.
const MOST: usize = 1 << 20;

/// The bytes of a part with the transfer encoding taken off.
pub(super) fn bytes<'a>(part: &Part<'a>) -> Cow<'a, [u8]> {
    let body = part.body.get(..part.body.len().min(MOST)).unwrap_or(part.body);
    decoded(part, body)
}

/// The same of all that a part holds, for what makes no sense without its end.
pub(super) fn whole<'a>(part: &Part<'a>) -> Cow<'a, [u8]> {
    decoded(part, part.body)
}

fn decoded<'a>(part: &Part<'a>, body: &'a [u8]) -> Cow<'a, [u8]> {
    match part.encoding {
        Encoding::Identity => Cow::Borrowed(body),
        Encoding::QuotedPrintable => quoted_printable(body).unwrap_or(Cow::Borrowed(body)),
        // Whole groups of four only, where it was cut.
        Encoding::Base64 => base64_decode(body).map_or(Cow::Borrowed(body), Cow::Owned),
    }
}

/// Quoted-printable decoded (RFC 2045, section 6.7). Most lines hold nothing
/// that is encoded; only the others go through the decoder.
fn quoted_printable(body: &[u8]) -> Option<Cow<'_, [u8]>> {
    let mut decoded = Vec::new();
    let mut at = 0;
    while let Some(sign) = memchr(b'=', body.get(at..)?) {
        let plain = body.get(at..at + sign)?;
        let from = memrchr(b'\n', plain).map_or(at, |end| at + end + 1);
        let mut to = from;
        while memchr(b'=', line_at(body, to).0).is_some() {
            to = line_at(body, to).1;
        }
        decoded.extend_from_slice(body.get(at..from)?);
        decoded.extend(quoted_printable_decode(body.get(from..to)?)?);
        at = to;
    }
    if at == 0 {
        return Some(Cow::Borrowed(body));
    }
    decoded.extend_from_slice(body.get(at..)?);
    Some(Cow::Owned(decoded))
}

/// The text of a part; HTML as plain text.
pub(super) fn text<'a>(part: &Part<'a>) -> Cow<'a, str> {
    let bytes = bytes(part);
    if is_binary(&bytes) {
        return Cow::Borrowed("");
    }
    let text = match bytes {
        Cow::Borrowed(bytes) => characters(bytes, part.charset.as_deref()),
        Cow::Owned(bytes) => Cow::Owned(characters(&bytes, part.charset.as_deref()).into_owned()),
    };
    if part.media == Media::Html { Cow::Owned(html::text(&text)) } else { text }
}

/// Whether bytes that are said to be text are something else: a picture in a
/// part of the wrong type.
fn is_binary(bytes: &[u8]) -> bool {
    let start = bytes.get(..bytes.len().min(256)).unwrap_or(bytes);
    let (mut zeros, mut controls) = (0, 0);
    for byte in start {
        zeros += usize::from(*byte == 0);
        controls += usize::from(*byte < 0x20 && !byte.is_ascii_whitespace() && *byte != 0x1b);
    }
    // UTF-16 has zeros too, but then nearly half of all bytes are.
    controls * 8 > start.len() && zeros * 3 < start.len()
}

/// The characters that the bytes stand for in a charset.
pub(super) fn characters<'a>(bytes: &'a [u8], charset: Option<&str>) -> Cow<'a, str> {
    // Seven-bit text means itself in every charset but the shifting ones, and
    // most declared charsets are that or UTF-8 anyway.
    if !bytes.contains(&0x1b)
        && let Ok(text) = std::str::from_utf8(bytes)
        && (text.is_ascii() || charset.is_none_or(|name| name.eq_ignore_ascii_case("utf-8")))
    {
        return Cow::Borrowed(text);
    }
    match charset.and_then(|name| charset_decoder(name.as_bytes())) {
        Some(decode) => Cow::Owned(decode(bytes)),
        None => undeclared(bytes),
    }
}

/// The characters of bytes of which nothing says in which charset they are:
/// UTF-8 where they are that, ISO-2022-JP where its escapes occur, Shift_JIS
/// where it reads as Japanese, Latin-1 otherwise, in which every byte means
/// something.
pub(super) fn undeclared(bytes: &[u8]) -> Cow<'_, str> {
    if memchr::memmem::find(bytes, b"\x1b$").is_some()
        && let Some(decode) = charset_decoder(b"iso-2022-jp")
    {
        return Cow::Owned(decode(bytes));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        // One bad byte in UTF-8 text is damage, many are another charset.
        Err(fault) if fault.error_len().is_none() => String::from_utf8_lossy(bytes),
        Err(_) => {
            match charset_decoder(if is_shift_jis(bytes) { b"shift_jis" } else { b"windows-1252" })
            {
                Some(decode) if !mostly_utf8(bytes) => Cow::Owned(decode(bytes)),
                _ => String::from_utf8_lossy(bytes),
            }
        }
    }
}

/// Whether all bytes above ASCII are pairs of Shift_JIS, or its half-width
/// letters, and enough of the pairs are kana, without which no Japanese
/// sentence is written. In Latin text the first bytes of kana are rare signs.
fn is_shift_jis(bytes: &[u8]) -> bool {
    let (mut pairs, mut kana) = (0_usize, 0_usize);
    let mut rest = bytes;
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        match first {
            0x81..=0x9f | 0xe0..=0xef => {
                let Some((0x40..=0x7e | 0x80..=0xfc, after)) = rest.split_first() else {
                    return false;
                };
                rest = after;
                pairs += 1;
                kana += usize::from(matches!(first, 0x82 | 0x83));
            }
            0x80 | 0xa0 | 0xf0.. => return false,
            _ => {}
        }
    }
    pairs >= 4 && kana * 4 >= pairs
}

/// Whether more of the non-ASCII bytes are in UTF-8 sequences than not.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|b| !b.is_ascii()).count();
        bad += chunk.invalid().len();
    }
    good > bad
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_printable_is_decoded_where_it_encodes() {
        for (body, expected) in [
            ("plain\nlines\n", "plain\nlines\n"),
            ("one\nGr=C3=B6=C3=9Fe\ntwo\n", "one\nGr\u{f6}\u{df}e\ntwo\n"),
            ("a soft =\nbreak, then =\n=\nmore\n=3D", "a soft break, then more\n="),
            ("a=\r\nb\r\nc=20\r\nd", "ab\r\nc \r\nd"),
            ("=", ""),
        ] {
            let text = quoted_printable(body.as_bytes()).expect("valid");
            assert_eq!(String::from_utf8_lossy(&text), expected, "{body:?}");
        }
        // What is no quoted-printable is left as it is.
        assert!(quoted_printable(b"fine\n=zz\n").is_none());
    }

    #[test]
    fn a_charset_that_nobody_declares_is_told_by_its_bytes() {
        for (bytes, expected) in [
            (&b"Gr\xf6\xdfe"[..], "Größe"),
            ("Größe".as_bytes(), "Größe"),
            // "The mailbox is full." in Shift_JIS.
            (
                b"550 \x83\x81\x81[\x83\x8b\x83{\x83b\x83N\x83X\x82\xaa\x82\xa2\x82\xc1\x82\xcf\x82\xa2\x82\xc5\x82\xb7",
                "550 メールボックスがいっぱいです",
            ),
            // The same in ISO-2022-JP, shorter.
            (b"\x1b$B%a!<%k\x1b(B", "メール"),
            (b"caf\xe9 \x82quoted\x92", "café ‚quoted’"),
        ] {
            assert_eq!(undeclared(bytes), expected);
        }
    }
}
