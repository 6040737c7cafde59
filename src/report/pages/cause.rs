//! A cause with its remedy.

use super::super::fill::Case;
use super::super::page::Page;
use super::{collisions, fate, from_site, myths, sources, who_acts, whom_to_reach, words_used};
use crate::guide::Mark;
use crate::knowledge::{Cause, Confidence, Knowledge, Owner};

/// The page of a cause: what happened, who acts, what to do, what to tell the
/// user; then how to see that it is fixed, and where it is from.
pub fn cause_page(cause: &Cause, knowledge: &Knowledge, case: &Case) -> Page {
    remedy_page(cause, knowledge, case, (&[], None), (None, None))
}

/// The same with its steps marked off; `now` is the one to do, counted from 0.
/// Without marks it is a page to read. `sure` is how sure it is in this case,
/// `because` what that rests on.
pub fn remedy_page(
    cause: &Cause,
    knowledge: &Knowledge,
    case: &Case,
    (marks, now): (&[Mark], Option<usize>),
    (sure, because): (Option<Confidence>, Option<&str>),
) -> Page {
    let mut page = Page::new();
    match sure {
        Some(sure) => page.title(format!("{} ({})", cause.title, sure.label())),
        None => page.title(cause.title),
    }
    from_site(&mut page, cause.origin);
    page.text(case.fill(&cause.meaning));
    page.gap();
    who_acts(&mut page, case.owner(cause), knowledge);
    fate(&mut page, cause.permanence, case.prospect(cause));
    if let Some(because) = because {
        page.field("Because", because);
    }
    remedy(&mut page, cause, knowledge, case, (marks, now));
    theory(&mut page, cause, knowledge, case);
    page
}

/// The steps of a remedy alone, with what became of each.
pub fn steps_page(cause: &Cause, case: &Case, marks: &[Mark], now: Option<usize>) -> Page {
    let mut page = Page::new();
    for (at, step) in cause.steps.iter().enumerate() {
        let mark = marks.get(at).copied().unwrap_or_default();
        page.task(at + 1, mark, now == Some(at), case.fill(&step.action));
    }
    page
}

/// How far a remedy is, in words: "2 of 6 steps are done, 1 is skipped".
pub fn progress(marks: &[Mark]) -> String {
    let count = |mark| marks.iter().filter(|one| **one == mark).count();
    let (done, skipped) = (count(Mark::Done), count(Mark::Skipped));
    let are = |count: usize| if count == 1 { "is" } else { "are" };
    let steps = marks.len();
    let words = match done {
        0 => format!("None of {steps} steps is done"),
        all if all == steps => format!("All {steps} steps are done"),
        _ => format!("{done} of {steps} steps {} done", are(done)),
    };
    if skipped == 0 {
        return words;
    }
    format!("{words}, {skipped} {} skipped", are(skipped))
}

/// Adds the parts of the remedy that the person needs now.
pub(super) fn remedy(
    page: &mut Page,
    cause: &Cause,
    knowledge: &Knowledge,
    case: &Case,
    progress: (&[Mark], Option<usize>),
) {
    page.heading("Do this next");
    steps(page, cause, case, progress);
    limits(page, cause, knowledge);
    tell_user(page, cause, case);
    do_not(page, cause, case);
}

/// Adds what to do, with the commands for it and what should be seen then.
pub(super) fn steps(
    page: &mut Page,
    cause: &Cause,
    case: &Case,
    (marks, now): (&[Mark], Option<usize>),
) {
    for (at, step) in cause.steps.iter().enumerate() {
        let mark = if step.origin.is_site() { " (this site)" } else { "" };
        let action = format!("{}{mark}", case.fill(&step.action));
        match marks.get(at) {
            Some(mark) => page.task(at + 1, *mark, now == Some(at), action),
            None => page.step(at + 1, action),
        }
        for way in &step.ways {
            page.way(case.fill(&way.with), case.fill(&way.action));
        }
        for command in &step.commands {
            page.command(command.platform.label(), case.fill_command(&command.command));
        }
        page.expect(case.fill(&step.expect));
    }
}

/// Adds what this site allows.
pub(super) fn limits(page: &mut Page, cause: &Cause, knowledge: &Knowledge) {
    let mut limits = knowledge.site.limits_of(&cause.id).peekable();
    if limits.peek().is_some() {
        page.heading("Our limits");
        for limit in limits {
            page.point(format!("{}: {}", limit.what, limit.value));
        }
    }
}

/// Adds the sentence for the user.
pub(super) fn tell_user(page: &mut Page, cause: &Cause, case: &Case) {
    page.heading("Tell the user");
    page.quote(case.tell_user(cause));
}

/// Adds the tempting mistakes.
pub(super) fn do_not(page: &mut Page, cause: &Cause, case: &Case) {
    if cause.do_not.is_empty() {
        return;
    }
    page.heading("Do not");
    for text in &cause.do_not {
        page.warning(case.fill(text));
    }
}

/// Adds what is needed later.
pub(super) fn theory(page: &mut Page, cause: &Cause, knowledge: &Knowledge, case: &Case) {
    page.heading("It is fixed when");
    page.text(case.fill(&cause.proof));
    page.text(case.fill(&cause.duration));
    if !cause.if_not.is_empty() {
        page.heading("If this did not help");
        for id in &cause.if_not {
            page.link(id, knowledge.cause_title(id));
        }
    }
    page.heading("Escalate");
    page.text(case.fill(&cause.escalate));
    whom_to_reach(page, cause, knowledge);
    if let Some(message) = cause.tell_postmaster {
        let whom = match cause.owner {
            Owner::Isp => "For our provider",
            Owner::ListOwner => "For the owner of the group or list",
            _ => "For their postmaster",
        };
        page.heading(whom);
        if let Some(gaps) = case.gaps(&message) {
            page.aside(gaps);
        }
        page.quote(case.fill_message(&message));
    }
    if !cause.codes.is_empty() {
        page.heading("Comes with");
        page.text(cause.codes.iter().map(|code| code.as_str()).collect::<Vec<_>>().join("  "));
    }
    collisions(page, knowledge.collisions_of_cause(&cause.id));
    myths(page, &cause.myths);
    sources(page, &cause.sources);
    words_used(page, &cause.words, knowledge);
}
