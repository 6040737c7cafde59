//! Finding words in a text, however they were broken into lines there.

use std::ops::Range;

/// Where a phrase stands in a text, without regard to case and with any run
/// of white space as one.
///
/// What is part of a longer word or number does not count: there is no `550`
/// in `15501`.
pub fn find(text: &str, phrase: &str) -> Vec<Range<usize>> {
    let (folded, starts) = fold(text);
    let (phrase, _) = fold(phrase.trim());
    if phrase.is_empty() {
        return Vec::new();
    }
    folded
        .match_indices(&phrase)
        .filter(|(at, found)| is_whole(&folded, *at, found))
        .map(|(at, found)| starts[at]..starts[at + found.len()])
        .collect()
}

fn is_whole(text: &str, at: usize, found: &str) -> bool {
    let bytes = text.as_bytes();
    let joins = |inside: Option<&u8>, outside: Option<&u8>| {
        inside.is_some_and(u8::is_ascii_alphanumeric)
            && outside.is_some_and(u8::is_ascii_alphanumeric)
    };
    let before = at.checked_sub(1).and_then(|before| bytes.get(before));
    !joins(found.as_bytes().first(), before)
        && !joins(found.as_bytes().last(), bytes.get(at + found.len()))
}

/// A text for comparing, and for each of its bytes where it was before.
fn fold(text: &str) -> (String, Vec<usize>) {
    let mut folded = String::with_capacity(text.len());
    let mut starts = Vec::with_capacity(text.len() + 1);
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            if !folded.ends_with(' ') {
                folded.push(' ');
            }
        } else {
            folded.push(c.to_ascii_lowercase());
        }
        starts.resize(folded.len(), at);
    }
    starts.push(text.len());
    (folded, starts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_over_line_ends_and_only_whole() {
        for (text, phrase, expected) in [
            ("550 User\n   Unknown here", "user unknown", vec!["User\n   Unknown"]),
            ("full, and Full", "full", vec!["full", "Full"]),
            ("nothing", "user", vec![]),
            ("id 15501", "550", vec![]),
            ("nothing", " ", vec![]),
        ] {
            let found: Vec<&str> = find(text, phrase).into_iter().map(|at| &text[at]).collect();
            assert_eq!(found, expected, "{phrase:?} in {text:?}");
        }
    }
}
