//! Which signatures and marks can be in a text at all.
//!
//! For a single text, its fingerprint rules out nearly all phrases without
//! anything being built. From the second dozen of texts on an automaton over
//! the phrases is worth its building. Both give candidates only: whether a
//! phrase is really there is for [`super::phrase`] to say.

use std::fmt;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use daachorse::DoubleArrayAhoCorasick;

use super::fingerprint::Fingerprint;
use super::phrase::{self, Found};
use crate::knowledge::{Knowledge, Signature, Text};

/// After so many texts the automaton is built.
const WORTH_BUILDING: u32 = 24;

/// So many bytes of a phrase are looked for.
const PIECE: usize = 12;

/// Something that phrases lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Target {
    /// The marks of a provider, by its place in the knowledge.
    Mark(u16),
    /// A signature that holds for any server.
    General(u16),
    /// A provider's own signature: the provider's place and its own.
    Own(u16, u16),
}

/// A phrase that may be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Candidate {
    /// What it leads to.
    pub target: Target,
    /// Its place among the phrases of which one has to be there.
    pub phrase: u16,
    /// Where it may be.
    pub place: Place,
}

impl Candidate {
    /// Finds its phrase in the text for which it is a candidate.
    pub(super) fn find(&self, phrase: &str, text: &str) -> Option<Found> {
        match self.place {
            Place::At(start) => phrase::find_at(phrase, text, start as usize),
            Place::Anywhere => phrase::find(phrase, text),
        }
    }
}

/// Where in a text a phrase may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// Nowhere but from this byte on; another place is another candidate.
    At(u32),
    /// Nobody looked.
    Anywhere,
}

/// The anchors of all phrases. A double array stays in the processor's caches;
/// that is what makes the pace here.
struct Automaton {
    anchors: DoubleArrayAhoCorasick<u32>,
    /// What each anchor leads to.
    targets: Vec<Leads>,
}

/// What an anchor leads to.
struct Leads {
    target: Target,
    phrase: u16,
    /// Whether the phrase starts where its anchor does.
    is_start: bool,
}

impl Leads {
    fn candidate(&self, anchor_at: usize) -> Candidate {
        let place = if self.is_start { Place::At(anchor_at as u32) } else { Place::Anywhere };
        Candidate { target: self.target, phrase: self.phrase, place }
    }
}

/// Finds candidates.
#[derive(Default)]
pub(super) struct Index {
    used: AtomicU32,
    automaton: OnceLock<Option<Automaton>>,
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Index").field("used", &self.used).finish_non_exhaustive()
    }
}

impl Index {
    /// The phrases that may be in the text, sorted by target and phrase.
    pub(super) fn candidates(
        &self,
        knowledge: &Knowledge,
        text: &str,
        print: &Fingerprint,
    ) -> Vec<Candidate> {
        let mut found = Vec::new();
        if let Some(Automaton { anchors, targets }) = self.automaton(knowledge) {
            let hits = anchors.find_overlapping_iter(text);
            found.extend(hits.filter_map(|hit| {
                targets.get(hit.value() as usize).map(|leads| leads.candidate(hit.start()))
            }));
            found.sort_unstable();
            found.dedup();
        } else {
            each_phrase(knowledge, |text, target, phrase| {
                if print.may_hold(text) {
                    found.push(Candidate { target, phrase, place: Place::Anywhere });
                }
            });
        }
        found
    }

    /// The automaton, where it was worth building.
    fn automaton(&self, knowledge: &Knowledge) -> Option<&Automaton> {
        if self.automaton.get().is_none()
            && self.used.fetch_add(1, Ordering::Relaxed) < WORTH_BUILDING
        {
            return None;
        }
        self.automaton.get_or_init(|| build(knowledge)).as_ref()
    }
}

/// Builds the automaton; there is none where the phrases are too many for one.
fn build(knowledge: &Knowledge) -> Option<Automaton> {
    let mut anchors = Vec::new();
    let mut targets = Vec::new();
    each_phrase(knowledge, |text, target, phrase| {
        // Whole phrases would make an automaton that leaves the caches; the
        // few more candidates that a piece of them lets through cost less.
        let anchor = phrase::anchor(text);
        let is_start = text.starts_with(anchor);
        anchors.push(anchor.get(..PIECE).unwrap_or(anchor));
        targets.push(Leads { target, phrase, is_start });
    });
    let anchors = DoubleArrayAhoCorasick::new(anchors).ok()?;
    Some(Automaton { anchors, targets })
}

/// Goes through the phrases of which one has to be there, in the order of the
/// targets.
fn each_phrase(knowledge: &Knowledge, mut visit: impl FnMut(&'static str, Target, u16)) {
    let mut list = |phrases: &[Text], target| {
        for (n, phrase) in phrases.iter().enumerate() {
            visit(phrase.as_str(), target, n as u16);
        }
    };
    for (p, provider) in knowledge.providers.iter().enumerate() {
        list(&provider.marks, Target::Mark(p as u16));
    }
    for (n, signature) in knowledge.signatures.iter().enumerate() {
        list(needed(signature), Target::General(n as u16));
    }
    for (p, provider) in knowledge.providers.iter().enumerate() {
        for (n, signature) in provider.signatures.iter().enumerate() {
            list(needed(signature), Target::Own(p as u16, n as u16));
        }
    }
}

/// The phrases of a signature of which one has to be there.
pub(super) fn needed(signature: &Signature) -> &[Text] {
    if signature.any.is_empty() {
        signature.all.get(..1).unwrap_or_default()
    } else {
        &signature.any
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_phrase_is_lost_by_the_fingerprint_or_by_the_automaton() {
        let knowledge = Knowledge::builtin();
        let built = Index { used: AtomicU32::new(WORTH_BUILDING), ..Index::default() };
        let mut lost = Vec::new();
        each_phrase(knowledge, |text, target, phrase| {
            let example = format!("x {} y", text.replace('*', ""));
            let print = Fingerprint::new(&example);
            let is_found = |candidate: &Candidate| {
                (candidate.target, candidate.phrase) == (target, phrase)
                    && candidate.find(text, &example) == phrase::find(text, &example)
            };
            if !print.may_hold(text)
                || !built.candidates(knowledge, &example, &print).iter().any(is_found)
            {
                lost.push(text);
            }
        });
        assert_eq!(lost, Vec::<&str>::new());
        assert!(built.automaton.get().is_some_and(Option::is_some));
    }
}
