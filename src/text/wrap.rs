//! Breaking text into lines of a width.

use unicode_segmentation::UnicodeSegmentation;

use super::width::{is_plain, width};

/// Breaks text into lines of at most `limit` cells, at spaces where there are
/// any and between characters where a word is too long. Line breaks of the
/// text stay; an empty text is one empty line.
///
/// A limit of 0 counts as 1. A character wider than the limit gets a line of
/// its own.
pub fn wrap(text: &str, limit: usize) -> Vec<String> {
    let limit = limit.max(1);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        if !wrap_plain(paragraph, limit, &mut lines) {
            wrap_paragraph(paragraph, limit, &mut lines);
        }
    }
    lines
}

/// Breaks text into lines of which the first has another limit: something
/// stands before it. An empty text is no line.
pub fn wrap_first(text: &str, first: usize, limit: usize) -> Vec<String> {
    let text = text.trim_start();
    let head = wrap(text, first);
    let Some(first) = head.first().filter(|_| !text.is_empty()) else { return Vec::new() };
    let rest = text.get(first.len()..).unwrap_or_default().trim_start();
    let mut lines = vec![first.clone()];
    if !rest.is_empty() && !first.is_empty() {
        lines.extend(wrap(rest, limit));
    }
    lines
}

/// Breaks a paragraph of printable ASCII, single spaces and words that fit, and
/// says whether it was one. Nearly all are, and their lines can be cut out.
fn wrap_plain(paragraph: &str, limit: usize, lines: &mut Vec<String>) -> bool {
    if !is_plain(paragraph) || paragraph.starts_with(' ') || paragraph.contains("  ") {
        return false;
    }
    let before = lines.len();
    let mut rest = paragraph.trim_end_matches(' ');
    // A line may end where the next character is a space.
    while let Some(line) = rest.get(..=limit) {
        let Some(end) = line.rfind(' ') else {
            lines.truncate(before);
            return false;
        };
        lines.push(rest[..end].to_owned());
        rest = &rest[end + 1..];
    }
    lines.push(rest.to_owned());
    true
}

fn wrap_paragraph(paragraph: &str, limit: usize, lines: &mut Vec<String>) {
    let mut line = String::new();
    let mut used = 0;
    for word in paragraph.split(' ').filter(|word| !word.is_empty()) {
        let cells = width(word);
        let gap = usize::from(used > 0);
        if used + gap + cells <= limit {
            if gap == 1 {
                line.push(' ');
            }
            line.push_str(word);
            used += gap + cells;
            continue;
        }
        if used > 0 {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if cells <= limit {
            line.push_str(word);
            used = cells;
            continue;
        }
        for grapheme in word.graphemes(true) {
            let cells = width(grapheme);
            if used > 0 && used + cells > limit {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push_str(grapheme);
            used += cells;
        }
    }
    lines.push(line);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn breaks_at_spaces_then_anywhere() {
        for (text, limit, expected) in [
            ("", 5, vec![""]),
            ("one two three", 7, vec!["one two", "three"]),
            ("one  two", 20, vec!["one two"]),
            ("one two ", 20, vec!["one two"]),
            (" one two", 20, vec!["one two"]),
            ("one two three", 3, vec!["one", "two", "thr", "ee"]),
            ("abcdefgh", 3, vec!["abc", "def", "gh"]),
            ("a abcdefgh", 4, vec!["a", "abcd", "efgh"]),
            ("a\n\nb", 4, vec!["a", "", "b"]),
            ("メール", 3, vec!["メ", "ー", "ル"]),
            ("ab", 0, vec!["a", "b"]),
        ] {
            assert_eq!(wrap(text, limit), expected, "{text:?} in {limit}");
        }
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_asked_for(text in "[a-zé \nメ]{0,80}", limit in 2_usize..40) {
            for line in wrap(&text, limit) {
                prop_assert!(width(&line) <= limit);
            }
        }

        #[test]
        fn no_character_is_lost(text in "[a-z メ]{0,80}", limit in 1_usize..40) {
            let kept: String = wrap(&text, limit).concat().replace(' ', "");
            prop_assert_eq!(kept, text.replace(' ', ""));
        }
    }
}
