//! Whether a signature fits: its phrases, and what else it asks for.

use std::ops::Range;

use super::case::Case;
use super::fingerprint::Fingerprint;
use super::index::Candidate;
use super::phrase::{self, Found};
use crate::code::{ClientCode, EnhancedPattern, ReplyCode};
use crate::knowledge::{Signature, Strength};

/// Whose wording a signature is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    /// Any server's.
    Anybody,
    /// A provider's of whom there is no other trace.
    Provider,
    /// That of a provider that was recognised.
    Recognised,
    /// The site's own: who wrote it knows what is meant in this house.
    Site,
}

/// A signature that fits, with what decided.
#[derive(Debug)]
pub(super) struct Match<'k> {
    /// The signature.
    pub signature: &'k Signature,
    /// Whose wording it is.
    pub whose: Whose,
    /// Where its phrases stand in the text in normal form.
    pub places: Vec<Range<usize>>,
    /// What it asks for besides stands only in the words around the reply: the
    /// two were put together on purpose.
    pub across: bool,
    /// How many bytes of phrases were found: the more, the more specific.
    pub length: usize,
}

impl Match<'_> {
    /// How much it proves, for comparing: the strength first, the provider's
    /// own wording before anybody's, the one that knows who said it before the
    /// one that does not, the longer phrase before the shorter,
    /// the one that asks for more before the one that asks for less.
    pub(super) fn weight(&self) -> f32 {
        let strength = match self.signature.strength {
            Strength::Hint => 18.0,
            Strength::Clear => 100.0,
            Strength::Exact => 160.0,
        };
        let asks = u8::from(!self.signature.codes.is_empty()) * 12
            + u8::from(!self.signature.all.is_empty()) * 30
            + u8::from(self.across) * 80
            + u8::from(!self.signature.said_by.is_empty()) * 80
            + u8::from(!self.signature.stages.is_empty()) * 8;
        let own = match self.whose {
            Whose::Anybody => 0.0,
            Whose::Provider => 4.0,
            Whose::Recognised => 60.0,
            Whose::Site => 150.0,
        };
        strength + own + f32::from(asks) + f32::from(self.length.min(60) as u8) * 0.5
    }
}

/// A text in which signatures are looked for.
#[derive(Debug)]
pub(super) struct Scene<'t> {
    /// The text in normal form.
    pub text: &'t str,
    /// What it cannot hold.
    pub print: &'t Fingerprint,
    /// The words around it, in normal form.
    pub around: &'t str,
}

impl Scene<'_> {
    /// Whether a phrase is in the text.
    pub(super) fn has(&self, wanted: &str) -> bool {
        self.find(wanted).is_some()
    }

    /// Finds a phrase in the text.
    fn find(&self, wanted: &str) -> Option<Found> {
        if self.print.may_hold(wanted) { phrase::find(wanted, self.text) } else { None }
    }
}

/// Tries a signature on a text, given those of its phrases that may be there.
pub(super) fn fit<'k>(
    signature: &'k Signature,
    whose: Whose,
    scene: &Scene<'_>,
    candidates: &[Candidate],
    case: &Case<'_>,
) -> Option<Match<'k>> {
    if signature.only_here && whose != Whose::Recognised
        || !holds(&signature.said_by, |who| *who == case.said_by)
        || !holds(&signature.stages, |stage| Some(*stage) == case.stage)
    {
        return None;
    }
    let mut places = Vec::new();
    let mut length = 0;
    let mut across = false;
    if !signature.any.is_empty() {
        // Of the places where one phrase may be, the first one counts.
        let found = candidates.chunk_by(|a, b| a.phrase == b.phrase).filter_map(|same| {
            let phrase = signature.any.get(usize::from(same.first()?.phrase))?;
            same.iter().find_map(|candidate| candidate.find(phrase, scene.text))
        });
        let longest = found.max_by_key(|found| found.literal)?;
        length += longest.literal;
        places.push(longest.range);
    }
    for wanted in &signature.all {
        // What is asked for besides may stand in the words around the reply.
        if let Some(found) = scene.find(wanted) {
            length += found.literal;
            places.push(found.range);
        } else {
            length += phrase::find(wanted, scene.around)?.literal;
            across = true;
        }
    }
    if !holds(&signature.codes, |code| has_code(code, case))
        || signature.not.iter().any(|barred| scene.find(barred).is_some())
    {
        return None;
    }
    places.sort_unstable_by_key(|place| place.start);
    Some(Match { signature, whose, places, across, length })
}

/// What keeps a signature from fitting though its words are there; `None`
/// where the words are not.
pub(super) fn unfit(
    signature: &Signature,
    whose: Whose,
    scene: &Scene<'_>,
    case: &Case<'_>,
) -> Option<(Range<usize>, String)> {
    let found = if signature.any.is_empty() {
        signature.all.iter().find_map(|wanted| scene.find(wanted))
    } else {
        signature.any.iter().find_map(|wanted| scene.find(wanted))
    }?;
    let list = |ids: Vec<&str>| ids.join(" or ");
    let missing = signature.all.iter().find(|wanted| {
        scene.find(wanted).is_none() && phrase::find(wanted, scene.around).is_none()
    });
    let reason = if signature.only_here && whose != Whose::Recognised {
        "it holds at this provider only, which was not recognised".to_owned()
    } else if !holds(&signature.said_by, |who| *who == case.said_by) {
        let who: Vec<&str> = signature.said_by.iter().map(|who| who.label()).collect();
        format!("it holds only where {} said it; here it was: {}", list(who), case.said_by.label())
    } else if !holds(&signature.stages, |stage| Some(*stage) == case.stage) {
        let stages = signature.stages.iter().map(|stage| stage.label()).collect();
        format!("it holds only at another stage: {}", list(stages))
    } else if let Some(missing) = missing {
        format!("\"{missing}\" is not there")
    } else if !holds(&signature.codes, |code| has_code(code, case)) {
        format!(
            "it asks for the code {}",
            list(signature.codes.iter().map(|c| c.as_str()).collect())
        )
    } else {
        let barred = signature.not.iter().find(|barred| scene.find(barred).is_some())?;
        format!("\"{barred}\" is there, which speaks against it")
    };
    Some((found.range, reason))
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
