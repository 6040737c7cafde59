//! What log lines of all systems have in common: fields, times, hosts, and
//! lines that belong together.

use std::collections::HashMap;

use crate::evidence::account::is_host;

/// Entries beyond this many push out the older ones, so that a log of any
/// length needs bounded memory.
const MOST: usize = 50_000;

/// What earlier lines said about a message.
#[derive(Debug, Default)]
pub(super) struct Memory {
    senders: HashMap<String, String>,
    /// Sizes as written, by the same number as the senders.
    sizes: HashMap<String, String>,
    /// Recipients of qmail's deliveries by their number.
    recipients: HashMap<String, String>,
}

impl Memory {
    /// Notes the sender of a line `4F2B31C0A7: from=<ann@ourco.example>,
    /// size=900, …`, and the size.
    pub(super) fn note_sender(&mut self, line: &str) {
        let Some(id) = queue_id(line) else { return };
        if let Some(sender) = value(line, "from=") {
            keep(&mut self.senders, id, sender);
        }
        if let Some(size) = value(line, "size=") {
            keep(&mut self.sizes, id, size);
        }
    }

    /// The size in bytes of the message that a line is about.
    pub(super) fn size(&self, line: &str) -> Option<u64> {
        self.sizes.get(queue_id(line)?)?.parse().ok()
    }

    /// The sender of the message that a line is about.
    pub(super) fn sender(&self, line: &str) -> Option<String> {
        self.senders.get(queue_id(line)?).cloned()
    }

    pub(super) fn note_recipient(&mut self, number: &str, recipient: &str) {
        keep(&mut self.recipients, number, recipient);
    }

    pub(super) fn recipient(&self, number: &str) -> Option<String> {
        self.recipients.get(number).cloned()
    }
}

fn keep(map: &mut HashMap<String, String>, key: &str, value: &str) {
    if map.len() >= MOST {
        map.clear();
    }
    map.insert(key.to_owned(), value.to_owned());
}

/// The queue id of a line in syslog's form: the word before the first field,
/// behind `program[123]: `.
fn queue_id(line: &str) -> Option<&str> {
    let rest = line.split_once("]: ").map_or(line, |parts| parts.1);
    let (id, _) = rest.split_once(':')?;
    let fits = (4..=32).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric());
    fits.then_some(id)
}

/// The value of a field: `to=<kay@there.example>,` without brackets or quotes.
pub(super) fn value<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    let mut from = 0;
    while let Some(found) = line.get(from..)?.find(key) {
        let at = from + found;
        from = at + key.len();
        let before = line.get(..at)?;
        if !(before.is_empty() || before.ends_with([' ', ',', ';', '\t', '['])) {
            continue;
        }
        let rest = line.get(from..)?;
        return if let Some(inner) = rest.strip_prefix('<') {
            inner.split('>').next()
        } else if let Some(inner) = rest.strip_prefix('"') {
            inner.split('"').next()
        } else {
            rest.split([',', ' ', ';']).next()
        };
    }
    None
}

/// The same, where it is not empty.
pub(super) fn filled(line: &str, key: &str) -> Option<String> {
    value(line, key).filter(|value| !value.is_empty()).map(str::to_owned)
}

/// When a line was written, as written: syslog's time, or one that starts with
/// a year.
pub(super) fn stamp(line: &str) -> Option<&str> {
    let first = line.split(' ').next()?;
    if line.starts_with(|c: char| c.is_ascii_digit()) {
        let second = line.get(first.len() + 1..)?.split([' ', ',']).next()?;
        let is_time = second.contains(':') && second.starts_with(|c: char| c.is_ascii_digit());
        return if is_time {
            line.get(..first.len() + 1 + second.len())
        } else {
            (first.len() >= 8).then_some(first)
        };
    }
    let stamp = line.get(..15)?;
    (first.len() == 3 && stamp.matches(':').count() == 2).then_some(stamp)
}

/// The host that wrote a line in syslog's form.
pub(super) fn reporting_host(line: &str) -> Option<String> {
    let rest = line.get(stamp(line)?.len()..)?;
    let mut words = rest.split_whitespace();
    let host = words.next()?;
    let program = words.next()?;
    let looks_right = program.contains('[') || program.ends_with(':');
    (looks_right && !host.ends_with(':')).then(|| host.to_owned())
}

/// A host and its IP address: `mx.there.example[192.0.2.5]:25`,
/// `mx.there.example. [192.0.2.5]`.
pub(super) fn host_and_ip(text: &str) -> (Option<String>, Option<String>) {
    let token = text.split(['[', ' ', '(', ',']).next().unwrap_or_default();
    let mut rest = text.get(token.len()..).unwrap_or_default().trim_start();
    if rest.starts_with('(') {
        // What the client called itself.
        rest = rest.split_once(')').map_or("", |parts| parts.1).trim_start();
    }
    let ip = rest.strip_prefix('[').and_then(|rest| rest.split(']').next());
    let ip = ip.filter(|ip| is_host(ip)).map(str::to_owned);
    let host = token.trim_end_matches('.');
    let host = is_host(host).then(|| host.to_owned()).or_else(|| ip.clone());
    (host, ip)
}
