//! A cause has all its parts.

use super::{Report, prose};
use crate::knowledge::schema::{Cause, PLACEHOLDERS};
use crate::knowledge::words::Owner;

/// The longest title, so that it fits a list line at 80 columns.
const TITLE_LIMIT: usize = 72;

/// Checks one cause by itself.
pub(in crate::knowledge) fn check(cause: &Cause, report: &mut Report<'_>) {
    prose::sentence(&cause.title, "title", report);
    report.require(
        cause.title.chars().count() <= TITLE_LIMIT,
        "title",
        "is longer than 72 characters",
        "shorten it: it has to fit a line of the list",
    );
    for (text, field) in [
        (cause.meaning, "meaning"),
        (cause.proof, "proof"),
        (cause.duration, "duration"),
        (cause.escalate, "escalate"),
        (cause.tell_user, "tell_user"),
    ] {
        prose::sentences(&text, field, report);
        placeholders(&text, field, report);
    }
    for_the_user(&cause.tell_user, "tell_user", report);
    if let Some(sentence) = cause.tell_user_returned {
        prose::sentences(&sentence, "tell_user_returned", report);
        for_the_user(&sentence, "tell_user_returned", report);
    }
    for (n, when) in cause.owner_when.iter().enumerate() {
        report.require(
            when.given_up || !when.said_by.is_empty(),
            &format!("owner_when[{n}]"),
            "has no condition",
            "give `said_by` or `given_up`",
        );
    }
    if let Some(message) = cause.tell_postmaster {
        prose::sentences(&message, "tell_postmaster", report);
        placeholders(&message, "tell_postmaster", report);
    }
    report.require(
        cause.tell_postmaster.is_some()
            || !matches!(cause.owner, Owner::TheirAdmin | Owner::ListOwner),
        "tell_postmaster",
        "is missing though the other side has to act",
        "write the message that we send them",
    );
    steps(cause, report);
    for (n, text) in cause.do_not.iter().enumerate() {
        prose::sentences(text, &format!("do_not[{n}]"), report);
        placeholders(text, &format!("do_not[{n}]"), report);
    }
    prose::myths(&cause.myths, "myth", report);
    report.require(
        !cause.samples.is_empty(),
        "sample",
        "there is none",
        "add at least one real reply, or the words that a user says",
    );
    prose::sources(&cause.sources, report);
}

/// Checks what the person who could not send is told.
fn for_the_user(text: &str, field: &str, report: &mut Report<'_>) {
    prose::plain_words(text, field, report);
    for placeholder in named_placeholders(text) {
        report.require(
            placeholder == "recipient" || placeholder == "recipient_domain",
            field,
            &format!("names `{placeholder}`"),
            "the user is told nobody's data but the address that they wrote to",
        );
    }
}

/// Checks the steps.
fn steps(cause: &Cause, report: &mut Report<'_>) {
    report.require(!cause.steps.is_empty(), "step", "there is none", "say what to do");
    for (n, step) in cause.steps.iter().enumerate() {
        for (text, name) in [(step.action, "do"), (step.expect, "expect")] {
            let field = format!("step[{n}].{name}");
            prose::sentences(&text, &field, report);
            placeholders(&text, &field, report);
        }
        for (m, command) in step.commands.iter().enumerate() {
            let field = format!("step[{n}].commands[{m}]");
            prose::sentence(&command.command, &field, report);
            placeholders(&command.command, &field, report);
        }
    }
}

/// The words in braces.
fn named_placeholders(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(name, _)| name))
}

/// Checks that every word in braces is one that can be filled.
///
/// Braces with anything but letters and `_` between them are a shell's or a
/// script's own and are left alone.
fn placeholders(text: &str, field: &str, report: &mut Report<'_>) {
    for name in named_placeholders(text) {
        let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        if is_name && !PLACEHOLDERS.iter().any(|known| known.name == name) {
            let names: Vec<String> =
                PLACEHOLDERS.iter().map(|known| format!("{{{}}}", known.name)).collect();
            report.add(
                field,
                format!("`{{{name}}}` is not known"),
                format!("use one of {}", names.join(", ")),
            );
        }
    }
}
