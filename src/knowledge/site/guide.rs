//! Puts a site's questions and answers into the guide. The tree that comes
//! out has to be one that a person can get through, or the built-in one stays.

use super::entries::AddedAnswer;
use super::faults::{Entry, Faults, Place};
use super::merge::Names;
use super::read::Contents;
use crate::knowledge::check::{Problem, Report, guide};
use crate::knowledge::schema::{Guide, Question};
use crate::knowledge::store::Knowledge;
use crate::knowledge::text::Text;

/// Merges questions and answers. `added` are the causes that are new: those to
/// which no way leads are taken out again.
pub(super) fn merge(
    knowledge: &mut Knowledge,
    contents: &mut Contents,
    mut added: Vec<(Text, Place)>,
    faults: &mut Faults<'_>,
) {
    let mut questions = std::mem::take(&mut contents.questions);
    let mut answers = std::mem::take(&mut contents.answers);
    if questions.is_empty() && answers.is_empty() && added.is_empty() {
        return;
    }
    let mut names = Names::new();
    questions.retain(|entry| names.take(entry.value.id, "id", entry.place, faults));
    let mut names = Names::new();
    answers.retain(|Entry { value, place }| names.take((value.of, value.id), "id", *place, faults));
    let built_in = (*knowledge.guide).clone();
    // Each turn takes at least one entry out, or ends.
    loop {
        knowledge.guide = put_together(&built_in, &questions, &mut answers, faults).into();
        let mut found = Vec::new();
        guide::check(knowledge, &mut Report::for_site("guide", &mut found));
        if found.is_empty() {
            return;
        }
        let before = (added.len(), answers.len(), questions.len());
        let names = |place: Place, field: &str, problem: &Problem, faults: &mut Faults<'_>| {
            faults.add(place, field, problem.fault.clone(), problem.mend.clone());
        };
        added.retain(|(cause, place)| {
            let ends = format!("no way ends in the cause `{cause}`");
            let Some(problem) = found.iter().find(|problem| problem.fault == ends) else {
                return true;
            };
            let mend = format!("add an [[answer]] with `cause = \"{cause}\"`");
            names(*place, "id", &Problem { mend, ..problem.clone() }, faults);
            knowledge.causes.change(|causes| causes.retain(|known| known.id != *cause));
            false
        });
        answers.retain(|Entry { value, place }| {
            let mut is_whole = true;
            for problem in found.iter().filter(|problem| concerns_answer(problem, value)) {
                names(*place, "", problem, faults);
                is_whole = false;
            }
            is_whole
        });
        questions.retain(|Entry { value, place }| {
            let mut is_whole = true;
            for problem in found.iter().filter(|problem| part(&problem.field) == value.id.as_str())
            {
                let field = problem.field.split_once('.').map_or("", |(_, rest)| rest);
                names(*place, field, problem, faults);
                is_whole = false;
            }
            is_whole
        });
        if before != (added.len(), answers.len(), questions.len()) {
            continue;
        }
        // Nobody can be blamed alone.
        let place = questions.first().map(|entry| entry.place);
        let place = place.or(answers.first().map(|entry| entry.place));
        let place = place.or(added.first().map(|(_, place)| *place));
        if let Some(place) = place {
            for problem in &found {
                names(place, "", problem, faults);
            }
            let mend = "mend what is named beside this";
            faults.add(place, "", "the site's questions and answers are left out", mend);
        }
        knowledge.causes.change(|causes| {
            causes.retain(|cause| !added.iter().any(|(id, _)| *id == cause.id));
        });
        knowledge.guide = built_in.into();
        return;
    }
}

/// The question that a fault is about.
fn part(field: &str) -> &str {
    field.split('.').next().unwrap_or_default()
}

/// Whether a fault is about an answer: about it alone, or about the question
/// that it was added to, at what it does.
fn concerns_answer(problem: &Problem, answer: &AddedAnswer) -> bool {
    if part(&problem.field) != answer.of.as_str() {
        return false;
    }
    let own = problem.field.split('.').nth(1);
    let names = |id: Option<Text>, what: &str| {
        id.is_some_and(|id| problem.fault == format!("there is no {what} `{id}`"))
    };
    match own {
        Some(own) => own == answer.id.as_str(),
        None => {
            names(answer.question, "question")
                || names(answer.cause, "cause")
                || answer.question.is_some() == answer.cause.is_some()
                || problem.fault.contains("too many answers")
        }
    }
}

/// The guide with everything put in that has a place there.
fn put_together(
    built_in: &Guide,
    questions: &[Entry<Question>],
    answers: &mut Vec<Entry<AddedAnswer>>,
    faults: &mut Faults<'_>,
) -> Guide {
    let mut merged = built_in.clone();
    for Entry { value, place } in questions {
        let mut question = value.clone();
        question.origin = faults.origin(*place);
        match merged.questions.iter_mut().find(|known| known.id == question.id) {
            Some(known) => *known = question,
            None => merged.questions.push(question),
        }
    }
    answers.retain(|Entry { value, place }| {
        let Some(question) = merged.questions.iter_mut().find(|known| known.id == value.of) else {
            let fault = format!("there is no question `{}`", value.of);
            faults.add(*place, "of", fault, "use the id of a question of the guide");
            return false;
        };
        let mut answer = value.answer(faults.origin(*place));
        if let Some(known) = question.answers.iter_mut().find(|known| known.id == answer.id) {
            // The evidence still gives it when it gave the one before.
            answer.when.clone_from(&known.when);
            *known = answer;
        } else {
            question.answers.push(answer);
        }
        true
    });
    merged
}
