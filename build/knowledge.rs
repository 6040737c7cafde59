//! The parts of the knowledge room that the build needs.

#[path = "../src/knowledge/check/mod.rs"]
pub mod check;
#[path = "../src/knowledge/collision.rs"]
pub mod collision;
#[path = "../src/knowledge/lazy.rs"]
pub mod lazy;
#[path = "../src/knowledge/listing.rs"]
pub mod listing;
#[path = "../src/knowledge/naming.rs"]
mod naming;
#[path = "../src/knowledge/origin.rs"]
pub mod origin;
#[path = "../src/knowledge/packed.rs"]
mod packed;
#[path = "../src/knowledge/schema.rs"]
pub mod schema;
#[path = "../src/knowledge/shelf.rs"]
pub mod shelf;
#[path = "site.rs"]
pub mod site;
#[path = "../src/knowledge/store.rs"]
pub mod store;
#[path = "../src/knowledge/text.rs"]
pub mod text;
#[path = "../src/knowledge/usage.rs"]
pub mod usage;
#[path = "../src/knowledge/words.rs"]
pub mod words;

pub use collision::{Collision, Reading};
pub use lazy::Lazy;
pub use listing::{BlockList, ListAnswer, Token};
pub use origin::Origin;
pub use schema::*;
pub use shelf::{Keyed, Shelf};
pub use store::Knowledge;
pub use text::Text;
pub use words::*;
