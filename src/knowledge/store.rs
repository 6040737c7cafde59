//! The whole knowledge in one value, and its packed form.

use super::collision::Collision;
use super::lazy::Lazy;
use super::packed::{Item, Packed};
use super::schema::{Cause, CodeEntry, Guide, Provider, Signature, Term};
use super::shelf::{Keyed, Shelf};
use super::site::Site;
use super::text::Text;

/// Everything the program knows. Made by [`super::check::load`] from data
/// files, or borrowed from the binary.
#[derive(Clone, Debug)]
pub struct Knowledge {
    /// The causes, sorted by id.
    pub causes: Shelf<Cause>,
    /// The codes: reply codes, enhanced codes, client codes, socket errors.
    pub codes: Shelf<CodeEntry>,
    /// The glossary, sorted by id.
    pub terms: Shelf<Term>,
    /// Codes and words with several meanings, sorted by id.
    pub collisions: Shelf<Collision>,
    /// The providers, sorted by id.
    pub providers: Shelf<Provider>,
    /// The signatures that hold for any server.
    pub signatures: Shelf<Signature>,
    /// Which file gave how many of them, in their order.
    pub signature_files: Lazy<Vec<(Text, u32)>>,
    /// The guide.
    pub guide: Lazy<Guide>,
    /// What a site says of itself; empty in the built-in knowledge.
    pub site: Site,
}

impl Knowledge {
    /// The packed form, which [`Knowledge::unpack`] reads.
    pub fn pack(&self) -> Result<Vec<u8>, postcard::Error> {
        let mut out = Vec::new();
        self.causes.pack(&mut out)?;
        self.codes.pack(&mut out)?;
        self.terms.pack(&mut out)?;
        self.collisions.pack(&mut out)?;
        self.providers.pack(&mut out)?;
        self.signatures.pack(&mut out)?;
        let entry = postcard::to_allocvec(&*self.signature_files)?;
        Packed::write(&[Item { key: "", title: "", tags: String::new(), entry }], &mut out);
        out.extend(postcard::to_allocvec(&*self.guide)?);
        Ok(out)
    }

    /// Makes the packed form usable; all text is borrowed from it, and each
    /// entry is unpacked when it is first looked at.
    pub fn unpack(packed: &'static [u8]) -> Result<Self, postcard::Error> {
        fn next<T>(rest: &mut &'static [u8]) -> Result<Shelf<T>, postcard::Error> {
            let (packed, after) =
                Packed::read(rest).ok_or(postcard::Error::DeserializeUnexpectedEnd)?;
            *rest = after;
            Ok(packed.into())
        }
        let mut rest = packed;
        Ok(Self {
            causes: next(&mut rest)?,
            codes: next(&mut rest)?,
            terms: next(&mut rest)?,
            collisions: next(&mut rest)?,
            providers: next(&mut rest)?,
            signatures: next(&mut rest)?,
            signature_files: {
                let (packed, after) =
                    Packed::read(rest).ok_or(postcard::Error::DeserializeUnexpectedEnd)?;
                rest = after;
                Lazy::packed(packed.entry(0))
            },
            site: Site::default(),
            guide: Lazy::packed(rest),
        })
    }

    /// Whether all that can be found is the same as in another one, told
    /// without looking at it: what only a site says of itself may differ.
    pub fn has_entries_of(&self, other: &Self) -> bool {
        self.causes.is_same(&other.causes)
            && self.codes.is_same(&other.codes)
            && self.terms.is_same(&other.terms)
            && self.providers.is_same(&other.providers)
            && self.signatures.is_same(&other.signatures)
    }

    /// Whether everything in it can be unpacked. The build asks.
    pub fn is_whole(&self) -> bool {
        self.causes.is_whole()
            && self.codes.is_whole()
            && self.terms.is_whole()
            && self.collisions.is_whole()
            && self.providers.is_whole()
            && self.signatures.is_whole()
            && self.signature_files.is_whole()
            && self.guide.is_whole()
    }
}

impl Keyed for Cause {
    fn key(&self) -> &'static str {
        self.id.as_str()
    }

    fn title(&self) -> &'static str {
        self.title.as_str()
    }

    /// The group.
    fn tags(&self) -> String {
        self.group.id().to_owned()
    }
}

impl Keyed for CodeEntry {
    fn key(&self) -> &'static str {
        self.code.as_str()
    }

    fn title(&self) -> &'static str {
        self.name.as_str()
    }

    /// How it is written as a rule.
    fn tags(&self) -> String {
        self.usual()
    }
}

impl Keyed for Term {
    fn key(&self) -> &'static str {
        self.id.as_str()
    }

    fn title(&self) -> &'static str {
        self.title.as_str()
    }
}

impl Keyed for Collision {
    fn key(&self) -> &'static str {
        self.id.as_str()
    }

    fn title(&self) -> &'static str {
        self.title.as_str()
    }

    /// The codes that it is met with, and the causes that it may be.
    fn tags(&self) -> String {
        let causes = self.readings.iter().map(|reading| reading.cause);
        self.codes.iter().copied().chain(causes).map(Text::as_str).collect::<Vec<_>>().join(" ")
    }
}

impl Keyed for Provider {
    fn key(&self) -> &'static str {
        self.id.as_str()
    }

    fn title(&self) -> &'static str {
        self.name.as_str()
    }
}

impl Keyed for Signature {
    fn key(&self) -> &'static str {
        self.cause.as_str()
    }

    fn title(&self) -> &'static str {
        ""
    }
}
