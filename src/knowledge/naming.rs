//! Causes that a text sends its reader to are named by their titles.
//!
//! Whoever writes knowledge names a cause by its id, "see broken-mx", which is
//! short and can be checked. Nobody who reads a page knows ids, so the title in
//! quotes is put in its place once, when the data are read: nothing is looked
//! for where a text is shown. The links of an entry keep their ids.

use std::collections::HashMap;

use super::collision::Collision;
use super::schema::{Cause, CodeEntry, Myth, Provider, Question, Term};
use super::store::Knowledge;
use super::text::Text;

/// What may stand before an id that is written like a word, so that it is one.
const POINTERS: &[&str] = &["see", "open", "go to", "back to", "look at"];

/// What stands before a word and never before an id: "the auto-reply".
const BEFORE_WORDS: &[&str] = &[
    "a", "an", "the", "any", "no", "this", "that", "each", "every", "our", "your", "their", "its",
    "explain",
];

/// The titles of causes by their ids.
pub(super) struct Titles(HashMap<&'static str, &'static str>);

impl Titles {
    /// Those of a knowledge base; nothing is unpacked for them.
    pub(super) fn of(knowledge: &Knowledge) -> Self {
        let causes = &knowledge.causes;
        Self(causes.keys().filter_map(|id| Some((id, causes.title(id)?))).collect())
    }

    /// Puts titles into a text.
    pub(super) fn name(&self, text: &mut Text) {
        if let Some(named) = self.named(text.as_str()) {
            *text = Text::new(named.leak());
        }
    }

    /// The text with titles in it, where it names a cause.
    fn named(&self, text: &'static str) -> Option<String> {
        let mut out = String::new();
        let mut copied = 0;
        let (mut before, mut last) = ("", "");
        let mut was_id = false;
        for piece in text.split(' ') {
            let word = piece.trim_start_matches('(');
            let word = word.trim_end_matches(['.', ',', ';', ':', '?', '!', ')']);
            let is_joined = matches!(word, "or" | "and");
            let title = self.0.get(word).filter(|_| {
                (word.contains('-') && !BEFORE_WORDS.contains(&last))
                    || was_id
                    || POINTERS.iter().any(|pointer| match pointer.split_once(' ') {
                        Some((first, second)) => before == first && last == second,
                        None => last == *pointer,
                    })
            });
            if let Some(title) = title {
                let at = word.as_ptr().addr() - text.as_ptr().addr();
                out.push_str(&text[copied..at]);
                out.push('"');
                out.push_str(title);
                out.push('"');
                copied = at + word.len();
            }
            was_id = title.is_some() || was_id && is_joined;
            (before, last) = (last, word);
        }
        (copied > 0).then(|| out + &text[copied..])
    }
}

/// Puts titles into all texts of a knowledge base.
pub(super) fn name_all(knowledge: &mut Knowledge) {
    let titles = Titles::of(knowledge);
    let mut name = |text: &mut Text| titles.name(text);
    knowledge.causes.change(|list| list.iter_mut().for_each(|own| in_cause(own, &mut name)));
    knowledge.codes.change(|list| list.iter_mut().for_each(|own| in_code(own, &mut name)));
    knowledge.terms.change(|list| list.iter_mut().for_each(|own| in_term(own, &mut name)));
    knowledge
        .collisions
        .change(|list| list.iter_mut().for_each(|own| in_collision(own, &mut name)));
    knowledge.providers.change(|list| list.iter_mut().for_each(|own| in_provider(own, &mut name)));
    knowledge
        .guide
        .change(|guide| guide.questions.iter_mut().for_each(|own| in_question(own, &mut name)));
}

/// Causes that are called something else than before: the old and the new
/// title, in quotes as texts have them.
pub(super) fn rename(cause: &mut Cause, titles: &[(String, String)]) {
    in_cause(cause, &mut |text| {
        for (old, new) in titles {
            if text.contains(old.as_str()) {
                *text = Text::new(text.replace(old.as_str(), new).leak());
            }
        }
    });
}

fn in_myths(myths: &mut [Myth], change: &mut impl FnMut(&mut Text)) {
    for myth in myths {
        change(&mut myth.claim);
        change(&mut myth.fact);
    }
}

/// Changes what a person reads of a cause, but for its title and for what is
/// told or sent to others.
pub(super) fn in_cause(cause: &mut Cause, change: &mut impl FnMut(&mut Text)) {
    for step in &mut cause.steps {
        change(&mut step.action);
        change(&mut step.expect);
        step.ways.iter_mut().for_each(|way| change(&mut way.action));
    }
    for text in [&mut cause.meaning, &mut cause.proof, &mut cause.duration, &mut cause.escalate] {
        change(text);
    }
    cause.do_not.iter_mut().for_each(&mut *change);
    in_myths(&mut cause.myths, change);
}

/// The same of a code.
pub(super) fn in_code(entry: &mut CodeEntry, change: &mut impl FnMut(&mut Text)) {
    change(&mut entry.meaning);
    change(&mut entry.standard);
    entry.practice.iter_mut().for_each(&mut *change);
    entry.tell_apart.iter_mut().for_each(|line| change(&mut line.when));
    in_myths(&mut entry.myths, change);
}

/// The same of a term.
pub(super) fn in_term(term: &mut Term, change: &mut impl FnMut(&mut Text)) {
    change(&mut term.meaning);
    term.more.iter_mut().for_each(&mut *change);
    in_myths(&mut term.myths, change);
}

/// The same of a collision.
pub(super) fn in_collision(collision: &mut Collision, change: &mut impl FnMut(&mut Text)) {
    change(&mut collision.meaning);
    change(&mut collision.ask);
    collision.readings.iter_mut().for_each(|reading| change(&mut reading.decides));
}

/// The same of a provider.
pub(super) fn in_provider(provider: &mut Provider, change: &mut impl FnMut(&mut Text)) {
    change(&mut provider.meaning);
    provider.tokens.iter_mut().for_each(|token| change(&mut token.meaning));
    for list in &mut provider.lists {
        change(&mut list.lists);
        change(&mut list.how);
        change(&mut list.wait);
        list.answers.iter_mut().for_each(|answer| change(&mut answer.meaning));
    }
}

/// The same of a question.
pub(super) fn in_question(question: &mut Question, change: &mut impl FnMut(&mut Text)) {
    for text in
        [&mut question.ask, &mut question.why, &mut question.find_out, &mut question.example]
    {
        change(text);
    }
    for answer in &mut question.answers {
        change(&mut answer.label);
        answer.presumed.iter_mut().for_each(&mut *change);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_that_is_no_word_becomes_the_title_in_quotes() {
        let known = [
            ("auto-reply", "An automatic reply"),
            ("greylisted", "Come back later"),
            ("spf-fail", "SPF fails"),
        ];
        let titles = Titles(known.into_iter().collect());
        for (text, expected) in [
            ("Not so: see spf-fail.", Some("Not so: see \"SPF fails\".")),
            (
                "see greylisted or spf-fail, and wait",
                Some("see \"Come back later\" or \"SPF fails\", and wait"),
            ),
            ("see spf-fail and greylisted", Some("see \"SPF fails\" and \"Come back later\"")),
            ("(spf-fail, auto-reply)?", Some("(\"SPF fails\", \"An automatic reply\")?")),
            ("go back to greylisted", Some("go back to \"Come back later\"")),
            ("greylisted mail, it is greylisted", None),
            ("Switch the auto-reply off: 'spf-fail', spf-failed", None),
            ("smtp-doctor explain spf-fail", None),
        ] {
            assert_eq!(titles.named(text).as_deref(), expected, "{text}");
        }
    }
}
