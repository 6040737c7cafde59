//! Any bytes are read as what follows the head of a log line.
#![no_main]

use libfuzzer_sys::fuzz_target;
use smtp_doctor::evidence::{Forms, read};

const HEADS: &[&[u8]] = &[
    b"Nov 21 10:00:00 mx postfix/smtp[1]: 4F: to=<",
    b"2026-11-21 10:00:00 1abcde-000001-AB ** ",
    b"Nov 21 10:00:00 mx sendmail[1]: uAL: to=<a@b.example>, stat=",
    b"RecipientAddress : a@b.example\nStatus : Failed\nLastError : [{LED=550 ",
    b"Date Event Detail\n---- ----- ------\n1/5  Fail  ",
    b"#Fields: date-time,session-id,remote-endpoint,data\n1,A,192.0.2.5:25,MAIL FROM:<a@b.example>\n1,A,192.0.2.5:25,",
    b"SERVER -> CLIENT: 220 mx\nCLIENT -> SERVER: MAIL FROM:<a@b.example>\nSERVER -> CLIENT: ",
    b"E: {'a@b.example': (550, b'",
    b"-Queue ID-  --Size-- ----Arrival Time---- -Sender/Recipient-------\n4F0 ",
];

fuzz_target!(|bytes: &[u8]| {
    for head in HEADS {
        let log = [head, bytes].concat();
        read(&log, Forms::builtin());
    }
});
