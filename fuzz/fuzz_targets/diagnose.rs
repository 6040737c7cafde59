//! Any bytes go the whole way, from evidence to a page and JSON.
#![no_main]

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use smtp_doctor::diagnosis::Doctor;
use smtp_doctor::evidence::{Forms, read};
use smtp_doctor::knowledge::Knowledge;
use smtp_doctor::report::json::{DiagnosisDocument, Questions, line};
use smtp_doctor::report::{diagnosis_page, plain};

fuzz_target!(|bytes: &[u8]| {
    static DOCTOR: OnceLock<Doctor<'static>> = OnceLock::new();
    let doctor = DOCTOR.get_or_init(|| Doctor::new(Knowledge::builtin()));
    let diagnosis = doctor.diagnose(&read(bytes, Forms::builtin()));
    let text = plain(&diagnosis_page(&diagnosis, Knowledge::builtin()));
    assert!(text.chars().all(|c| c == '\n' || !c.is_control()));
    let questions = Questions::new(Knowledge::builtin());
    assert!(line(&DiagnosisDocument::new("-", &diagnosis, &questions)).ends_with('\n'));
});
