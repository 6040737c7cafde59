//! Where in a text the wordings of the forms stand: one pass finds them all.

use std::fmt;

use daachorse::DoubleArrayAhoCorasick;

use super::Forms;
use crate::code::{SocketError, Stage};

/// What a wording tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tells {
    Returned,
    Recipient,
    Failed,
    Delayed,
    Host,
    ReportingHost,
    AfterReply,
    Reason,
    Local,
    Stage(Stage),
    Socket(SocketError),
    Dialog,
    FailedSubject,
    DelayedSubject,
    AutoReplySubject,
    /// The beginning of a mail program's code.
    ClientCode,
    /// Words before the number of a socket error.
    SocketNumber,
}

/// What code reads and no system words differently.
const FIXED: [(&str, Tells); 9] = [
    ("0x8", Tells::ClientCode),
    ("-2147", Tells::ClientCode),
    ("socket error", Tells::SocketNumber),
    ("winsock error", Tells::SocketNumber),
    ("socket: ", Tells::SocketNumber),
    ("errno", Tells::SocketNumber),
    ("error code", Tells::SocketNumber),
    ("error number", Tells::SocketNumber),
    ("error: ", Tells::SocketNumber),
];

/// A wording found in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    pub(super) tells: Tells,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// The wordings of all forms, ready to be looked for.
#[derive(Clone)]
pub(super) struct Compiled {
    /// Nothing, where no automaton could be built of them.
    automaton: Option<DoubleArrayAhoCorasick<u32>>,
    tells: Vec<Tells>,
}

impl Compiled {
    fn new(forms: &Forms) -> Self {
        let mut words: Vec<&str> = Vec::new();
        let mut tells = Vec::new();
        let lists: [(&Vec<String>, Tells); 13] = [
            (&forms.returned, Tells::Returned),
            (&forms.recipient, Tells::Recipient),
            (&forms.failed, Tells::Failed),
            (&forms.delayed, Tells::Delayed),
            (&forms.host, Tells::Host),
            (&forms.reporting_host, Tells::ReportingHost),
            (&forms.after_reply, Tells::AfterReply),
            (&forms.reason, Tells::Reason),
            (&forms.local, Tells::Local),
            (&forms.dialog, Tells::Dialog),
            (&forms.failed_subject, Tells::FailedSubject),
            (&forms.delayed_subject, Tells::DelayedSubject),
            (&forms.auto_reply_subject, Tells::AutoReplySubject),
        ];
        for (list, what) in lists {
            words.extend(list.iter().map(String::as_str));
            tells.extend(list.iter().map(|_| what));
        }
        for (stage, list) in &forms.stage {
            if let Ok(stage) = stage.parse() {
                words.extend(list.iter().map(String::as_str));
                tells.extend(list.iter().map(|_| Tells::Stage(stage)));
            }
        }
        for (number, list) in &forms.socket {
            if let Ok(number) = number.parse() {
                words.extend(list.iter().map(String::as_str));
                tells.extend(list.iter().map(|_| Tells::Socket(number)));
            }
        }
        for (word, what) in FIXED {
            words.push(word);
            tells.push(what);
        }
        // Both sides are in lower case.
        let words = words.into_iter().map(str::to_ascii_lowercase);
        let automaton = DoubleArrayAhoCorasick::new(words).ok();
        Self { automaton, tells }
    }
}

impl fmt::Debug for Compiled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Compiled").field("wordings", &self.tells.len()).finish_non_exhaustive()
    }
}

impl Forms {
    /// All wordings in a text, in the order in which they end.
    pub(super) fn hits(&self, text: &str) -> Vec<Hit> {
        let compiled = self.compiled.get_or_init(|| Compiled::new(self));
        let Some(automaton) = &compiled.automaton else { return Vec::new() };
        let text = text.to_ascii_lowercase();
        automaton
            .find_overlapping_iter(&text)
            .filter_map(|found| {
                let tells = *compiled.tells.get(found.value() as usize)?;
                Some(Hit { tells, from: found.start(), to: found.end() })
            })
            .take(MOST)
            .collect()
    }
}

/// At most this many wordings of one text are kept.
const MOST: usize = 20_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_names_the_stages_as_the_code_does() {
        let ids: Vec<_> = Stage::ALL.iter().map(|stage| stage.id()).collect();
        assert_eq!(ids, super::super::forms::STAGES);
    }

    #[test]
    fn faults_of_the_data_are_named() {
        for (text, fault) in [
            ("hosts = []", "unknown field"),
            ("host = [\"x\"]", "too short"),
            ("[stage]\nrcpto = []", "no stage is called \"rcpto\""),
            ("[socket]\nx = []", "no number of a socket error"),
            ("[diagnostic]\nx = \"a\"", "no number of a diagnostic"),
        ] {
            let result = Forms::from_toml(std::iter::once(("forms/x.toml", text)));
            let message = result.err().unwrap_or_default();
            assert!(message.starts_with("forms/x.toml: ") && message.contains(fault), "{message}");
        }
    }

    #[test]
    fn wordings_are_found_in_any_case() {
        let text = "Remote HOST said: 550 (IN REPLY TO RCPT TO command)";
        let hits = Forms::builtin().hits(text);
        assert!(hits.iter().any(|hit| hit.tells == Tells::Stage(Stage::Rcpt)));
        assert!(hits.iter().all(|hit| text.get(hit.from..hit.to).is_some()));
    }
}
