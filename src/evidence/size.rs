//! How large a message is, and how large it may be, where something says so.

use memchr::memmem;

use super::transcript::Step;

/// Smaller numbers are no sizes of messages in bytes.
const LEAST: u64 = 1000;

/// A size as systems write it: `12698`, `12,698`, `12.4 KB (12,698 bytes)`,
/// `25 MB`. Given back in bytes.
pub(super) fn read(text: &str) -> Option<u64> {
    let exact = text.split_once('(').and_then(|(_, inner)| {
        inner.contains("byte").then(|| numbers(inner).next().map(|found| found.bytes))?
    });
    exact.or_else(|| numbers(text).next().map(|found| found.bytes))
}

/// Whether the words of a reply are about the size of a message.
pub(super) fn is_about(text: &str) -> bool {
    let has = |word: &[u8]| memmem::find(text.as_bytes(), word).is_some();
    has(b"size") || has(b"Size") || has(b"SIZE") || has(b"oo big") || has(b"oo large")
}

/// The size of the message and the limit that a reply names: "message size
/// 12345 exceeds size limit 10000".
pub(super) fn of_reply(text: &str) -> (Option<u64>, Option<u64>) {
    if !is_about(text) {
        return (None, None);
    }
    let lower = text.to_ascii_lowercase();
    let large = || numbers(&lower).filter(|found| found.bytes >= LEAST);
    let over = ["exceed", "greater than", "larger than", "bigger than", "too big", "too large"];
    let over = over.iter().filter_map(|word| lower.find(word)).min();
    let limit = ["limit", "maximum", "max", "allowed", "up to"];
    let limit = limit.iter().filter_map(|word| lower.find(word)).min();
    let between = |from: usize, to: usize| {
        large().find(|found| found.at > from && found.at < to).map(|found| found.bytes)
    };
    let end = lower.len();
    match (over, limit) {
        (Some(over), Some(limit)) if limit > over => {
            let (before, inside, after) =
                (between(0, over), between(over, limit), between(limit, end));
            match after {
                // "too big: 3000000. Limit: 2000000"
                Some(_) => (before.or(inside), after),
                // "exceeds the 2 MB limit"
                None => (before, inside),
            }
        }
        (Some(over), Some(limit)) => {
            (between(0, limit), between(over, end).or_else(|| between(limit, over)))
        }
        (Some(over), None) => (between(0, over), between(over, end)),
        (None, Some(limit)) => (None, between(limit, end)),
        (None, None) => (None, None),
    }
}

/// The size that the client announced and the limit that the server did (RFC
/// 1870): `MAIL FROM:<…> SIZE=12345`, `250-SIZE 10000`.
pub(super) fn of_dialogue(steps: &[Step]) -> (Option<u64>, Option<u64>) {
    let announced = steps.iter().rev().find_map(|step| {
        let rest = step.command.get(..5).filter(|verb| verb.eq_ignore_ascii_case("MAIL "))?;
        let parameters = step.command.get(rest.len()..)?;
        let mut words = parameters.split_ascii_whitespace();
        words.find_map(|word| keyword(word, "SIZE=")?.parse().ok())
    });
    let limit = steps.iter().flat_map(|step| step.reply.lines()).find_map(|line| {
        let number = keyword(line.get(4..)?, "SIZE ")?.trim().parse().ok()?;
        // Zero says that there is none (section 4).
        (line.starts_with("250") && number > 0).then_some(number)
    });
    (announced, limit)
}

fn keyword<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let start = text.get(..word.len())?;
    if start.eq_ignore_ascii_case(word) { text.get(word.len()..) } else { None }
}

/// A number with its unit.
struct Found {
    at: usize,
    bytes: u64,
}

/// The numbers in a text that may be sizes; no codes, addresses or dates.
fn numbers(text: &str) -> impl Iterator<Item = Found> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            if !bytes.get(at).is_some_and(u8::is_ascii_digit) {
                at += 1;
                continue;
            }
            let rest = text.get(at..)?;
            let length = rest
                .bytes()
                .take(32)
                .take_while(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'))
                .count();
            let written = rest.get(..length)?.trim_end_matches([',', '.']);
            let start = at;
            at += length.max(1);
            let touches =
                start.checked_sub(1).and_then(|before| bytes.get(before)).is_some_and(|b| {
                    b.is_ascii_alphanumeric()
                        || matches!(b, b'.' | b'-' | b'/' | b'_' | b'@' | b':')
                });
            if let Some(bytes) = amount(written, rest.get(length..)?).filter(|_| !touches) {
                return Some(Found { at: start, bytes });
            }
        }
        None
    })
}

/// The bytes that a number means with the unit behind it.
fn amount(written: &str, after: &str) -> Option<u64> {
    let unit = after.trim_start_matches([' ', '-']);
    let length = unit.bytes().take_while(u8::is_ascii_alphabetic).count();
    let unit = unit.get(..length)?.to_ascii_lowercase();
    let factor: u64 = match unit.as_str() {
        "k" | "kb" | "kib" | "kbyte" | "kbytes" | "kilobytes" => 1 << 10,
        "m" | "mb" | "mib" | "mbyte" | "mbytes" | "megabytes" => 1 << 20,
        "g" | "gb" | "gib" | "gigabytes" => 1 << 30,
        _ => 1,
    };
    if written.matches('.').count() == 1 && factor > 1 {
        let (whole, part) = written.split_once('.')?;
        let tenth = part.get(..1).and_then(|digit| digit.parse::<u64>().ok()).unwrap_or(0);
        return Some(whole.parse::<u64>().ok()?.checked_mul(factor)? + tenth * factor / 10);
    }
    if written.contains('.') {
        return None;
    }
    written.replace(',', "").parse::<u64>().ok()?.checked_mul(factor)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::transcript;

    #[test]
    fn sizes_as_they_are_written() {
        for (text, expected) in [
            ("12698", Some(12698)),
            ("12.4 KB (12,698 bytes)", Some(12698)),
            ("25 MB", Some(25 << 20)),
            ("1.5 MB", Some((1 << 20) + (5 << 20) / 10)),
            ("unknown", None),
            ("", None),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn what_a_reply_says_of_sizes() {
        for (text, expected) in [
            (
                "message size 12345 exceeds size limit 10240 of server mx[192.0.2.5]",
                (Some(12345), Some(10240)),
            ),
            (
                "Message size exceeds fixed maximum message size (10485760)",
                (None, Some(10_485_760)),
            ),
            ("Message size exceeds 25 MB", (None, Some(25 << 20))),
            ("Your message exceeds the 25 MB size limit", (None, Some(25 << 20))),
            (
                "Your message is too large: 31457280 bytes. Limit: 20971520",
                (Some(31_457_280), Some(20_971_520)),
            ),
            ("Message too big. The maximum size is 10240 KB", (None, Some(10_240 << 10))),
            ("The limit is 100 recipients", (None, None)),
            ("Mailbox of 192.0.2.1000 full since 20260105", (None, None)),
            ("5.3.4 Message size exceeds fixed limit", (None, None)),
            ("size 99999999999999999999999 exceeds limit", (None, None)),
        ] {
            assert_eq!(of_reply(text), expected, "{text}");
        }
    }

    #[test]
    fn what_a_dialogue_says_of_sizes() {
        let steps = transcript::read(
            "S: 250-mx.there.example\nS: 250-SIZE 10240000\nS: 250 DSN\nC: MAIL FROM:<a@b.example> BODY=8BITMIME size=20000000\nS: 552 Too big\n",
        );
        assert_eq!(of_dialogue(&steps), (Some(20_000_000), Some(10_240_000)));
        assert_eq!(
            of_dialogue(&transcript::read("S: 250-SIZE 0\nS: 250 x\nC: DATA\n")),
            (None, None)
        );
    }
}
