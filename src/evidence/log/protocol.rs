//! Protocol logs of Exchange: every command and every reply of many dialogues,
//! a line each, in the columns of a table.

use std::collections::{HashMap, VecDeque};

use super::Log;
use super::csv::cells;
use crate::evidence::transcript::{Step, is_command};
use crate::evidence::types::Delivery;
use crate::evidence::{Forms, account, codes, reply, returned, size};

/// Dialogues beyond this many are forgotten, however many a log holds.
const MOST: usize = 4096;
/// Recipients of one message beyond this many are left out.
const MOST_RECIPIENTS: usize = 1000;

/// One dialogue, as far as it was read.
#[derive(Default)]
struct Session {
    /// Commands that have no reply yet.
    open: VecDeque<String>,
    /// The lines of a reply that goes on.
    unfinished: String,
    /// The last reply before.
    before: Option<Step>,
    sender: Option<String>,
    size: Option<u64>,
    limit: Option<u64>,
    /// The recipients that were accepted.
    accepted: Vec<String>,
}

/// Reads a protocol log; nothing where the text is something else.
pub(super) fn read(text: &str, forms: &Forms) -> Option<Log> {
    let mut lines = text.lines();
    let names = lines.by_ref().take(12).find_map(|line| {
        let names = line.trim_start_matches('\u{feff}').strip_prefix("#Fields:")?;
        names.contains("session-id").then(|| cells(names.trim(), ','))
    })?;
    let place = |name: &str| names.iter().position(|known| known.trim() == name);
    let (session, data) = (place("session-id")?, place("data")?);
    let (remote, date) = (place("remote-endpoint"), place("date-time"));
    let mut log = Log::default();
    let mut sessions: HashMap<String, Session> = HashMap::new();
    for line in lines.filter(|line| !line.starts_with('#')) {
        let cells = cells(line, ',');
        let cell =
            |at: usize| cells.get(at).map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
        let (Some(number), Some(said)) = (cell(session), cell(data)) else { continue };
        if sessions.len() >= MOST && !sessions.contains_key(number) {
            sessions.clear();
        }
        let session = sessions.entry(number.to_owned()).or_default();
        let remote = remote.and_then(cell).and_then(host);
        for mut delivery in session.take(said, forms) {
            log.date = log.date.take().or_else(|| date.and_then(cell).map(str::to_owned));
            delivery.remote_host =
                delivery.remote_host.take().or_else(|| remote.map(str::to_owned));
            log.add(delivery);
        }
    }
    log.finish()
}

/// The host of `192.0.2.5:25` or `[2001:db8::5]:25`.
fn host(endpoint: &str) -> Option<&str> {
    account::leading_host(endpoint.rsplit_once(':')?.0)
}

impl Session {
    /// Takes in what one side said, and gives the deliveries that it decides.
    fn take(&mut self, said: &str, forms: &Forms) -> Vec<Delivery> {
        if codes::reply_code_at(said.as_bytes(), 0).is_none() {
            if is_command(said) && self.open.len() < MOST_RECIPIENTS {
                self.open.push_back(said.to_owned());
            }
            return Vec::new();
        }
        if self.unfinished.len() < reply::LONGEST {
            self.unfinished.push_str(said);
            self.unfinished.push('\n');
        }
        if said.as_bytes().get(3) == Some(&b'-') {
            return Vec::new();
        }
        let command = self.open.pop_front().unwrap_or_default();
        let step = Step { command, reply: std::mem::take(&mut self.unfinished), at: 0 };
        let deliveries = self.decide(&step, forms);
        self.before = Some(step);
        deliveries
    }

    fn decide(&mut self, step: &Step, forms: &Forms) -> Vec<Delivery> {
        let starts = |verb: &str| {
            step.command.get(..verb.len()).is_some_and(|start| start.eq_ignore_ascii_case(verb))
        };
        let (announced, limit) = size::of_dialogue(std::slice::from_ref(step));
        self.limit = limit.or(self.limit);
        let named = returned::first_address(&step.command);
        if starts("MAIL") {
            (self.sender, self.size) = (named.clone(), announced);
            self.accepted.clear();
        }
        let is_recipient = starts("RCPT");
        if !step.failed() {
            if let Some(recipient) = named.filter(|_| is_recipient)
                && self.accepted.len() < MOST_RECIPIENTS
            {
                self.accepted.push(recipient);
            }
            return Vec::new();
        }
        let mut delivery = Delivery {
            sender: self.sender.clone(),
            size: self.size,
            size_limit: self.limit,
            stage: step.stage(self.before.as_ref()),
            ..Delivery::default()
        };
        account::read(&step.reply, forms).fill(&mut delivery);
        delivery.action = Some(super::refused(&delivery));
        if is_recipient {
            return vec![Delivery { recipient: named, ..delivery }];
        }
        // A refusal of the message is one of all its recipients.
        let recipients = std::mem::take(&mut self.accepted);
        if recipients.is_empty() {
            return vec![delivery];
        }
        let each = |recipient| Delivery { recipient: Some(recipient), ..delivery.clone() };
        recipients.into_iter().map(each).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn each_refusal_goes_to_its_command() {
        let log = |lines: &[&str]| {
            let head = "#Software: Microsoft Exchange Server\n#Fields: date-time,connector-id,session-id,sequence-number,\
                        local-endpoint,remote-endpoint,event,data,context\n";
            let line = |at: usize, said: &&str| {
                let (session, said) = said.split_once(' ').expect("two words");
                format!(
                    "2026-01-05T10:00:00Z,Out,{session},{at},10.1.2.3:1234,192.0.2.5:25,x,{said},\n"
                )
            };
            let lines = lines.iter().enumerate().map(|(at, said)| line(at, said));
            head.to_owned() + &lines.collect::<String>()
        };
        check(
            &log(&[
                "A attempting to connect",
                "A 220 mx.there.example",
                "B 421 4.3.2 Later",
                "A EHLO ex01.ourco.example",
                "A 250-mx.there.example",
                "A 250 SIZE 1000",
                "A MAIL FROM:<ann@ourco.example> SIZE=900",
                "A RCPT TO:<kay@there.example>",
                "A RCPT TO:<kim@there.example>",
                "A 250 2.1.0 Ok",
                "A 550-5.1.1 No",
                "A 550 5.1.1 kay",
                "A 250 2.1.5 Ok",
                "A DATA",
                "A 354 Go",
                "A 554 5.7.1 Spam",
            ]),
            &[
                "-|delayed|421|connect|192.0.2.5|-|Later",
                "kay@there.example|failed|550|rcpt|192.0.2.5|ann@ourco.example|No kay",
                "kim@there.example|failed|554|end-of-data|192.0.2.5|ann@ourco.example|Spam",
            ],
        );
    }
}
