//! Listings of mail queues: `postqueue -p`, `mailq`, `exim -bp`,
//! `qmail-qread`, `smtpctl show queue`.
//!
//! All but the last have one shape: a line for each message with its sender,
//! indented lines with its recipients, and perhaps a reason in brackets before
//! those.

use super::types::{Action, Delivery};
use super::{Forms, account, address};

/// Deliveries beyond this many are left out.
const MOST: usize = 100_000;
/// Longer lines are no lines of such a listing.
const LONGEST_LINE: usize = 16 * 1024;

/// Reads a listing; none where the text is none.
pub(super) fn read(text: &str, forms: &Forms) -> Option<Vec<Delivery>> {
    let start: Vec<&str> = text.lines().take(8).collect();
    let deliveries = if start.iter().any(|line| is_piped(line)) {
        text.lines().filter_map(|line| piped(line, forms)).take(MOST).collect()
    } else if start.iter().any(|line| is_heading(line) || is_exim(line) || is_qmail(line)) {
        listed(text, forms)
    } else {
        Vec::new()
    };
    (!deliveries.is_empty()).then_some(deliveries)
}

/// Whether a text says that nothing is in the queue, and no more.
pub(super) fn is_empty(text: &str) -> bool {
    let text = text.trim();
    let said = ["mail queue is empty", "queue is empty", "/var/spool/mqueue is empty"];
    text.len() <= 64 && said.iter().any(|end| super::transcript::contains_ignoring_case(text, end))
}

/// The line above a listing of Postfix or Sendmail.
fn is_heading(line: &str) -> bool {
    line.starts_with('-')
        && (line.contains("Queue ID-") || line.contains("-Q-ID-"))
        && line.contains("Sender/Recipient")
}

/// ` 4m  1.2K 1rABCD-000001-2x <ann@ourco.example> *** frozen ***`
fn is_exim(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let is_amount = |word: Option<&str>, units: &str| {
        word.is_some_and(|word| {
            let digits = word.trim_end_matches(|c: char| units.contains(c));
            !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        })
    };
    is_amount(words.next(), "smhdw")
        && is_amount(words.next(), "KMG")
        && words.next().is_some_and(|id| id.matches('-').count() == 2)
        && words.next().is_some_and(|sender| sender.starts_with('<'))
}

/// `5 Jan 2026 10:00:00 GMT  #42  900  <ann@ourco.example>`
fn is_qmail(line: &str) -> bool {
    line.contains(" GMT  #") && line.contains('<')
}

/// Reads the listings with indented recipients.
fn listed(text: &str, forms: &Forms) -> Vec<Delivery> {
    let mut deliveries: Vec<Delivery> = Vec::new();
    let mut sender: Option<String> = None;
    let mut size: Option<u64> = None;
    let mut reason: Option<Delivery> = None;
    for line in text.lines() {
        if line.len() > LONGEST_LINE || line.trim().is_empty() || deliveries.len() >= MOST {
            continue;
        }
        let content = line.trim();
        // Sendmail names the body's type before the reason.
        let content = content.strip_prefix("8BITMIME").map_or(content, str::trim_start);
        // Postfix writes the reason at the beginning of its line.
        let is_reason = content.starts_with('(');
        let is_entry =
            !is_reason && !line.starts_with([' ', '\t']) || is_exim(line) || is_qmail(line);
        if is_heading(line) || content.starts_with("--") {
            continue;
        }
        if is_entry {
            size = entry_size(content);
            sender = address::all(content).last().map(|found| found.address.to_owned());
            let is_held = content.split(' ').next().is_some_and(|id| id.ends_with('!'));
            let state = if content.contains("*** frozen ***") {
                Some("frozen: it is not tried any more")
            } else {
                is_held.then_some("on hold: it is not tried until it is released")
            };
            reason = state.map(|state| about(state, forms));
        } else if let Some(said) = content.strip_prefix('(') {
            reason = Some(about(said.strip_suffix(')').unwrap_or(said), forms));
        } else if content.starts_with("D ") || content.starts_with("done") {
            // Already delivered.
        } else if let Some(found) = address::all(content).next() {
            let mut delivery = reason.clone().unwrap_or_default();
            delivery.recipient = Some(found.address.to_owned());
            delivery.sender.clone_from(&sender);
            delivery.size = size;
            delivery.action = Some(Action::Delayed);
            deliveries.push(delivery);
        }
    }
    deliveries
}

/// The size that the line of a message says it has: the second word, behind
/// the number of the message.
fn entry_size(entry: &str) -> Option<u64> {
    let size = match entry.split_once(" GMT  #") {
        Some((_, rest)) => rest.split_whitespace().nth(1),
        None => entry.split_whitespace().nth(1),
    };
    super::size::read(size?)
}

/// A delivery of which only the reason is known.
fn about(said: &str, forms: &Forms) -> Delivery {
    let mut delivery = Delivery::default();
    account::read(said, forms).fill(&mut delivery);
    delivery
}

/// `id|inet4|mta||ann@ourco.example|kay@there.example|…|pending|…|reason`
fn is_piped(line: &str) -> bool {
    line.matches('|').count() >= 10 && line.matches('@').count() >= 2
}

fn piped(line: &str, forms: &Forms) -> Option<Delivery> {
    is_piped(line).then_some(())?;
    let cells: Vec<&str> = line.split('|').collect();
    let mut addresses = cells.iter().filter(|cell| address::plain(cell).is_some());
    let sender = addresses.next()?;
    let recipient = addresses.next()?;
    let reason = cells.iter().rev().find(|cell| cell.contains(' ')).copied().unwrap_or_default();
    let mut delivery = about(reason, forms);
    delivery.sender = Some((*sender).to_owned());
    delivery.recipient = Some((*recipient).to_owned());
    delivery.action = Some(Action::Delayed);
    Some(delivery)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let shown: Vec<_> = read(text, Forms::builtin())
            .unwrap_or_default()
            .iter()
            .map(|d| {
                let or = |text: Option<&str>| text.unwrap_or("-").to_owned();
                let code = d.reply_code().map_or("-".to_owned(), |c| c.to_string());
                let text = or(d.reply.as_ref().map(|r| r.text.as_str()));
                let size = d.size.unwrap_or(0);
                format!(
                    "{} {} {size} {code} {text}",
                    or(d.sender.as_deref()),
                    or(d.recipient.as_deref())
                )
            })
            .collect();
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn listings() {
        check(
            "-Queue ID-  --Size-- ----Arrival Time---- -Sender/Recipient-------\n\
             4F2B31C0A7     900 Mon Jan  5 10:00:00  ann@ourco.example\n\
             (host mx.there.example[192.0.2.5] said: 450 4.2.0 Later (in reply to RCPT TO command))\n\
             \x20                                        kay@there.example\n\
             \x20                                        kim@there.example\n\n-- 1 Kbytes in 1 Request.\n",
            &[
                "ann@ourco.example kay@there.example 900 450 Later",
                "ann@ourco.example kim@there.example 900 450 Later",
            ],
        );
        check(
            " 4m  1.2K 1rABCD-000001-2x <ann@ourco.example> *** frozen ***\n          kay@there.example\n        D kim@there.example\n",
            &["ann@ourco.example kay@there.example 1228 - frozen: it is not tried any more"],
        );
        check(
            "5 Jan 2026 10:00:00 GMT  #42  900  <ann@ourco.example>\n\tremote\tkay@there.example\n",
            &["ann@ourco.example kay@there.example 900 - -"],
        );
        check("just some words\n", &[]);
        check(
            "-----Q-ID----- --Size-- -----Q-Time----- ------------Sender/Recipient-----------\n\
             605AbCdE012345      900 Mon Jan  5 10:00 <ann@ourco.example>\n\
             \x20     8BITMIME   (Deferred: 451 Later)\n\x20                 <kay@there.example>\n",
            &["ann@ourco.example kay@there.example 900 451 Later"],
        );
        check(
            "-Queue ID-  --Size-- ----Arrival Time---- -Sender/Recipient-------\n\
             4F2B31C0A7!     900 Mon Jan  5 10:00:00  ann@ourco.example\n\x20                 kay@there.example\n",
            &[
                "ann@ourco.example kay@there.example 900 - on hold: it is not tried until it is released",
            ],
        );
        for (text, expected) in [
            ("Mail queue is empty\n", true),
            ("/var/spool/mqueue is empty\n\t\tTotal requests: 0\n", true),
            (
                "Why does it say that the queue is empty when my mail to Kay never arrived there?",
                false,
            ),
        ] {
            assert_eq!(is_empty(text), expected, "{text}");
        }
    }
}
