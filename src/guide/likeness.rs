//! Whether two cases are alike: the same cause, and the same words apart from
//! what differs from message to message.

use std::collections::BTreeSet;

use super::record::Summary;
use crate::diagnosis::{Outcome, is_open_end};
use crate::knowledge::{Group, Knowledge};
use crate::text::head;

/// The most of a reply by which a message is known again, in bytes: as much as
/// a kept session has of it.
const MOST_SYMPTOM: usize = 600;

/// The most words of a reply that are compared.
const MOST_WORDS: usize = 60;

/// How many cases of one day with one symptom may be an incident, the present
/// one counted.
const INCIDENT: usize = 3;

/// What a case is compared by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Likeness {
    /// The cause.
    pub cause: String,
    /// The recipient's domain, in lower case.
    pub domain: String,
    /// The telling words of the reply.
    words: BTreeSet<String>,
    /// By what the message is known again, where anything tells: a second look
    /// at it is no second case.
    message: Option<String>,
}

impl Likeness {
    /// Of a cause, the failing address and the reply's text.
    pub fn new(cause: &str, recipient: Option<&str>, reply: &str) -> Self {
        let domain =
            recipient.and_then(|address| address.rsplit_once('@')).map(|(_, domain)| domain);
        // Addresses, hosts, numbers and ids are what differs.
        let is_telling = |word: &&str| word.chars().all(char::is_alphabetic) && word.len() > 2;
        let split = |c: char| c.is_whitespace() || "()<>[]{}\"',;:!?".contains(c);
        Self {
            cause: cause.to_owned(),
            domain: domain.unwrap_or_default().to_ascii_lowercase(),
            words: reply
                .split(split)
                .map(|word| word.trim_matches(['.', '-', '*', '#']))
                .filter(is_telling)
                .take(MOST_WORDS)
                .map(str::to_lowercase)
                .collect(),
            message: None,
        }
    }

    /// The same, of a message that is known again by its Message-ID, or else by
    /// its addresses with the whole reply.
    #[must_use]
    pub(super) fn of_message(
        self,
        id: Option<&str>,
        addresses: [Option<&str>; 2],
        reply: &str,
    ) -> Self {
        let message = match (id, addresses) {
            (Some(id), _) => Some(id.to_owned()),
            (None, [None, None]) => None,
            (None, [recipient, sender]) => {
                let [recipient, sender] = [recipient, sender].map(Option::unwrap_or_default);
                Some(format!("{recipient} {sender} {reply}"))
            }
        };
        Self { message, ..self }
    }

    /// Of the diagnosis of one recipient, with the Message-ID of the message
    /// that came back. `None` where it says nothing.
    pub fn of(outcome: &Outcome, id: Option<&str>) -> Option<Self> {
        let top = outcome.top().filter(|top| !is_open_end(&top.cause))?;
        let text = outcome.text.as_deref().unwrap_or_default();
        let addresses = [outcome.recipient.as_deref(), outcome.sender.as_deref()];
        let likeness = Self::new(&top.cause, addresses[0], text);
        Some(likeness.of_message(id, addresses, head(text, MOST_SYMPTOM)))
    }

    /// Whether the other case is like this one, and another one: a second look
    /// at the same message is not.
    pub fn is_like(&self, other: &Self) -> bool {
        let is_same = self.message.is_some() && self.message == other.message;
        if self.cause != other.cause || is_same {
            return false;
        }
        let all = self.words.union(&other.words).count();
        let shared = self.words.intersection(&other.words).count();
        // Without words, the same domain has to do.
        if all == 0 { self.domain == other.domain } else { shared * 10 >= all * 6 }
    }
}

/// How many of these cases of today, the present one counted, have one
/// symptom, where that may be an incident; `None` where it may not.
///
/// What lies with one recipient or one message (a full mailbox, a big file) is
/// one symptom only where the domain is the same too.
pub fn incident(present: &Likeness, today: &[Summary], knowledge: &Knowledge) -> Option<usize> {
    let group = knowledge.cause(&present.cause).filter(|cause| !is_open_end(&cause.id))?.group;
    let is_single = matches!(group, Group::Recipient | Group::Message | Group::NotAFailure);
    let alike = today.iter().filter(|summary| {
        let other = summary.likeness();
        // What the evidence of the other only speaks for has to be in the same
        // words: one vague code stands for many troubles.
        let is_sure = summary.cause.is_some() || other.is_like(present);
        is_sure && other.cause == present.cause && (!is_single || other.domain == present.domain)
    });
    // Each message counts once, however often somebody looked at it.
    let mut seen: Vec<String> = present.message.iter().cloned().collect();
    let others = alike.filter(|summary| match summary.likeness().message {
        Some(message) if seen.contains(&message) => false,
        Some(message) => {
            seen.push(message);
            true
        }
        None => true,
    });
    let count = others.count() + 1;
    (count >= INCIDENT).then_some(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_from_message_to_message_does_not_count() {
        let one = Likeness::new(
            "mailbox-full",
            Some("bob@example.net"),
            "<bob@example.net>: Recipient address rejected: Mailbox full 4XyZ12",
        );
        let two = Likeness::new(
            "mailbox-full",
            Some("eve@example.org"),
            "<eve@example.org>: Recipient address rejected: Mailbox full 9QrS34",
        );
        assert!(one.is_like(&two));
        let other_words = Likeness::new("mailbox-full", None, "The inbox is out of storage space");
        let other_cause = Likeness { cause: "mailbox-inactive".to_owned(), ..two };
        assert!(!one.is_like(&other_words) && !one.is_like(&other_cause));
        let seen = |id: &str| one.clone().of_message(Some(id), [None, None], "");
        assert!(seen("<a@x>").is_like(&seen("<b@x>")) && !seen("<a@x>").is_like(&seen("<a@x>")));
    }
}
