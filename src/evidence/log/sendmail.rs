//! Sendmail: `stat=` of deliveries, `reject=` of the server and its milters.

use super::field::{Memory, filled, host_and_ip, value};
use crate::code::Stage;
use crate::evidence::types::{Action, Delivery};
use crate::evidence::{Forms, account, address};

/// Reads a line, where it is one of these.
pub(super) fn read(line: &str, memory: &Memory, forms: &Forms) -> Option<Delivery> {
    delivery(line, memory, forms).or_else(|| reject(line, forms))
}

/// `to=<…>, mailer=esmtp, relay=mx. [ip], dsn=5.1.1, stat=User unknown`
fn delivery(line: &str, memory: &Memory, forms: &Forms) -> Option<Delivery> {
    let (fields, stat) = line.split_once(" stat=").filter(|parts| !parts.1.starts_with('"'))?;
    let recipient = address::all(fields.split_once("to=")?.1).next()?.address.to_owned();
    let action = if stat.starts_with("Sent") {
        Action::Delivered
    } else if stat.starts_with("Deferred") || stat.starts_with("queued") {
        Action::Delayed
    } else {
        Action::Failed
    };
    let relay = fields.split_once("relay=").map_or((None, None), |parts| host_and_ip(parts.1));
    let mut delivery = Delivery {
        recipient: Some(recipient),
        action: Some(action),
        status: value(fields, "dsn=").and_then(|dsn| dsn.parse().ok()),
        sender: memory.sender(line).or_else(|| filled(fields, "ctladdr=")),
        size: memory.size(line),
        remote_host: relay.0,
        ..Delivery::default()
    };
    let reason = stat.strip_prefix("Deferred: ").unwrap_or(stat);
    account::read(reason, forms).fill(&mut delivery);
    Some(delivery)
}

/// `ruleset=check_rcpt, arg1=<…>, relay=…, reject=550 5.7.1 <…>… Relaying denied`
fn reject(line: &str, forms: &Forms) -> Option<Delivery> {
    let (fields, said) = line.split_once("reject=")?;
    let argument = filled(fields, "arg1=");
    let (stage, recipient) = match value(fields, "ruleset=") {
        Some("check_rcpt") => (Some(Stage::Rcpt), argument),
        Some("check_mail") => (Some(Stage::Mail), None),
        Some("check_relay") => (Some(Stage::Connect), None),
        _ => (filled(fields, "to=").map(|_| Stage::Rcpt), filled(fields, "to=")),
    };
    let client = fields.split_once("relay=").map_or((None, None), |parts| host_and_ip(parts.1));
    let mut delivery = Delivery { recipient, sending_ip: client.1, stage, ..Delivery::default() };
    account::read(said, forms).fill(&mut delivery);
    delivery.remote_host = super::field::reporting_host(line);
    delivery.action = Some(super::refused(&delivery));
    Some(delivery)
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn deliveries() {
        check(
            "Jan  5 10:00:00 out sendmail[12]: 60590: from=<ann@ourco.example>, size=900\n\
             Jan  5 10:00:00 out sm-mta[12]: 60590: to=<kay@there.example>, delay=00:00:02, mailer=esmtp, pri=120, relay=mx.there.example. [192.0.2.5], dsn=5.1.1, stat=User unknown",
            &["kay@there.example|failed|-|-|mx.there.example|ann@ourco.example|User unknown"],
        );
        check(
            "Jan  5 10:00:00 out sm-mta[12]: 60590: to=<kay@there.example>, relay=mx.there.example. [192.0.2.5], dsn=4.2.0, stat=Deferred: 450 4.2.0 Greylisted",
            &["kay@there.example|delayed|450|-|mx.there.example|-|Greylisted"],
        );
    }

    #[test]
    fn rejections() {
        check(
            "Jan  5 10:00:00 mx sm-mta[12]: 60590: ruleset=check_rcpt, arg1=<kay@there.example>, relay=x.example [192.0.2.7], reject=550 5.7.1 <kay@there.example>... Relaying denied",
            &["kay@there.example|failed|550|rcpt|mx|-|<kay@there.example>... Relaying denied"],
        );
    }
}
