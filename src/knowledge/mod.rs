//! What the program knows: codes, causes with their remedies, providers,
//! signatures, the glossary and the guide.
//!
//! It is data in `assets/`. The build checks it (`check`) and packs it
//! (`pack`); at run time the packed form is borrowed from the binary, so that
//! starting parses no TOML.

mod builtin;
pub mod check;
mod collision;
mod listing;
mod lookup;
pub mod schema;
mod store;
mod text;
pub mod words;

pub use collision::{Collision, Reading};
pub use listing::{BlockList, ListAnswer, Token};
pub use schema::*;
pub use store::Knowledge;
pub use text::Text;
pub use words::*;
