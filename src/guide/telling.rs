//! The one question that tells the candidates of a diagnosis apart.

use super::reach::{Reach, answers};
use super::session::Session;
use crate::diagnosis::{Finding, Outcome, is_open_end};
use crate::evidence::Kind;
use crate::knowledge::{Confidence, DONT_KNOW, Knowledge, Question};

/// The question that would settle a diagnosis, where it leaves something open:
/// the one at which the guide stops; where it cannot even begin, because
/// nothing tells what the person has in hand, the one that parts the first two
/// candidates.
pub fn telling_question<'k>(
    knowledge: &'k Knowledge,
    kind: Kind,
    outcome: &Outcome,
) -> Option<&'k Question> {
    if outcome.top().is_some_and(|top| top.confidence == Confidence::Certain) {
        return None;
    }
    let state = Session::with_outcome(knowledge, kind, outcome.clone()).state();
    let open = state.open?;
    if !state.path.is_empty() {
        return Some(open);
    }
    let (first, second) = level(outcome)?;
    parting(knowledge, first, second).or(Some(open))
}

/// The first two candidates, where neither is surer than the other.
fn level(outcome: &Outcome) -> Option<(&Finding, &Finding)> {
    let mut real = outcome.causes.iter().filter(|finding| !is_open_end(&finding.cause));
    let (first, second) = (real.next()?, real.next()?);
    (first.confidence == second.confidence).then_some((first, second))
}

/// The question nearest to two causes at which one answer leads to the first
/// alone and another to the second alone.
fn parting<'k>(
    knowledge: &'k Knowledge,
    first: &Finding,
    second: &Finding,
) -> Option<&'k Question> {
    let reach = Reach::new(knowledge);
    let parts = |question: &Question| {
        let only = |wanted: &Finding, other: &Finding| {
            answers(question).any(|(id, target)| {
                id != DONT_KNOW
                    && reach.leads_to(target, &wanted.cause)
                    && !reach.leads_to(target, &other.cause)
            })
        };
        only(first, second) && only(second, first)
    };
    let questions = knowledge.guide.questions.iter().filter(|question| parts(question));
    questions.min_by_key(|question| reach.below(&question.id).len())
}
