//! Changes the remedies of causes as a site says.

use super::entries::{List, Remedy, Where};
use super::faults::{Entry, Faults};
use crate::knowledge::check::causes;
use crate::knowledge::check::references::Known;
use crate::knowledge::origin::Origin;
use crate::knowledge::schema::{Cause, Step};
use crate::knowledge::store::Knowledge;

/// Changes all that are whole.
pub(super) fn apply(knowledge: &mut Knowledge, entries: &[Entry<Remedy>], faults: &mut Faults<'_>) {
    if entries.is_empty() {
        return;
    }
    let known = Known::new(knowledge);
    for Entry { value, place } in entries {
        let Some(cause) = knowledge.cause(&value.cause) else {
            let fault = format!("there is no cause `{}`", value.cause);
            faults.add(*place, "cause", fault, "use an id that `smtp-doctor knowledge list` shows");
            continue;
        };
        let changed = change(cause, value, faults.origin(*place));
        let is_whole = faults.check(*place, |report| {
            causes::check(&changed, report);
            known.cause(&changed, report);
        });
        if is_whole {
            knowledge.causes.change(|causes| {
                if let Some(cause) = causes.iter_mut().find(|cause| cause.id == changed.id) {
                    *cause = changed;
                }
            });
        }
    }
}

/// A cause with its remedy changed.
fn change(cause: &Cause, remedy: &Remedy, origin: Origin) -> Cause {
    let mut changed = cause.clone();
    changed.origin = origin;
    let own = remedy.added_steps.iter().cloned().map(|step| Step { origin, ..step });
    changed.steps = match remedy.steps {
        Where::Before => own.chain(changed.steps).collect(),
        Where::After => changed.steps.into_iter().chain(own).collect(),
        Where::Instead => own.collect(),
    };
    for (list, kind, more) in [
        (&mut changed.do_not, List::DoNot, &remedy.do_not),
        (&mut changed.if_not, List::IfNot, &remedy.if_not),
        (&mut changed.aliases, List::Aliases, &remedy.aliases),
    ] {
        if remedy.replace.contains(&kind) {
            list.clear();
        }
        list.extend(more.iter().copied());
    }
    for (text, new) in [
        (&mut changed.title, remedy.title),
        (&mut changed.meaning, remedy.meaning),
        (&mut changed.proof, remedy.proof),
        (&mut changed.duration, remedy.duration),
        (&mut changed.escalate, remedy.escalate),
    ] {
        *text = new.unwrap_or(*text);
    }
    if let Some(sentence) = remedy.tell_user {
        changed.tell_user = sentence;
        // The built-in sentence for a returned message says something else.
        changed.tell_user_returned = None;
    }
    changed.tell_user_returned = remedy.tell_user_returned.or(changed.tell_user_returned);
    changed.tell_postmaster = remedy.tell_postmaster.or(changed.tell_postmaster);
    changed.owner = remedy.owner.unwrap_or(changed.owner);
    changed.permanence = remedy.permanence.unwrap_or(changed.permanence);
    changed.retry = remedy.retry.unwrap_or(changed.retry);
    changed
}
