//! Text for a terminal: outside text made safe, widths, wrapping.
//!
//! This room knows nothing of mail.

mod clean;
mod find;
mod fold;
mod redact;
mod width;
mod wrap;

pub use clean::Clean;
pub use find::find;
pub use fold::{fold, plain};
pub use redact::Redactor;
pub use width::{cut, head, width};
pub use wrap::{wrap, wrap_first};
