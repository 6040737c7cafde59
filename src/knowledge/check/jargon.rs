//! Every technical word that a text of ours uses is explained in the glossary.
//!
//! Two kinds are found: rows of capitals, in whatever text they stand, and the
//! words that `assets/jargon.toml` lists. What needs no explanation is listed
//! there too, with the reason.

use std::collections::HashSet;

use serde::Deserialize;

use super::{Problem, Report, SourceFile, read};
use crate::knowledge::store::Knowledge;
use crate::knowledge::text::Text;
use crate::knowledge::usage::{self, Spotter};

/// `assets/jargon.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
struct Jargon {
    /// Technical words that are no row of capitals. Each has a term.
    technical: Vec<Text>,
    /// Rows of capitals that have no term.
    #[serde(rename = "exempt", default)]
    exempt: Vec<Exempt>,
}

/// Words that need no explanation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
struct Exempt {
    /// Why.
    reason: Text,
    /// The words.
    words: Vec<Text>,
}

/// Checks all texts. A folder without the file, such as a site's, is not
/// asked for it.
pub(super) fn check(files: &[SourceFile], knowledge: &Knowledge, problems: &mut Vec<Problem>) {
    let Some(file) = files.iter().find(|file| file.path == "jargon.toml") else { return };
    let Some(jargon) = read::parse::<Jargon>(file, problems) else { return };
    let spotter = Spotter::new(&knowledge.terms, knowledge.causes.iter().map(|cause| cause.id));
    let mut report = Report::new(&file.path, problems);
    for word in &jargon.technical {
        let words = usage::words(word);
        let uses = spotter.uses(&words);
        let is_explained = uses.first().is_some_and(|one| one.place.len() == words.len());
        report.require(
            is_explained,
            "technical",
            &format!("`{word}` has no term"),
            "add a term to glossary.toml, or an alias to one",
        );
    }
    for group in &jargon.exempt {
        report.require(
            !group.reason.trim().is_empty(),
            "exempt",
            "has no reason",
            "say why these words need no explanation",
        );
    }
    let exempt: HashSet<&str> =
        jargon.exempt.iter().flat_map(|group| &group.words).map(|word| word.as_str()).collect();
    let mut texts = Texts { spotter: &spotter, exempt: &exempt, problems };
    for cause in &knowledge.causes {
        texts.check(&format!("causes/{}.toml", cause.id), usage::cause_texts(cause));
    }
    for entry in &knowledge.codes {
        texts.check(&format!("codes: {}", entry.code), usage::code_texts(entry));
    }
    for collision in &knowledge.collisions {
        let file = format!("collisions/{}.toml", collision.id);
        texts.check(&file, usage::collision_texts(collision));
    }
    for provider in &knowledge.providers {
        texts.check(&format!("providers/{}.toml", provider.id), usage::provider_texts(provider));
    }
    for question in &knowledge.guide.questions {
        texts.check(&format!("guide.toml: {}", question.id), usage::question_texts(question));
    }
    for term in &knowledge.terms {
        texts.check(&format!("glossary.toml: {}", term.id), usage::term_texts(term));
    }
}

struct Texts<'a> {
    spotter: &'a Spotter,
    exempt: &'a HashSet<&'a str>,
    problems: &'a mut Vec<Problem>,
}

impl Texts<'_> {
    fn check<'t>(&mut self, file: &str, texts: impl Iterator<Item = &'t str>) {
        let mut told: HashSet<&str> = HashSet::new();
        for text in texts {
            let words = self.spotter.words(text);
            let uses = self.spotter.uses(&words);
            for (at, (place, _)) in words.iter().enumerate() {
                let Some(row) = capitals(text, place) else { continue };
                let is_known = uses.iter().any(|one| one.place.contains(&at))
                    || self.exempt.contains(row)
                    || !told.insert(row);
                Report::new(file, self.problems).require(
                    is_known,
                    "text",
                    &format!("`{row}` is explained nowhere"),
                    "add a term or an alias to glossary.toml, or list it in jargon.toml with the \
                     reason why it needs no explanation",
                );
            }
        }
    }
}

/// The word at a place, where it is a row of capitals that stands by itself;
/// an `s` for the plural is left out. What is tied to its neighbours
/// (`RESOLVER.ADR`, `X-PHP`, `AUP#CXBL`, `{ip}`) is a name and no word.
fn capitals<'t>(text: &'t str, place: &std::ops::Range<usize>) -> Option<&'t str> {
    let word = text.get(place.clone())?;
    let row = word.strip_suffix('s').unwrap_or(word);
    if row.len() < 2 || !row.bytes().all(|b| b.is_ascii_uppercase()) {
        return None;
    }
    let ties = |c: char| "_#@/{}=+*".contains(c);
    let before = text.get(..place.start).unwrap_or_default();
    let after = text.get(place.end..).unwrap_or_default();
    let mut next = after.chars();
    let is_tied_after = match next.next() {
        Some('.' | '-') => next.next().is_some_and(char::is_alphanumeric),
        Some(c) => ties(c),
        None => false,
    };
    let mut last = before.chars().rev();
    let is_tied_before = match last.next() {
        Some('.' | '-') => last.next().is_some_and(char::is_alphanumeric),
        Some(c) => ties(c),
        None => false,
    };
    (!is_tied_after && !is_tied_before).then_some(row)
}

#[cfg(test)]
mod tests {
    use super::capitals;
    use crate::knowledge::usage::words;

    #[test]
    fn rows_of_capitals_stand_by_themselves() {
        for (text, expected) in [
            ("SPF and DKIM.", &["SPF", "DKIM"][..]),
            ("two DNSBLs", &["DNSBL"]),
            ("(PTR)", &["PTR"]),
            ("SPF-", &["SPF"]),
            ("RESOLVER.ADR X-PHP AUP#CXBL {IP} ATTR35 A Iphone", &[]),
            ("IXP_E_SMTP p=NONE", &[]),
        ] {
            let places = words(text);
            let found: Vec<&str> =
                places.iter().filter_map(|(place, _)| capitals(text, place)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
