//! Tests of the whole program without a terminal: keys go in, the model, the
//! effects and the drawn text come out.

mod driver;
mod guide;
mod help;
mod paste;
mod property;
mod search;
mod views;
