//! A signature's phrases can be matched at all.

use super::{Problem, Report};
use crate::knowledge::schema::{Provider, Signature};
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

/// Checks the phrases of one signature.
pub(in crate::knowledge) fn signature(signature: &Signature, report: &mut Report<'_>) {
    for (phrases, field) in
        [(&signature.any, "any"), (&signature.all, "all"), (&signature.not, "not")]
    {
        for (n, text) in phrases.iter().enumerate() {
            phrase(text, &format!("{field}[{n}]"), report);
        }
    }
    report.require(
        !(signature.any.is_empty() && signature.all.is_empty()),
        "any",
        "has no phrase",
        "give `any` or `all`",
    );
}

/// Checks the phrases of one provider.
pub(in crate::knowledge) fn provider(provider: &Provider, report: &mut Report<'_>) {
    for (n, own) in provider.signatures.iter().enumerate() {
        signature(own, &mut report.within(format_args!("signature[{n}]")));
    }
    for (n, mark) in provider.marks.iter().enumerate() {
        phrase(mark, &format!("marks[{n}]"), report);
    }
}

/// Checks all signatures.
pub(super) fn check(knowledge: &Knowledge, problems: &mut Vec<Problem>) {
    let mut signatures = knowledge.signatures.iter();
    for (file, count) in &*knowledge.signature_files {
        let mut report = Report::new(file.as_str(), problems);
        for (n, own) in signatures.by_ref().take(*count as usize).enumerate() {
            signature(own, &mut report.within(format_args!("signature[{n}]")));
        }
    }
    for own in &knowledge.providers {
        provider(own, &mut Report::new(format!("providers/{}.toml", own.id), problems));
    }
}
