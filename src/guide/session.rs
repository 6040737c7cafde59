//! A guided session: what was answered, by whom, and what is open.

use super::evidenced::Case;
use super::reach::{Reach, Target, answers};
use crate::diagnosis::Outcome;
use crate::evidence::Kind;
use crate::knowledge::{DONT_KNOW, Knowledge, Question, Text};

/// Who gave an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// The evidence.
    Evidence,
    /// The person who is guided.
    Person,
}

impl From {
    /// The written form, as in JSON.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Evidence => "evidence",
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
}

/// Where a session stands.
#[derive(Clone, Debug)]
pub struct State<'k> {
    /// The questions that are answered, in order.
    pub path: Vec<Step>,
    /// The question to ask now; `None` when a cause is reached.
    pub open: Option<&'k Question>,
    /// The causes that are still possible, likeliest first.
    pub candidates: Vec<Text>,
    /// The cause that was reached.
    pub cause: Option<Text>,
}

/// A question or an answer that does not exist.
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
}

/// A walk through the guide. Cheap to ask for its [`State`] at any time, which
/// is a function of what was answered.
#[derive(Debug)]
pub struct Session<'k> {
    knowledge: &'k Knowledge,
    reach: Reach,
    case: Option<Case>,
    /// What the person answered, in the order of answering.
    given: Vec<(Text, Text)>,
    /// Questions that the person wants to be asked whatever the evidence says.
    reopened: Vec<Text>,
}

impl<'k> Session<'k> {
    /// A session without evidence.
    pub fn new(knowledge: &'k Knowledge) -> Self {
        Self {
            knowledge,
            reach: Reach::new(knowledge),
            case: None,
            given: Vec::new(),
            reopened: Vec::new(),
        }
    }

    /// A session that starts from a diagnosis.
    pub fn with_outcome(knowledge: &'k Knowledge, kind: Kind, outcome: Outcome) -> Self {
        Self { case: Some(Case::new(kind, outcome)), ..Self::new(knowledge) }
    }

    /// Gives or changes an answer. Answers to later questions are kept and
    /// count again wherever their questions are asked.
    pub fn answer(&mut self, question: &str, answer: &str) -> Result<(), WrongAnswer> {
        let Some(asked) = self.knowledge.question(question) else {
            return Err(WrongAnswer::Question {
                named: question.to_owned(),
                known: self.knowledge.guide.questions.iter().map(|known| known.id).collect(),
            });
        };
        let Some((chosen, _)) = answers(asked).find(|(id, _)| *id == answer) else {
            return Err(WrongAnswer::Answer {
                question: asked.id,
                named: answer.to_owned(),
                known: answers(asked).map(|(id, _)| id).collect(),
            });
        };
        self.given.retain(|(id, _)| *id != asked.id);
        self.given.push((asked.id, chosen));
        self.reopened.retain(|id| *id != asked.id);
        Ok(())
    }

    /// Takes an answer back, so that its question is asked, whoever gave it.
    pub fn reopen(&mut self, question: &str) {
        if let Some(asked) = self.knowledge.question(question) {
            self.given.retain(|(id, _)| *id != asked.id);
            if !self.reopened.contains(&asked.id) {
                self.reopened.push(asked.id);
            }
        }
    }

    /// Takes the last answer of the path back. `false` where there is none.
    pub fn back(&mut self) -> bool {
        let last = self.state().path.pop();
        if let Some(step) = &last {
            self.reopen(&step.question);
        }
        last.is_some()
    }

    /// Forgets every answer of the person and starts again from the evidence.
    pub fn restart(&mut self) {
        self.given.clear();
        self.reopened.clear();
    }

    /// Whether there is evidence behind the session.
    pub fn has_evidence(&self) -> bool {
        self.case.is_some()
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

    /// Walks from the first question along the answers of the person and the
    /// evidence, until a question is open or a cause is reached.
    pub fn state(&self) -> State<'k> {
        let mut path: Vec<Step> = Vec::new();
        let mut next = self.knowledge.question(&self.knowledge.guide.start);
        while let Some(question) = next {
            let asked_before = path.iter().any(|step| step.question == question.id);
            let Some(step) = self.step(question).filter(|_| !asked_before) else {
                return State {
                    path,
                    open: Some(question),
                    candidates: self.ranked(self.reach.below(&question.id)),
                    cause: None,
                };
            };
            let target = answers(question).find(|(id, _)| *id == step.answer).map(|(_, to)| to);
            path.push(step);
            match target {
                Some(Target::Question(id)) => next = self.knowledge.question(&id),
                Some(Target::Cause(cause)) => {
                    return State { path, open: None, candidates: vec![cause], cause: Some(cause) };
                }
                None => next = None,
            }
        }
        // Only a tree that was never checked ends here: say that nothing is known.
        State { path, open: None, candidates: Vec::new(), cause: None }
    }

    /// The answer to a question, if there is one.
    fn step(&self, question: &Question) -> Option<Step> {
        if let Some((_, answer)) = self.given.iter().find(|(id, _)| *id == question.id) {
            return Some(Step {
                question: question.id,
                answer: *answer,
                from: From::Person,
                because: Vec::new(),
            });
        }
        if self.reopened.contains(&question.id) {
            return None;
        }
        let (answer, because) = self.case.as_ref()?.answer(question, &self.reach)?;
        Some(Step { question: question.id, answer, from: From::Evidence, because })
    }

    /// Sorts causes by the diagnosis, keeping the tree's order otherwise.
    fn ranked(&self, causes: &[Text]) -> Vec<Text> {
        let findings = self.case.as_ref().map_or(&[][..], Case::findings);
        let mut ranked: Vec<Text> = causes.to_vec();
        ranked.sort_by_key(|cause| {
            findings.iter().position(|finding| finding.cause == *cause).unwrap_or(usize::MAX)
        });
        ranked
    }
}
