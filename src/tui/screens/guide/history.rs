//! What a person did in a session, so that each step can be undone and done
//! again.

use super::Origin;
use crate::guide::Session;
use crate::knowledge::{Knowledge, Text};

/// One thing that was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    /// A question was answered.
    Answer(Text, Text),
    /// This answer to a question was taken back, whoever gave it.
    TakeBack(Text, Text),
    /// Everything was forgotten.
    Restart,
}

/// Everything that was done since the start, and the session that it makes.
///
/// Undoing makes the session anew without the last deed: that is always
/// right, and a session costs nothing.
#[derive(Debug)]
pub(super) struct History {
    knowledge: &'static Knowledge,
    origin: Origin,
    deeds: Vec<Deed>,
    session: Session<'static>,
}

impl History {
    pub(super) fn new(origin: Origin, knowledge: &'static Knowledge) -> Self {
        let session = start(&origin, knowledge);
        Self { knowledge, origin, deeds: Vec::new(), session }
    }

    pub(super) fn session(&self) -> &Session<'static> {
        &self.session
    }

    pub(super) fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Whether the person did anything since the start.
    pub(super) fn is_changed(&self) -> bool {
        !matches!(self.deeds.last(), None | Some(Deed::Restart))
    }

    /// Answers a question.
    pub(super) fn answer(&mut self, question: Text, answer: Text) {
        self.deeds.push(Deed::Answer(question, answer));
        // Both ids come from the knowledge that the session walks.
        let _ = self.session.answer(&question, &answer);
    }

    /// Takes the answer to a question back.
    pub(super) fn take_back(&mut self, question: Text, answer: Text) {
        self.deeds.push(Deed::TakeBack(question, answer));
        self.session.reopen(&question);
    }

    /// Whether the last deed was to take something back.
    pub(super) fn can_go_forward(&self) -> bool {
        matches!(self.deeds.last(), Some(Deed::TakeBack(..) | Deed::Restart))
    }

    /// Undoes the last taking back, whoever had given that answer.
    pub(super) fn go_forward(&mut self) {
        if self.can_go_forward() {
            self.deeds.pop();
            self.replay();
        }
    }

    /// Forgets everything that the person did.
    pub(super) fn restart(&mut self) {
        self.deeds.push(Deed::Restart);
        self.session.restart();
    }

    /// What was last answered to a question by the person, or by whomever
    /// before the person took it back.
    pub(super) fn last_answer(&self, question: &str) -> Option<Text> {
        self.deeds.iter().rev().find_map(|deed| match deed {
            Deed::Answer(asked, answer) | Deed::TakeBack(asked, answer) if *asked == *question => {
                Some(*answer)
            }
            _ => None,
        })
    }

    fn replay(&mut self) {
        self.session = start(&self.origin, self.knowledge);
        for deed in &self.deeds {
            match deed {
                Deed::Answer(question, answer) => {
                    let _ = self.session.answer(question, answer);
                }
                Deed::TakeBack(question, _) => self.session.reopen(question),
                Deed::Restart => self.session.restart(),
            }
        }
    }
}

fn start(origin: &Origin, knowledge: &'static Knowledge) -> Session<'static> {
    match origin {
        Some((kind, outcome)) => Session::with_outcome(knowledge, *kind, outcome.clone()),
        None => Session::new(knowledge),
    }
}
