//! Header fields of a message or a part (RFC 5322, section 2.2), borrowed.

use std::borrow::Cow;

use memchr::memchr;

/// At most this many fields of one header are kept; a flood of them says
/// nothing more.
const MOST: usize = 512;

/// At most this many bytes of a field are kept.
const LONGEST: usize = 32 * 1024;

/// One field as it stands there: the value keeps its folds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field<'a> {
    pub(super) name: &'a [u8],
    pub(super) value: &'a [u8],
}

/// The fields of one header.
#[derive(Clone, Debug, Default)]
pub(super) struct Header<'a> {
    fields: Vec<Field<'a>>,
}

impl<'a> Header<'a> {
    /// Reads fields until an empty line, and gives the offset of what follows
    /// it. A line that cannot be part of a header ends it too: what follows is
    /// text that somebody put there without an empty line.
    pub(super) fn read(bytes: &'a [u8]) -> (Self, usize) {
        let mut header = Self::default();
        let mut at = 0;
        while at < bytes.len() {
            let (line, next) = line_at(bytes, at);
            if line.is_empty() {
                return (header, next);
            }
            if at == 0 && (line.starts_with(b"From ") || line.starts_with(b">From ")) {
                at = next;
                continue;
            }
            let Some(colon) = name_length(line) else {
                // An unfolded rest of the field before, as broken gateways
                // leave it, or the beginning of the body.
                return (header, at);
            };
            let from = at + colon + 1;
            let (to, next) = folded_end(bytes, at);
            if header.fields.len() < MOST {
                let name = line.get(..colon).unwrap_or_default().trim_ascii_end();
                let value = bytes.get(from..to.min(from + LONGEST)).unwrap_or_default();
                header.fields.push(Field { name, value });
            }
            at = next;
        }
        (header, bytes.len())
    }

    /// The fields in their order.
    pub(super) fn fields(&self) -> &[Field<'a>] {
        &self.fields
    }

    /// The first field of this name, raw.
    pub(super) fn raw(&self, name: &str) -> Option<&'a [u8]> {
        let field = self.fields.iter().find(|field| field.is(name))?;
        Some(field.value)
    }

    /// The first field of this name on one line, as it stands there.
    pub(super) fn get(&self, name: &str) -> Option<Cow<'a, str>> {
        self.raw(name).map(unfolded)
    }

    /// The first field of this name with its encoded words decoded (RFC 2047).
    pub(super) fn decoded(&self, name: &str) -> Option<Cow<'a, str>> {
        self.raw(name).map(decoded)
    }
}

impl Field<'_> {
    /// Whether this is the field's name, in any case.
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name.as_bytes())
    }
}

/// The line that starts here without its ending, and where the next one
/// starts.
pub(super) fn line_at(bytes: &[u8], at: usize) -> (&[u8], usize) {
    let rest = bytes.get(at..).unwrap_or_default();
    match memchr(b'\n', rest) {
        Some(end) => {
            let line = rest.get(..end).unwrap_or_default();
            (line.strip_suffix(b"\r").unwrap_or(line), at + end + 1)
        }
        None => (rest.strip_suffix(b"\r").unwrap_or(rest), bytes.len()),
    }
}

/// The length of a field's name, if the line starts one: printable ASCII
/// without spaces, a colon behind it.
pub(super) fn name_length(line: &[u8]) -> Option<usize> {
    let colon = memchr(b':', line.get(..line.len().min(128)).unwrap_or_default())?;
    let name = line.get(..colon)?.trim_ascii_end();
    (!name.is_empty() && name.iter().all(u8::is_ascii_graphic)).then_some(colon)
}

/// Where the field that starts here ends, its folded lines included, and where
/// the next line starts.
fn folded_end(bytes: &[u8], at: usize) -> (usize, usize) {
    let (_, mut next) = line_at(bytes, at);
    while matches!(bytes.get(next), Some(b' ' | b'\t')) {
        let (line, after) = line_at(bytes, next);
        if line.trim_ascii().is_empty() {
            break;
        }
        next = after;
    }
    (next, next)
}

/// A field's value on one line.
pub(super) fn unfolded(value: &[u8]) -> Cow<'_, str> {
    let value = value.trim_ascii();
    let text = String::from_utf8_lossy(value);
    if memchr(b'\n', value).is_none() {
        return text;
    }
    let mut line = String::with_capacity(text.len());
    for part in text.lines() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(part.trim());
    }
    Cow::Owned(line)
}

/// A field's value with its encoded words decoded.
pub(super) fn decoded(value: &[u8]) -> Cow<'_, str> {
    if memchr::memmem::find(value, b"=?").is_none() {
        return unfolded(value);
    }
    // The decoder reads to the end of a line, so it needs one.
    let mut line = value.trim_ascii().to_vec();
    line.push(b'\n');
    let text = match mail_parser::parsers::MessageStream::new(&line).parse_unstructured() {
        mail_parser::HeaderValue::Text(text) => text.into_owned(),
        _ => String::new(),
    };
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> (Vec<(String, String)>, usize) {
        let (header, body) = Header::read(text.as_bytes());
        let fields = header.fields().iter().map(|field| {
            (String::from_utf8_lossy(field.name).into_owned(), unfolded(field.value).into_owned())
        });
        (fields.collect(), body)
    }

    #[test]
    fn fields_fold_and_end_at_the_empty_line() {
        let (fields, body) = shown("From x@y z\r\nA: 1\r\nB : 2\r\n\t3\r\n\r\nbody: no\r\n");
        assert_eq!(fields, [("A".into(), "1".into()), ("B".into(), "2 3".into())]);
        assert_eq!(body, 31);
    }

    #[test]
    fn a_line_that_is_no_field_ends_the_header() {
        let (fields, body) = shown("A: 1\nnot a field\nB: 2\n");
        assert_eq!(fields.len(), 1);
        assert_eq!(body, 5);
    }

    #[test]
    fn encoded_words_are_decoded() {
        let (header, _) = Header::read(b"Subject: =?utf-8?B?w7xiZXI=?= =?iso-8859-1?Q?=FC?=\n\n");
        assert_eq!(header.decoded("subject").as_deref(), Some("\u{fc}ber\u{fc}"));
    }
}
