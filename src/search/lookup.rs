//! The entry that is called so, and not one that resembles.

use super::codes;
use super::hit::Hit;
use super::index::Index;
use super::lexicon::{NAME_END, WORDING};
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
        if codes.has_code() && codes.words.is_empty() {
            let all = codes::named(knowledge, name, &codes);
            let named = all.into_iter().find(codes::Named::is_exact)?;
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
        let lexicon = self.lexicon();
        let wanted = split(name);
        let wanted: Vec<u32> =
            wanted.iter().map(|word| Some(lexicon.find(word)? as u32)).collect::<Option<_>>()?;
        if wanted.is_empty() {
            return None;
        }
        let mut other = None;
        for entry in 0..lexicon.len() {
            let place = lexicon.place(entry);
            if place.shelf == Shelf::Codes {
                continue;
            }
            let names: Vec<u32> =
                lexicon.names(entry).take_while(|word| *word != WORDING).collect();
            match names.split(|word| *word == NAME_END).position(|name| name == wanted) {
                // The title stands first.
                Some(0) => return Some(place),
                Some(_) if other.is_none() => other = Some(place),
                _ => {}
            }
        }
        other
    }
}
