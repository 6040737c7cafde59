//! What a session hands out, by form: the one way for the screen and for the
//! commands, so that both give the same text to the byte.
//!
//! How much of the case is in it follows from where it goes. The ticket and
//! the packet have everything, or stand-ins where somebody asks for them; the
//! sentence for the user and the message to the other side are for one reader,
//! have what that reader needs and no more, and are the same in both cases.

use super::super::json;
use super::super::markdown::markdown;
use super::super::page::Page;
use super::super::plain::plain;
use super::content::{Note, Particulars};
use super::messages::{for_postmaster, for_user, packet};
use super::page::note_page;
use crate::guide::Session;
use crate::knowledge::Knowledge;

/// What can be had of a session.
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

impl Form {
    /// All of them, in the order in which they are offered.
    pub const ALL: &'static [Self] =
        &[Self::Note, Self::Markdown, Self::Json, Self::User, Self::Postmaster, Self::Packet];

    /// Whether it can be had with stand-ins, to be shared beyond the
    /// organisation. What is for one reader has what they need already.
    pub const fn can_be_shared(self) -> bool {
        matches!(self, Self::Note | Self::Markdown | Self::Json | Self::Packet)
    }
}

/// Why there is none of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// No cause is reached, of which it could speak.
    Cause,
    /// Nobody on the other side has to act.
    Reader,
}

impl Missing {
    /// The words that a person reads.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Cause => "no cause is reached yet",
            Self::Reader => "nobody on the other side has to act",
        }
    }
}

/// Something that is handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handout {
    /// To be read before it goes.
    pub page: Page,
    /// The text that goes, as programs take it.
    pub text: String,
    /// The text as a person takes it from the page, where that is another.
    pub as_read: Option<String>,
}

impl Handout {
    fn plain(page: Page) -> Self {
        Self { text: plain(&page), page, as_read: None }
    }
}

/// A text that has a form of its own, as a page.
fn as_it_is(text: &str) -> Page {
    let mut page = Page::new();
    page.text(text.trim_end());
    page
}

/// What a session hands out in a form; `is_shared` with stand-ins, where the
/// form has them.
pub fn hand_out(
    session: &Session<'_>,
    knowledge: &Knowledge,
    about: &Particulars,
    form: Form,
    is_shared: bool,
) -> Result<Handout, Missing> {
    let note = || {
        let note = Note::new(session, knowledge, about);
        if is_shared { note.shared(session) } else { note }
    };
    let cause = || session.state().cause.ok_or(Missing::Cause);
    Ok(match form {
        Form::Note => Handout::plain(note_page(&note())),
        Form::Markdown => {
            let text = markdown(&note_page(&note()));
            Handout { page: as_it_is(&text), text, as_read: None }
        }
        Form::Json => {
            let note = note().clean();
            // One line of a thousand cells is no page to read.
            let read = serde_json::to_string_pretty(&note).unwrap_or_default() + "\n";
            Handout { page: as_it_is(&read), text: json::line(&note), as_read: Some(read) }
        }
        Form::User => {
            let mut page = Page::new();
            page.text(for_user(session, knowledge).ok_or(Missing::Cause)?);
            Handout::plain(page)
        }
        Form::Postmaster => {
            cause()?;
            Handout::plain(for_postmaster(session, knowledge).ok_or(Missing::Reader)?)
        }
        Form::Packet => Handout::plain(packet(session, knowledge, about, is_shared)),
    })
}
