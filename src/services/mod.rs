//! What touches the world: files and standard input, and what is known of the
//! terminal. Never draws.

pub mod input;
pub mod surroundings;
