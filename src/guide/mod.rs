//! The guide: a session as a pure state machine. Evidence answers the
//! questions that it can, where anyone can see and overrule it; a person
//! answers the rest; the end is a cause, whose remedy is walked until it has
//! helped, waits, or goes to somebody else.
//!
//! A session is the list of what was done in it ([`Deed`]); replaying the list
//! gives the same session again.

mod deed;
mod evidenced;
mod exhibit;
mod likeness;
mod pointers;
mod reach;
mod record;
mod session;
mod state;
mod telling;
#[cfg(test)]
mod tests;
mod told;
mod treatment;

pub use deed::{Dated, Deed, Mark, NO_PROOF, Verdict, is_proof};
pub use exhibit::{Exhibit, Found};
pub use likeness::{Likeness, incident};
pub use record::{RECORD_VERSION, Record, Summary};
pub use session::{Session, WrongAnswer};
pub use state::{From, State, Step};
pub use telling::telling_question;
pub use treatment::Stage;
