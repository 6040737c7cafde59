//! Answers that are given as arguments: to the questions of the tree, and at
//! the remedy to what is asked there.

use jiff::Timestamp;

use crate::guide::{Deed, Mark, NO_PROOF, Session, State, Verdict, is_proof};
use crate::services::clock;
use crate::text::Clean;

/// What is asked at a remedy, as an argument names it, with its answers.
pub(in crate::cli) const OF_REMEDY: &[(&str, &str)] = &[
    ("step-N", "done, skipped, open"),
    ("did-it-work", "yes, no, waiting, escalate"),
    ("seen-by", "the proof in words"),
    ("until", "2h, 14:00, friday, tomorrow 9:00, 2026-11-23"),
];

/// What an argument does: an answer to a question of the tree, a mark of a
/// step, or how the remedy ended. Otherwise what is wrong with it.
pub(super) fn deed(
    session: &Session<'static>,
    question: &str,
    answer: &str,
    now: Option<Timestamp>,
) -> Result<Deed, String> {
    let in_tree = Deed::Answer { question: question.to_owned(), answer: answer.to_owned() };
    let is_of_remedy =
        question.starts_with("step-") || OF_REMEDY.iter().any(|(name, _)| *name == question);
    let is_of_tree = session.knowledge().question(question).is_some();
    if !is_of_remedy || is_of_tree {
        return Ok(in_tree);
    }
    let state = session.state();
    let Some(cause) = state.cause else {
        return Err(format!(
            "--answer {question}: no cause is reached yet, so there is no remedy; answer the \
             questions first"
        ));
    };
    let wrong =
        |known: &str| format!("--answer {question}={}: it can be {known}", Clean::line(answer));
    let cause = cause.as_str();
    let known = OF_REMEDY.iter().find(|(name, _)| *name == question).map_or("", |known| known.1);
    let result = |result| Ok(Deed::Result { cause: cause.to_owned(), result });
    match (question, answer) {
        ("did-it-work", "yes") => result(Verdict::Worked { proof: None }),
        ("did-it-work", "no") => result(Verdict::Failed),
        ("did-it-work", "waiting") => result(Verdict::Waiting { until: None, what: None }),
        ("did-it-work", "escalate") => result(Verdict::Escalated),
        ("seen-by", words) if !is_proof(words) => {
            Err(format!("--answer seen-by={}: {NO_PROOF}", Clean::line(words)))
        }
        ("seen-by", words) => result(Verdict::Worked { proof: Some(words.to_owned()) }),
        ("until", time) => {
            let now = now.unwrap_or_else(clock::now);
            let until = clock::read_until(time, now, &clock::zone()).ok_or_else(|| wrong(known))?;
            result(Verdict::Waiting { until: Some(until), what: None })
        }
        ("did-it-work", _) => Err(wrong(known)),
        _ => {
            let step = step(&state, question)?;
            let mark = Mark::ALL.iter().find(|mark| mark.id() == answer);
            let mark = mark.ok_or_else(|| wrong("done, skipped, open"))?;
            Ok(Deed::mark(cause, step, *mark))
        }
    }
}

/// The step that `step-N` names, counted from 0.
fn step(state: &State<'_>, question: &str) -> Result<usize, String> {
    let number = question.strip_prefix("step-").and_then(|number| number.parse::<usize>().ok());
    let step = number.and_then(|number| number.checked_sub(1));
    step.filter(|at| *at < state.steps.len()).ok_or_else(|| {
        format!(
            "there is no `{}`; there are step-1 to step-{}",
            Clean::line(question),
            state.steps.len()
        )
    })
}
