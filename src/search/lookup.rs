//! The entry that is called so, and not one that resembles.

use super::codes;
use super::hit::Hit;
use super::index::Index;
use super::place::{Place, Shelf};
use super::words::split;
use crate::code::read_query;

impl<'k> Index<'k> {
    /// The entry that is called so: a code, the id of a cause, a term or a
    /// provider, or one of their titles or other names. Nothing is found by
    /// resemblance here.
    pub fn lookup(&self, name: &str) -> Option<Hit<'k>> {
        let knowledge = self.knowledge();
        if let Some(at) = knowledge.collisions.place(name) {
            return Some(Hit::new(knowledge, Place::new(Shelf::Collisions, at)));
        }
        let codes = read_query(name);
        if (codes.has_code() || !codes.impossible.is_empty()) && codes.words.is_empty() {
            let all = codes::named(knowledge, name, &codes);
            let Some(named) = all.into_iter().find(codes::Named::is_exact) else {
                // A port: "587".
                return self.called(name).map(|place| Hit::new(knowledge, place));
            };
            let hit = Hit::new(knowledge, Place::new(Shelf::Codes, named.at));
            return Some(hit.asked(named.asked));
        }
        let code = knowledge.codes.keys().position(|key| key.eq_ignore_ascii_case(name));
        let by_id = code
            .map(|at| (Shelf::Codes, at))
            .or_else(|| Some((Shelf::Causes, knowledge.causes.place(name)?)))
            .or_else(|| Some((Shelf::Terms, knowledge.terms.place(name)?)))
            .or_else(|| Some((Shelf::Providers, knowledge.providers.place(name)?)));
        let place = match by_id {
            Some((shelf, at)) => Place::new(shelf, at),
            None => self.called(name)?,
        };
        Some(Hit::new(knowledge, place))
    }

    /// The entry with this title, or else with this other name. What is called
    /// so first is meant.
    pub(super) fn called(&self, name: &str) -> Option<Place> {
        let wanted = split(name);
        if wanted.is_empty() {
            return None;
        }
        let lexicon = self.lexicon();
        let mut other = None;
        for (entry, name) in lexicon.called(&wanted) {
            let place = lexicon.place(entry);
            match name {
                _ if place.shelf == Shelf::Codes => {}
                // The title stands first.
                0 => return Some(place),
                _ => other = other.or(Some(place)),
            }
        }
        other
    }
}
