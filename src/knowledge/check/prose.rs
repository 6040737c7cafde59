//! What holds for every sentence that a person reads.

use super::Report;
use crate::knowledge::schema::{Myth, Source, Term};
use crate::knowledge::store::Knowledge;

/// Words that the person who could not send must not be made to read.
const JARGON: &[&str] = &[
    "SMTP",
    "MX",
    "DNS",
    "SPF",
    "DKIM",
    "DMARC",
    "PTR",
    "HELO",
    "EHLO",
    "TLS",
    "STARTTLS",
    "MTA",
    "NDR",
    "DSN",
    "RBL",
    "DNSBL",
    "greylist",
    "envelope",
    "authentication",
    "OAuth",
    "RFC",
    "FQDN",
];

/// Checks that a sentence is there, is trimmed and has no slips of typing.
pub(in crate::knowledge) fn sentence(text: &str, field: &str, report: &mut Report<'_>) {
    report.require(!text.trim().is_empty(), field, "is empty", "write it");
    if report.is_site {
        return;
    }
    report.style(
        text.trim() == text && !text.contains("  ") && !text.contains('\t'),
        field,
        "has stray white space",
        "single spaces, none at the ends",
    );
    report.style(
        !text.contains([
            '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}', '\u{2013}', '\u{2014}', '\u{2026}',
        ]),
        field,
        "has typographic quotes, dashes or dots",
        "plain ASCII ones, so that it survives any ticket system",
    );
}

/// Checks that a text is whole sentences.
pub(in crate::knowledge) fn sentences(text: &str, field: &str, report: &mut Report<'_>) {
    sentence(text, field, report);
    report.style(
        text.ends_with(['.', '?', '!', ':', ')', '}']),
        field,
        "does not end like a sentence",
        "end it with a full stop",
    );
}

/// Checks words that are meant for the person who could not send.
pub(super) fn plain_words(text: &str, field: &str, report: &mut Report<'_>) {
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        if JARGON.iter().any(|jargon| word.eq_ignore_ascii_case(jargon)) {
            report.style(
                false,
                field,
                &format!("says `{word}`"),
                "say it in words that anybody knows",
            );
        }
    }
}

/// Checks wrong claims: each with what is so instead.
pub(super) fn myths(myths: &[Myth], field: &str, report: &mut Report<'_>) {
    for (n, myth) in myths.iter().enumerate() {
        sentences(&myth.claim, &format!("{field}[{n}].claim"), report);
        sentences(&myth.fact, &format!("{field}[{n}].fact"), report);
    }
}

/// Checks where something is from.
pub(in crate::knowledge) fn sources(sources: &[Source], report: &mut Report<'_>) {
    report.style(!sources.is_empty(), "source", "there is none", "say where it is from");
    for (n, source) in sources.iter().enumerate() {
        sentence(&source.title, &format!("source[{n}].title"), report);
        let checked = source.checked.as_bytes();
        let is_month = checked.len() == 7
            && checked[4] == b'-'
            && checked.iter().enumerate().all(|(at, b)| at == 4 || b.is_ascii_digit());
        report.require(
            is_month,
            &format!("source[{n}].checked"),
            "is not a month",
            "write the month in which it was checked, as 2026-11",
        );
        if let Some(url) = source.url {
            report.require(
                url.starts_with("https://") || url.starts_with("http://"),
                &format!("source[{n}].url"),
                "is not a web address",
                "start it with https://",
            );
        }
    }
}

/// Checks the glossary.
pub(super) fn check_terms(knowledge: &Knowledge, report: &mut Report<'_>) {
    for (one, next) in knowledge.terms.iter().zip(knowledge.terms.iter().skip(1)) {
        report.require(one.id != next.id, &one.id, "is there twice", "keep one");
    }
    for term in &knowledge.terms {
        check_term(term, &mut report.within(term.id));
    }
}

/// Checks one word of the glossary.
pub(in crate::knowledge) fn check_term(term: &Term, report: &mut Report<'_>) {
    sentence(&term.id, "id", report);
    sentence(&term.title, "title", report);
    sentences(&term.meaning, "meaning", report);
    if let Some(more) = term.more {
        sentences(&more, "more", report);
    }
    myths(&term.myths, "myth", report);
    sources(&term.sources, report);
}
