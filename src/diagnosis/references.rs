//! What else the knowledge tells of a case: the collisions that it meets, the
//! block list that its reply names, the provider's marks in it.

use std::sync::OnceLock;

use super::case::Case;
use super::fingerprint::Fingerprint;
use super::is_open_end;
use super::phrase;
use super::signature::Scene;
use super::types::{Finding, Named, References};
use crate::code::{ClientCode, EnhancedPattern, ReplyCode};
use crate::evidence::{Delivery, Reply};
use crate::knowledge::{Collision, Knowledge, Text};

/// The most collisions that are worth naming.
const MOST_COLLISIONS: usize = 3;

/// A code by which a collision is met, read once.
#[derive(Clone, Copy, Debug)]
enum Met {
    Reply(ReplyCode),
    Enhanced(EnhancedPattern),
    Client(ClientCode),
}

/// The codes by which collisions are met, with the place of each collision.
#[derive(Debug, Default)]
pub(super) struct Meetings(OnceLock<Vec<(Met, usize)>>);

impl Meetings {
    /// The collisions that the case meets, those by words first, then those by
    /// the more telling code; only those that one of the best causes is a
    /// reading of, or all where nothing is decided.
    pub(super) fn collisions(
        &self,
        knowledge: &Knowledge,
        case: &Case<'_>,
        delivery: &Delivery,
        findings: &[Finding],
    ) -> Vec<Text> {
        let table = self.0.get_or_init(|| read(knowledge));
        let mut places = case.met_by_words.clone();
        for telling in [true, false] {
            let met = table.iter().filter(|(code, _)| code.is_telling() == telling);
            let is_met = |code: &Met| {
                code.is_of(case) || delivery.wrappers.iter().any(|outer| code.is_on(outer))
            };
            places.extend(met.filter(|(code, _)| is_met(code)).map(|(_, at)| *at));
        }
        let mut found: Vec<Text> = Vec::new();
        for collision in places.into_iter().filter_map(|at| knowledge.collisions.get(at)) {
            if found.len() < MOST_COLLISIONS
                && !found.contains(&collision.id)
                && is_about(collision, findings)
            {
                found.push(collision.id);
            }
        }
        found
    }
}

impl Met {
    /// A reply code alone says less than the others.
    fn is_telling(self) -> bool {
        !matches!(self, Self::Reply(_))
    }

    /// Whether a reply that passes the deciding one on has it.
    fn is_on(self, outer: &Reply) -> bool {
        match self {
            Self::Reply(code) => outer.code == Some(code),
            Self::Enhanced(pattern) => outer.enhanced.is_some_and(|code| pattern.matches(code)),
            Self::Client(_) => false,
        }
    }

    fn is_of(self, case: &Case<'_>) -> bool {
        match self {
            Self::Reply(code) => case.reply == Some(code),
            Self::Enhanced(pattern) => case.enhanced.is_some_and(|code| pattern.matches(code)),
            Self::Client(code) => case.client == Some(code),
        }
    }
}

fn read(knowledge: &Knowledge) -> Vec<(Met, usize)> {
    let mut table = Vec::new();
    for (at, collision) in knowledge.collisions.iter().enumerate() {
        for code in &collision.codes {
            let met = code
                .parse()
                .map(Met::Reply)
                .or_else(|()| code.parse().map(Met::Enhanced))
                .or_else(|()| code.parse().map(Met::Client));
            table.extend(met.map(|met| (met, at)));
        }
    }
    table
}

/// Whether a collision has to do with what was found.
fn is_about(collision: &Collision, findings: &[Finding]) -> bool {
    findings.first().is_none_or(|top| is_open_end(&top.cause))
        || findings
            .iter()
            .take(2)
            .any(|finding| collision.readings.iter().any(|reading| reading.cause == finding.cause))
}

/// The places of the collisions whose words stand in a text in normal form.
pub(super) fn met_by_words(knowledge: &Knowledge, text: &str, print: &Fingerprint) -> Vec<usize> {
    let has = |words: &Text| print.may_hold(words) && phrase::find(words, text).is_some();
    let collisions = knowledge.collisions.iter().enumerate();
    collisions.filter(|(_, one)| one.phrases.iter().any(has)).map(|(at, _)| at).collect()
}

/// The block lists that the deciding reply names, and the marks in it; looked
/// for with the provider that spoke and with all that left a trace.
pub(super) fn named(knowledge: &Knowledge, case: &Case<'_>, scene: &Scene<'_>) -> References {
    let mut references = References::default();
    let traced = case.traces.iter().filter_map(|at| knowledge.providers.get(usize::from(*at)));
    let spoke = case.provider.filter(|own| !traced.clone().any(|known| known.id == own.id));
    for provider in traced.chain(spoke) {
        let named = |name: Text| Named { provider: provider.id, name };
        let lists = provider.lists.iter().filter(|list| list.marks.iter().any(|it| scene.has(it)));
        references.lists.extend(lists.map(|list| named(list.name)));
        let tokens =
            provider.tokens.iter().filter(|token| token.marks.iter().any(|it| scene.has(it)));
        references.tokens.extend(tokens.map(|token| named(token.token)));
    }
    references
}
