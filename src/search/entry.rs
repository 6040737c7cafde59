//! What can be found: a code, a cause, a collision, a term or a provider.

use crate::code::{ClientCode, EnhancedCode, EnhancedPattern, ReplyCode};
use crate::knowledge::{
    Cause, CodeEntry, Collision, Origin, Permanence, Provider, Source, Term, Text,
};

/// An entry of the knowledge that a person can open.
#[derive(Clone, Copy, Debug)]
pub enum Entry<'k> {
    /// A reply code, an enhanced code, a client code or a socket error.
    Code(&'k CodeEntry),
    /// A cause with its remedy.
    Cause(&'k Cause),
    /// A code or words with several meanings.
    Collision(&'k Collision),
    /// A word of the field.
    Term(&'k Term),
    /// A provider or mail system.
    Provider(&'k Provider),
}

/// What an entry is, in the words of `design/json.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    /// Three digits.
    ReplyCode,
    /// With dots.
    EnhancedCode,
    /// Of the mail program or the operating system.
    ClientCode,
    /// A cause.
    Cause,
    /// A collision.
    Collision,
    /// A term.
    Term,
    /// A provider.
    Provider,
}

impl EntryKind {
    /// The written form, as in JSON.
    pub const fn id(self) -> &'static str {
        match self {
            Self::ReplyCode => "reply-code",
            Self::EnhancedCode => "enhanced-code",
            Self::ClientCode => "client-code",
            Self::Cause => "cause",
            Self::Collision => "collision",
            Self::Term => "term",
            Self::Provider => "provider",
        }
    }

    /// The words that a person reads.
    pub const fn label(self) -> &'static str {
        match self {
            Self::ReplyCode => "reply code",
            Self::EnhancedCode => "enhanced code",
            Self::ClientCode => "client code",
            Self::Cause => "cause",
            Self::Collision => "ambiguous",
            Self::Term => "term",
            Self::Provider => "provider",
        }
    }
}

impl<'k> Entry<'k> {
    /// What it is.
    pub fn kind(self) -> EntryKind {
        match self {
            Self::Code(entry) if entry.code.parse::<ReplyCode>().is_ok() => EntryKind::ReplyCode,
            Self::Code(entry) if entry.code.parse::<EnhancedPattern>().is_ok() => {
                EntryKind::EnhancedCode
            }
            Self::Code(_) => EntryKind::ClientCode,
            Self::Cause(_) => EntryKind::Cause,
            Self::Collision(_) => EntryKind::Collision,
            Self::Term(_) => EntryKind::Term,
            Self::Provider(_) => EntryKind::Provider,
        }
    }

    /// What it is called by: the id, or the code as it is written on the wire.
    pub fn id(self) -> String {
        match self {
            Self::Code(entry) => entry.usual(),
            Self::Cause(cause) => cause.id.to_string(),
            Self::Collision(collision) => collision.id.to_string(),
            Self::Term(term) => term.id.to_string(),
            Self::Provider(provider) => provider.id.to_string(),
        }
    }

    /// The id as somebody asked for it: `4.1.1` for the entry `X.1.1`.
    pub fn id_as(self, asked: Option<EnhancedCode>) -> String {
        match (self, asked) {
            (Self::Code(entry), Some(code))
                if entry
                    .code
                    .parse::<EnhancedPattern>()
                    .is_ok_and(|pattern| pattern.matches(code)) =>
            {
                code.to_string()
            }
            _ => self.id(),
        }
    }

    /// Its name in a line.
    pub fn title(self) -> &'k str {
        match self {
            Self::Code(entry) => entry.name.as_str(),
            Self::Cause(cause) => cause.title.as_str(),
            Self::Collision(collision) => collision.title.as_str(),
            Self::Term(term) => term.title.as_str(),
            Self::Provider(provider) => provider.name.as_str(),
        }
    }

    /// What it means, a sentence or two.
    pub fn meaning(self) -> &'k str {
        match self {
            Self::Code(entry) => entry.meaning.as_str(),
            Self::Cause(cause) => cause.meaning.as_str(),
            Self::Collision(collision) => collision.meaning.as_str(),
            Self::Term(term) => term.meaning.as_str(),
            Self::Provider(provider) => provider.meaning.as_str(),
        }
    }

    /// Other words for it.
    pub fn aliases(self) -> impl Iterator<Item = &'k str> {
        let (aliases, more, provider): (&[Text], &[Text], _) = match self {
            Self::Code(entry) => (&entry.aliases, &[], None),
            Self::Cause(cause) => (&cause.aliases, &[], None),
            Self::Collision(collision) => (&collision.aliases, &[], None),
            Self::Term(term) => (&term.aliases, &term.searched, None),
            Self::Provider(provider) => (&provider.aliases, &provider.domains, Some(provider)),
        };
        let name = match self {
            Self::Term(term) => Some(term.name()),
            _ => None,
        };
        let tokens = provider.into_iter().flat_map(|own| &own.tokens).map(|token| token.token);
        let lists = provider
            .into_iter()
            .flat_map(|own| &own.lists)
            .flat_map(|list| std::iter::once(list.name).chain(list.zone));
        let aliases = aliases.iter().chain(more).copied().chain(lists).chain(tokens);
        name.into_iter().chain(aliases.map(|alias| -> &'k str { alias.as_str() }))
    }

    /// Where it is from.
    pub fn sources(self) -> &'k [Source] {
        match self {
            Self::Code(entry) => &entry.sources,
            Self::Cause(cause) => &cause.sources,
            Self::Collision(collision) => &collision.sources,
            Self::Term(term) => &term.sources,
            Self::Provider(provider) => &provider.sources,
        }
    }

    /// Whether trying again can work, where the entry tells.
    pub fn permanence(self) -> Option<Permanence> {
        match self {
            Self::Cause(cause) => Some(cause.permanence),
            Self::Code(entry) => {
                let class = match entry.code.parse::<ReplyCode>() {
                    Ok(code) => Some(code.class()),
                    Err(()) if entry.code.parse::<ClientCode>().is_ok() => None,
                    Err(()) if entry.classes.len() == 1 => entry.classes.first().copied(),
                    Err(()) => None,
                };
                match class {
                    Some(4) => Some(Permanence::Temporary),
                    Some(5 | 6) => Some(Permanence::Permanent),
                    Some(_) => Some(Permanence::None),
                    None => None,
                }
            }
            Self::Collision(_) | Self::Term(_) | Self::Provider(_) => None,
        }
    }

    /// The same of a code as it is shown: its class tells, whoever asked for
    /// it, so that `5.2.2` says it wherever it stands.
    pub fn permanence_as(self, asked: Option<EnhancedCode>) -> Option<Permanence> {
        let shown = || self.id_as(asked).parse::<EnhancedCode>().ok();
        match self {
            Self::Code(_) => match shown().map(EnhancedCode::class) {
                Some(4) => Some(Permanence::Temporary),
                Some(5) => Some(Permanence::Permanent),
                _ => self.permanence(),
            },
            _ => self.permanence(),
        }
    }

    /// Whose own code it is, where it is one.
    pub fn vendor(self) -> Option<&'k str> {
        match self {
            Self::Code(entry) => entry.vendor.map(|vendor| -> &'k str { vendor.as_str() }),
            _ => None,
        }
    }

    /// Whether a site's file gave it.
    pub fn origin(self) -> Origin {
        match self {
            Self::Code(entry) => entry.origin,
            Self::Cause(cause) => cause.origin,
            Self::Collision(collision) => collision.origin,
            Self::Term(term) => term.origin,
            Self::Provider(provider) => provider.origin,
        }
    }

    /// Whether both are the same entry.
    pub fn is(self, other: Entry<'_>) -> bool {
        match (self, other) {
            (Self::Code(a), Entry::Code(b)) => a.code == b.code && a.vendor == b.vendor,
            (Self::Cause(a), Entry::Cause(b)) => a.id == b.id,
            (Self::Collision(a), Entry::Collision(b)) => a.id == b.id,
            (Self::Term(a), Entry::Term(b)) => a.id == b.id,
            (Self::Provider(a), Entry::Provider(b)) => a.id == b.id,
            _ => false,
        }
    }
}
