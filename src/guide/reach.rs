//! Which causes each answer of the tree can still lead to.

use std::collections::HashMap;

use crate::knowledge::{DONT_KNOW, Knowledge, Question, Text};

/// Where an answer leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// To another question.
    Question(Text),
    /// To a cause.
    Cause(Text),
}

/// The answers of a question with their targets, "don't know" last.
pub(super) fn answers(question: &Question) -> impl Iterator<Item = (Text, Target)> + '_ {
    let target = |next: Option<Text>, cause: Option<Text>| {
        next.map(Target::Question).or(cause.map(Target::Cause))
    };
    let own = question
        .answers
        .iter()
        .filter_map(move |answer| Some((answer.id, target(answer.question, answer.cause)?)));
    let dont_know = target(question.dont_know_question, question.dont_know_cause)
        .map(|target| (Text::new(DONT_KNOW), target));
    own.chain(dont_know)
}

/// The causes below every question, in the order of the tree, without those
/// that only "don't know" leads to.
#[derive(Debug)]
pub(super) struct Reach {
    below: HashMap<Text, Vec<Text>>,
    /// The same with those that "don't know" leads to.
    offered: HashMap<Text, Vec<Text>>,
}

impl Reach {
    /// Walks the tree of a knowledge base.
    pub(super) fn new(knowledge: &Knowledge) -> Self {
        let mut reach = Self { below: HashMap::new(), offered: HashMap::new() };
        for question in &knowledge.guide.questions {
            reach.walk(knowledge, question, 0);
        }
        reach
    }

    fn walk(&mut self, knowledge: &Knowledge, question: &Question, depth: usize) {
        // The checker refuses deeper trees and circles; this bounds the walk
        // over a tree that was not checked.
        if depth > 16 || self.below.contains_key(&question.id) {
            return;
        }
        let (mut causes, mut offered) = (Vec::new(), Vec::new());
        for (answer, target) in answers(question) {
            if let Target::Question(id) = target
                && let Some(next) = knowledge.question(&id)
            {
                self.walk(knowledge, next, depth + 1);
            }
            if answer != DONT_KNOW {
                add(&mut causes, led_to(target, &self.below));
            }
            add(&mut offered, led_to(target, &self.offered));
        }
        self.below.insert(question.id, causes);
        self.offered.insert(question.id, offered);
    }

    /// Whether a target leads to a cause, perhaps by "don't know".
    pub(super) fn offers(&self, target: Target, cause: &str) -> bool {
        led_to(target, &self.offered).iter().any(|offered| offered == cause)
    }

    /// Whether a target leads to a cause.
    pub(super) fn leads_to(&self, target: Target, cause: &str) -> bool {
        match target {
            Target::Cause(id) => id == cause,
            Target::Question(id) => self.below(&id).iter().any(|below| below == cause),
        }
    }

    /// All causes below a question.
    pub(super) fn below(&self, question: &str) -> &[Text] {
        self.below.get(question).map_or(&[], Vec::as_slice)
    }
}

/// Adds what is not there yet.
fn add(causes: &mut Vec<Text>, more: Vec<Text>) {
    for cause in more {
        if !causes.contains(&cause) {
            causes.push(cause);
        }
    }
}

/// The causes that a target leads to, by one of the tables.
fn led_to(target: Target, table: &HashMap<Text, Vec<Text>>) -> Vec<Text> {
    match target {
        Target::Question(id) => table.get(&id).cloned().unwrap_or_default(),
        Target::Cause(id) => vec![id],
    }
}
