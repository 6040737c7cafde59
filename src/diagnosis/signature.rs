//! Whether a signature fits: its phrases, and what else it asks for.

use std::ops::Range;

use super::case::Case;
use super::phrase;
use crate::code::{ClientCode, EnhancedPattern, ReplyCode};
use crate::knowledge::{Signature, Strength};

/// A signature that fits, with what decided.
#[derive(Debug)]
pub(super) struct Match<'k> {
    /// The signature.
    pub signature: &'k Signature,
    /// Its provider is the one that spoke, or one that was recognised.
    pub own: bool,
    /// Where its phrases stand in the text in normal form.
    pub places: Vec<Range<usize>>,
    /// How many bytes of phrases were found: the more, the more specific.
    pub length: usize,
}

impl Match<'_> {
    /// How much it proves, for comparing: the strength first, the provider's
    /// own wording before anybody's, the longer phrase before the shorter,
    /// the one that asks for more before the one that asks for less.
    pub(super) fn weight(&self) -> f32 {
        let strength = match self.signature.strength {
            Strength::Hint => 18.0,
            Strength::Clear => 100.0,
            Strength::Exact => 160.0,
        };
        let asks = u8::from(!self.signature.codes.is_empty()) * 12
            + u8::from(!self.signature.said_by.is_empty()) * 12
            + u8::from(!self.signature.stages.is_empty()) * 8;
        let own = if self.own { 60.0 } else { 0.0 };
        strength + own + f32::from(asks) + self.length.min(60) as f32 * 0.5
    }
}

/// Tries a signature on a text in normal form.
pub(super) fn fit<'k>(
    signature: &'k Signature,
    own: bool,
    text: &str,
    case: &Case<'_>,
) -> Option<Match<'k>> {
    if signature.only_here && !own
        || !holds(&signature.said_by, |who| *who == case.said_by)
        || !holds(&signature.stages, |stage| Some(*stage) == case.stage)
        || !holds(&signature.codes, |code| has_code(code, case))
    {
        return None;
    }
    let mut places = Vec::new();
    let mut length = 0;
    for text in signature.all.iter().map(|wanted| phrase::find(wanted, text)) {
        let found = text?;
        length += found.literal;
        places.push(found.range);
    }
    if !signature.any.is_empty() {
        let found = signature.any.iter().filter_map(|wanted| phrase::find(wanted, text));
        let longest = found.max_by_key(|found| found.literal)?;
        length += longest.literal;
        places.push(longest.range);
    }
    if signature.not.iter().any(|barred| phrase::find(barred, text).is_some()) {
        return None;
    }
    places.sort_unstable_by_key(|place| place.start);
    Some(Match { signature, own, places, length })
}

/// An empty list asks for nothing.
fn holds<T>(list: &[T], is: impl FnMut(&T) -> bool) -> bool {
    list.is_empty() || list.iter().any(is)
}

/// Whether one of the codes of the case is the one that is written so.
fn has_code(code: &str, case: &Case<'_>) -> bool {
    if let Some(class) = code.strip_suffix("xx") {
        let class = class.parse().ok();
        return class.is_some() && class == case.class();
    }
    if let Ok(reply) = code.parse::<ReplyCode>() {
        return case.reply == Some(reply);
    }
    if let Ok(pattern) = code.parse::<EnhancedPattern>() {
        return case.enhanced.is_some_and(|code| pattern.matches(code));
    }
    code.parse::<ClientCode>().is_ok_and(|code| case.client == Some(code))
        || code.parse().is_ok_and(|code| case.socket == Some(code))
}
