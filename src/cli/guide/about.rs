//! A text that was diagnosed before anybody asked to be guided: going on with
//! it, and what comes out of it.

use std::io;

pub(in crate::cli) use super::outputs::NAMES;
use super::outputs::{self, produce};
use super::plain::Talk;
use super::recipient::Read;
use super::typed::Keyboard;
use crate::cli::exit::Exit;
use crate::cli::output::Output;
use crate::guide::Session;
use crate::knowledge::Knowledge;
use crate::services::clock;
use crate::services::config::Configuration;
use crate::services::sessions::{Keeper, Store};

/// A session about a text; nothing where the person wants to end.
fn session(
    text: &[u8],
    keyboard: &mut Keyboard,
    knowledge: &'static Knowledge,
    out: &mut Output,
) -> io::Result<Option<Session<'static>>> {
    let mut session = Session::new(knowledge);
    session.at(clock::now());
    let read = Read::new("paste", text, knowledge);
    let Ok(exhibit) = read.ask(None, knowledge, keyboard, out)? else { return Ok(None) };
    if let Some(exhibit) = exhibit {
        session.add_evidence(exhibit);
    }
    Ok(Some(session))
}

/// Guides from a text on.
pub(in crate::cli) fn go_on(
    text: &[u8],
    knowledge: &'static Knowledge,
    settings: &Configuration,
    out: &mut Output,
) -> io::Result<Exit> {
    let mut keyboard = Keyboard::new(true);
    let Some(mut session) = session(text, &mut keyboard, knowledge, out)? else {
        return Ok(Exit::NotFound);
    };
    let mut keeper = Keeper::new(Store::configured(settings));
    let talk = Talk::new(&mut session, &mut keeper, knowledge, keyboard, out);
    talk.redacting(settings.redact()).run()
}

/// Prints what comes out of a text, by the name of it: the note, the sentence
/// for the user.
pub(in crate::cli) fn print_out(
    text: &[u8],
    name: &str,
    knowledge: &'static Knowledge,
    settings: &Configuration,
    out: &mut Output,
) -> io::Result<()> {
    let Some((form, is_shared)) = outputs::read(name) else {
        return out.say(&format!("Type o and one of: {NAMES}"));
    };
    let mut keyboard = Keyboard::new(true);
    let Some(session) = session(text, &mut keyboard, knowledge, out)? else { return Ok(()) };
    let form = (form, is_shared || settings.redact());
    match produce(&session, knowledge, None, None, form, None) {
        Ok(handout) => {
            if let Some(hint) = handout.hint {
                out.say(hint)?;
            }
            out.write(&format!("\n{}\n", handout.text))
        }
        Err(missing) => {
            let why = missing.label();
            out.say(&format!("There is no such text for this case: {why}. 3 goes on with it."))
        }
    }
}
