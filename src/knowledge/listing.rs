//! What a provider's file tells besides codes and wording: the block lists
//! that it keeps, and the short marks in its replies.

use serde::{Deserialize, Serialize};

use super::text::Text;
use super::words::Removal;

/// What an answer of a block list means.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct ListAnswer {
    /// The address that the list answers with (RFC 5782, section 2.3):
    /// `127.0.0.4`, or `127.0.0.*` for all of them.
    pub value: Text,
    /// What it says.
    pub meaning: Text,
    /// The cause that it leads to.
    pub cause: Text,
}

/// A block list: how a reply names it, where to look an address up, how an
/// entry ends.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct BlockList {
    /// Its name.
    pub name: Text,
    /// What gets onto it.
    pub lists: Text,
    /// The cause that an entry on it is.
    pub cause: Text,
    /// The DNS name under which it is asked; none where nobody else can ask.
    #[serde(default)]
    pub zone: Option<Text>,
    /// Phrases by which a reply names it (as in
    /// [`Signature`](super::schema::Signature)).
    pub marks: Vec<Text>,
    /// The page to look an address up. `{ip}` and `{sender_domain}` are filled.
    #[serde(default)]
    pub lookup: Option<Text>,
    /// How an entry ends.
    pub removal: Removal,
    /// Where to ask for it.
    #[serde(default)]
    pub removal_url: Option<Text>,
    /// What to do, and what to know before.
    pub how: Text,
    /// How long it takes.
    pub wait: Text,
    /// It also takes money for removal: nobody pays.
    #[serde(default)]
    pub paid: bool,
    /// What its answers mean.
    #[serde(rename = "answer", default)]
    pub answers: Vec<ListAnswer>,
}

/// A mark in a provider's replies that stands for a reason: `TS03`, `S3140`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Token {
    /// The mark as it is written, or a range of numbers: `1100-1150`.
    pub token: Text,
    /// What it stands for.
    pub meaning: Text,
    /// The causes that it has, likeliest first; none where it is no failure.
    pub causes: Vec<Text>,
    /// Phrases by which a reply is known to have it; none where it is only for
    /// reading, such as a number that a service shows in its own pages.
    #[serde(default)]
    pub marks: Vec<Text>,
}
