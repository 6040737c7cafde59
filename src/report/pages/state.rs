//! Where a guided session stands: what was answered, what is asked.

use super::super::fill::Case;
use super::super::note::answer_words;
use super::super::page::Page;
use super::cause::remedy_page;
use super::words_used;
use crate::guide::{From, Session, State};
use crate::knowledge::{DONT_KNOW, Knowledge};

/// The page of a session: the path, then the open question or the remedy.
pub fn state_page(state: &State<'_>, knowledge: &Knowledge, case: &Case) -> Page {
    let mut page = Page::new();
    for (at, step) in state.path.iter().enumerate() {
        let (question, answer) = answer_words(knowledge, step);
        let from = match step.from {
            From::Person => String::new(),
            From::Assumed => {
                format!(" ({})", assumed(step.presumed.as_deref(), &step.because))
            }
            From::Evidence if step.because.is_empty() => " (from the evidence)".to_owned(),
            From::Evidence => format!(" (from the evidence: \"{}\")", step.because.join("\", \"")),
        };
        page.step(at + 1, format!("{question} {answer}{from}"));
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
        if !question.example.is_empty() {
            page.aside(format!("For example: {}", question.example));
        }
        for command in &question.commands {
            page.command(command.platform.label(), case.fill_command(&command.command));
        }
        words_used(&mut page, &question.words, knowledge);
    }
    if let Some(cause) = state.cause.and_then(|id| knowledge.cause(&id)) {
        let now = state.next_step(None);
        let marks = (state.steps.as_slice(), now);
        page.append(remedy_page(cause, knowledge, case, marks, (state.sure, None)));
    }
    page
}

/// That an answer is assumed, and why.
pub fn assumed(presumed: Option<&str>, because: &[String]) -> String {
    match (presumed, because) {
        (Some(why), _) => format!("assumed: {why}"),
        (None, []) => "assumed".to_owned(),
        (None, words) => format!("assumed, because of \"{}\"", words.join("\", \"")),
    }
}

/// The most words of the evidence that are named.
const MOST_WORDS: usize = 3;

/// What a cause rests on: the words that decided, or the person's answers, which
/// are listed by `how`. Nothing where neither told it.
pub fn because_words(
    session: &Session<'_>,
    state: &State<'_>,
    cause: &str,
    how: &str,
) -> Option<String> {
    let found = session.outcome().and_then(|it| it.causes.iter().find(|one| one.cause == *cause));
    let words = found.iter().flat_map(|found| found.because.iter().take(MOST_WORDS));
    let words: Vec<String> = words.map(|words| format!("\"{words}\"")).collect();
    if !words.is_empty() {
        return Some(words.join(", "));
    }
    let is_answered = state.path.iter().any(|step| step.from == From::Person);
    is_answered.then(|| format!("of your answers ({how} lists them)"))
}

/// What the evidence says against the person's answers, in a sentence; `key`
/// forgets them. Nothing where it says nothing against them.
pub fn against_words(session: &Session<'_>, state: &State<'_>, key: &str) -> Option<String> {
    let (cause, sure) = session.against(state)?;
    let title = session.knowledge().cause_title(&cause);
    let sure = sure.label();
    Some(format!(
        "The text says: {title} ({sure}). Your answers leave that out; {key} forgets them."
    ))
}
