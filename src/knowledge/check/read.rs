//! Reads the files into types, by the folder they are in.

use serde::Deserialize;

use super::lines::line_at;
use super::{Problem, Report};
use crate::knowledge::collision::Collision;
use crate::knowledge::schema::{Cause, CodeFile, Glossary, Guide, Provider, SignatureFile};
use crate::knowledge::site::Site;
use crate::knowledge::store::Knowledge;
use crate::knowledge::text::Text;

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
fn parse<T: Deserialize<'static>>(file: &SourceFile, problems: &mut Vec<Problem>) -> Option<T> {
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
            // What mail systems write around a reply belongs to `evidence`; what
            // a site may write is an example only.
            "forms" | "site" => {}
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
        Some(Knowledge {
            causes: causes.into(),
            codes: codes.into(),
            terms: terms.into(),
            collisions: collisions.into(),
            providers: providers.into(),
            signatures: signatures.into(),
            signature_files: signature_files.into(),
            guide: guide.into(),
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
