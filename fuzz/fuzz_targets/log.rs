//! Any bytes are read as what follows the head of a log line.
#![no_main]

use libfuzzer_sys::fuzz_target;
use smtp_doctor::evidence::{Forms, read};

const HEADS: &[&[u8]] = &[
    b"Nov 21 10:00:00 mx postfix/smtp[1]: 4F: to=<",
    b"2026-11-21 10:00:00 1abcde-000001-AB ** ",
    b"Nov 21 10:00:00 mx sendmail[1]: uAL: to=<a@b.example>, stat=",
    b"-Queue ID-  --Size-- ----Arrival Time---- -Sender/Recipient-------\n4F0 ",
];

fuzz_target!(|bytes: &[u8]| {
    for head in HEADS {
        let log = [head, bytes].concat();
        read(&log, Forms::builtin());
    }
});
