//! No sentence stands under more than two causes: what could stand under any
//! cause tells nothing about this one.

use std::collections::BTreeMap;

use super::{Problem, Report};
use crate::knowledge::store::Knowledge;
use crate::knowledge::usage::cause_texts;

/// The most causes that may share a sentence.
const MOST: usize = 2;

/// Shorter sentences ("Go on.") join others and say nothing by themselves.
const FEWEST_WORDS: usize = 5;

/// Checks the sentences of all causes against each other.
pub(super) fn check(knowledge: &Knowledge, problems: &mut Vec<Problem>) {
    let mut found: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for cause in &knowledge.causes {
        for sentence in cause_texts(cause).flat_map(sentences) {
            let causes = found.entry(sentence).or_default();
            if causes.last() != Some(&cause.id.as_str()) {
                causes.push(cause.id.as_str());
            }
        }
    }
    for (sentence, causes) in &found {
        if causes.len() > MOST {
            Report::new(format!("causes/{}.toml", causes[0]), problems).add(
                "text",
                format!("\"{sentence}\" also stands under {}", causes[1..].join(", ")),
                "say what is particular to each of them",
            );
        }
    }
}

/// The sentences of a text, in lower case.
fn sentences(text: &str) -> impl Iterator<Item = String> {
    text.split_inclusive(['.', '?', '!'])
        .map(|part| part.trim().to_lowercase())
        .filter(|part| part.split_whitespace().count() >= FEWEST_WORDS)
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn short_sentences_are_left_out() {
        let found: Vec<_> = sentences("Go on. Ask the user for the whole message. Done.").collect();
        assert_eq!(found, ["ask the user for the whole message."]);
    }
}
