//! What touches the machine: the terminal, the clipboard.

pub mod clipboard;
pub mod terminal;
