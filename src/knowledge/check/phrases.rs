//! A signature's phrases can be matched at all.

use super::{Problem, Report};
use crate::knowledge::schema::Signature;
use crate::knowledge::store::Knowledge;
use crate::knowledge::text::Text;

/// Checks one phrase: lower case, ASCII spaces, something between the stars.
pub(super) fn phrase(text: &Text, field: &str, report: &mut Report<'_>) {
    report.require(
        text.to_lowercase() == text.as_str(),
        field,
        &format!("`{text}` has capital letters"),
        "write phrases in lower case: case does not matter",
    );
    report.require(
        !text.contains(|c: char| ('\u{c0}'..='\u{24f}').contains(&c)),
        field,
        &format!("`{text}` has accents"),
        "write it without: accents do not matter",
    );
    report.require(
        text.trim() == text.as_str() && !text.contains("  "),
        field,
        &format!("`{text}` has stray white space"),
        "single spaces, none at the ends",
    );
    report.require(
        !text.starts_with('*')
            && text.trim_end_matches('*').split('*').all(|part| !part.trim().is_empty()),
        field,
        &format!("`{text}` has a star with nothing before it"),
        "put words on both sides of a star",
    );
    report.require(
        text.trim_end_matches('*').len() >= 3,
        field,
        &format!("`{text}` is too short"),
        "use at least three characters",
    );
}

/// Checks the signatures of one file.
fn signatures<'s>(signatures: impl IntoIterator<Item = &'s Signature>, report: &mut Report<'_>) {
    for (n, signature) in signatures.into_iter().enumerate() {
        for text in signature.any.iter().chain(&signature.all).chain(&signature.not) {
            phrase(text, &format!("signature[{n}] ({})", signature.cause), report);
        }
        report.require(
            !(signature.any.is_empty() && signature.all.is_empty()),
            &format!("signature[{n}] ({})", signature.cause),
            "has no phrase",
            "give `any` or `all`",
        );
    }
}

/// Checks all signatures.
pub(super) fn check(knowledge: &Knowledge, problems: &mut Vec<Problem>) {
    signatures(&knowledge.signatures, &mut Report::new("signatures", problems));
    for provider in &knowledge.providers {
        let mut report = Report::new(format!("providers/{}.toml", provider.id), problems);
        signatures(&provider.signatures, &mut report);
        for mark in &provider.marks {
            phrase(mark, "marks", &mut report);
        }
    }
}
