//! The few settings, and where each value came from: an argument, the
//! environment, `config.toml`, or the default. The file is only ever read.

mod environment;
mod file;
mod settings;
mod table;

pub use file::{FILE_NAME, Fault, KeyWish};
pub use settings::{Configuration, Given, Source};
pub use table::{Kind, SETTINGS, Setting, Value, default_file};
