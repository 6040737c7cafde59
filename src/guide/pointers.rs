//! What a session keeps of what else is told of an outcome: the names of
//! collisions, block lists and marks, found again in the knowledge.

use serde::{Deserialize, Serialize};

use crate::diagnosis::{Named, References};
use crate::knowledge::{Knowledge, Provider, Text};

/// The names; a list or a mark after its provider.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Pointers {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    collisions: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    lists: Vec<(String, String)>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tokens: Vec<(String, String)>,
}

impl Pointers {
    /// Keeps the names.
    pub(super) fn new(references: &References) -> Self {
        let named = |list: &[Named]| {
            let pairs = list.iter().map(|one| (one.provider.to_string(), one.name.to_string()));
            pairs.collect()
        };
        Self {
            collisions: references.collisions.iter().map(ToString::to_string).collect(),
            lists: named(&references.lists),
            tokens: named(&references.tokens),
        }
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What they name; what the knowledge does not have any more is left out.
    pub(super) fn found(&self, knowledge: &Knowledge) -> References {
        let find = |pairs: &[(String, String)], names: fn(&Provider) -> Vec<Text>| {
            let found = pairs.iter().filter_map(|(id, name)| {
                let provider = knowledge.provider(id)?;
                let name = names(provider).into_iter().find(|known| *known == **name)?;
                Some(Named { provider: provider.id, name })
            });
            found.collect()
        };
        let collisions = self.collisions.iter().filter_map(|id| knowledge.collision(id));
        References {
            collisions: collisions.map(|collision| collision.id).collect(),
            lists: find(&self.lists, |own| own.lists.iter().map(|list| list.name).collect()),
            tokens: find(&self.tokens, |own| own.tokens.iter().map(|one| one.token).collect()),
        }
    }
}
