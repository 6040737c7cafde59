//! Delivery reports (RFC 3464): groups of fields, one for each recipient,
//! wherever they stand: in their own part, in a part of another type, or in
//! running text.

use super::headers::name_length;
use super::types::{Action, Delivery};
use super::{Forms, account, reply};

/// What a report says about the message as a whole (RFC 3464, section 2.2).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Report {
    pub(super) deliveries: Vec<Delivery>,
    pub(super) reporting_host: Option<String>,
    pub(super) sender: Option<String>,
    pub(super) date: Option<String>,
}

/// Recipients beyond this many are left out.
const MOST: usize = 4096;

/// One field, unfolded, the comment kept.
struct Field<'a> {
    name: &'a str,
    value: String,
}

/// Whether a text holds a report.
pub(super) fn is_in(text: &str) -> bool {
    let bytes = text.as_bytes();
    // Exchange writes "Final-recipient".
    memchr::memmem::find_iter(bytes, b"inal-").any(|at| {
        bytes.get(at + 5..at + 14).is_some_and(|word| word.eq_ignore_ascii_case(b"recipient"))
    })
}

/// Where the first report in a running text starts.
pub(super) fn start(text: &str) -> usize {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if known_name(line).is_some_and(|name| name.len() > 8) {
            return at;
        }
        at += line.len();
    }
    text.len()
}

/// Reads all reports in a text.
pub(super) fn read(text: &str, forms: &Forms) -> Report {
    let mut report = Report::default();
    let mut current: Option<Group> = None;
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let Some(name) = known_name(line) else { continue };
        let mut field = Field { name, value: String::new() };
        let value = line.get(name.len()..).unwrap_or_default().trim_start();
        field.value.push_str(value.strip_prefix(':').unwrap_or(value).trim());
        while let Some(more) = lines.next_if(|next| next.starts_with([' ', '\t'])) {
            if more.trim().is_empty() {
                break;
            }
            if field.value.len() < reply::LONGEST {
                field.value.push(' ');
                field.value.push_str(more.trim());
            }
        }
        report.take(&mut current, &field, forms);
    }
    report.close(current, forms);
    report
}

/// The name of the field that starts the line, if reports have such a field.
fn known_name(line: &str) -> Option<&str> {
    let length = name_length(line.as_bytes())?;
    let name = line.get(..length)?.trim_end();
    NAMES.iter().any(|known| known.eq_ignore_ascii_case(name)).then_some(name)
}

/// The fields that are read, of the report and of each recipient.
const NAMES: [&str; 13] = [
    "Reporting-MTA",
    "Arrival-Date",
    "X-Postfix-Sender",
    "Original-Recipient",
    "Final-Recipient",
    "X-Actual-Recipient",
    "Action",
    "Status",
    "Remote-MTA",
    "Diagnostic-Code",
    "Last-Attempt-Date",
    "Final-Log-ID",
    "X-Supplementary-Info",
];

/// A recipient's fields as far as they were read.
#[derive(Default)]
struct Group {
    delivery: Delivery,
    original: Option<String>,
    actual: Option<String>,
    diagnostic: Option<String>,
}

impl Report {
    fn take(&mut self, current: &mut Option<Group>, field: &Field, forms: &Forms) {
        let is = |name: &str| field.name.eq_ignore_ascii_case(name);
        if is("Reporting-MTA") {
            self.reporting_host = self.reporting_host.take().or_else(|| host(&field.value));
        } else if is("Arrival-Date") {
            self.date = self.date.take().or_else(|| Some(field.value.clone()));
        } else if is("X-Postfix-Sender") {
            self.sender = self.sender.take().or_else(|| address(&field.value));
        } else {
            self.take_of_recipient(current, field, forms);
        }
    }

    fn take_of_recipient(&mut self, current: &mut Option<Group>, field: &Field, forms: &Forms) {
        let is = |name: &str| field.name.eq_ignore_ascii_case(name);
        // No empty line is needed between two recipients: a field that may
        // occur only once does as well.
        let repeats = current.as_ref().is_some_and(|group| {
            (is("Final-Recipient") && group.delivery.recipient.is_some())
                || (is("Original-Recipient") && group.original.is_some())
                || (is("Action") && group.delivery.action.is_some())
        });
        if repeats {
            self.close(current.take(), forms);
        }
        let group = current.get_or_insert_with(Group::default);
        let value = field.value.as_str();
        if is("Final-Recipient") {
            group.delivery.recipient = address(value);
        } else if is("Original-Recipient") {
            group.original = address(value);
        } else if is("X-Actual-Recipient") {
            group.actual = address(value);
        } else if is("Action") {
            group.delivery.action = action(value);
        } else if is("Status") {
            group.delivery.status = super::codes::enhanced_codes(value).next().map(|found| found.1);
        } else if is("Remote-MTA") {
            group.delivery.remote_host = host(value);
        } else if is("Diagnostic-Code") && group.diagnostic.is_none() {
            // What a program said when it ended is no reply: its code is not one.
            let is_local = value.get(..7).is_some_and(|kind| kind.eq_ignore_ascii_case("x-unix;"));
            let value = typed(value);
            let is_number = value.bytes().all(|b| b.is_ascii_digit());
            if !(is_local && is_number) {
                group.diagnostic = Some(value.to_owned());
            }
        }
    }

    /// Makes a delivery of a group, where it is one.
    fn close(&mut self, group: Option<Group>, forms: &Forms) {
        let Some(group) = group else { return };
        let mut delivery = group.delivery;
        if delivery.recipient.is_none() {
            delivery.recipient = group.original.clone().or(group.actual);
        }
        if delivery.recipient.is_none()
            || (delivery.action.is_none()
                && delivery.status.is_none()
                && group.diagnostic.is_none())
            || self.deliveries.len() >= MOST
        {
            return;
        }
        delivery.original_recipient =
            group.original.filter(|original| Some(original) != delivery.recipient.as_ref());
        if let Some(diagnostic) = group.diagnostic {
            account::read(&diagnostic, forms).fill(&mut delivery);
        }
        self.deliveries.push(delivery);
    }
}

/// What stands behind the type: `rfc822; x@y`, `dns; mx.y`, `smtp; 550 …`.
fn typed(value: &str) -> &str {
    let Some((kind, rest)) = value.split_once(';') else { return value.trim() };
    let kind = kind.trim();
    let is_type = kind.len() <= 24
        && !kind.is_empty()
        && kind.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    if is_type { rest.trim() } else { value.trim() }
}

/// The address of a field.
fn address(value: &str) -> Option<String> {
    let value = typed(value);
    let value = value.split('\n').next().unwrap_or_default().trim();
    let inner = match value.rfind('<') {
        Some(open) => value.get(open + 1..)?.split('>').next()?,
        None => value,
    };
    let inner = inner.trim().trim_matches(['"', '\'']);
    (!inner.is_empty()).then(|| characters(inner))
}

/// An address with the characters that its escapes stand for: `k\x{E4}the`
/// (RFC 6533, section 3).
fn characters(address: &str) -> String {
    let mut plain = String::with_capacity(address.len());
    let mut rest = address;
    while let Some((before, after)) = rest.split_once("\\x{") {
        plain.push_str(before);
        let number = after.split_once('}').filter(|(hex, _)| (2..=6).contains(&hex.len()));
        let found = number.and_then(|(hex, _)| char::from_u32(u32::from_str_radix(hex, 16).ok()?));
        rest = match (found, number) {
            (Some(c), Some((_, after))) if !c.is_control() => {
                plain.push(c);
                after
            }
            _ => {
                plain.push_str("\\x{");
                after
            }
        };
    }
    plain.push_str(rest);
    plain
}

/// The host of a field, without brackets and comments.
fn host(value: &str) -> Option<String> {
    let value = typed(value);
    let host = value.split([' ', '\t', '\n', '(', ',']).find(|part| !part.is_empty())?;
    let host = host.trim_matches(['[', ']', '<', '>', '"']).trim_end_matches('.');
    (!host.is_empty()).then(|| host.to_owned())
}

/// The fate that a field of a report names whose other fields are not there:
/// people copy some lines of it.
pub(super) fn action_alone(text: &str) -> Option<Action> {
    let value = text.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.trim().eq_ignore_ascii_case("action").then_some(value)
    });
    action(value?.trim())
}

/// The fate that an Action field names.
fn action(value: &str) -> Option<Action> {
    let word = value.split(|c: char| !c.is_ascii_alphabetic()).next()?;
    [Action::Failed, Action::Delayed, Action::Delivered, Action::Relayed, Action::Expanded]
        .into_iter()
        .find(|action| action.id().eq_ignore_ascii_case(word))
        .or_else(|| match word.to_ascii_lowercase().as_str() {
            "failure" | "fail" | "undeliverable" => Some(Action::Failed),
            "deliverable" => Some(Action::Delivered),
            "delay" | "deferred" => Some(Action::Delayed),
            _ => None,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The deliveries of a report, a line each: recipient, action, status,
    /// reply code, enhanced code, text.
    fn shown(text: &str) -> Vec<String> {
        let written = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
        read(text, Forms::builtin())
            .deliveries
            .iter()
            .map(|d| {
                [
                    written(d.recipient.clone()),
                    written(d.action.map(|a| a.id().to_owned())),
                    written(d.status.map(|s| s.to_string())),
                    written(d.reply_code().map(|c| c.to_string())),
                    written(d.enhanced_code().map(|c| c.to_string())),
                    written(d.reply.as_ref().map(|r| r.text.clone())),
                ]
                .join("|")
            })
            .collect()
    }

    #[test]
    fn each_group_is_a_recipient() {
        for (text, expected) in [
            (
                "Reporting-MTA: dns; out.example\n\nFinal-Recipient: rfc822; kay@there.example\n\
                 Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no\n  such user\n",
                vec!["kay@there.example|failed|5.1.1|550|5.1.1|no such user"],
            ),
            (
                "Final-Recipient: rfc822;a@x.example\nAction: failed\nStatus: 5.0.0 (permanent)\n\
                 Final-Recipient: rfc822;b@x.example\nAction: delayed\nStatus: 4.0.0\n",
                vec!["a@x.example|failed|5.0.0|-|5.0.0|-", "b@x.example|delayed|4.0.0|-|4.0.0|-"],
            ),
            (
                "Final-recipient: utf-8; k\\x{E4}the@there.example\nAction: failed\n",
                vec!["k\u{e4}the@there.example|failed|-|-|-|-"],
            ),
            (
                "Final-Recipient: utf-8; \\x{a\\x{0A}x@there.example\nAction: failed\n",
                vec!["\\x{a\\x{0A}x@there.example|failed|-|-|-|-"],
            ),
            ("Status: 5.0.0\nAction: failed\n", vec![]),
            ("nothing here\n", vec![]),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
