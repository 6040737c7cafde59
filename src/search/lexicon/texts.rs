//! Which words of an entry can be searched, and what they weigh.

use super::super::entry::Entry;
use crate::knowledge::Knowledge;

/// Where a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Field {
    /// The name of the entry.
    Title,
    /// Another name.
    Alias,
    /// The id.
    Id,
    /// What servers write.
    Wording,
    /// What it means.
    Meaning,
    /// What else is told about it.
    More,
}

impl Field {
    /// All of them.
    pub(crate) const ALL: [Self; 6] =
        [Self::Title, Self::Alias, Self::Id, Self::Wording, Self::Meaning, Self::More];

    /// What a word there weighs, up to 10.
    pub(crate) const fn weight(self) -> u32 {
        match self {
            Self::Title => 10,
            Self::Alias => 9,
            Self::Id => 8,
            Self::Wording => 6,
            Self::Meaning => 3,
            Self::More => 2,
        }
    }

    /// The bit that stands for it.
    pub(crate) const fn bit(self) -> u8 {
        1 << self as u8
    }

    /// Whether a text there is a name or a phrase, of which the order of the
    /// words is kept.
    pub(crate) const fn is_phrase(self) -> bool {
        matches!(self, Self::Title | Self::Alias | Self::Id | Self::Wording)
    }
}

/// Visits every text of an entry that can be searched.
pub(crate) fn texts(
    entry: Entry<'_>,
    wording: impl Iterator<Item = &'static str>,
    mut visit: impl FnMut(Field, &str),
) {
    visit(Field::Title, entry.title());
    visit(Field::Id, &entry.id());
    for alias in entry.aliases() {
        visit(Field::Alias, alias);
    }
    wording.for_each(|phrase| visit(Field::Wording, phrase));
    if let Entry::Provider(provider) = entry {
        provider.marks.iter().for_each(|mark| visit(Field::Wording, mark));
    }
    visit(Field::Meaning, entry.meaning());
    let mut more = |text: &str| visit(Field::More, text);
    match entry {
        Entry::Code(code) => {
            code.vendor.iter().chain(&code.practice).for_each(|text| more(text));
        }
        Entry::Cause(cause) => cause.samples.iter().for_each(|sample| more(&sample.text)),
        Entry::Collision(collision) => {
            let decides = collision.readings.iter().map(|reading| &reading.decides);
            collision.phrases.iter().chain(decides).for_each(|text| more(text));
        }
        Entry::Term(term) => term.more.iter().for_each(|text| more(text)),
        Entry::Provider(provider) => {
            let own = provider.signatures.iter().flat_map(|signature| &signature.any);
            provider.hosts.iter().chain(own).for_each(|text| more(text));
        }
    }
}

/// What servers write that points to a cause.
#[derive(Debug, Default)]
pub(crate) struct Wording(Vec<(usize, &'static str)>);

impl Wording {
    /// All of it.
    pub(crate) fn new(knowledge: &Knowledge) -> Self {
        let own = knowledge.providers.iter().flat_map(|provider| &provider.signatures);
        let mut wording = Vec::new();
        for signature in knowledge.signatures.iter().chain(own) {
            let Some(at) = knowledge.causes.place(&signature.cause) else { continue };
            wording.extend(signature.any.iter().map(|phrase| (at, phrase.as_str())));
        }
        wording.sort_unstable();
        wording.dedup();
        Self(wording)
    }

    /// That of the cause at a place.
    pub(crate) fn of(&self, cause: usize) -> impl Iterator<Item = &'static str> {
        let from = self.0.partition_point(|(place, _)| *place < cause);
        let own = self.0.iter().skip(from).take_while(move |(place, _)| *place == cause);
        own.map(|(_, phrase)| *phrase)
    }
}
