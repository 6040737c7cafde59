//! What comes out of a session: the note for the ticket, the sentence for the
//! user, the message for the other side's postmaster, the packet for who takes
//! over; filled with the case's values and redacted by where they go.

mod content;
mod handout;
mod messages;
mod page;
#[cfg(test)]
mod tests;

pub(super) use content::answer_words;
pub use content::{Note, Particulars};
pub use handout::{Form, Handout, Missing, hand_out};
pub use messages::{for_postmaster, for_user, packet};
pub use page::note_page;
