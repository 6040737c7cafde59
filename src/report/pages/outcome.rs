//! A diagnosis: what happened to each recipient, why the program thinks so,
//! and the remedy of the first cause.

use super::super::fill::Case;
use super::super::layout::Role;
use super::super::page::{Page, Rich};
use super::anatomy::anatomy;
use super::cause::{remedy, theory};
use super::provider::block_list;
use super::{collisions, fate, from_site, who_acts};
use crate::diagnosis::{Diagnosis, Outcome, is_open_end};
use crate::evidence::Kind;
use crate::guide::telling_question;
use crate::knowledge::{BlockList, Confidence, Knowledge, Provider, ProviderKind, SaidBy};

/// The page of a whole diagnosis: each recipient after the other.
pub fn diagnosis_page(diagnosis: &Diagnosis, knowledge: &Knowledge) -> Page {
    let mut page = Page::new();
    for (at, outcome) in diagnosis.outcomes.iter().enumerate() {
        if diagnosis.outcomes.len() > 1 {
            page.gap();
            page.aside(format!("Recipient {} of {}", at + 1, diagnosis.outcomes.len()));
        }
        // The remedy of the same cause is not told twice.
        let is_told = diagnosis.outcomes[..at].iter().any(|earlier| {
            earlier.top().map(|top| top.cause) == outcome.top().map(|top| top.cause)
        });
        page.append(if is_told {
            findings(outcome, diagnosis.kind, knowledge)
        } else {
            outcome_page(outcome, diagnosis.kind, knowledge)
        });
    }
    if diagnosis.outcomes.is_empty() {
        page.text("There is nothing to read in this input.");
    }
    if !diagnosis.notes.is_empty() {
        page.heading("Notes on the input");
        for note in &diagnosis.notes {
            page.point(note);
        }
    }
    page
}

/// The page of one recipient.
pub fn outcome_page(outcome: &Outcome, kind: Kind, knowledge: &Knowledge) -> Page {
    let mut page = findings(outcome, kind, knowledge);
    let case = Case::told(kind, outcome);
    let is_open = is_open(outcome);
    if is_open {
        others(&mut page, outcome, knowledge);
        settle(&mut page, outcome, kind, knowledge);
    }
    named_lists(&mut page, outcome, knowledge, &case);
    if let Some(cause) = outcome.top().and_then(|top| knowledge.cause(&top.cause)) {
        remedy(&mut page, cause, knowledge, &case, (&[], None));
        if !is_open {
            others(&mut page, outcome, knowledge);
            settle(&mut page, outcome, kind, knowledge);
        }
        several_meanings(&mut page, outcome, knowledge);
        anatomy(&mut page, outcome, knowledge);
        theory(&mut page, cause, knowledge, &case);
    }
    page
}

/// Whether several causes are left to be told apart before anybody acts.
pub(super) fn is_open(outcome: &Outcome) -> bool {
    outcome
        .top()
        .is_none_or(|top| is_open_end(&top.cause) || top.confidence == Confidence::Possible)
}

/// The block list that the reply names, if it is what the case is about: where
/// to look us up, how an entry ends.
fn named_lists(page: &mut Page, outcome: &Outcome, knowledge: &Knowledge, case: &Case) {
    for named in &outcome.references.lists {
        let provider = knowledge.provider(&named.provider);
        let list = provider.and_then(|own| own.lists.iter().find(|list| list.name == named.name));
        let is_about = |list: &&BlockList| {
            outcome.causes.iter().take(2).any(|finding| {
                list.cause == finding.cause
                    || list.answers.iter().any(|answer| answer.cause == finding.cause)
            })
        };
        if let Some(list) = list.filter(is_about) {
            page.heading(format!("The list that is named: {}", list.name));
            block_list(page, list, case);
        }
    }
}

/// The collisions that the case meets.
fn several_meanings(page: &mut Page, outcome: &Outcome, knowledge: &Knowledge) {
    let met = outcome.references.collisions.iter();
    collisions(page, met.filter_map(|id| knowledge.collision(id)));
}

/// What was found, without the remedy.
fn findings(outcome: &Outcome, kind: Kind, knowledge: &Knowledge) -> Page {
    let mut page = Page::new();
    verdict(&mut page, outcome, kind, knowledge);
    if let Some(recipient) = &outcome.recipient {
        page.field("To", recipient);
    }
    if outcome.said_by != SaidBy::Unknown || outcome.remote_host.is_some() {
        page.field("Said by", said_by(outcome, knowledge));
    }
    if let Some(stage) = outcome.stage {
        page.field("When", stage.label());
    }
    if let Some(sizes) = sizes(outcome) {
        page.field("Size", sizes);
    }
    because(&mut page, outcome, knowledge);
    page
}

/// How large the message is and may be, where both or one is known.
fn sizes(outcome: &Outcome) -> Option<String> {
    match (outcome.size, outcome.size_limit) {
        (Some(size), Some(limit)) => {
            Some(format!("the message has {}, the limit is {}", bytes(size), bytes(limit)))
        }
        (Some(size), None) => Some(format!("the message has {}", bytes(size))),
        (None, Some(limit)) => Some(format!("the limit is {}", bytes(limit))),
        (None, None) => None,
    }
}

/// A number of bytes, in MB too where it has some.
fn bytes(number: u64) -> String {
    let tenths = number.saturating_mul(10) >> 20;
    if tenths == 0 {
        return format!("{number} bytes");
    }
    format!("{}.{} MB ({number} bytes)", tenths / 10, tenths % 10)
}

/// Adds the cause with what it means, who acts and for how long it holds.
pub(super) fn verdict(page: &mut Page, outcome: &Outcome, kind: Kind, knowledge: &Knowledge) {
    let Some(top) = outcome.top() else { return };
    let Some(cause) = knowledge.cause(&top.cause) else { return };
    let case = Case::of(outcome);
    page.title(format!("{} ({})", cause.title, top.confidence.label()));
    from_site(page, cause.origin);
    page.text(case.fill(&cause.meaning));
    page.gap();
    who_acts(page, outcome.owner, knowledge);
    let prospect = if kind == Kind::Delay {
        "our server is still trying; nothing has come back yet"
    } else {
        case.prospect(cause)
    };
    fate(page, outcome.permanence, prospect);
}

/// Who said it, with host and provider where they are known.
pub(super) fn said_by(outcome: &Outcome, knowledge: &Knowledge) -> String {
    let mut text = outcome.said_by.label().to_owned();
    if let Some((host, is_about)) = outcome.said_of() {
        text.push_str(if is_about { ", about " } else { ", " });
        text.push_str(host);
    }
    // A block list is named by who speaks, and does not speak itself.
    let speaks = |provider: &&Provider| provider.kind != ProviderKind::Blocklist;
    let provider = outcome.provider.and_then(|id| knowledge.provider(&id));
    if let Some(provider) = provider.filter(speaks) {
        text.extend([" (", provider.name.as_str(), ")"]);
    }
    text
}

/// The reply itself, with its codes.
pub(super) fn reply(outcome: &Outcome) -> String {
    let codes = [
        outcome.reply_code.map(|code| code.to_string()),
        outcome.enhanced_code.map(|code| code.to_string()),
        outcome.client_code.map(|code| code.to_string()),
        outcome.socket_error.map(|code| format!("socket error {code}")),
        outcome.text.clone(),
    ];
    codes.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The reply itself and the words in it that decided.
fn because(page: &mut Page, outcome: &Outcome, knowledge: &Knowledge) {
    let because = outcome.top().map(|top| top.because.as_slice()).unwrap_or_default();
    let reply = reply(outcome);
    if !reply.is_empty() {
        let words = because.iter().map(String::as_str);
        page.rich("Reply", Rich::new(reply).mark(words, Role::Found));
    }
    if let Some(top) = outcome.top()
        && !top.because.is_empty()
    {
        let words: Vec<String> = top.because.iter().map(|words| format!("\"{words}\"")).collect();
        page.field("Because", words.join(", "));
    }
    for named in &outcome.references.tokens {
        let provider = knowledge.provider(&named.provider);
        let token = provider.and_then(|own| own.tokens.iter().find(|it| it.token == named.name));
        if let (Some(provider), Some(token)) = (provider, token) {
            page.field(token.token, format!("{} ({})", token.meaning, provider.name));
        }
    }
}

/// The one question that the evidence leaves open, if there is one.
pub(super) fn settle(page: &mut Page, outcome: &Outcome, kind: Kind, knowledge: &Knowledge) {
    let Some(question) = telling_question(knowledge, kind, outcome) else { return };
    page.heading("What would settle it");
    page.text(question.ask);
    for answer in &question.answers {
        page.point(answer.label);
    }
    page.aside(question.find_out);
}

/// The other causes that may be it.
pub(super) fn others(page: &mut Page, outcome: &Outcome, knowledge: &Knowledge) {
    if outcome.causes.len() < 2 {
        return;
    }
    page.heading("It could also be");
    for finding in &outcome.causes[1..] {
        let title = knowledge.cause(&finding.cause).map_or("", |cause| cause.title.as_str());
        let because: Vec<String> =
            finding.because.iter().take(3).map(|words| format!("\"{words}\"")).collect();
        let because = if because.is_empty() {
            String::new()
        } else {
            format!(", because of {}", because.join(", "))
        };
        page.link(finding.cause, format!("{title} ({}{because})", finding.confidence.label()));
    }
}
