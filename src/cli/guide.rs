//! `smtp-doctor guide` without a screen: numbered questions, or the state of a
//! session as JSON.

use std::io::{self, BufRead};

use super::diagnose::complain;
use super::exit::Exit;
use super::output::Output;
use super::request::Guide;
use crate::diagnosis::{Doctor, Outcome};
use crate::evidence::{self, Forms, Kind};
use crate::guide::{Session, State, WrongAnswer};
use crate::knowledge::{DONT_KNOW, Knowledge, Question, Text};
use crate::report::json::StateDocument;
use crate::report::{Case, state_page};
use crate::services::input::read_one;
use crate::text::Clean;

/// Guides.
pub(super) fn run(
    request: &Guide,
    knowledge: &'static Knowledge,
    out: &mut Output,
) -> io::Result<Exit> {
    let outcome = match &request.evidence {
        None => None,
        Some(path) => match read_one(path) {
            Ok(bytes) => first_outcome(&bytes, knowledge),
            Err(unreadable) => {
                complain(&[unreadable]);
                return Ok(Exit::Wrong);
            }
        },
    };
    let case = outcome.as_ref().map_or_else(Case::unknown, |(_, outcome)| Case::of(outcome));
    let mut session = match outcome {
        Some((kind, outcome)) => Session::with_outcome(knowledge, kind, outcome),
        None => Session::new(knowledge),
    };
    for (question, answer) in &request.answers {
        if let Err(wrong) = session.answer(question, answer) {
            tell!("smtp-doctor: {}", describe(&wrong));
            return Ok(Exit::Wrong);
        }
    }
    if request.json {
        let state = session.state();
        out.json(&StateDocument::new(&state))?;
        return Ok(if state.cause.is_some() { Exit::Found } else { Exit::NotFound });
    }
    ask(&mut session, knowledge, &case, request.evidence.as_deref(), out)
}

/// The first failing recipient of an input.
fn first_outcome(bytes: &[u8], knowledge: &'static Knowledge) -> Option<(Kind, Outcome)> {
    let diagnosis = Doctor::new(knowledge).diagnose(&evidence::read(bytes, Forms::builtin()));
    diagnosis.outcomes.into_iter().next().map(|outcome| (diagnosis.kind, outcome))
}

/// What is wrong with an answer, and which there are.
fn describe(wrong: &WrongAnswer) -> String {
    let list = |known: &[Text]| known.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(", ");
    match wrong {
        WrongAnswer::Question { named, known } => {
            format!("there is no question `{}`; there are: {}", Clean::line(named), list(known))
        }
        WrongAnswer::Answer { question, named, known } => {
            format!("`{question}` has no answer `{}`; it has: {}", Clean::line(named), list(known))
        }
    }
}

/// What a person typed at a question.
enum Typed {
    Answer(Text),
    Back,
    FindOut,
    Quit,
    Nonsense,
}

/// Asks until a cause is reached or the person ends.
fn ask(
    session: &mut Session<'static>,
    knowledge: &'static Knowledge,
    case: &Case,
    evidence: Option<&str>,
    out: &mut Output,
) -> io::Result<Exit> {
    // Where the evidence came from standard input there is nobody to ask.
    let mut lines = (evidence != Some("-")).then(|| io::stdin().lock().lines());
    let mut shows_path = true;
    loop {
        let state = session.state();
        let Some(question) = state.open else {
            out.write("\n")?;
            out.page(&state_page(&state, knowledge, case))?;
            return Ok(if state.cause.is_some() { Exit::Found } else { Exit::NotFound });
        };
        if shows_path && !state.path.is_empty() {
            let answered = State { open: None, cause: None, ..state.clone() };
            out.page(&state_page(&answered, knowledge, case))?;
        }
        shows_path = false;
        print_question(session, &state, question, out)?;
        out.flush()?;
        let Some(Ok(line)) = lines.as_mut().and_then(Iterator::next) else {
            out.write("\n")?;
            return Ok(Exit::NotFound);
        };
        match read_answer(&line, question) {
            Typed::Answer(answer) => {
                // The ids come from the question itself.
                let _ = session.answer(&question.id, &answer);
            }
            Typed::Back => {
                if !session.back() {
                    out.write("This is the first question.\n")?;
                }
            }
            Typed::FindOut => {
                let mut page = crate::report::Page::new();
                page.text(question.find_out);
                out.page(&page)?;
            }
            Typed::Quit => return Ok(Exit::NotFound),
            Typed::Nonsense => out.write(&format!(
                "Type a number from 1 to {}, ? for how to find out, b for back, q to quit.\n",
                question.answers.len() + 1
            ))?,
        }
    }
}

/// Prints the open question with numbered answers.
fn print_question(
    session: &Session<'_>,
    state: &State<'_>,
    question: &Question,
    out: &mut Output,
) -> io::Result<()> {
    let asked = state.path.len() + 1;
    let about = state.path.len() + session.questions_left(question);
    let mut page = crate::report::Page::new();
    page.aside(format!("Question {asked} of at most {about}"));
    page.title(question.ask);
    for (at, answer) in question.answers.iter().enumerate() {
        page.step(at + 1, answer.label);
    }
    page.step(question.answers.len() + 1, "Don't know");
    out.write("\n")?;
    out.page(&page)?;
    out.write(&format!(
        "Answer 1-{}, ? how to find out, b back, q quit: ",
        question.answers.len() + 1
    ))
}

fn read_answer(line: &str, question: &Question) -> Typed {
    let typed = line.trim();
    match typed {
        "q" | "quit" => return Typed::Quit,
        "b" | "back" => return Typed::Back,
        "?" => return Typed::FindOut,
        _ => {}
    }
    let by_id = question.answers.iter().find(|answer| answer.id == typed).map(|answer| answer.id);
    if let Some(id) = by_id {
        return Typed::Answer(id);
    }
    if typed == DONT_KNOW {
        return Typed::Answer(Text::new(DONT_KNOW));
    }
    match typed.parse::<usize>() {
        Ok(number) if number == question.answers.len() + 1 => Typed::Answer(Text::new(DONT_KNOW)),
        Ok(number) if number > 0 => question
            .answers
            .get(number - 1)
            .map_or(Typed::Nonsense, |answer| Typed::Answer(answer.id)),
        _ => Typed::Nonsense,
    }
}
