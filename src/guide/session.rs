//! A guided session: what was done in it. Where it stands is a function of
//! that, see [`Session::state`].

use jiff::Timestamp;

use super::deed::{Dated, Deed, Mark, Verdict};
use super::evidenced::Case;
use super::exhibit::Exhibit;
use super::likeness::Likeness;
use super::reach::{Reach, Target, answers};
use super::treatment::Treatment;
use crate::diagnosis::{Outcome, Owners};
use crate::evidence::Kind;
use crate::knowledge::{Cause, DONT_KNOW, Knowledge, Owner, Question, Text};
use crate::text::head;

/// The most of a symptom's words that is kept and compared, in bytes.
const MOST_SYMPTOM: usize = 600;

/// Something that cannot be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WrongAnswer {
    /// There is no such question.
    Question {
        /// What was named.
        named: String,
        /// The ids there are.
        known: Vec<Text>,
    },
    /// The question has no such answer.
    Answer {
        /// The question.
        question: Text,
        /// What was named.
        named: String,
        /// The ids it has.
        known: Vec<Text>,
    },
    /// There is no such cause.
    Cause {
        /// What was named.
        named: String,
    },
}

/// A walk through the guide. Cheap to ask for its state at any time.
#[derive(Debug)]
pub struct Session<'k> {
    pub(super) knowledge: &'k Knowledge,
    pub(super) reach: Reach,
    deeds: Vec<Dated>,
    /// The moment that the next deeds are dated with.
    now: Option<Timestamp>,
    /// The pieces of evidence, the strongest first.
    pub(super) cases: Vec<Case>,
    /// What the person answered, in the order of answering.
    pub(super) given: Vec<(Text, Text)>,
    /// Questions that the person wants to be asked whatever the evidence says.
    pub(super) reopened: Vec<Text>,
    pub(super) treatment: Treatment,
}

impl<'k> Session<'k> {
    /// A session without evidence.
    pub fn new(knowledge: &'k Knowledge) -> Self {
        Self {
            knowledge,
            reach: Reach::new(knowledge),
            deeds: Vec::new(),
            now: None,
            cases: Vec::new(),
            given: Vec::new(),
            reopened: Vec::new(),
            treatment: Treatment::default(),
        }
    }

    /// A session that starts from a diagnosis.
    pub fn with_outcome(knowledge: &'k Knowledge, kind: Kind, outcome: Outcome) -> Self {
        let mut session = Self::new(knowledge);
        let exhibit = Box::new(Exhibit::new("", kind, &outcome));
        session.deeds.push(Dated { at: None, deed: Deed::Evidence { exhibit } });
        session.cases.push(Case::new(kind, outcome, knowledge));
        session
    }

    /// A session as it was: the deeds are done again. What the knowledge does
    /// not have any more is passed over.
    pub fn replay(knowledge: &'k Knowledge, deeds: impl IntoIterator<Item = Dated>) -> Self {
        let mut session = Self::new(knowledge);
        for Dated { at, deed } in deeds {
            session.now = at;
            let _ = session.apply(deed);
        }
        session.now = None;
        session
    }

    /// Tells the time: deeds from now on are dated with it.
    pub fn at(&mut self, now: Timestamp) {
        self.now = Some(now);
    }

    /// All that was done, in order.
    pub fn deeds(&self) -> &[Dated] {
        &self.deeds
    }

    /// Does something. What does not exist is refused and changes nothing.
    pub fn apply(&mut self, deed: Deed) -> Result<(), WrongAnswer> {
        self.perform(&deed)?;
        self.deeds.push(Dated { at: self.now, deed });
        Ok(())
    }

    /// Adds evidence. It answers whatever the person has not answered.
    pub fn add_evidence(&mut self, exhibit: Exhibit) {
        // Evidence is never refused.
        let _ = self.apply(Deed::Evidence { exhibit: Box::new(exhibit) });
    }

    /// Gives or changes an answer. Answers to later questions are kept and
    /// count again wherever their questions are asked.
    pub fn answer(&mut self, question: &str, answer: &str) -> Result<(), WrongAnswer> {
        self.apply(Deed::Answer { question: question.to_owned(), answer: answer.to_owned() })
    }

    /// Takes an answer back, so that its question is asked, whoever gave it;
    /// or the result of a cause.
    pub fn reopen(&mut self, question: &str) {
        let _ = self.apply(Deed::TakeBack { question: question.to_owned() });
    }

    /// Marks a step of a cause's remedy, counted from 0: done, skipped, or open
    /// again.
    pub fn mark(&mut self, cause: &str, step: usize, mark: Mark) -> Result<(), WrongAnswer> {
        self.apply(Deed::mark(cause, step, mark))
    }

    /// Says how the remedy of a cause ended.
    pub fn end(&mut self, cause: &str, result: Verdict) -> Result<(), WrongAnswer> {
        self.apply(Deed::Result { cause: cause.to_owned(), result })
    }

    /// Goes a step back: the last result of a remedy if it came last, else
    /// the last answer of the path, whoever gave it. `false` at the first
    /// question.
    pub fn back(&mut self) -> bool {
        let target = self
            .last_result()
            .or_else(|| self.state().path.pop().map(|step| step.question.as_str().to_owned()));
        if let Some(target) = &target {
            self.reopen(target);
        }
        target.is_some()
    }

    /// The cause whose result is the last thing that moved the session.
    fn last_result(&self) -> Option<String> {
        let mut taken_back = Vec::new();
        for dated in self.deeds.iter().rev() {
            match &dated.deed {
                Deed::TakeBack { question } => taken_back.push(question),
                Deed::Result { cause, .. } if !taken_back.contains(&cause) => {
                    return Some(cause.clone());
                }
                Deed::Answer { .. } | Deed::Restart => return None,
                _ => {}
            }
        }
        None
    }

    /// The last deed that moved the session, if it was a taking back.
    fn last_taken_back(&self) -> Option<usize> {
        let moved = self.deeds.iter().rposition(|dated| {
            matches!(
                dated.deed,
                Deed::TakeBack { .. } | Deed::Restart | Deed::Answer { .. } | Deed::Result { .. }
            )
        })?;
        let dated = self.deeds.get(moved)?;
        matches!(dated.deed, Deed::TakeBack { .. } | Deed::Restart).then_some(moved)
    }

    /// Whether the last move was a step back or a restart.
    pub fn can_go_forward(&self) -> bool {
        self.last_taken_back().is_some()
    }

    /// Undoes the last step back or restart. `false` where there was none.
    pub fn forward(&mut self) -> bool {
        let Some(at) = self.last_taken_back() else { return false };
        let mut deeds = std::mem::take(&mut self.deeds);
        deeds.remove(at);
        let now = self.now;
        *self = Self::replay(self.knowledge, deeds);
        self.now = now;
        true
    }

    /// Forgets every answer of the person and starts again from the evidence.
    pub fn restart(&mut self) {
        let _ = self.apply(Deed::Restart);
    }

    /// The knowledge that it walks.
    pub fn knowledge(&self) -> &'k Knowledge {
        self.knowledge
    }

    /// Whether a piece of evidence is about somebody else than the session: it
    /// names an address and no message that the session knows of.
    pub fn is_other_case(&self, exhibit: &Exhibit) -> bool {
        // An alias keeps the name before the @ as a rule.
        let name = |address: &String| address.split('@').next().map(str::to_lowercase);
        let named = |one: &Exhibit| -> Vec<_> {
            one.recipient.iter().chain(&one.written_to).map(name).collect()
        };
        let own: Vec<_> = self.exhibits().flat_map(named).collect();
        let others = named(exhibit);
        let is_same_message = exhibit.message_id.is_some()
            && self.exhibits().any(|own| own.message_id == exhibit.message_id);
        !own.is_empty()
            && !others.is_empty()
            && !is_same_message
            && !others.iter().any(|other| own.contains(other))
    }

    /// What the case is compared with others by, as soon as the evidence or the
    /// answers show a symptom.
    pub fn likeness(&self, state: &super::State<'_>) -> Option<Likeness> {
        let cause = self.symptom(state)?;
        let value = |get: fn(&Outcome) -> Option<&str>| self.outcome().and_then(get);
        let recipient = value(|outcome| outcome.recipient.as_deref());
        let sender = value(|outcome| outcome.sender.as_deref());
        let words = self.symptom_words();
        let likeness = Likeness::new(&cause, recipient, words);
        Some(likeness.of_message(self.message_id(), [recipient, sender], words))
    }

    /// The Message-ID of the message that came back.
    pub(super) fn message_id(&self) -> Option<&str> {
        self.exhibits().find_map(|exhibit| exhibit.message_id.as_deref())
    }

    /// The reply, or what else was said of it, as it came.
    pub(super) fn symptom_words(&self) -> &str {
        let words = self.exhibits().next().map(|exhibit| exhibit.words.trim());
        self.outcome()
            .and_then(|outcome| outcome.text.as_deref())
            .or(words.filter(|words| !words.is_empty()))
            .or(self.user_words())
            .map_or("", |words| head(words, MOST_SYMPTOM))
    }

    /// Whether there is evidence behind the session.
    pub fn has_evidence(&self) -> bool {
        !self.cases.is_empty()
    }

    /// The outcome that the evidence speaks of most clearly.
    pub fn outcome(&self) -> Option<&Outcome> {
        self.cases.first().map(Case::outcome)
    }

    /// All pieces of evidence, in the order in which they were added.
    pub fn exhibits(&self) -> impl Iterator<Item = &Exhibit> {
        self.deeds.iter().filter_map(|dated| match &dated.deed {
            Deed::Evidence { exhibit } => Some(exhibit.as_ref()),
            _ => None,
        })
    }

    /// The notes with the question or cause that they were written at.
    pub fn notes(&self) -> impl Iterator<Item = (Option<&str>, &str)> {
        self.deeds.iter().filter_map(|dated| match &dated.deed {
            Deed::Note { place, text } => Some((place.as_deref(), text.as_str())),
            _ => None,
        })
    }

    /// The ticket's number; the last one that was named.
    pub fn ticket(&self) -> Option<&str> {
        self.deeds.iter().rev().find_map(|dated| match &dated.deed {
            Deed::Ticket { text } => Some(text.as_str()),
            _ => None,
        })
    }

    /// What the user said; the last that was written down.
    pub fn user_words(&self) -> Option<&str> {
        self.deeds.iter().rev().find_map(|dated| match &dated.deed {
            Deed::UserWords { text } => Some(text.as_str()),
            _ => None,
        })
    }

    /// What became of a step of a cause's remedy, counted from 0.
    pub fn mark_of(&self, cause: &str, step: usize) -> Mark {
        self.treatment.mark_of(cause, step)
    }

    /// Who has to act on a cause in this case.
    pub fn owner(&self, cause: &Cause) -> Owner {
        self.owners(&self.state()).of(cause)
    }

    /// What tells who has to act in this case: the evidence, and what the
    /// person's answers say of who said no and of the message's fate.
    pub fn owners(&self, state: &super::State<'_>) -> Owners {
        let owners = self.outcome().map(Outcome::owners).unwrap_or_default();
        owners.as_told(state.said_by, state.given_up)
    }

    /// The most questions that can still be asked from here, the open one
    /// included.
    pub fn questions_left(&self, open: &Question) -> usize {
        fn depth(knowledge: &Knowledge, question: &Question, at: usize) -> usize {
            if at > 16 {
                return 0;
            }
            let deepest = answers(question)
                .filter(|(id, _)| *id != DONT_KNOW)
                .filter_map(|(_, target)| match target {
                    Target::Question(id) => knowledge.question(&id),
                    Target::Cause(_) => None,
                })
                .map(|next| depth(knowledge, next, at + 1))
                .max();
            1 + deepest.unwrap_or(0)
        }
        depth(self.knowledge, open, 0)
    }

    /// Does a deed without writing it down.
    fn perform(&mut self, deed: &Deed) -> Result<(), WrongAnswer> {
        match deed {
            Deed::Evidence { exhibit } => {
                let outcome = exhibit.outcome(self.knowledge);
                let case = Case::new(exhibit.kind(), outcome, self.knowledge);
                let case = case.assumed(exhibit.is_page()).misused(exhibit.shows_misuse());
                self.cases.insert(0, case);
                // What is newer counts first among the equally strong.
                self.cases.sort_by_key(Case::rank);
            }
            Deed::Answer { question, answer } => {
                let (asked, chosen) = self.known(question, answer)?;
                self.given.retain(|(id, _)| *id != asked);
                self.given.push((asked, chosen));
                self.reopened.retain(|id| *id != asked);
            }
            Deed::TakeBack { question } => {
                if let Some(asked) = self.knowledge.question(question) {
                    self.given.retain(|(id, _)| *id != asked.id);
                    if !self.reopened.contains(&asked.id) {
                        self.reopened.push(asked.id);
                    }
                } else {
                    self.treatment.take_back(question);
                }
            }
            Deed::Restart => {
                self.given.clear();
                self.reopened.clear();
                self.treatment = Treatment::default();
            }
            Deed::Tick { cause, step, done, skipped } => {
                let cause = self.cause(cause)?;
                let mark = match (done, skipped) {
                    (true, _) => Mark::Done,
                    (false, true) => Mark::Skipped,
                    (false, false) => Mark::Open,
                };
                self.treatment.mark(cause, *step, mark);
            }
            Deed::Result { cause, result } => {
                let cause = self.cause(cause)?;
                self.treatment.end(cause, result.clone());
            }
            Deed::Note { .. } | Deed::Ticket { .. } | Deed::UserWords { .. } => {}
        }
        Ok(())
    }

    fn cause(&self, id: &str) -> Result<Text, WrongAnswer> {
        let known = self.knowledge.cause(id).map(|cause| cause.id);
        known.ok_or_else(|| WrongAnswer::Cause { named: id.to_owned() })
    }

    /// The ids of a question and of one of its answers.
    fn known(&self, question: &str, answer: &str) -> Result<(Text, Text), WrongAnswer> {
        let Some(asked) = self.knowledge.question(question) else {
            return Err(WrongAnswer::Question {
                named: question.to_owned(),
                known: self.knowledge.guide.questions.iter().map(|known| known.id).collect(),
            });
        };
        let chosen = answers(asked).find(|(id, _)| *id == answer).map(|(id, _)| id);
        chosen.map(|id| (asked.id, id)).ok_or_else(|| WrongAnswer::Answer {
            question: asked.id,
            named: answer.to_owned(),
            known: answers(asked).map(|(id, _)| id).collect(),
        })
    }
}
