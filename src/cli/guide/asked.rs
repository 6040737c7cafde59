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
    page.aside(format!("Question {asked} of about {about}. {left} causes are still possible."));
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

/// What was typed at a question is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// This answer.
    Answer(Text),
    /// The beginning of several, by their numbers.
    Several(Vec<usize>),
    /// No answer.
    Nothing,
}

/// How people say that they do not know.
const UNKNOWN: &[&str] =
    &["do not know", "don't know", "dont know", "dunno", "idk", "no idea", "not sure"];

/// The answers that begin with these words.
fn by_words(text: &str, question: &Question) -> Heard {
    let text = text.to_lowercase().replace('\u{2019}', "'");
    let said = text.strip_prefix("i ").or(text.strip_prefix("we ")).unwrap_or(&text);
    if UNKNOWN.contains(&said) {
        return Heard::Answer(Text::new(DONT_KNOW));
    }
    let begins = |label: &str| {
        let rest = label.to_lowercase().strip_prefix(&text).map(str::to_owned);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let answers = question.answers.iter().enumerate();
    let meant: Vec<(usize, Text)> = answers
        .filter(|(_, answer)| text.len() > 1 && begins(answer.label.as_str()))
        .map(|(at, answer)| (at + 1, answer.id))
        .collect();
    match meant.as_slice() {
        [] => Heard::Nothing,
        [(_, id)] => Heard::Answer(*id),
        several => Heard::Several(several.iter().map(|(number, _)| *number).collect()),
    }
}

/// What is meant: an answer by its number, its id or the words that it begins
/// with.
pub(super) fn read(text: &str, question: &Question) -> Heard {
    let text = text.trim_end_matches(['.', ')']);
    if text == DONT_KNOW {
        return Heard::Answer(Text::new(DONT_KNOW));
    }
    if let Some(answer) = question.answers.iter().find(|answer| answer.id == *text) {
        return Heard::Answer(answer.id);
    }
    let Ok(number) = text.parse::<usize>() else { return by_words(text, question) };
    if number == question.answers.len() + 1 {
        return Heard::Answer(Text::new(DONT_KNOW));
    }
    let answer = number.checked_sub(1).and_then(|at| question.answers.get(at));
    answer.map_or(Heard::Nothing, |answer| Heard::Answer(answer.id))
}

/// What to say of several answers that begin alike.
pub(super) fn which(numbers: &[usize]) -> String {
    let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
    let (last, first) = numbers.split_last().map_or(("", &[][..]), |(l, f)| (l.as_str(), f));
    format!("Answers {} and {last} begin so; type the number.", first.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_meant_by_number_id_or_first_words() {
        let knowledge = Knowledge::builtin();
        let is_double = |question: &&Question| {
            question.answers.iter().filter(|it| it.label.starts_with("Yes,")).count() > 1
        };
        let questions = &knowledge.guide.questions;
        let question = questions.iter().find(is_double).expect("there is one");
        let unknown = Heard::Answer(Text::new(DONT_KNOW));
        let first = &question.answers[0];
        let last = (question.answers.len() + 1).to_string();
        let begin = first.label.as_str();
        for (typed, expected) in [
            ("1.", Heard::Answer(first.id)),
            (first.id.as_str(), Heard::Answer(first.id)),
            (begin, Heard::Answer(first.id)),
            (last.as_str(), unknown.clone()),
            ("I don\u{2019}t know", unknown.clone()),
            ("dont know", unknown.clone()),
            ("Don't know.", unknown),
            ("99", Heard::Nothing),
            ("blue", Heard::Nothing),
        ] {
            assert_eq!(read(typed, question), expected, "{typed}");
        }
        assert!(matches!(read("yes", question), Heard::Several(numbers) if numbers.len() > 1));
        assert_eq!(which(&[1, 3]), "Answers 1 and 3 begin so; type the number.");
    }
}
