//! Codes and words that mean unrelated things in different mouths:
//! `assets/collisions/<id>.toml`.

use serde::{Deserialize, Serialize};

use super::origin::Origin;
use super::schema::{Sample, Source};
use super::text::Text;

/// One of the things that a collision may be.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Reading {
    /// Then it is this cause.
    pub cause: Text,
    /// The words, the speaker or the stage that decide for it.
    pub decides: Text,
    /// Replies that are read so; the diagnosis must lead each to the cause.
    #[serde(rename = "sample", default)]
    pub samples: Vec<Sample>,
}

/// A code or a phrase with several unrelated meanings, and what decides.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub struct Collision {
    /// The id, the same as the file's name.
    pub id: Text,
    /// What collides, in a line.
    pub title: Text,
    /// Why the same code or words mean several things.
    pub meaning: Text,
    /// The codes by which it is met: `5.7.26`, `552`, `0x800CCC0F`.
    #[serde(default)]
    pub codes: Vec<Text>,
    /// The words by which it is met, as phrases of a signature.
    #[serde(default)]
    pub phrases: Vec<Text>,
    /// The terms that its text uses. Found when the data are read, not written
    /// by hand.
    #[serde(default)]
    pub words: Vec<Text>,
    /// Other words that people search for.
    #[serde(default)]
    pub aliases: Vec<Text>,
    /// What it may be, likeliest first.
    #[serde(rename = "reading")]
    pub readings: Vec<Reading>,
    /// What to ask or to collect when nothing of that decides.
    pub ask: Text,
    /// Where it is from.
    #[serde(rename = "source", default)]
    pub sources: Vec<Source>,
    /// Whether a site's file gave it, and which.
    #[serde(skip)]
    pub origin: Origin,
}
