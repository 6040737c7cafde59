//! What the program knows: codes, causes with their remedies, providers,
//! signatures, the glossary and the guide.
//!
//! It is data in `assets/`. The build checks it (`check`) and packs it
//! (`pack`); at run time the packed form is borrowed from the binary, and each
//! entry is unpacked when it is first looked at.

mod builtin;
pub mod check;
mod collision;
mod lazy;
mod listing;
mod lookup;
mod naming;
mod origin;
mod packed;
mod rules;
pub mod schema;
mod shelf;
pub mod site;
mod store;
mod text;
mod usage;
pub mod words;

pub use builtin::edition;
pub use collision::{Collision, Reading};
pub use lazy::Lazy;
pub use listing::{BlockList, ListAnswer, Token};
pub use origin::Origin;
pub use schema::*;
pub use shelf::{Keyed, Shelf};
pub use store::Knowledge;
pub use text::Text;
pub use words::*;
