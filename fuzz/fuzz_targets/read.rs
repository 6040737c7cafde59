//! Any bytes are read.
#![no_main]

use libfuzzer_sys::fuzz_target;
use smtp_doctor::evidence::{Forms, read};

fuzz_target!(|bytes: &[u8]| {
    read(bytes, Forms::builtin());
});
