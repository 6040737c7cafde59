//! Any bytes are read as the body of a delivery report.
#![no_main]

use libfuzzer_sys::fuzz_target;
use smtp_doctor::evidence::{Forms, read};

const HEAD: &[u8] = b"From: MAILER-DAEMON@mx.example\nSubject: Undelivered Mail\nMIME-Version: 1.0\n\
Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\
Content-Type: message/delivery-status\n\n";

fuzz_target!(|bytes: &[u8]| {
    let mail = [HEAD, bytes].concat();
    read(&mail, Forms::builtin());
});
