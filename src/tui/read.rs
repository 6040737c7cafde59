//! A text that was read and diagnosed, shared by the screens that speak of it.

use super::library::Library;
use super::screens::Origin;
use crate::diagnosis::Diagnosis;
use crate::evidence::Evidence;
use crate::guide::Exhibit;

/// The text with all that was found in it.
#[derive(Debug)]
pub(crate) struct Read {
    pub(crate) input: Vec<u8>,
    pub(crate) evidence: Evidence,
    pub(crate) diagnosis: Diagnosis,
    /// The outcomes that a session can be about, counted from 0.
    pub(crate) choices: Vec<usize>,
}

impl Read {
    pub(crate) fn new(input: Vec<u8>, library: &Library) -> Self {
        let evidence = Library::read(&input);
        let diagnosis = library.diagnose(&evidence);
        let choices = Exhibit::choices(&diagnosis);
        Self { input, evidence, diagnosis, choices }
    }

    /// Where being guided starts for an outcome.
    pub(crate) fn origin(&self, at: usize) -> Origin {
        let outcome = self.diagnosis.outcomes.get(at)?;
        Some((self.diagnosis.kind, outcome.clone()))
    }

    /// What a session keeps of an outcome.
    pub(crate) fn exhibit(&self, at: usize) -> Option<Exhibit> {
        Exhibit::at("paste", &self.diagnosis, &self.evidence, at)
    }

    /// Which of the choices an outcome is, from 0, and how many there are; none
    /// where there is nothing to choose.
    pub(crate) fn place(&self, at: usize) -> Option<(usize, usize)> {
        let place = self.choices.iter().position(|choice| *choice == at)?;
        (self.choices.len() > 1).then_some((place, self.choices.len()))
    }

    /// The choice after an outcome, or the one before.
    pub(crate) fn next(&self, at: usize, forward: bool) -> Option<usize> {
        let (place, count) = self.place(at)?;
        let next = if forward { place + 1 } else { place + count - 1 };
        self.choices.get(next % count).copied()
    }

    /// The address of an outcome.
    pub(crate) fn recipient(&self, at: usize) -> &str {
        let outcome = self.diagnosis.outcomes.get(at);
        outcome.and_then(|one| one.recipient.as_deref()).unwrap_or("(no address)")
    }
}
