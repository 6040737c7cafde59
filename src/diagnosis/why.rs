//! Why it was decided so: which rules spoke, which words they found, who said
//! it and what that was told from, which codes counted, and what lost.

use super::case::Case;
use super::index::Target;
use super::provider::Sign;
use super::speaker::{self, Told};
use super::types::Outcome;
use super::verdict::OwnerFrom;
use crate::evidence::Delivery;
use crate::knowledge::{Knowledge, Strength, Text};

/// Why one outcome is what it is.
#[derive(Clone, Debug)]
pub struct Why {
    /// What "who said it" was told from.
    pub told: Told,
    /// The host or domain that told it.
    pub host: Option<String>,
    /// What the provider was recognised by.
    pub provider_by: Option<Sign>,
    /// What the owner was told from.
    pub owner_from: OwnerFrom,
    /// The signatures whose words were found, the weightiest first.
    pub rules: Vec<Rule>,
    /// The codes that counted, the most telling first.
    pub codes: Vec<CodeSaid>,
}

/// A signature whose words were found.
#[derive(Clone, Debug)]
pub struct Rule {
    /// The file and its place there.
    pub name: String,
    /// The cause that it points to.
    pub cause: Text,
    /// How much it proves.
    pub strength: Strength,
    /// Where the words stood.
    pub place: &'static str,
    /// The words.
    pub words: Vec<String>,
    /// What it weighed; 0 where it did not apply.
    pub weight: f32,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a rule.
#[derive(Clone, Debug, PartialEq)]
pub enum Fate {
    /// It decided.
    Decided,
    /// It points to the same cause as the one that decided.
    Agreed,
    /// Its cause weighs less than the first.
    Outweighed,
    /// Its words are there, and something else that it asks for is not.
    Unfit(String),
}

impl Fate {
    /// The written form, as in JSON.
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Decided => "decided",
            Self::Agreed => "agreed",
            Self::Outweighed => "outweighed",
            Self::Unfit(_) => "did-not-apply",
        }
    }
}

/// A code that counted.
#[derive(Clone, Debug)]
pub struct CodeSaid {
    /// As it was written.
    pub code: String,
    /// How much it tells, in words.
    pub telling: &'static str,
    /// The causes that it can have, likeliest first.
    pub causes: Vec<Text>,
    /// What the first of them weighed.
    pub weight: f32,
}

/// What is written down while a delivery is judged.
#[derive(Debug, Default)]
pub(super) struct Trace {
    pub(super) heard: Vec<Heard>,
    pub(super) codes: Vec<CodeSaid>,
}

/// A signature whose words were found.
#[derive(Debug)]
pub(super) struct Heard {
    pub(super) target: Target,
    pub(super) cause: Text,
    pub(super) strength: Strength,
    pub(super) place: &'static str,
    pub(super) words: Vec<String>,
    pub(super) weight: f32,
    pub(super) unfit: Option<String>,
}

impl Why {
    /// Puts together what was written down.
    pub(super) fn new(
        trace: Trace,
        case: &Case<'_>,
        delivery: &Delivery,
        outcome: &Outcome,
        owner_from: OwnerFrom,
        knowledge: &Knowledge,
    ) -> Self {
        let top = outcome.top().map(|top| top.cause);
        let mut heard = trace.heard;
        heard.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        let decided = heard.iter().position(|rule| rule.unfit.is_none() && Some(rule.cause) == top);
        let rules = heard.into_iter().enumerate().map(|(at, rule)| Rule {
            name: match rule.target {
                Target::Own(provider, n) => {
                    knowledge.own_rule_name(usize::from(provider), usize::from(n))
                }
                Target::General(n) | Target::Mark(n) => knowledge.rule_name(usize::from(n)),
            },
            fate: match rule.unfit {
                Some(reason) => Fate::Unfit(reason),
                None if Some(at) == decided => Fate::Decided,
                None if Some(rule.cause) == top => Fate::Agreed,
                None => Fate::Outweighed,
            },
            cause: rule.cause,
            strength: rule.strength,
            place: rule.place,
            words: rule.words,
            weight: rule.weight,
        });
        let host = match case.told {
            Told::OurHost | Told::OtherHost | Told::OwnLog => {
                speaker::answering(delivery).map(str::to_owned)
            }
            Told::Reporter => delivery.reporting_host.clone(),
            Told::OurName => delivery
                .reply
                .as_ref()
                .and_then(|reply| reply.text.split_whitespace().next())
                .map(str::to_owned),
            Told::OurDomain => delivery.recipient.clone(),
            _ => None,
        };
        Self {
            told: case.told,
            host,
            provider_by: case.sign,
            owner_from,
            rules: rules.collect(),
            codes: trace.codes,
        }
    }
}
