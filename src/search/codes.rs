//! Finding codes by code: exactly, then the family, never by resemblance.

use super::entry::Entry;
use crate::code::{CodeQuery, EnhancedCode, EnhancedPattern};
use crate::knowledge::{CodeEntry, Knowledge, Standing};

/// A code that a query names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named<'k> {
    pub(super) entry: &'k CodeEntry,
    /// The enhanced code as it was asked for, with its class.
    pub(super) asked: Option<EnhancedCode>,
    /// 0 is what was meant most likely.
    tier: u8,
}

impl Named<'_> {
    /// Whether it is the code itself, not one of its family or one that only
    /// begins alike.
    pub(super) fn is_exact(&self) -> bool {
        self.tier < FAMILY
    }
}

/// The tier of codes of the same family.
const FAMILY: u8 = 4;

/// The tier of codes that begin like what is being typed.
const BEGINNING: u8 = 5;

/// The entries of all codes that a query names, likeliest first; `query` is
/// what was typed, `codes` what it was read as.
pub(super) fn named<'k>(
    knowledge: &'k Knowledge,
    query: &str,
    codes: &CodeQuery,
) -> Vec<Named<'k>> {
    let mut found: Vec<Named<'k>> = Vec::new();
    let mut add = |entry: &'k CodeEntry, asked, tier| {
        if !found.iter().any(|other| std::ptr::eq(other.entry, entry)) {
            found.push(Named { entry, asked, tier });
        }
    };
    for code in &codes.enhanced {
        // Digits without dots may as well be a reply code.
        let is_written = query.contains(&code.to_string()) || codes.replies.is_empty();
        let entries = knowledge.enhanced(*code);
        for entry in &entries {
            add(entry, Some(*code), if is_written { 0 } else { 2 });
        }
        if entries.is_empty() && is_written {
            for entry in family(knowledge, *code) {
                add(entry, None, FAMILY);
            }
        }
    }
    for code in &codes.replies {
        if let Some(entry) = knowledge.code(&code.to_string()) {
            let is_real = matches!(entry.standing, Standing::Standard | Standing::Extension);
            add(entry, None, if is_real { 1 } else { 3 });
        }
    }
    let written = codes
        .clients
        .iter()
        .map(ToString::to_string)
        .chain(codes.sockets.iter().map(ToString::to_string));
    for code in written {
        if let Some(entry) = knowledge.code(&code) {
            add(entry, None, 0);
        }
    }
    for prefix in &codes.prefixes {
        for entry in &knowledge.codes {
            if begins_with(entry, prefix) {
                add(entry, None, BEGINNING);
            }
        }
    }
    found.sort_by_key(|named| named.tier);
    found
}

/// The registered codes of the same subject, for a code that is not known.
fn family(knowledge: &Knowledge, code: EnhancedCode) -> impl Iterator<Item = &CodeEntry> {
    knowledge.codes.iter().filter(move |entry| {
        entry.code.parse::<EnhancedPattern>().is_ok_and(|pattern| {
            pattern.subject() == code.subject()
                && pattern.class().is_none_or(|class| class == code.class())
                && entry.standing != Standing::Vendor
        })
    })
}

/// Whether a code begins with what is being typed.
fn begins_with(entry: &CodeEntry, prefix: &str) -> bool {
    let prefix = prefix.strip_suffix(".x").unwrap_or(prefix);
    let id = Entry::Code(entry).id().to_ascii_lowercase();
    let other_classes = entry.code.strip_prefix("X.").map(|rest| {
        entry.classes.iter().map(|class| format!("{class}.{rest}")).collect::<Vec<_>>()
    });
    id.starts_with(prefix)
        || entry.code.to_ascii_lowercase().starts_with(prefix)
        || other_classes.is_some_and(|forms| forms.iter().any(|form| form.starts_with(prefix)))
}
