//! The session itself, with what the screen has to know of it beside.

use std::sync::Arc;

use jiff::Timestamp;

use super::Origin;
use crate::guide::{Dated, Deed, Exhibit, Record, Session, WrongAnswer};
use crate::knowledge::{Knowledge, Text};

/// A session with where it started and what is to be saved of it.
#[derive(Debug)]
pub(super) struct History {
    origin: Origin,
    session: Session<'static>,
    /// What was answered last to a question, whoever had answered it before
    /// it was taken back.
    last: Vec<(Text, Text)>,
    /// Where it was kept before.
    record: Option<Arc<Record>>,
    /// Whether something was done that nobody was told to save yet.
    is_unsaved: bool,
    /// Whether nobody was in it but to look whether to write something; it is
    /// kept once something was done.
    is_tentative: bool,
}

impl History {
    /// A new session, from nothing or from what is known; a text that was
    /// diagnosed is kept with it.
    pub(super) fn new(
        origin: Origin,
        exhibit: Option<Exhibit>,
        knowledge: &'static Knowledge,
    ) -> Self {
        let is_unsaved = exhibit.is_some();
        let session = match (exhibit, &origin) {
            (Some(exhibit), _) => {
                let mut session = Session::new(knowledge);
                session.add_evidence(exhibit);
                session
            }
            (None, Some((kind, outcome))) => {
                let mut session = Session::new(knowledge);
                session.add_evidence(Exhibit::of_page(*kind, outcome));
                session
            }
            (None, None) => Session::new(knowledge),
        };
        Self { origin, session, last: Vec::new(), record: None, is_unsaved, is_tentative: false }
    }

    /// A session that was kept.
    pub(super) fn resumed(record: Record, knowledge: &'static Knowledge) -> Self {
        let session = record.session(knowledge);
        let record = Some(Arc::new(record));
        let (is_unsaved, is_tentative) = (false, false);
        Self { origin: None, session, last: Vec::new(), record, is_unsaved, is_tentative }
    }

    pub(super) fn session(&self) -> &Session<'static> {
        &self.session
    }

    pub(super) fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The case that entries are read for: where it started, or what the
    /// evidence says by now.
    pub(super) fn case(&self) -> Origin {
        if self.origin.is_some() && self.session.exhibits().count() < 2 {
            return self.origin.clone();
        }
        let kind = self.session.exhibits().last()?.kind();
        Some((kind, self.session.outcome()?.clone()))
    }

    /// Tells the time, for what is done from now on.
    pub(super) fn at(&mut self, now: Timestamp) {
        self.session.at(now);
    }

    /// What has to be saved, once for each change: all that was done, and
    /// where it was kept before.
    pub(super) fn unsaved(&mut self) -> Option<(Vec<Dated>, Option<Arc<Record>>)> {
        if self.is_tentative && self.is_untouched() {
            return None;
        }
        let is_due = std::mem::take(&mut self.is_unsaved) && !self.session.deeds().is_empty();
        is_due.then(|| (self.session.deeds().to_vec(), self.record.clone()))
    }

    /// What was to be saved was not.
    pub(super) fn must_be_saved(&mut self) {
        self.is_tentative = false;
        self.is_unsaved = true;
    }

    /// Whether the person did anything that starting again would forget.
    pub(super) fn is_changed(&self) -> bool {
        let deeds = self.session.deeds().iter().rev();
        let since = deeds.take_while(|dated| dated.deed != Deed::Restart);
        since.into_iter().any(|dated| {
            !matches!(
                dated.deed,
                Deed::Evidence { .. }
                    | Deed::Note { .. }
                    | Deed::Ticket { .. }
                    | Deed::UserWords { .. }
            )
        })
    }

    /// Somebody only looks whether to write something, or means to be in it.
    pub(super) fn look(&mut self, is_look: bool) {
        self.is_tentative = is_look;
    }

    /// Whether there is nothing in it but what it began with, and nobody was
    /// told to save that yet.
    fn is_untouched(&self) -> bool {
        let is_evidence = |dated: &Dated| matches!(dated.deed, Deed::Evidence { .. });
        self.is_unsaved && self.session.deeds().iter().all(is_evidence)
    }

    /// Does something.
    pub(super) fn act(&mut self, deed: Deed) -> Result<(), WrongAnswer> {
        self.session.apply(deed)?;
        self.is_unsaved = true;
        Ok(())
    }

    /// Answers a question.
    pub(super) fn answer(&mut self, question: Text, answer: Text) {
        self.last.push((question, answer));
        let (question, answer) = (question.as_str().to_owned(), answer.as_str().to_owned());
        // Both ids come from the knowledge that the session walks.
        let _ = self.act(Deed::Answer { question, answer });
    }

    /// Takes the answer to a question back.
    pub(super) fn take_back(&mut self, question: Text, answer: Text) {
        self.last.push((question, answer));
        let _ = self.act(Deed::TakeBack { question: question.as_str().to_owned() });
    }

    /// Takes the last result or the last answer back. `false` at the first
    /// question.
    pub(super) fn back(&mut self) -> bool {
        if let Some(step) = self.session.state().path.last() {
            self.last.push((step.question, step.answer));
        }
        let is_moved = self.session.back();
        self.is_unsaved |= is_moved;
        is_moved
    }

    /// Whether the last deed was to take something back.
    pub(super) fn can_go_forward(&self) -> bool {
        self.session.can_go_forward()
    }

    /// Undoes the last taking back, whoever had given that answer.
    pub(super) fn go_forward(&mut self) {
        self.is_unsaved |= self.session.forward();
    }

    /// Forgets everything that the person did.
    pub(super) fn restart(&mut self) {
        let _ = self.act(Deed::Restart);
    }

    /// What was last answered to a question by the person, or by whomever
    /// before the person took it back.
    pub(super) fn last_answer(&self, question: &str) -> Option<Text> {
        self.last.iter().rev().find(|(asked, _)| *asked == *question).map(|(_, answer)| *answer)
    }
}
