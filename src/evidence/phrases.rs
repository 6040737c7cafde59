//! Where in a text the wordings of the forms stand: one pass finds them all.

use aho_corasick::{AhoCorasick, MatchKind};

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
#[derive(Clone, Debug)]
pub struct Compiled {
    /// Nothing, where no automaton could be built of them.
    automaton: Option<AhoCorasick>,
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
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .build(words)
            .ok();
        Self { automaton, tells }
    }
}

impl Forms {
    /// All wordings in a text, in the order in which they end.
    pub(super) fn hits(&self, text: &str) -> Vec<Hit> {
        let compiled = self.compiled.get_or_init(|| Compiled::new(self));
        let Some(automaton) = &compiled.automaton else { return Vec::new() };
        automaton
            .find_overlapping_iter(text)
            .filter_map(|found| {
                let tells = *compiled.tells.get(found.pattern().as_usize())?;
                Some(Hit { tells, from: found.start(), to: found.end() })
            })
            .take(MOST)
            .collect()
    }
}

/// At most this many wordings of one text are kept.
const MOST: usize = 20_000;
