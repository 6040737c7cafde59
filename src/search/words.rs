//! The words of a text, and what stays of a word when it is bent.

use crate::text::fold;

/// The words of a text: runs of letters and digits, in lower case and without
/// accents. An apostrophe is left out: "don't" is `dont`. Here all mail is
/// e-mail, however it is written.
pub(crate) fn split(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    each(text, |word| words.push(word.to_owned()));
    words
}

/// Visits these words.
pub(crate) fn each(text: &str, visit: impl FnMut(&str)) {
    if text.is_ascii() { each_ascii(text, visit) } else { each_folded(text, visit) }
}

fn each_folded(text: &str, mut visit: impl FnMut(&str)) {
    let mut folded = fold(text);
    if folded.contains('\'') {
        folded = folded.replace('\'', "");
    }
    if folded.contains("e-mail") {
        folded = folded.replace("e-mail", "email");
    }
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.for_each(|word| visit(mail(word).unwrap_or(word)));
}

/// The same for nearly all texts, most words of which stand there as they are
/// wanted.
fn each_ascii(text: &str, mut visit: impl FnMut(&str)) {
    let bytes = text.as_bytes();
    let mut bent = String::new();
    let mut at = 0;
    while let Some(first) = bytes.get(at) {
        if !first.is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let start = at;
        let is_small = |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit();
        at += bytes.iter().skip(at).take_while(|b| is_small(b)).count();
        let is_whole = !matches!(bytes.get(at), Some(b'A'..=b'Z' | b'\'' | b'-'));
        if is_whole && let Some(word) = text.get(start..at) {
            visit(mail(word).unwrap_or(word));
            continue;
        }
        bent.clear();
        bent.extend(text.get(start..at));
        while let Some(b) = bytes.get(at) {
            match b {
                b'\'' => {}
                b'-' if bent.ends_with('e') && is_mail(bytes.get(at + 1..).unwrap_or_default()) => {
                }
                b if b.is_ascii_alphanumeric() => bent.push(char::from(b.to_ascii_lowercase())),
                _ => break,
            }
            at += 1;
        }
        visit(mail(&bent).unwrap_or(&bent));
    }
}

/// Whether a text begins with "mail".
fn is_mail(text: &[u8]) -> bool {
    let letters = text.iter().filter(|b| **b != b'\'').take(4).map(u8::to_ascii_lowercase);
    letters.eq(*b"mail")
}

fn mail(word: &str) -> Option<&str> {
    word.strip_prefix('e').filter(|mail| matches!(*mail, "mail" | "mails" | "mailing"))
}

/// The endings that English words are bent with, longest first.
const ENDINGS: &[&str] =
    &["ings", "ing", "ied", "ies", "ers", "ed", "es", "er", "ly", "s", "d", "e", "y"];

/// The part of a word that stays when it is bent: `greylist` for
/// "greylisting", `den` for "denied" and "deny".
pub(crate) fn stem(word: &str) -> &str {
    let is_bent = word.is_ascii() && !word.ends_with("ss");
    let rest = ENDINGS
        .iter()
        .filter(|_| is_bent)
        .find_map(|ending| word.strip_suffix(ending).filter(|rest| rest.len() >= 3));
    let Some(rest) = rest else { return word };
    // "banned", "stopping": the letter was doubled before the ending.
    let bytes = rest.as_bytes();
    match bytes {
        [.., a, b] if a == b && rest.len() > 3 && !matches!(b, b's' | b'l') => {
            &rest[..rest.len() - 1]
        }
        _ => rest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded() {
        assert_eq!(
            split("The user's Größe: 5.7.1, E-Mails don't"),
            ["the", "users", "grosse", "5", "7", "1", "mails", "dont"]
        );
    }

    proptest::proptest! {
        #[test]
        fn the_quick_way_through_plain_texts_is_the_same(text in "([ a-cE'e-]|e-|-?'?[Mm]'?ail|9)*") {
            let (mut quick, mut slow) = (Vec::new(), Vec::new());
            each_ascii(&text, |word| quick.push(word.to_owned()));
            each_folded(&text, |word| slow.push(word.to_owned()));
            proptest::prop_assert_eq!(quick, slow);
        }
    }

    #[test]
    fn bent_words_have_one_stem() {
        for words in [
            &["deny", "denied", "denies"][..],
            &["greylist", "greylisted", "greylisting"],
            &["address", "addresses"],
            &["block", "blocked", "blocking", "blocks"],
            &["arrive", "arrived"],
            &["banned", "banning"],
        ] {
            assert!(words.iter().all(|word| stem(word) == stem(words[0])), "{words:?}");
        }
    }
}
