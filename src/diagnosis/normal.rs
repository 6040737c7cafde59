//! Text in the form in which phrases are looked for: lower case, single
//! spaces, plain quotes and dashes, letters without accents; and the way back
//! to the words as they stood there.

use std::ops::Range;

use crate::text::plain;

/// A text in normal form that knows where each byte came from.
#[derive(Debug)]
pub(super) struct Normal<'t> {
    source: &'t str,
    text: String,
    /// For each byte of `text`, where its character starts in `source`.
    from: Vec<u32>,
}

impl<'t> Normal<'t> {
    /// Brings a text into normal form.
    pub(super) fn new(source: &'t str) -> Self {
        let mut normal = Self {
            source,
            text: String::with_capacity(source.len() + 8),
            from: Vec::with_capacity(source.len() + 8),
        };
        for (at, c) in source.char_indices() {
            normal.take(at as u32, c);
        }
        if normal.text.ends_with(' ') {
            normal.text.pop();
            normal.from.pop();
        }
        normal
    }

    /// The normal form.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The words of the source that a range of the normal form came from.
    pub(super) fn original(&self, range: Range<usize>) -> &'t str {
        let place = |at: usize| self.from.get(at).map_or(self.source.len(), |at| *at as usize);
        let start = place(range.start);
        let end = if range.end == 0 { start } else { place(range.end - 1) };
        // The last character counts whole, however many bytes it had.
        let last = self.source.get(end..).and_then(|rest| rest.chars().next());
        let end = end + last.map_or(0, char::len_utf8);
        self.source.get(start..end).unwrap_or_default().trim()
    }

    fn push(&mut self, at: u32, text: &str) {
        self.text.push_str(text);
        self.from.resize(self.text.len(), at);
    }

    fn take(&mut self, at: u32, c: char) {
        match c {
            'a'..='z' | '!'..='@' | '['..='`' | '{'..='~' => {
                self.text.push(c);
                self.from.push(at);
            }
            'A'..='Z' => {
                self.text.push(c.to_ascii_lowercase());
                self.from.push(at);
            }
            // Zero-width characters split words that look whole.
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            _ if c.is_whitespace() || c.is_control() => {
                if !self.text.is_empty() && !self.text.ends_with(' ') {
                    self.text.push(' ');
                    self.from.push(at);
                }
            }
            _ => {
                if let Some(plain) = plain(c) {
                    self.push(at, plain);
                } else {
                    for lower in c.to_lowercase() {
                        if let Some(plain) = plain(lower) {
                            self.push(at, plain);
                        } else {
                            self.push(at, lower.encode_utf8(&mut [0; 4]));
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_made_plain() {
        for (source, expected) in [
            ("Mailbox  FULL\r\n", "mailbox full"),
            ("\t User\u{a0}unknown", "user unknown"),
            ("recipient\u{2019}s \u{201c}inbox\u{201d}", "recipient's \"inbox\""),
            ("Service refusé, Größe", "service refuse, grosse"),
            ("mail\u{200b}box", "mailbox"),
            ("ÉTÉ Ünbekannt", "ete unbekannt"),
            ("", ""),
        ] {
            assert_eq!(Normal::new(source).text(), expected);
        }
    }

    #[test]
    fn the_way_back_gives_the_words_as_they_stood() {
        for (source, wanted, words) in [
            ("x  Mailbox\r\n FULL y", "mailbox full", "Mailbox\r\n FULL"),
            ("Adresse refusée!", "refusee", "refusée"),
            ("die Größe", "grosse", "Größe"),
            ("5 \u{2026}", "...", "\u{2026}"),
        ] {
            let normal = Normal::new(source);
            let at = normal.text().find(wanted).expect(wanted);
            assert_eq!(normal.original(at..at + wanted.len()), words);
        }
    }
}
