//! The grammar of replies: any text in which a server's answer stands becomes
//! the innermost real reply and the wrappers around it.
//!
//! A reply starts at a three-digit code that stands where replies start: at the
//! beginning of a line, behind a colon, a quote or a bracket, or before an
//! enhanced code. Lines of one reply repeat its code (RFC 5321, section
//! 4.2.1); a relay that quotes another server's reply adds one of its own
//! before it.

use std::collections::HashMap;

use memchr::memchr;

use super::codes::{byte, enhanced_at, enhanced_codes, rest};
use super::reply_mark::{Mark, before_is_line_start, marks};
use super::types::Reply;
use crate::code::{EnhancedCode, ReplyCode};

/// At most this many bytes of one reply are kept; what servers say is shorter,
/// and a million-line reply says nothing more.
pub(super) const LONGEST: usize = 16 * 1024;

/// What a text says: the innermost reply, and those that wrap it, outermost
/// first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) reply: Option<Reply>,
    pub(super) wrappers: Vec<Reply>,
    /// Where the code of the innermost reply stands, if it has one.
    pub(super) at: Option<usize>,
    /// Where the innermost reply ends.
    pub(super) end: usize,
    /// Whether its code stands where only replies have one.
    pub(super) is_sure: bool,
}

/// Reads a text of one line or many as replies.
pub(super) fn read(text: &str) -> Said {
    let text = cut(text, LONGEST);
    let marks = marks(text);
    let spans = spans(text, &marks);
    let mut said = Said::default();
    let first = spans.first().map_or(text.len(), |span| span.from);
    let lead = text.get(..first).unwrap_or_default();
    let Some(innermost) = innermost(text, &spans) else {
        said.reply = without_code(text);
        return said;
    };
    if let Some(wrapper) = wrapping_words(lead) {
        said.wrappers.push(wrapper);
    }
    for (at, span) in spans.iter().enumerate().take(innermost + 1) {
        let mut reply = span.reply(text);
        if at == innermost {
            said.reply = Some(reply);
            said.at = Some(span.from);
            said.end = span.to;
            said.is_sure = marks.iter().any(|mark| mark.strong);
        } else if reply.text.is_empty() && Some(span.code) == spans.get(innermost).map(|s| s.code) {
            // "550 550 5.1.1 …": said twice by one.
        } else {
            // What opens the quotation of the next reply belongs to neither.
            let words = reply.text.trim_end_matches(['<', '(', ':', '\'', '"', ' ']).len();
            reply.text.truncate(words);
            said.wrappers.push(reply);
        }
    }
    said
}

/// The beginning of a text, at most `most` bytes, cut between characters.
pub(super) fn cut(text: &str, most: usize) -> &str {
    text.get(..text.floor_char_boundary(most)).unwrap_or(text)
}

/// All runs of white space as single spaces.
pub(super) fn collapsed(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut add = |word: &str| {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(word);
    };
    if text.is_ascii() {
        text.split_ascii_whitespace().for_each(add);
    } else {
        text.split_whitespace().for_each(&mut add);
    }
    joined
}

/// One reply in the text, with the places of its repeated codes.
#[derive(Debug)]
struct Span {
    from: usize,
    to: usize,
    code: ReplyCode,
    /// Where each of its lines starts.
    lines: Vec<usize>,
}

impl Span {
    /// The reply without its codes.
    fn reply(&self, text: &str) -> Reply {
        let mut words = String::new();
        let mut enhanced = None;
        let quoted = text.get(self.from + 3..).unwrap_or_default();
        let quoted = quoted.starts_with("-'");
        for (at, from) in self.lines.iter().enumerate() {
            let to = self.lines.get(at + 1).copied().unwrap_or(self.to);
            let line = text.get(from + 3..to).unwrap_or_default();
            let line = line.trim_start_matches(['-', ' ', '\t', ':']);
            let (code, line) = leading_enhanced(line);
            enhanced = enhanced.or(code);
            for word in line.split_whitespace() {
                if !words.is_empty() {
                    words.push(' ');
                }
                words.push_str(word);
            }
        }
        let words = unquoted(&words, quoted).trim_start_matches([',', ';', ' ']);
        // Exchange frames what it says: "#550 … ##".
        let words = words.trim_end_matches(['#', ' ']);
        // So ends a field of an object that a program printed.
        let words = words
            .strip_suffix(',')
            .filter(|field| field.ends_with(['\'', '"']))
            .map_or(words, balanced);
        let enhanced = enhanced.or_else(|| {
            enhanced_codes(words)
                .map(|(_, code)| code)
                .find(|code| code.class() == self.code.class())
        });
        Reply { code: Some(self.code), enhanced, text: words.to_owned(), host: None }
    }
}

/// An enhanced code at the very beginning, and what follows it.
fn leading_enhanced(line: &str) -> (Option<EnhancedCode>, &str) {
    let inner = line.trim_start_matches(['#', '(', '[', '<', '\'', '"']);
    let skipped = line.len() - inner.len();
    match enhanced_at(line, skipped) {
        Some((code, length)) => {
            let after = rest(line, skipped + length);
            let after = if skipped > 0 { after.trim_start_matches([')', ']']) } else { after };
            (Some(code), after.trim_start_matches([' ', '\t', ';', ':', '-']))
        }
        None => (None, line),
    }
}

/// A reply that a relay quotes ends at the quote or bracket that closes it.
fn unquoted(words: &str, quoted: bool) -> &str {
    let words = words.trim();
    if quoted {
        let inner = words.strip_prefix('\'').unwrap_or(words);
        return inner.rfind('\'').map_or(inner, |end| inner.get(..end).unwrap_or(inner));
    }
    balanced(words)
}

/// A text without the brackets that stand around the whole of it.
fn unwrapped(words: &str) -> &str {
    [('(', ')'), ('[', ']')]
        .into_iter()
        .find_map(|(open, close)| {
            let inner = words.strip_prefix(open)?.strip_suffix(close)?;
            (!inner.contains([open, close])).then_some(inner)
        })
        .unwrap_or(words)
}

/// A text without the brackets and quotes at its end that close what was
/// opened before it.
fn balanced(words: &str) -> &str {
    let mut words = words.trim();
    // More than a few are no quotation but noise.
    for _ in 0..8 {
        let Some(last) = words.chars().next_back() else { break };
        let count = |c: char| words.matches(c).count();
        let closes_nothing = match last {
            '>' => count('<') < count('>'),
            ')' => count('(') < count(')'),
            ']' => count('[') < count(']'),
            // Those at the end close what was opened before them; a quotation
            // that was cut out of another leaves theirs.
            '\'' | '"' => {
                let before = words.trim_end_matches(last).matches(last).count();
                before % 2 == 0 || count(last) % 2 == 1
            }
            _ => false,
        };
        if !closes_nothing {
            break;
        }
        words = words.get(..words.len() - 1).unwrap_or_default().trim_end();
    }
    words
}

/// Which of the replies decides: the last one, for it is what the others
/// quote. But a reply on a line of its own does not quote the next such line,
/// and a success after a failure belongs to something else.
fn innermost(text: &str, spans: &[Span]) -> Option<usize> {
    let first = spans.first()?;
    let indent = indentation(text, first.from);
    let next = spans.iter().skip(1).position(|span| {
        indent.is_some() && indentation(text, span.from) == indent && first.code.class() >= 4
    });
    let spans = spans.get(..next.map_or(spans.len(), |next| next + 1))?;
    let last_failure = spans.iter().rposition(|span| span.code.class() >= 4);
    last_failure.or_else(|| spans.len().checked_sub(1))
}

/// How far the line that starts at this place is indented; nothing where words
/// stand before the place.
fn indentation(text: &str, at: usize) -> Option<usize> {
    let before = text.get(..at)?;
    let spaces = before.len() - before.trim_end_matches([' ', '\t']).len();
    before_is_line_start(text, at).then_some(spaces)
}

/// Words without a reply code: they may hold an enhanced code.
fn without_code(text: &str) -> Option<Reply> {
    // The codes of some systems stand at the beginning of a line of their own.
    let from = enhanced_codes(text)
        .map(|(at, _)| at)
        .find(|at| before_is_line_start(text, *at))
        .unwrap_or(0);
    let words = collapsed(rest(text, from));
    let words = balanced(unwrapped(&words));
    let (code, after) = leading_enhanced(words);
    if code.is_some() {
        return Some(Reply { enhanced: code, text: after.to_owned(), ..Reply::default() });
    }
    let enhanced = enhanced_codes(words).map(|(_, code)| code).next();
    (!words.is_empty()).then(|| Reply { enhanced, text: words.to_owned(), ..Reply::default() })
}

/// A wrapper without a reply code of its own: `5.1.0 - Unknown address error`
/// before the quoted reply.
fn wrapping_words(lead: &str) -> Option<Reply> {
    let (enhanced, after) = leading_enhanced(lead.trim_start());
    enhanced?;
    let text =
        collapsed(after.trim_start_matches(|c: char| c.is_whitespace() || ";:-".contains(c)));
    let text = text.trim_matches([' ', '-', ':']).to_owned();
    Some(Reply { enhanced, text, ..Reply::default() })
}

/// Joins the marks that are lines of one reply.
fn spans(text: &str, marks: &[Mark]) -> Vec<Span> {
    let any_strong = marks.iter().any(|mark| mark.strong);
    let last_of: HashMap<ReplyCode, usize> =
        marks.iter().map(|mark| (mark.code, mark.at)).collect();
    let mut spans: Vec<Span> = Vec::new();
    for mark in marks {
        if let Some(span) = spans.last_mut() {
            let line = span.lines.last().copied().unwrap_or(span.from);
            if span.code == mark.code && continues(text, line, mark.at) {
                span.lines.push(mark.at);
                continue;
            }
            // What a callout was told stands inside the lines of one reply:
            // `550-Response: 554 …`, and the reply goes on behind it.
            let goes_on = last_of.get(&span.code).is_some_and(|last| *last > mark.at);
            if is_unfinished(text, line) && goes_on && !before_is_line_start(text, mark.at) {
                continue;
            }
        }
        if any_strong && !mark.strong {
            continue;
        }
        spans.push(Span { from: mark.at, to: text.len(), code: mark.code, lines: vec![mark.at] });
        if !any_strong {
            break;
        }
    }
    let mut limit = text.len();
    for span in spans.iter_mut().rev() {
        let line = span.lines.last().copied().unwrap_or(span.from);
        span.to = end_of(text.get(..limit).unwrap_or(text), line);
        limit = span.from;
    }
    spans
}

/// Whether the line that starts here says with a hyphen that more follows
/// (RFC 5321, section 4.2).
fn is_unfinished(text: &str, line: usize) -> bool {
    let bytes = text.as_bytes();
    byte(bytes, line + 3) == b'-' && byte(bytes, line + 4) != b'\''
}

/// Whether the next line, which has the same code, belongs to the same reply:
/// the line before says so, or both have the same enhanced code too.
fn continues(text: &str, line: usize, next: usize) -> bool {
    let enhanced =
        |at: usize| leading_enhanced(rest(text, at + 3).trim_start_matches(['-', ' '])).0;
    is_unfinished(text, line)
        || before_is_line_start(text, next) && enhanced(line) == enhanced(next)
}

/// Where a reply ends: at an empty line.
fn end_of(text: &str, from: usize) -> usize {
    let mut at = from;
    while let Some(found) = memchr(b'\n', rest(text, at).as_bytes()) {
        let next = at + found + 1;
        let line = rest(text, next).split('\n').next().unwrap_or_default();
        if line.trim().is_empty() {
            return next;
        }
        at = next;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A reply on one line: code, enhanced code, text.
    fn line(reply: &Reply) -> String {
        let code = reply.code.map_or("-".to_owned(), |code| code.to_string());
        let enhanced = reply.enhanced.map_or("-".to_owned(), |code| code.to_string());
        format!("{code} {enhanced} {}", reply.text)
    }

    /// What is read from the text: the wrappers and the reply, ` < ` between.
    fn check(text: &str, expected: &str) {
        let said = read(text);
        let shown: Vec<_> = said.wrappers.iter().chain(&said.reply).map(line).collect();
        assert_eq!(shown.join(" < "), expected, "{text:?}");
    }

    #[test]
    fn bare_replies() {
        check("550 5.1.1 User unknown", "550 5.1.1 User unknown");
        check("550 User unknown (#5.1.1)", "550 5.1.1 User unknown (#5.1.1)");
        check("550 5.7.1 first\n550 5.7.2 second", "550 5.7.1 first");
        check("552 Mailbox full", "552 - Mailbox full");
        check("#5.1.1 not here", "- 5.1.1 not here");
        check("421", "421 - ");
        check("250 2.0.0 Ok: queued as 4F2", "250 2.0.0 Ok: queued as 4F2");
        check("Mailbox is full", "- - Mailbox is full");
        check("", "");
    }

    #[test]
    fn replies_of_many_lines() {
        let joined = "550 5.2.1 The account is disabled. See https://mail.example/p";
        check(
            "550-5.2.1 The account is\r\n550-5.2.1 disabled. See\r\n550 5.2.1 https://mail.example/p",
            joined,
        );
        check(
            "550-5.2.1 The account is 550-5.2.1 disabled. See 550 5.2.1 https://mail.example/p",
            joined,
        );
        check("550 5.2.1 The account is\n    disabled. See\n https://mail.example/p", joined);
        check(
            "550-192.0.2.1 is listed\n550 See the list",
            "550 - 192.0.2.1 is listed See the list",
        );
    }

    #[test]
    fn a_callout_is_part_of_its_reply() {
        let text = "550-Verification failed for <ann@ourco.example>\n550-Called: 192.0.2.1\n\
                    550-Response: 554 Blocked\n550 Sender verify failed";
        let expected = "550 - Verification failed for <ann@ourco.example> Called: 192.0.2.1 \
                        Response: 554 Blocked Sender verify failed";
        check(text, expected);
        check(&text.replace('\n', " "), expected);
    }

    #[test]
    fn wrapped_replies() {
        check(
            "5.1.0 - Unknown address error 550-'5.2.2 <kay@there.example>... Mailbox Full' (delivery attempts: 0)",
            "- 5.1.0 Unknown address error < 550 5.2.2 <kay@there.example>... Mailbox Full",
        );
        check(
            "554 4.4.7 Message expired: could not deliver in 840 minutes.<421 4.4.0 Cannot connect>",
            "554 4.4.7 Message expired: could not deliver in 840 minutes. < 421 4.4.0 Cannot connect",
        );
        check("host mx.there.example[192.0.2.5] said: 450 4.2.0 Try later", "450 4.2.0 Try later");
        check("The server responded: \"550 No such user\"", "550 - No such user");
    }

    #[test]
    fn numbers_that_are_no_codes() {
        check("The limit is 250 recipients", "- - The limit is 250 recipients");
        check("Call 555-0199 for help", "- - Call 555-0199 for help");
        for talk in [
            "tel 0171-555, says mailbox full",
            "my room is 550 and mail does not work",
            "room 421 printer broken",
            "extension 421, cannot send mail",
        ] {
            check(talk, &format!("- - {talk}"));
        }
        check("it comes back with a 550 each time", "550 - each time");
        check("my mail: 550 mailbox unavailable", "550 - mailbox unavailable");
        check("yesterday 550 user unknown", "550 - user unknown");
        check("from 192.0.2.250 over 5.1.1.2", "- - from 192.0.2.250 over 5.1.1.2");
    }
}
