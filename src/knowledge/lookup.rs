//! Finding an entry by its id or code.

use super::{Cause, CodeEntry, Collision, Knowledge, Provider, Question, Term};
use crate::code::{EnhancedCode, EnhancedPattern};

impl Knowledge {
    /// The cause with this id.
    pub fn cause(&self, id: &str) -> Option<&Cause> {
        let at = self.causes.binary_search_by(|cause| cause.id.as_str().cmp(id)).ok()?;
        self.causes.get(at)
    }

    /// The provider with this id.
    pub fn provider(&self, id: &str) -> Option<&Provider> {
        let at = self.providers.binary_search_by(|provider| provider.id.as_str().cmp(id)).ok()?;
        self.providers.get(at)
    }

    /// The term with this id.
    pub fn term(&self, id: &str) -> Option<&Term> {
        let at = self.terms.binary_search_by(|term| term.id.as_str().cmp(id)).ok()?;
        self.terms.get(at)
    }

    /// The collision with this id.
    pub fn collision(&self, id: &str) -> Option<&Collision> {
        let at = self.collisions.binary_search_by(|known| known.id.as_str().cmp(id)).ok()?;
        self.collisions.get(at)
    }

    /// The collisions that are met by a code.
    pub fn collisions_of_code(&self, code: &CodeEntry) -> impl Iterator<Item = &Collision> {
        let pattern: Option<EnhancedPattern> = code.code.parse().ok();
        let written = code.code;
        self.collisions.iter().filter(move |collision| {
            collision.codes.iter().any(|met| {
                *met == written
                    || met
                        .parse()
                        .is_ok_and(|met: EnhancedCode| pattern.is_some_and(|it| it.matches(met)))
            })
        })
    }

    /// The collisions that may turn out to be a cause.
    pub fn collisions_of_cause<'k>(&'k self, id: &'k str) -> impl Iterator<Item = &'k Collision> {
        self.collisions
            .iter()
            .filter(move |collision| collision.readings.iter().any(|reading| reading.cause == id))
    }

    /// The codes that are a provider's own.
    pub fn codes_of_provider<'k>(&'k self, id: &'k str) -> impl Iterator<Item = &'k CodeEntry> {
        self.codes.iter().filter(move |entry| entry.providers.iter().any(|own| *own == id))
    }

    /// The question with this id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.guide.questions.iter().find(|question| question.id == id)
    }

    /// The entry of a code that is written just so: `550`, `0x800CCC0F`,
    /// `10060`, `X.1.1`.
    pub fn code(&self, code: &str) -> Option<&CodeEntry> {
        self.codes.iter().find(|entry| entry.code == code)
    }

    /// The entries that an enhanced code belongs to: the registered one before
    /// those of vendors, then the most exact first.
    pub fn enhanced(&self, code: EnhancedCode) -> Vec<&CodeEntry> {
        let mut found: Vec<(bool, u8, &CodeEntry)> = self
            .codes
            .iter()
            .filter_map(|entry| {
                let pattern: EnhancedPattern = entry.code.parse().ok()?;
                pattern.matches(code).then_some((
                    entry.vendor.is_some(),
                    pattern.exactness(),
                    entry,
                ))
            })
            .collect();
        found.sort_by_key(|(vendor, exactness, _)| (*vendor, std::cmp::Reverse(*exactness)));
        found.into_iter().map(|(.., entry)| entry).collect()
    }
}
