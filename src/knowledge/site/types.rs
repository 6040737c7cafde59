//! What a site says of itself: what is ours, our limits, whom to call.

use serde::Deserialize;

use crate::knowledge::{Origin, Owner, SaidBy, Text};

/// What a site says of itself. The rest of what its files hold is merged into
/// the knowledge.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// What is ours.
    pub own: Own,
    /// Our limits.
    pub limits: Vec<Limit>,
    /// Who is who in this house.
    pub teams: Vec<Team>,
    /// Texts that have to lead to a cause; tried by `knowledge check` only.
    pub samples: Vec<SiteSample>,
    /// The files that were read, as they are named in faults.
    pub files: Vec<Text>,
}

impl Site {
    /// Who in this house is meant by an owner.
    pub fn team(&self, owner: Owner) -> Option<&Team> {
        self.teams.iter().find(|team| team.owner == owner)
    }

    /// The teams that a sentence speaks of.
    pub fn teams_in(&self, sentence: &str) -> impl Iterator<Item = &Team> {
        let sentence = sentence.to_lowercase();
        self.teams.iter().filter(move |team| team.owner.is_named_in(&sentence))
    }

    /// Our limits that have to do with a cause.
    pub fn limits_of(&self, cause: &str) -> impl Iterator<Item = &Limit> {
        self.limits.iter().filter(move |limit| limit.causes.iter().any(|id| id == cause))
    }
}

/// Our domains, addresses and mail hosts: the table `[ours]`. Each file may
/// have one; they add up.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Own {
    /// Our domains: hosts below one are ours too.
    #[serde(default)]
    pub domains: Vec<Text>,
    /// Our addresses, single or as networks: `192.0.2.0/24`.
    #[serde(default)]
    pub addresses: Vec<Text>,
    /// The hosts that our mail leaves by, smarthosts included.
    #[serde(default)]
    pub outgoing: Vec<Text>,
    /// The hosts that take mail for us.
    #[serde(default)]
    pub incoming: Vec<Text>,
    /// The hosts of our filters.
    #[serde(default)]
    pub filters: Vec<Text>,
}

/// A limit of ours: `[[limit]]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Limit {
    /// What is limited: "a message", "recipients of one message".
    pub what: Text,
    /// How far: "25 MB".
    pub value: Text,
    /// The causes on whose pages it is shown.
    pub causes: Vec<Text>,
    /// Where it is from.
    #[serde(skip)]
    pub origin: Origin,
}

/// Who in this house is meant by an owner: `[[team]]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Team {
    /// The owner as the remedies name it.
    pub owner: Owner,
    /// What they are called here.
    pub name: Text,
    /// Their telephone.
    #[serde(default)]
    pub telephone: Option<Text>,
    /// Their address.
    #[serde(default)]
    pub mail: Option<Text>,
    /// Where a ticket for them is opened.
    #[serde(default)]
    pub url: Option<Text>,
    /// When they are there.
    #[serde(default)]
    pub hours: Option<Text>,
    /// What else is to be known.
    #[serde(default)]
    pub note: Option<Text>,
    /// Where it is from.
    #[serde(skip)]
    pub origin: Origin,
}

impl Team {
    /// How to reach them, in a line.
    pub fn reach(&self) -> String {
        let parts = [
            self.telephone.map(|number| format!("telephone {number}")),
            self.mail.map(|address| address.to_string()),
            self.url.map(|url| url.to_string()),
            self.hours.map(|hours| hours.to_string()),
            self.note.map(|note| note.to_string()),
        ];
        let known: Vec<String> = parts.into_iter().flatten().collect();
        if known.is_empty() {
            self.name.to_string()
        } else {
            format!("{}: {}", self.name, known.join(", "))
        }
    }
}

/// A text that has to lead to a cause: `[[sample]]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct SiteSample {
    /// A reply, a log line or a whole bounce.
    pub text: Text,
    /// The cause that it has to lead to.
    pub cause: Text,
    /// Who has to be told to act.
    #[serde(default)]
    pub owner: Option<Owner>,
    /// Who has to have said it.
    #[serde(default)]
    pub said_by: Option<SaidBy>,
    /// Where it is from.
    #[serde(skip)]
    pub origin: Origin,
}
