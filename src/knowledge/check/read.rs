//! Reads the files into types, by the folder they are in.

use serde::Deserialize;

use super::lines::line_at;
use super::{Problem, Report};
use crate::knowledge::collision::Collision;
use crate::knowledge::schema::{
    Cause, CodeEntry, CodeFile, Glossary, Guide, Provider, SignatureFile, Term,
};
use crate::knowledge::site::Site;
use crate::knowledge::store::Knowledge;
use crate::knowledge::text::Text;
use crate::knowledge::usage::Spotter;

/// A data file: its path within the knowledge folder, and its text, which is
/// kept for as long as the program runs.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Relative path with `/`: `causes/mailbox-full.toml`.
    pub path: String,
    /// Its text.
    pub text: &'static str,
}

/// Parses one file, or says where and why it cannot be.
pub(super) fn parse<T: Deserialize<'static>>(
    file: &SourceFile,
    problems: &mut Vec<Problem>,
) -> Option<T> {
    let deserializer = match toml::Deserializer::parse(file.text) {
        Ok(deserializer) => deserializer,
        Err(fault) => {
            not_toml(file, &fault, problems);
            return None;
        }
    };
    match T::deserialize(deserializer) {
        Ok(value) => Some(value),
        Err(fault) => {
            not_toml(file, &fault, problems);
            None
        }
    }
}

/// Reports a file that is no TOML, or not of the type that its folder holds.
fn not_toml(file: &SourceFile, fault: &toml::de::Error, problems: &mut Vec<Problem>) {
    let line = line_at(file.text, fault.span().map_or(0, |span| span.start));
    problems.push(Problem {
        file: file.path.clone(),
        line: Some(line),
        field: "the file".to_owned(),
        fault: fault.message().to_owned(),
        mend: "see the fields in CONTRIBUTING.md".to_owned(),
    });
}

/// Checks that a file is named after what it holds.
fn check_name(file: &SourceFile, id: &str, problems: &mut Vec<Problem>) {
    let stem = file.path.rsplit('/').next().and_then(|name| name.strip_suffix(".toml"));
    Report::new(&file.path, problems).require(
        stem == Some(id),
        "id",
        &format!("`{id}` is not the file's name"),
        "give the file and the id the same name",
    );
}

/// What was read and is not yet packed.
struct Read {
    causes: Vec<Cause>,
    codes: Vec<CodeEntry>,
    terms: Vec<Term>,
    collisions: Vec<Collision>,
    providers: Vec<Provider>,
    guide: Guide,
}

/// Notes with each entry which terms its text uses.
fn note_words(read: &mut Read, problems: &mut Vec<Problem>) {
    let spotter = Spotter::new(&read.terms, read.causes.iter().map(|cause| cause.id));
    let mut by_hand = |file: String, words: &[Text]| {
        Report::new(file, problems).require(
            words.is_empty(),
            "words",
            "is found by itself",
            "leave it out",
        );
    };
    for cause in &mut read.causes {
        by_hand(format!("causes/{}.toml", cause.id), &cause.words);
        spotter.fill_cause(cause);
    }
    for entry in &mut read.codes {
        by_hand(format!("codes: {}", entry.code), &entry.words);
        spotter.fill_code(entry);
    }
    for collision in &mut read.collisions {
        by_hand(format!("collisions/{}.toml", collision.id), &collision.words);
        spotter.fill_collision(collision);
    }
    for provider in &mut read.providers {
        by_hand(format!("providers/{}.toml", provider.id), &provider.words);
        spotter.fill_provider(provider);
    }
    for question in &mut read.guide.questions {
        by_hand(format!("guide.toml: {}", question.id), &question.words);
        spotter.fill_question(question);
    }
}

/// Reads all files. `None` where there is no readable guide.
pub(super) fn read(files: &[SourceFile], problems: &mut Vec<Problem>) -> Option<Knowledge> {
    let mut guide = None;
    let (mut causes, mut providers, mut terms) = (Vec::new(), Vec::new(), Vec::new());
    let (mut codes, mut collisions, mut signatures) = (Vec::new(), Vec::new(), Vec::new());
    let mut signature_files = Vec::new();
    for file in files {
        match file.path.split_once('/').map_or(file.path.as_str(), |(folder, _)| folder) {
            "causes" => {
                if let Some(cause) = parse::<Cause>(file, problems) {
                    check_name(file, &cause.id, problems);
                    causes.push(cause);
                }
            }
            "codes" => {
                if let Some(file) = parse::<CodeFile>(file, problems) {
                    codes.extend(file.codes);
                }
            }
            "collisions" => {
                if let Some(collision) = parse::<Collision>(file, problems) {
                    check_name(file, &collision.id, problems);
                    collisions.push(collision);
                }
            }
            "providers" => {
                if let Some(provider) = parse::<Provider>(file, problems) {
                    check_name(file, &provider.id, problems);
                    providers.push(provider);
                }
            }
            "signatures" => {
                if let Some(own) = parse::<SignatureFile>(file, problems) {
                    let name = Text::new(file.path.clone().leak());
                    signature_files.push((name, own.signatures.len() as u32));
                    signatures.extend(own.signatures);
                }
            }
            "glossary.toml" => {
                if let Some(glossary) = parse::<Glossary>(file, problems) {
                    terms.extend(glossary.terms);
                }
            }
            "guide.toml" => guide = parse::<Guide>(file, problems),
            // What mail systems write around a reply belongs to `evidence`, the
            // list of words is read by the check of words, and what a site may
            // write is an example only.
            "forms" | "jargon.toml" | "site" => {}
            _ => Report::new(&file.path, problems).add(
                "the file",
                "is in no folder that is read",
                "move it to causes, codes, collisions, providers or signatures",
            ),
        }
    }
    causes.sort_by_key(|cause| cause.id);
    collisions.sort_by_key(|collision: &Collision| collision.id);
    providers.sort_by_key(|provider| provider.id);
    terms.sort_by_key(|term| term.id);
    if let Some(guide) = guide {
        let mut read = Read { causes, codes, terms, collisions, providers, guide };
        note_words(&mut read, problems);
        Some(Knowledge {
            causes: read.causes.into(),
            codes: read.codes.into(),
            terms: read.terms.into(),
            collisions: read.collisions.into(),
            providers: read.providers.into(),
            signatures: signatures.into(),
            signature_files: signature_files.into(),
            guide: read.guide.into(),
            site: Site::default(),
        })
    } else {
        Report::new("guide.toml", problems).add(
            "the file",
            "there is no guide that can be read",
            "add it, or mend what is named above",
        );
        None
    }
}
