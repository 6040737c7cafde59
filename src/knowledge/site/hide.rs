//! Takes built-in entries out that a site does not want.

use super::entries::Hide;
use super::faults::{Entry, Faults, Place};
use crate::knowledge::schema::{Question, Signature};
use crate::knowledge::store::Knowledge;
use crate::knowledge::text::Text;

/// Causes that the program itself names.
const FIXED: &[&str] = &[
    "not-enough-text",
    "unrecognised",
    "delay-notice",
    "complaint-report",
    "auto-reply",
    "success-reply",
];

/// Takes everything out that is to be hidden and can be.
pub(super) fn apply(knowledge: &mut Knowledge, entries: &[Entry<Hide>], faults: &mut Faults<'_>) {
    for Entry { value, place } in entries {
        for (n, id) in value.causes.iter().enumerate() {
            hide_cause(knowledge, *id, *place, &format!("causes[{n}]"), faults);
        }
        let mut gone = |hidden: &[Text], field: &str, take: &mut dyn FnMut(&str) -> bool| {
            for (n, id) in hidden.iter().enumerate() {
                if !take(id) {
                    let fault = format!("there is no `{id}`");
                    let mend = "`smtp-doctor knowledge list` shows what there is";
                    faults.add(*place, &format!("{field}[{n}]"), fault, mend);
                }
            }
        };
        gone(&value.codes, "codes", &mut |id| {
            knowledge.codes.change(|list| shrinks(list, |entry| entry.code != id))
        });
        gone(&value.terms, "terms", &mut |id| {
            knowledge.terms.change(|list| shrinks(list, |term| term.id != id))
        });
        gone(&value.providers, "providers", &mut |id| {
            knowledge.providers.change(|list| shrinks(list, |provider| provider.id != id))
        });
        gone(&value.collisions, "collisions", &mut |id| {
            knowledge.collisions.change(|list| shrinks(list, |collision| collision.id != id))
        });
        gone(&value.phrases, "phrases", &mut |phrase| hide_phrase(knowledge, phrase));
    }
}

fn shrinks<T>(list: &mut Vec<T>, keep: impl FnMut(&T) -> bool) -> bool {
    let before = list.len();
    list.retain(keep);
    list.len() < before
}

/// Takes a cause out, and everything that leads to it.
fn hide_cause(
    knowledge: &mut Knowledge,
    id: Text,
    place: Place,
    field: &str,
    faults: &mut Faults<'_>,
) {
    let why_not = if knowledge.cause(&id).is_none() {
        Some(format!("there is no cause `{id}`"))
    } else if FIXED.contains(&id.as_str()) {
        Some(format!("`{id}` cannot be hidden: the program itself needs it"))
    } else {
        let questions = knowledge.guide.questions.iter();
        questions.clone().find(|question| !can_lose(question, id)).map(|question| {
            format!("`{id}` cannot be hidden: the question `{}` would lead nowhere", question.id)
        })
    };
    if let Some(fault) = why_not {
        let mend = "change its remedy instead, or give the question anew";
        faults.add(place, field, fault, mend);
        return;
    }
    knowledge.causes.change(|causes| {
        causes.retain(|cause| cause.id != id);
        for cause in causes {
            cause.if_not.retain(|next| *next != id);
        }
    });
    knowledge.codes.change(|codes| {
        for code in codes {
            code.causes.retain(|cause| *cause != id);
            code.tell_apart.retain(|line| line.cause != id);
        }
    });
    // What is left with one meaning is no collision any more.
    if knowledge.collisions_of_cause(&id).next().is_some() {
        knowledge.collisions.change(|list| {
            for collision in list.iter_mut() {
                collision.readings.retain(|reading| reading.cause != id);
            }
            list.retain(|collision| collision.readings.len() > 1);
        });
    }
    let leads_there = |signature: &Signature| signature.cause == id;
    knowledge.providers.change(|providers| {
        for provider in providers {
            for code in &mut provider.codes {
                code.causes.retain(|cause| *cause != id);
            }
            provider.codes.retain(|code| !code.causes.is_empty());
            empty_if(&mut provider.signatures, leads_there);
        }
    });
    knowledge.signatures.change(|signatures| empty_if(signatures, leads_there));
    knowledge.guide.change(|guide| {
        for question in &mut guide.questions {
            question.answers.retain(|answer| answer.cause != Some(id));
        }
    });
}

/// Whether a question still leads somewhere without a cause.
fn can_lose(question: &Question, id: Text) -> bool {
    question.dont_know_cause != Some(id)
        && question.answers.iter().any(|answer| answer.cause != Some(id))
}

/// Empties signatures. They stay in their places, by which their files are
/// known.
fn empty_if(signatures: &mut [Signature], is_gone: impl Fn(&Signature) -> bool) {
    for signature in signatures.iter_mut().filter(|signature| is_gone(signature)) {
        signature.any.clear();
        signature.all.clear();
    }
}

/// Takes a phrase out of all signatures and marks; `false` where there is none.
fn hide_phrase(knowledge: &mut Knowledge, phrase: &str) -> bool {
    let mut found = knowledge
        .signatures
        .change(|list| list.iter_mut().fold(false, |found, own| take_out(own, phrase) | found));
    knowledge.providers.change(|list| {
        for provider in list {
            found |= shrinks(&mut provider.marks, |mark| **mark != *phrase);
            for own in &mut provider.signatures {
                found |= take_out(own, phrase);
            }
        }
    });
    found
}

/// Takes a phrase out of one signature; `false` where it is not there.
fn take_out(signature: &mut Signature, phrase: &str) -> bool {
    let is_asked = signature.all.iter().any(|known| **known == *phrase);
    let is_one = shrinks(&mut signature.any, |known| **known != *phrase);
    // Without what it asks for it would fit everything.
    if is_asked || is_one && signature.any.is_empty() {
        signature.any.clear();
        signature.all.clear();
    }
    is_asked || is_one
}
