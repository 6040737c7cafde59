//! Tables: Exchange's message tracking, message traces of Exchange Online, and
//! the accounting files of other systems. The first line names the columns.

use super::Log;
use crate::evidence::types::{Action, Delivery};
use crate::evidence::{Forms, account};

/// Columns by what they hold, in the names that the systems give them, best
/// first.
const RECIPIENT: [&str; 6] = [
    "recipient-address",
    "recipientaddress",
    "recipients",
    "recipient",
    "rcpt",
    "recipient_address",
];
const SENDER: [&str; 6] =
    ["sender-address", "senderaddress", "sender", "orig", "from_address", "return-path"];
const EVENT: [&str; 7] =
    ["event-id", "eventid", "status", "event", "dsnaction", "type", "delivery status"];
const REASON: [&str; 9] = [
    "recipient-status",
    "recipientstatus",
    "dsndiag",
    "detail",
    "details",
    "source-context",
    "sourcecontext",
    "reason",
    "response",
];
const HOST: [&str; 5] = ["server-hostname", "serverhostname", "dsnmta", "toip", "server-ip"];
const DATE: [&str; 6] =
    ["date-time", "timestamp", "received", "timelogged", "date", "origin_timestamp_utc"];
/// More columns than this is no such table.
const MOST_COLUMNS: usize = 128;

/// Where the columns are.
struct Columns {
    recipient: usize,
    event: usize,
    sender: Option<usize>,
    reason: Vec<usize>,
    host: Option<usize>,
    date: Option<usize>,
    separator: char,
}

/// Reads a text as a table of deliveries, if it starts with the names of its
/// columns.
pub(super) fn read(text: &str, forms: &Forms) -> Option<Log> {
    let mut lines = text.lines();
    let columns = lines.by_ref().take(12).find_map(Columns::read)?;
    let mut log = Log::default();
    for line in lines {
        let cells = cells(line, columns.separator);
        let Some(found) = columns.deliveries(&cells, forms) else { continue };
        log.date = log.date.take().or_else(|| cell(&cells, columns.date));
        for delivery in found {
            log.add(delivery);
        }
    }
    log.finish()
}

impl Columns {
    fn read(line: &str) -> Option<Self> {
        let line = line.trim_start_matches('\u{feff}');
        let line = line.strip_prefix("#Fields:").unwrap_or(line).trim();
        if line.len() > 4096 {
            return None;
        }
        let separator =
            ['\t', ',', ';'].into_iter().find(|separator| line.matches(*separator).count() >= 2)?;
        let names: Vec<String> =
            cells(line, separator).iter().map(|name| name.trim().to_ascii_lowercase()).collect();
        let place =
            |wanted: &[&str]| wanted.iter().find_map(|name| names.iter().position(|n| n == name));
        Some(Self {
            recipient: place(&RECIPIENT)?,
            event: place(&EVENT)?,
            sender: place(&SENDER),
            reason: REASON.iter().filter_map(|name| names.iter().position(|n| n == name)).collect(),
            host: place(&HOST),
            date: place(&DATE),
            separator,
        })
    }

    /// The deliveries of a row, if it tells of any.
    fn deliveries(&self, cells: &[String], forms: &Forms) -> Option<Vec<Delivery>> {
        let event = cells.get(self.event)?.to_ascii_lowercase();
        let action = match event.trim() {
            "fail" | "failed" | "badmail" | "poisonmessage" | "bounce" | "bounced" | "b" | "f"
            | "dsnfail" | "quarantined" | "filteredasspam" | "rejected" => Action::Failed,
            "defer" | "deferred" | "pending" | "t" | "delayed" | "resubmitdefer" => Action::Delayed,
            "deliver" | "delivered" | "send" | "sendexternal" | "d" | "relayed" | "sent" => {
                Action::Delivered
            }
            "expand" | "expanded" => Action::Expanded,
            _ => return None,
        };
        let reason = self
            .reason
            .iter()
            .filter_map(|at| cells.get(*at))
            .find(|reason| !reason.trim().is_empty());
        let account = account::read(reason.map_or("", String::as_str), forms);
        let recipients =
            cells.get(self.recipient)?.split([';', ' ']).filter(|r| r.contains('@')).take(1000);
        let made = recipients.map(|recipient| {
            let mut delivery = Delivery {
                recipient: Some(recipient.to_owned()),
                action: Some(action),
                sender: cell(cells, self.sender),
                ..Delivery::default()
            };
            account.clone().fill(&mut delivery);
            delivery.remote_host = delivery.remote_host.take().or_else(|| cell(cells, self.host));
            delivery
        });
        Some(made.collect())
    }
}

fn cell(cells: &[String], at: Option<usize>) -> Option<String> {
    cells.get(at?).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// The cells of a row, quotes taken off (RFC 4180, section 2).
fn cells(line: &str, separator: char) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut characters = line.chars().peekable();
    while let Some(c) = characters.next() {
        let Some(cell) = cells.last_mut() else { break };
        match c {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            c if c == separator && !quoted => {
                if cells.len() >= MOST_COLUMNS {
                    break;
                }
                cells.push(String::new());
            }
            c => cell.push(c),
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn tables_of_exchange() {
        check(
            "#Software: Microsoft Exchange Server\n#Fields: date-time,server-hostname,source,event-id,recipient-address,recipient-status,sender-address\n\
             2026-01-05T10:00:00Z,mx.there.example,SMTP,FAIL,kay@there.example,\"[{LED=550 5.1.1 Unknown};{FQDN=mx.there.example}]\",ann@ourco.example\n\
             2026-01-05T10:00:00Z,mx.there.example,SMTP,SEND,a@there.example,,ann@ourco.example\n",
            &["kay@there.example|failed|550|-|mx.there.example|ann@ourco.example|Unknown"],
        );
        check(
            "Received,SenderAddress,RecipientAddress,Subject,Status\n1/5/2026,ann@ourco.example,kay@there.example,\"a, b\",Failed\n",
            &["kay@there.example|failed|-|-|-|ann@ourco.example|-"],
        );
    }
}
