//! Exim: `**` failed, `==` deferred, `=>` delivered, and what the server
//! rejected.

use super::field::host_and_ip;
use crate::code::Stage;
use crate::evidence::types::{Action, Delivery};
use crate::evidence::{Forms, account, address};

/// Reads a line, where it is one of these.
pub(super) fn read(line: &str, forms: &Forms) -> Option<Delivery> {
    delivery(line, forms).or_else(|| rejected(line, forms))
}

/// `… 1rABCD-000001-2x ** kay@there.example R=dnslookup T=remote_smtp H=mx [ip]: reason`
fn delivery(line: &str, forms: &Forms) -> Option<Delivery> {
    let (action, mark) =
        [(Action::Failed, " ** "), (Action::Delayed, " == "), (Action::Delivered, " => ")]
            .into_iter()
            .find(|(_, mark)| line.contains(mark))?;
    let (before, rest) = line.split_once(mark)?;
    is_message_id(before.rsplit(' ').next()?).then_some(())?;
    let (fields, reason) = rest.split_once(": ").unwrap_or((rest, ""));
    let (first, _) = fields.split_once(' ').unwrap_or((fields, ""));
    let recipient = first.trim_end_matches(':');
    let host = fields.split_once(" H=").map_or((None, None), |parts| host_and_ip(parts.1));
    let original =
        fields.split_once('<').and_then(|parts| address::plain(parts.1.split('>').next()?));
    let mut delivery = Delivery {
        recipient: Some(recipient.to_owned()),
        original_recipient: original.filter(|o| *o != recipient).map(str::to_owned),
        action: Some(action),
        sender: sender(fields),
        remote_host: host.0,
        socket_error: errno(fields),
        ..Delivery::default()
    };
    if action != Action::Delivered {
        account::read(reason, forms).fill(&mut delivery);
    }
    Some(delivery)
}

/// `H=host (helo) [ip] F=<sender> rejected RCPT <kay@there.example>: reason`
fn rejected(line: &str, forms: &Forms) -> Option<Delivery> {
    let (fields, rest) = line.split_once(" rejected ")?;
    let (_, client) = fields.split_once("H=")?;
    let (what, reason) = rest.split_once(": ")?;
    let stage = match what.split(' ').next()? {
        "RCPT" => Stage::Rcpt,
        "MAIL" => Stage::Mail,
        "EHLO" | "HELO" => Stage::Ehlo,
        "after" | "during" => Stage::EndOfData,
        "AUTH" => Stage::Auth,
        "STARTTLS" => Stage::Starttls,
        "connection" => Stage::Connect,
        _ => return None,
    };
    let is_temporary = fields.ends_with(" temporarily");
    let mut delivery = Delivery {
        recipient: address::all(what)
            .next()
            .filter(|_| stage == Stage::Rcpt)
            .map(|a| a.address.to_owned()),
        action: Some(if is_temporary { Action::Delayed } else { Action::Failed }),
        sender: sender(fields),
        sending_ip: host_and_ip(client).1,
        stage: Some(stage),
        ..Delivery::default()
    };
    account::read(reason, forms).fill(&mut delivery);
    delivery.remote_host = None;
    Some(delivery)
}

/// The envelope sender: `F=<…>`, `P=<…>`.
fn sender(fields: &str) -> Option<String> {
    [" F=<", " P=<"].iter().find_map(|key| {
        let inner = fields.split_once(key)?.1.split('>').next()?;
        (!inner.is_empty()).then(|| inner.to_owned())
    })
}

/// The number in `defer (111)`, where it is that of a socket error.
fn errno(fields: &str) -> Option<crate::code::SocketError> {
    fields.split_once("defer (")?.1.split(')').next()?.parse().ok()
}

/// `1rABCD-000001-2x`, or its longer form of 4.97 on.
fn is_message_id(word: &str) -> bool {
    let mut parts = word.split('-');
    let is_part = |part: Option<&str>, length: usize| {
        part.is_some_and(|p| p.len() >= length && p.bytes().all(|b| b.is_ascii_alphanumeric()))
    };
    is_part(parts.next(), 6)
        && is_part(parts.next(), 6)
        && is_part(parts.next(), 2)
        && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn deliveries() {
        check(
            "2026-01-05 10:00:00 1rABCD-000001-2x ** kay@there.example F=<ann@ourco.example> R=dnslookup T=remote_smtp H=mx.there.example [192.0.2.5] X=TLS1.3:AES:256 CV=yes: SMTP error from remote mail server after RCPT TO:<kay@there.example>: 550 5.1.1 Unknown",
            &["kay@there.example|failed|550|rcpt|mx.there.example|ann@ourco.example|Unknown"],
        );
        check(
            "2026-01-05 10:00:00 1rABCD-000001-2x == kay@there.example R=dnslookup T=remote_smtp defer (111): Connection refused",
            &["kay@there.example|delayed|-|connect|-|-|Connection refused"],
        );
        check(
            "2026-01-05 10:00:00 1rABCD-000001-2x ** kay@there.example: Unrouteable address",
            &["kay@there.example|failed|-|-|-|-|Unrouteable address"],
        );
    }

    #[test]
    fn rejections() {
        check(
            "2026-01-05 10:00:00 H=x.example (helo) [192.0.2.7] F=<ann@ourco.example> rejected RCPT <kay@there.example>: relay not permitted",
            &["kay@there.example|failed|-|rcpt|-|ann@ourco.example|relay not permitted"],
        );
    }
}
