//! A line that is written down in a session: a note, the ticket, the user's
//! words, a proof, what is waited for.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ratatui::layout::Rect;

use crate::guide::{Deed, NO_PROOF, Verdict, is_proof};
use crate::services::clock;
use crate::tui::canvas::{Canvas, Piece, gutter};
use crate::tui::geometry::{GUTTER, measure};
use crate::tui::theme::Meaning;
use crate::tui::widgets::Field;

/// What is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A note at the question or cause that is open.
    Note,
    /// The ticket's number.
    Ticket,
    /// What the user says.
    Said,
    /// How it was seen to work.
    Proof,
    /// What is waited for.
    Awaited,
    /// Until when, for what.
    Until(Option<String>),
}

/// The line.
#[derive(Debug)]
pub(super) struct Writing {
    what: What,
    pub(super) field: Field,
}

/// What came of a line that was written.
#[derive(Debug)]
pub(super) enum Written {
    /// Something is to be done in the session.
    Done(Deed),
    /// Another line is to be written.
    Next(Writing),
    /// It cannot be taken, and why.
    Refused(&'static str),
}

impl Writing {
    pub(super) fn new(what: What) -> Self {
        Self::with(what, "")
    }

    /// With a text in it already.
    pub(super) fn with(what: What, text: &str) -> Self {
        Self { what, field: Field::to_write(text) }
    }

    /// Whether it is for this.
    pub(super) fn is(&self, what: &What) -> bool {
        self.what == *what
    }

    fn label(&self) -> &'static str {
        match self.what {
            What::Note => "Note: ",
            What::Ticket => "Ticket number: ",
            What::Said => "The user says: ",
            What::Proof => "The proof, in your words: ",
            What::Awaited => "What is waited for? ",
            What::Until(_) => "Until when? ",
        }
    }

    /// What is written is complete: at this place, of this cause, now.
    pub(super) fn finish(
        &self,
        place: Option<String>,
        cause: Option<String>,
        now: Timestamp,
        zone: &TimeZone,
    ) -> Written {
        let text = self.field.text().trim().to_owned();
        let result = |result: Verdict| match cause {
            Some(cause) => Written::Done(Deed::Result { cause, result }),
            None => Written::Refused("no cause is reached"),
        };
        match &self.what {
            What::Awaited => {
                Written::Next(Self::new(What::Until((!text.is_empty()).then_some(text))))
            }
            What::Until(what) if text.is_empty() => {
                result(Verdict::Waiting { until: None, what: what.clone() })
            }
            What::Until(what) => match clock::read_until(&text, now, zone) {
                None => {
                    Written::Refused("no time: type 2h, 14:00, friday, tomorrow 9:00 or 2026-11-23")
                }
                until => result(Verdict::Waiting { until, what: what.clone() }),
            },
            What::Proof if text.is_empty() => {
                Written::Refused("without a proof the case stays open")
            }
            What::Proof if !is_proof(&text) => Written::Refused(NO_PROOF),
            What::Proof => result(Verdict::Worked { proof: Some(text) }),
            _ if text.is_empty() => Written::Refused("nothing is written yet; Esc leaves the line"),
            What::Note => Written::Done(Deed::Note { place, text }),
            What::Ticket => Written::Done(Deed::Ticket { text }),
            What::Said => Written::Done(Deed::UserWords { text }),
        }
    }

    pub(super) fn view(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let label = self.label();
        let before = crate::text::width(label);
        let (shown, cursor) = self.field.shown(measure(area).saturating_sub(before));
        let line = [
            gutter(""),
            Piece::new(Meaning::Label, label),
            Piece::new(Meaning::Strong, shown.into_string()),
        ];
        canvas.row(area, 0, &line);
        canvas.set_cursor(area, 0, usize::from(GUTTER) + before + cursor);
    }
}
