//! What comes out of a session, by the name that is typed for it.

use jiff::Timestamp;

use crate::guide::Session;
use crate::knowledge::Knowledge;
use crate::report::{Form, Handout, Missing, Particulars, hand_out};
use crate::services::clock;

/// The names of all, for who typed another.
pub(in crate::cli) const NAMES: &str = "note, markdown, json, user, postmaster, packet, shared";

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

/// The text in a form, as of now.
pub(in crate::cli) fn produce(
    session: &Session<'_>,
    knowledge: &Knowledge,
    id: Option<&str>,
    started: Option<Timestamp>,
    (form, is_shared): (Form, bool),
    incident: Option<usize>,
) -> Result<Handout, Missing> {
    let (now, zone) = (clock::now(), clock::zone());
    let about = Particulars::of(session, id, started, now, zone).in_incident(incident);
    hand_out(session, knowledge, &about, form, is_shared)
}
