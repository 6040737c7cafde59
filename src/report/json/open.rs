//! What stays open in a diagnosis: the one question that tells its candidates
//! apart, and what to collect where nothing can be told.

use std::cell::RefCell;
use std::collections::HashMap;

use serde::Serialize;

use super::super::fill::Case;
use super::AnswerDocument;
use crate::diagnosis::{Outcome, is_open_end};
use crate::evidence::Kind;
use crate::guide::telling_question;
use crate::knowledge::{Confidence, DONT_KNOW, Knowledge, Permanence, Question, SaidBy, Text};

/// The question that is open after a diagnosis.
#[derive(Debug, Serialize)]
pub(super) struct OpenQuestion {
    question: &'static str,
    ask: &'static str,
    find_out: &'static str,
    answers: Vec<AnswerDocument>,
}

impl OpenQuestion {
    pub(super) fn new(question: &Question) -> Self {
        let own = question
            .answers
            .iter()
            .map(|answer| AnswerDocument { id: answer.id.as_str(), label: answer.label.as_str() });
        let dont_know = AnswerDocument { id: DONT_KNOW, label: "Don't know" };
        Self {
            question: question.id.as_str(),
            ask: question.ask.as_str(),
            find_out: question.find_out.as_str(),
            answers: own.chain(std::iter::once(dont_know)).collect(),
        }
    }
}

/// Everything that decides which question is open.
type Key = (Kind, SaidBy, Permanence, Option<u8>, Option<u8>, Vec<(Text, Confidence)>);

/// Finds the open questions of many diagnoses; the same ones come again and
/// again in a log.
#[derive(Debug)]
pub struct Questions<'k> {
    knowledge: &'k Knowledge,
    known: RefCell<HashMap<Key, Option<&'k Question>>>,
}

impl<'k> Questions<'k> {
    /// By the guide of a knowledge base.
    pub fn new(knowledge: &'k Knowledge) -> Self {
        Self { knowledge, known: RefCell::default() }
    }

    /// What is known.
    pub(super) fn knowledge(&self) -> &'k Knowledge {
        self.knowledge
    }

    /// The question that tells the candidates apart, where there are several.
    pub(super) fn open(&self, kind: Kind, outcome: &Outcome) -> Option<&'k Question> {
        // Most are; there is nothing to look up then.
        if outcome.top().is_some_and(|top| top.confidence == Confidence::Certain) {
            return None;
        }
        let key = (
            kind,
            outcome.said_by,
            outcome.permanence,
            outcome.reply_code.map(crate::code::ReplyCode::class),
            outcome.enhanced_code.map(crate::code::EnhancedCode::class),
            // What is less sure than the first is not asked apart.
            outcome
                .causes
                .iter()
                .filter(|finding| outcome.top().is_none_or(|t| finding.confidence <= t.confidence))
                .map(|finding| (finding.cause, finding.confidence))
                .collect(),
        );
        let find = || telling_question(self.knowledge, kind, outcome);
        *self.known.borrow_mut().entry(key).or_insert_with(find)
    }

    /// What to collect next, where the diagnosis cannot tell.
    pub(super) fn collect(&self, outcome: &Outcome) -> Vec<String> {
        let top = outcome.top().filter(|top| is_open_end(&top.cause));
        let Some(cause) = top.and_then(|top| self.knowledge.cause(&top.cause)) else {
            return Vec::new();
        };
        let case = Case::of(outcome);
        cause.steps.iter().map(|step| super::clean(&case.fill(&step.action))).collect()
    }
}
