//! Finding reply codes and enhanced codes where they stand in a text.

use crate::code::{EnhancedCode, ReplyCode};

/// The byte at a place, or a space beyond either end: neighbours can be asked
/// for without care.
pub(super) fn byte(text: &[u8], at: usize) -> u8 {
    text.get(at).copied().unwrap_or(b' ')
}

/// The byte before a place, or a space at the beginning.
pub(super) fn byte_before(text: &[u8], at: usize) -> u8 {
    at.checked_sub(1).map_or(b' ', |before| byte(text, before))
}

/// The rest of a text from a place on; nothing where the place is no boundary.
pub(super) fn rest(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}

/// The reply code whose three digits stand exactly here, with no digit, letter
/// or dot touching them.
pub(super) fn reply_code_at(text: &[u8], at: usize) -> Option<ReplyCode> {
    let digits = text.get(at..at + 3)?;
    if !matches!(digits[0], b'2'..=b'5') || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let (before, after) = (byte_before(text, at), byte(text, at + 3));
    if before.is_ascii_alphanumeric() || matches!(before, b'.' | b'/' | b'_' | b'@') {
        return None;
    }
    let joined = after.is_ascii_alphanumeric()
        || matches!(after, b'/' | b'_' | b'@' | b'%')
        || after == b'.' && byte(text, at + 4).is_ascii_digit();
    if joined {
        return None;
    }
    let number = digits.iter().fold(0, |sum, digit| sum * 10 + u16::from(digit - b'0'));
    ReplyCode::new(number).filter(|code| code.is_of_a_server())
}

/// The enhanced code that starts exactly here, and its length in bytes.
///
/// An IP address or a version number (`5.1.1.2`) is none.
pub(super) fn enhanced_at(text: &str, at: usize) -> Option<(EnhancedCode, usize)> {
    let bytes = text.as_bytes();
    if !matches!(byte(bytes, at), b'2' | b'4' | b'5') || byte(bytes, at + 1) != b'.' {
        return None;
    }
    let before = byte_before(bytes, at);
    if before.is_ascii_alphanumeric() || matches!(before, b'.' | b'/' | b'_') {
        return None;
    }
    let length =
        bytes.iter().skip(at).take(10).take_while(|b| b.is_ascii_digit() || **b == b'.').count();
    let written = text.get(at..at + length)?.trim_end_matches('.');
    let after = byte(bytes, at + written.len());
    if after.is_ascii_alphabetic() || after == b'_' {
        return None;
    }
    Some((written.parse().ok()?, written.len()))
}

/// All enhanced codes of a text with their places, in order.
pub(super) fn enhanced_codes(text: &str) -> impl Iterator<Item = (usize, EnhancedCode)> + '_ {
    memchr::memchr3_iter(b'2', b'4', b'5', text.as_bytes())
        .filter_map(|at| enhanced_at(text, at).map(|(code, _)| (at, code)))
}

/// Whether a line ends with a reply code or an enhanced code: where it was
/// wrapped, the words of that stand on the next one.
pub(super) fn ends_in_code(line: &str) -> bool {
    let ends_word = [' ', '\t', '\'', '"', '(', '#'];
    let word = line.trim_end().rsplit(ends_word).next().unwrap_or_default();
    match enhanced_at(word, 0) {
        Some((_, length)) => length == word.len(),
        None => word.len() == 3 && reply_code_at(word.as_bytes(), 0).is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn enhanced_codes_are_found_in_running_text_and_addresses_are_not() {
        for (text, expected) in [
            ("5.1.1", "5.1.1"),
            ("(#5.7.133)", "5.7.133"),
            ("unknown user. 5.1.1.", "5.1.1"),
            ("smtp;550-5.7.26 x 4.4.7", "5.7.26 4.4.7"),
            ("5.1.1.2 and 15.1.1 and 5.1.1a and v5.1.1 and 5.1", ""),
            ("5.1.1000", ""),
        ] {
            let found: Vec<_> = enhanced_codes(text).map(|(_, code)| code.to_string()).collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }

    #[test]
    fn reply_codes_stand_alone() {
        for (text, at, expected) in [
            ("550 x", 0, true),
            ("550-x", 0, true),
            ("<550>", 1, true),
            ("550", 0, true),
            ("1550", 1, false),
            ("550.5", 0, false),
            ("550. No", 0, true),
            ("550k", 0, false),
            ("192.0.2.550", 8, false),
        ] {
            assert_eq!(reply_code_at(text.as_bytes(), at).is_some(), expected, "{text}");
        }
    }
}
