//! What touches the world: files and standard input, the terminal, the
//! clipboard, the settings. Never draws.

pub mod clipboard;
pub mod config;
pub mod input;
pub mod pager;
pub mod paths;
pub mod site;
pub mod surroundings;
pub mod terminal;
