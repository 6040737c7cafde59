//! What a person's answers say of the case beyond their own question: who said
//! no, and what became of the message. It counts more than what the evidence
//! says of the same, and a later question that only asks for it again has its
//! answer.

use crate::knowledge::{Question, SaidBy, When};

/// What was told. Empty or `None` where nothing was.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Told<'k> {
    said_by: &'k [SaidBy],
    class: &'k [u8],
    given_up: Option<bool>,
}

impl<'k> Told<'k> {
    /// Takes in an answer that a person gave.
    pub(super) fn hear(&mut self, question: &'k Question, answer: &str) {
        let chosen = question.answers.iter().find(|known| known.id == answer);
        let Some(when) = chosen.and_then(|chosen| chosen.when.as_ref()) else { return };
        if !when.said_by.is_empty() {
            self.said_by = &when.said_by;
        }
        if !when.class.is_empty() {
            self.class = &when.class;
            // Nothing tries again after a final reply (RFC 5321, section 4.2.1).
            self.given_up = when.given_up.or_else(|| (when.class == [5]).then_some(true));
        }
    }

    /// Who said no.
    pub(super) fn said_by(&self) -> Option<SaidBy> {
        self.said_by.first().copied()
    }

    /// Whether the reply was final, with class 5.
    pub(super) fn is_final(&self) -> Option<bool> {
        (!self.class.is_empty()).then(|| self.class == [5])
    }

    /// Whether the message has come back for good.
    pub(super) fn given_up(&self) -> Option<bool> {
        self.given_up
    }

    /// Whether a condition holds by what was told.
    pub(super) fn implies(&self, when: &When) -> bool {
        let is_asked = !when.said_by.is_empty() || !when.class.is_empty();
        is_asked
            && when.kind.is_empty()
            && all_in(self.said_by, &when.said_by)
            && all_in(self.class, &when.class)
            && (when.given_up.is_none() || when.given_up == self.given_up)
    }

    /// Whether a condition cannot hold any more.
    pub(super) fn denies(&self, when: &When) -> bool {
        let fate = self.given_up.zip(when.given_up);
        none_in(self.said_by, &when.said_by)
            || none_in(self.class, &when.class)
            || fate.is_some_and(|(told, wanted)| told != wanted)
    }
}

/// Whether all that was told is wanted; so it is where nothing is.
fn all_in<T: PartialEq>(told: &[T], wanted: &[T]) -> bool {
    wanted.is_empty() || !told.is_empty() && told.iter().all(|one| wanted.contains(one))
}

/// Whether nothing that was told is wanted, where something is.
fn none_in<T: PartialEq>(told: &[T], wanted: &[T]) -> bool {
    !wanted.is_empty() && !told.is_empty() && !told.iter().any(|one| wanted.contains(one))
}
