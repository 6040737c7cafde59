//! Whole messages: which parts they have, and what each of them says.

use super::headers::Header;
use super::mime::{self, Media};
use super::types::{Action, Delivery, Evidence, Kind};
use super::{decode, reply, report};

/// Fields of which a message has at least one, and a pasted text hardly ever
/// at its beginning.
const TELLING: [&str; 9] = [
    "Received",
    "Return-Path",
    "Message-ID",
    "MIME-Version",
    "Content-Type",
    "Subject",
    "From",
    "Date",
    "Delivered-To",
];

/// Whether the bytes start as a message does: with a header of at least two
/// fields that messages have.
pub(super) fn looks_like_one(bytes: &[u8]) -> bool {
    let start = bytes.get(..bytes.len().min(16 * 1024)).unwrap_or(bytes);
    let (header, _) = Header::read(start);
    TELLING.iter().filter(|name| header.raw(name).is_some()).count() >= 2
}

/// Reads a message.
pub(super) fn read(bytes: &[u8]) -> Evidence {
    let message = mime::read(bytes);
    let mut evidence = Evidence { kind: Kind::Words, ..Evidence::default() };
    let mut report = report::Report::default();
    for part in &message.parts {
        match part.media {
            Media::Plain | Media::Html => {
                let text = decode::text(part);
                if report.deliveries.is_empty() && text.contains("Final-Recipient") {
                    report = report::read(&text);
                }
                let room = (64 * 1024_usize).saturating_sub(evidence.words.len());
                evidence.words.push_str(reply::cut(&text, room));
            }
            Media::Status => report = report::read(&decode::text(part)),
            _ => {}
        }
    }
    evidence.date = message.header.get("Date").map(std::borrow::Cow::into_owned);
    for mut delivery in report.deliveries {
        delivery.reporting_host.clone_from(&report.reporting_host);
        delivery.sender.clone_from(&report.sender);
        evidence.deliveries.push(delivery);
    }
    if evidence.deliveries.is_empty() {
        let said = reply::read(&evidence.words);
        evidence.deliveries.push(Delivery {
            reply: said.reply,
            wrappers: said.wrappers,
            context: said.lead,
            ..Delivery::default()
        });
    } else {
        let delayed = evidence.deliveries.iter().all(|d| d.action == Some(Action::Delayed));
        evidence.kind = if delayed { Kind::Delay } else { Kind::Bounce };
    }
    evidence
}
