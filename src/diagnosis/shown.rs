//! The words of a case that are shown: those that decided must be among them.

use super::types::Finding;
use crate::evidence::{Delivery, Evidence, Reply};

/// The longest piece of prose that is shown whole, in bytes.
const MOST: usize = 240;

/// The text of the deciding reply. Where a system wrote prose, what was taken
/// for the reply may be its greeting: a reply without a code that has none of
/// the words that decided gives way to the sentence that has them.
pub(super) fn text(
    evidence: &Evidence,
    delivery: &Delivery,
    findings: &[Finding],
) -> Option<String> {
    let reply = delivery.reply.as_ref().filter(|reply| !reply.text.is_empty())?;
    let words = findings.first().map(|top| top.because.as_slice()).unwrap_or_default();
    let is_said = has_code(reply) || words.iter().any(|words| reply.text.contains(words.as_str()));
    let elsewhere = || {
        let texts = [delivery.context.as_str(), evidence.words.as_str()];
        texts.into_iter().find_map(|text| words.iter().find_map(|words| around(text, words)))
    };
    Some(if is_said { None } else { elsewhere() }.unwrap_or_else(|| reply.text.clone()))
}

fn has_code(reply: &Reply) -> bool {
    reply.code.is_some() || reply.enhanced.is_some()
}

/// The paragraph in which words stand, or only the sentence where that is
/// long, in one line.
fn around(text: &str, words: &str) -> Option<String> {
    let at = text.find(words).filter(|_| !words.is_empty())?;
    let within = |breaks: &[&str]| {
        let (before, after) = text.split_at(at);
        let (_, rest) = after.split_at(words.len());
        let start = breaks.iter().filter_map(|end| Some(before.rfind(end)? + end.len())).max();
        let end = breaks.iter().filter_map(|end| Some(rest.find(end)? + end.trim_end().len()));
        let end = end.min().map_or(text.len(), |end| at + words.len() + end);
        text.get(start.unwrap_or(0)..end).unwrap_or(words)
    };
    let paragraph = within(&["\n\n"]);
    let piece = if paragraph.trim().len() <= MOST {
        paragraph
    } else {
        within(&["\n\n", ". ", ".\n", "! ", "? ", "\u{3002}"])
    };
    Some(piece.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_shown_by_the_paragraph_or_the_sentence() {
        let long = "Nobody is there. ".repeat(20) + "The box is\nfull now. Try later.";
        for (text, words, expected) in [
            ("Dear Ann,\n\nThe box\nis full.\n\nBye", "is full", Some("The box is full.")),
            (&long, "full", Some("The box is full now.")),
            ("Dear Ann", "full", None),
            ("Dear Ann", "", None),
        ] {
            assert_eq!(around(text, words).as_deref(), expected, "{text}");
        }
    }
}
