//! What became of the causes that were reached: steps ticked off, remedies
//! that helped, did not help, wait, or went to somebody else.

use jiff::Timestamp;

use super::deed::{Mark, Verdict};
use crate::knowledge::Text;

/// Where a session stands after its questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// A question is open.
    Asking,
    /// A cause is reached, and its remedy is walked.
    Treating,
    /// The remedy is said to have worked; its proof is asked for.
    ProofWanted,
    /// It worked, and was seen to.
    Solved {
        /// How that was seen.
        proof: String,
    },
    /// It is waited for something.
    Waiting {
        /// Until when, where that is known.
        until: Option<Timestamp>,
        /// For what, where that was said.
        what: Option<String>,
    },
    /// It went to somebody else.
    Escalated,
}

impl Stage {
    /// The written form.
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Asking => "asking",
            Self::Treating => "treating",
            Self::ProofWanted => "proof-wanted",
            Self::Solved { .. } => "solved",
            Self::Waiting { .. } => "waiting",
            Self::Escalated => "escalated",
        }
    }

    /// The words that a person reads.
    pub const fn label(&self) -> &'static str {
        match self {
            Self::Asking => "a question is open",
            Self::Treating => "the remedy is under way",
            Self::ProofWanted => "said to work, not yet proved",
            Self::Solved { .. } => "solved, with proof",
            Self::Waiting { .. } => "waiting",
            Self::Escalated => "escalated",
        }
    }
}

/// What was done about causes.
#[derive(Clone, Debug, Default)]
pub(super) struct Treatment {
    /// Steps that are not open: cause, step counted from 0, and what became
    /// of it.
    marked: Vec<(Text, usize, Mark)>,
    /// What did not help, in the order of trying.
    tried: Vec<Text>,
    /// The last word on a cause.
    results: Vec<(Text, Verdict)>,
}

impl Treatment {
    pub(super) fn mark(&mut self, cause: Text, step: usize, mark: Mark) {
        self.marked.retain(|(id, at, _)| (*id, *at) != (cause, step));
        if mark != Mark::Open {
            self.marked.push((cause, step, mark));
        }
    }

    pub(super) fn end(&mut self, cause: Text, verdict: Verdict) {
        self.results.retain(|(id, _)| *id != cause);
        self.tried.retain(|id| *id != cause);
        if verdict == Verdict::Failed {
            self.tried.push(cause);
        }
        self.results.push((cause, verdict));
    }

    /// Takes the result of a cause back.
    pub(super) fn take_back(&mut self, cause: &str) {
        self.results.retain(|(id, _)| *id != *cause);
        self.tried.retain(|id| *id != *cause);
    }

    /// The causes that did not help.
    pub(super) fn tried(&self) -> &[Text] {
        &self.tried
    }

    pub(super) fn mark_of(&self, cause: &str, step: usize) -> Mark {
        let found = self.marked.iter().find(|(id, at, _)| *id == *cause && *at == step);
        found.map_or(Mark::Open, |(_, _, mark)| *mark)
    }

    /// Where the treatment of a cause stands.
    pub(super) fn stage(&self, cause: &str) -> Stage {
        let result = self.results.iter().find(|(id, _)| *id == *cause).map(|(_, result)| result);
        match result {
            None | Some(Verdict::Failed) => Stage::Treating,
            Some(Verdict::Worked { proof: None }) => Stage::ProofWanted,
            Some(Verdict::Worked { proof: Some(proof) }) => Stage::Solved { proof: proof.clone() },
            Some(Verdict::Waiting { until, what }) => {
                Stage::Waiting { until: *until, what: what.clone() }
            }
            Some(Verdict::Escalated) => Stage::Escalated,
        }
    }
}
