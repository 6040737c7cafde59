//! Says what an SMTP error or a bounce means, who has to act, what to do next
//! and what to tell the user.
//!
//! The rooms, their order and what each may know are in `ARCHITECTURE.md`.

// They panic where the other side is closed.
#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod cli;
pub mod code;
pub mod diagnosis;
pub mod evidence;
pub mod guide;
pub mod knowledge;
pub mod report;
pub mod search;
pub mod services;
pub mod text;
pub mod tui;
