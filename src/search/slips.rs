//! Words typed wrongly.

/// How many slips are forgiven in a word of so many letters.
pub(crate) fn slips(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// Whether a word is another one typed wrongly: one slip in four to seven
/// letters, two in longer words. Swapped neighbours count as one slip. A word
/// that is still being typed is compared with the beginning.
pub(crate) fn is_typo(known: &str, word: &str) -> bool {
    let letters = word.chars().count();
    let slips = slips(letters);
    if slips == 0 || known.chars().count() + slips < letters {
        return false;
    }
    // Both begin alike in nearly every typing error; it saves most of the work
    // and keeps "mail" from being taken for "fail".
    if known.chars().next() != word.chars().next() {
        return swapped_start(known, word);
    }
    // A letter that is nowhere in the other word is a slip by itself. This
    // rules out nearly all words before any of them is compared.
    if (letters_of(word) & !letters_of(known)).count_ones() as usize > slips {
        return false;
    }
    let beginning = known.char_indices().nth(letters).map_or(known, |(end, _)| &known[..end]);
    strsim::osa_distance(beginning, word) <= slips
        || (beginning.len() < known.len()
            && known.chars().count() <= letters + slips
            && strsim::osa_distance(known, word) <= slips)
}

/// Whether one slip at most, anywhere, makes one word of the other.
pub(crate) fn is_one_slip(known: &str, word: &str) -> bool {
    // What is cheap to see rules out nearly all of them.
    let lacks = |one: &str, other: &str| {
        one.is_ascii() && (letters_of(one) & !letters_of(other)).count_ones() > 1
    };
    known.len().abs_diff(word.len()) <= 1
        && !lacks(known, word)
        && !lacks(word, known)
        && strsim::osa_distance(known, word) <= 1
}

/// A bit for each letter that a word has; letters beyond ASCII share them.
fn letters_of(word: &str) -> u32 {
    word.bytes().fold(0, |bits, b| bits | 1 << (b % 32))
}

/// Whether only the first two letters are swapped.
fn swapped_start(known: &str, word: &str) -> bool {
    let (mut a, mut b) = (known.chars(), word.chars());
    let (a1, a2, b1, b2) = (a.next(), a.next(), b.next(), b.next());
    a1 == b2 && a2 == b1 && a.as_str() == b.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_forgiven_by_length() {
        for (known, word, expected) in [
            ("quota", "qouta", true),
            ("virus", "virsu", true),
            ("relay", "realy", true),
            ("greylisted", "graylisetd", true),
            ("mailbox", "mialbox", true),
            ("reputation", "repuattion", true),
            ("reputation", "reputaton", true),
            ("authentication", "autentic", true),
            ("mail", "fail", false),
            ("full", "fill", true),
            ("spf", "spd", false),
            ("user", "sure", false),
            ("usre", "suer", false),
            ("suer", "user", true),
        ] {
            assert_eq!(is_typo(known, word), expected, "{known} {word}");
        }
    }
}
