//! The guide: a session as a pure state machine. Evidence answers the
//! questions that it can, where anyone can see and overrule it; a person
//! answers the rest; the end is a cause.

mod evidenced;
mod reach;
mod session;
mod telling;
#[cfg(test)]
mod tests;

pub use session::{From, Session, State, Step, WrongAnswer};
pub use telling::telling_question;
