//! What the columns of a table of deliveries hold, whoever wrote it and
//! however its rows are parted.

use crate::evidence::types::{Action, Delivery};
use crate::evidence::{Forms, account, address, size};

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
const SENDER: [&str; 8] = [
    "sender_address",
    "sender-address",
    "senderaddress",
    "sender",
    "orig",
    "from_address",
    "fromaddress",
    "return-path",
];
const EVENT: [&str; 7] =
    ["event-id", "eventid", "status", "event", "dsnaction", "type", "delivery status"];
const REASON: [&str; 11] = [
    "lasterror",
    "recipient-status",
    "recipientstatus",
    "dsndiag",
    "detail",
    "details",
    "source-context",
    "sourcecontext",
    "reason",
    "response",
    "error",
];
const HOST: [&str; 5] = ["server-hostname", "serverhostname", "dsnmta", "toip", "server-ip"];
const DATE: [&str; 7] = [
    "date-time",
    "timestamp",
    "received",
    "datereceived",
    "timelogged",
    "date",
    "origin_timestamp_utc",
];
/// Of one message, what happened for each recipient:
/// `kay@there.example##Receive, Fail;kim@there.example##Receive, Send`.
const STATUSES: &str = "recipient_status";
const SIZE: [&str; 4] = ["total-bytes", "total_bytes", "totalbytes", "size"];
/// Of a queue, where its messages go next.
const NEXT: [&str; 1] = ["nexthopdomain"];

/// Recipients of one row beyond this many are left out.
const MOST_RECIPIENTS: usize = 1000;

/// Where the columns are.
pub(super) struct Columns {
    pub(super) recipient: Option<usize>,
    event: Option<usize>,
    statuses: Option<usize>,
    sender: Option<usize>,
    reason: Vec<usize>,
    host: Option<usize>,
    pub(super) date: Option<usize>,
    size: Option<usize>,
    next: Option<usize>,
    /// Whether a column says why a message still waits.
    waits: bool,
}

impl Columns {
    /// The columns of these names, if one says what happened.
    pub(super) fn of(names: &[String]) -> Option<Self> {
        let names: Vec<String> =
            names.iter().map(|name| name.trim().to_ascii_lowercase()).collect();
        let place =
            |wanted: &[&str]| wanted.iter().find_map(|name| names.iter().position(|n| n == name));
        let (event, statuses) = (place(&EVENT), place(&[STATUSES]));
        (event.is_some() || statuses.is_some()).then_some(())?;
        Some(Self {
            recipient: place(&RECIPIENT).or(statuses),
            event,
            statuses,
            sender: place(&SENDER),
            reason: REASON.iter().filter_map(|name| names.iter().position(|n| n == name)).collect(),
            host: place(&HOST),
            date: place(&DATE),
            size: place(&SIZE),
            next: place(&NEXT),
            waits: place(&["lasterror"]).is_some(),
        })
    }

    /// Whether rows tell why something failed, even of no one in particular.
    pub(super) fn has_reason(&self) -> bool {
        !self.reason.is_empty() || self.next.is_some()
    }

    /// Whether it lists what waits, not what happened.
    pub(super) fn is_queue(&self) -> bool {
        self.next.is_some() || self.waits
    }

    /// The deliveries of a row, if it tells of any.
    pub(super) fn deliveries(&self, cells: &[String], forms: &Forms) -> Option<Vec<Delivery>> {
        if let Some(statuses) = self.statuses.and_then(|at| cells.get(at)) {
            return Some(self.of_statuses(statuses, cells));
        }
        let event = cells.get(self.event?)?.trim();
        let action = action(event)?;
        let whom = self.recipient.and_then(|at| cells.get(at)).map_or("", String::as_str);
        let mut reason = self
            .reason
            .iter()
            .filter_map(|at| cells.get(*at))
            .map(|reason| reason.trim())
            .find(|reason| !reason.is_empty() && *reason != "{}")
            .unwrap_or_default();
        if reason.is_empty() && whom.contains("{LED=") {
            reason = whom;
        }
        let pieces = parts(whom);
        let recipients: Vec<&str> =
            pieces.into_iter().filter_map(whole_address).take(MOST_RECIPIENTS).collect();
        let base = Delivery {
            action: Some(action),
            sender: cell(cells, self.sender).filter(|sender| sender.contains('@')),
            size: cell(cells, self.size).and_then(|size| size::read(&size)),
            ..Delivery::default()
        };
        let host = cell(cells, self.host);
        let filled = |reason: &str, recipient: Option<&str>| {
            let mut delivery = Delivery { recipient: recipient.map(str::to_owned), ..base.clone() };
            account::read(reason, forms).fill(&mut delivery);
            delivery.remote_host = delivery.remote_host.take().or_else(|| host.clone());
            let says_why = ["filteredasspam", "quarantined", "poisonmessage", "badmail"];
            if delivery.reply.is_none()
                && says_why.iter().any(|word| word.eq_ignore_ascii_case(event))
            {
                // Then the name of the event is all that is said.
                event.clone_into(&mut delivery.context);
            }
            delivery
        };
        if recipients.is_empty() {
            let next = cell(cells, self.next);
            if self.recipient.is_some() || reason.is_empty() && next.is_none() {
                return None;
            }
            let mut found = address::all(reason).map(|found| found.address);
            let named = found.next().filter(|_| found.next().is_none());
            let mut delivery = filled(reason, named);
            if let Some(next) = next.filter(|_| delivery.reply.is_none()) {
                delivery.context = format!("next hop: {next}");
            }
            return Some(vec![delivery]);
        }
        // Where each has a reason of its own, they are in the same order.
        let own = parts(reason);
        if recipients.len() > 1 && own.len() == recipients.len() {
            let both = own.into_iter().zip(recipients);
            return Some(both.map(|(reason, whom)| filled(reason, Some(whom))).collect());
        }
        let first = filled(reason, None);
        let made = recipients
            .into_iter()
            .map(|recipient| Delivery { recipient: Some(recipient.to_owned()), ..first.clone() });
        Some(made.collect())
    }
}

impl Columns {
    /// The deliveries of a message whose recipients have their events behind
    /// them; the last event that tells a fate counts.
    fn of_statuses(&self, statuses: &str, cells: &[String]) -> Vec<Delivery> {
        let made = statuses.split(';').take(MOST_RECIPIENTS).filter_map(|one| {
            let (recipient, events) = one.split_once("##")?;
            let fate = events.rsplit(',').find_map(|event| action(event.trim()))?;
            Some(Delivery {
                recipient: Some(whole_address(recipient.trim())?.to_owned()),
                action: Some(fate),
                sender: cell(cells, self.sender).filter(|sender| sender.contains('@')),
                size: cell(cells, self.size).and_then(|size| size::read(&size)),
                ..Delivery::default()
            })
        });
        made.collect()
    }
}

/// The fate that an event's name tells.
fn action(event: &str) -> Option<Action> {
    Some(match event.to_ascii_lowercase().as_str() {
        "fail" | "failed" | "badmail" | "poisonmessage" | "bounce" | "bounced" | "b" | "f"
        | "dsnfail" | "quarantined" | "filteredasspam" | "rejected" => Action::Failed,
        "defer" | "deferred" | "pending" | "t" | "delayed" | "resubmitdefer" | "retry"
        | "suspended" => Action::Delayed,
        "deliver" | "delivered" | "send" | "sendexternal" | "d" | "relayed" | "sent" => {
            Action::Delivered
        }
        "expand" | "expanded" => Action::Expanded,
        _ => return None,
    })
}

/// The text of a cell, unless it is empty.
pub(super) fn cell(cells: &[String], at: Option<usize>) -> Option<String> {
    cells.get(at?).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// The parts of a list: `a;b`, `{a, b}`. What is in brackets inside is not
/// parted.
fn parts(list: &str) -> Vec<&str> {
    let list = list.trim();
    let inner = list.strip_prefix('{').and_then(|inner| inner.strip_suffix('}'));
    // `{LED=…};{FQDN=…}` begins and ends so too.
    let list = inner.filter(|_| !list.starts_with("{LED=")).unwrap_or(list);
    let mut parts = Vec::new();
    let (mut depth, mut from) = (0_usize, 0);
    for (at, c) in list.char_indices() {
        match c {
            '{' | '[' => depth += 1,
            '}' | ']' => depth = depth.saturating_sub(1),
            ';' | ',' if depth == 0 => {
                parts.push(list.get(from..at).unwrap_or_default().trim());
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(list.get(from..).unwrap_or_default().trim());
    parts
}

/// An address, if that is all there is.
fn whole_address(text: &str) -> Option<&str> {
    let found = address::all(text).next()?;
    (found.address.len() == text.trim_matches(['<', '>', '\'', '"']).len()).then_some(found.address)
}
