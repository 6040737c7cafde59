//! Any bytes are read as what follows a reply code.
#![no_main]

use libfuzzer_sys::fuzz_target;
use smtp_doctor::evidence::{Forms, read};

fuzz_target!(|bytes: &[u8]| {
    for head in [&b"550 5.7.1 "[..], b"550-", b"Remote host said: 4", b"said: 550-5.1.1 "] {
        let reply = [head, bytes].concat();
        read(&reply, Forms::builtin());
    }
});
