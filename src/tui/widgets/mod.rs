//! Parts that several screens are made of.

mod field;
mod movement;
mod pager;
mod source;
mod text_area;

pub(crate) use field::{Field, TOO_LONG, TOO_LONG_TO_WRITE};
pub(crate) use movement::Move;
pub(crate) use pager::{Pager, shown_rows};
pub(crate) use source::Source;
pub(crate) use text_area::{MOST as MOST_PASTED, TextArea};
