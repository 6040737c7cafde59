//! Tests of the whole program without a terminal: keys go in, the model, the
//! effects and the drawn text come out.
#![expect(clippy::panic, reason = "a test that cannot go on says why")]

mod alike;
mod driver;
mod fixture;
mod guide;
mod handing;
mod help;
mod keeping;
mod left;
mod mouse;
mod paste;
mod pictures;
mod property;
mod remedy;
mod search;
mod views;
