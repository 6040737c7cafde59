//! What `knowledge list --json` prints: everything that is known, and where it
//! is from.

use serde::Serialize;

use super::SCHEMA;
use crate::knowledge::{Knowledge, Origin, Strength, Text};
use crate::report::MADE_BY;

/// One document for everything.
#[derive(Debug, Serialize)]
pub struct ListDocument {
    schema: u32,
    made_by: &'static str,
    causes: Vec<Item>,
    codes: Vec<Item>,
    terms: Vec<Item>,
    providers: Vec<Item>,
    questions: Vec<Item>,
    signatures: Vec<Rule>,
    files: Vec<&'static str>,
}

#[derive(Debug, Serialize)]
struct Item {
    id: &'static str,
    title: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    vendor: Option<&'static str>,
    #[serde(flatten)]
    from: From,
}

#[derive(Debug, Serialize)]
struct Rule {
    name: String,
    cause: &'static str,
    strength: Strength,
    phrases: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    provider: Option<&'static str>,
    #[serde(flatten)]
    from: From,
}

/// Where something is from.
#[derive(Debug, Serialize)]
struct From {
    origin: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
}

impl From {
    fn new(origin: Origin) -> Self {
        let place = origin.place();
        Self {
            origin: origin.id(),
            file: place.map(|(file, _)| file.as_str()),
            line: place.map(|(_, line)| line),
        }
    }
}

fn item(id: Text, title: Text, origin: Origin) -> Item {
    Item { id: id.as_str(), title: title.as_str(), vendor: None, from: From::new(origin) }
}

impl ListDocument {
    /// The list of a knowledge base.
    pub fn new(known: &Knowledge) -> Self {
        let general = known.signatures.iter().enumerate().map(|(at, own)| (at, None, own));
        let own = known.providers.iter().enumerate().flat_map(|(p, provider)| {
            provider.signatures.iter().enumerate().map(move |(at, own)| (at, Some(p), own))
        });
        let signatures = general.chain(own).map(|(at, provider, own)| Rule {
            name: match provider {
                Some(provider) => known.own_rule_name(provider, at),
                None => known.rule_name(at),
            },
            cause: own.cause.as_str(),
            strength: own.strength,
            phrases: own.any.iter().chain(&own.all).map(|text| text.as_str()).collect(),
            provider: provider.and_then(|p| known.providers.get(p)).map(|own| own.id.as_str()),
            from: From::new(own.origin),
        });
        let codes = known.codes.iter().map(|entry| Item {
            vendor: entry.vendor.map(Text::as_str),
            ..item(entry.code, entry.name, entry.origin)
        });
        Self {
            schema: SCHEMA,
            made_by: MADE_BY,
            causes: known.causes.iter().map(|own| item(own.id, own.title, own.origin)).collect(),
            codes: codes.collect(),
            terms: known.terms.iter().map(|own| item(own.id, own.title, own.origin)).collect(),
            providers: known
                .providers
                .iter()
                .map(|own| item(own.id, own.name, own.origin))
                .collect(),
            questions: known
                .guide
                .questions
                .iter()
                .map(|own| item(own.id, own.ask, own.origin))
                .collect(),
            // What a site hides is emptied and stays in its place.
            signatures: signatures.filter(|rule| !rule.phrases.is_empty()).collect(),
            files: known.site.files.iter().map(|file| file.as_str()).collect(),
        }
    }
}
