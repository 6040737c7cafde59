//! A cause has all its parts.

use super::{Report, prose};
use crate::knowledge::schema::{Cause, Command, PLACEHOLDERS, Step};
use crate::knowledge::words::{Owner, Platform};

/// The longest title, so that it fits a list line at 80 columns.
const TITLE_LIMIT: usize = 72;

/// The fewest steps, tempting mistakes and search words of a remedy, and the
/// fewest characters of a sentence that can say something.
const LEAST_STEPS: usize = 4;
const LEAST_MISTAKES: usize = 3;
const LEAST_ALIASES: usize = 5;
const LEAST_TEXT: usize = 80;

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
    whole(cause, report);
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

/// Checks that no remedy is thinner than another.
fn whole(cause: &Cause, report: &mut Report<'_>) {
    for (count, least, field, what) in [
        (cause.steps.len(), LEAST_STEPS, "step", "steps"),
        (cause.do_not.len(), LEAST_MISTAKES, "do_not", "tempting mistakes"),
        (cause.if_not.len(), 2, "if_not", "causes to look at next"),
        (cause.aliases.len(), LEAST_ALIASES, "aliases", "words to find it by"),
    ] {
        report.style(
            count >= least,
            field,
            &format!("has {count} {what}"),
            &format!("give at least {least}: no remedy is thinner than another"),
        );
    }
    for (text, field) in [
        (cause.meaning, "meaning"),
        (cause.proof, "proof"),
        (cause.escalate, "escalate"),
        (cause.tell_user, "tell_user"),
    ] {
        report.style(
            text.chars().count() >= LEAST_TEXT,
            field,
            "is too short to be of use",
            "say what is particular to this cause",
        );
    }
    report.style(
        cause.duration.bytes().any(|b| b.is_ascii_digit()) || names_a_time(&cause.duration),
        "duration",
        "names no time",
        "give real figures: minutes, hours, days",
    );
}

/// Whether a text says how long, if not in figures.
fn names_a_time(text: &str) -> bool {
    let text = text.to_lowercase();
    ["at once", "minute", "hour", "day", "week", "nothing has to be waited for", "as soon as"]
        .iter()
        .any(|word| text.contains(word))
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
        platforms(step, &format!("step[{n}].commands"), report);
        for (m, command) in step.commands.iter().enumerate() {
            let field = format!("step[{n}].commands[{m}]");
            prose::sentence(&command.command, &field, report);
            placeholders(&command.command, &field, report);
            quoted(&command.command, &field, report);
        }
    }
}

/// Programs that only a Unix shell has, and only Windows.
const UNIX_TOOLS: &[&str] =
    &["dig", "grep", "zgrep", "nc", "swaks", "awk", "tail", "df", "getent", "sha256sum"];
const WINDOWS_TOOLS: &[&str] = &[
    "nslookup",
    "Resolve-DnsName",
    "Test-NetConnection",
    "Get-ADUser",
    "Invoke-RestMethod",
    "ipconfig",
    "w32tm",
];

/// Programs that the other system has under another name: a step that gives
/// one of them gives both.
const ON_BOTH: &[&str] = &["dig", "nslookup", "Resolve-DnsName"];

/// Checks that commands stand under the system that has them, and that a
/// look-up is there for both systems.
fn platforms(step: &Step, field: &str, report: &mut Report<'_>) {
    let starts = |command: &Command| -> Option<&'static str> {
        let first = command.command.split([' ', ';']).next()?;
        UNIX_TOOLS.iter().chain(WINDOWS_TOOLS).copied().find(|tool| *tool == first)
    };
    let has = |platform| step.commands.iter().any(|command| command.platform == platform);
    for command in &step.commands {
        let Some(tool) = starts(command) else { continue };
        let fits = if UNIX_TOOLS.contains(&tool) {
            !matches!(
                command.platform,
                Platform::Windows
                    | Platform::Exchange
                    | Platform::ExchangeOnline
                    | Platform::ExchangeServer
            )
        } else {
            !matches!(command.platform, Platform::Unix | Platform::Postfix | Platform::Exim)
        };
        report.style(
            fits,
            field,
            &format!("`{tool}` is not there on {}", command.platform),
            "name the system that has it",
        );
        report.style(
            !ON_BOTH.contains(&tool)
                || has(Platform::Any)
                || (has(Platform::Unix)
                    && (has(Platform::Windows) || has(Platform::ExchangeServer)))
                || is_a_count(command),
            field,
            &format!("gives `{tool}` for one system only"),
            "give the Unix and the Windows way",
        );
    }
}

/// Whether a command counts something in the answer, which has no short way
/// on the other system.
fn is_a_count(command: &Command) -> bool {
    command.command.contains("grep -c")
}

/// The words in braces.
fn named_placeholders(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(name, _)| name))
}

/// Checks that what is filled with blanks and brackets in it stands between
/// single quotes, where no shell takes them for more than letters.
fn quoted(command: &str, field: &str, report: &mut Report<'_>) {
    for (at, _) in command.match_indices("{x500}") {
        if command[..at].matches('\'').count().is_multiple_of(2) {
            report.add(field, "`{x500}` stands outside quotes", "write 'X500:{x500}'");
        }
    }
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
