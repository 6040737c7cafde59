//! The trigrams of a text as a set of bits: rules out in a few nanoseconds
//! that a phrase is there.

/// The number of 64-bit words of a fingerprint.
const WORDS: usize = 256;

/// The set of a text's trigrams.
#[derive(Debug)]
pub(super) struct Fingerprint([u64; WORDS]);

impl Fingerprint {
    /// Takes the fingerprint of a text in normal form.
    pub(super) fn new(text: &str) -> Self {
        let mut bits = [0; WORDS];
        for trigram in text.as_bytes().windows(3) {
            let (word, bit) = place(trigram);
            bits[word] |= bit;
        }
        Self(bits)
    }

    /// Whether a phrase can be in the text: whether all its trigrams are there.
    /// What is shorter between two stars is let through.
    pub(super) fn may_hold(&self, phrase: &str) -> bool {
        let phrase = phrase.as_bytes();
        // Most phrases end here, which is what makes this fast.
        if let Some(head) = phrase.get(..3)
            && !self.has(head)
            && !head.contains(&b'*')
            && !phrase[2..].starts_with(b" *")
        {
            return false;
        }
        let mut parts = phrase.split(|byte| *byte == b'*').map(<[u8]>::trim_ascii);
        parts.all(|part| part.windows(3).all(|trigram| self.has(trigram)))
    }

    fn has(&self, trigram: &[u8]) -> bool {
        let (word, bit) = place(trigram);
        self.0[word] & bit != 0
    }
}

/// The word and the bit of a trigram.
fn place(trigram: &[u8]) -> (usize, u64) {
    let hash = trigram
        .iter()
        .fold(0_u32, |number, byte| number << 8 | u32::from(*byte))
        .wrapping_mul(0x9E37_79B1);
    ((hash >> 24) as usize % WORDS, 1 << ((hash >> 18) & 63))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_is_never_ruled_out() {
        let print = Fingerprint::new("550 mailbox of ann is over its quota");
        for phrase in
            ["mailbox", "mailbox * quota", "is * quota", "ov*", "quot*", "a * is", "its quota"]
        {
            assert!(print.may_hold(phrase), "{phrase}");
        }
        assert!(!print.may_hold("greylisted") && !print.may_hold("mailbox * full"));
    }
}
