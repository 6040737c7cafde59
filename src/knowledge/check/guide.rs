//! The guide is a tree that a person can get through.

use std::collections::{HashMap, HashSet};

use super::{Report, prose};
use crate::knowledge::schema::{Answer, DONT_KNOW, Question};
use crate::knowledge::store::Knowledge;

/// The most questions that a person is asked.
const MOST_QUESTIONS: usize = 7;

/// Where an answer leads.
fn targets(question: &Question) -> impl Iterator<Item = (Option<&str>, Option<&str>)> {
    let dont_know = (
        question.dont_know_question.as_ref().map(AsRef::as_ref),
        question.dont_know_cause.as_ref().map(AsRef::as_ref),
    );
    let answers = question.answers.iter().map(|answer: &Answer| {
        (answer.question.as_ref().map(AsRef::as_ref), answer.cause.as_ref().map(AsRef::as_ref))
    });
    answers.chain(std::iter::once(dont_know))
}

/// Walks the guide from a question and gives the most questions asked on the
/// way, itself included. Questions on the way are in `path`; each is walked
/// once.
fn depth<'a>(
    id: &'a str,
    questions: &HashMap<&'a str, &'a Question>,
    path: &mut Vec<&'a str>,
    reached: &mut Reached<'a>,
    report: &mut Report<'_>,
) -> usize {
    if path.contains(&id) {
        report.add(id, "can be asked twice on one way", "lead the answer elsewhere");
        return 0;
    }
    // Deeper than any way may be; a chain without end must not go on.
    if path.len() > 8 * MOST_QUESTIONS {
        return 0;
    }
    let Some(question) = questions.get(id) else {
        return 0;
    };
    if let Some(deepest) = reached.questions.get(id) {
        return *deepest;
    }
    path.push(id);
    let mut deepest = 0;
    for (next, cause) in targets(question) {
        if let Some(cause) = cause {
            reached.causes.insert(cause);
        }
        if let Some(next) = next {
            deepest = deepest.max(depth(next, questions, path, reached, report));
        }
    }
    path.pop();
    reached.questions.insert(id, deepest + 1);
    deepest + 1
}

/// What can be reached from the first question.
#[derive(Default)]
struct Reached<'a> {
    /// With the most questions asked from there.
    questions: HashMap<&'a str, usize>,
    causes: HashSet<&'a str>,
}

/// Checks the guide.
pub(in crate::knowledge) fn check(knowledge: &Knowledge, report: &mut Report<'_>) {
    let guide = &knowledge.guide;
    let questions: HashMap<&str, &Question> =
        guide.questions.iter().map(|question| (question.id.as_str(), question)).collect();
    let causes: HashSet<&str> = knowledge.causes.iter().map(|cause| cause.id.as_str()).collect();
    report.require(
        questions.len() == guide.questions.len(),
        "question",
        "an id is there twice",
        "give each question its own id",
    );
    report.require(
        questions.contains_key(guide.start.as_str()),
        "start",
        "is not a question",
        "name the id of the first question",
    );
    for question in &guide.questions {
        check_question(question, &questions, &causes, report);
    }
    let mut reached = Reached::default();
    let most = depth(guide.start.as_str(), &questions, &mut Vec::new(), &mut reached, report);
    report.require(
        most <= MOST_QUESTIONS,
        "question",
        &format!("a way asks {most} questions"),
        "no way may ask more than seven",
    );
    for question in &guide.questions {
        report.require(
            reached.questions.contains_key(question.id.as_str()),
            &question.id,
            "is never asked",
            "lead an answer to it, or remove it",
        );
    }
    for cause in &knowledge.causes {
        report.require(
            reached.causes.contains(cause.id.as_str()),
            "answer",
            &format!("no way ends in the cause `{}`", cause.id),
            "lead an answer to it",
        );
    }
}

/// Checks one question by itself.
fn check_question(
    question: &Question,
    questions: &HashMap<&str, &Question>,
    causes: &HashSet<&str>,
    report: &mut Report<'_>,
) {
    let id = question.id;
    prose::sentences(&question.ask, &format!("{id}.ask"), report);
    prose::sentences(&question.why, &format!("{id}.why"), report);
    prose::sentences(&question.find_out, &format!("{id}.find_out"), report);
    report.require(
        (2..=9).contains(&(question.answers.len() + 1)),
        &id,
        "has too few or too many answers",
        "one to eight, so that each has a digit and \"don't know\" the last",
    );
    let mut ids = HashSet::new();
    for answer in &question.answers {
        prose::sentence(&answer.label, &format!("{id}.{}.label", answer.id), report);
        report.require(
            answer.id != DONT_KNOW && ids.insert(answer.id),
            &format!("{id}.{}", answer.id),
            "is an id that is taken",
            "give each answer its own",
        );
    }
    for (next, cause) in targets(question) {
        report.require(
            next.is_some() != cause.is_some(),
            &id,
            "an answer leads nowhere, or to two places",
            "give each answer, and \"don't know\", a question or a cause",
        );
        if let Some(next) = next {
            report.require(
                questions.contains_key(next),
                &id,
                &format!("there is no question `{next}`"),
                "use the id of a question",
            );
        }
        if let Some(cause) = cause {
            report.require(
                causes.contains(cause),
                &id,
                &format!("there is no cause `{cause}`"),
                "use an id of assets/causes",
            );
        }
    }
}
