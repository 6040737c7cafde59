//! What touches the world: files and standard input, the terminal, the
//! clipboard, the settings. Never draws.

pub mod clipboard;
pub mod clock;
pub mod config;
pub mod input;
pub mod lines;
pub mod pager;
pub mod paths;
pub mod save;
pub mod sessions;
pub mod site;
pub mod surroundings;
pub mod terminal;
