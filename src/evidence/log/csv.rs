//! Tables in files: Exchange's message tracking, message traces of Exchange
//! Online, and the accounting files of other systems. The first line names the
//! columns.

use super::Log;
use super::table::{Columns, cell};
use crate::evidence::Forms;

/// More columns than this is no such table.
const MOST_COLUMNS: usize = 128;

/// Reads a text as a table of deliveries, if it starts with the names of its
/// columns.
pub(super) fn read(text: &str, forms: &Forms) -> Option<Log> {
    let mut lines = text.lines();
    let (columns, separator) = lines.by_ref().take(12).find_map(columns)?;
    let mut log = Log::default();
    for line in lines {
        let cells = cells(line, separator);
        let Some(found) = columns.deliveries(&cells, forms) else { continue };
        log.date = log.date.take().or_else(|| cell(&cells, columns.date));
        for delivery in found {
            log.add(delivery);
        }
    }
    log.finish()
}

/// The columns that a line names, and what parts them.
fn columns(line: &str) -> Option<(Columns, char)> {
    let line = line.trim_start_matches('\u{feff}');
    let line = line.strip_prefix("#Fields:").unwrap_or(line).trim();
    if line.len() > 4096 {
        return None;
    }
    let separator =
        ['\t', ',', ';'].into_iter().find(|separator| line.matches(*separator).count() >= 2)?;
    let columns = Columns::of(&cells(line, separator))?;
    columns.recipient.is_some().then_some((columns, separator))
}

/// The cells of a row, quotes taken off (RFC 4180, section 2).
pub(super) fn cells(line: &str, separator: char) -> Vec<String> {
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
        check(
            "origin_timestamp_utc,sender_address,recipient_status,message_subject\n\
             2026-01-05,ann@ourco.example,\"kay@there.example##Receive, Fail;kim@there.example##Receive, Send\",Offer\n",
            &["kay@there.example|failed|-|-|-|ann@ourco.example|-"],
        );
        check(
            "recipient-address,event-id,recipient-status\nkay@there.example;kim@there.example,FAIL,550 5.1.1 No;552 5.2.2 Full\n",
            &["kay@there.example|failed|550|-|-|-|No", "kim@there.example|failed|552|-|-|-|Full"],
        );
    }
}
