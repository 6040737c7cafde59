//! HTML as plain text: enough of it for bounces, in one pass.
//!
//! The MIME library has such a function, but it keeps the text of style sheets
//! whose tag has attributes, and their colours look like reply codes.

use mail_parser::decoders::html::add_html_token;
use memchr::{memchr, memchr2, memmem};

/// Elements whose content nobody sees.
const HIDDEN: [&str; 5] = ["style", "script", "head", "title", "template"];
/// Elements that end a line.
const LINES: [&str; 16] = [
    "br",
    "p",
    "div",
    "tr",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "hr",
    "table",
    "pre",
    "blockquote",
    "dt",
];

/// The text of an HTML document.
pub(super) fn text(html: &str) -> String {
    let mut plain = String::with_capacity(html.len() / 2);
    let mut at = 0;
    while let Some(rest) = html.get(at..).filter(|rest| !rest.is_empty()) {
        match memchr2(b'<', b'&', rest.as_bytes()) {
            None => {
                push_words(&mut plain, rest);
                break;
            }
            Some(0) if rest.starts_with('<') => at += tag(rest, &mut plain),
            Some(0) => at += entity(rest, &mut plain),
            Some(next) => {
                push_words(&mut plain, rest.get(..next).unwrap_or_default());
                at += next;
            }
        }
    }
    plain
}

/// Adds words with runs of white space as single spaces.
fn push_words(plain: &mut String, words: &str) {
    for part in words.split_inclusive(|c: char| c.is_ascii_whitespace()) {
        let word = part.trim_ascii();
        plain.push_str(word);
        if word.len() < part.len() && !plain.ends_with([' ', '\n']) && !plain.is_empty() {
            plain.push(' ');
        }
    }
}

/// Reads a tag, and what it hides; gives its length.
fn tag(html: &str, plain: &mut String) -> usize {
    let bytes = html.as_bytes();
    if html.starts_with("<!--") {
        return memmem::find(bytes, b"-->").map_or(html.len(), |end| end + 3);
    }
    let Some(end) = memchr(b'>', bytes) else {
        // No tag: a bracket of the text.
        plain.push('<');
        return 1;
    };
    let inner = html.get(1..end).unwrap_or_default();
    let closes = inner.starts_with('/');
    let name = inner.trim_start_matches('/');
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = name.get(..length).unwrap_or_default();
    if name.is_empty() && !inner.starts_with(['!', '?', '/'])
        || inner.contains('@') && !inner.contains('=')
    {
        // An address in bare brackets, which is no HTML but is written.
        plain.push('<');
        return 1;
    }
    let is = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    if is(&LINES) {
        let is_paragraph = name.eq_ignore_ascii_case("p") || name.eq_ignore_ascii_case("br");
        plain.truncate(plain.trim_end_matches(' ').len());
        if !plain.is_empty() && (!plain.ends_with('\n') || is_paragraph && !plain.ends_with("\n\n"))
        {
            plain.push('\n');
        }
    } else if is(&["td", "th"]) && !plain.ends_with([' ', '\n']) {
        plain.push(' ');
    }
    if !closes && is(&HIDDEN) && !inner.ends_with('/') {
        let rest = html.get(end + 1..).unwrap_or_default();
        // Not closed: then it hides nothing, for all the rest would be lost.
        return end + 1 + closing(rest, name).unwrap_or(0);
    }
    end + 1
}

/// How far it is to behind the closing tag of a hidden element.
fn closing(html: &str, name: &str) -> Option<usize> {
    let bytes = html.as_bytes();
    memmem::find_iter(bytes, b"</").find_map(|at| {
        let found = bytes.get(at + 2..at + 2 + name.len())?;
        let end = memchr(b'>', bytes.get(at..)?)?;
        found.eq_ignore_ascii_case(name.as_bytes()).then_some(at + end + 1)
    })
}

/// Reads an entity; gives its length.
fn entity(html: &str, plain: &mut String) -> usize {
    let near = html.as_bytes().get(..html.len().min(12)).unwrap_or_default();
    let end = memchr(b';', near).filter(|end| {
        near.get(1..*end)
            .is_some_and(|name| name.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'#'))
    });
    let Some(end) = end else {
        plain.push('&');
        return 1;
    };
    match html.get(..=end) {
        Some("&nbsp;" | "&#160;") => plain.push(' '),
        Some(entity) => add_html_token(plain, entity.as_bytes(), false),
        None => {}
    }
    end + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_stays() {
        for (html, expected) in [
            ("<html><head><title>x</title></head><body>a<br>b</body></html>", "a\nb"),
            ("<style type=\"text/css\">a { color: #555 }</style>x", "x"),
            ("550 &lt;kay@there.example&gt;&nbsp;no", "550 <kay@there.example> no"),
            ("to <kay@there.example>: no", "to <kay@there.example>: no"),
            ("a <b>b</b>\n  c<!-- no -->d & e &bogus; <", "a b cd & e &bogus; <"),
            ("<p>a</p><p>b</p>", "a\n\nb"),
            ("<style>never closed", "never closed"),
        ] {
            assert_eq!(text(html).trim(), expected, "{html}");
        }
    }
}
