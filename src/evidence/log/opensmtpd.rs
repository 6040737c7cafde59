//! OpenSMTPD: `result="PermFail" stat="550 …"`, and commands that failed.

use super::field::filled;
use crate::code::Stage;
use crate::evidence::account::leading_host;
use crate::evidence::types::{Action, Delivery};
use crate::evidence::{Forms, account, address};

/// Reads a line, where it is one of these.
pub(super) fn read(line: &str, forms: &Forms) -> Option<Delivery> {
    delivery(line, forms).or_else(|| command(line, forms))
}

fn delivery(line: &str, forms: &Forms) -> Option<Delivery> {
    let action = match filled(line, "result=")?.as_str() {
        "PermFail" => Action::Failed,
        "TempFail" => Action::Delayed,
        "Ok" => Action::Delivered,
        _ => return None,
    };
    let relay = filled(line, "relay=");
    // The name stands in brackets behind the address.
    let host = relay.as_deref().and_then(|relay| {
        relay
            .split_once('(')
            .and_then(|parts| leading_host(parts.1))
            .or_else(|| leading_host(relay))
    });
    let mut delivery = Delivery {
        recipient: Some(filled(line, "to=")?),
        action: Some(action),
        sender: filled(line, "from="),
        remote_host: host.map(str::to_owned),
        ..Delivery::default()
    };
    let stat = filled(line, "stat=").unwrap_or_default();
    account::read(&stat, forms).fill(&mut delivery);
    Some(delivery)
}

/// `failed-command command="RCPT TO:<…>" result="550 Invalid recipient"`
fn command(line: &str, forms: &Forms) -> Option<Delivery> {
    let command = filled(line, "command=")?;
    let result = filled(line, "result=")?;
    let stage = match command.get(..4)?.to_ascii_uppercase().as_str() {
        "RCPT" => Stage::Rcpt,
        "MAIL" => Stage::Mail,
        "EHLO" | "HELO" => Stage::Ehlo,
        "AUTH" => Stage::Auth,
        "STAR" => Stage::Starttls,
        "DATA" => Stage::Data,
        _ => return None,
    };
    let named = address::all(&command).next().map(|found| found.address.to_owned());
    let mut delivery = Delivery { stage: Some(stage), ..Delivery::default() };
    match stage {
        Stage::Rcpt => delivery.recipient = named,
        Stage::Mail => delivery.sender = named,
        _ => {}
    }
    account::read(&result, forms).fill(&mut delivery);
    delivery.action = Some(super::refused(&delivery));
    Some(delivery)
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn deliveries_and_commands() {
        check(
            "Jan  5 10:00:00 out smtpd[12]: 5a mta delivery evpid=1 from=<ann@ourco.example> to=<kay@there.example> rcpt=<-> source=\"192.0.2.9\" relay=\"192.0.2.5 (mx.there.example)\" delay=1s result=\"PermFail\" stat=\"550 5.1.1 Unknown\"",
            &["kay@there.example|failed|550|-|mx.there.example|ann@ourco.example|Unknown"],
        );
        check(
            "Jan  5 10:00:00 mx smtpd[12]: 5a smtp failed-command command=\"RCPT TO:<kay@there.example>\" result=\"550 Invalid recipient\"",
            &["kay@there.example|failed|550|rcpt|-|-|Invalid recipient"],
        );
    }
}
