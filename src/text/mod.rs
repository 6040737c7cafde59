//! Text for a terminal: outside text made safe, widths, wrapping.
//!
//! This room knows nothing of mail.

mod clean;
mod fold;
mod width;
mod wrap;

pub use clean::Clean;
pub use fold::{fold, plain};
pub use width::{cut, head, width};
pub use wrap::wrap;
