//! Finding codes by code: exactly, then the family, never by resemblance.

use super::hit::UnknownCode;
use crate::code::{ClientCode, CodeQuery, EnhancedCode, EnhancedPattern};
use crate::knowledge::{Knowledge, Standing};

/// A code that a query names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    /// Its place among the codes.
    pub(super) at: usize,
    /// The enhanced code as it was asked for, with its class.
    pub(super) asked: Option<EnhancedCode>,
    /// 0 is what was meant most likely.
    tier: u8,
}

impl Named {
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

/// All codes that a query names, likeliest first; `query` is what was typed,
/// `codes` what it was read as.
pub(super) fn named(knowledge: &Knowledge, query: &str, codes: &CodeQuery) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    let mut add = |at: Option<usize>, asked, tier| {
        if let Some(at) = at
            && !found.iter().any(|other| other.at == at)
        {
            found.push(Named { at, asked, tier });
        }
    };
    for code in &codes.enhanced {
        // Digits without dots may as well be a reply code.
        let is_written = query.contains(&code.to_string()) || codes.replies.is_empty();
        let places = knowledge.enhanced_places(*code);
        for at in &places {
            add(Some(*at), Some(*code), if is_written { 0 } else { 2 });
        }
        if places.is_empty() && is_written && !codes.words.is_empty() {
            for (at, asked) in family(knowledge, *code) {
                add(Some(at), asked, FAMILY);
            }
        }
    }
    for code in &codes.replies {
        let at = knowledge.codes.place(&code.to_string());
        let standing = at.and_then(|at| knowledge.codes.get(at)).map(|entry| entry.standing);
        let is_real = matches!(standing, Some(Standing::Standard | Standing::Extension));
        add(at, None, if is_real { 1 } else { 3 });
    }
    let clients = codes.clients.iter().map(ToString::to_string);
    for code in clients.chain(codes.sockets.iter().map(ToString::to_string)) {
        add(knowledge.codes.place(&code), None, 0);
    }
    for prefix in &codes.prefixes {
        for (at, key) in knowledge.codes.keys().enumerate() {
            if begins_with(knowledge, at, key, prefix) {
                let class = prefix.get(..1).and_then(|class| class.parse().ok());
                let asked = class.and_then(|class| of_class(key, class));
                // Who means an enhanced code types its dot soon.
                let is_like_it = key.contains('.') == prefix.contains('.');
                add(Some(at), asked, BEGINNING + u8::from(!is_like_it));
            }
        }
    }
    found.sort_by_key(|named| named.tier);
    found
}

/// The codes of a query that are not known, whatever else it has.
pub(super) fn unknown(knowledge: &Knowledge, query: &str, codes: &CodeQuery) -> Vec<UnknownCode> {
    let is_known = |key: &str| knowledge.codes.place(key).is_some();
    // Digits without dots are known where either reading is.
    let is_written = |code: &&EnhancedCode| query.contains(&code.to_string());
    let dotted = codes.enhanced.iter().filter(is_written);
    let dotted = dotted.filter(|code| knowledge.enhanced_places(**code).is_empty());
    let undotted = codes.enhanced.iter().any(|code| !knowledge.enhanced_places(*code).is_empty());
    let replies = codes
        .replies
        .iter()
        .filter(|code| !undotted && codes.sockets.is_empty() && !is_known(&code.to_string()));
    dotted
        .map(|code| UnknownCode::Enhanced(*code))
        .chain(replies.map(|code| UnknownCode::Reply(*code)))
        .chain(codes.impossible.iter().cloned().map(UnknownCode::Impossible))
        .collect()
}

/// The registered codes of the same family, for a code that is not known.
pub(super) fn kin(knowledge: &Knowledge, code: &UnknownCode) -> Vec<(usize, Option<EnhancedCode>)> {
    match code {
        UnknownCode::Enhanced(code) => family(knowledge, *code).collect(),
        // Of a reply code the first two digits.
        UnknownCode::Reply(code) => {
            let like = code.to_string();
            let keys = knowledge.codes.keys().enumerate();
            keys.filter(|(_, key)| key.len() == like.len() && key.get(..2) == like.get(..2))
                .map(|(at, _)| (at, None))
                .collect()
        }
        UnknownCode::Impossible(_) => Vec::new(),
    }
}

/// The registered codes of the same subject, for a code that is not known, as
/// they are written with its class.
fn family(
    knowledge: &Knowledge,
    code: EnhancedCode,
) -> impl Iterator<Item = (usize, Option<EnhancedCode>)> {
    knowledge.codes.keys().enumerate().filter_map(move |(at, key)| {
        let pattern: EnhancedPattern = key.parse().ok()?;
        if pattern.subject() != code.subject() {
            return None;
        }
        let entry = knowledge.codes.get(at)?;
        let is_of_class = match pattern.class() {
            Some(class) => class == code.class(),
            None => entry.classes.contains(&code.class()),
        };
        let is_kin = is_of_class && entry.standing != Standing::Vendor;
        is_kin.then(|| (at, of_class(key, code.class())))
    })
}

/// A code of any class (`X.1.1`) as it is written with this one.
fn of_class(key: &str, class: u8) -> Option<EnhancedCode> {
    format!("{class}.{}", key.strip_prefix("X.")?).parse().ok()
}

/// The codes that come nearest to a mail program's number that is not known:
/// of those that begin like it, the next of number first.
pub(super) fn near(knowledge: &Knowledge, code: ClientCode) -> Vec<usize> {
    let number =
        |key: &str| key.strip_prefix("0x").and_then(|hex| u32::from_str_radix(hex, 16).ok());
    let Some(wanted) = number(&code.to_string()) else { return Vec::new() };
    // `0x800CCC`: who made it and what it is about.
    let is_kin = |other: u32| other >> KIN_SHIFT == wanted >> KIN_SHIFT;
    let keys = knowledge.codes.keys().enumerate();
    let mut near: Vec<(u32, usize)> = keys
        .filter_map(|(at, key)| Some((number(key).filter(|other| is_kin(*other))?, at)))
        .map(|(other, at)| (other.abs_diff(wanted), at))
        .collect();
    near.sort_unstable();
    near.into_iter().map(|(_, at)| at).collect()
}

/// The last two digits of a mail program's number tell it from its family.
const KIN_SHIFT: u32 = 8;

/// Whether a code begins with what is being typed.
fn begins_with(knowledge: &Knowledge, at: usize, key: &str, prefix: &str) -> bool {
    let prefix = prefix.strip_suffix(".x").unwrap_or(prefix);
    let begins = key.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    // `X.1.1` begins with each class that it is seen with.
    begins
        || key.strip_prefix("X.").is_some_and(|rest| {
            let mut parts = prefix.splitn(2, '.');
            let class = parts.next().and_then(|class| class.parse::<u8>().ok());
            let is_seen =
                |class| knowledge.codes.get(at).is_some_and(|entry| entry.classes.contains(&class));
            rest.starts_with(parts.next().unwrap_or_default()) && class.is_some_and(is_seen)
        })
}
