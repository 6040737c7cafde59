//! How evidence answers a question.

use super::reach::{Reach, Target, answers};
use super::state::From;
use crate::diagnosis::{Finding, Outcome, is_open_end};
use crate::evidence::Kind;
use crate::knowledge::{Confidence, Knowledge, Owner, Permanence, Question, SaidBy, Text, When};

/// What the evidence says, as far as the tree asks for it.
#[derive(Clone, Debug)]
pub(super) struct Case {
    kind: Kind,
    outcome: Outcome,
    from: From,
}

impl Case {
    /// Causes that are level are put in order: security first.
    pub(super) fn new(kind: Kind, mut outcome: Outcome, knowledge: &Knowledge) -> Self {
        let is_urgent = |finding: &Finding| {
            knowledge.cause(&finding.cause).is_some_and(|cause| cause.owner == Owner::Security)
        };
        let causes = &mut outcome.causes;
        for at in 1..causes.len() {
            let mut at = at;
            while at > 0 && is_urgent(&causes[at]) && are_level(&causes[at - 1], &causes[at]) {
                causes.swap(at - 1, at);
                at -= 1;
            }
        }
        Self { kind, outcome, from: From::Evidence }
    }

    /// The same, where it is only what a page of the knowledge stands for.
    #[must_use]
    pub(super) fn assumed(self, is_assumed: bool) -> Self {
        Self { from: if is_assumed { From::Assumed } else { From::Evidence }, ..self }
    }

    /// Who gives its answers.
    pub(super) fn from(&self) -> From {
        self.from
    }

    /// The outcome.
    pub(super) fn outcome(&self) -> &Outcome {
        &self.outcome
    }

    /// How little it says: what is sure comes first, what says nothing last.
    pub(super) fn weakness(&self) -> u8 {
        match self.outcome.top() {
            Some(top) if is_open_end(&top.cause) => 3,
            Some(top) => top.confidence as u8,
            None => 4,
        }
    }

    /// The findings of the diagnosis.
    pub(super) fn findings(&self) -> &[Finding] {
        &self.outcome.causes
    }

    /// The findings that have to be told apart: the first alone where it is
    /// certain or is the only likely one, otherwise all of them.
    fn open_findings(&self) -> Vec<&Finding> {
        let real: Vec<&Finding> =
            self.outcome.causes.iter().filter(|finding| !is_open_end(&finding.cause)).collect();
        let Some(first) = real.first() else {
            return Vec::new();
        };
        let as_sure = |finding: &&Finding| finding.confidence <= first.confidence;
        match first.confidence {
            Confidence::Certain => vec![*first],
            Confidence::Likely => real.into_iter().filter(as_sure).collect(),
            Confidence::Possible => real,
        }
    }

    /// The answer that the evidence gives, with the words it rests on.
    ///
    /// An answer is given where all that the diagnosis left open lies below
    /// it, so that nothing is lost; where several are so, what is known of
    /// kind, speaker and class decides, or else their order. An answer that
    /// contradicts the diagnosis is never given.
    pub(super) fn answer(&self, question: &Question, reach: &Reach) -> Option<(Text, Vec<String>)> {
        let open: Vec<&Finding> = self
            .open_findings()
            .into_iter()
            .filter(|finding| reach.below(&question.id).contains(&finding.cause))
            .collect();
        let agreeing: Vec<(Text, Target)> = answers(question)
            .filter(|(id, target)| {
                question.answers.iter().any(|answer| answer.id == *id)
                    && open.iter().all(|finding| reach.leads_to(*target, &finding.cause))
            })
            .collect();
        // What is only possible can lie anywhere; facts stand even if some of
        // it does, but never against the first.
        let is_vague = open.iter().all(|finding| finding.confidence == Confidence::Possible);
        let first = open.first().filter(|_| is_vague);
        let by_facts = answers(question).find_map(|(id, target)| {
            let fits = agreeing.iter().any(|(agreed, _)| *agreed == id)
                || first.is_some_and(|first| reach.leads_to(target, &first.cause));
            let answer = question.answers.iter().find(|answer| answer.id == id && fits)?;
            let because = self.because_of(answer.when.as_ref()?)?;
            Some((id, answer.presumed.map_or(because, |words| vec![words.to_string()])))
        });
        // Where the diagnosis says nothing, facts alone may still answer.
        if by_facts.is_some() || open.is_empty() {
            return by_facts;
        }
        let (id, target) = agreeing.first()?;
        // Of several that are only possible nothing follows that another
        // answer would allow too.
        let others_agree = answers(question).any(|(other, target)| {
            other != *id && open.iter().any(|finding| reach.leads_to(target, &finding.cause))
        });
        let has_no_words = open.first().is_some_and(|finding| finding.because.is_empty());
        if is_vague && (has_no_words || open.len() > 1 && others_agree) {
            return None;
        }
        // What is only possible never ends the session: the person confirms it.
        let is_end = matches!(target, Target::Cause(_));
        if is_end && is_vague {
            return None;
        }
        let presumed = question
            .answers
            .iter()
            .find(|answer| answer.id == *id)
            .and_then(|answer| answer.presumed);
        open.first().map(|finding| {
            (*id, presumed.map_or_else(|| finding.because.clone(), |words| vec![words.to_string()]))
        })
    }

    /// The words for which a condition holds, or `None` where it does not.
    fn because_of(&self, when: &When) -> Option<Vec<String>> {
        let mut because = Vec::new();
        if !when.kind.is_empty() {
            when.kind.iter().find(|kind| **kind == self.kind.id())?;
            because.push(self.kind.id().to_owned());
        }
        if !when.said_by.is_empty() {
            let said_by = self.outcome.said_by;
            if said_by == SaidBy::Unknown || !when.said_by.contains(&said_by) {
                return None;
            }
            let host = self.outcome.remote_host.as_ref().or(self.outcome.reporting_host.as_ref());
            because.push(host.cloned().unwrap_or_else(|| said_by.label().to_owned()));
        }
        if !when.class.is_empty() {
            let code = self.outcome.reply_code.map(|code| (code.class(), code.to_string()));
            let enhanced = self.outcome.enhanced_code.map(|code| (code.class(), code.to_string()));
            // Without a code, what became of the message tells as much.
            let held = match self.outcome.permanence {
                Permanence::Temporary => Some((4, self.kind.id().to_owned())),
                Permanence::Permanent => Some((5, self.kind.id().to_owned())),
                Permanence::None | Permanence::Unknown => None,
            };
            let (class, written) = code.or(enhanced).or(held)?;
            when.class.contains(&class).then_some(())?;
            because.push(written);
        }
        (!because.is_empty()).then_some(because)
    }
}

/// Whether a finding is hardly better than the one after it.
fn are_level(better: &Finding, next: &Finding) -> bool {
    better.confidence == next.confidence && better.weight <= next.weight * 1.05
}
