//! Tests of the whole program without a terminal.
