//! `smtp-doctor guide` without a screen: numbered questions, the state of a
//! session as JSON, or the whole tree.

mod asked;
mod outputs;
mod plain;
mod remedy;
mod typed;

use std::io;

use jiff::Timestamp;

use super::diagnose::complain;
use super::exit::Exit;
use super::output::Output;
use super::request::Guide;
use crate::diagnosis::Doctor;
use crate::evidence::{self, Forms};
use crate::guide::{Deed, Exhibit, Record, Session, WrongAnswer};
use crate::knowledge::{Knowledge, Text};
use crate::report::json::StateDocument;
use crate::report::tree;
use crate::services::clock;
use crate::services::config::Configuration;
use crate::services::input::read_one;
use crate::services::sessions::{Fault, Keeper, Store};
use crate::text::Clean;

pub(super) use outputs::produce;
pub(super) use plain::earlier_cases;

/// Guides.
pub(super) fn run(
    request: &Guide,
    knowledge: &'static Knowledge,
    settings: &Configuration,
    out: &mut Output,
) -> io::Result<Exit> {
    if let Some(form) = request.tree {
        out.write(&tree(knowledge, form))?;
        return Ok(Exit::Found);
    }
    let (mut session, mut keeper) = match begin(request, knowledge, settings) {
        Ok(begun) => begun,
        Err(fault) => {
            tell!("smtp-doctor: {fault}");
            return Ok(Exit::Wrong);
        }
    };
    // A run for scripts has no time in it, so that it can be repeated.
    let now = (!request.json).then(clock::now);
    if !add(request, &mut session, knowledge, now) {
        return Ok(Exit::Wrong);
    }
    if request.json {
        let state = session.state();
        out.json(&StateDocument::new(&session, &state))?;
        return Ok(if state.cause.is_some() { Exit::Found } else { Exit::NotFound });
    }
    let reads_text = request.evidence.iter().any(|path| path == "-");
    let talk = plain::Talk::new(&mut session, &mut keeper, knowledge, !reads_text, out);
    talk.redacting(settings.redact()).run()
}

/// The session to go on with, or a new one.
fn begin(
    request: &Guide,
    knowledge: &'static Knowledge,
    settings: &Configuration,
) -> Result<(Session<'static>, Keeper), Fault> {
    let store = Store::configured(settings);
    if let Some(meant) = &request.resume {
        let store = store.ok_or_else(Fault::no_place)?;
        let record = store.find(meant).and_then(|id| store.load(&id))?;
        let session = record.session(knowledge);
        let keeper = if request.is_kept { Keeper::resumed(store, record) } else { Keeper::none() };
        return Ok((session, keeper));
    }
    let keeper = if request.is_kept && !request.json { Keeper::new(store) } else { Keeper::none() };
    Ok((Session::new(knowledge), keeper))
}

/// Adds what was given as arguments. `false` where something was wrong, which
/// has been said.
fn add(
    request: &Guide,
    session: &mut Session<'static>,
    knowledge: &'static Knowledge,
    now: Option<Timestamp>,
) -> bool {
    if let Some(now) = now {
        session.at(now);
    }
    for path in &request.evidence {
        match read_one(path) {
            Ok(bytes) => {
                if let Some(exhibit) = exhibit(path, &bytes, knowledge) {
                    session.add_evidence(exhibit);
                }
            }
            Err(unreadable) => {
                complain(&[unreadable]);
                return false;
            }
        }
    }
    let ticket = request.ticket.iter().map(|text| Deed::Ticket { text: text.clone() });
    let said = request.said.iter().map(|text| Deed::UserWords { text: text.clone() });
    let answers = request.answers.iter().map(|(question, answer)| Deed::Answer {
        question: question.clone(),
        answer: answer.clone(),
    });
    for deed in ticket.chain(said).chain(answers) {
        if let Err(wrong) = session.apply(deed) {
            tell!("smtp-doctor: {}", describe(&wrong));
            return false;
        }
    }
    true
}

/// What a text is as evidence; nothing where there is nothing to read.
fn exhibit(source: &str, bytes: &[u8], knowledge: &'static Knowledge) -> Option<Exhibit> {
    let evidence = evidence::read(bytes, Forms::builtin());
    let diagnosis = Doctor::new(knowledge).diagnose(&evidence);
    Exhibit::of(source, &diagnosis, &evidence)
}

/// The session of a record, and what is known of it beside.
pub(super) fn open(record: &Record, knowledge: &'static Knowledge) -> Session<'static> {
    record.session(knowledge)
}

/// What is wrong with an answer, and which there are.
fn describe(wrong: &WrongAnswer) -> String {
    let list = |known: &[Text]| known.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(", ");
    match wrong {
        WrongAnswer::Question { named, known } => {
            format!("there is no question `{}`; there are: {}", Clean::line(named), list(known))
        }
        WrongAnswer::Cause { named } => {
            format!("there is no cause `{}`; `smtp-doctor search` finds them", Clean::line(named))
        }
        WrongAnswer::Answer { question, named, known } => {
            format!("`{question}` has no answer `{}`; it has: {}", Clean::line(named), list(known))
        }
    }
}
