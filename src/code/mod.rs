//! Codes as types: reply codes, enhanced status codes and client codes, and
//! how people write and speak them.
//!
//! This room knows how a code is *written*, never what it *means*; meanings
//! are data and live in `knowledge`.

mod client;
mod enhanced;
mod reply;
mod spoken;
mod stage;

pub use client::{ClientCode, SocketError};
pub use enhanced::{Detail, EnhancedCode, EnhancedPattern};
pub use reply::ReplyCode;
pub use spoken::{CodeQuery, read_query};
pub use stage::Stage;
