//! Whole messages: which parts they have, and what each of them says.

use std::borrow::Cow;

use super::headers::Header;
use super::mime::{self, Media, Message};
use super::phrases::Tells;
use super::prose::{Known, Prose};
use super::report::Report;
use super::types::{Action, Delivery, Evidence, Kind};
use super::{
    Forms, account, address, complaint, decode, json, outlook, paste, reply, report, returned,
};
use crate::code::Stage;

/// Messages inside messages are read down to this depth.
const DEEPEST: usize = 3;
/// At most this many bytes of readable words are kept.
pub(super) const WORDS: usize = 64 * 1024;

/// Fields of which a message has at least two, and a pasted text hardly ever
/// at its beginning.
const TELLING: [&str; 9] = [
    "Received",
    "Return-Path",
    "Message-ID",
    "MIME-Version",
    "Content-Type",
    "Subject",
    "From",
    "Date",
    "Delivered-To",
];

/// Whether the bytes start as a message does: with a header of at least two
/// fields that messages have.
pub(super) fn looks_like_one(bytes: &[u8]) -> bool {
    // The first lines nearly always tell; the rest of a long header is read
    // only where they do not.
    let has_fields = [2 * 1024, 16 * 1024].into_iter().any(|limit| {
        let (header, _) = Header::read(bytes.get(..limit).unwrap_or(bytes));
        TELLING.iter().filter(|name| header.raw(name).is_some()).take(2).count() == 2
    });
    has_fields && !super::log::looks_like_list(bytes)
}

/// Reads a message.
pub(super) fn read(bytes: &[u8], forms: &Forms) -> Evidence {
    read_at(bytes, forms, 0)
}

/// Once so much text was read, further parts say nothing new.
const LONGEST_TEXT: usize = 1 << 20;

/// What the parts of a message hold, in one place.
#[derive(Default)]
struct Contents<'a> {
    /// What people read.
    text: String,
    report: Report,
    complaint: Option<complaint::Complaint>,
    /// The message that came back, or its header.
    returned: Option<Cow<'a, [u8]>>,
    /// The size of the message that came back, where it seems whole.
    size: Option<u64>,
    notes: Vec<String>,
}

impl Contents<'_> {
    /// Notes what was odd, once.
    fn note(&mut self, note: &str) {
        if !self.notes.iter().any(|known| known == note) {
            self.notes.push(note.to_owned());
        }
    }

    /// Adds to what people read, with plain line ends.
    fn add(&mut self, text: &str) {
        if self.text.len() >= LONGEST_TEXT {
            self.note("the text is very long: what is beyond 1 MiB was not read");
            return;
        }
        let mut from = 0;
        for at in memchr::memchr_iter(b'\r', text.as_bytes()) {
            self.text.push_str(text.get(from..at).unwrap_or_default());
            from = at + 1;
        }
        self.text.push_str(text.get(from..).unwrap_or_default());
        if !text.ends_with('\n') {
            self.text.push('\n');
        }
    }
}

fn read_at(bytes: &[u8], forms: &Forms, depth: usize) -> Evidence {
    let message = mime::read(bytes);
    let contents = contents(&message, forms);
    let prose = Prose::new(&contents.text, forms);
    let mut evidence = Evidence { notes: contents.notes.clone(), ..Evidence::default() };
    evidence.date = message.header.get("Date").map(Cow::into_owned);
    // The returned copy speaks of its own way, not of what went wrong.
    let said = Some(prose.section()).filter(|section| !section.trim().is_empty());
    reply::cut(said.unwrap_or(&contents.text), WORDS).clone_into(&mut evidence.words);
    let (inner, has_body) = match &contents.returned {
        Some(bytes) => {
            let (header, body) = Header::read(bytes);
            (header, bytes.get(body..).is_some_and(|body| !body.trim_ascii().is_empty()))
        }
        None => (returned::header(prose.returned()), false),
    };
    evidence.returned = returned::facts(&inner);

    if let Some(complaint) = complaint::find(&message, contents.complaint, &inner) {
        evidence.kind = Kind::Complaint;
        evidence.deliveries.push(complaint.into_delivery());
        return evidence;
    }
    evidence.deliveries = from_report(contents.report, &prose, &message.header);
    if evidence.deliveries.is_empty() {
        evidence.deliveries = json::read(&contents.text, forms);
    }
    if evidence.deliveries.is_empty() {
        // A bounce that somebody passed on as an attachment is in there.
        if let Some(inside) = &contents.returned
            && depth < DEEPEST
            && message.header.raw("X-Failed-Recipients").is_none()
            && !prose.names_recipient()
        {
            let nested = read_at(inside, forms, depth + 1);
            if matches!(nested.kind, Kind::Bounce | Kind::Delay | Kind::Complaint) {
                return nested;
            }
        }
        from_prose(&mut evidence, &message.header, &prose, &inner, forms);
    } else {
        let delayed = evidence.deliveries.iter().all(|d| d.action == Some(Action::Delayed));
        evidence.kind = if delayed { Kind::Delay } else { Kind::Bounce };
    }
    finish(&mut evidence, &message.header, &inner, &prose);
    // A header that came back alone tells nothing of the size.
    let size = contents.size.filter(|_| has_body);
    for delivery in evidence.deliveries.iter_mut().filter(|delivery| delivery.size.is_none()) {
        delivery.size = size;
    }
    evidence
}

/// Puts together what the parts say.
fn contents<'a>(message: &Message<'a>, forms: &Forms) -> Contents<'a> {
    let mut contents = Contents::default();
    let has_plain = message
        .parts
        .iter()
        .any(|part| part.media == Media::Plain && !part.body.trim_ascii().is_empty());
    for part in &message.parts {
        match part.media {
            Media::Html if has_plain && part.alternative => {}
            Media::Plain | Media::Html => {
                let text = decode::text(part);
                let is_lost = text.is_empty() && !part.body.trim_ascii().is_empty();
                if part.media == Media::Plain && is_lost {
                    contents.note("a part could not be decoded: its words are missing");
                }
                if contents.report.deliveries.is_empty() && report::is_in(&text) {
                    contents.report = report::read(&text, forms);
                }
                let ends = if report::is_in(&text) { report::start(&text) } else { text.len() };
                contents.add(text.get(..ends).unwrap_or_default());
            }
            Media::Status => {
                let text = decode::text(part);
                let found = report::read(&text, forms);
                if contents.report.deliveries.is_empty() {
                    contents.report = found;
                } else {
                    contents.report.deliveries.extend(found.deliveries);
                }
            }
            Media::Feedback => contents.complaint = Some(complaint::read(&decode::text(part))),
            Media::Message | Media::Headers => {
                if contents.returned.is_none() {
                    let is_whole =
                        part.media == Media::Message && part.encoding == mime::Encoding::Identity;
                    contents.size = is_whole.then_some(part.body.len() as u64);
                    contents.returned = Some(decode::bytes(part));
                }
            }
            Media::Outlook => {
                let bytes = decode::whole(part);
                match outlook::as_mail(&bytes, forms) {
                    Some(saved) if contents.returned.is_none() => {
                        contents.returned = Some(Cow::Owned(saved.bytes));
                    }
                    Some(_) => {}
                    None => contents.add(&paste::text(&bytes)),
                }
            }
            Media::Picture | Media::Other => {}
        }
    }
    if message.cut {
        contents.note("the message has more parts than were read");
    }
    if contents.text.trim().is_empty()
        && contents.report.deliveries.is_empty()
        && message.parts.iter().any(|part| part.media == Media::Picture)
    {
        contents.note("there is only a picture: its words cannot be read");
    }
    contents
}

/// The deliveries of a report, with what only the prose beside it says.
fn from_report(report: Report, prose: &Prose, header: &Header) -> Vec<Delivery> {
    let mut deliveries = report.deliveries;
    if let [delivery] = deliveries.as_mut_slice()
        && delivery.recipient.as_deref().is_none_or(|address| address::plain(address).is_none())
    {
        // A file, a program or half an address: others name the one that was
        // written to.
        let failed = failed_recipients(header).into_iter().next();
        let better = failed.or_else(|| prose.only_recipient().map(str::to_owned));
        if better.is_some() {
            delivery.original_recipient = delivery.recipient.take();
            delivery.recipient = better;
        }
    }
    let about_all = deliveries.len() <= 64;
    let is_only = deliveries.len() == 1;
    for delivery in &mut deliveries {
        delivery.reporting_host.clone_from(&report.reporting_host);
        delivery.sender.clone_from(&report.sender);
        let has_code = delivery.reply_code().is_some();
        let has_words = delivery.reply.as_ref().is_some_and(|reply| !reply.text.is_empty());
        if (has_code && delivery.stage.is_some()) || !about_all {
            continue;
        }
        let Some(mut account) = prose.about(delivery.recipient.as_deref(), is_only) else {
            continue;
        };
        let failed = delivery.action != Some(Action::Delivered);
        let is_better = account.has_reply_code() && account.said.is_sure;
        if !has_code && failed && (is_better || !has_words) {
            delivery.reply = None;
            delivery.wrappers.clear();
        } else {
            // The report's own reply stands, unless it is cut off there; only
            // its circumstances are asked.
            let longer = account.said.reply.take().filter(|other| {
                prose.has_steps()
                    && delivery.reply.as_ref().is_some_and(|own| {
                        own.code == other.code
                            && other.text.len() > own.text.len()
                            && other.text.starts_with(&own.text)
                    })
            });
            if longer.is_some() {
                delivery.reply = longer;
            }
        }
        account.fill(delivery);
    }
    deliveries
}

/// The recipients that a header names as failed.
fn failed_recipients(header: &Header) -> Vec<String> {
    header
        .fields()
        .iter()
        .filter(|field| field.is("X-Failed-Recipients"))
        .flat_map(|field| {
            let value = super::headers::unfolded(field.value);
            address::all(&value).map(|found| found.address.to_owned()).collect::<Vec<_>>()
        })
        .collect()
}

/// Whether the message comes from a mail system, not from a person.
fn from_daemon(header: &Header) -> bool {
    let from = header.get("From").unwrap_or_default().to_ascii_lowercase();
    [
        "mailer-daemon",
        "mail delivery",
        "mail.delivery",
        "postmaster",
        "mail administrator",
        "system administrator",
    ]
    .iter()
    .any(|name| from.contains(name))
        || from.trim() == "<>"
}

/// Whether nobody is to answer it, as is the case with all that machines send
/// (RFC 5321, section 4.5.5).
fn has_null_sender(header: &Header) -> bool {
    header.get("Return-Path").is_some_and(|path| path.trim() == "<>")
}

/// What the subject tells.
fn subject_tells(header: &Header, forms: &Forms, what: Tells) -> bool {
    let subject = header.decoded("Subject").unwrap_or_default();
    forms.hits(&subject).iter().any(|hit| hit.tells == what)
}

/// Reads a message without a delivery report.
fn from_prose(
    evidence: &mut Evidence,
    header: &Header,
    prose: &Prose,
    inner: &Header,
    forms: &Forms,
) {
    let failed = failed_recipients(header);
    let by_machine = !failed.is_empty() || from_daemon(header);
    let tells = prose.tells(Tells::Failed)
        || prose.has_steps()
        || prose.names_recipient() && prose.whole().has_reply_code()
        || subject_tells(header, forms, Tells::FailedSubject);
    let answers = is_auto_reply(header, forms) && !by_machine && !prose.tells(Tells::Failed);
    if answers || !(by_machine || tells || has_null_sender(header)) {
        not_a_bounce(evidence, header, prose, forms);
        return;
    }
    let sender = header.get("To").and_then(|to| returned::first_address(&to));
    let known = Known { failed: &failed, sender: sender.as_deref() };
    evidence.deliveries = prose.deliveries(known);
    for address in &failed {
        let is_new = !evidence.deliveries.iter().any(|delivery| {
            delivery.recipient.as_deref().is_some_and(|known| known.eq_ignore_ascii_case(address))
        });
        if is_new {
            evidence.deliveries.push(delivery_about(prose, Some(address)));
        }
    }
    if evidence.deliveries.is_empty() {
        let recipients = returned::recipients(inner);
        evidence.deliveries.push(delivery_about(prose, recipients.first()));
    }
    let delayed = subject_tells(header, forms, Tells::DelayedSubject) || prose.is_delayed();
    evidence.kind = if delayed { Kind::Delay } else { Kind::Bounce };
    let action = if delayed { Action::Delayed } else { Action::Failed };
    for delivery in &mut evidence.deliveries {
        delivery.action = delivery.action.or(Some(action));
    }
}

/// The delivery to a recipient that something else than the prose names.
fn delivery_about(prose: &Prose, recipient: Option<&String>) -> Delivery {
    let mut delivery = Delivery { recipient: recipient.cloned(), ..Delivery::default() };
    if let Some(account) = prose.about(recipient.map(String::as_str), true) {
        account.fill(&mut delivery);
    }
    delivery
}

/// A message of a person or of a person's mailbox.
fn not_a_bounce(evidence: &mut Evidence, header: &Header, prose: &Prose, forms: &Forms) {
    let mut delivery = Delivery::default();
    if is_auto_reply(header, forms) {
        evidence.kind = Kind::AutoReply;
        delivery.recipient = header.get("From").and_then(|from| returned::first_address(&from));
        prose.whole().clone().fill(&mut delivery);
    } else {
        let account = prose.whole();
        evidence.kind = if account.has_code() { Kind::Reply } else { Kind::Words };
        account.clone().fill(&mut delivery);
    }
    evidence.deliveries.push(delivery);
}

/// Whether a mailbox answered by itself (RFC 3834, section 5, and the fields
/// that were used before it).
fn is_auto_reply(header: &Header, forms: &Forms) -> bool {
    let says = |name: &str, word: &str| {
        header.get(name).is_some_and(|value| value.to_ascii_lowercase().contains(word))
    };
    says("Auto-Submitted", "auto-replied")
        || says("Precedence", "auto_reply")
        || says("X-Auto-Response-Suppress", "all")
            && subject_tells(header, forms, Tells::AutoReplySubject)
        || ["X-Autoreply", "X-Autorespond", "X-Autoresponse", "X-Apple-Action"]
            .iter()
            .any(|name| header.raw(name).is_some())
        || subject_tells(header, forms, Tells::AutoReplySubject)
}

/// Adds what holds for all recipients.
fn finish(evidence: &mut Evidence, header: &Header, inner: &Header, prose: &Prose) {
    let sender = inner.get("Return-Path").and_then(|path| returned::first_address(&path));
    let sender = sender.or_else(|| {
        let to = header.get("To")?;
        matches!(evidence.kind, Kind::Bounce | Kind::Delay).then(|| returned::first_address(&to))?
    });
    let reporting = prose
        .hits
        .iter()
        .filter(|hit| hit.tells == Tells::ReportingHost)
        .find_map(|hit| account::leading_host(super::codes::rest(prose.section(), hit.to)))
        .map(str::to_owned)
        .or_else(|| daemon_host(header));
    for delivery in &mut evidence.deliveries {
        delivery.sender = delivery.sender.take().or_else(|| sender.clone());
        delivery.reporting_host = delivery.reporting_host.take().or_else(|| reporting.clone());
        if delivery.stage.is_none() && is_of_their_own(delivery) {
            delivery.stage = Some(Stage::AfterAcceptance);
        }
    }
}

/// Whether the recipient's own side wrote the report, and names no other host:
/// then it had taken the message before it failed (RFC 5321, section 4.2.5).
fn is_of_their_own(delivery: &Delivery) -> bool {
    let domain = delivery.recipient.as_deref().and_then(|address| address.rsplit_once('@'));
    let (Some((_, domain)), Some(host)) = (domain, &delivery.reporting_host) else {
        return false;
    };
    let (domain, host) = (domain.to_ascii_lowercase(), host.to_ascii_lowercase());
    let is_theirs = host == domain || host.strip_suffix(&domain).is_some_and(|h| h.ends_with('.'));
    is_theirs && delivery.remote_host.is_none() && delivery.action == Some(Action::Failed)
}

/// The host of a mail system that wrote a bounce, from its address.
fn daemon_host(header: &Header) -> Option<String> {
    let from = header.get("From").filter(|_| from_daemon(header))?;
    let address = returned::first_address(&from)?;
    address.rsplit_once('@').map(|parts| parts.1.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_of_the_recipients_own_side_comes_after_acceptance() {
        let report = |host: &str, remote: &str| {
            let mail = format!(
                "From: MAILER-DAEMON@{host}\nSubject: Undelivered Mail\nMIME-Version: 1.0\n\
                 Content-Type: message/delivery-status\n\nReporting-MTA: dns; {host}\n\n\
                 Final-Recipient: rfc822; bob@partner.example\nAction: failed\nStatus: 5.2.2\n\
                 {remote}Diagnostic-Code: smtp; 552 5.2.2 Mailbox full\n"
            );
            read(mail.as_bytes(), Forms::builtin()).deliveries[0].stage
        };
        assert_eq!(report("mx1.partner.example", ""), Some(Stage::AfterAcceptance));
        assert_eq!(report("mx.ourco.example", ""), None);
        assert_eq!(report("notpartner.example", ""), None);
        assert_eq!(report("mx1.partner.example", "Remote-MTA: dns; in.partner.example\n"), None);
    }

    #[test]
    fn what_cannot_be_read_is_noted() {
        let head = "From: MAILER-DAEMON@mx.example\nSubject: Undelivered Mail\nMIME-Version: 1.0\n";
        let part = |kind: &str, body: &str| {
            format!("{head}Content-Type: {kind}\nContent-Transfer-Encoding: base64\n\n{body}\n")
        };
        // A picture that is said to be text.
        let picture = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
        for (kind, body, expected) in [
            ("text/plain", picture, "a part could not be decoded: its words are missing"),
            ("image/png", picture, "there is only a picture: its words cannot be read"),
        ] {
            let evidence = read(part(kind, body).as_bytes(), Forms::builtin());
            assert_eq!(evidence.notes, [expected], "{kind}");
        }
        let readable = read(part("text/plain", "NTUwIG5v").as_bytes(), Forms::builtin());
        assert!(readable.notes.is_empty(), "{:?}", readable.notes);
    }
}
