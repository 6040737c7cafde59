//! Weighs everything that points to a cause, and ranks the causes.

use super::case::Case;
use super::codes::{Codes, Telling};
use super::normal::Normal;
use super::signature::Match;
use super::types::Finding;
use super::why::{CodeSaid, Trace};
use super::{NOT_ENOUGH_TEXT, UNRECOGNISED, is_open_end};
use crate::knowledge::{Confidence, Knowledge, Owner, Permanence, Strength, Text};

/// Where words stood; the earlier outranks the later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// In the deciding reply, or in what stands in for one.
    Reply,
    /// In the sentences around it.
    Context,
    /// In a reply that only passed the inner one on.
    Wrapper,
    /// Anywhere in the input.
    Words,
}

impl Place {
    /// In words.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Reply => "in the reply",
            Self::Context => "around the reply",
            Self::Wrapper => "in a reply that passed it on",
            Self::Words => "elsewhere in the text",
        }
    }

    /// How much words of this place count.
    fn share(self) -> f32 {
        match self {
            Self::Reply => 1.0,
            Self::Context => 0.4,
            Self::Wrapper => 0.3,
            Self::Words => 0.25,
        }
    }
}

/// What a decision of the wrapper itself counts more than words of the inner
/// reply, which is only its reason.
const THROUGH: f32 = 120.0;

/// What a code gives to a cause far down its list: too little to add the cause
/// for it.
const NOTHING: f32 = 0.1;

/// The most causes that are worth reading.
const LONGEST: usize = 8;

/// What speaks for one cause.
#[derive(Clone, Debug)]
struct Candidate {
    cause: Text,
    weight: f32,
    /// The weight of the best words alone.
    words: f32,
    confidence: Confidence,
    because: Vec<String>,
    owner: Option<Owner>,
    permanence: Option<Permanence>,
}

/// Collects what speaks for each cause.
#[derive(Debug, Default)]
pub(super) struct Board {
    candidates: Vec<Candidate>,
    /// Whether a code was there whose meaning is known.
    decided_by_code: bool,
    /// What is written down, where somebody asks why.
    pub(super) trace: Option<Trace>,
}

/// The causes in order, and what the best signature of the first one adds.
#[derive(Debug)]
pub(super) struct Ranked {
    /// Best first, never empty.
    pub findings: Vec<Finding>,
    /// Who acts, where the words say so.
    pub owner: Option<Owner>,
    /// What holds, where the words say so.
    pub permanence: Option<Permanence>,
}

impl Board {
    /// Whether any words spoke for a cause.
    pub(super) fn has_words(&self) -> bool {
        self.candidates.iter().any(|candidate| candidate.words > 0.0)
    }

    fn candidate(&mut self, cause: Text) -> &mut Candidate {
        let at =
            self.candidates.iter().position(|known| known.cause == cause).unwrap_or_else(|| {
                self.candidates.push(Candidate {
                    cause,
                    weight: 0.0,
                    words: 0.0,
                    confidence: Confidence::Possible,
                    because: Vec::new(),
                    owner: None,
                    permanence: None,
                });
                self.candidates.len() - 1
            });
        &mut self.candidates[at]
    }

    /// Adds words that were found, and gives what they weigh.
    pub(super) fn add_words(&mut self, place: Place, text: &Normal<'_>, found: &Match<'_>) -> f32 {
        let is_through = found.signature.through && place != Place::Reply;
        let place = if is_through { Place::Reply } else { place };
        let bonus = if is_through { THROUGH } else { 0.0 };
        let weight = found.weight() * place.share() + bonus;
        let candidate = self.candidate(found.signature.cause);
        let because = found.places.iter().map(|range| text.original(range.clone()).to_owned());
        if weight > candidate.words {
            candidate.weight += weight - candidate.words * 0.9;
            candidate.words = weight;
            candidate.owner = found.signature.owner;
            candidate.permanence = found.signature.permanence;
            candidate.confidence = match (found.signature.strength, place) {
                (Strength::Exact, Place::Reply) => Confidence::Certain,
                (Strength::Exact | Strength::Clear, Place::Reply | Place::Context) => {
                    Confidence::Likely
                }
                _ => Confidence::Possible,
            };
            let older = std::mem::take(&mut candidate.because);
            candidate.because = because.collect();
            add_new(&mut candidate.because, older);
        } else {
            // More words for the same cause help a little, not without end.
            candidate.weight += (weight * 0.1).min(6.0);
            add_new(&mut candidate.because, because);
        }
        weight
    }

    /// Adds the causes that the codes of the case can have.
    pub(super) fn add_codes<'k>(
        &mut self,
        codes: &Codes<'k>,
        knowledge: &'k Knowledge,
        case: &Case<'k>,
    ) {
        codes.each(knowledge, case, |telling, causes, code| {
            self.decided_by_code |= telling.decides();
            let mut weight = telling.weight();
            if let Some(trace) = &mut self.trace {
                trace.codes.push(CodeSaid {
                    code: code.clone(),
                    telling: telling.label(),
                    causes: causes.to_vec(),
                    weight,
                });
            }
            for (n, cause) in causes.iter().filter(|cause| !is_open_end(cause)).enumerate() {
                if weight < NOTHING && !self.candidates.iter().any(|known| known.cause == *cause) {
                    continue;
                }
                let candidate = self.candidate(*cause);
                candidate.weight += weight;
                if n == 0 && telling.decides() && telling != Telling::Client {
                    candidate.confidence = at_least(candidate.confidence, Confidence::Likely);
                }
                if n == 0 || candidate.words > 0.0 {
                    add_new(&mut candidate.because, [code.clone()]);
                }
                weight *= 0.6;
            }
        });
    }

    /// Adds a cause that the kind of the input settles.
    pub(super) fn settle(&mut self, cause: Text, because: Vec<String>) {
        let candidate = self.candidate(cause);
        candidate.weight += 500.0;
        candidate.words = 500.0;
        candidate.confidence = Confidence::Certain;
        add_new(&mut candidate.because, because);
    }

    /// The causes in order. `has_text` says whether there were words that
    /// could have decided.
    pub(super) fn rank(mut self, has_text: bool) -> Ranked {
        let has_words = self.has_words();
        self.candidates.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        let best = self.candidates.first().map_or(0.0, |best| best.weight);
        let rival = self.candidates.get(1).cloned();
        for (n, candidate) in self.candidates.iter_mut().enumerate() {
            if n > 0 && candidate.weight < best * 0.6 {
                candidate.confidence = Confidence::Possible;
            }
            // Two sets of words that can mean nothing else, and mean different
            // things, are no certainty.
            let is_rivalled = rival.as_ref().is_some_and(|rival| {
                rival.confidence == Confidence::Certain && rival.weight > best * 0.85
            });
            if candidate.confidence == Confidence::Certain && (n > 0 || is_rivalled) {
                candidate.confidence = Confidence::Likely;
            }
        }
        let open = if has_text { UNRECOGNISED } else { NOT_ENOUGH_TEXT };
        let is_open = !has_words && !self.decided_by_code;
        if is_open {
            for candidate in &mut self.candidates {
                candidate.confidence = Confidence::Possible;
            }
        }
        let least = if is_open { 0.5 } else { best * 0.02 };
        self.candidates.retain(|candidate| candidate.weight >= least);
        self.candidates.truncate(LONGEST);
        let first = self.candidates.first().filter(|_| !is_open);
        let (owner, permanence) = first.map_or((None, None), |c| (c.owner, c.permanence));
        let mut findings: Vec<Finding> = Vec::with_capacity(self.candidates.len() + 1);
        if is_open || self.candidates.is_empty() {
            findings.push(Finding {
                cause: open,
                confidence: Confidence::Possible,
                because: Vec::new(),
                weight: best,
            });
        }
        findings.extend(self.candidates.into_iter().map(|candidate| Finding {
            cause: candidate.cause,
            confidence: candidate.confidence,
            because: candidate.because,
            weight: candidate.weight,
        }));
        findings.dedup_by(|later, earlier| later.cause == earlier.cause);
        Ranked { findings, owner, permanence }
    }
}

/// The surer of two.
fn at_least(a: Confidence, b: Confidence) -> Confidence {
    // The list goes from sure to unsure.
    a.min(b)
}

/// Adds words that are not there yet. Words within others say nothing more:
/// only the longest stay.
fn add_new(list: &mut Vec<String>, more: impl IntoIterator<Item = String>) {
    for item in more {
        if item.is_empty() || list.iter().any(|known| known.contains(&item)) {
            continue;
        }
        list.retain(|known| !item.contains(known.as_str()));
        list.push(item);
    }
}
