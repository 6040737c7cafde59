//! What `explain --json` prints of codes, collisions and providers.

use serde::Serialize;

use crate::knowledge::{BlockList, CodeEntry, Collision, Knowledge, Myth, Provider, Text};
use crate::search::Entry;

/// Texts as they are, for JSON.
pub(super) fn ids(list: &[Text]) -> Vec<&'static str> {
    list.iter().map(|id| id.as_str()).collect()
}

/// The ids of collisions.
pub(super) fn collision_ids<'k>(
    collisions: impl Iterator<Item = &'k Collision>,
) -> Vec<&'static str> {
    collisions.map(|collision| collision.id.as_str()).collect()
}

/// What is told wrongly elsewhere.
#[derive(Debug, Serialize)]
pub(super) struct MythDocument {
    claim: &'static str,
    fact: &'static str,
}

/// All of a list of them.
pub(super) fn myths(myths: &[Myth]) -> Vec<MythDocument> {
    myths
        .iter()
        .map(|myth| MythDocument { claim: myth.claim.as_str(), fact: myth.fact.as_str() })
        .collect()
}

/// A code.
#[derive(Debug, Serialize)]
pub(super) struct CodeDocument {
    standard: &'static str,
    practice: Option<&'static str>,
    standing: &'static str,
    vendor: Option<&'static str>,
    providers: Vec<&'static str>,
    causes: Vec<&'static str>,
    tell_apart: Vec<SignDocument>,
    related: Vec<&'static str>,
    collisions: Vec<&'static str>,
    myths: Vec<MythDocument>,
    words: Vec<&'static str>,
}

/// What tells a cause from others.
#[derive(Debug, Serialize)]
struct SignDocument {
    when: &'static str,
    cause: &'static str,
}

impl CodeDocument {
    pub(super) fn new(entry: &'static CodeEntry, knowledge: &Knowledge) -> Self {
        Self {
            standard: entry.standard.as_str(),
            practice: entry.practice.map(Text::as_str),
            standing: entry.standing.id(),
            vendor: entry.vendor.map(Text::as_str),
            providers: ids(&entry.providers),
            causes: ids(&entry.causes),
            tell_apart: entry
                .tell_apart
                .iter()
                .map(|line| SignDocument { when: line.when.as_str(), cause: line.cause.as_str() })
                .collect(),
            related: ids(&entry.related),
            collisions: collision_ids(knowledge.collisions_of_code(entry)),
            myths: myths(&entry.myths),
            words: ids(&entry.words),
        }
    }
}

/// A collision.
#[derive(Debug, Serialize)]
pub(super) struct CollisionDocument {
    codes: Vec<&'static str>,
    phrases: Vec<&'static str>,
    words: Vec<&'static str>,
    readings: Vec<ReadingDocument>,
    ask: &'static str,
}

#[derive(Debug, Serialize)]
struct ReadingDocument {
    cause: &'static str,
    decides: &'static str,
    samples: Vec<&'static str>,
}

impl CollisionDocument {
    pub(super) fn new(collision: &'static Collision) -> Self {
        let readings = collision.readings.iter().map(|reading| ReadingDocument {
            cause: reading.cause.as_str(),
            decides: reading.decides.as_str(),
            samples: reading.samples.iter().map(|sample| sample.text.as_str()).collect(),
        });
        Self {
            codes: ids(&collision.codes),
            phrases: ids(&collision.phrases),
            words: ids(&collision.words),
            readings: readings.collect(),
            ask: collision.ask.as_str(),
        }
    }
}

/// A provider.
#[derive(Debug, Serialize)]
pub(super) struct ProviderDocument {
    provider_kind: &'static str,
    domains: Vec<&'static str>,
    hosts: Vec<&'static str>,
    marks: Vec<&'static str>,
    codes: Vec<String>,
    tokens: Vec<TokenDocument>,
    lists: Vec<BlockListDocument>,
    words: Vec<&'static str>,
}

#[derive(Debug, Serialize)]
struct TokenDocument {
    token: &'static str,
    meaning: &'static str,
    causes: Vec<&'static str>,
}

#[derive(Debug, Serialize)]
struct BlockListDocument {
    name: &'static str,
    lists: &'static str,
    cause: &'static str,
    zone: Option<&'static str>,
    lookup: Option<&'static str>,
    removal: &'static str,
    removal_url: Option<&'static str>,
    how: &'static str,
    wait: &'static str,
    paid: bool,
    answers: Vec<AnswerDocument>,
}

#[derive(Debug, Serialize)]
struct AnswerDocument {
    value: &'static str,
    meaning: &'static str,
    cause: &'static str,
}

impl ProviderDocument {
    pub(super) fn new(provider: &'static Provider, knowledge: &Knowledge) -> Self {
        let own = knowledge.codes_of_provider(&provider.id);
        let tokens = provider.tokens.iter().map(|token| TokenDocument {
            token: token.token.as_str(),
            meaning: token.meaning.as_str(),
            causes: ids(&token.causes),
        });
        Self {
            provider_kind: provider.kind.id(),
            domains: ids(&provider.domains),
            hosts: ids(&provider.hosts),
            marks: ids(&provider.marks),
            codes: own.map(|code| Entry::Code(code).id()).collect(),
            tokens: tokens.collect(),
            lists: provider.lists.iter().map(BlockListDocument::new).collect(),
            words: ids(&provider.words),
        }
    }
}

impl BlockListDocument {
    fn new(list: &'static BlockList) -> Self {
        let answers = list.answers.iter().map(|answer| AnswerDocument {
            value: answer.value.as_str(),
            meaning: answer.meaning.as_str(),
            cause: answer.cause.as_str(),
        });
        Self {
            name: list.name.as_str(),
            lists: list.lists.as_str(),
            cause: list.cause.as_str(),
            zone: list.zone.map(Text::as_str),
            lookup: list.lookup.map(Text::as_str),
            removal: list.removal.id(),
            removal_url: list.removal_url.map(Text::as_str),
            how: list.how.as_str(),
            wait: list.wait.as_str(),
            paid: list.paid,
            answers: answers.collect(),
        }
    }
}
