//! Which causes explain the evidence, and who said it.
//!
//! Text outranks the enhanced code, the enhanced code outranks the reply code,
//! the reply code outranks a mail program's number; an inner reply outranks
//! its wrapper. What points to which cause is data: `assets/signatures` and
//! `assets/providers`.

mod case;
mod codes;
mod fingerprint;
mod index;
mod normal;
mod ours;
mod phrase;
mod pieces;
mod provider;
mod rank;
mod references;
mod shown;
mod signature;
mod speaker;
mod types;
mod verdict;
mod why;

#[cfg(test)]
mod site_tests;
#[cfg(test)]
mod tests;

pub use pieces::{Piece, PieceKind, pieces};
pub use provider::Sign;
pub use speaker::Told;
pub use types::{
    Diagnosis, Finding, NOT_ENOUGH_TEXT, Named, Outcome, Owners, References, UNRECOGNISED,
    is_open_end,
};
pub use verdict::OwnerFrom;
pub use why::{CodeSaid, Fate, Rule, Why};

use crate::evidence::Evidence;
use crate::knowledge::Knowledge;

/// Diagnoses evidence by a knowledge base; made once and used for many inputs.
#[derive(Debug)]
pub struct Doctor<'k> {
    knowledge: &'k Knowledge,
    ours: ours::Ours,
    index: index::Index,
    codes: codes::Codes<'k>,
    names: provider::Names<'k>,
    meetings: references::Meetings,
}

impl<'k> Doctor<'k> {
    /// Gets ready; what takes time is done at the first use.
    pub fn new(knowledge: &'k Knowledge) -> Self {
        Self {
            knowledge,
            ours: ours::Ours::new(&knowledge.site.own),
            index: index::Index::default(),
            codes: codes::Codes::default(),
            names: provider::Names::default(),
            meetings: references::Meetings::default(),
        }
    }

    /// Diagnoses one message or text.
    pub fn diagnose(&self, evidence: &Evidence) -> Diagnosis {
        let deliveries = evidence.deliveries.iter();
        Diagnosis {
            kind: evidence.kind,
            outcomes: deliveries.map(|delivery| self.outcome(evidence, delivery)).collect(),
            returned: evidence.returned.clone(),
            notes: evidence.notes.clone(),
        }
    }

    /// Why the outcome of one recipient, by its place, is what it is. This
    /// diagnoses it once more and writes down what speaks.
    pub fn why(&self, evidence: &Evidence, at: usize) -> Option<Why> {
        let delivery = evidence.deliveries.get(at)?;
        Some(self.why_of(evidence, delivery))
    }
}
