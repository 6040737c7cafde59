//! What a site's file may hold besides entries of the built-in kinds.

use serde::Deserialize;

use crate::knowledge::{Answer, Owner, Permanence, Retry, Step, Text};

/// Changes the remedy of a cause: `[[remedy]]`. What is given in a word
/// replaces what was there; lists are added to, unless `replace` names them.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub(super) struct Remedy {
    /// The cause.
    pub(super) cause: Text,
    /// Where the steps go.
    #[serde(default)]
    pub(super) steps: Where,
    /// Lists of which the built-in part is left out.
    #[serde(default)]
    pub(super) replace: Vec<List>,
    #[serde(default)]
    pub(super) title: Option<Text>,
    #[serde(default)]
    pub(super) meaning: Option<Text>,
    #[serde(default)]
    pub(super) owner: Option<Owner>,
    #[serde(default)]
    pub(super) permanence: Option<Permanence>,
    #[serde(default)]
    pub(super) retry: Option<Retry>,
    #[serde(default)]
    pub(super) proof: Option<Text>,
    #[serde(default)]
    pub(super) duration: Option<Text>,
    #[serde(default)]
    pub(super) escalate: Option<Text>,
    #[serde(default)]
    pub(super) tell_user: Option<Text>,
    #[serde(default)]
    pub(super) tell_user_returned: Option<Text>,
    #[serde(default)]
    pub(super) tell_postmaster: Option<Text>,
    #[serde(rename = "step", default)]
    pub(super) added_steps: Vec<Step>,
    #[serde(default)]
    pub(super) do_not: Vec<Text>,
    #[serde(default)]
    pub(super) if_not: Vec<Text>,
    #[serde(default)]
    pub(super) aliases: Vec<Text>,
}

/// Where the steps of a site go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Where {
    /// Before the built-in ones.
    Before,
    /// After them.
    #[default]
    After,
    /// In their place.
    Instead,
}

/// A list of a remedy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum List {
    DoNot,
    IfNot,
    Aliases,
}

/// An answer added to a question of the guide, or put in the place of the one
/// with its id: `[[answer]]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub(super) struct AddedAnswer {
    /// The question that it is an answer to.
    pub(super) of: Text,
    /// Its id.
    pub(super) id: Text,
    /// What the person chooses.
    pub(super) label: Text,
    /// The next question.
    #[serde(default)]
    pub(super) question: Option<Text>,
    /// Or the cause that is reached.
    #[serde(default)]
    pub(super) cause: Option<Text>,
    /// What the answer rests on where the diagnosis gives it.
    #[serde(default)]
    pub(super) presumed: Option<Text>,
}

impl AddedAnswer {
    /// The answer itself.
    pub(super) fn answer(&self, origin: crate::knowledge::Origin) -> Answer {
        Answer {
            id: self.id,
            label: self.label,
            question: self.question,
            cause: self.cause,
            when: None,
            presumed: self.presumed,
            origin,
        }
    }
}

/// Built-in entries that are not wanted: the table `[hide]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
pub(super) struct Hide {
    #[serde(default)]
    pub(super) causes: Vec<Text>,
    #[serde(default)]
    pub(super) codes: Vec<Text>,
    #[serde(default)]
    pub(super) terms: Vec<Text>,
    #[serde(default)]
    pub(super) providers: Vec<Text>,
    #[serde(default)]
    pub(super) collisions: Vec<Text>,
    /// Phrases of signatures and marks of providers, as they are written.
    #[serde(default)]
    pub(super) phrases: Vec<Text>,
}
