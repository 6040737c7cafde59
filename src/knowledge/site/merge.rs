//! Merges a site's files into a knowledge base, which is then like any other.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use super::faults::{Entry, Faults, Place};
use super::read::read;
use super::{guide, hide, own, remedy, words};
use crate::knowledge::check::references::Known;
use crate::knowledge::check::{Problem, SourceFile, causes, codes, collisions, phrases, prose};
use crate::knowledge::collision::Collision;
use crate::knowledge::schema::{Cause, CodeEntry, Provider, Signature, Term};
use crate::knowledge::store::Knowledge;
use crate::knowledge::text::Text;

/// The most signatures of a knowledge base: the diagnosis numbers them with 16
/// bits.
const MOST_SIGNATURES: usize = 60_000;

/// Merges the files of one folder into a knowledge base. Gives every fault
/// too; what is faulty is left out.
///
/// What comes from a folder merged before is overridden like what is built in.
pub fn merge(mut knowledge: Knowledge, files: &[SourceFile]) -> (Knowledge, Vec<Problem>) {
    let mut faults = Faults::new(files);
    let mut contents = read(&mut faults);
    knowledge.site.files.extend(faults.names());
    own::merge(&mut knowledge.site, &mut contents, &mut faults);
    hide::apply(&mut knowledge, &contents.hide, &mut faults);

    // What the causes are called that may get another title.
    let own_titles = contents.causes.iter().map(|entry| entry.value.id);
    let new_titles = contents.remedies.iter().filter(|entry| entry.value.title.is_some());
    let called: Vec<(Text, &str)> = own_titles
        .chain(new_titles.map(|entry| entry.value.cause))
        .filter_map(|id| Some((id, knowledge.causes.title(&id)?)))
        .collect();
    let own_causes = std::mem::take(&mut contents.causes);
    let added = add_causes(&mut knowledge, own_causes, &mut faults);
    remedy::apply(&mut knowledge, &contents.remedies, &mut faults);
    guide::merge(&mut knowledge, &mut contents, added, &mut faults);

    let mut known = Known::new(&knowledge);
    known.add_codes(contents.codes.iter().map(|entry| entry.value.code));
    add_codes(&mut knowledge, contents.codes, &known, &mut faults);
    add_signatures(&mut knowledge, contents.signatures, &known, &mut faults);
    add_terms(&mut knowledge, contents.terms, &mut faults);
    add_providers(&mut knowledge, contents.providers, &known, &mut faults);
    add_collisions(&mut knowledge, contents.collisions, &known, &mut faults);
    own::add_what_names_causes(
        &mut knowledge.site,
        contents.limits,
        contents.samples,
        &known,
        &mut faults,
    );
    words::note(&mut knowledge);
    words::rename(&mut knowledge, &called);
    let mut problems = faults.problems;
    problems.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    (knowledge, problems)
}

/// Finds out where an entry is the second of its name.
#[derive(Default)]
pub(super) struct Names<K>(HashMap<K, Place>);

impl<K: std::hash::Hash + Eq> Names<K> {
    pub(super) fn new() -> Self {
        Self(HashMap::new())
    }

    /// Takes a name; `false`, with a fault, where it is taken.
    pub(super) fn take(
        &mut self,
        name: K,
        field: &str,
        place: Place,
        faults: &mut Faults<'_>,
    ) -> bool {
        match self.0.entry(name) {
            Slot::Vacant(slot) => {
                slot.insert(place);
                true
            }
            Slot::Occupied(first) => {
                let first = *first.get();
                let fault =
                    format!("is there twice: first in {} line {}", faults.file(first), first.line);
                faults.add(place, field, fault, "keep one");
                false
            }
        }
    }
}

/// Adds causes, and gives those that were not there before: the guide has to
/// lead to them.
fn add_causes(
    knowledge: &mut Knowledge,
    mut entries: Vec<Entry<Cause>>,
    faults: &mut Faults<'_>,
) -> Vec<(Text, Place)> {
    if entries.is_empty() {
        return Vec::new();
    }
    let mut names = Names::new();
    entries.retain(|entry| names.take(entry.value.id, "id", entry.place, faults));
    entries.retain(|Entry { value, place }| {
        faults.check(*place, |report| {
            prose::sentence(&value.id, "id", report);
            causes::check(value, report);
        })
    });
    // A cause that is left out may be named by another one.
    loop {
        let mut known = Known::new(knowledge);
        known.add(entries.iter().map(|entry| entry.value.id));
        let before = entries.len();
        entries.retain(|Entry { value, place }| {
            faults.check(*place, |report| known.cause(value, report))
        });
        if entries.len() == before {
            break;
        }
    }
    let mut added = Vec::new();
    knowledge.causes.change(|causes| {
        let there = places(causes, |cause| cause.id);
        for Entry { mut value, place } in entries {
            value.origin = faults.origin(place);
            let id = value.id;
            if !there.contains_key(&id) {
                added.push((id, place));
            }
            put(causes, &there, &id, value);
        }
        causes.sort_by_key(|cause| cause.id);
    });
    added
}

/// Where each stands, by its name.
fn places<T, K: std::hash::Hash + Eq>(list: &[T], name: impl Fn(&T) -> K) -> HashMap<K, usize> {
    list.iter().enumerate().map(|(at, entry)| (name(entry), at)).collect()
}

/// Puts an entry in the place of the one with its name, or at the end.
fn put<T, K: std::hash::Hash + Eq>(list: &mut Vec<T>, at: &HashMap<K, usize>, name: &K, value: T) {
    match at.get(name) {
        Some(at) => list[*at] = value,
        None => list.push(value),
    }
}

fn add_codes(
    knowledge: &mut Knowledge,
    entries: Vec<Entry<CodeEntry>>,
    known: &Known,
    faults: &mut Faults<'_>,
) {
    if entries.is_empty() {
        return;
    }
    let name = |entry: &CodeEntry| (entry.code, entry.vendor);
    knowledge.codes.change(|list| {
        let there = places(list, name);
        let mut names = Names::new();
        for Entry { mut value, place } in entries {
            let is_whole = names.take(name(&value), "code", place, faults)
                && faults.check(place, |report| {
                    codes::check(&value, report);
                    known.code(&value, report);
                });
            if is_whole {
                value.origin = faults.origin(place);
                let name = name(&value);
                put(list, &there, &name, value);
            }
        }
    });
}

fn add_signatures(
    knowledge: &mut Knowledge,
    entries: Vec<Entry<Signature>>,
    known: &Known,
    faults: &mut Faults<'_>,
) {
    if entries.is_empty() {
        return;
    }
    knowledge.signatures.change(|list| {
        for Entry { mut value, place } in entries {
            if list.len() >= MOST_SIGNATURES {
                faults.add(place, "", "is one too many", "there may be 60,000 signatures in all");
                return;
            }
            let is_whole = faults.check(place, |report| {
                phrases::signature(&value, report);
                known.signature(&value, report);
            });
            if is_whole {
                value.origin = faults.origin(place);
                list.push(value);
            }
        }
    });
}

fn add_terms(knowledge: &mut Knowledge, entries: Vec<Entry<Term>>, faults: &mut Faults<'_>) {
    if entries.is_empty() {
        return;
    }
    knowledge.terms.change(|list| {
        let there = places(list, |term| term.id);
        let mut names = Names::new();
        for Entry { mut value, place } in entries {
            let is_whole = names.take(value.id, "id", place, faults)
                && faults.check(place, |report| prose::check_term(&value, report));
            if is_whole {
                value.origin = faults.origin(place);
                let id = value.id;
                put(list, &there, &id, value);
            }
        }
        list.sort_by_key(|term| term.id);
    });
}

fn add_providers(
    knowledge: &mut Knowledge,
    entries: Vec<Entry<Provider>>,
    known: &Known,
    faults: &mut Faults<'_>,
) {
    if entries.is_empty() {
        return;
    }
    knowledge.providers.change(|list| {
        let there = places(list, |own| own.id);
        let mut names = Names::new();
        for Entry { mut value, place } in entries {
            if list.len().max(value.signatures.len()) >= MOST_SIGNATURES {
                faults.add(place, "", "is one too many", "there may be 60,000 providers in all");
                break;
            }
            let is_whole = names.take(value.id, "id", place, faults)
                && faults.check(place, |report| {
                    prose::sentence(&value.id, "id", report);
                    prose::sentence(&value.name, "name", report);
                    prose::sentences(&value.meaning, "meaning", report);
                    prose::sources(&value.sources, report);
                    phrases::provider(&value, report);
                    known.provider(&value, report);
                });
            if is_whole {
                value.origin = faults.origin(place);
                for signature in &mut value.signatures {
                    signature.origin = value.origin;
                }
                let id = value.id;
                put(list, &there, &id, value);
            }
        }
        list.sort_by_key(|own| own.id);
    });
}

fn add_collisions(
    knowledge: &mut Knowledge,
    entries: Vec<Entry<Collision>>,
    known: &Known,
    faults: &mut Faults<'_>,
) {
    if entries.is_empty() {
        return;
    }
    let mut names = Names::new();
    let mut added = Vec::new();
    for Entry { mut value, place } in entries {
        let is_whole = names.take(value.id, "id", place, faults)
            && faults.check(place, |report| {
                collisions::check_one(&value, knowledge, known, report);
            });
        if is_whole {
            value.origin = faults.origin(place);
            added.push(value);
        }
    }
    knowledge.collisions.change(|list| {
        let there = places(list, |own| own.id);
        for value in added {
            let id = value.id;
            put(list, &there, &id, value);
        }
        list.sort_by_key(|own| own.id);
    });
}
