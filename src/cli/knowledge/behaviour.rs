//! What can only be tried with the whole program: samples lead to their
//! causes, searches find, and the guide ends where a diagnosis ends.

use crate::code::read_query;
use crate::diagnosis::{Doctor, Outcome};
use crate::evidence::{self, Forms, Kind};
use crate::guide::Session;
use crate::knowledge::check::Problem;
use crate::knowledge::{Confidence, Knowledge, Origin, Owner, SaidBy};
use crate::search::{Entry, EntryKind, Index};

/// An entry has to be among the first so many that its own title finds.
const SOON_ENOUGH: usize = 5;

/// Tries what a site added.
pub(super) fn of_site(knowledge: &Knowledge) -> Vec<Problem> {
    try_all(knowledge, Origin::is_site)
}

/// Tries everything.
pub(super) fn of_all(knowledge: &Knowledge) -> Vec<Problem> {
    try_all(knowledge, |_| true)
}

/// A text that has to lead to a cause.
struct Trial<'k> {
    text: &'k str,
    cause: &'k str,
    owner: Option<Owner>,
    /// Who says it, where the text does not tell.
    as_if: Option<SaidBy>,
    /// Who has to have said it.
    said_by: Option<SaidBy>,
    origin: Origin,
}

fn try_all(knowledge: &Knowledge, is_meant: impl Fn(Origin) -> bool) -> Vec<Problem> {
    let mut problems = Vec::new();
    let doctor = Doctor::new(knowledge);
    // Whatever the site changed, what held before has to hold still.
    let has_signatures = knowledge.signatures.iter().any(|own| is_meant(own.origin));
    let own = knowledge.site.samples.iter().map(|sample| Trial {
        text: &sample.text,
        cause: &sample.cause,
        owner: sample.owner,
        as_if: None,
        said_by: sample.said_by,
        origin: sample.origin,
    });
    let causes = knowledge.causes.iter().filter(|cause| has_signatures || is_meant(cause.origin));
    let built_in = causes.flat_map(|cause| {
        cause.samples.iter().map(|sample| Trial {
            text: &sample.text,
            cause: &cause.id,
            owner: None,
            as_if: sample.said_by,
            said_by: None,
            origin: cause.origin,
        })
    });
    let collisions = knowledge.collisions.iter();
    let collisions = collisions.filter(|own| has_signatures || is_meant(own.origin));
    let readings = collisions.flat_map(|own| own.readings.iter().map(|it| (it, own.origin)));
    let readings = readings.flat_map(|(reading, origin)| {
        reading.samples.iter().map(move |sample| Trial {
            text: &sample.text,
            cause: &reading.cause,
            owner: None,
            as_if: sample.said_by,
            said_by: None,
            origin,
        })
    });
    for trial in own.chain(built_in).chain(readings) {
        problems.extend(try_one(&trial, &doctor, knowledge));
    }
    find_all(knowledge, is_meant, &mut problems);
    problems
}

/// Tries a sample; gives what is wrong.
fn try_one(trial: &Trial<'_>, doctor: &Doctor<'_>, knowledge: &Knowledge) -> Option<Problem> {
    let (kind, outcome) = diagnose(trial.text, trial.as_if, doctor)?;
    let top = outcome.top()?;
    let text: String = trial.text.chars().take(60).collect();
    let problem = |fault: String, mend: &str| {
        Some(problem(trial.origin, &format!("sample `{text}`"), &fault, mend))
    };
    if top.cause != trial.cause {
        return problem(
            format!("leads to `{}`, not to `{}`", top.cause, trial.cause),
            "give a signature with words that only this cause has; `diagnose --why` shows what \
             decided",
        );
    }
    if trial.owner.is_some_and(|owner| owner != outcome.owner) {
        return problem(
            format!("is for `{}` to act", outcome.owner),
            "give the signature an `owner`, or change what the sample expects",
        );
    }
    if trial.said_by.is_some_and(|said_by| said_by != outcome.said_by) {
        return problem(
            format!("is told to be said by `{}`", outcome.said_by),
            "name the host in [ours], or change what the sample expects",
        );
    }
    let is_certain = top.confidence == Confidence::Certain;
    let end = Session::with_outcome(knowledge, kind, outcome).state().cause;
    if is_certain && end.is_some_and(|end| end != trial.cause) {
        return problem(
            format!("ends at `{}` in the guide", end.map_or("", |end| end.as_str())),
            "lead an [[answer]] to the cause where the guide has it",
        );
    }
    None
}

/// The first outcome of a text, as if said by somebody where that is given.
fn diagnose(text: &str, as_if: Option<SaidBy>, doctor: &Doctor<'_>) -> Option<(Kind, Outcome)> {
    let mut evidence = evidence::read(text.as_bytes(), Forms::builtin());
    for delivery in &mut evidence.deliveries {
        match as_if {
            Some(SaidBy::TheirServer | SaidBy::TheirFilter) => {
                delivery.remote_host = Some("mx.partner.example".to_owned());
            }
            Some(SaidBy::OurServer | SaidBy::OurFilter) => delivery.local = true,
            _ => {}
        }
    }
    let kind = evidence.kind;
    doctor.diagnose(&evidence).outcomes.into_iter().next().map(|outcome| (kind, outcome))
}

/// Searches for each entry by its code or title.
fn find_all(knowledge: &Knowledge, is_meant: impl Fn(Origin) -> bool, problems: &mut Vec<Problem>) {
    let index = Index::new(knowledge);
    let codes = knowledge.codes.iter().map(|code| (Entry::Code(code), code.origin));
    let causes = knowledge.causes.iter().map(|cause| (Entry::Cause(cause), cause.origin));
    let terms = knowledge.terms.iter().map(|term| (Entry::Term(term), term.origin));
    let providers = knowledge.providers.iter().map(|own| (Entry::Provider(own), own.origin));
    let all = codes.chain(causes).chain(terms).chain(providers);
    for (entry, origin) in all.filter(|(_, origin)| is_meant(*origin)) {
        let id = entry.id();
        let is_code = entry.kind() <= EntryKind::ClientCode;
        // A title that names a code finds that code first.
        if !is_code && read_query(entry.title()).has_code() {
            continue;
        }
        let query = if is_code {
            id.split_once('-').map_or(id.as_str(), |(first, _)| first)
        } else {
            entry.title()
        };
        let soon = if is_code { usize::MAX } else { SOON_ENOUGH };
        let found = index.search(query);
        if !found.hits.iter().take(soon).any(|hit| hit.entry().is(entry)) {
            problems.push(problem(
                origin,
                &format!("{} `{id}`", entry.kind().label()),
                &format!("is not found by `{query}`"),
                "give it a title of its own",
            ));
        }
    }
}

fn problem(origin: Origin, field: &str, fault: &str, mend: &str) -> Problem {
    let (file, line) = match origin.place() {
        Some((file, line)) => (file.to_string(), Some(line)),
        None => ("built-in".to_owned(), None),
    };
    Problem { file, line, field: field.to_owned(), fault: fault.to_owned(), mend: mend.to_owned() }
}
