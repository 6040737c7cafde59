//! Which words of the glossary a site's own entries use, and which causes they
//! name; of the built-in ones it is known from the build.

use std::collections::HashSet;

use crate::knowledge::naming::{self, Titles};
use crate::knowledge::schema::Term;
use crate::knowledge::store::Knowledge;
use crate::knowledge::text::Text;
use crate::knowledge::usage::{
    Spotter, cause_texts, code_texts, collision_texts, first_words, provider_texts, question_texts,
    words,
};

/// Notes with each entry of the site which terms it uses, the site's own terms
/// among them.
pub(super) fn note(knowledge: &mut Knowledge) {
    let builtin = Knowledge::builtin();
    let titles = Titles::of(knowledge);
    let mut name = |text: &mut Text| titles.name(text);
    if !knowledge.terms.is_same(&builtin.terms) {
        knowledge.terms.change(|list| {
            let own = list.iter_mut().filter(|own| own.origin.is_site());
            own.for_each(|own| naming::in_term(own, &mut name));
        });
    }
    // A shelf that the site added nothing to stays packed.
    let has_causes = !knowledge.causes.is_same(&builtin.causes);
    let has_codes = !knowledge.codes.is_same(&builtin.codes);
    let has_collisions = !knowledge.collisions.is_same(&builtin.collisions);
    let has_providers = !knowledge.providers.is_same(&builtin.providers);
    let mut used: HashSet<String> = HashSet::new();
    let mut add = |text: &str| {
        for (_, word) in words(text) {
            if let Some(singular) = word.strip_suffix('s') {
                used.insert(singular.to_owned());
            }
            used.insert(word);
        }
    };
    let known = &*knowledge;
    if has_causes {
        let own = known.causes.iter().filter(|own| own.origin.is_site());
        own.flat_map(cause_texts).for_each(&mut add);
    }
    if has_codes {
        let own = known.codes.iter().filter(|own| own.origin.is_site());
        own.flat_map(code_texts).for_each(&mut add);
    }
    if has_collisions {
        let own = known.collisions.iter().filter(|own| own.origin.is_site());
        own.flat_map(collision_texts).for_each(&mut add);
    }
    if has_providers {
        let own = known.providers.iter().filter(|own| own.origin.is_site());
        own.flat_map(provider_texts).for_each(&mut add);
    }
    let has_questions = known.guide.is_changed();
    if has_questions {
        let own = known.guide.questions.iter().filter(|own| own.origin.is_site());
        own.flat_map(question_texts).for_each(&mut add);
    }
    if used.is_empty() {
        return;
    }
    // Of many terms few begin with a word that is there.
    let may_be_used = |term: &&Term| first_words(term).any(|word| used.contains(&word));
    let terms = known.terms.iter().filter(may_be_used);
    let spotter = Spotter::new(terms, known.causes.iter().map(|cause| cause.id));
    if has_causes {
        knowledge.causes.change(|list| {
            list.iter_mut().filter(|own| own.origin.is_site()).for_each(|own| {
                spotter.fill_cause(own);
                naming::in_cause(own, &mut name);
            });
        });
    }
    if has_codes {
        knowledge.codes.change(|list| {
            list.iter_mut().filter(|own| own.origin.is_site()).for_each(|own| {
                spotter.fill_code(own);
                naming::in_code(own, &mut name);
            });
        });
    }
    if has_collisions {
        knowledge.collisions.change(|list| {
            let own = list.iter_mut().filter(|own| own.origin.is_site());
            own.for_each(|own| {
                spotter.fill_collision(own);
                naming::in_collision(own, &mut name);
            });
        });
    }
    if has_providers {
        knowledge.providers.change(|list| {
            let own = list.iter_mut().filter(|own| own.origin.is_site());
            own.for_each(|own| {
                spotter.fill_provider(own);
                naming::in_provider(own, &mut name);
            });
        });
    }
    if has_questions {
        knowledge.guide.change(|guide| {
            let own = guide.questions.iter_mut().filter(|own| own.origin.is_site());
            own.for_each(|own| {
                spotter.fill_question(own);
                naming::in_question(own, &mut name);
            });
        });
    }
}

/// Puts new titles of causes where texts have the old ones.
pub(super) fn rename(knowledge: &mut Knowledge, called: &[(Text, &'static str)]) {
    let quoted = |title: &str| format!("\"{title}\"");
    let changed: Vec<(String, String)> = called
        .iter()
        .map(|(id, old)| (*old, knowledge.cause_title(id)))
        .filter(|(old, new)| old != new && !new.is_empty())
        .map(|(old, new)| (quoted(old), quoted(new)))
        .collect();
    if !changed.is_empty() {
        knowledge.causes.change(|list| {
            for own in list {
                naming::rename(own, &changed);
            }
        });
    }
}
