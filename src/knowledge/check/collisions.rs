//! A collision names codes and causes that exist and tells them apart.

use super::references::Known;
use super::{Problem, Report, codes, phrases, prose};
use crate::code::{EnhancedCode, EnhancedPattern};
use crate::knowledge::collision::Collision;
use crate::knowledge::store::Knowledge;

/// Checks all collisions.
pub(super) fn check(knowledge: &Knowledge, problems: &mut Vec<Problem>) {
    let known = Known::new(knowledge);
    for collision in &knowledge.collisions {
        let mut report = Report::new(format!("collisions/{}.toml", collision.id), problems);
        check_one(collision, knowledge, &known, &mut report);
    }
}

/// Checks one; `known` is what the knowledge has.
pub(in crate::knowledge) fn check_one(
    collision: &Collision,
    knowledge: &Knowledge,
    known: &Known,
    report: &mut Report<'_>,
) {
    prose::sentence(&collision.id, "id", report);
    report.require(
        !is_taken(knowledge, &collision.id),
        "id",
        "is the id of a cause, a term or a provider",
        "choose another: links go by it",
    );
    prose::sentence(&collision.title, "title", report);
    report.require(
        collision.title.chars().count() <= 72,
        "title",
        "is longer than 72 characters",
        "shorten it: it has to fit a line of the list",
    );
    prose::sentences(&collision.meaning, "meaning", report);
    prose::sentences(&collision.ask, "ask", report);
    report.require(
        !(collision.codes.is_empty() && collision.phrases.is_empty()),
        "codes",
        "there are none, and no phrases either",
        "say by which codes or words it is met",
    );
    for code in &collision.codes {
        report.require(
            has_entry(knowledge, code),
            "codes",
            &format!("`{code}` is not among the codes"),
            "use a code that `smtp-doctor knowledge list` shows, with its class: 5.7.1",
        );
    }
    for phrase in &collision.phrases {
        phrases::phrase(phrase, "phrases", report);
    }
    report.require(
        collision.readings.len() > 1,
        "reading",
        "there are less than two",
        "what means one thing only is no collision",
    );
    for (n, reading) in collision.readings.iter().enumerate() {
        let field = format!("reading[{n}]");
        known.causes(&[reading.cause], &format!("{field}.cause"), report);
        prose::sentence(&reading.decides, &format!("{field}.decides"), report);
        report.require(
            !reading.samples.is_empty(),
            &format!("{field}.sample"),
            "there is none",
            "add a reply that is read so",
        );
    }
    prose::sources(&collision.sources, report);
}

/// Whether something else is called so.
fn is_taken(knowledge: &Knowledge, id: &str) -> bool {
    knowledge.causes.place(id).is_some()
        || knowledge.terms.place(id).is_some()
        || knowledge.providers.place(id).is_some()
        || codes::is_code(id)
}

/// Whether a code has an entry.
fn has_entry(knowledge: &Knowledge, code: &str) -> bool {
    let is_of = |code: EnhancedCode| {
        knowledge
            .codes
            .keys()
            .any(|known| known.parse().is_ok_and(|pattern: EnhancedPattern| pattern.matches(code)))
    };
    knowledge.codes.place(code).is_some() || code.parse().is_ok_and(is_of)
}
