//! Complaint reports (RFC 5965): somebody marked a message as spam.

use super::headers::{Header, unfolded};
use super::mime::Message;
use super::types::{Delivery, Reply};
use super::{address, returned};

/// What a complaint report says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Complaint {
    /// The kind of complaint: `abuse`, `fraud`, `not-spam` …
    kind: Option<String>,
    recipient: Option<String>,
    sender: Option<String>,
    source_ip: Option<String>,
    reporting_host: Option<String>,
}

/// Reads the fields of a feedback report (RFC 5965, section 3).
pub(super) fn read(text: &str) -> Complaint {
    let (header, _) = Header::read(text.trim_start().as_bytes());
    let address = |name: &str| header.get(name).and_then(|value| returned::first_address(&value));
    let written = |name: &str| header.get(name).map(|value| value.trim().to_owned());
    Complaint {
        kind: written("Feedback-Type"),
        recipient: address("Original-Rcpt-To").or_else(|| address("Removal-Recipient")),
        sender: address("Original-Mail-From"),
        source_ip: written("Source-IP"),
        reporting_host: written("Reporting-MTA")
            .map(|value| value.rsplit(';').next().unwrap_or_default().trim().to_owned()),
    }
}

/// The complaint that a message is, if it is one. `inner` is the header of the
/// message complained of.
pub(super) fn find(
    message: &Message,
    report: Option<Complaint>,
    inner: &Header,
) -> Option<Complaint> {
    let mut complaint = report.or_else(|| without_report(message))?;
    if complaint.recipient.is_none() {
        // Some providers hide it; others leave it in a field of their own.
        complaint.recipient = ["X-HmXmrOriginalRecipient", "To", "X-Original-To", "Delivered-To"]
            .iter()
            .filter_map(|name| inner.raw(name))
            .find_map(|value| returned::first_address(&unfolded(value)));
    }
    complaint.sender = complaint.sender.or_else(|| {
        inner
            .get("Return-Path")
            .and_then(|path| address::all(&path).next().map(|a| a.address.to_owned()))
    });
    Some(complaint)
}

/// Hotmail's complaints have no report, only the message itself.
fn without_report(message: &Message) -> Option<Complaint> {
    let subject = message.header.decoded("Subject")?.to_ascii_lowercase();
    let host = subject.strip_prefix("complaint about message from ")?.trim().to_owned();
    Some(Complaint {
        kind: Some("abuse".to_owned()),
        source_ip: Some(host),
        ..Complaint::default()
    })
}

impl Complaint {
    /// The complaint as the fate of a recipient: the message had arrived.
    pub(super) fn into_delivery(self) -> Delivery {
        let text = self.kind.map(|kind| format!("Feedback-Type: {kind}"));
        Delivery {
            recipient: self.recipient,
            sender: self.sender,
            sending_ip: self.source_ip,
            reporting_host: self.reporting_host,
            reply: text.map(|text| Reply { text, ..Reply::default() }),
            ..Delivery::default()
        }
    }
}
