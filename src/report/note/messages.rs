//! What is sent to somebody: each carries what they need and no more.

use super::super::fill::Case;
use super::super::page::Page;
use super::content::{Note, Particulars};
use super::page::note_page;
use crate::diagnosis::Outcome;
use crate::guide::Session;
use crate::knowledge::{Cause, Knowledge, Owner};
use crate::text::Redactor;

/// The cause that is treated and the case.
fn treated<'k>(session: &Session<'_>, knowledge: &'k Knowledge) -> Option<(&'k Cause, Case)> {
    let cause = session.state().cause.and_then(|id| knowledge.cause(&id))?;
    Some((cause, Case::of_session(session, &session.state())))
}

/// The sentence for the user: nobody else's data is in it. Where the message
/// was passed on to an address that the user does not know, the one that they
/// wrote to stands there. `None` while no cause is reached.
pub fn for_user(session: &Session<'_>, knowledge: &Knowledge) -> Option<String> {
    let (cause, case) = treated(session, knowledge)?;
    let written_to = session.exhibits().find_map(|exhibit| exhibit.written_to.as_deref());
    Some(case.for_user(written_to).tell_user(cause))
}

/// Whom at the other side anybody may write to, whoever they are.
const ROLES: &[&str] =
    &["abuse", "delist", "help", "helpdesk", "hostmaster", "noc", "postmaster", "support"];

/// What stands for the time where nothing tells it.
const TIME: &str = "TIME-OF-THE-MESSAGE";

/// The message for the other side's postmaster, or whoever has to act there,
/// with the failing address, the sending address and host, the time and the
/// reply. What their server said stays as it said it, but for other people's
/// addresses and what is inside our house. `None` where nobody there has to
/// act.
pub fn for_postmaster(session: &Session<'_>, knowledge: &Knowledge) -> Option<Page> {
    let (cause, case) = treated(session, knowledge)?;
    let message = cause.tell_postmaster?;
    let outcome = session.outcome();
    let value = |pick: fn(&Outcome) -> Option<&str>| outcome.and_then(pick);
    let recipient = value(|outcome| outcome.recipient.as_deref());
    let sender = value(|outcome| outcome.sender.as_deref());
    let ours = value(Outcome::our_host);
    let theirs = value(|outcome| outcome.remote_host.as_deref());
    let ip = value(|outcome| outcome.sending_ip.as_deref());
    let told = case.reply().unwrap_or_default();
    let mut redactor = [recipient, sender, ours, theirs, ip]
        .into_iter()
        .chain(addresses(told).filter(|address| is_role(address)).map(Some))
        .chain([only_address(told).filter(|_| recipient.is_none())])
        .fold(Redactor::only_ours(&inside(outcome)), Redactor::keep);
    let mut page = Page::new();
    let whom = match session.owner(cause) {
        Owner::Isp => "our provider".to_owned(),
        Owner::ListOwner => "the owner of the group or list".to_owned(),
        _ => recipient
            .and_then(domain_of)
            .map_or("their postmaster".to_owned(), |domain| format!("postmaster@{domain}")),
    };
    let mut sent = session.exhibits().filter_map(|exhibit| exhibit.sent.as_deref());
    let mut reported = session.exhibits().filter_map(|exhibit| exhibit.reported.as_deref());
    let time = sent.next().or_else(|| reported.next());
    if let Some(gaps) = case.gaps_and(&message, time.is_none().then_some(TIME)) {
        page.aside(gaps);
        page.gap();
    }
    page.field("To", whom);
    page.field("Subject", format!("Mail that cannot be delivered: {}", cause.title));
    page.gap();
    page.text(redactor.redact(&case.fill_message(&message)));
    page.gap();
    let fields = [
        ("Failing", recipient),
        ("Sender", sender),
        ("Our host", ours),
        ("Our IP", ip),
        ("Your host", theirs),
        ("Time", time.or(Some(TIME))),
    ];
    for (label, value) in fields {
        if let Some(value) = value {
            page.field(label, value);
        }
    }
    if let Some(reply) = case.reply() {
        page.field("Reply", redactor.redact(reply));
    }
    Some(page)
}

/// The domains whose hosts are inside our house: the sender's and that of our
/// reporting host, unless they are the recipient's too.
fn inside(outcome: Option<&Outcome>) -> Vec<String> {
    let Some(outcome) = outcome else { return Vec::new() };
    let above = |host: &str| host.split_once('.').map(|(_, domain)| domain.to_owned());
    let own = outcome.sender.as_deref().and_then(domain_of).map(str::to_owned);
    // The domain above a host of two labels is a whole country.
    let of_host = outcome.our_host().and_then(above).filter(|domain| domain.contains('.'));
    let theirs = outcome.recipient.as_deref().and_then(domain_of);
    own.into_iter()
        .chain(of_host)
        .filter(|domain| theirs.is_none_or(|theirs| !theirs.eq_ignore_ascii_case(domain)))
        .collect()
}

/// The addresses in a reply.
fn addresses(reply: &str) -> impl Iterator<Item = &str> {
    let is_break = |c: char| c.is_whitespace() || "<>()[]{}\"'`,;|".contains(c);
    reply
        .split(is_break)
        .map(|word| word.trim_end_matches(['.', ':', '!', '?', '=']))
        .filter(|word| domain_of(word).is_some_and(|domain| domain.contains('.')))
}

/// The address that a reply is about: the only one in it.
fn only_address(reply: &str) -> Option<&str> {
    let mut found = addresses(reply).filter(|address| !is_role(address));
    let first = found.next()?;
    found.all(|other| other.eq_ignore_ascii_case(first)).then_some(first)
}

fn is_role(address: &str) -> bool {
    let local = address.rsplit_once('@').map_or("", |(local, _)| local);
    ROLES.iter().any(|role| role.eq_ignore_ascii_case(local))
}

fn domain_of(address: &str) -> Option<&str> {
    address.rsplit_once('@').map(|(_, domain)| domain).filter(|domain| !domain.is_empty())
}

/// The packet for whoever takes over: to whom, with which evidence, and the
/// whole note. What is shared beyond the organisation goes without the text in
/// hand, whose words nothing can tell names in.
pub fn packet(
    session: &Session<'_>,
    knowledge: &Knowledge,
    about: &Particulars,
    is_shared: bool,
) -> Page {
    let mut page = Page::new();
    let mut redactor = stand_ins(session);
    let mut told = |text: String| if is_shared { redactor.redact(&text) } else { text };
    if let Some((cause, case)) = treated(session, knowledge) {
        // Its text names whom; the owner can be who escalates.
        page.title(format!("Escalation: {}", cause.title));
        page.text(told(case.fill(&cause.escalate)));
        page.gap();
        page.field("Fixed when", told(case.fill(&cause.proof)));
    } else {
        page.title("Escalation: the cause could not be told");
        page.text("The questions below were answered; one stayed open.");
    }
    page.gap();
    let note = Note::new(session, knowledge, about);
    page.append(note_page(&if is_shared { note.shared(session) } else { note }));
    let words = session.exhibits().find(|exhibit| !exhibit.words.trim().is_empty());
    if let Some(exhibit) = words.filter(|_| !is_shared) {
        page.heading("The text in hand");
        page.quote(exhibit.words.trim());
    }
    page
}

/// A redactor that keeps nothing of a session.
pub(super) fn stand_ins(session: &Session<'_>) -> Redactor {
    let outcome = session.outcome();
    let mut redactor = Redactor::new()
        .hide_name_of(outcome.and_then(|outcome| outcome.recipient.as_deref()))
        .hide_name_of(outcome.and_then(|outcome| outcome.sender.as_deref()));
    for exhibit in session.exhibits() {
        redactor = redactor
            .hide_name_of(exhibit.written_to.as_deref())
            .hide_name_of(exhibit.recipient.as_deref());
    }
    redactor
}
