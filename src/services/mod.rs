//! What touches the world: files and standard input, the terminal, the
//! clipboard. Never draws.

pub mod clipboard;
pub mod input;
pub mod site;
pub mod surroundings;
pub mod terminal;
