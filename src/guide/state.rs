//! Where a session stands: the walk from the first question along the answers
//! of the person and of the evidence.

use super::deed::Mark;
use super::evidenced::{Case, Given};
use super::reach::{Target, answers};
use super::session::Session;
use super::told::Told;
use super::treatment::Stage;
use crate::diagnosis::{UNRECOGNISED, is_open_end};
use crate::knowledge::{Confidence, DONT_KNOW, Owner, Permanence, Question, SaidBy, Text};

/// Who gave an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// The evidence.
    Evidence,
    /// The program: the way to the likeliest cause goes by it, but nothing of
    /// the case itself says so. So it is with all that the page of a code or a
    /// cause stands for, and with what only a person's words lead to.
    Assumed,
    /// The person who is guided.
    Person,
}

impl From {
    /// The written form, as in JSON.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Evidence => "evidence",
            Self::Assumed => "assumed",
            Self::Person => "person",
        }
    }
}

/// A question that has its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The question's id.
    pub question: Text,
    /// The answer's id; `dont-know` for "don't know".
    pub answer: Text,
    /// Who gave it.
    pub from: From,
    /// The words of the input that it rests on; none for a person's answer.
    pub because: Vec<String>,
    /// Why it is assumed, where the data says that.
    pub presumed: Option<Text>,
    /// For "don't know": the answer along which the session went on, because
    /// the evidence speaks most for it.
    pub as_if: Option<Text>,
}

/// Where a session stands.
#[derive(Clone, Debug)]
pub struct State<'k> {
    /// The questions that are answered, in order.
    pub path: Vec<Step>,
    /// The question to ask now; `None` when a cause is reached.
    pub open: Option<&'k Question>,
    /// The causes that are still possible, likeliest first, without those that
    /// were tried.
    pub candidates: Vec<Text>,
    /// The cause whose remedy is due: the one reached, or the next likeliest
    /// where that did not help.
    pub cause: Option<Text>,
    /// How sure that is; less with each "don't know".
    pub sure: Option<Confidence>,
    /// Whether the message has come back for good, where the person told that.
    pub given_up: Option<bool>,
    /// Who said no, where the person told that.
    pub said_by: Option<SaidBy>,
    /// The causes that were tried without success, in order.
    pub tried: Vec<Text>,
    /// What became of the steps of that cause's remedy, in their order; empty
    /// while a question is open.
    pub steps: Vec<Mark>,
    /// How far it is.
    pub stage: Stage,
}

impl State<'_> {
    /// The step to do next, counted from 0: the first open one behind a step,
    /// or else the first open one at all. `None` where none is open.
    pub fn next_step(&self, behind: Option<usize>) -> Option<usize> {
        let is_open = |at: &usize| self.steps.get(*at) == Some(&Mark::Open);
        let from = behind.map_or(0, |at| at + 1);
        (from..self.steps.len()).chain(0..from).find(is_open)
    }
}

impl<'k> Session<'k> {
    /// Walks from the first question along the answers of the person and the
    /// evidence, until a question is open or a cause is reached.
    pub fn state(&self) -> State<'k> {
        let mut path: Vec<Step> = Vec::new();
        let mut told = Told::default();
        let mut next = self.knowledge.question(&self.knowledge.guide.start);
        while let Some(question) = next {
            let asked_before = path.iter().any(|step| step.question == question.id);
            let Some(step) = self.step(question, &told).filter(|_| !asked_before) else {
                return State {
                    path,
                    open: Some(question),
                    candidates: self.ranked(self.reach.below(&question.id)),
                    cause: None,
                    sure: None,
                    given_up: told.given_up(),
                    said_by: told.said_by(),
                    tried: self.treatment.tried().to_vec(),
                    steps: Vec::new(),
                    stage: Stage::Asking,
                };
            };
            let chosen = step.as_if.unwrap_or(step.answer);
            let target = answers(question).find(|(id, _)| *id == chosen).map(|(_, to)| to);
            if step.from == From::Person {
                told.hear(question, &chosen);
            }
            path.push(step);
            match target {
                Some(Target::Question(id)) => next = self.knowledge.question(&id),
                Some(Target::Cause(cause)) => {
                    return self.reached(path, Some(question), cause, &told);
                }
                None => next = None,
            }
        }
        // Only a tree that was never checked ends here: say that nothing is known.
        self.reached(path, None, UNRECOGNISED, &told)
    }

    /// The state at the end of the questions.
    fn reached(
        &self,
        path: Vec<Step>,
        last: Option<&Question>,
        cause: Text,
        told: &Told<'_>,
    ) -> State<'k> {
        let due = self.due(last, cause, told);
        let sure = if due == cause { self.sureness(&path, cause) } else { Confidence::Possible };
        let count = self.knowledge.cause(&due).map_or(0, |cause| cause.steps.len());
        State {
            path,
            open: None,
            steps: (0..count).map(|at| self.mark_of(&due, at)).collect(),
            candidates: vec![due],
            cause: Some(due),
            sure: Some(sure),
            given_up: told.given_up(),
            said_by: told.said_by(),
            tried: self.treatment.tried().to_vec(),
            stage: self.treatment.stage(&due),
        }
    }

    /// The cause to treat: the one that was reached, or the next likeliest
    /// that was not tried: what the evidence found, what is looked at next by
    /// the knowledge, what stands beside it at the last question. Where none of
    /// that is left, it has to go on to others: trying all that there is helps
    /// nobody.
    fn due(&self, last: Option<&Question>, reached: Text, told: &Told<'_>) -> Text {
        let tried = self.treatment.tried();
        if !tried.contains(&reached) {
            return reached;
        }
        let found = self.cases.iter().flat_map(Case::findings).map(|finding| finding.cause);
        let cause = self.knowledge.cause(&reached);
        let next = cause.map_or(&[][..], |cause| &cause.if_not);
        let beside = last.map_or(&[][..], |question| self.reach.below(&question.id));
        // What passes by itself is no reason why a message came back for good.
        let is_final = told.is_final().unwrap_or_else(|| {
            let code = self.outcome().and_then(|outcome| outcome.reply_code);
            code.is_some_and(|code| code.class() == 5)
        });
        let may_be = |id: &Text| {
            let cause = self.knowledge.cause(id);
            cause.is_some_and(|cause| !is_final || cause.permanence != Permanence::Temporary)
        };
        let others = next.iter().chain(beside).copied().filter(may_be);
        found
            .chain(others)
            .find(|id| {
                !is_open_end(id) && !tried.contains(id) && self.knowledge.cause(id).is_some()
            })
            .unwrap_or(UNRECOGNISED)
    }

    /// How sure the end of a path is: as the diagnosis says where the evidence
    /// found it, else as sure as a person's answers are; less with each "don't
    /// know".
    fn sureness(&self, path: &[Step], cause: Text) -> Confidence {
        let found = self.cases.iter().flat_map(Case::findings).find(|found| found.cause == cause);
        let is_confirmed = path.last().is_some_and(|last| last.from == From::Person);
        let mut sure = match found.map(|found| found.confidence) {
            Some(Confidence::Possible) if is_confirmed => Confidence::Likely,
            Some(confidence) => confidence,
            None => Confidence::Likely,
        };
        for _ in path.iter().filter(|step| step.answer == DONT_KNOW) {
            sure = match sure {
                Confidence::Certain => Confidence::Likely,
                Confidence::Likely | Confidence::Possible => Confidence::Possible,
            };
        }
        sure
    }

    /// The answer to a question, if there is one.
    fn step(&self, question: &Question, told: &Told<'_>) -> Option<Step> {
        if let Some((_, answer)) = self.given.iter().find(|(id, _)| *id == question.id) {
            return Some(Step {
                question: question.id,
                answer: *answer,
                from: From::Person,
                because: Vec::new(),
                presumed: None,
                as_if: if *answer == DONT_KNOW { self.likeliest_answer(question) } else { None },
            });
        }
        if self.reopened.contains(&question.id) {
            return None;
        }
        // Told already, by an earlier answer.
        let implied = question
            .answers
            .iter()
            .find(|answer| answer.when.as_ref().is_some_and(|when| told.implies(when)));
        let given = match implied {
            Some(answer) => Given::told(answer.id),
            None => self.cases.iter().find_map(|case| case.answer(question, &self.reach, told))?,
        };
        let Given { answer, from, because, presumed } = given;
        Some(Step { question: question.id, answer, from, because, presumed, as_if: None })
    }

    /// The answer to a question below which the cause lies that the evidence
    /// found likeliest and that was not tried. `None` where no evidence speaks
    /// of what is below the question.
    pub fn likeliest_answer(&self, question: &Question) -> Option<Text> {
        let below = self.reach.below(&question.id);
        // What cannot be told is not guessed: then the way of the data holds.
        let found = self.cases.iter().flat_map(Case::findings).map(|finding| finding.cause);
        let likeliest = found
            .take_while(|cause| !is_open_end(cause))
            .find(|cause| below.contains(cause) && !self.treatment.tried().contains(cause))?;
        answers(question)
            .find(|(id, target)| *id != DONT_KNOW && self.reach.leads_to(*target, &likeliest))
            .map(|(id, _)| id)
    }

    /// Sorts causes by the diagnosis, keeping the tree's order otherwise, with
    /// what is a matter of security first among the level ones.
    fn ranked(&self, causes: &[Text]) -> Vec<Text> {
        let found: Vec<Text> =
            self.cases.iter().flat_map(Case::findings).map(|finding| finding.cause).collect();
        let tried = self.treatment.tried();
        let mut ranked: Vec<Text> =
            causes.iter().copied().filter(|cause| !tried.contains(cause)).collect();
        ranked.sort_by_key(|cause| {
            let place = found.iter().position(|id| id == cause).unwrap_or(usize::MAX);
            (place, !self.is_security(cause))
        });
        ranked
    }

    /// The likeliest of the causes that are still possible, where the evidence
    /// found it; none where they only stand in the order of the tree.
    pub fn found(&self, state: &State<'_>) -> Option<Text> {
        let first = state.candidates.first().filter(|id| !is_open_end(id))?;
        let mut found = self.cases.iter().flat_map(Case::findings);
        found.any(|finding| finding.cause == *first).then_some(*first)
    }

    /// What the evidence says against the person's answers: its cause, where
    /// the answers leave it out, and how sure it is. What is only possible
    /// speaks against nothing.
    pub fn against(&self, state: &State<'_>) -> Option<(Text, Confidence)> {
        if self.given.is_empty() {
            return None;
        }
        let top = self.cases.first().filter(|case| case.from() == From::Evidence)?;
        let top = top.findings().first()?;
        let is_left_out = top.confidence != Confidence::Possible
            && !is_open_end(&top.cause)
            && !state.candidates.contains(&top.cause)
            && !state.tried.contains(&top.cause);
        is_left_out.then_some((top.cause, top.confidence))
    }

    /// The cause by which this case is compared with others: the one reached,
    /// or, while a question is open, the one that the evidence found likeliest.
    pub fn symptom(&self, state: &State<'_>) -> Option<Text> {
        state.cause.filter(|id| !is_open_end(id)).or_else(|| self.found(state))
    }

    fn is_security(&self, cause: &str) -> bool {
        self.knowledge.cause(cause).is_some_and(|cause| cause.owner == Owner::Security)
    }

    /// How many questions somebody who knows the cause is still asked until it
    /// is reached, on the shortest way. `None` where no open question offers it.
    pub fn questions_to(&self, cause: &str) -> Option<usize> {
        self.asked_to(cause, 0)
    }

    fn asked_to(&self, cause: &str, depth: usize) -> Option<usize> {
        let state = self.state();
        let Some(open) = state.open.filter(|_| depth < 16) else {
            return state.cause.is_some_and(|reached| reached == *cause).then_some(0);
        };
        let after = |answer: Text| {
            let mut walk = Self::replay(self.knowledge, self.deeds().to_vec());
            walk.answer(&open.id, &answer).ok()?;
            walk.asked_to(cause, depth + 1).map(|asked| asked + 1)
        };
        let leading = answers(open)
            .filter(|(id, to)| *id != DONT_KNOW && self.reach.leads_to(*to, cause))
            .filter_map(|(id, _)| after(id));
        leading.min().or_else(|| {
            let (id, _) = answers(open).find(|(_, to)| self.reach.offers(*to, cause))?;
            after(id)
        })
    }
}
