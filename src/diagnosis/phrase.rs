//! Phrases, the small language in which signatures are written.
//!
//! `mailbox full` is found at word boundaries. ` * ` between words stands for
//! up to 60 characters of the same sentence, or none; `*` inside a word for
//! the same without a boundary; at the end for the rest of the word.

use std::ops::Range;

/// The most that a star between two words may stand for, in bytes.
const GAP: usize = 60;

/// A place where a phrase was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// From its first to its last byte.
    pub range: Range<usize>,
    /// How many bytes of it the phrase itself gave.
    pub literal: usize,
}

/// The longest part of a phrase without a star: what is looked for first.
pub(super) fn anchor(phrase: &str) -> &str {
    phrase.split('*').map(str::trim).max_by_key(|part| part.len()).unwrap_or_default()
}

/// Finds a phrase in a text in normal form.
pub(super) fn find(phrase: &str, text: &str) -> Option<Found> {
    let first = first_part(phrase);
    let mut from = 0;
    while let Some(at) = position(text.as_bytes().get(from..)?, first.as_bytes()) {
        let found = find_at(phrase, text, from + at);
        if found.is_some() {
            return found;
        }
        from += at + first.len().max(1);
    }
    None
}

/// Finds a phrase that can only start at this byte of a text in normal form.
pub(super) fn find_at(phrase: &str, text: &str, start: usize) -> Option<Found> {
    let first = first_part(phrase);
    if !text.as_bytes().get(start..)?.starts_with(first.as_bytes()) || !is_boundary(text, start) {
        return None;
    }
    let mut end = start + first.len();
    let after = phrase.get(first.len()..)?;
    // A boundary is asked for where the phrase ends with its last word, or
    // where a star stands free.
    if !after.starts_with('*') && !is_boundary(text, end) {
        return None;
    }
    if let Some((_, rest)) = after.split_once('*') {
        end = follow(phrase, rest, text, end)?;
    }
    let literal = phrase.bytes().filter(|b| *b != b'*').count();
    Some(Found { range: start..end, literal })
}

/// What a phrase starts with, up to its first star.
fn first_part(phrase: &str) -> &str {
    let end = memchr::memchr(b'*', phrase.as_bytes()).unwrap_or(phrase.len());
    phrase.get(..end).unwrap_or(phrase).trim_end()
}

/// Follows the parts after the first star; gives where the phrase ends.
fn follow(phrase: &str, mut rest: &str, text: &str, mut end: usize) -> Option<usize> {
    loop {
        if rest.is_empty() {
            return Some(word_end(text, end));
        }
        let (part, next) = match rest.split_once('*') {
            Some((part, next)) => (part, Some(next)),
            None => (rest, None),
        };
        let free = part.starts_with(' ');
        let closed = next.is_none_or(|_| part.ends_with(' '));
        let part = part.trim();
        let at = next_part(text, end, part, free, closed)?;
        end = at + part.len();
        match next {
            Some(next) => rest = next,
            None => return Some(end),
        }
        debug_assert!(rest.len() < phrase.len());
    }
}

/// Where the next part starts, within the gap and the sentence.
fn next_part(text: &str, end: usize, part: &str, free: bool, closed: bool) -> Option<usize> {
    let bytes = text.as_bytes();
    let window = bytes.get(end..(end + GAP + part.len()).min(bytes.len()))?;
    let mut from = 0;
    while let Some(at) = position(window.get(from..)?, part.as_bytes()) {
        let start = end + from + at;
        if ends_sentence(bytes.get(end..start)?) {
            return None;
        }
        if (!free || is_boundary(text, start)) && (!closed || is_boundary(text, start + part.len()))
        {
            return Some(start);
        }
        from += at + 1;
    }
    None
}

/// Where the needle first is in the hay, which is short: a plain search that
/// compares four bytes at a time needs no preparing and is as fast.
fn position(hay: &[u8], needle: &[u8]) -> Option<usize> {
    let Some(head) = needle.first_chunk::<4>() else {
        return hay.windows(needle.len().max(1)).position(|window| window == needle);
    };
    let head = u32::from_ne_bytes(*head);
    let mut from = 0;
    loop {
        let rest = hay.get(from..)?;
        let heads = rest.windows(4).filter_map(<[u8]>::first_chunk::<4>);
        let at =
            from + heads.map(|bytes| u32::from_ne_bytes(*bytes)).position(|four| four == head)?;
        if hay.get(at..)?.starts_with(needle) {
            return Some(at);
        }
        from = at + 1;
    }
}

/// Whether a sentence ends in between: `. ` after a word. `... ` does not end
/// one, for servers write it between an address and what is wrong with it.
fn ends_sentence(bytes: &[u8]) -> bool {
    bytes
        .windows(3)
        .any(|w| matches!(w, [before, b'.' | b'!' | b'?', b' '] if before.is_ascii_alphanumeric()))
}

/// Where the word ends that goes on at a place.
fn word_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.find(|c: char| !c.is_alphanumeric()).map_or(text.len(), |length| at + length)
}

/// Whether a word starts or ends at a place. Scripts that put no spaces
/// between words have a boundary everywhere.
fn is_boundary(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let (Some(before), Some(after)) =
        (at.checked_sub(1).and_then(|at| bytes.get(at)), bytes.get(at))
    else {
        return true;
    };
    if before.is_ascii() && after.is_ascii() {
        // What stands beside an `@` is a part of an address, and no word.
        let joined = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'@';
        return !(joined(before) && joined(after));
    }
    let (Some(head), Some(tail)) = (text.get(..at), text.get(at..)) else {
        return false;
    };
    let joined = |c: char| c.is_alphanumeric() && c < '\u{2e80}';
    !(head.chars().next_back().is_some_and(joined) && tail.chars().next().is_some_and(joined))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(phrase: &str, text: &str, expected: Option<&str>) {
        let found = find(phrase, text).map(|found| &text[found.range]);
        assert_eq!(found, expected, "{phrase} in {text}");
    }

    #[test]
    fn words_are_found_whole() {
        check("mailbox full", "the mailbox full of it", Some("mailbox full"));
        check("mailbox full", "mailbox fully grown", None);
        check("listed", "blocklisted", None);
        check("billing", "<billing@ourco.example> refused", None);
        check("quota", "a@quota.example", None);
        check("listed", "it is unlisted but listed", Some("listed"));
        check("(s3140)", "our block list (s3140).", Some("(s3140)"));
        check("#5.7.1", "no #5.7.10, yes #5.7.1", Some("#5.7.1"));
    }

    #[test]
    fn a_free_star_stands_for_a_few_words_or_none() {
        check("mailbox * full", "mailbox full", Some("mailbox full"));
        check("mailbox * full", "mailbox of ann is now full", Some("mailbox of ann is now full"));
        check("mailbox * full", "mailboxes are full", None);
        check("mailbox * full", "mailbox is fullish", None);
        check(
            "user * unknown",
            "user <a@b.example>... is unknown",
            Some("user <a@b.example>... is unknown"),
        );
        check("a b * c d * e", "a b x c d y e", Some("a b x c d y e"));
        let far = format!("mailbox {} full", "x".repeat(80));
        check("mailbox * full", &far, None);
    }

    #[test]
    fn a_star_ends_with_the_sentence() {
        check("user * full", "the user is here. the disk is full", None);
        check("user * full", "the user of x.example is full", Some("user of x.example is full"));
    }

    #[test]
    fn a_star_at_the_end_takes_the_rest_of_the_word() {
        check("greylist*", "is greylisted now", Some("greylisted"));
        check("greylist*", "a greylist", Some("greylist"));
        check("ofr*_102", "ofr006_102 x", Some("ofr006_102"));
    }

    #[test]
    fn scripts_without_spaces_have_boundaries_everywhere() {
        check("邮箱已满", "对方邮箱已满请稍后", Some("邮箱已满"));
        check("почта", "электропочта", None);
    }

    #[test]
    fn the_anchor_is_the_longest_part() {
        assert_eq!(anchor("no * such user"), "such user");
        assert_eq!(anchor("greylist*"), "greylist");
    }
}
