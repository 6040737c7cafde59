//! Hostile text made safe for a terminal, by type.

use std::fmt::{self, Write as _};
use std::ops::Deref;

/// The most marks without a width of their own that stay on one character.
/// Real scripts need four at most; a flood of them climbs over other lines.
const MOST_MARKS: usize = 4;

/// Text that cannot drive a terminal: no control characters, no characters
/// that reorder or hide others.
///
/// What is taken out stays visible as `\x1B` or `\u{202E}`, so that nobody is
/// misled about what stood there. Cleaning clean text changes nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clean(String);

impl Clean {
    /// Cleans text for one line: line breaks and tabs become spaces.
    pub fn line(text: &str) -> Self {
        Self(clean(text, false))
    }

    /// Cleans text of several lines: line breaks (LF or CR LF) stay, a tab
    /// becomes four spaces.
    pub fn lines(text: &str) -> Self {
        Self(clean(text, true))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text, for who needs to own it.
    pub fn into_string(self) -> String {
        self.0
    }
}

impl Deref for Clean {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Whether a character hides, joins or reorders others, or is not text at all.
fn is_hiding(c: char) -> bool {
    matches!(
        c,
        '\u{00AD}' // soft hyphen
        | '\u{034F}' // combining grapheme joiner
        | '\u{061C}' // Arabic letter mark
        | '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' // Hangul fillers
        | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' // zero width, direction marks
        | '\u{2028}'..='\u{202E}' // separators, direction overrides
        | '\u{2060}'..='\u{206F}' // invisible operators, direction isolates
        | '\u{FEFF}' // byte order mark
        | '\u{FFF9}'..='\u{FFFB}' // annotations
        | '\u{1D173}'..='\u{1D17A}'
        | '\u{E000}'..='\u{F8FF}' // private use: no font agrees on it
        | '\u{E0000}'..='\u{10FFFF}' // tags and private planes
    )
}

/// Whether a character is a variation selector: it changes the width of what
/// stands before it in some terminals only, and is dropped.
fn is_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}')
}

/// Whether a character is any other kind of space.
fn is_odd_space(c: char) -> bool {
    matches!(
        c,
        '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}'
    )
}

fn clean(text: &str, keep_lines: bool) -> String {
    if super::width::is_plain(text) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut marks = 0;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_ascii_graphic() || c == ' ' {
            marks = 0;
            out.push(c);
        } else if c == '\n' {
            out.push(if keep_lines { '\n' } else { ' ' });
        } else if c == '\r' && chars.peek() == Some(&'\n') {
            // The line feed after it says the same.
        } else if c == '\t' {
            out.push_str(if keep_lines { "    " } else { " " });
        } else if is_odd_space(c) {
            out.push(' ');
        } else if c.is_control() {
            let _ = write!(out, "\\x{:02X}", u32::from(c));
        } else if is_selector(c) {
            // See there.
        } else if is_hiding(c) {
            let _ = write!(out, "\\u{{{:X}}}", u32::from(c));
        } else if unicode_width::UnicodeWidthChar::width(c) == Some(0) {
            marks += 1;
            if marks <= MOST_MARKS {
                out.push(c);
            }
        } else {
            marks = 0;
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn attacks_become_visible_and_harmless() {
        for (name, text, expected) in [
            ("clear screen", "\u{1b}[2Jgone", "\\x1B[2Jgone"),
            ("OSC 52 clipboard", "\u{1b}]52;c;cm0=\u{7}", "\\x1B]52;c;cm0=\\x07"),
            ("OSC 8 link", "\u{1b}]8;;http://e\u{1b}\\x", "\\x1B]8;;http://e\\x1B\\x"),
            ("C1 CSI", "\u{9b}31mred", "\\x9B31mred"),
            ("carriage return forgery", "bad\rgood", "bad\\x0Dgood"),
            ("backspace", "ab\u{8}c", "ab\\x08c"),
            ("right to left override", "exe\u{202e}fdp", "exe\\u{202E}fdp"),
            ("isolate", "\u{2066}x\u{2069}", "\\u{2066}x\\u{2069}"),
            ("zero width", "pay\u{200b}pal", "pay\\u{200B}pal"),
            ("tag characters", "a\u{e0041}b", "a\\u{E0041}b"),
            ("NUL and DEL", "a\0b\u{7f}", "a\\x00b\\x7F"),
            ("variation selector", "\u{2764}\u{fe0f}", "\u{2764}"),
            ("no-break space", "a\u{a0}b", "a b"),
        ] {
            assert_eq!(Clean::line(text).as_str(), expected, "{name}");
        }
    }

    #[test]
    fn real_text_stays_as_it_is() {
        for text in ["Größe", "メールボックス", "почта", "e\u{301}", "sad 😀", "<a@b.example>"]
        {
            assert_eq!(Clean::line(text).as_str(), text);
        }
    }

    #[test]
    fn lines_are_kept_only_where_asked_for() {
        assert_eq!(Clean::line("a\r\nb\tc\nd").as_str(), "a b c d");
        assert_eq!(Clean::lines("a\r\nb\tc\nd").as_str(), "a\nb    c\nd");
    }

    #[test]
    fn a_flood_of_marks_is_cut() {
        let flood = format!("a{}b", "\u{301}".repeat(500));
        assert_eq!(Clean::line(&flood).chars().count(), 2 + MOST_MARKS);
    }

    proptest! {
        #[test]
        fn nothing_that_drives_a_terminal_is_left(text in any::<String>()) {
            let clean = Clean::lines(&text);
            prop_assert!(clean.chars().all(|c| c == '\n' || !c.is_control()));
            prop_assert!(!clean.chars().any(is_hiding));
            prop_assert_eq!(Clean::lines(&clean), clean);
        }
    }
}
