//! `smtp-doctor guide` without a screen: numbered questions, the state of a
//! session as JSON, or the whole tree.

mod about;
mod asked;
mod beforehand;
mod brief;
mod outputs;
mod plain;
mod recipient;
mod remedy;
mod taken;
mod typed;

use std::io;

use jiff::Timestamp;

use super::diagnose::complain;
use super::exit::Exit;
use super::output::Output;
use super::request::Guide;
use crate::guide::{Deed, Record, Session, WrongAnswer};
use crate::knowledge::{Knowledge, Text};
use crate::report::json::StateDocument;
use crate::report::tree;
use crate::services::clock;
use crate::services::config::Configuration;
use crate::services::input::read_one;
use crate::services::sessions::{Fault, Keeper, Store};
use crate::text::Clean;

use recipient::{Ended, Read};
use typed::Keyboard;

pub(super) use about::{NAMES, go_on, print_out};
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
    if let Some(now) = now {
        session.at(now);
    }
    // Nothing is typed where standard input is the evidence.
    let reads_text = request.evidence.iter().any(|path| path == "-");
    let mut keyboard = Keyboard::new(!reads_text && !request.json);
    let mut recipients = Vec::new();
    for path in &request.evidence {
        match add_evidence(path, request, &mut session, &mut keyboard, out)? {
            Ok(found) => recipients = found,
            Err(exit) => return Ok(exit),
        }
    }
    if !add(request, &mut session, now) {
        return Ok(Exit::Wrong);
    }
    name_unreached(request, &session);
    if request.json {
        let state = session.state();
        let since = clock::start_of_day(clock::now(), &clock::zone());
        let incident = keeper.incident(&session, since, knowledge);
        out.json(&StateDocument::new(&session, &state, &recipients, incident))?;
        return Ok(if state.cause.is_some() { Exit::Found } else { Exit::NotFound });
    }
    let talk = plain::Talk::new(&mut session, &mut keeper, knowledge, keyboard, out);
    talk.redacting(settings.redact()).run()
}

/// Adds a piece of evidence; gives the recipients that it could be about.
fn add_evidence(
    path: &str,
    request: &Guide,
    session: &mut Session<'static>,
    keyboard: &mut Keyboard,
    out: &mut Output,
) -> io::Result<Result<Vec<Option<String>>, Exit>> {
    let bytes = match read_one(path) {
        Ok(bytes) => bytes,
        Err(unreadable) => {
            complain(&[unreadable]);
            return Ok(Err(Exit::Wrong));
        }
    };
    let read = Read::new(path, &bytes, session.knowledge());
    let about = session.outcome().and_then(|outcome| outcome.recipient.clone());
    let exhibit = match &request.recipient {
        Some(meant) => {
            let exhibit = read.meant(meant);
            if exhibit.is_none() {
                tell!(
                    "smtp-doctor: --recipient {}: {} has no such recipient that failed; it has: {}",
                    Clean::line(meant),
                    Clean::line(path),
                    read.known()
                );
                return Ok(Err(Exit::Wrong));
            }
            exhibit
        }
        None if request.json => read.likeliest(about.as_deref()),
        None => match read.ask(about.as_deref(), session.knowledge(), keyboard, out)? {
            Ok(exhibit) => exhibit,
            Err(Ended) => return Ok(Err(Exit::NotFound)),
        },
    };
    if let Some(exhibit) = exhibit {
        session.add_evidence(exhibit);
    }
    Ok(Ok(read.recipients()))
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
    // As JSON nothing is saved, but what others have today is told of.
    let keeper = if request.is_kept { Keeper::new(store) } else { Keeper::none() };
    Ok((Session::new(knowledge), keeper))
}

/// Adds what else was given as arguments. `false` where something was wrong,
/// which has been said.
fn add(request: &Guide, session: &mut Session<'static>, now: Option<Timestamp>) -> bool {
    let ticket = request.ticket.iter().map(|text| Deed::Ticket { text: text.clone() });
    let said = request.said.iter().map(|text| Deed::UserWords { text: text.clone() });
    for deed in ticket.chain(said) {
        // Such deeds are never refused.
        let _ = session.apply(deed);
    }
    for (question, answer) in &request.answers {
        let given = beforehand::deed(session, question, answer, now);
        let done = given.and_then(|deed| session.apply(deed).map_err(|wrong| describe(&wrong)));
        if let Err(wrong) = done {
            tell!("smtp-doctor: {wrong}");
            return false;
        }
    }
    true
}

/// Names the answers that were given to questions which are not on the way.
fn name_unreached(request: &Guide, session: &Session<'static>) {
    let state = session.state();
    for (name, answer) in &request.answers {
        let asked = session.knowledge().question(name).map(|question| question.id);
        if asked.is_none_or(|id| state.path.iter().any(|step| step.question == id)) {
            continue;
        }
        let stands = match (state.open, state.cause) {
            (Some(open), _) => format!("open is `{}`: {}", open.id, open.ask),
            (None, Some(cause)) => format!("the answers lead to `{cause}` without it"),
            (None, None) => "no question is open".to_owned(),
        };
        let (name, answer) = (Clean::line(name), Clean::line(answer));
        tell!("smtp-doctor: --answer {name}={answer}: this question was not reached; {stands}");
    }
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
