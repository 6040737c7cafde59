//! What filters look at: for every entry its classes, owners, stages,
//! providers and causes.

use super::place::{Place, Shelf};
use super::query::{Filter, FilterKey, Filters};
use super::words::split;
use crate::code::{EnhancedPattern, ReplyCode, Stage};
use crate::knowledge::{CodeEntry, Knowledge, Owner, Provider, Text};

/// What filters look at, of one entry.
#[derive(Clone, Debug, Default)]
struct Facet {
    /// A bit for each first digit.
    classes: u8,
    /// A bit for each owner, in the order of the list.
    owners: u32,
    /// A bit for each stage.
    stages: u32,
    /// Places, sorted.
    providers: Vec<usize>,
    /// Places, sorted.
    causes: Vec<usize>,
}

/// What filters look at, of all entries; made when a filter is first used.
#[derive(Debug)]
pub(super) struct Facets {
    codes: Vec<Facet>,
    causes: Vec<Facet>,
    collisions: Vec<Facet>,
    terms: Vec<Facet>,
    providers: Vec<Facet>,
}

/// Filters that were looked up in the knowledge.
pub(super) struct Wanted {
    classes: Option<u8>,
    owners: Option<u32>,
    stages: Option<u32>,
    providers: Option<Vec<usize>>,
    causes: Option<Vec<usize>>,
}

fn bits<T: PartialEq>(all: &[T], has: impl Fn(&T) -> bool) -> u32 {
    all.iter().enumerate().filter(|(_, item)| has(item)).map(|(at, _)| 1 << at).sum()
}

/// The first digit of a code or a pattern; a bit for each possible one.
fn classes(code: &str) -> u8 {
    match code.parse::<EnhancedPattern>() {
        Ok(pattern) => pattern.class().map_or(0, |class| 1 << class),
        Err(()) => code.parse::<ReplyCode>().map_or(0, |code| 1 << code.class()),
    }
}

impl Facets {
    pub(super) fn new(knowledge: &Knowledge) -> Self {
        let mut causes: Vec<Facet> = Vec::new();
        for (at, cause) in knowledge.causes.iter().enumerate() {
            let acts = |owner: &Owner| {
                cause.owner == *owner || cause.owner_when.iter().any(|when| when.owner == *owner)
            };
            causes.push(Facet {
                classes: cause.codes.iter().map(|code| classes(code)).fold(0, |a, b| a | b),
                owners: bits(Owner::ALL, acts),
                stages: bits(Stage::ALL, |stage| cause.stages.contains(stage)),
                providers: Vec::new(),
                causes: vec![at],
            });
        }
        let place = |id: &Text| knowledge.causes.place(id);
        let mut providers = Vec::new();
        for (at, provider) in knowledge.providers.iter().enumerate() {
            let signed = provider.signatures.iter().map(|signature| &signature.cause);
            let coded = provider.codes.iter().flat_map(|code| &code.causes);
            let mut own: Vec<usize> = signed.chain(coded).filter_map(place).collect();
            own.sort_unstable();
            own.dedup();
            for cause in &own {
                causes[*cause].providers.push(at);
            }
            let seen = provider.codes.iter().map(|code| classes(&code.code));
            providers.push(Facet {
                classes: seen.fold(0, |a, b| a | b),
                providers: vec![at],
                causes: own,
                ..Facet::default()
            });
        }
        let codes = knowledge.codes.iter().map(|entry| code(entry, knowledge, &causes)).collect();
        let terms = knowledge.terms.iter().map(|term| {
            let mut seen: Vec<usize> = term.see.iter().filter_map(place).collect();
            seen.sort_unstable();
            Facet { causes: seen, ..Facet::default() }
        });
        let collisions = knowledge.collisions.iter().map(|collision| {
            let mut named: Vec<usize> =
                collision.readings.iter().filter_map(|reading| place(&reading.cause)).collect();
            named.sort_unstable();
            Facet {
                classes: collision.codes.iter().map(|code| classes(code)).fold(0, |a, b| a | b),
                causes: named,
                ..Facet::default()
            }
        });
        let collisions = collisions.collect();
        Self { codes, terms: terms.collect(), causes, collisions, providers }
    }

    /// Whether an entry is wanted.
    pub(super) fn fit(&self, place: Place, wanted: &Wanted) -> bool {
        let list = match place.shelf {
            Shelf::Codes => &self.codes,
            Shelf::Causes => &self.causes,
            Shelf::Collisions => &self.collisions,
            Shelf::Terms => &self.terms,
            Shelf::Providers => &self.providers,
        };
        let any = |has: &[usize], wanted: &Option<Vec<usize>>| {
            wanted.as_ref().is_none_or(|wanted| has.iter().any(|at| wanted.contains(at)))
        };
        list.get(place.at as usize).is_some_and(|facet| {
            wanted.classes.is_none_or(|wanted| facet.classes & wanted != 0)
                && wanted.owners.is_none_or(|wanted| facet.owners & wanted != 0)
                && wanted.stages.is_none_or(|wanted| facet.stages & wanted != 0)
                && any(&facet.providers, &wanted.providers)
                && any(&facet.causes, &wanted.causes)
        })
    }
}

fn code(entry: &CodeEntry, knowledge: &Knowledge, causes: &[Facet]) -> Facet {
    let named: Vec<usize> =
        entry.causes.iter().filter_map(|id| knowledge.causes.place(id)).collect();
    let first = entry.causes.first().and_then(|id| knowledge.cause(id));
    let seen = entry.classes.iter().fold(classes(&entry.code), |bits, class| bits | 1 << class);
    let providers = knowledge.providers.iter().enumerate();
    Facet {
        classes: seen,
        owners: bits(Owner::ALL, |owner| first.is_some_and(|cause| cause.owner == *owner)),
        stages: named.iter().filter_map(|at| causes.get(*at)).fold(0, |bits, c| bits | c.stages),
        providers: providers
            .filter(|(_, provider)| is_of(entry, provider))
            .map(|(at, _)| at)
            .collect(),
        causes: named,
    }
}

/// Whether a code is a provider's own, or has a meaning of its own there.
fn is_of(entry: &CodeEntry, provider: &Provider) -> bool {
    if provider.codes.iter().any(|code| code.code == entry.code) {
        return true;
    }
    entry.providers.contains(&provider.id)
}

impl Wanted {
    /// Looks filters up; gives those whose value is not known too. They do not
    /// count: most are still being typed.
    pub(super) fn new(filters: &Filters, knowledge: &Knowledge) -> (Self, Vec<Filter>) {
        let mut unknown = Vec::new();
        let mut wanted =
            Self { classes: None, owners: None, stages: None, providers: None, causes: None };
        for filter in filters.iter() {
            let value = filter.value.as_str();
            let is_known = match filter.key {
                FilterKey::Class => {
                    let class = value.trim_end_matches(['x', 'y', 'z', '.']).parse::<u8>();
                    let bit = class.ok().filter(|class| (2..=6).contains(class));
                    add_bits(&mut wanted.classes, bit.map_or(0, |class| 1 << class))
                }
                FilterKey::Owner => {
                    let found = begun(value, Owner::ALL.iter().map(|owner| owner.id()));
                    add_bits(&mut wanted.owners, found.iter().map(|at| 1_u32 << at).sum())
                }
                FilterKey::Stage => {
                    let found = begun(value, Stage::ALL.iter().map(|stage| stage.id()));
                    add_bits(&mut wanted.stages, found.iter().map(|at| 1_u32 << at).sum())
                }
                FilterKey::Provider => {
                    add_places(&mut wanted.providers, providers(value, knowledge))
                }
                FilterKey::Cause => {
                    add_places(&mut wanted.causes, begun(value, knowledge.causes.keys()))
                }
            };
            if !is_known {
                unknown.push(filter.clone());
            }
        }
        (wanted, unknown)
    }
}

fn add_bits<B>(wanted: &mut Option<B>, bits: B) -> bool
where
    B: Copy + Default + PartialEq + std::ops::BitOr<Output = B>,
{
    let is_known = bits != B::default();
    if is_known {
        *wanted = Some(wanted.unwrap_or_default() | bits);
    }
    is_known
}

fn add_places(wanted: &mut Option<Vec<usize>>, places: Vec<usize>) -> bool {
    let is_known = !places.is_empty();
    if is_known {
        wanted.get_or_insert_default().extend(places);
    }
    is_known
}

/// The place of the id that is meant; where none is called so, of all that
/// begin so.
fn begun<'i>(value: &str, ids: impl Iterator<Item = &'i str>) -> Vec<usize> {
    let mut begun = Vec::new();
    for (at, id) in ids.enumerate() {
        if id == value {
            return vec![at];
        }
        if id.starts_with(value) {
            begun.push(at);
        }
    }
    begun
}

/// The providers of an id, a word of the name, another name or a domain.
fn providers(value: &str, knowledge: &Knowledge) -> Vec<usize> {
    if let Some(at) = knowledge.providers.place(value) {
        return vec![at];
    }
    let is_meant = |provider: &Provider| {
        let names = std::iter::once(&provider.name).chain(&provider.aliases);
        provider.id.starts_with(value)
            || provider.domains.iter().any(|domain| domain == value)
            || names.flat_map(|name| split(name)).any(|word| word.starts_with(value))
    };
    let all = knowledge.providers.iter().enumerate();
    all.filter(|(_, provider)| is_meant(provider)).map(|(at, _)| at).collect()
}
