//! Texts that are no messages: which of the forms one has, and what it says.

use std::borrow::Cow;

use super::phrases::Tells;
use super::prose::{Known, Prose};
use super::transcript::Step;
use super::types::{Action, Delivery, Evidence, Kind, Reply};
use super::{
    Forms, account, json, log, mail, outlook, paste, queue, reply, report, returned, size,
    transcript,
};
use crate::code::{EnhancedCode, ReplyCode};

/// Longer texts are read as logs and listings only.
const LONGEST: usize = 4 << 20;

/// Reads a text.
pub(super) fn read(bytes: &[u8], forms: &Forms) -> Evidence {
    let text = paste::text(bytes);
    if matches!(text, Cow::Owned(_)) && mail::looks_like_one(text.as_bytes()) {
        return mail::read(text.as_bytes(), forms);
    }
    if queue::is_empty(&text) {
        let notes = vec!["the queue is empty: nothing waits there".to_owned()];
        return Evidence { notes, ..Evidence::default() };
    }
    let words = reply::cut(&text, mail::WORDS).to_owned();
    let mut evidence = Evidence { words, ..Evidence::default() };
    if outlook::looks_like_one(bytes) {
        let note = "the Outlook file is damaged: only its readable words were taken";
        evidence.notes.push(note.to_owned());
    }
    formal(&mut evidence, &text, forms);
    if evidence.deliveries.is_empty() {
        loose(&mut evidence, &text, forms);
    }
    if text.trim().is_empty() {
        return Evidence {
            notes: vec!["nothing in it is readable".to_owned()],
            ..Evidence::default()
        };
    }
    evidence
}

/// Reads what machines write: listings, logs, notices, dialogues, reports.
fn formal(evidence: &mut Evidence, text: &str, forms: &Forms) {
    if let Some(deliveries) = queue::read(text, forms) {
        (evidence.kind, evidence.deliveries) = (Kind::Queue, deliveries);
    } else if let Some(log) = log::read(text, forms) {
        if log.cut {
            evidence.notes.push("only the first failures of the log were kept".to_owned());
        }
        evidence.date = log.date;
        evidence.kind = if log.is_queue { Kind::Queue } else { Kind::Log };
        evidence.deliveries = log.deliveries;
    } else {
        let notices = json::read(text, forms);
        if !notices.is_empty() {
            let is_queue = text.contains("\"queue_id\"");
            evidence.kind = if is_queue { Kind::Queue } else { Kind::Bounce };
            evidence.deliveries = notices;
        } else if text.len() > LONGEST {
            evidence.notes.push("only the beginning of the text was read".to_owned());
        } else if report::is_in(text) {
            let report = report::read(text, forms);
            let delayed = report.deliveries.iter().all(|d| d.action == Some(Action::Delayed));
            evidence.kind = if delayed { Kind::Delay } else { Kind::Bounce };
            evidence.date = report.date;
            evidence.deliveries = report.deliveries;
            for delivery in &mut evidence.deliveries {
                delivery.reporting_host.clone_from(&report.reporting_host);
                delivery.sender.clone_from(&report.sender);
            }
        }
    }
}

/// Reads what people copied or wrote.
fn loose(evidence: &mut Evidence, text: &str, forms: &Forms) {
    let text = reply::cut(text, LONGEST);
    let prose = Prose::new(text, forms);
    if let Some((delivery, sender)) = dialogue(text, forms) {
        evidence.kind = Kind::Transcript;
        evidence.deliveries.push(Delivery { sender, ..delivery });
        return;
    }
    let account = prose.whole().clone();
    // What starts with a code is a reply, whatever words it uses.
    let is_reply =
        account.said.at.is_some_and(|at| text.get(..at).is_some_and(|t| t.trim().is_empty()));
    let is_dialog = !is_reply && (account.client_code.is_some() || prose.tells(Tells::Dialog));
    let says_no = prose.tells(Tells::Failed) || prose.tells(Tells::Delayed);
    let says_why = prose.has_recipient_alone() && (account.has_reply_code() || account.local);
    if !is_dialog && !is_reply && (says_no && prose.names_recipient() || says_why) {
        evidence.returned = returned::facts(&returned::header(prose.returned()));
        evidence.deliveries = prose.deliveries(Known::default());
        let delayed = prose.is_delayed();
        evidence.kind = if delayed { Kind::Delay } else { Kind::Bounce };
        let action = if delayed { Action::Delayed } else { Action::Failed };
        for delivery in &mut evidence.deliveries {
            delivery.action = Some(action);
        }
        return;
    }
    evidence.kind = if is_dialog || account.socket_error.is_some() && !account.has_code() {
        Kind::Dialog
    } else if account.has_code() {
        Kind::Reply
    } else {
        Kind::Words
    };
    let mut delivery = Delivery::default();
    account.fill(&mut delivery);
    delivery.action = report::action_alone(text).or_else(|| {
        // Handed on with a final code it is over, whatever is quoted in that.
        let is_final = |reply: &Reply| {
            let class = reply.code.map(ReplyCode::class);
            class.or(reply.enhanced.map(EnhancedCode::class)) == Some(5)
        };
        delivery.wrappers.iter().any(is_final).then_some(Action::Failed)
    });
    let named = delivery.reply.as_ref().and_then(|reply| account::recipient(&reply.text));
    delivery.recipient = named.or_else(|| prose.told_recipient().map(str::to_owned));
    evidence.deliveries.push(delivery);
}

/// What a dialogue of client and server says, where the text is one.
fn dialogue(text: &str, forms: &Forms) -> Option<(Delivery, Option<String>)> {
    let mut steps = transcript::read(text);
    let commands = |steps: &[Step]| steps.iter().filter(|step| !step.command.is_empty()).count();
    let replies = |steps: &[Step]| steps.iter().filter(|step| !step.reply.is_empty()).count();
    if commands(&steps) == 0 || replies(&steps) == 0 {
        let logged = transcript::read_logged(text, forms);
        if commands(&logged) > 0 && replies(&logged) > 0 {
            steps = logged;
        }
    }
    if steps.is_empty() {
        steps = transcript::read_unmarked(text);
        if commands(&steps) == 0 || replies(&steps) < 2 {
            return None;
        }
    }
    let named = |verb: &str| {
        let mut steps = steps.iter().rev().filter(|step| {
            step.command.get(..verb.len()).is_some_and(|start| start.eq_ignore_ascii_case(verb))
        });
        steps.find_map(|step| returned::first_address(&step.command))
    };
    let (step, stage) = transcript::deciding(&steps, None).or_else(|| {
        steps.iter().rev().find(|step| !step.reply.is_empty()).map(|step| (step, None))
    })?;
    let mut delivery = Delivery { stage, ..Delivery::default() };
    account::read(&step.reply, forms).fill(&mut delivery);
    (delivery.size, delivery.size_limit) = size::of_dialogue(&steps);
    let own = step.command.get(..4).is_some_and(|verb| verb.eq_ignore_ascii_case("RCPT"));
    let recipient = if own { returned::first_address(&step.command) } else { None };
    delivery.recipient = recipient.or_else(|| named("RCPT"));
    delivery.action = step.failed().then_some(Action::Failed);
    // The greeting names the host.
    let greeting = steps.iter().find(|step| step.reply.starts_with("220"));
    delivery.remote_host = greeting
        .and_then(|step| account::leading_host(step.reply.get(4..)?))
        .map(str::to_owned)
        .or(delivery.remote_host);
    Some((delivery, named("MAIL")))
}
