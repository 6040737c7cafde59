//! What Exchange's commands print: `Get-MessageTrace`, `Get-Queue`,
//! `Get-Message` and their kin, as lists (`Name : value`) and as tables above
//! which a line of hyphens stands.

use super::Log;
use super::table::{Columns, cell};
use crate::evidence::Forms;

/// The names that tell such a list stand this near to its beginning.
const SAMPLE: usize = 64 * 1024;
/// Fields of one record beyond this many are left out.
const MOST_FIELDS: usize = 128;
/// Longer values are cut.
const LONGEST: usize = 16 * 1024;

/// Reads what such a command printed; nothing where the text is something
/// else.
pub(super) fn read(text: &str, forms: &Forms) -> Option<Log> {
    let sample = text.get(..text.floor_char_boundary(SAMPLE))?;
    let mut log = Log::default();
    if sample.lines().filter(|line| field(line).is_some()).take(3).count() == 3 {
        list(text, forms, &mut log);
    } else if sample.lines().any(is_rule) {
        table(text, forms, &mut log);
    }
    log.finish()
}

/// Whether the bytes start as a list does: some of its fields are named like
/// those of a mail's header.
pub(super) fn looks_like_list(bytes: &[u8]) -> bool {
    let start = bytes.get(..bytes.len().min(1024)).unwrap_or(bytes);
    let mut lines = start.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
    let mut is_field = || {
        let line = lines.next().and_then(|line| std::str::from_utf8(line).ok());
        line.is_some_and(|line| field(line.trim_end()).is_some())
    };
    is_field() && is_field()
}

/// Adds what a row tells.
fn add(log: &mut Log, columns: &Columns, cells: &[String], forms: &Forms) {
    let Some(found) = columns.deliveries(cells, forms) else { return };
    log.is_queue |= columns.is_queue();
    log.date = log.date.take().or_else(|| cell(cells, columns.date));
    for delivery in found {
        log.add(delivery);
    }
}

/// Whether rows with these columns tell of deliveries.
fn known(names: &[String]) -> Option<Columns> {
    Columns::of(names).filter(|columns| columns.recipient.is_some() || columns.has_reason())
}

/// The name and the value of a line of a list.
fn field(line: &str) -> Option<(&str, &str)> {
    let length = line.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let (name, rest) = line.split_at_checked(length).filter(|_| length > 1)?;
    // Without a space before the colon it is a field of a header.
    let value = rest.strip_prefix(' ')?.trim_start_matches(' ').strip_prefix(':')?;
    (value.is_empty() || value.starts_with(' ')).then_some((name, value.trim()))
}

/// Reads records of one field a line.
fn list(text: &str, forms: &Forms, log: &mut Log) {
    let mut names: Vec<String> = Vec::new();
    let mut cells: Vec<String> = Vec::new();
    let mut end = |names: &mut Vec<String>, cells: &mut Vec<String>| {
        if let Some(columns) = known(names) {
            add(log, &columns, cells, forms);
        }
        names.clear();
        cells.clear();
    };
    for line in text.lines() {
        if let Some((name, value)) = field(line) {
            // Some print no empty line between two records.
            if names.iter().any(|known| known == name) {
                end(&mut names, &mut cells);
            }
            if names.len() < MOST_FIELDS {
                names.push(name.to_owned());
                cells.push(
                    value.get(..value.floor_char_boundary(LONGEST)).unwrap_or_default().to_owned(),
                );
            }
        } else if line.trim().is_empty() {
            end(&mut names, &mut cells);
        } else if let Some(value) = cells.last_mut()
            && line.starts_with("  ")
            && value.len() < LONGEST
        {
            value.push(' ');
            value.push_str(line.trim());
        }
    }
    end(&mut names, &mut cells);
}

/// Whether a line is the rule under the names of a table.
fn is_rule(line: &str) -> bool {
    let line = line.trim_end();
    line.len() <= 1024
        && line.starts_with("--")
        && line.bytes().all(|b| b == b'-' || b == b' ')
        && line.split(' ').filter(|group| !group.is_empty()).count() >= 3
}

/// Reads rows whose cells start where the groups of hyphens do.
fn table(text: &str, forms: &Forms, log: &mut Log) {
    let mut columns: Option<(Columns, Vec<usize>)> = None;
    let mut above = "";
    for line in text.lines() {
        if is_rule(line) {
            let starts: Vec<usize> = (0..line.len())
                .filter(|at| {
                    line.as_bytes().get(*at) == Some(&b'-')
                        && at
                            .checked_sub(1)
                            .is_none_or(|before| line.as_bytes().get(before) == Some(&b' '))
                })
                .take(MOST_FIELDS)
                .collect();
            columns = known(&cells(above, &starts)).map(|columns| (columns, starts));
        } else if line.trim().is_empty() {
            columns = None;
        } else if let Some((columns, starts)) = &columns {
            add(log, columns, &cells(line, starts), forms);
        }
        above = line;
    }
}

/// The cells of a row that start at these characters.
fn cells(line: &str, starts: &[usize]) -> Vec<String> {
    let characters: Vec<char> = line.chars().take(LONGEST).collect();
    let cell = |(at, from): (usize, &usize)| {
        let to = starts.get(at + 1).copied().unwrap_or(characters.len()).min(characters.len());
        let cell: String = characters.get(*from..to).unwrap_or_default().iter().collect();
        cell.trim().to_owned()
    };
    starts.iter().enumerate().map(cell).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    const LED: &str = "[{LED=450 4.4.101 Proxy session setup failed on Frontend with '451 4.4.0 Primary target IP address \
        responded with: \"450 4.7.1 No reverse DNS\" Attempted failover to alternate host, but that did not succeed.'};\
        {MSG=};{FQDN=mx.there.example};{IP=192.0.2.5};{LRT=1/5/2026 10:00:00 AM}]";

    #[test]
    fn traces_and_tracking() {
        check(
            "PSComputerName   : x\nMessageId        : <1@ourco.example>\nReceived         : 1/5/2026 9:58:01 AM\n\
             SenderAddress    : ann@ourco.example\nRecipientAddress : kay@there.example\nStatus           : Failed\nToIP             : 192.0.2.5\n\n\
             SenderAddress    : ann@ourco.example\nRecipientAddress : kim@there.example\nStatus           : Delivered\n",
            &["kay@there.example|failed|-|-|192.0.2.5|ann@ourco.example|-"],
        );
        check(
            "EventId         : FAIL\nRecipients      : {kay@there.example, kim@there.example}\n\
             RecipientStatus : {[{LRT=};{LED=550 5.1.1 Unknown};{FQDN=mx.there.example};{IP=192.0.2.5}],\n                  550 5.2.2 Mailbox full}\n\
             Sender          : ann@ourco.example\n",
            &[
                "kay@there.example|failed|550|-|mx.there.example|ann@ourco.example|Unknown",
                "kim@there.example|failed|550|-|-|ann@ourco.example|Mailbox full",
            ],
        );
        check(
            "Date   : 1/5/2026\nEvent  : Receive\nDetail : Message received by: x.there.example\n\n\
             Date   : 1/5/2026\nEvent  : Fail\nDetail : Reason: [{LED=550 5.1.10 Recipient kay@there.example not found};{MSG=};{FQDN=};{IP=}]\n",
            &["kay@there.example|failed|550|-|-|-|Recipient kay@there.example not found"],
        );
        check(
            "Date     Event   Detail\n----     -----   ------\n1/5/2026 Receive Message received\n\
             1/5/2026 Fail    Reason: [{LED=550 5.4.1 Access denied};{MSG=};{FQDN=mx.there.example};{IP=192.0.2.5}]\n",
            &["-|failed|550|-|mx.there.example|-|Access denied"],
        );
    }

    #[test]
    fn queues() {
        check(
            &format!(
                "Identity      : EX01\\142\nStatus        : Retry\nNextHopDomain : there.example\nLastError     : {LED}\n"
            ),
            &["-|delayed|450|-|mx.there.example|-|No reverse DNS"],
        );
        check(
            &format!(
                "FromAddress : ann@ourco.example\nStatus      : Retry\nLastError   : {LED}\nRecipients  : {{kay@there.example;2;2;[{{LED=x}}];0}}\n"
            ),
            &["kay@there.example|delayed|450|-|mx.there.example|ann@ourco.example|No reverse DNS"],
        );
        check(
            "Identity  Status MessageCount NextHopDomain\n--------  ------ ------------ -------------\n\
             EX01\\3    Ready  0            mailbox database 1\nEX01\\142  Retry  27           there.example\n",
            &["-|delayed|-|-|-|-|-"],
        );
    }

    #[test]
    fn other_lists_are_none() {
        for text in [
            "Name  : x\nAge   : 3\nPlace : y\n",
            "To      : kay@there.example\nFrom    : ann@ourco.example\nSubject : x\n",
            "a   b   c\n--- --- ---\n1   2   3\n",
        ] {
            check(text, &[]);
        }
    }
}
