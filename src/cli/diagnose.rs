//! `smtp-doctor diagnose`: what bounces, replies, logs or words mean.

use std::io::{self, IsTerminal};

use super::exit::Exit;
use super::guide::earlier_cases;
use super::output::Output;
use super::request::Diagnose;
use crate::diagnosis::{Diagnosis, Doctor, Why};
use crate::evidence::{self, Evidence, Forms};
use crate::guide::Likeness;
use crate::knowledge::Knowledge;
use crate::report::json::{DiagnosisDocument, Questions};
use crate::report::{Page, alike_page, diagnosis_page, why_page};
use crate::services::clock;
use crate::services::config::Configuration;
use crate::services::input::{Input, MOST_BYTES, Unreadable, read_all};
use crate::services::sessions::{Listed, Store};
use crate::text::Clean;

/// Diagnoses each input as it is read.
pub(super) fn run(
    request: &Diagnose,
    knowledge: &'static Knowledge,
    settings: &Configuration,
    out: &mut Output,
) -> io::Result<Exit> {
    let doctor = Doctor::new(knowledge);
    let questions = Questions::new(knowledge);
    let mut all_decided = true;
    let mut is_first = true;
    let mut unreadable = Vec::new();
    let earlier = Earlier::new(request.json, settings);
    if request.paths.iter().any(|path| path == "-") {
        say_what_is_awaited("Paste the text");
    }
    read_all(&request.paths, request.division, &mut unreadable, &mut |input| {
        let evidence = evidence::read(&input.bytes, Forms::builtin());
        let diagnosis = diagnose(&doctor, &evidence, &input);
        let why: Vec<Why> = if request.why {
            (0..diagnosis.outcomes.len()).filter_map(|at| doctor.why(&evidence, at)).collect()
        } else {
            Vec::new()
        };
        all_decided &= diagnosis.is_decided();
        // Who pipes one message after the other waits for each answer.
        let is_awaited = input.source.starts_with('-');
        if request.json {
            let document = DiagnosisDocument::new(&input.source, &diagnosis, &questions);
            out.json(&document.with_why(&diagnosis, &why, knowledge))?;
            return if is_awaited { out.flush() } else { Ok(()) };
        }
        let mut page = Page::new();
        if !is_first {
            page.aside("=".repeat(60));
        }
        if input.source != "-" {
            page.aside(&input.source);
            page.gap();
        }
        is_first = false;
        page.append(diagnosis_page(&diagnosis, knowledge));
        page.append(earlier.page(&diagnosis, knowledge));
        for (at, (outcome, why)) in diagnosis.outcomes.iter().zip(&why).enumerate() {
            page.gap();
            if diagnosis.outcomes.len() > 1 {
                page.aside(format!("Recipient {} of {}", at + 1, diagnosis.outcomes.len()));
            }
            page.append(why_page(why, outcome, knowledge));
        }
        out.page(&page)
    })?;
    complain(&unreadable);
    Ok(match (unreadable.is_empty(), all_decided) {
        (false, _) => Exit::Wrong,
        (true, true) => Exit::Found,
        (true, false) => Exit::NotFound,
    })
}

/// Tells a person at a terminal what the program waits for.
pub(super) fn say_what_is_awaited(what: &str) {
    if io::stdin().is_terminal() {
        let end = if cfg!(windows) { "Ctrl-Z and Enter" } else { "Ctrl-D" };
        tell!("{what}, then press {end} on a line of its own.");
    }
}

/// The kept sessions that a diagnosis may be like, read once and only where
/// any were kept.
struct Earlier {
    listed: Vec<(Likeness, Listed)>,
}

impl Earlier {
    /// JSON never tells of them: its output depends on the input alone.
    fn new(is_json: bool, settings: &Configuration) -> Self {
        let store = if is_json { None } else { Store::configured(settings) };
        let store = store.filter(Store::exists);
        let listed = store.map(|store| store.list().0).unwrap_or_default();
        Self { listed: listed.into_iter().map(|one| (one.summary.likeness(), one)).collect() }
    }

    /// The earlier cases like these outcomes, and how they ended.
    fn page(&self, diagnosis: &Diagnosis, knowledge: &Knowledge) -> Page {
        if self.listed.is_empty() {
            return Page::new();
        }
        let id = diagnosis.returned.message_id.as_deref();
        let outcomes = diagnosis.outcomes.iter();
        let present: Vec<Likeness> =
            outcomes.filter_map(|outcome| Likeness::of(outcome, id)).collect();
        let is_like = |likeness: &Likeness| present.iter().any(|one| one.is_like(likeness));
        let alike: Vec<Listed> = self
            .listed
            .iter()
            .filter(|(likeness, _)| is_like(likeness))
            .map(|(_, one)| one.clone())
            .collect();
        alike_page(&earlier_cases(&alike), knowledge, clock::now(), &clock::zone())
    }
}

/// Diagnoses one input.
fn diagnose(doctor: &Doctor<'_>, evidence: &Evidence, input: &Input) -> Diagnosis {
    let mut diagnosis = doctor.diagnose(evidence);
    if input.was_cut {
        diagnosis
            .notes
            .push(format!("longer than {} MiB: the rest was not read", MOST_BYTES >> 20));
    }
    diagnosis
}

/// Names on standard error what could not be read.
pub(super) fn complain(unreadable: &[Unreadable]) {
    for Unreadable { path, fault } in unreadable {
        tell!(
            "smtp-doctor: {}: cannot be read: {fault}; check the path and its permissions",
            Clean::line(path)
        );
    }
}
