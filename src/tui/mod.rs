//! The full-screen program.
//!
//! A message changes the model ([`update`]), the model is drawn ([`view`]),
//! and what has to be done outside is returned as data ([`effect`]) and done
//! in one place ([`run`]). Screens are nested in the same way below
//! [`screens`]. Keys, footer and help come from one table ([`action`]); only
//! [`theme`] names a colour; all text that is drawn is clean by type.

mod action;
mod alike;
mod canvas;
mod edit;
mod effect;
mod footer;
mod geometry;
mod help;
mod incoming;
mod input;
mod keeping;
mod key;
mod keys;
mod left;
mod library;
mod model;
mod mouse;
mod options;
mod outgoing;
mod read;
mod recipients;
mod run;
mod screens;
mod steady;
#[cfg(test)]
mod tests;
mod theme;
mod toast;
mod update;
mod view;
mod widgets;

pub use action::Keymap;
pub use options::{End, Open, Options};
pub use run::run;
