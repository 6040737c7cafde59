//! Whom to reach in this house, as a site says.

use serde::Serialize;

use crate::knowledge::Text;
use crate::knowledge::site::{Limit, Team};

/// A team.
#[derive(Debug, Serialize)]
pub(super) struct Contact {
    owner: &'static str,
    name: &'static str,
    telephone: Option<&'static str>,
    mail: Option<&'static str>,
    url: Option<&'static str>,
    hours: Option<&'static str>,
    note: Option<&'static str>,
}

impl Contact {
    pub(super) fn new(team: &Team) -> Self {
        Self {
            owner: team.owner.id(),
            name: team.name.as_str(),
            telephone: team.telephone.map(Text::as_str),
            mail: team.mail.map(Text::as_str),
            url: team.url.map(Text::as_str),
            hours: team.hours.map(Text::as_str),
            note: team.note.map(Text::as_str),
        }
    }
}

/// A limit of ours.
#[derive(Debug, Serialize)]
pub(super) struct OurLimit {
    what: &'static str,
    value: &'static str,
}

impl OurLimit {
    pub(super) fn new(limit: &Limit) -> Self {
        Self { what: limit.what.as_str(), value: limit.value.as_str() }
    }
}
