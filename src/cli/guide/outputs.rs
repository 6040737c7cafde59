//! What comes out of a session, by name.

use jiff::Timestamp;

use crate::guide::Session;
use crate::knowledge::Knowledge;
use crate::report::{
    Note, Page, Particulars, for_postmaster, for_user, json, markdown, note_page, packet, plain,
};
use crate::services::clock;

/// What can be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The note for the ticket as plain text.
    Note,
    /// The same as Markdown.
    Markdown,
    /// The same as JSON.
    Json,
    /// The sentence for the user.
    User,
    /// The message for the other side's postmaster.
    Postmaster,
    /// The packet for whoever takes over.
    Packet,
}

/// The names of all, for who typed another.
pub(super) const NAMES: &str = "note, markdown, json, user, postmaster, packet, shared";

/// What is meant by a name, and whether it is to be redacted throughout.
pub(super) fn read(name: &str) -> Option<(Form, bool)> {
    Some(match name.to_ascii_lowercase().as_str() {
        "" | "note" | "text" => (Form::Note, false),
        "markdown" | "md" => (Form::Markdown, false),
        "json" => (Form::Json, false),
        "user" => (Form::User, false),
        "postmaster" => (Form::Postmaster, false),
        "packet" | "escalation" => (Form::Packet, false),
        "shared" => (Form::Note, true),
        _ => return None,
    })
}

/// The text in a form. `None` where there is none: nobody on the other side
/// has to act, or no cause is reached.
pub(in crate::cli) fn produce(
    session: &Session<'_>,
    knowledge: &Knowledge,
    id: Option<&str>,
    started: Option<Timestamp>,
    form: Form,
    is_shared: bool,
) -> Option<String> {
    let about = Particulars {
        session: id.map(str::to_owned),
        now: clock::now(),
        started: started.or_else(|| session.deeds().iter().find_map(|dated| dated.at)),
        zone: clock::zone(),
    };
    let note = || {
        let note = Note::new(session, knowledge, &about);
        if is_shared { note.shared(session) } else { note }
    };
    Some(match form {
        Form::Note => plain(&note_page(&note())),
        Form::Markdown => markdown(&note_page(&note())),
        Form::Json => json::line(&note().clean()),
        Form::User => {
            let mut page = Page::new();
            page.text(for_user(session, knowledge)?);
            plain(&page)
        }
        Form::Postmaster => plain(&for_postmaster(session, knowledge)?),
        Form::Packet => plain(&packet(session, knowledge, &about, is_shared)),
    })
}
