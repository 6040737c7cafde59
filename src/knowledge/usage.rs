//! Which words of the glossary a text uses.
//!
//! It is found once, when the data are read, and kept with the entry: a page
//! that is shown has nothing to search.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::collision::Collision;
use super::schema::{Cause, CodeEntry, Myth, Provider, Question, Term};
use super::text::Text;

/// The terms of a glossary, ready to be found in texts.
pub(super) struct Spotter {
    /// The ways in which texts name terms, by their words with single spaces.
    forms: HashMap<String, Form>,
    /// For the first words of all forms, how many words the longest has.
    longest: HashMap<String, usize>,
    /// Ids that texts name, "see mailbox-full": they are no words.
    ids: HashSet<&'static str>,
}

/// A way in which texts name a term.
#[derive(Clone, Copy)]
struct Form {
    /// Of two that fit the later one counts.
    order: usize,
    term: Text,
    is_common: bool,
}

/// A term in a text.
pub(super) struct Use {
    /// Which of the text's words it is.
    pub(super) place: Range<usize>,
    /// The term's id.
    term: Text,
    is_common: bool,
}

/// The words of a text: runs of letters and digits, in lower case, with their
/// places in it.
pub(super) fn words(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push((from..at, text[from..at].to_lowercase()));
                start = None;
            }
            _ => {}
        }
    }
    found
}

impl Spotter {
    /// Makes the terms ready; `ids` are those of the causes, which texts name.
    pub(super) fn new<'t>(
        terms: impl IntoIterator<Item = &'t Term>,
        ids: impl IntoIterator<Item = Text>,
    ) -> Self {
        let mut forms: HashMap<String, Form> = HashMap::new();
        let mut longest: HashMap<String, usize> = HashMap::new();
        let mut order = 0;
        for term in terms {
            let names = term.name().split(" / ");
            for name in names.chain(term.aliases.iter().map(|alias| alias.as_str())) {
                let words: Vec<String> = words(name).into_iter().map(|(_, word)| word).collect();
                let Some(first) = words.first() else { continue };
                let most = longest.entry(first.clone()).or_default();
                *most = words.len().max(*most);
                order += 1;
                let form = Form { order, term: term.id, is_common: term.common };
                forms.insert(words.join(" "), form);
            }
        }
        Self { forms, longest, ids: ids.into_iter().map(Text::as_str).collect() }
    }

    /// The words of a text, without the ids of causes in it.
    pub(super) fn words(&self, text: &str) -> Vec<(Range<usize>, String)> {
        let mut found = words(text);
        let ids = text.split([' ', ',', ';', '(', ')']).filter_map(|part| {
            let id = part.trim_end_matches(['.', ':', '?']);
            let at = id.as_ptr().addr() - text.as_ptr().addr();
            (id.contains('-') && self.ids.contains(id)).then_some(at..at + id.len())
        });
        for id in ids {
            found.retain(|(place, _)| place.end <= id.start || place.start >= id.end);
        }
        found
    }

    /// The uses of terms in the words of a text: which words, which term. Of
    /// two that begin at the same word the longer one counts: "envelope
    /// sender" is not "envelope".
    pub(super) fn uses(&self, words: &[(Range<usize>, String)]) -> Vec<Use> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some((_, word)) = words.get(at) {
            let singular = word.strip_suffix('s').unwrap_or(word);
            // Only the last word may be a plural.
            let alone = self.longest.get(singular).map(|_| 1);
            let most = self.longest.get(word).copied().max(alone).unwrap_or(0);
            match self.longest_at(words.get(at..).unwrap_or_default(), most) {
                Some((many, form)) => {
                    let place = at..at + many;
                    found.push(Use { place, term: form.term, is_common: form.is_common });
                    at += many;
                }
                None => at += 1,
            }
        }
        found
    }

    /// The longest form that words begin with, of so many words at most, and
    /// how many it has.
    fn longest_at(&self, words: &[(Range<usize>, String)], most: usize) -> Option<(usize, Form)> {
        let mut text = String::new();
        let mut best = None;
        for (at, (_, word)) in words.iter().take(most).enumerate() {
            if at > 0 {
                text.push(' ');
            }
            text.push_str(word);
            let exact = self.forms.get(text.as_str());
            let singular = text.strip_suffix('s').and_then(|text| self.forms.get(text));
            let form = match (exact, singular) {
                (Some(exact), Some(singular)) if at > 0 && exact.order > singular.order => exact,
                (_, Some(singular)) => singular,
                (Some(exact), None) => exact,
                (None, None) => continue,
            };
            best = Some((at + 1, *form));
        }
        best
    }

    /// The terms that texts use, sorted; without the common ones.
    fn terms<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> Vec<Text> {
        let mut found: Vec<Text> = Vec::new();
        for text in texts {
            let uses = self.uses(&self.words(text));
            found.extend(uses.into_iter().filter(|one| !one.is_common).map(|one| one.term));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Notes with a cause which terms it uses.
    pub(super) fn fill_cause(&self, cause: &mut Cause) {
        cause.words = self.terms(cause_texts(cause));
    }

    /// Notes with a code which terms it uses.
    pub(super) fn fill_code(&self, entry: &mut CodeEntry) {
        entry.words = self.terms(code_texts(entry));
    }

    /// Notes with a collision which terms it uses.
    pub(super) fn fill_collision(&self, collision: &mut Collision) {
        collision.words = self.terms(collision_texts(collision));
    }

    /// Notes with a provider which terms it uses.
    pub(super) fn fill_provider(&self, provider: &mut Provider) {
        provider.words = self.terms(provider_texts(provider));
    }

    /// Notes with a question which terms it uses.
    pub(super) fn fill_question(&self, question: &mut Question) {
        question.words = self.terms(question_texts(question));
    }
}

/// The first word of each way in which texts name a term.
pub(super) fn first_words(term: &Term) -> impl Iterator<Item = String> {
    let names = term.name().split(" / ").chain(term.aliases.iter().map(|alias| alias.as_str()));
    names.filter_map(|name| {
        let mut words = name.split(|c: char| !c.is_alphanumeric());
        words.find(|word| !word.is_empty()).map(str::to_lowercase)
    })
}

fn texts(list: &[Text]) -> impl Iterator<Item = &'static str> {
    list.iter().map(|text| text.as_str())
}

fn option(text: Option<Text>) -> impl Iterator<Item = &'static str> {
    text.map(Text::as_str).into_iter()
}

/// Wrong claims, and what is so.
fn myths(myths: &[Myth]) -> impl Iterator<Item = &'static str> {
    myths.iter().flat_map(|myth| [myth.claim.as_str(), myth.fact.as_str()])
}

/// What a person reads of a cause.
pub(super) fn cause_texts(cause: &Cause) -> impl Iterator<Item = &'static str> {
    let one =
        [cause.title, cause.meaning, cause.proof, cause.duration, cause.escalate, cause.tell_user];
    let steps = cause.steps.iter().flat_map(|step| {
        let ways = step.ways.iter().flat_map(|way| [way.with.as_str(), way.action.as_str()]);
        [step.action.as_str(), step.expect.as_str()].into_iter().chain(ways)
    });
    one.into_iter()
        .map(Text::as_str)
        .chain(steps)
        .chain(texts(&cause.do_not))
        .chain(option(cause.tell_user_returned))
        .chain(option(cause.tell_postmaster))
        .chain(myths(&cause.myths))
}

/// What a person reads of a code.
pub(super) fn code_texts(entry: &CodeEntry) -> impl Iterator<Item = &'static str> {
    let one = [entry.name, entry.meaning, entry.standard];
    one.into_iter()
        .map(Text::as_str)
        .chain(option(entry.practice))
        .chain(myths(&entry.myths))
        .chain(entry.tell_apart.iter().map(|line| line.when.as_str()))
}

/// What a person reads of a provider.
pub(super) fn provider_texts(provider: &Provider) -> impl Iterator<Item = &'static str> {
    let tokens = provider.tokens.iter().map(|token| token.meaning.as_str());
    let lists = provider.lists.iter().flat_map(|list| {
        let answers = list.answers.iter().map(|answer| answer.meaning.as_str());
        [list.lists, list.how, list.wait].into_iter().map(Text::as_str).chain(answers)
    });
    [provider.name.as_str(), provider.meaning.as_str()].into_iter().chain(tokens).chain(lists)
}

/// What a person reads of a collision.
pub(super) fn collision_texts(collision: &Collision) -> impl Iterator<Item = &'static str> {
    let decides = collision.readings.iter().map(|reading| reading.decides.as_str());
    let one = [collision.title, collision.meaning, collision.ask];
    one.into_iter().map(Text::as_str).chain(decides)
}

/// What a person reads of a question.
pub(super) fn question_texts(question: &Question) -> impl Iterator<Item = &'static str> {
    let answers = question.answers.iter();
    let labels = answers
        .flat_map(|answer| std::iter::once(answer.label.as_str()).chain(option(answer.presumed)));
    [question.ask, question.why, question.find_out].into_iter().map(Text::as_str).chain(labels)
}

/// What a person reads of a term.
pub(super) fn term_texts(term: &Term) -> impl Iterator<Item = &'static str> {
    let one = [term.title, term.meaning];
    one.into_iter().map(Text::as_str).chain(option(term.more)).chain(myths(&term.myths))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Origin;

    fn term(id: &'static str, title: &'static str, aliases: &[&'static str]) -> Term {
        Term {
            id: Text::new(id),
            title: Text::new(title),
            meaning: Text::default(),
            more: None,
            aliases: aliases.iter().copied().map(Text::new).collect(),
            searched: Vec::new(),
            common: id == "smtp",
            myths: Vec::new(),
            see: Vec::new(),
            sources: Vec::new(),
            origin: Origin::default(),
        }
    }

    #[test]
    fn terms_are_found_by_name_and_other_names() {
        let terms = [
            term("envelope", "Envelope", &[]),
            term("envelope-sender", "Envelope sender", &["bounce address"]),
            term("helo", "HELO / EHLO", &[]),
            term("mx", "MX record (mail exchanger)", &["mx"]),
            term("relay", "Relay", &[]),
            term("smtp", "SMTP", &[]),
        ];
        let ids = [Text::new("relay-denied-there")];
        let spotter = Spotter::new(&terms, ids);
        for (text, expected) in [
            ("The envelope sender is wrong.", &["envelope-sender"][..]),
            ("The envelopes, and Bounce addresses", &["envelope"]),
            ("an envelope and its sender", &["envelope"]),
            ("EHLO, then MX records", &["helo", "mx"]),
            ("the MXs", &["mx"]),
            ("relayed mail, delay, remix", &[]),
            ("see relay-denied-there. It is SMTP.", &[]),
            ("see relay-denied", &["relay"]),
            ("\u{1F4E7} ", &[]),
        ] {
            let found = spotter.terms([text]);
            assert_eq!(found.iter().map(|id| id.as_str()).collect::<Vec<_>>(), expected, "{text}");
        }
    }
}
