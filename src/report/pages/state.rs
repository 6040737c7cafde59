//! Where a guided session stands: what was answered, what is asked.

use super::super::fill::Case;
use super::super::page::Page;
use super::cause::cause_page;
use super::words_used;
use crate::guide::{From, State};
use crate::knowledge::{DONT_KNOW, Knowledge};

/// The page of a session: the path, then the open question or the remedy.
pub fn state_page(state: &State<'_>, knowledge: &Knowledge, case: &Case) -> Page {
    let mut page = Page::new();
    for step in &state.path {
        let Some(question) = knowledge.question(&step.question) else { continue };
        let answer = question
            .answers
            .iter()
            .find(|answer| answer.id == step.answer)
            .map_or("Don't know", |answer| answer.label.as_str());
        let from = match step.from {
            From::Person => String::new(),
            From::Evidence if step.because.is_empty() => " (from the evidence)".to_owned(),
            From::Evidence => format!(" (from the evidence: \"{}\")", step.because.join("\", \"")),
        };
        page.point(format!("{} {answer}{from}", question.ask));
    }
    page.gap();
    if let Some(question) = state.open {
        page.title(question.ask);
        page.aside(question.why);
        for (at, answer) in question.answers.iter().enumerate() {
            page.step(at + 1, answer.label);
        }
        page.step(question.answers.len() + 1, format!("Don't know [{DONT_KNOW}]"));
        page.aside(question.find_out);
        words_used(&mut page, &question.words, knowledge);
    }
    if let Some(cause) = state.cause.and_then(|id| knowledge.cause(&id)) {
        page.append(cause_page(cause, knowledge, case));
    }
    page
}
