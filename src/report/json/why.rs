//! What `diagnose --why --json` adds to an outcome.

use serde::Serialize;

use super::super::why_words;
use super::clean;
use crate::diagnosis::{Fate, Outcome, Why};
use crate::knowledge::{Knowledge, Strength};

/// Why an outcome is what it is.
#[derive(Debug, Serialize)]
pub struct WhyDocument {
    said_by: String,
    provider: Option<String>,
    owner: &'static str,
    rules: Vec<RuleDocument>,
    codes: Vec<CodeDocument>,
}

#[derive(Debug, Serialize)]
struct RuleDocument {
    name: String,
    cause: &'static str,
    strength: Strength,
    place: &'static str,
    words: Vec<String>,
    weight: f32,
    fate: &'static str,
    reason: String,
}

#[derive(Debug, Serialize)]
struct CodeDocument {
    code: String,
    telling: &'static str,
    causes: Vec<&'static str>,
    weight: f32,
}

impl WhyDocument {
    /// The document of why an outcome is what it is.
    pub fn new(why: &Why, outcome: &Outcome, knowledge: &Knowledge) -> Self {
        let rules = why.rules.iter().map(|rule| RuleDocument {
            name: rule.name.clone(),
            cause: rule.cause.as_str(),
            strength: rule.strength,
            place: rule.place,
            words: rule.words.iter().map(|words| clean(words)).collect(),
            weight: rule.weight,
            fate: rule.fate.id(),
            reason: match &rule.fate {
                Fate::Unfit(reason) => clean(reason),
                _ => why_words::strength(rule.strength).to_owned(),
            },
        });
        let codes = why.codes.iter().map(|said| CodeDocument {
            code: said.code.clone(),
            telling: said.telling,
            causes: said.causes.iter().map(|id| id.as_str()).collect(),
            weight: said.weight,
        });
        Self {
            said_by: clean(&why_words::speaker(why, outcome)),
            provider: why_words::provider(why, outcome, knowledge).map(|text| clean(&text)),
            owner: why_words::owner(why.owner_from),
            rules: rules.collect(),
            codes: codes.collect(),
        }
    }
}
