//! The whole knowledge in one value, and its packed form.

use serde::{Deserialize, Serialize};

use super::collision::Collision;
use super::schema::{Cause, CodeEntry, Guide, Provider, Signature, Term};

/// Everything the program knows. Made by [`super::check::load`] from data
/// files, or unpacked from the binary.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Knowledge {
    /// The causes, sorted by id.
    pub causes: Vec<Cause>,
    /// The codes: reply codes, enhanced codes, client codes, socket errors.
    pub codes: Vec<CodeEntry>,
    /// The glossary, sorted by id.
    pub terms: Vec<Term>,
    /// Codes and words with several meanings, sorted by id.
    pub collisions: Vec<Collision>,
    /// The providers, sorted by id.
    pub providers: Vec<Provider>,
    /// The signatures that hold for any server.
    pub signatures: Vec<Signature>,
    /// The guide.
    pub guide: Guide,
}

impl Knowledge {
    /// The packed form, which [`Knowledge::unpack`] reads.
    pub fn pack(&self) -> Result<Vec<u8>, postcard::Error> {
        postcard::to_allocvec(self)
    }

    /// Reads the packed form; all text is borrowed from it.
    pub fn unpack(packed: &'static [u8]) -> Result<Self, postcard::Error> {
        postcard::from_bytes(packed)
    }
}
