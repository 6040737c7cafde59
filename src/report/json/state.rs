//! The state of a guided session.

use serde::Serialize;

use super::super::fill::Case;
use super::{AnswerDocument, CommandDocument, SCHEMA, clean, clean_option};
use crate::guide::{Session, State};
use crate::knowledge::{DONT_KNOW, Text};

/// What `guide --json` prints: the state of a session.
#[derive(Debug, Serialize)]
pub struct StateDocument {
    schema: u32,
    path: Vec<PathDocument>,
    open: Option<OpenDocument>,
    candidates: Vec<&'static str>,
    cause: Option<&'static str>,
    sure: Option<&'static str>,
    tried: Vec<&'static str>,
    steps: Vec<StepDocument>,
    stage: &'static str,
    recipient: Option<String>,
    recipients: Vec<Option<String>>,
    incident: Option<usize>,
}

/// A step of the remedy, and what became of it.
#[derive(Debug, Serialize)]
struct StepDocument {
    #[serde(rename = "do")]
    action: String,
    mark: &'static str,
}

#[derive(Debug, Serialize)]
struct PathDocument {
    question: &'static str,
    answer: &'static str,
    from: &'static str,
    because: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    presumed: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    as_if: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct OpenDocument {
    question: &'static str,
    ask: &'static str,
    why: &'static str,
    find_out: &'static str,
    example: &'static str,
    commands: Vec<CommandDocument>,
    answers: Vec<AnswerDocument>,
}

impl StateDocument {
    /// The document of a session and its state. `recipients` are those that
    /// the last piece of evidence can be taken for, `incident` is how many
    /// cases of today have its symptom, where that may be an incident.
    pub fn new(
        session: &Session<'static>,
        state: &State<'static>,
        recipients: &[Option<String>],
        incident: Option<usize>,
    ) -> Self {
        let case = Case::of_session(session, state);
        let path = state.path.iter().map(|step| PathDocument {
            question: step.question.as_str(),
            answer: step.answer.as_str(),
            from: step.from.id(),
            because: step.because.iter().map(|words| clean(words)).collect(),
            presumed: step.presumed.map(Text::as_str),
            as_if: step.as_if.map(Text::as_str),
        });
        let open = state.open.map(|question| {
            let own = question.answers.iter().map(|answer| AnswerDocument {
                id: answer.id.as_str(),
                label: answer.label.as_str(),
            });
            let dont_know = AnswerDocument { id: DONT_KNOW, label: "Don't know" };
            OpenDocument {
                question: question.id.as_str(),
                ask: question.ask.as_str(),
                why: question.why.as_str(),
                find_out: question.find_out.as_str(),
                example: question.example.as_str(),
                commands: super::commands(&question.commands, &case),
                answers: own.chain(std::iter::once(dont_know)).collect(),
            }
        });
        Self {
            schema: SCHEMA,
            path: path.collect(),
            open,
            candidates: state.candidates.iter().map(|id| id.as_str()).collect(),
            cause: state.cause.map(Text::as_str),
            sure: state.sure.map(crate::knowledge::Confidence::id),
            tried: state.tried.iter().map(|id| id.as_str()).collect(),
            steps: steps(session, state, &case),
            stage: state.stage.id(),
            recipient: session
                .outcome()
                .and_then(|outcome| clean_option(outcome.recipient.as_ref())),
            recipients: recipients.iter().map(|one| clean_option(one.as_ref())).collect(),
            incident,
        }
    }
}

fn steps(session: &Session<'_>, state: &State<'_>, case: &Case) -> Vec<StepDocument> {
    let cause = state.cause.and_then(|id| session.knowledge().cause(&id));
    let steps = cause.map_or(&[][..], |cause| &cause.steps);
    steps
        .iter()
        .zip(&state.steps)
        .map(|(step, mark)| StepDocument {
            action: clean(&case.fill(&step.action)),
            mark: mark.id(),
        })
        .collect()
}
