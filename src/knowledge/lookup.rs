//! Finding an entry by its id or code. Only what is found is unpacked.

use std::borrow::Cow;

use super::{Cause, CodeEntry, Collision, Group, Knowledge, Provider, Question, Term};
use crate::code::{EnhancedCode, EnhancedPattern};

impl Knowledge {
    /// The cause with this id.
    pub fn cause(&self, id: &str) -> Option<&Cause> {
        self.causes.find(id)
    }

    /// The title of the cause with this id, empty where there is none. Lists
    /// of causes need no more of them.
    pub fn cause_title(&self, id: &str) -> &str {
        self.causes.title(id).unwrap_or_default()
    }

    /// The group of the cause with this id.
    pub fn cause_group(&self, id: &str) -> Option<Group> {
        self.causes.tags(self.causes.place(id)?).parse().ok()
    }

    /// How a code of a list is written as a rule, `5.1.1` of `X.1.1`, and its
    /// name.
    pub fn code_in_list(&self, code: &str) -> Option<(Cow<'static, str>, &'static str)> {
        let at = self.codes.place(code)?;
        Some((self.codes.tags(at), self.codes.title(code)?))
    }

    /// The name of the term with this id.
    pub fn term_name(&self, id: &str) -> Option<&'static str> {
        self.terms.title(id).map(Term::name_in)
    }

    /// The provider with this id.
    pub fn provider(&self, id: &str) -> Option<&Provider> {
        self.providers.find(id)
    }

    /// The term with this id.
    pub fn term(&self, id: &str) -> Option<&Term> {
        self.terms.find(id)
    }

    /// The collision with this id.
    pub fn collision(&self, id: &str) -> Option<&Collision> {
        self.collisions.find(id)
    }

    /// The collisions that are met by a code.
    pub fn collisions_of_code(&self, code: &CodeEntry) -> impl Iterator<Item = &Collision> {
        let pattern: Option<EnhancedPattern> = code.code.parse().ok();
        let written = code.code;
        self.collisions_with(move |tag| {
            *written == *tag
                || tag
                    .parse()
                    .is_ok_and(|met: EnhancedCode| pattern.is_some_and(|it| it.matches(met)))
        })
    }

    /// The collisions that may turn out to be a cause.
    pub fn collisions_of_cause<'k>(&'k self, id: &'k str) -> impl Iterator<Item = &'k Collision> {
        self.collisions_with(move |tag| tag == id)
    }

    fn collisions_with(
        &self,
        mut is_wanted: impl FnMut(&str) -> bool,
    ) -> impl Iterator<Item = &Collision> {
        let places = 0..self.collisions.len();
        let wanted =
            places.filter(move |at| self.collisions.tags(*at).split(' ').any(&mut is_wanted));
        wanted.filter_map(|at| self.collisions.get(at))
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
        self.codes.find(code)
    }

    /// The entries that an enhanced code belongs to: the registered one before
    /// those of vendors, then the most exact first.
    pub fn enhanced(&self, code: EnhancedCode) -> Vec<&CodeEntry> {
        self.enhanced_places(code).into_iter().filter_map(|at| self.codes.get(at)).collect()
    }

    /// Where those entries stand among the codes.
    pub fn enhanced_places(&self, code: EnhancedCode) -> Vec<usize> {
        let mut found: Vec<(bool, u8, usize)> = Vec::new();
        let subject = format!(".{}.", code.subject());
        for (at, key) in self.codes.keys().enumerate() {
            // It is cheaper to look than to read, and few are of the subject.
            if key.get(1..).is_none_or(|rest| !rest.starts_with(&subject)) {
                continue;
            }
            let Ok(pattern) = key.parse::<EnhancedPattern>() else { continue };
            if pattern.matches(code)
                && let Some(entry) = self.codes.get(at)
            {
                found.push((entry.vendor.is_some(), pattern.exactness(), at));
            }
        }
        found.sort_by_key(|(vendor, exactness, _)| (*vendor, std::cmp::Reverse(*exactness)));
        found.into_iter().map(|(.., at)| at).collect()
    }
}
