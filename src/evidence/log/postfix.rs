//! Postfix: `status=` lines of deliveries, `reject:` lines of the server, and
//! failed sign-ins.

use super::field::{Memory, filled, host_and_ip, value};
use crate::code::Stage;
use crate::evidence::types::{Action, Delivery};
use crate::evidence::{Forms, account};

/// Reads a line, where it is one of these.
pub(super) fn read(line: &str, memory: &Memory, forms: &Forms) -> Option<Delivery> {
    delivery(line, memory, forms).or_else(|| reject(line, forms)).or_else(|| sign_in(line, forms))
}

/// `to=<…>, relay=…, dsn=5.1.1, status=bounced (host … said: …)`
fn delivery(line: &str, memory: &Memory, forms: &Forms) -> Option<Delivery> {
    let (_, rest) = line.split_once(" status=")?;
    let status = rest.split([' ', '(']).next()?;
    let action = match status {
        "bounced" | "expired" | "undeliverable" => Action::Failed,
        "deferred" | "SOFTBOUNCE" => Action::Delayed,
        "sent" | "deliverable" => Action::Delivered,
        _ => return None,
    };
    let reason = rest.split_once('(').map_or("", |parts| parts.1);
    let reason = reason.trim_end().strip_suffix(')').unwrap_or(reason);
    let (relay, ip) = line.split_once(" relay=").map_or((None, None), |parts| host_and_ip(parts.1));
    let mut delivery = Delivery {
        recipient: Some(filled(line, "to=")?),
        original_recipient: filled(line, "orig_to="),
        action: Some(action),
        status: value(line, "dsn=").and_then(|dsn| dsn.parse().ok()),
        sender: memory.sender(line),
        size: memory.size(line),
        remote_host: relay.or(ip),
        ..Delivery::default()
    };
    account::read(reason, forms).fill(&mut delivery);
    Some(delivery)
}

/// `NOQUEUE: reject: RCPT from host[ip]: 554 5.7.1 …; from=<…> to=<…>`
fn reject(line: &str, forms: &Forms) -> Option<Delivery> {
    let (_, rest) = line.split_once("reject: ")?;
    let (stage, rest) = rest.split_once(" from ")?;
    let stage = match stage {
        "CONNECT" => Stage::Connect,
        "EHLO" | "HELO" => Stage::Ehlo,
        "MAIL" => Stage::Mail,
        "RCPT" => Stage::Rcpt,
        "DATA" => Stage::Data,
        "END-OF-MESSAGE" | "BODY" => Stage::EndOfData,
        _ => return None,
    };
    let (client, said) = rest.split_once(": ")?;
    let fields = said.rfind("; from=").or_else(|| said.rfind("; proto=")).unwrap_or(said.len());
    let (said, fields) = said.split_at_checked(fields)?;
    let mut delivery = Delivery {
        recipient: filled(fields, "to="),
        sender: filled(fields, "from="),
        sending_ip: host_and_ip(client).1,
        stage: Some(stage),
        ..Delivery::default()
    };
    account::read(said, forms).fill(&mut delivery);
    // The server that wrote the line is the one that answered.
    delivery.remote_host = super::field::reporting_host(line);
    delivery.action = Some(super::refused(&delivery));
    Some(delivery)
}

/// `warning: unknown[192.0.2.7]: SASL LOGIN authentication failed: …`
fn sign_in(line: &str, forms: &Forms) -> Option<Delivery> {
    let (_, rest) = line.split_once("warning: ")?;
    let (client, said) = rest.split_once(": SASL ")?;
    said.contains("authentication failed").then_some(())?;
    let mut delivery = Delivery {
        action: Some(Action::Failed),
        sending_ip: host_and_ip(client).1,
        stage: Some(Stage::Auth),
        ..Delivery::default()
    };
    account::read(rest.get(client.len() + 2..)?, forms).fill(&mut delivery);
    Some(delivery)
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn deliveries() {
        check(
            "Jan  5 10:00:00 out postfix/qmgr[12]: 4F2B31C0A7: from=<ann@ourco.example>, size=900, nrcpt=1 (queue active)\n\
             Jan  5 10:00:01 out postfix/smtp[13]: 4F2B31C0A7: to=<kay@there.example>, relay=mx.there.example[192.0.2.5]:25, delay=1, dsn=5.1.1, status=bounced (host mx.there.example[192.0.2.5] said: 550 5.1.1 <kay@there.example> unknown (in reply to RCPT TO command))\n",
            &[
                "kay@there.example|failed|550|rcpt|mx.there.example|ann@ourco.example|<kay@there.example> unknown",
            ],
        );
        check(
            "Jan  5 10:00:01 out postfix/smtp[13]: 4F2B31C0A7: to=<kay@there.example>, relay=none, delay=1, dsn=4.4.1, status=deferred (connect to mx.there.example[192.0.2.5]:25: Connection timed out)",
            &[
                "kay@there.example|delayed|-|connect|mx.there.example|-|connect to mx.there.example[192.0.2.5]:25: Connection timed out",
            ],
        );
    }

    #[test]
    fn successes_count_only_where_nothing_failed() {
        let sent = "Jan  5 10:00:01 out postfix/smtp[13]: 4F2B31C0A7: to=<a@b.example>, relay=mx.b.example[192.0.2.5]:25, dsn=2.0.0, status=sent (250 2.0.0 Ok)\n";
        check(sent, &["a@b.example|delivered|250|-|mx.b.example|-|Ok"]);
        let failed = sent.replace("sent", "bounced").replace("250 2", "550 5");
        check(&format!("{sent}{failed}"), &["a@b.example|failed|550|-|mx.b.example|-|Ok"]);
    }

    #[test]
    fn rejections() {
        check(
            "Jan  5 10:00:01 mx postfix/smtpd[13]: NOQUEUE: reject: RCPT from unknown[192.0.2.7]: 454 4.7.1 <kay@there.example>: Relay access denied; from=<ann@ourco.example> to=<kay@there.example> proto=ESMTP helo=<x>",
            &[
                "kay@there.example|delayed|454|rcpt|mx|ann@ourco.example|<kay@there.example>: Relay access denied",
            ],
        );
        check(
            "Jan  5 10:00:01 mx postfix/smtps/smtpd[13]: warning: unknown[192.0.2.7]: SASL LOGIN authentication failed: UGFzc3dvcmQ6",
            &["-|failed|-|auth|-|-|SASL LOGIN authentication failed: UGFzc3dvcmQ6"],
        );
    }
}
