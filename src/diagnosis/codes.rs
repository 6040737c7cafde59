//! Which causes a code can have, the provider's own meaning first.

use std::sync::OnceLock;

use super::case::Case;
use crate::code::{EnhancedCode, EnhancedPattern, ReplyCode};
use crate::knowledge::{CodeEntry, Knowledge, Provider, Text};

/// How well a code tells causes apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Telling {
    /// A mail program's number.
    Client,
    /// A reply code: what servers use it for differs.
    Reply,
    /// An enhanced code that many causes share, such as 5.7.1 and X.0.0.
    Broad,
    /// An enhanced code with a meaning.
    Enhanced,
    /// A code of the provider that spoke.
    Own,
}

impl Telling {
    /// The weight of the likeliest cause of such a code. All of them together
    /// weigh less than a hint in words.
    pub(super) fn weight(self) -> f32 {
        match self {
            Self::Client => 6.0,
            Self::Reply => 8.0,
            Self::Broad => 12.0,
            Self::Enhanced => 24.0,
            Self::Own => 30.0,
        }
    }

    /// In words.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Client => "a mail program's number",
            Self::Reply => "a reply code",
            Self::Broad => "an enhanced code that many causes share",
            Self::Enhanced => "an enhanced code with a meaning",
            Self::Own => "a code with a meaning of this provider's own",
        }
    }

    /// Whether the code alone decides.
    pub(super) fn decides(self) -> bool {
        matches!(self, Self::Client | Self::Enhanced | Self::Own)
    }
}

/// The codes of the knowledge, read once.
#[derive(Debug, Default)]
pub(super) struct Codes<'k>(OnceLock<Table<'k>>);

#[derive(Debug, Default)]
struct Table<'k> {
    /// Sorted by number.
    replies: Vec<(u16, &'k CodeEntry)>,
    /// Sorted by subject, the exact ones first.
    enhanced: Vec<(EnhancedPattern, &'k CodeEntry)>,
}

impl<'k> Codes<'k> {
    /// Visits the codes of a case from the most to the least telling, with the
    /// causes of each, likeliest first, and the code as it is written.
    pub(super) fn each(
        &self,
        knowledge: &'k Knowledge,
        case: &Case<'k>,
        mut visit: impl FnMut(Telling, &[Text], String),
    ) {
        let table = self.0.get_or_init(|| Table::new(knowledge));
        if let Some((causes, code)) = case.provider.and_then(|provider| own(provider, case)) {
            visit(Telling::Own, causes, code);
        }
        if let Some(code) = case.enhanced
            && let Some(entry) = table.enhanced(code, case.provider)
        {
            let telling = if is_broad(code, entry) { Telling::Broad } else { Telling::Enhanced };
            visit(telling, &entry.causes, code.to_string());
        }
        if let Some(code) = case.reply
            && let Some(entry) = table.reply(code)
        {
            visit(Telling::Reply, &entry.causes, code.to_string());
        }
        let client = case.client.map(|code| code.to_string());
        for code in client.into_iter().chain(case.socket.map(|code| code.to_string())) {
            if let Some(entry) = knowledge.code(&code) {
                visit(Telling::Client, &entry.causes, code);
            }
        }
    }
}

impl<'k> Table<'k> {
    fn new(knowledge: &'k Knowledge) -> Self {
        let mut table = Self::default();
        for entry in &knowledge.codes {
            if let Ok(code) = entry.code.parse::<ReplyCode>() {
                table.replies.push((code.number(), entry));
            } else if let Ok(pattern) = entry.code.parse::<EnhancedPattern>() {
                table.enhanced.push((pattern, entry));
            }
        }
        table.replies.sort_by_key(|(code, _)| *code);
        table.enhanced.sort_by_key(|(pattern, _)| {
            (pattern.subject(), std::cmp::Reverse(pattern.exactness()))
        });
        table
    }

    fn reply(&self, code: ReplyCode) -> Option<&'k CodeEntry> {
        let at = self.replies.binary_search_by_key(&code.number(), |(number, _)| *number).ok()?;
        self.replies.get(at).map(|(_, entry)| *entry)
    }

    /// The entry that fits an enhanced code best. A vendor's own code counts
    /// only at that vendor, unless it is the only one.
    fn enhanced(&self, code: EnhancedCode, provider: Option<&Provider>) -> Option<&'k CodeEntry> {
        let start =
            self.enhanced.partition_point(|(pattern, _)| pattern.subject() < code.subject());
        let fits = || {
            let family = self.enhanced.get(start..).unwrap_or_default().iter();
            family
                .take_while(|(pattern, _)| pattern.subject() == code.subject())
                .filter(|(pattern, _)| pattern.matches(code))
                .map(|(_, entry)| *entry)
        };
        let is_own = |entry: &&CodeEntry| {
            entry.vendor.is_none()
                || provider.is_some_and(|provider| entry.providers.contains(&provider.id))
        };
        fits().find(is_own).or_else(|| fits().next())
    }
}

/// What a code means at a provider.
fn own<'p>(provider: &'p Provider, case: &Case<'_>) -> Option<(&'p [Text], String)> {
    let enhanced = provider.codes.iter().find_map(|entry| {
        let pattern: EnhancedPattern = entry.code.parse().ok()?;
        let code = case.enhanced.filter(|code| pattern.matches(*code))?;
        Some((&*entry.causes, code.to_string()))
    });
    enhanced.or_else(|| {
        let code = case.reply?;
        let entry = provider.codes.iter().find(|entry| entry.code.parse() == Ok(code))?;
        Some((&*entry.causes, code.to_string()))
    })
}

/// Whether a code says too little to decide: no detail, one that servers use
/// for everything, or a family that many causes share.
fn is_broad(code: EnhancedCode, entry: &CodeEntry) -> bool {
    code.detail() == 0
        || (code.subject(), code.detail()) == (7, 1)
        || entry.causes.first().is_none_or(|first| super::is_open_end(first))
        || entry.code.ends_with(".x")
}
