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
use crate::report::MADE_BY;

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
    /// What its sender has to know of it; it does not go along.
    pub hint: Option<&'static str>,
}

/// Such a text tells of the remedy as done.
const AFTER_STEPS: &str = "It says what the steps bring about: send it after them.";

impl Handout {
    fn plain(page: Page) -> Self {
        Self { text: plain(&page), page, as_read: None, hint: None }
    }

    /// The same with the hint where steps of the remedy are still open.
    fn after(self, session: &Session<'_>) -> Self {
        let is_open = session.state().next_step(None).is_some();
        Self { hint: is_open.then_some(AFTER_STEPS), ..self }
    }

    /// The page with the hint above it.
    pub fn shown(self) -> Page {
        let Some(hint) = self.hint else { return self.page };
        let mut page = Page::new();
        page.aside(hint);
        page.gap();
        page.append(self.page);
        page
    }
}

/// A text that has a form of its own, as a page.
fn as_it_is(text: &str) -> Page {
    let mut page = Page::new();
    page.text(text.trim_end());
    page
}

/// The page with what it was written with, for who reads it in a year.
fn signed(mut page: Page) -> Page {
    page.gap();
    page.aside(format!("Written with {MADE_BY}."));
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
        Form::Note => Handout::plain(signed(note_page(&note()))),
        Form::Markdown => {
            let text = markdown(&signed(note_page(&note())));
            Handout { page: as_it_is(&text), text, as_read: None, hint: None }
        }
        Form::Json => {
            let note = note().clean();
            // One line of a thousand cells is no page to read.
            let read = serde_json::to_string_pretty(&note).unwrap_or_default() + "\n";
            let (page, text) = (as_it_is(&read), json::line(&note));
            Handout { page, text, as_read: Some(read), hint: None }
        }
        Form::User => {
            let mut page = Page::new();
            let text = for_user(session, knowledge).ok_or(Missing::Cause)?;
            let tells_deeds = text.replace("We have to ", "").contains("We have ");
            page.text(text);
            let handout = Handout::plain(page);
            if tells_deeds { handout.after(session) } else { handout }
        }
        Form::Postmaster => {
            cause()?;
            Handout::plain(for_postmaster(session, knowledge).ok_or(Missing::Reader)?)
                .after(session)
        }
        Form::Packet => Handout::plain(signed(packet(session, knowledge, about, is_shared))),
    })
}
