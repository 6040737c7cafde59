//! How evidence answers a question.

use super::reach::{Reach, Target, answers};
use super::state::From;
use super::told::Told;
use crate::diagnosis::{Finding, Outcome, is_open_end};
use crate::evidence::Kind;
use crate::knowledge::{
    Answer, Confidence, Knowledge, Owner, Permanence, Question, SaidBy, Text, When,
};

/// How weak evidence is that says nothing.
const SILENT: u8 = 3;

/// An answer that the evidence gives.
pub(super) struct Given {
    pub(super) answer: Text,
    pub(super) from: From,
    /// The words of the input that it rests on.
    pub(super) because: Vec<String>,
    /// Why it is assumed, where no word says it.
    pub(super) presumed: Option<Text>,
}

impl Given {
    /// An answer that follows from what the person told before.
    pub(super) fn told(answer: Text) -> Self {
        Self { answer, from: From::Person, because: Vec::new(), presumed: None }
    }
}

/// What the evidence says, as far as the tree asks for it.
#[derive(Clone, Debug)]
pub(super) struct Case {
    kind: Kind,
    outcome: Outcome,
    from: From,
    /// Whether something in it speaks of a misused address.
    is_misused: bool,
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
        Self { kind, outcome, from: From::Evidence, is_misused: false }
    }

    /// The same, where it is only what a page of the knowledge stands for.
    #[must_use]
    pub(super) fn assumed(self, is_assumed: bool) -> Self {
        Self { from: if is_assumed { From::Assumed } else { From::Evidence }, ..self }
    }

    /// The same, where something in it speaks of a misused address: that
    /// nothing does is not presumed then.
    #[must_use]
    pub(super) fn misused(self, is_misused: bool) -> Self {
        Self { is_misused, ..self }
    }

    /// Who gives its answers.
    pub(super) fn from(&self) -> From {
        self.from
    }

    /// The outcome.
    pub(super) fn outcome(&self) -> &Outcome {
        &self.outcome
    }

    /// What counts last: what a page stands for, then what says nothing, then
    /// what a person told, then what is less sure.
    pub(super) fn rank(&self) -> (bool, bool, bool, u8) {
        let weakness = self.weakness();
        (self.from == From::Assumed, weakness >= SILENT, self.kind == Kind::Words, weakness)
    }

    /// How little it says: what is sure comes first, what says nothing last.
    fn weakness(&self) -> u8 {
        match self.outcome.top() {
            Some(top) if is_open_end(&top.cause) => SILENT,
            Some(top) => top.confidence as u8,
            None => SILENT + 1,
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
    /// contradicts the diagnosis, or what the person told, is never given.
    pub(super) fn answer(
        &self,
        question: &Question,
        reach: &Reach,
        told: &Told<'_>,
    ) -> Option<Given> {
        let own = |id: Text| question.answers.iter().find(|answer| answer.id == id);
        let when = |id: Text| own(id).and_then(|answer| answer.when.as_ref());
        // Whether an address was misused, only a person can say.
        let mut whens = question.answers.iter().filter_map(|answer| answer.when.as_ref());
        if self.is_misused && whens.any(|when| when.misused == Some(false)) {
            return None;
        }
        let left =
            || answers(question).filter(|(id, _)| when(*id).is_none_or(|when| !told.denies(when)));
        let open: Vec<&Finding> = self
            .open_findings()
            .into_iter()
            .filter(|finding| reach.below(&question.id).contains(&finding.cause))
            .collect();
        let agreeing: Vec<(Text, Target)> = left()
            .filter(|(id, target)| {
                own(*id).is_some()
                    && open.iter().all(|finding| reach.leads_to(*target, &finding.cause))
            })
            .collect();
        // What is only possible can lie anywhere; facts stand even if some of
        // it does, but never against the first.
        let is_vague = open.iter().all(|finding| finding.confidence == Confidence::Possible);
        let first = open.first().filter(|_| is_vague);
        let by_facts = left().find_map(|(id, target)| {
            let fits = agreeing.iter().any(|(agreed, _)| *agreed == id)
                || first.is_some_and(|first| reach.leads_to(target, &first.cause));
            let because = self.because_of(when(id)?).filter(|_| fits)?;
            Some(Self::given(own(id)?, self.from, because))
        });
        // Where the diagnosis says nothing, facts alone may still answer.
        if by_facts.is_some() || open.is_empty() {
            return by_facts;
        }
        let (id, target) = agreeing.first()?;
        // Of several that are only possible nothing follows that another
        // answer would allow too.
        let others_agree = left().any(|(other, target)| {
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
        // The way to a cause is no evidence of what its answers claim: not
        // where facts would have to say so, nor where only a person told.
        let is_claimed = self.kind == Kind::Words || when(*id).is_some();
        let from = if is_claimed { From::Assumed } else { self.from };
        let because = open.first().map(|finding| finding.because.clone());
        Some(Self::given(own(*id)?, from, because.unwrap_or_default()))
    }

    /// An answer, which is only assumed where the data presumes it.
    fn given(answer: &Answer, from: From, because: Vec<String>) -> Given {
        let (from, because) = match answer.presumed {
            Some(_) => (From::Assumed, Vec::new()),
            None => (from, because),
        };
        Given { answer: answer.id, from, because, presumed: answer.presumed }
    }

    /// The words of the input for which a condition holds, or `None` where it
    /// does not.
    fn because_of(&self, when: &When) -> Option<Vec<String>> {
        let mut because = Vec::new();
        if !when.kind.is_empty() {
            when.kind.iter().find(|kind| **kind == self.kind.id())?;
        }
        if !when.said_by.is_empty() {
            let said_by = self.outcome.said_by;
            if said_by == SaidBy::Unknown || !when.said_by.contains(&said_by) {
                return None;
            }
            let host = self.outcome.remote_host.as_ref().or(self.outcome.reporting_host.as_ref());
            because.extend(host.cloned());
        }
        if !when.class.is_empty() {
            let code = self.outcome.reply_code.map(|code| (code.class(), Some(code.to_string())));
            let enhanced =
                self.outcome.enhanced_code.map(|code| (code.class(), Some(code.to_string())));
            // Without a code, what became of the message tells as much.
            let held = match self.outcome.permanence {
                Permanence::Temporary => Some((4, None)),
                Permanence::Permanent => Some((5, None)),
                Permanence::None | Permanence::Unknown => None,
            };
            let (class, written) = code.or(enhanced).or(held)?;
            when.class.contains(&class).then_some(())?;
            because.extend(written);
        }
        if when.given_up.is_some_and(|wanted| wanted != self.outcome.is_given_up()) {
            return None;
        }
        Some(because)
    }
}

/// Whether a finding is hardly better than the one after it.
fn are_level(better: &Finding, next: &Finding) -> bool {
    better.confidence == next.confidence && better.weight <= next.weight * 1.05
}
