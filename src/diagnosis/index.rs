//! Which signatures and marks can be in a text at all.
//!
//! For a single text, a fingerprint of its trigrams rules out nearly all
//! phrases without anything being built. From the second dozen of texts on an
//! automaton over the phrases is worth its building. Both give candidates
//! only: whether a phrase is really there is for [`super::phrase`] to say.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::phrase;
use crate::knowledge::{Knowledge, Signature, Text};

/// After so many texts the automaton is built.
const WORTH_BUILDING: u32 = 24;

/// Something that phrases lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Target {
    /// A mark of a provider, both by their place in the knowledge.
    Mark(u16, u16),
    /// A signature that holds for any server.
    General(u16),
    /// A provider's own signature.
    Own(u16, u16),
}

/// Finds candidates.
#[derive(Debug, Default)]
pub(super) struct Index {
    used: AtomicU32,
    automaton: OnceLock<Option<(AhoCorasick, Vec<Target>)>>,
}

impl Index {
    /// The targets of which a phrase may be in the text, sorted, each once.
    pub(super) fn candidates(&self, knowledge: &Knowledge, text: &str) -> Vec<Target> {
        let mut found = Vec::new();
        if let Some((automaton, targets)) = self.automaton(knowledge) {
            let hits = automaton.find_overlapping_iter(text);
            found.extend(hits.filter_map(|hit| targets.get(hit.pattern().as_usize())));
            found.sort_unstable();
            found.dedup();
        } else {
            let print = Fingerprint::new(text.as_bytes());
            each_phrase(knowledge, |phrase, target| {
                if print.may_hold(phrase.as_bytes()) && found.last() != Some(&target) {
                    found.push(target);
                }
            });
        }
        found
    }

    /// The automaton, where it was worth building.
    fn automaton(&self, knowledge: &Knowledge) -> Option<&(AhoCorasick, Vec<Target>)> {
        if self.automaton.get().is_none()
            && self.used.fetch_add(1, Ordering::Relaxed) < WORTH_BUILDING
        {
            return None;
        }
        self.automaton.get_or_init(|| build(knowledge)).as_ref()
    }
}

/// Builds the automaton; there is none where the phrases are too many for one.
fn build(knowledge: &Knowledge) -> Option<(AhoCorasick, Vec<Target>)> {
    let mut anchors = Vec::new();
    let mut targets = Vec::new();
    each_phrase(knowledge, |text, target| {
        anchors.push(phrase::anchor(text));
        targets.push(target);
    });
    let automaton = AhoCorasick::builder()
        .match_kind(MatchKind::Standard)
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .prefilter(false)
        .build(anchors)
        .ok()?;
    Some((automaton, targets))
}

/// Goes through the phrases of which one has to be there, in the order of the
/// targets.
fn each_phrase(knowledge: &Knowledge, mut visit: impl FnMut(&'static str, Target)) {
    for (p, provider) in knowledge.providers.iter().enumerate() {
        for (n, mark) in provider.marks.iter().enumerate() {
            visit(mark.as_str(), Target::Mark(p as u16, n as u16));
        }
    }
    for (n, signature) in knowledge.signatures.iter().enumerate() {
        for text in needed(signature) {
            visit(text.as_str(), Target::General(n as u16));
        }
    }
    for (p, provider) in knowledge.providers.iter().enumerate() {
        for (n, signature) in provider.signatures.iter().enumerate() {
            for text in needed(signature) {
                visit(text.as_str(), Target::Own(p as u16, n as u16));
            }
        }
    }
}

/// The phrases of a signature of which one has to be there.
fn needed(signature: &Signature) -> &[Text] {
    if signature.any.is_empty() {
        signature.all.get(..1).unwrap_or_default()
    } else {
        &signature.any
    }
}

/// The set of a text's trigrams, as bits.
struct Fingerprint(Box<[u64; 1024]>);

impl Fingerprint {
    fn new(text: &[u8]) -> Self {
        let mut bits = Box::new([0; 1024]);
        for trigram in text.windows(3) {
            let (word, bit) = Self::place(trigram);
            bits[word] |= bit;
        }
        Self(bits)
    }

    /// Whether the first and the last trigram of a phrase are there. What is
    /// shorter before the first or after the last star is let through.
    fn may_hold(&self, phrase: &[u8]) -> bool {
        let stars =
            || phrase.iter().enumerate().filter(|(_, byte)| **byte == b'*').map(|(at, _)| at);
        let (first, last) = match (stars().next(), stars().next_back()) {
            (Some(first), Some(last)) => (phrase.get(..first), phrase.get(last + 1..)),
            _ => (Some(phrase), Some(phrase)),
        };
        let head = first.map(<[u8]>::trim_ascii_end).and_then(|part| part.get(..3));
        let tail = last.map(<[u8]>::trim_ascii_start);
        let tail = tail.and_then(|part| part.get(part.len().checked_sub(3)?..));
        [head, tail].into_iter().flatten().all(|trigram| {
            let (word, bit) = Self::place(trigram);
            self.0[word] & bit != 0
        })
    }

    /// The word and the bit of a trigram, of 65,536 bits.
    fn place(trigram: &[u8]) -> (usize, u64) {
        let hash = trigram
            .iter()
            .fold(0_u32, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x9E37_79B1));
        ((hash >> 22) as usize, 1 << ((hash >> 16) & 63))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_automaton_finds_what_the_fingerprint_finds_and_no_phrase_is_lost() {
        let knowledge = Knowledge::builtin();
        let index = Index::default();
        let mut lost = Vec::new();
        each_phrase(knowledge, |text, target| {
            let example = format!("x {} y", text.replace('*', ""));
            let quick = Fingerprint::new(example.as_bytes()).may_hold(text.as_bytes());
            if !quick || !index.candidates(knowledge, &example).contains(&target) {
                lost.push(text);
            }
        });
        assert_eq!(lost, Vec::<&str>::new());
        assert!(index.automaton(knowledge).is_some());
    }
}
