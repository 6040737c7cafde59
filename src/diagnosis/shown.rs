//! The words of a case that are shown: those that decided must be among them.

use super::types::Finding;
use crate::evidence::{Delivery, Evidence, Reply};

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
        // The longest words say the most: a link alone may have decided too.
        let mut words: Vec<&String> = words.iter().collect();
        words.sort_by_key(|words| (words.contains('/'), std::cmp::Reverse(words.chars().count())));
        let texts = [delivery.context.as_str(), evidence.words.as_str()];
        words.iter().find_map(|words| texts.iter().find_map(|text| around(text, words)))
    };
    Some(if is_said { None } else { elsewhere() }.unwrap_or_else(|| reply.text.clone()))
}

fn has_code(reply: &Reply) -> bool {
    reply.code.is_some() || reply.enhanced.is_some()
}

/// Where a sentence or an item of a list ends.
const ENDS: &[&str] = &[
    "\n\n",
    ". ",
    ".\n",
    "! ",
    "!\n",
    "? ",
    "?\n",
    ":\n",
    " * ",
    "\n* ",
    "\n - ",
    "\n- ",
    "\n\u{30fb}",
    "\u{3002}",
];

/// The sentence in which words stand, in one line.
fn around(text: &str, words: &str) -> Option<String> {
    let at = text.find(words).filter(|_| !words.is_empty())?;
    let (before, after) = text.split_at(at);
    let rest = after.get(words.len()..)?;
    let start = ENDS.iter().filter_map(|end| Some(before.rfind(end)? + end.len())).max();
    // The stop belongs to its sentence, the mark of an item to the next.
    let stop =
        |end: &str| if end.starts_with(char::is_whitespace) { 0 } else { end.trim_end().len() };
    let end = ENDS.iter().filter_map(|end| Some(rest.find(end)? + stop(end))).min();
    let end = end.map_or(text.len(), |end| at + words.len() + end);
    let piece = text.get(start.unwrap_or(0)..end)?;
    Some(piece.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_shown_by_the_sentence() {
        let long = "Nobody is there. ".repeat(20) + "The box is\nfull now. Try later.";
        for (text, words, expected) in [
            ("Dear Ann,\n\nThe box\nis full.\n\nBye", "is full", Some("The box is full.")),
            ("It may be:\n * spam\n * a full box\n * a virus", "full", Some("a full box")),
            (&long, "full", Some("The box is full now.")),
            ("Dear Ann", "full", None),
            ("Dear Ann", "", None),
        ] {
            assert_eq!(around(text, words).as_deref(), expected, "{text}");
        }
    }
}
