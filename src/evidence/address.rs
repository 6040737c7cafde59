//! Finding mail addresses in text.

use memchr::memchr_iter;

/// The longest address that is taken for one (RFC 5321, section 4.5.3.1, with
/// room for the encoded X.500 names of Exchange).
const LONGEST: usize = 1024;

/// An address and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found<'a> {
    pub(super) address: &'a str,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// All addresses of a text, in order.
pub(super) fn all(text: &str) -> impl Iterator<Item = Found<'_>> {
    let mut done = 0;
    memchr_iter(b'@', text.as_bytes()).filter_map(move |at| {
        let found = around(text, at, done)?;
        done = found.to;
        Some(found)
    })
}

/// The address around an `@`, not reaching back before `start`.
fn around(text: &str, at: usize, start: usize) -> Option<Found<'_>> {
    let bytes = text.as_bytes();
    let back = bytes.get(start.max(at.saturating_sub(LONGEST))..at)?;
    let local = back.iter().rev().take_while(|b| is_local(**b)).count();
    let forth = bytes.get(at + 1..bytes.len().min(at + 1 + LONGEST))?;
    let domain = domain_length(forth);
    let (mut from, mut to) = (at - local, at + 1 + domain);
    // Quotes and brackets around it are no part of it, though they may be
    // allowed inside a local part.
    while from < at
        && matches!(bytes.get(from), Some(b'\'' | b'`' | b'*' | b'=' | b'|' | b'/' | b'{'))
    {
        from += 1;
    }
    while to > at + 1 && matches!(bytes.get(to - 1), Some(b'.' | b'-')) {
        to -= 1;
    }
    let address = text.get(from..to)?;
    (from < at && is_domain(address.get(at - from + 1..)?)).then_some(Found { address, from, to })
}

fn is_local(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&byte)
}

/// How many bytes of a domain or a bracketed IP address stand here.
fn domain_length(bytes: &[u8]) -> usize {
    if bytes.first() == Some(&b'[') {
        let end = bytes.iter().take(48).position(|b| *b == b']');
        return end.map_or(0, |end| end + 1);
    }
    bytes
        .iter()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'))
        .count()
}

/// Whether it has at least two labels, or is an IP address in brackets.
fn is_domain(domain: &str) -> bool {
    domain.starts_with('[')
        || domain.split('.').count() > 1 && domain.split('.').all(|label| !label.is_empty())
}

/// The address that a text starts with, bracketed or quoted or bare, and what
/// follows it.
///
/// In angle brackets anything with an `@` and no space counts: there nobody
/// writes anything else.
pub(super) fn leading(text: &str) -> Option<(&str, &str)> {
    let text =
        text.trim_start_matches(['"', '\'', '(', '\u{201c}', '\u{2018}', '\u{00ab}', '\u{300c}']);
    if let Some(inner) = text.strip_prefix('<') {
        let (inner, rest) = inner.split_once('>')?;
        let address = plain(inner)?;
        return Some((address, rest));
    }
    let at = text.bytes().take(LONGEST).position(|b| !is_local(b))?;
    if text.as_bytes().get(at) != Some(&b'@') {
        return None;
    }
    let found = around(text, at, 0)?;
    let rest = text.get(found.to..)?;
    (found.from == 0).then_some(found.address).map(|address| {
        (
            address,
            rest.trim_start_matches([
                '"', '\'', ')', '\u{201d}', '\u{2019}', '\u{00bb}', '\u{300d}',
            ]),
        )
    })
}

/// What stands in angle brackets as an address: without `mailto:`, type and
/// source route (RFC 5321, section 4.1.1.3).
pub(super) fn plain(inner: &str) -> Option<&str> {
    let inner = inner.trim();
    let inner =
        strip_word(inner, "mailto:").or_else(|| strip_word(inner, "smtp:")).unwrap_or(inner);
    let inner = match inner.strip_prefix('@').and_then(|route| route.split_once(':')) {
        Some((_, address)) => address,
        None => inner,
    };
    let (local, domain) = inner.rsplit_once('@')?;
    let spaced = local.contains(char::is_whitespace) && !local.starts_with('"');
    (!local.is_empty() && !domain.is_empty() && !spaced && !domain.contains(char::is_whitespace))
        .then_some(inner)
}

/// The rest behind a word in any case.
fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let start = text.get(..word.len())?;
    if start.eq_ignore_ascii_case(word) { text.get(word.len()..) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_in_running_text() {
        for (text, expected) in [
            ("to kay@there.example.", "kay@there.example"),
            ("<kay@there.example>, 'ann@ourco.example'", "kay@there.example ann@ourco.example"),
            ("rfc822;kay+x@[192.0.2.1] b@c", "kay+x@[192.0.2.1]"),
            ("@ a@ @b.example x@.y a@b..c", ""),
            ("mailto:kay@there.example?subject=x", "kay@there.example"),
            ("IMCEAEX-_O=OURCO_OU=A+20B@ourco.example", "IMCEAEX-_O=OURCO_OU=A+20B@ourco.example"),
        ] {
            let found: Vec<_> = all(text).map(|found| found.address).collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }

    #[test]
    fn a_leading_address_comes_with_what_follows() {
        for (text, expected) in [
            ("<kay@there.example>: no", Some(("kay@there.example", ": no"))),
            ("\"kay@there.example\":", Some(("kay@there.example", ":"))),
            ("kay@there.example on Monday", Some(("kay@there.example", " on Monday"))),
            ("<@mx.example:kay@there.example>", Some(("kay@there.example", ""))),
            ("<mailto:kay@localhost>", Some(("kay@localhost", ""))),
            ("Kay <kay@there.example>", None),
            ("kay", None),
            ("<kay>", None),
        ] {
            assert_eq!(leading(text), expected, "{text}");
        }
    }
}
