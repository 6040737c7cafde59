//! A question as numbered lines.

use std::io;

use crate::cli::output::Output;
use crate::guide::{Session, State};
use crate::knowledge::{DONT_KNOW, Knowledge, Question, Term, Text};
use crate::report::{Case, Page};

/// Prints the open question with numbered answers.
pub(super) fn print(
    session: &Session<'_>,
    state: &State<'_>,
    question: &Question,
    out: &mut Output,
) -> io::Result<()> {
    let asked = state.path.len() + 1;
    let about = state.path.len() + session.questions_left(question);
    let left = state.candidates.len();
    let mut page = Page::new();
    page.aside(format!("Question {asked} of at most {about}. {left} causes are still possible."));
    page.title(question.ask);
    page.aside(question.why);
    let likeliest = session.likeliest_answer(question);
    for (at, answer) in question.answers.iter().enumerate() {
        let fits = if likeliest == Some(answer.id) { " (fits the evidence)" } else { "" };
        page.step(at + 1, format!("{}{fits}", answer.label));
    }
    page.step(question.answers.len() + 1, "Don't know");
    out.write("\n")?;
    out.page(&page)
}

/// The prompt below it.
pub(super) fn prompt(question: &Question) -> String {
    format!(
        "Answer 1-{}, or type a code or an error text; ? how to find out, b back, e evidence, \
         h help, q quit: ",
        question.answers.len() + 1
    )
}

/// How to find out: where to look, what is seen there, with which command.
pub(super) fn how(question: &Question, knowledge: &Knowledge, case: &Case) -> Page {
    let mut page = Page::new();
    page.text(question.find_out);
    if !question.example.is_empty() {
        page.text(format!("For example: {}", question.example));
    }
    for command in &question.commands {
        page.command(command.platform.label(), case.fill_command(&command.command));
    }
    let words = question.words.iter().filter_map(|id| knowledge.term(id));
    let words: Vec<&str> = words.map(Term::name).collect();
    if !words.is_empty() {
        page.aside(format!("Words used here: {} (x and a word explains it).", words.join(", ")));
    }
    page
}

/// The one answer that begins with these words.
fn by_words(text: &str, question: &Question) -> Option<Text> {
    let text = text.to_lowercase().replace('\u{2019}', "'");
    if matches!(text.as_str(), "don't know" | "dont know" | "do not know") {
        return Some(Text::new(DONT_KNOW));
    }
    let begins = |label: &str| {
        let rest = label.to_lowercase().strip_prefix(&text).map(str::to_owned);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let mut meant = question.answers.iter().filter(|answer| begins(answer.label.as_str()));
    let first = meant.next().filter(|_| text.len() > 1)?;
    meant.next().is_none().then_some(first.id)
}

/// The answer that is meant, by its number, its id or the words that it begins
/// with.
pub(super) fn read(text: &str, question: &Question) -> Option<Text> {
    let text = text.trim_end_matches(['.', ')']);
    if text == DONT_KNOW {
        return Some(Text::new(DONT_KNOW));
    }
    if let Some(answer) = question.answers.iter().find(|answer| answer.id == *text) {
        return Some(answer.id);
    }
    let Ok(number) = text.parse::<usize>() else { return by_words(text, question) };
    if number == question.answers.len() + 1 {
        return Some(Text::new(DONT_KNOW));
    }
    question.answers.get(number.checked_sub(1)?).map(|answer| answer.id)
}
