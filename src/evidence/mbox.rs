//! Mailboxes of many messages in one file (RFC 4155), told line by line, so
//! that a mailbox of any length can be read as it comes.

use super::headers::name_length;

/// Whether a line may separate two messages: it begins with `From `, and an
/// empty line or the beginning of the file comes before it, or it ends in a
/// year. What follows decides: see [`confirms`].
pub fn may_separate(line: &[u8], after_gap: bool) -> bool {
    let year = line.trim_ascii_end();
    let year = year.get(year.len().saturating_sub(4)..).unwrap_or_default();
    let ends_in_year = year.len() == 4 && year.iter().all(u8::is_ascii_digit);
    line.starts_with(b"From ") && (after_gap || ends_in_year)
}

/// Whether the line after a `From ` line shows that a message starts there: it
/// is the first field of a header. A sentence that happens to begin with
/// "From" has no header behind it.
pub fn confirms(next: &[u8]) -> bool {
    next.starts_with(b">From ") || name_length(next).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_separator_stands_after_a_gap_or_ends_in_a_year() {
        for (line, after_gap, expected) in [
            ("From a@b.example Thu Jan  1 00:00:00 2026\n", true, true),
            ("From a@b.example Thu Jan  1 00:00:00 2026\r\n", false, true),
            ("From x\n", true, true),
            ("From here on: text\n", false, false),
            ("From: ann@ourco.example\n", true, false),
            ("", true, false),
        ] {
            assert_eq!(may_separate(line.as_bytes(), after_gap), expected, "{line:?}");
        }
    }

    #[test]
    fn only_a_header_confirms_it() {
        for (next, expected) in [
            ("Subject: x\n", true),
            (">From a@b\n", true),
            ("no header\n", false),
            ("\n", false),
            ("", false),
            ("with love: ann\n", false),
        ] {
            assert_eq!(confirms(next.as_bytes()), expected, "{next:?}");
        }
    }
}
