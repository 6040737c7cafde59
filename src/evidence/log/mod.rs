//! Lines of mail servers' logs. One outcome for each failed delivery; where
//! nothing failed, for each that succeeded.

mod csv;
mod exim;
mod field;
mod opensmtpd;
mod postfix;
mod powershell;
mod protocol;
mod qmail;
mod sendmail;
mod table;

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::Forms;
use super::headers::line_at;
use super::types::{Action, Delivery};
use crate::code::ReplyCode;

/// Deliveries beyond this many are counted in a note only.
const MOST: usize = 100_000;
/// Successes beyond this many are not kept.
const MOST_DELIVERED: usize = 1000;
/// Longer lines are no log lines of a mail server.
const LONGEST_LINE: usize = 32 * 1024;

/// What a log tells.
#[derive(Clone, Debug, Default)]
pub(super) struct Log {
    pub(super) deliveries: Vec<Delivery>,
    /// When its first telling line was written.
    pub(super) date: Option<String>,
    /// Whether there was more than was kept.
    pub(super) cut: bool,
    /// Whether it lists what waits, not what happened.
    pub(super) is_queue: bool,
    /// Successes, which count only where nothing failed.
    delivered: Vec<Delivery>,
}

impl Log {
    /// Adds what a line tells, within what is kept.
    fn add(&mut self, delivery: Delivery) {
        if delivery.action == Some(Action::Delivered) {
            if self.delivered.len() < MOST_DELIVERED {
                self.delivered.push(delivery);
            }
        } else if self.deliveries.len() < MOST {
            self.deliveries.push(delivery);
        } else {
            self.cut = true;
        }
    }

    /// Whether another success would change nothing.
    fn needs_no_success(&self) -> bool {
        !self.deliveries.is_empty() || self.delivered.len() >= MOST_DELIVERED
    }

    /// The log, unless no line told anything.
    fn finish(mut self) -> Option<Self> {
        if self.deliveries.is_empty() {
            self.deliveries = std::mem::take(&mut self.delivered);
        }
        (!self.deliveries.is_empty()).then_some(self)
    }
}

/// The fate of a recipient that a server refused: it is tried again after a
/// temporary reply (RFC 5321, section 4.2.1).
fn refused(delivery: &Delivery) -> Action {
    let is_temporary = delivery.reply_code().is_some_and(ReplyCode::is_temporary);
    if is_temporary { Action::Delayed } else { Action::Failed }
}

/// Words that stand in the lines that matter, and who reads those.
const MARKS: [(&str, System); 14] = [
    (" status=", System::Postfix),
    ("reject: ", System::Postfix),
    ("SASL ", System::Postfix),
    (": from=<", System::Senders),
    (" ** ", System::Exim),
    (" == ", System::Exim),
    (" => ", System::Exim),
    (" rejected ", System::Exim),
    ("stat=", System::Sendmail),
    ("reject=", System::Sendmail),
    ("result=", System::Opensmtpd),
    ("starting delivery ", System::Qmail),
    (": failure: ", System::Qmail),
    (": deferral: ", System::Qmail),
];

/// The systems whose lines are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum System {
    Postfix,
    /// Lines that tell the sender of what later lines are about.
    Senders,
    Exim,
    Sendmail,
    Opensmtpd,
    Qmail,
}

/// What finds the marks.
static AUTOMATON: OnceLock<Option<AhoCorasick>> = OnceLock::new();

/// Reads the log lines in a text; none where it holds no such line.
pub(super) fn read(text: &str, forms: &Forms) -> Option<Log> {
    for table in [csv::read, protocol::read, powershell::read] {
        if let Some(log) = table(text, forms) {
            return Some(log);
        }
    }
    let automaton = AUTOMATON.get_or_init(|| {
        let words = MARKS.iter().map(|(word, _)| *word);
        AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(words).ok()
    });
    let automaton = automaton.as_ref()?;
    let mut log = Log::default();
    let mut memory = field::Memory::default();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = automaton.find(bytes.get(at..).unwrap_or_default()) {
        let before = bytes.get(..at + found.start()).unwrap_or_default();
        let start = memchr::memrchr(b'\n', before).map_or(0, |end| end + 1);
        let (_, next) = line_at(bytes, at + found.start());
        let line = text.get(start..next).unwrap_or_default().trim_end();
        at = next;
        if line.len() > LONGEST_LINE {
            continue;
        }
        // Most lines of any log tell of successes, which count for nothing once
        // there is a failure.
        if log.needs_no_success() && is_success(line) {
            continue;
        }
        let Some(mut delivery) = read_line(line, &mut memory, forms) else { continue };
        log.date = log.date.take().or_else(|| field::stamp(line).map(str::to_owned));
        delivery.reporting_host =
            delivery.reporting_host.take().or_else(|| field::reporting_host(line));
        log.add(delivery);
    }
    log.finish()
}

/// Whether the bytes start as a list of Exchange's commands does.
pub(super) fn looks_like_list(bytes: &[u8]) -> bool {
    powershell::looks_like_list(bytes)
}

/// Whether a line tells of a success.
fn is_success(line: &str) -> bool {
    [" status=sent ", " stat=Sent", " => ", "result=\"Ok\"", ": success: "]
        .iter()
        .any(|mark| memchr::memmem::find(line.as_bytes(), mark.as_bytes()).is_some())
}

/// What one line tells.
fn read_line(line: &str, memory: &mut field::Memory, forms: &Forms) -> Option<Delivery> {
    MARKS.iter().filter(|(word, _)| line.contains(word)).find_map(|(_, system)| match system {
        System::Postfix => postfix::read(line, memory, forms),
        System::Senders => {
            memory.note_sender(line);
            None
        }
        System::Exim => exim::read(line, forms),
        System::Sendmail => sendmail::read(line, memory, forms),
        System::Opensmtpd => opensmtpd::read(line, forms),
        System::Qmail => qmail::read(line, memory, forms),
    })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// What is read from a log, a line for each delivery: recipient, action,
    /// code, stage, host, sender, text.
    pub(super) fn check(text: &str, expected: &[&str]) {
        let log = read(text, Forms::builtin()).unwrap_or_default();
        let shown: Vec<_> = log
            .deliveries
            .iter()
            .map(|d| {
                let or = |text: Option<&str>| text.unwrap_or("-").to_owned();
                [
                    or(d.recipient.as_deref()),
                    or(d.action.map(Action::id)),
                    d.reply_code().map_or("-".to_owned(), |c| c.to_string()),
                    or(d.stage.map(crate::code::Stage::id)),
                    or(d.remote_host.as_deref()),
                    or(d.sender.as_deref()),
                    or(d.reply.as_ref().map(|r| r.text.as_str())),
                ]
                .join("|")
            })
            .collect();
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn other_texts_are_no_log() {
        for text in ["", "550 5.1.1 User unknown", "a == b and c => d", "he was rejected by her"] {
            assert!(read(text, Forms::builtin()).is_none(), "{text}");
        }
    }
}
