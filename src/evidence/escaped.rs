//! Replies as programs print them for programmers: Python's `(550, b'5.1.1
//! No')`, line ends written as `\r\n`, a text in pieces as JavaScript's.

use memchr::{memchr, memmem};

use super::codes::{self, reply_code_at};

/// The text as the server wrote it; nothing where there is no sign of such
/// print.
pub(super) fn plain(text: &str) -> Option<String> {
    let tuples = tuples(text);
    let source = tuples.as_deref().unwrap_or(text);
    line_ends(source).or(tuples)
}

/// Pairs of code and words in brackets as plain replies, each on a line where
/// an address stands before it.
fn tuples(text: &str) -> Option<String> {
    let mut plain = String::new();
    let (mut done, mut at) = (0, 0);
    while let Some(found) = memchr(b'(', codes::rest(text, at).as_bytes()) {
        let open = at + found;
        at = open + 1;
        let Some(tuple) = Tuple::read(codes::rest(text, at)) else { continue };
        plain.push_str(text.get(done..open).unwrap_or_default());
        own_line(&mut plain);
        tuple.write(&mut plain);
        at += tuple.length;
        done = at;
        // What parts two of them, or ends them all, says nothing.
        let rest = codes::rest(text, done);
        let skipped = rest.len() - rest.trim_start_matches([')', '}', ',', ' ']).len();
        if skipped > 0 {
            done += skipped;
            plain.push('\n');
        }
    }
    if done == 0 {
        return None;
    }
    plain.push_str(codes::rest(text, done));
    Some(plain)
}

/// Puts the address that a reply is about at the beginning of a line:
/// `{'kay@there.example': `.
fn own_line(plain: &mut String) {
    let key = plain.strip_suffix(": ").and_then(|before| {
        let quote = before.chars().next_back().filter(|c| matches!(c, '\'' | '"'))?;
        let inner = before.get(..before.len() - 1)?;
        // No further back than an address is long.
        let near = inner.ceil_char_boundary(inner.len().saturating_sub(320));
        let start = near + codes::rest(inner, near).rfind(quote)?;
        inner.get(start + 1..).filter(|key| key.contains('@')).map(|key| (start, key.to_owned()))
    });
    if let Some((start, key)) = key {
        plain.truncate(start);
        plain.truncate(plain.trim_end_matches(['{', ' ', ',']).len());
        plain.push('\n');
        plain.push_str(&key);
        plain.push_str(": ");
    }
}

/// `550, b'5.1.1 No such user'`
struct Tuple<'t> {
    code: &'t str,
    words: &'t str,
    /// How long it is with its quotes, and what else is in the brackets.
    length: usize,
}

impl<'t> Tuple<'t> {
    /// Reads what stands behind an opening bracket.
    fn read(text: &'t str) -> Option<Self> {
        reply_code_at(text.as_bytes(), 0)?;
        let code = text.get(..3)?;
        let rest = text.get(3..)?.strip_prefix(", ")?;
        let rest = rest.strip_prefix('b').unwrap_or(rest);
        let quote = rest.bytes().next().filter(|byte| matches!(byte, b'\'' | b'"'))?;
        let from = text.len() - rest.len() + 1;
        let mut escaped = false;
        let end = text.bytes().skip(from).take(super::reply::LONGEST).position(|byte| {
            let ends = byte == quote && !escaped;
            escaped = byte == b'\\' && !escaped;
            ends
        })?;
        let words = text.get(from..from + end)?;
        let mut length = from + end + 1;
        // The sender that was refused may follow.
        if let Some(sender) = codes::rest(text, length).strip_prefix(", ")
            && let Some(close) =
                memchr(b')', codes::rest(sender, 0).as_bytes().get(..256.min(sender.len()))?)
        {
            length = text.len() - sender.len() + close;
        }
        Some(Self { code, words, length })
    }

    /// Writes it as a server does, each line with its code (RFC 5321, section
    /// 4.2.1).
    fn write(&self, plain: &mut String) {
        let words = self.words.replace("\\r", "").replace("\\t", " ").replace("\\'", "'");
        let mut lines = words.split("\\n").filter(|line| !line.trim().is_empty()).peekable();
        if lines.peek().is_none() {
            plain.push_str(self.code);
        }
        while let Some(line) = lines.next() {
            plain.push_str(self.code);
            plain.push(if lines.peek().is_some() { '-' } else { ' ' });
            plain.push_str(line);
            if lines.peek().is_some() {
                plain.push('\n');
            }
        }
    }
}

/// Line ends that are written out, before another line of a reply or the end
/// of the quotation, as line ends.
fn line_ends(text: &str) -> Option<String> {
    let mut plain = String::new();
    let mut done = 0;
    for at in memmem::find_iter(text.as_bytes(), b"\\n") {
        let rest = codes::rest(text, at + 2);
        // `'one\n' +` and `'two'` on the next line.
        let inner = rest
            .strip_prefix(['\'', '"'])
            .and_then(|rest| rest.strip_prefix(" +"))
            .and_then(|rest| rest.trim_start().strip_prefix(['\'', '"']))
            .unwrap_or(rest);
        let ends = inner.is_empty() || inner.starts_with(['\'', '"', '\n', '\r']);
        if at < done || !(ends || reply_code_at(inner.as_bytes(), 0).is_some()) {
            continue;
        }
        let before = text.get(done..at).unwrap_or_default();
        plain.push_str(before.strip_suffix("\\r").unwrap_or(before));
        if !ends {
            plain.push('\n');
        }
        done = text.len() - inner.len();
    }
    if done == 0 {
        return None;
    }
    plain.push_str(codes::rest(text, done));
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_printed_for_programmers() {
        for (text, expected) in [
            ("E: (550, b'5.1.1 No')", Some("E: 550 5.1.1 No\n")),
            ("E: (535, b'5.7.8 a\\n5.7.8 b')", Some("E: 535-5.7.8 a\n535 5.7.8 b\n")),
            ("E: (552, \"5.3.4 It's big\", 'ann@ourco.example')", Some("E: 552 5.3.4 It's big\n")),
            (
                "E: {'kay@x.example': (550, b'no'), 'kim@x.example': (450, b'later')}",
                Some("E:\nkay@x.example: 550 no\n\nkim@x.example: 450 later\n"),
            ),
            ("'550-5.7.1 a\\r\\n550 5.7.1 b\\r\\n'", Some("'550-5.7.1 a\n550 5.7.1 b'")),
            ("r: '535-5.7.8 a\\n' +\n  '535 5.7.8 b',", Some("r: '535-5.7.8 a\n535 5.7.8 b',")),
            ("E: (550, 5.1.1)", None),
            ("C:\\new\\550 (550, b'never closed", None),
            ("(", None),
        ] {
            assert_eq!(plain(text).as_deref(), expected, "{text}");
        }
    }
}
